"""Countries side by side: quotations, gaps, differences, names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import texts
from app import texts_compare as own
from app.engine import Engine
from app.tools.choosing import choose_countries, choose_rows, stem
from app.tools.compare import Cell, Compared, Comparer, Line, Said
from app.tools.differences import differences, differs
from indexer.compare import Quote, Row, load_compare
from indexer.errors import HimitsuError
from indexer.places import load_places
from indexer.ref import Ref

TODAY = date(2026, 11, 25)
PLAN, PLACES = load_compare(), load_places()
EVERY = [country.name for country in PLAN.countries]
BY_ID = {row.id: row for row in PLAN.rows}


@pytest.fixture(scope="module")
def comparer(engine: Engine) -> Comparer:
    return Comparer(engine.index, PLAN, engine.updates)


def cell(compared: Compared, row: str, country: str) -> Cell:
    (line,) = (line for line in compared.lines if line.row.id == row)
    return line.cells[compared.countries.index(country)]


@given(
    countries=st.lists(st.sampled_from(EVERY), min_size=1, unique=True),
    rows=st.lists(st.sampled_from(PLAN.rows), min_size=1, max_size=6, unique_by=lambda row: row.id),
)
def test_every_sentence_is_quoted_and_every_number_has_its_citation(
    comparer: Comparer, countries: list[str], rows: list[Row]
) -> None:
    compared = comparer.compare(countries, rows, TODAY)
    numbers = [citation.number for citation in compared.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    quoted = {citation.number: citation for citation in compared.citations}
    used = set()
    for line in compared.lines:
        assert [one.country for one in line.cells] == countries
        for said in (said for one in line.cells for said in one.said):
            used.add(said.number)
            assert said.text == quoted[said.number].quote
            assert said.point in said.text
    used |= {said.number for _, said in (*compared.notices, *compared.leads)}
    assert used == set(numbers)
    assert sum(compared.coverage().values()) == len(countries) * len(rows)


def test_beside_what_is_unconfirmed_stands_where_to_look(comparer: Comparer) -> None:
    compared = comparer.compare(["ベトナム", "タイ"], [BY_ID["criminal"], BY_ID["prison"]], TODAY)
    quoted = {citation.number: citation.quote for citation in compared.citations}
    assert [name for name, _ in compared.leads] == ["ベトナム", "タイ"]
    for name, lead in compared.leads:
        assert f"「{name}における営業秘密管理マニュアル」" in lead.text
        assert quoted[lead.number] == lead.text
    assert comparer.compare(["中国"], [BY_ID["law"]], TODAY).leads == ()


def test_what_the_corpus_cannot_confirm_says_so_with_its_citation(comparer: Comparer) -> None:
    compared = comparer.compare(["タイ", "ベトナム"], [BY_ID["prison"], BY_ID["admin"]], TODAY)
    thai = cell(compared, "prison", "タイ")
    assert thai.state == "unconfirmed"
    assert texts.UNCONFIRMED_MARK in thai.said[0].text
    assert compared.citations[thai.said[0].number - 1].document == "sheet-th"
    assert cell(compared, "admin", "ベトナム").state == "told"
    assert texts.UNCONFIRMED in compared.warnings


def test_a_gap_is_no_statement(comparer: Comparer) -> None:
    compared = comparer.compare(["英国", "メキシコ"], [BY_ID["exceptions"]], TODAY)
    assert [one.state for one in compared.lines[0].cells] == ["absent", "absent"]
    assert compared.citations == ()
    assert compared.coverage() == {"absent": 2}


def test_a_cell_that_tells_something_and_not_all_is_partly_unconfirmed(comparer: Comparer) -> None:
    compared = comparer.compare(["米国"], [BY_ID["prison"]], TODAY)
    found = cell(compared, "prison", "米国")
    assert found.state == "partly"
    assert found.points == ("10年以下",)


def test_a_sentence_that_moved_is_not_quoted(engine: Engine) -> None:
    ref = Ref.parse("sheet-th#criminal.b[1]")
    row = Row("x", "x", "x", "text", {"タイ": (Quote(ref, "懲役の年数"),)})
    with pytest.raises(HimitsuError) as caught:
        Comparer(engine.index, PLAN).compare(["タイ"], [row], TODAY)
    assert caught.value.key == "compare_moved"
    assert "sheet-th#criminal.b[1]" in texts.error(caught.value)


@pytest.mark.parametrize(("countries", "rows"), [([], list(PLAN.rows)), (["タイ"], [])])
def test_nothing_chosen_is_an_error_that_says_so(
    comparer: Comparer, countries: list[str], rows: list[Row]
) -> None:
    with pytest.raises(HimitsuError) as caught:
        comparer.compare(countries, rows, TODAY)
    assert caught.value.key == "compare_nothing"


def test_editions_are_warned_of_as_in_answers(comparer: Comparer) -> None:
    compared = comparer.compare(["日本", "中国"], [BY_ID["jetro"]], TODAY)
    assert any("対象国・地域は資料によって記載が異なります" in warning for warning in compared.warnings)
    assert any("2027年2月5日までの内容です" in warning for warning in compared.warnings)
    late = comparer.compare(["中国"], [BY_ID["jetro"]], date(2027, 2, 6))
    assert any("有効期限（2027年2月5日）を過ぎた" in warning for warning in late.warnings)
    early = comparer.compare(["中国"], [BY_ID["requirements"]], date(2025, 10, 14))
    assert any("2025年10月15日に施行される版です" in warning for warning in early.warnings)
    korean = comparer.compare(["韓国"], [BY_ID["law"]], TODAY)
    assert any("2027年3月16日に施行される予定" in said.text for _, said in korean.notices)


def test_a_source_tells_when_its_sheet_was_checked(comparer: Comparer) -> None:
    compared = comparer.compare(["タイ"], [BY_ID["criminal"], BY_ID["law"]], TODAY)
    checked = {source.citation.document: source.checked for source in compared.sources}
    assert checked == {"sheet-th": "2026年11月25日", "th-trade-secrets-act": ""}


def test_figures_that_differ_are_set_side_by_side(comparer: Comparer) -> None:
    compared = comparer.compare(["中国", "インドネシア", "タイ"], [BY_ID["prison"]], TODAY)
    (found,) = differences(compared)
    assert found.differs
    groups = {group.label: [name for name, _ in group.countries] for group in found.groups}
    assert groups["2年以下の拘禁"] == ["インドネシア"]
    assert groups[own.STATES["unconfirmed"]] == ["タイ"]
    for group in found.groups:
        assert all(numbers for _, numbers in group.countries)


def test_the_same_figure_is_one_group_and_no_difference(comparer: Comparer) -> None:
    compared = comparer.compare(["ドイツ", "英国"], [BY_ID["limitation"]], TODAY)
    (found,) = differences(compared)
    assert not found.differs
    assert [name for name, _ in found.groups[0].countries] == ["ドイツ", "英国"]


def test_amounts_in_two_currencies_are_not_weighed(comparer: Comparer) -> None:
    compared = comparer.compare(["日本", "インドネシア"], [BY_ID["fine"]], TODAY)
    (found,) = differences(compared)
    assert (found.differs, found.note) == (False, own.CURRENCIES)


def test_one_country_has_no_differences(comparer: Comparer) -> None:
    assert differences(comparer.compare(["中国"], [BY_ID["prison"]], TODAY)) == ()


@given(st.lists(st.sampled_from(["10年以下", "2年以下", "3年", ""]), min_size=1, max_size=5))
def test_only_figures_that_are_told_can_differ(points: list[str]) -> None:
    cells = tuple(Cell(str(n), (Said(p, 1, p),) if p else ()) for n, p in enumerate(points))
    line = Line(replace(BY_ID["prison"], cells={}), cells)
    assert differs(line) is (len({point for point in points if point}) > 1)
    assert not differs(replace(line, row=BY_ID["law"]))


@pytest.mark.parametrize("place", PLACES.places, ids=lambda place: place.jurisdiction)
def test_a_country_is_known_by_each_of_its_names(place) -> None:
    for name in place.names:
        assert choose_countries(PLAN, PLACES, [name]) == (place.jurisdiction,)
        assert choose_countries(PLAN, PLACES, [f" {name}、タイ"])[0] == place.jurisdiction


@given(st.lists(st.sampled_from(EVERY)))
def test_countries_keep_their_order_and_come_once(names: list[str]) -> None:
    found = choose_countries(PLAN, PLACES, names)
    assert found == (tuple(dict.fromkeys(names)) or PLAN.defaults)
    assert choose_countries(PLAN, PLACES, [",".join(names)]) == found


def refused(name: str, choose) -> str:
    """Return the key under which a name is refused; "" where it is known."""
    try:
        chosen = choose(name)
    except HimitsuError as error:
        return f"{error.key} {error.values['name']}"
    return "" if chosen else "nothing"


@given(st.text("あいうabc刑タ,、 []#\x00", min_size=1, max_size=12))
def test_a_name_is_resolved_or_refused_by_name(name: str) -> None:
    parts = [part.strip() for part in name.replace("、", ",").split(",") if part.strip()]
    places = refused(name, lambda asked: choose_countries(PLAN, PLACES, [asked]))
    rows = refused(name, lambda asked: choose_rows(PLAN, [asked]))
    assert places in ("", *(f"compare_country {part}" for part in parts))
    assert rows in ("", *(f"compare_row {part}" for part in parts))
    assert bool(places) is bool(rows) is bool(parts)


def test_rows_are_chosen_by_name_further_name_group_and_all() -> None:
    def ids(*names: str) -> list[str]:
        return [row.id for row in choose_rows(PLAN, names)]

    assert ids("刑事罰") == ["criminal"]
    assert ids("競業避止", "懲役") == ["prison", "noncompete"]
    assert ids("刑事") == [row.id for row in PLAN.rows if row.group == "刑事"]
    assert ids("すべて") == [row.id for row in PLAN.rows]
    assert ids() == [row.id for row in PLAN.rows if row.default]


def test_a_file_is_named_after_its_countries() -> None:
    assert stem(["中国", "タイ"], TODAY) == "国別比較_中国・タイ_2026-11-25"
    assert stem(EVERY, TODAY) == "国別比較_中国・タイ・ベトナム・インドネシアほか9_2026-11-25"
