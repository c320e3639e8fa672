"""The comparison as files, as a page and in the terminal."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from openpyxl import load_workbook
from typer.testing import CliRunner

from app import texts
from app import texts_compare as own
from app.cli import cli
from app.engine import Engine
from app.export.compare_sheet import to_xlsx
from app.export.compare_word import COLUMNS, to_docx
from app.labels import place_label
from app.show_compare import compared_json, compared_text
from app.tools.compare import Compared, Comparer
from app.web.compare_html import result
from indexer.compare import load_compare
from indexer.errors import HimitsuError

TODAY = date(2026, 11, 25)
PLAN = load_compare()
EVERY = [country.name for country in PLAN.countries]


@pytest.fixture(scope="module")
def comparer(engine: Engine) -> Comparer:
    return Comparer(engine.index, PLAN, engine.updates)


@pytest.fixture(scope="module")
def compared(comparer: Comparer) -> Compared:
    return comparer.compare(["中国", "タイ", "ベトナム", "インドネシア", "米国"], PLAN.rows, TODAY)


def sentences(compared: Compared) -> list[str]:
    return [one.text for line in compared.lines for cell in line.cells for one in cell.said]


def test_excel_has_the_table_the_differences_and_the_sources(compared: Compared) -> None:
    book = load_workbook(BytesIO(to_xlsx(compared, TODAY)))
    assert book.sheetnames == [own.SHEET_TABLE, own.SHEET_DIFFERENCES, own.SHEET_SOURCES]
    table = book[own.SHEET_TABLE]
    assert [cell.value for cell in table[1]] == [own.ITEM, *compared.countries]
    assert table.freeze_panes == "B2"
    for at, line in enumerate(compared.lines, 2):
        assert str(table.cell(at, 1).value).startswith(line.row.name)
        for column, cell in enumerate(line.cells, 2):
            value = str(table.cell(at, column).value)
            assert all(f"{one.text} [{one.number}]" in value for one in cell.said)
            assert (f"【{own.STATES[cell.state]}】" in value) is (cell.state != "told")
    below = "\n".join(str(row[0].value) for row in table.iter_rows(min_row=len(compared.lines) + 2))
    assert all(warning in below for warning in compared.warnings)


def test_excel_sources_tell_edition_page_address_kind_and_day_of_check(compared: Compared) -> None:
    sheet = load_workbook(BytesIO(to_xlsx(compared, TODAY)))[own.SHEET_SOURCES]
    rows = list(sheet.iter_rows(min_row=1, values_only=True))
    assert rows[0] == own.SOURCE_COLUMNS
    found = [dict(zip(own.SOURCE_COLUMNS, row, strict=True)) for row in rows[1 : len(compared.sources) + 1]]
    for row, source in zip(found, compared.sources, strict=True):
        assert (row["番号"], row["引用"]) == (source.citation.number, source.citation.quote)
        assert row["公式のアドレス"] == source.citation.url
        assert row["版"]
        assert row["種類"] == texts.KIND[source.citation.kind]
        assert row["内容の確認日"] == (source.checked or own.UNDATED)
    chinese = next(row for row in found if row["資料"] == "反不正当競争法（中国）")
    assert (chinese["版"], chinese["施行日"], chinese["法域"]) == ("2025年改正", "2025-10-15", "中国")


def test_word_is_landscape_and_holds_every_sentence_with_its_number(compared: Compared) -> None:
    word = Document(BytesIO(to_docx(compared, TODAY)))
    page = word.sections[0]
    assert page.orientation == WD_ORIENT.LANDSCAPE
    assert page.page_width is not None
    assert page.page_height is not None
    assert page.page_width > page.page_height
    _, table, documents = word.tables
    assert [cell.text for cell in table.rows[0].cells] == [own.ITEM, *compared.countries]
    for row, line in zip(table.rows[1:], compared.lines, strict=True):
        for cell, told in zip(row.cells[1:], line.cells, strict=True):
            assert all(f"{one.text} [{one.number}]" in cell.text for one in told.said)
            assert cell.text.startswith(own.STATES[told.state]) is (told.state != "told")
    cited = {(source.citation.document, source.citation.edition) for source in compared.sources}
    assert len(documents.rows) == len(cited) + 1
    body = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert texts.NOT_ADVICE in body
    assert all(warning in body for warning in compared.warnings)
    assert compared.leads
    assert all(f"{lead.text} [{lead.number}]" in body for _, lead in compared.leads)
    for citation in compared.citations:
        place = place_label(citation)
        assert body.count(f"[{citation.number}] {citation.title} ― {place}\n") == 1


def test_word_cuts_many_countries_into_tables_that_fit(comparer: Comparer) -> None:
    compared = comparer.compare(EVERY, PLAN.rows[:2], TODAY)
    word = Document(BytesIO(to_docx(compared, TODAY)))
    heads = [[cell.text for cell in table.rows[0].cells] for table in word.tables[1:-1]]
    assert [name for head in heads for name in head[1:]] == EVERY
    assert all(len(head) - 1 <= COLUMNS for head in heads)
    assert {round(sum(column.width for column in table.columns) / 360_000, 1) for table in word.tables} == {
        26.1
    }


def test_text_that_looks_like_a_formula_stays_text(compared: Compared) -> None:
    line = compared.lines[0]
    said = replace(line.cells[0].said[0], text='=HYPERLINK("http://evil.example")', point="")
    cell = replace(line.cells[0], said=(said,))
    hostile = replace(compared, lines=(replace(line, cells=(cell, *line.cells[1:])),))
    table = load_workbook(BytesIO(to_xlsx(hostile, TODAY)))[own.SHEET_TABLE]
    assert table["B2"].data_type == "s"
    assert str(table["B2"].value).startswith("=HYPERLINK")


class Marked(HTMLParser):
    """Collects ids, targets and tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: set[str] = set()
        self.tags: set[str] = set()
        self.states: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if found.get("data-target"):
            self.targets.add(str(found["data-target"]))
        if found.get("data-state"):
            self.states.append(str(found["data-state"]))


