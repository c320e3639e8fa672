"""Self-checks: chapters, counting, views, and files that are read as they were written."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from fullest import fullest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from app import texts_selfcheck as said
from app.export.selfcheck_book import HEAD_ROW, comparison_book, to_book
from app.tools.selfcheck import (
    FIRST_DAY,
    LAST_DAY,
    NOTHING,
    STATUSES,
    Check,
    Mark,
    by_gap,
    chapters,
    from_plain,
    joined,
    new_check,
    overdue,
    read_day,
    tally,
    tidy,
    to_plain,
)
from app.tools.selfcheck_compare import compare
from app.tools.selfcheck_items import load_catalogue, load_prefixes
from app.tools.selfcheck_read import LARGEST_FILE, LARGEST_UNPACKED, MOST_ROWS, read_check
from app.tools.selfcheck_view import SHOWN, View, pages
from indexer.digests import load_digests
from indexer.errors import HimitsuError

CATALOGUE = load_catalogue()
KEYS = CATALOGUE.keys_of(["three-requirements"])
DAY = date(2026, 11, 25)


def tidied(field: str) -> st.SearchStrategy[str]:
    leading = st.sampled_from(
        ["", "=1+1", "=cmd|'/c calc'!A0", "+", "-", "@", "'", "#REF!", "2026-01-01", "1"]
    )
    return st.builds(lambda a, b: tidy(a + b, field), leading, st.text(max_size=60))


MARKS = st.builds(
    Mark,
    st.sampled_from(STATUSES),
    tidied("owner"),
    st.none() | st.dates(FIRST_DAY, LAST_DAY),
    tidied("note"),
    tidied("evidence"),
)
CHECKS = st.builds(
    lambda marks, place: Check({key: marks[key] for key in CATALOGUE.items if key in marks}, place, DAY),
    st.dictionaries(st.sampled_from(sorted(CATALOGUE.items)), MARKS, min_size=1, max_size=12),
    tidied("place"),
)


def book(check: Check) -> bytes:
    return to_book(check, CATALOGUE, DAY, lambda key: f"根拠 {key}")


def edited(data: bytes, change: Any) -> bytes:
    made = load_workbook(io.BytesIO(data))
    change(made[said.SHEET_CHECK])
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(HimitsuError) as caught:
        read_check(data, CATALOGUE)
    return caught.value.key


def test_every_item_stands_in_one_chapter_of_a_size_that_fits_a_page() -> None:
    held = [key for chapter in CATALOGUE.chapters for key in chapter.keys]
    assert sorted(held) == sorted(CATALOGUE.items)
    assert len(CATALOGUE.items) == 298
    assert len(CATALOGUE.checklists) == 8
    assert max(len(chapter.keys) for chapter in CATALOGUE.chapters) <= SHOWN
    assert all(chapter.name != chapter.title for chapter in CATALOGUE.chapters)


def test_chapters_of_ours_are_named_as_the_document_names_them() -> None:
    titles = {(d.document, s.id): " ".join(s.path) for d in load_digests() for s in d.text.sections}
    for prefix in load_prefixes():
        assert prefix.name in titles[prefix.section.document, prefix.section.section]


def test_a_checklist_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(HimitsuError) as caught:
        new_check(CATALOGUE, ["no-such"])
    assert caught.value.key == "selfcheck_checklist"
    assert "three-requirements" in str(caught.value.values["known"])


@settings(max_examples=25)
@given(CHECKS)
def test_a_file_is_read_as_it_was_written(check: Check) -> None:
    reading = read_check(book(check), CATALOGUE)
    assert reading.problems == ()
    assert reading.check == check
    assert reading.lost == {}


@given(CHECKS)
def test_plain_data_is_read_as_it_was_written(check: Check) -> None:
    assert from_plain(to_plain(check), CATALOGUE) == check


STRANGE = st.recursive(
    st.none() | st.text(max_size=8) | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=40)
@given(STRANGE)
def test_strange_data_is_an_empty_check(data: Any) -> None:
    assert from_plain({"marks": data}, CATALOGUE).marks == {}
    assert all(m == NOTHING for m in from_plain({"marks": {KEYS[0]: data}}, CATALOGUE).marks.values())


@given(CHECKS)
def test_a_check_compared_with_itself_has_not_moved(check: Check) -> None:
    found = compare(check, check)
    assert found.moves == ()
    assert found.unchanged == len(check.marks)


@given(CHECKS, CHECKS)
def test_every_item_of_two_checks_is_told_once(older: Check, newer: Check) -> None:
    found = compare(older, newer)
    moved = [move.key for move in found.moves]
    assert len(set(moved)) == len(moved)
    assert len(moved) + found.unchanged == len({*older.marks, *newer.marks})
    back = compare(newer, older)
    assert {m.key for m in found.of("better")} == {m.key for m in back.of("worse")}
    assert {m.key for m in found.of("new")} == {m.key for m in back.of("gone")}


@given(CHECKS)
def test_counts_add_up_and_what_does_not_apply_is_no_denominator(check: Check) -> None:
    whole = tally(check)
    assert sum(whole.counts.values()) == len(check.marks)
    assert whole.counted == len(check.marks) - whole.of("none")
    assert whole.open + whole.of("done") == whole.counted
    parts = [tally(check, chapter.keys) for chapter in chapters(check, CATALOGUE)]
    assert sum(part.of("done") for part in parts) == whole.of("done")


@given(CHECKS, st.sampled_from(["chapter", "gap"]), st.sampled_from(["all", "open", "gaps", "blank", "late"]))
def test_pages_hold_each_chosen_item_once(check: Check, order: Any, show: Any) -> None:
    found = pages(check, CATALOGUE, View(order, show, "", DAY))
    shown = [key for page in found for key in page.keys]
    assert len(set(shown)) == len(shown)
    assert all(0 < len(page.keys) <= SHOWN for page in found)
    if show == "all":
        assert set(shown) == set(check.marks)
    if show == "late":
        assert all(overdue(check.marks[key], DAY) for key in shown)


def test_what_misses_most_comes_first_and_words_narrow_it_down() -> None:
    states: list[Any] = ["done", "none", "", "part", "todo"]
    check = Check({key: Mark(status) for key, status in zip(KEYS, states, strict=False)})
    assert [check.marks[key].status for key in by_gap(check)] == ["todo", "part", "", "done", "none"]
    noted = replace(check, marks={**check.marks, KEYS[1]: Mark("part", note="ＵＳＢ　台帳")})
    assert [p.keys for p in pages(noted, CATALOGUE, View(words="usb 台帳"))] == [(KEYS[1],)]
    assert pages(check, CATALOGUE, View(words="この言葉はない")) == []


def test_pages_by_gap_are_numbered_through() -> None:
    check = new_check(CATALOGUE, list(CATALOGUE.checklists))
    found = pages(check, CATALOGUE, View("gap"))
    assert [page.first for page in found] == list(range(1, 299, SHOWN))
    assert found[-1].last == 298


def test_what_was_marked_stays_when_checklists_are_chosen_anew() -> None:
    check = replace(new_check(CATALOGUE, ["three-requirements"]), marks={KEYS[0]: Mark("done")})
    kept = joined(check, CATALOGUE, ["first-response"])
    assert kept.marks[KEYS[0]] == Mark("done")
    assert {key.split("/")[0] for key in kept.marks} == {"three-requirements", "first-response"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("2026/1/5", date(2026, 1, 5)),
        (" 2026年1月5日 ", date(2026, 1, 5)),
        ("2026/2/30", None),
        ("1999/1/1", None),
        ("来月", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(text: str, day: date | None) -> None:
    assert read_day(text) == day


# --- files


def test_text_of_a_user_is_never_a_formula() -> None:
    check = Check({KEYS[0]: Mark("todo", "=1+1", None, '=HYPERLINK("http://x","y")', "@SUM(A1)")}, "=A1", DAY)
    made = load_workbook(io.BytesIO(book(check)))
    sheet = made[said.SHEET_CHECK]
    assert [c.coordinate for row in sheet.iter_rows() for c in row if c.data_type == "f"] == []
    assert sheet.cell(HEAD_ROW + 1, 8).value.startswith("=HYPERLINK")
    assert sheet.cell(HEAD_ROW + 1, 8).quotePrefix
    totals = [c.value for row in made[said.SHEET_TOTALS].iter_rows() for c in row if c.data_type == "f"]
    assert totals
    assert all("HYPERLINK" not in str(value) for value in totals)


def test_a_file_offers_its_lists_hides_its_ids_and_prints_on_a_page() -> None:
    made = load_workbook(io.BytesIO(book(new_check(CATALOGUE, ["three-requirements"]))))
    sheet = made[said.SHEET_CHECK]
    rules = {rule.type: rule for rule in sheet.data_validations.dataValidation}
    assert rules["list"].formula1 == '"済,一部,未,対象外"'
    assert str(rules["list"].sqref) == f"E{HEAD_ROW + 1}:E{HEAD_ROW + 27}"
    assert "date" in rules
    assert sheet.column_dimensions["A"].hidden
    assert sheet.freeze_panes == f"E{HEAD_ROW + 1}"
    assert sheet.print_title_rows == f"${HEAD_ROW}:${HEAD_ROW}"
    assert sheet.page_setup.fitToWidth == 1


def test_a_sorted_and_edited_file_is_read_row_by_row() -> None:
    def change(sheet: Any) -> None:
        first, second = HEAD_ROW + 1, HEAD_ROW + 2
        for column in range(1, 11):
            a, b = sheet.cell(first, column), sheet.cell(second, column)
            a.value, b.value = b.value, a.value
        sheet.cell(first, 5).value = " 済 "
        sheet.cell(first, 7).value = "2026/12/3"
        sheet.cell(second, 6).value = 12
        sheet.cell(second, 7).value = datetime(2026, 12, 4)
        sheet.insert_cols(5)

    reading = read_check(edited(book(new_check(CATALOGUE, ["three-requirements"])), change), CATALOGUE)
    assert reading.problems == ()
    assert reading.check.marks[KEYS[1]] == Mark("done", due=date(2026, 12, 3))
    assert reading.check.marks[KEYS[0]] == Mark(owner="12", due=date(2026, 12, 4))
    assert list(reading.check.marks) == list(KEYS)


def test_what_is_wrong_is_named_in_place_and_the_rest_is_taken() -> None:
    def change(sheet: Any) -> None:
        row = HEAD_ROW + 1
        sheet.cell(row, 1).value = "three-requirements/no-such"
        sheet.cell(row, 5).value = "済"
        sheet.cell(row + 1, 5).value = "たぶん"
        sheet.cell(row + 1, 6).value = "佐藤"
        sheet.cell(row + 2, 7).value = "来月"
        sheet.cell(row + 3, 8).value = "=1+1"
        sheet.cell(row + 4, 1).value = sheet.cell(row + 3, 1).value
        sheet.cell(row + 5, 1).value = None
        sheet.cell(row + 6, 8).value = "あ" * 2000
        sheet.cell(row + 7, 5).value = "未"

    reading = read_check(edited(book(new_check(CATALOGUE, ["three-requirements"])), change), CATALOGUE)
    row = HEAD_ROW + 1
    assert [(problem.key, problem.row) for problem in reading.problems] == [
        ("unknown", row),
        ("status", row + 1),
        ("due", row + 2),
        ("formula", row + 3),
        ("twice", row + 4),
        ("no_id", row + 5),
        ("long", row + 6),
    ]
    assert all(f"{problem.row}行目" in problem.sentence for problem in reading.problems)
    assert reading.check.marks[KEYS[1]] == Mark(owner="佐藤")
    assert reading.check.marks[KEYS[3]] == NOTHING
    assert len(reading.check.marks[KEYS[6]].note) == 1000
    assert reading.check.marks[KEYS[7]] == Mark("todo")
    assert reading.lost["three-requirements/no-such"][0] == "done"
    moved = compare(reading.check, replace(reading.check, marks={KEYS[7]: Mark("done")}), reading.lost)
    assert [m.key for m in moved.of("better")] == [KEYS[7]]
    assert "three-requirements/no-such" in [m.key for m in moved.of("gone")]


def test_a_comparison_is_saved_with_its_items() -> None:
    older = Check({KEYS[0]: Mark("todo"), KEYS[1]: Mark("done"), KEYS[3]: Mark("part")})
    newer = Check({KEYS[0]: Mark("done"), KEYS[1]: Mark("part"), KEYS[2]: NOTHING})
    found = compare(older, newer)
    assert [m.direction for m in found.moves] == ["better", "worse", "new", "gone"]
    sheet = load_workbook(io.BytesIO(comparison_book(found, CATALOGUE, "比較", DAY)))[said.SHEET_COMPARISON]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert [row[0] for row in rows] == [said.DIRECTIONS[m.direction] for m in found.moves]
    assert rows[0][3:] == [CATALOGUE.items[KEYS[0]].text, "未", "済"]


def test_what_is_no_workbook_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        out.writestr("a.txt", "a")
    other = io.BytesIO()
    Workbook().save(other)
    assert refused(b"") == "selfcheck_file"
    assert refused(b"PK\x03\x04 not really") == "selfcheck_file"
    assert refused(packed.getvalue()) == "selfcheck_file"
    assert refused(other.getvalue()) == "selfcheck_sheet"
    assert refused(book(new_check(CATALOGUE, ["three-requirements"]))[:-200]) == "selfcheck_file"


@pytest.mark.parametrize("letters", ["漢字", "beyond", "escaped"])
def test_the_fullest_file_is_read_again(letters: str) -> None:
    check = fullest(CATALOGUE, letters, DAY)
    data = book(check)
    # Excel and others pack less tightly than we do.
    assert len(data) < LARGEST_FILE / 2
    reading = read_check(data, CATALOGUE)
    assert reading.check == check
    assert reading.problems == ()


def repacked(data: bytes, part: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, content)
    return made.getvalue()


def test_bombs_are_refused_before_they_are_unpacked() -> None:
    data = book(new_check(CATALOGUE, ["three-requirements"]))
    bomb = repacked(data, "xl/worksheets/sheet1.xml", b" " * (LARGEST_UNPACKED + 1))
    assert len(bomb) < 100_000
    assert refused(bomb) == "selfcheck_large"
    assert refused(b"x" * (LARGEST_FILE + 1)) == "selfcheck_large"
    entity = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><sst>&b;</sst>'
    assert refused(repacked(data, "xl/sharedStrings.xml", entity)) == "selfcheck_file"
    assert (
        refused(repacked(data, "xl/sharedStrings.xml", entity.decode().encode("utf-16"))) == "selfcheck_file"
    )


def test_rows_without_end_are_cut_and_it_is_said() -> None:
    def change(sheet: Any) -> None:
        sheet.cell(MOST_ROWS + 50, 1).value = KEYS[0]

    reading = read_check(edited(book(Check({KEYS[0]: Mark("done")})), change), CATALOGUE)
    assert reading.check.marks == {KEYS[0]: Mark("done")}
    assert [problem.key for problem in reading.problems] == ["rows"]


@settings(max_examples=25)
@given(st.binary(max_size=300), st.integers(0, 5000))
def test_damage_is_an_error_of_ours_or_harmless(noise: bytes, at: int) -> None:
    data = bytearray(book(Check({KEYS[0]: Mark("done")})))
    data[at : at + len(noise)] = noise
    try:
        found = set(read_check(bytes(data), CATALOGUE).check.marks)
    except HimitsuError:
        return
    assert found <= set(CATALOGUE.items)
