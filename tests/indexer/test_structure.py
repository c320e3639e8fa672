"""A reading into one text with sections, as a report or as slides."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from indexer.lines import furniture, norm
from indexer.read import read
from indexer.read.reading import Heading, Page, Reading
from indexer.structure import Text, recover

text_line = st.text("秘密情報管理研修する、。「」（）①②・●➢１2ABc ", min_size=1, max_size=50)
labelled_pages = st.lists(
    st.lists(text_line | st.just(""), min_size=1, max_size=15).map("\n".join), min_size=2, max_size=3
)
HEADER = "第２章 人を通じた技術流出への対策 １．未然に取り組むべき事項"
SENTENCE = "営業秘密として管理することを従業員に周知し、定期的に研修を行うことが重要である。"


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def reading(*pages: str, headings: tuple[Heading, ...] = ()) -> Reading:
    return Reading(tuple(Page(str(at), text) for at, text in enumerate(pages, 1)), headings)


def paths(text: Text) -> list[tuple[str, ...]]:
    return [section.path for section in text.sections]


def slices(text: Text) -> list[str]:
    return [text.body[u.start : u.end] for section in text.sections for u in section.units]


def slides() -> Reading:
    """Four slides as they are extracted: body first, title and running header after it."""
    titles = ("１．① コア技術の特定", "１．② 規程の整備", "１．③ 研修の実施", "１．④ 監査")
    return reading(*(f"➢ {title[-2:]}の話。{SENTENCE}\n{title}\n{HEADER}\n" for title in titles))


def test_a_report_nests_its_sections_below_its_headings() -> None:
    page = f"Ⅰ．背景\n{SENTENCE}\n１．現状\n{SENTENCE}\n【課題】\n{SENTENCE}\nⅡ．対策\n{SENTENCE}\n"
    assert paths(recover(reading(page, ""))) == [
        ("Ⅰ．背景",),
        ("Ⅰ．背景", "１．現状"),
        ("Ⅰ．背景", "１．現状", "【課題】"),
        ("Ⅱ．対策",),
    ]


def test_a_slides_title_is_found_below_its_body_and_governs_the_whole_page() -> None:
    text = recover(slides())
    assert paths(text) == [
        ("第２章 人を通じた技術流出への対策", "１．未然に取り組むべき事項", title)
        for title in ("１．① コア技術の特定", "１．② 規程の整備", "１．③ 研修の実施", "１．④ 監査")
    ]
    assert all(any(u.kind == "item" for u in section.units) for section in text.sections)


def test_points_on_a_slide_nest_below_its_title() -> None:
    pages = list(slides().pages)
    pages[0] = Page("1", f"① 棚卸し\n{SENTENCE}\n１．① コア技術の特定\n{HEADER}\n")
    first = recover(Reading(tuple(pages))).sections[0]
    assert first.path[-2:] == ("１．① コア技術の特定", "① 棚卸し")


def test_the_running_header_is_not_part_of_the_text() -> None:
    assert squeeze(HEADER) not in squeeze(recover(slides()).body)


def test_a_contents_list_among_slides_is_dropped() -> None:
    contents = "１．技術の特定 ４\n２．規程の整備 ５\n３．研修の実施 ６\n４．監査の実施 ７\n"
    pages = (Page("0", contents), *slides().pages)
    text = recover(Reading(pages))
    assert "監査の実施" not in text.body
    assert len(text.sections) == 4


def test_the_files_own_outline_declares_headings() -> None:
    page = f"はじめに\n{SENTENCE}\n"
    assert paths(recover(reading(page, "", headings=(Heading(1, "はじめに", 0),)))) == [("はじめに",)]
    assert paths(recover(reading(page, ""))) == [()]


def test_a_declared_heading_is_not_glued_to_the_line_below_it() -> None:
    text = recover(reading(f"はじめに\n{SENTENCE}\n", "", headings=(Heading(1, "はじめに", 0),)))
    assert slices(text) == ["はじめに", SENTENCE]


def test_a_sentence_cut_by_a_page_break_is_joined_and_knows_both_pages() -> None:
    cut = SENTENCE.index("周知")
    text = recover(reading(SENTENCE + "\n" + SENTENCE[:cut] + "\n", SENTENCE[cut:] + "\n" + SENTENCE + "\n"))
    assert slices(text)[0].count(SENTENCE) == 2 or SENTENCE in slices(text)[1]
    start = text.body.index(SENTENCE, len(SENTENCE))
    assert text.pages(start, start + len(SENTENCE)) == "1-2"
    assert text.pages(0, 5) == "1"
    assert text.pages(len(text.body) - 5, len(text.body)) == "2"


def test_pages_without_labels_give_none() -> None:
    text = recover(Reading((Page("", SENTENCE),)))
    assert text.pages(0, 5) == ""


def test_tables_stay_rows_in_their_section() -> None:
    text = recover(reading(f"１．統計\n年\t件数\n2023年\t26\n2024年\t22\n{SENTENCE}\n", ""))
    rows = [text.body[u.start : u.end] for s in text.sections for u in s.units if u.kind == "row"]
    assert rows == ["年\t件数", "2023年\t26", "2024年\t22"]


@given(labelled_pages)
def test_recovering_a_report_loses_and_adds_nothing_but_furniture(pages: list[str]) -> None:
    repeated = furniture(pages)
    kept = "".join(norm(x) for page in pages for x in page.split("\n") if norm(x) not in repeated)
    text = recover(reading(*pages))
    units = [unit for section in text.sections for unit in section.units]
    assert "".join(squeeze(u.glyph + text.body[u.start : u.end]) for u in units) == kept


@given(labelled_pages)
def test_units_lie_in_the_body_in_order_without_overlap(pages: list[str]) -> None:
    text = recover(reading(*pages))
    units = [unit for section in text.sections for unit in section.units]
    assert all(0 <= u.start < u.end <= len(text.body) for u in units)
    assert all(a.end < b.start or a.end + 1 == b.start for a, b in pairwise(units))
    assert len(text.page_starts) == len(text.page_labels) == len(pages)
    assert list(text.page_starts) == sorted(text.page_starts)


NUMBERED = {
    "情報管理に関する定期的・階層的な研修の実施": "57",
    "違反に対する毅然とした対応": "70",
    "営業秘密管理の徹底": "55",
    "デバイスの管理・利用ルールの徹底": "58",
    "退職時のアクセス制限": "67",
    "優秀な技術者の流出防止": "74",
    "退職者との良好な関係の構築": "75",
}


def test_known_sections_of_the_guidance_have_their_pages(originals: Path) -> None:
    text = recover(read(originals / "meti-tech-leak-guidance-v1.txt"))
    for title, page in NUMBERED.items():
        found = [s for s in text.sections if s.path and squeeze(s.path[-1]).endswith(squeeze(title))]
        assert found, title
        assert text.pages(found[0].units[0].start, found[0].units[0].end) == page, title


def test_the_guidances_chapters_stand_above_their_sections(originals: Path) -> None:
    text = recover(read(originals / "meti-tech-leak-guidance-v1.txt"))
    found = next(p for p in paths(text) if any("違反に対する毅然とした対応" in x for x in p))
    assert found[0].startswith("第２章")
    assert found[1].startswith("２．")


def test_every_unit_of_every_original_stands_in_the_file(originals: Path) -> None:
    for path in sorted(originals.glob("*.txt")):
        text = recover(read(path))
        source = squeeze(read(path).pages[0].text)
        assert len(text.sections) > 5
        for part in slices(text):
            assert squeeze(part) in source, (path.name, part)