def test_every_mark_on_the_page_has_its_card_and_every_cell_its_state(compared: Compared) -> None:
    page = Marked(result(compared, ""))
    assert len(page.ids) == len(set(page.ids))
    assert page.targets <= set(page.ids)
    assert page.states == [cell.state for line in compared.lines for cell in line.cells]


def test_nothing_of_a_document_becomes_markup(compared: Compared) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x>"
    line = compared.lines[0]
    said = replace(line.cells[0].said[0], text=hostile, point=hostile)
    cell = replace(line.cells[0], said=(said,), country=hostile)
    row = replace(line.row, name=hostile, note=hostile)
    shown = replace(
        compared,
        countries=(hostile, *compared.countries[1:]),
        lines=(replace(line, row=row, cells=(cell, *line.cells[1:])),),
        notices=((hostile, said),),
        warnings=(hostile,),
    )
    assert {"script", "img"} & Marked(result(shown, "")).tags == set()


def test_the_terminal_shows_every_sentence_and_every_source(compared: Compared) -> None:
    shown = compared_text(compared)
    assert all(text in shown for text in sentences(compared))
    assert shown.count(own.DIFFERENCES) == 1
    assert f"[{len(compared.sources)}] " in shown


def test_json_tells_the_same(compared: Compared) -> None:
    found = json.loads(compared_json(compared))
    told = [one["text"] for row in found["rows"] for cell in row["cells"] for one in cell["sentences"]]
    assert told == sentences(compared)
    assert found["countries"] == list(compared.countries)
    numbers = {citation["number"] for citation in found["citations"]}
    cited = {n for row in found["rows"] for c in row["cells"] for s in c["sentences"] for n in s["citations"]}
    assert cited <= numbers
    assert sum(found["coverage"].values()) == len(PLAN.rows) * len(compared.countries)


def run(home: Path, *arguments: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("HIMITSU_HOME", str(home))
    done = CliRunner().invoke(cli, ["compare", *arguments])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.stdout


def test_the_command_compares_names_and_saves(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = run(home, "--country", "上海", "--country", "タイ", "--row", "刑事罰", monkeypatch=monkeypatch)
    assert re.search(r"■ 刑事罰\n  中国\n.*有期懲役", said)
    assert "タイ【一部未確認】" in said
    for name, start in (("a.xlsx", b"PK"), ("b.docx", b"PK")):
        out = tmp_path / name
        shown = run(home, "-c", "中国,タイ", "-r", "刑事", "--out", str(out), monkeypatch=monkeypatch)
        assert str(out) in shown
        assert out.read_bytes().startswith(start)
    listed = run(home, "--list", monkeypatch=monkeypatch)
    assert all(row.name in listed for row in PLAN.rows)
    found = json.loads(run(home, "--json", monkeypatch=monkeypatch))
    assert found["countries"] == list(PLAN.defaults)


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        (["--country", "フランス"], "compare_country"),
        (["--row", "ない項目"], "compare_row"),
        (["--out", "table.pdf"], "bad_ending"),
        (["--out", "/no/such/folder/table.docx"], "compare_unwritable"),
    ],
)
def test_the_command_refuses_with_a_sentence(
    home: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], key: str
) -> None:
    with pytest.raises(HimitsuError) as caught:
        run(home, *arguments, monkeypatch=monkeypatch)
    assert caught.value.key == key
    assert "処理できませんでした" not in texts.error(caught.value)
