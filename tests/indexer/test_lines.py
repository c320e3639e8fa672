"""Lines of a page into blocks: wraps joined, captions apart, tables kept, furniture dropped."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.headings import Outline, clean, numbering
from indexer.lines import Block, blocks, furniture, is_markdown, join, norm, page_lines, running_header

WRAPPED = (
    "営業秘密として保護を受けるためには、秘密として管理されていることが必要であり、そ\n"
    "の管理の程度は、情報の性質や保有形態、情報を保有する企業の規模などに応じて定まる\n"
    "ものである。従業員が秘密であることを認識できる程度の措置が求められる。\n"
)
# No "-", "*" or "#": Markdown's own marks are read, not kept.
text_line = st.text("秘密情報管理研修する、。「」（）①②・●➢１2ABc ", min_size=1, max_size=50)
page_text = st.lists(text_line | st.just(""), max_size=25).map("\n".join)


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def kinds(page: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks(page)]


def test_a_word_cut_by_the_page_width_is_joined() -> None:
    found = blocks(WRAPPED)
    assert [block.kind for block in found] == ["paragraph"]
    assert "必要であり、その管理の程度は" in found[0].text
    assert "応じて定まるものである" in found[0].text


def test_lines_with_a_blank_line_between_each_are_joined_too() -> None:
    spaced = WRAPPED.replace("\n", "\n\n")
    assert [b.text for b in blocks(spaced)] == [squeeze(WRAPPED)]


def test_latin_words_keep_their_space() -> None:
    assert join("the trade", "secret") == "the trade secret"
    assert join("営業", "秘密") == "営業秘密"
    assert join("https://example.jp/trade", "secret") == "https://example.jp/tradesecret"


def test_captions_are_not_glued_to_sentences() -> None:
    found = kinds(f"社内ルール\n\n{WRAPPED}\n相談窓口\n")
    assert found[0] == ("caption", "社内ルール")
    assert found[-1] == ("caption", "相談窓口")
    assert "相談窓口" not in found[1][1]


def test_list_items_stand_alone_with_their_glyph() -> None:
    found = blocks("➢ 研修を行う。\n・誓約書を取る。\n● 監査する。\n")
    assert [(b.kind, b.glyph, b.text) for b in found] == [
        ("item", "➢", "研修を行う。"),
        ("item", "・", "誓約書を取る。"),
        ("item", "●", "監査する。"),
    ]


def test_a_wrapped_item_stays_one_item() -> None:
    first = "➢ " + "秘密情報を適切に管理するために必要な措置を講じ、" * 2 + "定期"
    found = blocks(f"{first}\n的に見直す。\n➢ 次の項目。\n")
    assert len(found) == 2
    assert found[0].text.endswith("定期的に見直す。")


def test_table_rows_stay_rows() -> None:
    found = blocks("年\t検挙件数\t検挙人員\n2023年\t26\t45\n2024年\t22\t49\n")
    assert [b.kind for b in found] == ["row"] * 3
    assert found[1].text == "2023年\t26\t45"


def test_a_caption_of_several_words_above_a_row_is_the_tables_head() -> None:
    found = blocks("企業 支援先拠点 支援期間\n1 A社 浙江省 8月16日\n2 B社 山東省 10月21日\n")
    assert [b.kind for b in found] == ["row", "row", "row"]


def test_an_address_is_not_continued_by_japanese() -> None:
    found = blocks(
        "詳細はこちらを御覧ください。https://www.meti.go.jp/policy/economy/index.html\n秘密を守る。\n"
    )
    assert [b.text for b in found][-1] == "秘密を守る。"


def test_a_heading_is_a_block_of_its_own() -> None:
    found = kinds(f"第２章 人を通じた技術流出への対策\n１．⑤ 研修の実施\n{WRAPPED}")
    assert [kind for kind, _ in found] == ["heading", "heading", "paragraph"]


def test_a_running_header_is_furniture_on_every_page() -> None:
    pages = [f"第２章 人を通じた技術流出への対策\n話題{n}について述べる文である。\n" for n in range(5)]
    repeated = furniture(pages)
    assert norm("第２章 人を通じた技術流出への対策") in repeated
    for n, page in enumerate(pages):
        assert [b.text for b in blocks(page, repeated)] == [f"話題{n}について述べる文である。"]


def test_short_facts_that_repeat_a_few_times_are_no_furniture() -> None:
    assert furniture(["期間は半年\n一。\n", "期間は半年\n二。\n", "期間は半年\n三。\n"]) == frozenset()


def test_bullets_rows_and_markdown_headings_are_never_furniture() -> None:
    assert furniture(["・秘密を守る\n年\t件数\n# 見出し\n"] * 8) == frozenset()


def test_a_running_header_names_chapter_and_part() -> None:
    header = "第２章 人を通じた技術流出への対策 １．未然に取り組むべき事項"
    assert running_header(header) == ("第２章 人を通じた技術流出への対策", "１．未然に取り組むべき事項")
    assert running_header("秘密を守る。") == ("",)


def test_a_lone_circled_number_belongs_to_the_line_below_unless_that_is_numbered() -> None:
    assert [text for _, text in kinds("①\n研修の実施\n")] == ["①研修の実施"]
    assert [text for _, text in kinds("③\n1. 申請者の概要\n")] == ["③", "1. 申請者の概要"]


def test_markdown_ends_paragraphs_at_blank_lines() -> None:
    page = f"# 見出し\n\n{WRAPPED.splitlines()[0]}\n\n別の段落である\n"
    assert is_markdown(page)
    assert len(blocks(page)) == 3
    assert not is_markdown(WRAPPED)


def test_markdown_list_marks_become_glyphs() -> None:
    assert blocks("- 顧客名簿\n- 設計図\n") == [Block("item", "顧客名簿", "-"), Block("item", "設計図", "-")]


@given(page_text)
def test_joining_neither_loses_nor_adds_a_character(page: str) -> None:
    assert "".join(squeeze(b.glyph + b.text) for b in blocks(page)) == squeeze(page)


@given(page_text, st.sets(text_line.map(norm)))
def test_only_furniture_is_left_out(page: str, repeated: set[str]) -> None:
    kept = "".join(norm(line) for line in page.split("\n") if norm(line) not in repeated)
    assert "".join(squeeze(b.glyph + b.text) for b in blocks(page, frozenset(repeated))) == kept


@given(page_text)
def test_every_block_has_text_and_every_line_its_gap(page: str) -> None:
    assert all(block.text.strip() for block in blocks(page))
    found = page_lines(page)
    filled = [at for at, line in enumerate(page.split("\n")) if line.strip()]
    assert [line.gap for line in found] == [b - a - 1 for a, b in zip([-1, *filled], filled, strict=False)]


@pytest.mark.parametrize(
    ("line", "style"),
    [
        ("第２章 人を通じた技術流出への対策", "chapter"),
        ("第２条（定義）", "article"),
        ("Ⅳ．国、企業、官民連携の取組", "roman"),
        ("I -①. 漏えい時に法的保護を受けるために", "roman"),
        ("(参考 1) 相談窓口・関係情報について", "reference"),
        ("［２］個別支援", "bracket"),
        ("ステップ② 申請書提出", "step"),
        ("Case１：SNSでのやりとりを通じた技術流出", "case"),
        ("１．⑤ 研修の実施", "title"),
        ("１．概観", "number"),
        ("（１）中国", "paren"),
        ("③営業秘密管理の徹底", "circled"),
        ("＜関連する裁判例＞", "angle"),
        ("【官民の情報共有】", "square"),
        ("**営業秘密漏えい対策支援事業**", "bold"),
        ("## 技術上の情報", "markdown"),
    ],
)
def test_numbering_styles(line: str, style: str) -> None:
    found = numbering(line)
    assert found is not None
    assert found.style == style


@pytest.mark.parametrize(
    "line",
    [
        "秘密を守る。",
        "2024 年に改正された",
        "１．研修を行うこと。",
        "",
        "（１）" + "長" * 80,
        "3.5倍になった",
    ],
)
def test_sentences_and_figures_are_no_headings(line: str) -> None:
    assert numbering(line) is None


def test_headings_nest_by_rank() -> None:
    outline = Outline()
    paths = []
    for title in ("第１章 海外", "１．計画", "① 分析", "② 研修", "２．契約", "第２章 人"):
        kind = numbering(title)
        assert kind is not None
        outline.enter(kind, title)
        paths.append(outline.path)
    assert paths == [
        ("第１章 海外",),
        ("第１章 海外", "１．計画"),
        ("第１章 海外", "１．計画", "① 分析"),
        ("第１章 海外", "１．計画", "② 研修"),
        ("第１章 海外", "２．契約"),
        ("第２章 人",),
    ]


def test_markdown_levels_nest() -> None:
    outline = Outline()
    for title in ("# 大", "## 中", "### 小", "## 次"):
        kind = numbering(title)
        assert kind is not None
        outline.enter(kind, title)
    assert outline.path == ("大", "次")


def test_a_title_is_shown_without_marks() -> None:
    assert clean("##  技術上の　情報 ") == "技術上の 情報"
    assert clean("**対策**") == "対策"
