"""Where pages of plain text end, and which printed numbers they bear."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from indexer.lines import blocks
from indexer.pages import REFERENCE, number_pages, split_pages
from indexer.read import read
from indexer.read.reading import Page
from indexer.structure import Text, recover

BODY = "営業秘密として管理する。\n従業員に研修を行う。\n"
line = st.text("秘密情報管理研修、。「」（）①・0123456789", min_size=1, max_size=40)
numbered = st.lists(st.tuples(line, st.none() | st.integers(1, 300)), min_size=2, max_size=25)


def labels(pages: list[str]) -> list[str]:
    return [page.label for page in number_pages(pages)]


def page(number: int | None) -> str:
    return BODY + (f"{number}\n" if number else "")


def bounds(label: str) -> tuple[int, int]:
    numbers = [int(n) for n in label.split("-")]
    return numbers[0], numbers[-1]


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_form_feeds_end_pages() -> None:
    assert split_pages("一\f二\f三") == ["一", "二", "三"]


def test_an_initial_space_or_three_blank_lines_begin_a_page() -> None:
    assert split_pages(f" {BODY}\n {BODY}\n\n\n{BODY}") == [BODY, f"{BODY.rstrip()}\n"[:-1], BODY]


def test_markdown_is_one_page_however_it_is_indented() -> None:
    text = "# 見出し\n\n- 一つ\n - 二つ\n\n\n\n- 三つ\n 続き\n"
    assert split_pages(text) == [text]


def test_a_label_inside_a_figure_is_no_page() -> None:
    assert len(split_pages(f" {BODY}\n 社\n{BODY}")) == 1


def test_one_stray_line_is_no_page() -> None:
    assert len(split_pages(f" {BODY}\n 出典：経済産業省\n\n {BODY}")) == 2


def test_the_titled_half_of_a_slide_belongs_to_its_body() -> None:
    slide = " ①研修を行う。\n毎年見直す。\n １．⑤ 研修の実施\n第２章 人を通じた技術流出\n"
    assert len(split_pages(slide)) == 1


@given(st.lists(line, min_size=1, max_size=20).map("\n".join) | st.text("営業 \n。12", max_size=80))
def test_splitting_neither_loses_nor_adds_a_character(text: str) -> None:
    assert squeeze("".join(split_pages(text))) == squeeze(text)


def test_pages_between_two_printed_numbers_count_up() -> None:
    assert labels([page(4), page(None), page(None), page(7)]) == ["4", "5", "6", "7"]


def test_a_missing_page_leaves_a_range() -> None:
    assert labels([page(4), page(None), page(7)]) == ["4", "5-6", "7"]


def test_pages_outside_the_printed_numbers_count_on() -> None:
    assert labels([page(None), page(4), page(None)]) == ["3", "4", "5"]


def test_no_printed_number_gives_no_label() -> None:
    assert labels([page(None)] * 3) == ["", "", ""]


def test_pages_before_page_one_have_no_number() -> None:
    assert labels([page(None), page(None), page(None), page(2)]) == ["", "", "1", "2"]


def test_a_single_page_is_never_numbered() -> None:
    assert number_pages([page(12)]) == [Page("", page(12))]


def test_a_number_that_falls_back_is_not_believed() -> None:
    assert labels([page(4), page(99), page(6), page(7)]) == ["4", "5", "6", "7"]


def test_a_printed_number_leaves_the_text() -> None:
    found = number_pages([f"{BODY}- 12 -\n", f"秘密を守る。 13\n{BODY}"])
    assert [p.label for p in found] == ["12", "13"]
    assert squeeze(found[0].text) == squeeze(BODY)
    assert found[1].text.startswith("秘密を守る。\n")


def test_a_figures_label_after_a_page_number_is_not_glued_to_the_text() -> None:
    reference = "☞ p20「相手国の制度の確認」、p27「技術情報の取扱いに係る遵守事項の明確化」 14"
    page = number_pages([f"{BODY}{reference}\n\n日本企業A社\n", f"{BODY}15\n"])[0]
    assert [b.text for b in blocks(page.text)][-1] == "日本企業A社"


def test_full_width_numbers_count() -> None:
    assert labels([BODY + "１２\n", BODY]) == ["12", "13"]


def test_a_cross_reference_anchors_the_page_with_that_title() -> None:
    titled = f"１．⑤ 研修の実施\n{BODY}"
    assert labels([f"p57「研修の実施」を参照。\n{BODY}", titled, BODY]) == ["56", "57", "58"]


@given(numbered)
def test_labels_are_ordered_within_and_between_pages(made: list[tuple[str, int | None]]) -> None:
    known = [bounds(x) for x in labels([f"{t}。\n{n or ''}\n" for t, n in made]) if x]
    assert all(1 <= low <= high for low, high in known)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(known))


@given(numbered)
def test_numbering_takes_nothing_but_numbers(made: list[tuple[str, int | None]]) -> None:
    pages = [f"{t}。\n{n or ''}\n" for t, n in made]
    for before, after in zip(pages, number_pages(pages), strict=True):
        kept, whole = squeeze(after.text), squeeze(before)
        at = next((i for i, (a, b) in enumerate(zip(kept, whole, strict=False)) if a != b), len(kept))
        taken = len(whole) - len(kept)
        assert kept == whole[:at] + whole[at + taken :]
        assert re.fullmatch(r"[-–\d]*", whole[at : at + taken]) or any(
            kept == whole[:i] + whole[i + taken :] and whole[i : i + taken].isdigit()
            for i in range(len(whole))
        )


def guidance(originals: Path) -> Text:
    return recover(read(originals / "meti-tech-leak-guidance-v1.txt"))


def title_key(title: str) -> str:
    bare = re.sub(r"^[０-９0-9]+[．.]\s*[①-⑳]\s*", "", title)
    return re.sub(r"[\s・]", "", unicodedata.normalize("NFKC", bare))


def test_cross_references_of_the_guidance_agree_with_its_page_numbers(originals: Path) -> None:
    text = guidance(originals)
    pages: dict[str, list[str]] = {}
    for section in text.sections:
        for title in section.path:
            label = text.pages(section.units[0].start, section.units[0].end)
            pages.setdefault(title_key(title), []).append(label)
    checked = 0
    for match in REFERENCE.finditer(text.body):
        found = pages.get(title_key(match[2]))
        if found:
            low, high = bounds(found[0])
            assert low <= int(match[1]) <= high, match[0]
            checked += 1
    assert checked >= 20


def test_page_labels_of_the_originals_rise(originals: Path) -> None:
    text = guidance(originals)
    known = [bounds(label) for label in text.page_labels if label]
    assert len(known) == len(text.page_labels) > 50
    assert all(a <= b for a, b in known)
    assert all(a[0] <= b[0] for a, b in pairwise(known))
