"""Japanese text: folding, tokens that unify spellings, years, sentences."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.japanese import CLOSE, ENDS, OPEN, bigrams, fold, nouns, plain, sentences, tokens

prose = st.text("秘密を管理する。！？!?（）「」【】()*\n 　a1", max_size=80)


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def cut(text: str) -> list[str]:
    return [text[a:b].strip() for a, b in sentences(text)]


def test_folding_unifies_width_case_and_dashes() -> None:
    assert fold("ＮＤＡ―ｴｲｷﾞﾖｳ") == "nda-エイギヨウ"
    assert fold("１‐２–３−４") == "1-2-3-4"


def test_folding_drops_emphasis_links_and_tags() -> None:
    assert plain("**必要**な[資料](https://example.jp)<br>です") == "必要な資料 です"
    assert plain("a * b < c") == "a * b < c"


def test_an_address_in_angle_brackets_is_kept() -> None:
    assert plain("☞ <https://www.ipa.go.jp/a.html>") == "☞ https://www.ipa.go.jp/a.html"


@given(st.text(max_size=60).map(fold))
def test_folded_text_has_no_capitals_left(text: str) -> None:
    assert text == text.lower()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("漏えい", "漏洩"),
        ("サーバ", "サーバー"),
        ("打合せ", "打ち合わせ"),
        ("ＮＤＡ", "nda"),
        ("令和6年", "2024年"),
        ("R6年", "令和６年"),
        ("平成元年", "1989年"),
        ("H30.4", "平成30.4"),
    ],
)
def test_spellings_of_one_word_share_its_token(one: str, other: str) -> None:
    shared = set(tokens(one)) & set(tokens(other))
    assert shared
    if "年" in one + other or "." in one:
        assert any(token.startswith("=") for token in shared)


def test_every_way_of_writing_a_year_gives_one_token() -> None:
    for text in ("令和6年の改正", "2024年の改正", "R6年の改正", "令和６年度", "2024/4/1", "R6.4.1"):
        assert "=2024年" in tokens(text), text
    assert "=2019年" in tokens("令和元年")
    assert not any(t.startswith("=") for t in tokens("6年間"))


def test_particles_and_marks_are_dropped() -> None:
    assert tokens("秘密を、管理する。") == tokens("秘密 管理")
    assert tokens("の、。「」") == []


def test_lexicon_words_stand_beside_their_parts() -> None:
    words = frozenset({"秘密管理性"})
    found = tokens("秘密管理性とは", words)
    assert "=秘密管理性" in found
    assert "秘密" in found
    assert "=秘密管理性" not in tokens("秘密管理性とは")


def test_the_longest_lexicon_word_wins_and_white_space_does_not_matter() -> None:
    words = frozenset({"営業秘密", "営業秘密侵害罪"})
    found = [t for t in tokens("営業秘密\n侵害罪", words) if t.startswith("=")]
    assert found == ["=営業秘密侵害罪"]


def test_text_beyond_the_tokenizers_limit_is_read_whole() -> None:
    text = "営業秘密を管理する。" * 8000 + "最後に研修"
    found = tokens(text)
    assert found.count("営業") == 8000
    assert found[-1] == "研修"
    assert len(tokens("秘密" * 40000)) == len(tokens("秘密" * 20000)) * 2


def test_nouns_tell_names() -> None:
    found = nouns("中国で研修を行う")
    assert found["中国"] == "place"
    assert found["研修"] == "common"
    assert "行う" not in found


def test_bigrams_ignore_marks_and_white_space() -> None:
    assert bigrams("秘密、 管理") == ["秘密", "密管", "管理"]
    assert bigrams("秘") == ["秘"]
    assert bigrams("。") == []


def test_a_mark_ends_a_sentence_outside_brackets_only() -> None:
    assert cut("一である（二である。三である）。四である。") == [
        "一である（二である。三である）。",
        "四である。",
    ]
    assert cut("「辞める。」と言う。次。") == ["「辞める。」と言う。", "次。"]
    assert cut("本当？！次！") == ["本当？！", "次！"]


def test_a_bracket_left_open_does_not_swallow_the_page() -> None:
    assert cut("一である（二である。三である。") == ["一である（二である。", "三である。"]


def test_what_closes_after_the_mark_belongs_to_the_sentence() -> None:
    assert cut("**必要である。**次である。") == ["**必要である。**", "次である。"]


def test_decimals_and_addresses_are_not_cut() -> None:
    assert cut("3.5倍になった。https://example.jp/a.html を見る。") == [
        "3.5倍になった。",
        "https://example.jp/a.html を見る。",
    ]


@given(prose)
def test_sentences_cover_all_text_in_order(text: str) -> None:
    found = sentences(text)
    assert "".join(squeeze(text[a:b]) for a, b in found) == squeeze(text)
    assert all(0 <= a < b <= len(text) for a, b in found)
    assert all(x[1] <= y[0] for x, y in pairwise(found))
    assert all(not text[a].isspace() for a, b in found)


@given(prose)
def test_every_sentence_but_the_last_ends_with_a_mark(text: str) -> None:
    for part in cut(text)[:-1]:
        assert part.rstrip(CLOSE + "*")[-1:] in ENDS or not part.rstrip(CLOSE + "*")


@given(st.text("ab。", max_size=30), st.sampled_from(list(zip(OPEN, CLOSE, strict=True))))
def test_text_in_brackets_is_one_sentence(inner: str, pair: tuple[str, str]) -> None:
    text = f"一{pair[0]}{inner}{pair[1]}二。"
    assert cut(text) == [text]


@given(st.text("秘密情報管理する漏えい2024年abc、。", max_size=60))
def test_tokens_do_not_depend_on_width_or_case(text: str) -> None:
    wide = text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789abc"})
    assert tokens(wide) == tokens(text) == tokens(text.upper())
