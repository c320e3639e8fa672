"""Plain text and Markdown: encodings, pages, and the light clean-up."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import Unreadable
from indexer.read.clean import clean, fold_radicals, one_line
from indexer.read.decode import decode
from indexer.read.inprocess import read_here
from indexer.read.markdown import markdown_text
from indexer.read.text import text_pages

PROSE = "営業秘密とは、秘密として管理されている情報をいう。①有用性 ②非公知性（第2条第6項）\n"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp932", "euc_jis_2004"]

# What both CP932 and EUC-JP can write; every text begins with a sentence, as documents do.
_COMMON = "".join(map(chr, [*range(0x3041, 0x3094), *range(0x30A1, 0x30F7)]))
_KANJI = "営業秘密管理指針不正競争防止法有用性非公知性退職者誓約書漏洩損害賠償請求差止刑事罰"
japanese = st.text(_COMMON + _KANJI + "、。「」（）0123456789 ABCabc\n", max_size=200).map(
    lambda text: "これは文です。" + text
)


def undecodable(data: bytes) -> object:
    with pytest.raises(Unreadable) as caught:
        decode(data)
    assert caught.value.key == "undecodable"
    return caught.value.values["reason"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(PROSE.replace("\n", "\r\n").encode(encoding))
    assert read_here(path).pages[0].text == PROSE


def test_mail_encoding() -> None:
    text = PROSE.replace("①", "1").replace("②", "2")
    assert decode(text.encode("iso2022_jp")) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_unmarked_utf16(encoding: str) -> None:
    assert decode(PROSE.encode(encoding)) == PROSE


@given(text=japanese, encoding=st.sampled_from([*ENCODINGS, "euc_jp", "iso2022_jp"]))
def test_decoding_round_trips(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(text=st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=100))
def test_marked_unicode_round_trips_whatever_the_script(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        text = text.removeprefix("\ufeff")
        assert decode(text.encode(encoding)) == text


@given(st.binary())
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    refusal = "undecodable"
    try:
        decode(data)
    except Unreadable as error:
        refusal = error.key
    assert refusal == "undecodable"


def test_half_width_katakana_is_never_read_as_kanji() -> None:
    assert decode("ｴｲｷﾞﾖｳ ﾋﾐﾂ".encode("cp932")) == "ｴｲｷﾞﾖｳ ﾋﾐﾂ"
    # Runs of even length are valid in both encodings, and no kana decides.
    assert undecodable("ｱｲ".encode("cp932")) == "ambiguous"


def test_what_cannot_be_decoded() -> None:
    assert undecodable(b"\xff\xfe\x00") == "broken"
    assert undecodable(bytes(range(256)) * 4) == "binary"
    assert undecodable("秘密".encode() + b"\xff\xff") == "unknown"
    assert undecodable(b"\x01\x02\x03abc") == "binary"


def test_pages_are_split_at_form_feeds_only() -> None:
    assert [page.label for page in text_pages("一\n--- 2 ---\n二")] == [""]
    pages = text_pages("一\n\f二\n\f")
    assert [(page.label, page.text) for page in pages] == [("1", "一\n"), ("2", "二\n")]


def test_text_of_white_space_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(" \n\n", encoding="utf-8")
    with pytest.raises(Unreadable, match="no_text"):
        read_here(path)


def test_clean() -> None:
    assert clean("a\r\nb\rc\u2028d\ve") == "a\nb\nc\nd\ne"
    assert clean("漏\x02えい\x00\x1f\ufeff\ufffe\ud800") == "漏えい"
    assert clean("一\t二") == "一\t二"


def test_radicals_become_ordinary_ideographs_and_nothing_else_changes() -> None:
    assert fold_radicals("⺠法の⾓度、⻑期⽇本、⻄暦") == "民法の角度、長期日本、西暦"
    assert fold_radicals("①㈱ＡｱＢ") == "①㈱ＡｱＢ"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)


def test_one_line() -> None:
    assert one_line("営業秘密を\n  守る。\nTrade\nsecret") == "営業秘密を守る。 Trade secret"


MARKDOWN = """---
title: 前付
---
<!-- 編集用の
注 -->
# 営業秘密管理指針 #
![図](a.png "題") 本文です。<!-- 注 -->

大見出し
========
小見出し
--------
* 一つ目
  + 二つ目
- 三つ目
1. 番号
***

| 区分 | 例 |
|:---|---:|
| 物理 | 施錠\\|鍵 |

## 第1章 {#ch1 pages="3"}
```sh
# コメント
* 星
```
**太字**はそのまま。
"""


def test_markdown() -> None:
    assert markdown_text(MARKDOWN).split("\n") == [
        "# 営業秘密管理指針",
        " 本文です。",
        "",
        "# 大見出し",
        "## 小見出し",
        "- 一つ目",
        "- 二つ目",
        "- 三つ目",
        "1. 番号",
        "",
        "区分\t例",
        "物理\t施錠|鍵",
        "",
        '## 第1章 {#ch1 pages="3"}',
        "    # コメント",
        "    * 星",
        "**太字**はそのまま。",
    ]


def test_markdown_title_is_the_first_heading(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    assert read_here(path).title == "営業秘密管理指針"


def test_markdown_rule_at_the_top_is_no_front_matter() -> None:
    assert markdown_text("---\n本文\n") == "本文"
