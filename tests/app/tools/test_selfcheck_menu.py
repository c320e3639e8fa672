"""The support menu: its facts stand in the corpus, hours stay within the limit; guidance; the draft."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from app import texts_selfcheck as said
from app.cited import Ref, Sources
from app.engine import Engine
from app.export.selfcheck_application import to_application
from app.tools.selfcheck import NOTHING, STATUSES, Check, Mark, new_check
from app.tools.selfcheck_desk import Desk
from app.tools.selfcheck_items import load_catalogue
from app.tools.selfcheck_menu import Country, Menu, MenuItem, load_menu, suggest
from app.tools.selfcheck_read import read_check
from indexer.errors import HimitsuError

CATALOGUE, MENU = load_catalogue(), load_menu()
DAY = date(2026, 11, 25)
SOMEWHERE = Ref("a", "b")
TH = MENU.country("タイ")


@pytest.fixture(scope="module")
def desk(engine: Engine) -> Desk:
    return Desk(engine)


def filled(pick: Any, checklists: list[str] | None = None) -> Check:
    check = new_check(CATALOGUE, checklists or list(CATALOGUE.checklists), "タイ工場")
    return replace(check, marks={key: pick(at, key) for at, key in enumerate(check.marks)})


ROWS = st.lists(
    st.tuples(st.integers(0, 9), st.booleans(), st.sampled_from(["", "x", "y"]), st.sets(st.integers(0, 20))),
    max_size=12,
)


@given(ROWS, st.integers(0, 30), st.lists(st.sampled_from(STATUSES), min_size=21, max_size=21))
def test_hours_stay_within_the_limit_and_hold_what_is_required(
    rows: list[Any], spare: int, states: list[Any]
) -> None:
    items = tuple(
        MenuItem(
            str(at), "1", "", "n", hours, SOMEWHERE, required, False, choice, tuple(f"c/{k}" for k in keys)
        )
        for at, (hours, required, choice, keys) in enumerate(rows)
    )
    limit = sum(item.hours for item in items if item.required) + spare
    menu = Menu(items, (), limit, SOMEWHERE, SOMEWHERE, SOMEWHERE, frozenset(), {})
    check = Check({f"c/{at}": Mark(state) for at, state in enumerate(states)})
    found = suggest(menu, check, Country("x", "X"))
    assert found.total <= limit
    for line in found.lines:
        assert line.hours in (0, line.item.hours)
        if line.item.required:
            assert line.hours == line.item.hours
        elif line.hours:
            assert line.gaps
    for choice in ("x", "y"):
        taken = [n for n in found.lines if n.item.choice == choice and n.hours and not n.item.required]
        assert len(taken) <= 1


@given(st.lists(st.sampled_from(STATUSES), min_size=298, max_size=298))
def test_the_real_menu_stays_within_its_limit(states: list[Any]) -> None:
    found = suggest(MENU, filled(lambda at, _: Mark(states[at])), TH)
    taken = {line.item.id for line in found.lines if line.hours}
    assert {"assess", "follow"} <= taken
    assert found.total <= 23
    assert not {"training-joint", "training-apart"} <= taken


def test_nothing_missing_suggests_what_is_required_alone() -> None:
    found = suggest(MENU, filled(lambda *_: Mark("done")), TH)
    assert [line.item.id for line in found.lines if line.hours] == ["assess", "follow"]
    assert found.total == 3
    blank = suggest(MENU, filled(lambda *_: NOTHING), TH)
    assert blank.total == 3
    assert blank.unanswered == 298 - 44


def test_gaps_speak_for_their_rows_and_questions_about_applying_do_not() -> None:
    gaps = {"tech-leak-chapter2/1-5-b", "three-requirements/secrecy-m", "jetro-application/paper-d"}
    lonely = "tech-leak-chapter2/3-2-a"
    check = filled(lambda _, key: Mark("todo" if key in {*gaps, lonely} else "done"))
    found = suggest(MENU, check, TH)
    taken = {line.item.id for line in found.lines if line.hours}
    assert taken == {"assess", "follow", "training-apart", "partners"}
    assert found.elsewhere == (lonely,)


def test_under_a_tight_limit_the_larger_gap_wins_and_the_other_is_named() -> None:
    check = filled(lambda _, key: Mark("todo" if "secrecy-" in key else "done"), ["three-requirements"])
    found = suggest(replace(MENU, limit=5), check, TH)
    assert found.total <= 5
    assert [line.item.id for line in found.lines if line.hours] == ["assess", "control", "follow"]
    assert {"rules", "people", "partners"} <= {line.item.id for line in found.lines if line.crowded}


def test_the_mapping_names_items_that_exist_each_once_a_row() -> None:
    for item in MENU.items:
        assert [key for key in item.keys if key not in CATALOGUE.items] == []
        assert len(set(item.keys)) == len(item.keys)
        assert all(MENU.counts(key) for key in item.keys)
    assert MENU.ignored <= set(CATALOGUE.checklists)


def test_every_fact_of_the_menu_stands_in_the_section_it_names(engine: Engine) -> None:
    sources = Sources(engine.index)
    for item in MENU.items:
        text = sources.says(item.section)
        assert item.name in text
        if item.hours:
            assert f"{item.hours}H" in text
            assert ("~" in text) is item.upto
            assert ("必須" in text) is item.required
        if item.part:
            intro = sources.says(replace(item.section, at=0))
            assert item.part.removeprefix("(1) ").removeprefix("(2) ") in intro
    assert f"{MENU.limit}時間まで" in sources.says(MENU.limit_section)
    assert "必須" in sources.says(MENU.required_section)
    for country in MENU.countries:
        assert country.name in sources.says(MENU.countries_section)
    for refs in MENU.quoted.values():
        assert all(sources.says(ref) for ref in refs)


@pytest.mark.parametrize(
    ("name", "found"), [("中国", "cn"), ("中国本土", "cn"), (" タイ ", "th"), ("vn", "vn")]
)
def test_countries_are_found_by_their_names(name: str, found: str) -> None:
    assert MENU.country(name).id == found


def test_another_country_is_refused_with_those_that_are_supported() -> None:
    with pytest.raises(HimitsuError) as caught:
        MENU.country("台湾")
    assert caught.value.key == "selfcheck_country"
    assert "インドネシア" in str(caught.value.values["known"])


def test_every_item_has_guidance_of_its_section(desk: Desk) -> None:
    for key, item in CATALOGUE.items.items():
        found = desk.citations(key)
        assert found, key
        assert all(c.document == item.document for c in found)
        assert [c.number for c in found] == list(range(1, len(found) + 1))
        assert all(c.quote in c.passage for c in found)


@pytest.mark.parametrize(
    ("key", "section"),
    [
        ("tech-leak-timeline/leave-device", "退職時"),
        ("tech-leak-chapter1/3-2-a", "コードネーム化"),
        ("jetro-application/menu-m", "その他"),
        ("three-requirements/secrecy-d", "媒体への表示"),
        ("tech-leak-chapter2/1-5-a", "役職員に対する研修"),
        ("jetro-application/cond-c", "すべてに当てはまること"),
    ],
)
def test_the_nearest_part_of_a_section_comes_first(desk: Desk, key: str, section: str) -> None:
    assert section in desk.citations(key)[0].section


def cells(sheet: Any) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_a_draft_follows_the_application_and_leaves_what_only_the_company_knows(desk: Desk) -> None:
    states: list[Any] = ["done", "part", "todo", "", "none"]
    check = filled(lambda at, _: Mark(states[at % 5], note="=1+1"))
    data = to_application(desk, check, "タイ", DAY)
    book = load_workbook(io.BytesIO(data))
    names = [said.SHEET_SYSTEM, said.SHEET_HOLDINGS, said.SHEET_SELFCHECK, said.SHEET_MENU]
    assert book.sheetnames == [*names, said.SHEET_APPLICATION_SOURCES]
    system = cells(book[said.SHEET_SYSTEM])
    assert any("タイ" in text for text in system)
    assert any(text.startswith(said.ASK_DEPARTMENT) for text in system)
    assert any(said.DRAFT_DONE.split("{")[0] in text for text in system)
    assert "顧客名簿" in "".join(cells(book[said.SHEET_HOLDINGS]))
    assert said.HOLDINGS_NOTE in cells(book[said.SHEET_HOLDINGS])
    assert said.SELFCHECK_NOTE in cells(book[said.SHEET_SELFCHECK])
    formulas = [c.value for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert len(formulas) == 1
    assert str(formulas[0]).startswith("=SUM(H")
    suggestion = desk.suggest(check, "タイ")
    menu = book[said.SHEET_MENU]
    head = next(row for row in menu.iter_rows() if row[0].value == said.SCHEDULE_COLUMNS[0])
    rows = [
        [c.value for c in row] for row in menu.iter_rows(min_row=head[0].row + 1, max_row=head[0].row + 14)
    ]
    assert [row[2] for row in rows] == [line.item.name for line in suggestion.lines]
    assert sum(row[7] or 0 for row in rows) == suggestion.total <= 23
    assert all(row[4] is None and row[5] is None for row in rows)
    numbers = {row[0].value for row in book[said.SHEET_APPLICATION_SOURCES].iter_rows(min_row=2)}
    assert {row[9] for row in rows} <= numbers
    # The form is about how secrets are managed: what is to be done to apply stays out of it.
    managed = {key: mark for key, mark in check.marks.items() if desk.menu.counts(key)}
    assert 0 < len(managed) < len(check.marks)
    assert read_check(data, CATALOGUE).check.marks == managed


def test_a_draft_says_when_the_programmes_document_has_run_out(desk: Desk) -> None:
    check = filled(lambda *_: Mark("done"), ["three-requirements"])
    said_so = said.EXPIRED.format(day=desk.valid_until)
    for day, expected in ((date(2027, 2, 5), False), (date(2027, 2, 6), True)):
        book = load_workbook(io.BytesIO(to_application(desk, check, "ベトナム", day)))
        assert (said_so in cells(book[said.SHEET_SYSTEM])) is expected
