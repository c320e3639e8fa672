"""The incident sheet as a Word file of exactly one A4 page.

Every line has a fixed height, so that it is one page whatever font a machine has: see
`app/tools/incident_page.py`, which counts the lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from docx.document import Document as Word
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from app import texts
from app import texts_incident as said
from app.export.word import GREY, NAVY, blank, clean, saved
from app.tools.incident import Plan
from app.tools.incident_page import (
    COLUMNS,
    HEAD_LINE,
    HEAD_SPACE,
    PADDING,
    QUOTE,
    QUOTE_LINE,
    RECORD,
    ROW_LINE,
    SMALL,
    SMALL_LINE,
    TEXT,
    TEXT_LINE,
    TITLE_LINE,
    WIDTH,
    Printed,
    printed,
    source_lines,
)
from app.tools.incident_words import situation

MARGIN, FOOT = Cm(1.0), Cm(0.5)
TITLE = 15.0


def to_incident_docx(plan: Plan, countries: Mapping[str, str], day: date, note: str = "") -> bytes:
    """Return the plan's page as a Word file; `note` is the user's own line, "" for none."""
    page = printed(plan, note)
    word = blank(said.TITLE, day)
    _margins(word)
    _top(word, situation(plan.case, countries), day, note)
    _steps(word, page)
    _cautions(word, page, foreign=plan.foreign)
    _desks(word, page)
    _record(word, page)
    _sources(word, page)
    return saved(word)


def _margins(word: Word) -> None:
    page = word.sections[0]
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    page.footer_distance = page.header_distance = FOOT
    _exact(page.footer.paragraphs[0], SMALL_LINE)
    for run in page.footer.paragraphs[0].runs:
        run.font.size = Pt(SMALL)


def _top(word: Word, chosen: str, day: date, note: str) -> None:
    title = _line(word, said.TITLE, TITLE, TITLE_LINE, bold=True)
    title.runs[0].font.color.rgb = NAVY
    dated = "　　" + said.HEAD.format(date=said.DATE.format(date=day.isoformat()))
    title.add_run(dated).font.size = Pt(QUOTE)
    _line(word, f"{said.SITUATION}：{chosen}", QUOTE, QUOTE_LINE, bold=True)
    if note:
        _line(word, said.NOTE_LABEL.format(note=note), QUOTE, QUOTE_LINE)
    _line(word, said.EDITION_NOTE, QUOTE, QUOTE_LINE).runs[0].font.color.rgb = GREY


def _steps(word: Word, page: Printed) -> None:
    made = _table(word, COLUMNS)
    for cell, title in zip(made.rows[0].cells, (said.PHASE, said.STEPS, said.DONE, said.WHEN), strict=True):
        _fill(cell, title, QUOTE, TEXT_LINE, bold=True)
        _shade(cell)
    for stage in page.stages:
        first = len(made.rows)
        for step in stage.steps:
            cells = _row(made)
            _fill(cells[1], step.heading, TEXT, TEXT_LINE, bold=True)
            one = step.says[0]
            _quote(cells[1].add_paragraph(), one.text, one.number)
            _fill(cells[2], said.BOX, TEXT, TEXT_LINE)
        merged = made.cell(first, 0).merge(made.cell(len(made.rows) - 1, 0))
        for spare in merged.paragraphs[1:]:
            spare._p.getparent().remove(spare._p)
        _fill(merged, stage.title, QUOTE, QUOTE_LINE, bold=True)
    if page.left_out:
        _line(word, said.MORE.format(count=page.left_out), SMALL, SMALL_LINE)


def _cautions(word: Word, page: Printed, *, foreign: bool) -> None:
    if page.avoid:
        _head(word, said.AVOID)
    for one in page.avoid:
        added = _line(word, f"✕ {one.heading}　", QUOTE, QUOTE_LINE, bold=True)
        _quote(added, one.says[0].text, one.says[0].number)
    _head(word, said.OPEN)
    for unknown in page.open:
        _quote(_line(word, "・", QUOTE, QUOTE_LINE), unknown.text, unknown.number)
    _line(word, said.FOREIGN if foreign else said.OPEN_NOTE, QUOTE, QUOTE_LINE)


def _desks(word: Word, page: Printed) -> None:
    _head(word, said.DESKS)
    for desk in page.desks:
        added = _line(word, f"{desk.name}　", QUOTE, QUOTE_LINE, bold=True)
        _quote(added, desk.contact, desk.number)


def _record(word: Word, page: Printed) -> None:
    _head(word, said.RECORD)
    made = _table(word, tuple(WIDTH * share for share in RECORD))
    for cell, title in zip(made.rows[0].cells, said.RECORD_COLUMNS, strict=True):
        _fill(cell, title, QUOTE, TEXT_LINE)
        _shade(cell)
    for _ in range(page.rows):
        cells = _row(made)
        made.rows[-1].height, made.rows[-1].height_rule = Pt(ROW_LINE), WD_ROW_HEIGHT_RULE.EXACTLY
        for cell in cells:
            _fill(cell, "", QUOTE, TEXT_LINE)


def _sources(word: Word, page: Printed) -> None:
    _head(word, texts.SOURCES)
    for title, places in source_lines(page.citations):
        added = _line(word, f"{title}：", SMALL, SMALL_LINE, bold=True)
        added.add_run(clean(places)).font.size = Pt(SMALL)


def _quote(paragraph: Paragraph, text: str, number: int) -> None:
    _exact(paragraph, QUOTE_LINE)
    paragraph.add_run(clean(text)).font.size = Pt(QUOTE)
    mark = paragraph.add_run(f" [{number}]")
    mark.font.size, mark.font.color.rgb = Pt(SMALL), NAVY


def _head(word: Word, text: str) -> None:
    added = _line(word, text, TEXT, HEAD_LINE, bold=True)
    added.paragraph_format.space_before = Pt(HEAD_SPACE)
    added.runs[0].font.color.rgb = NAVY


def _line(word: Word, text: str, size: float, line: float, *, bold: bool = False) -> Paragraph:
    added = word.add_paragraph()
    _exact(added, line)
    run = added.add_run(clean(text))
    run.font.size, run.bold = Pt(size), bold
    return added


def _fill(cell: _Cell, text: str, size: float, line: float, *, bold: bool = False) -> None:
    first = cell.paragraphs[0]
    _exact(first, line)
    run = first.add_run(clean(text))
    run.font.size, run.bold = Pt(size), bold


def _exact(paragraph: Paragraph, line: float) -> None:
    """Give a paragraph lines of a fixed height, and nothing around them."""
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    form.space_before = form.space_after = Pt(0)
    form.widow_control = False


def _table(word: Word, widths: Sequence[float]) -> Table:
    made = word.add_table(rows=1, cols=len(widths), style="Table Grid")
    made.autofit = False
    properties = made._tbl.tblPr
    margins = OxmlElement("w:tblCellMar")
    for side, points in (("top", 0.5), ("left", PADDING / 2), ("bottom", 0.5), ("right", PADDING / 2)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(int(points * 20)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    indent = OxmlElement("w:tblInd")
    # The border, not the text within it, stands at the margin.
    indent.set(qn("w:w"), str(int(PADDING / 2 * 20)))
    indent.set(qn("w:type"), "dxa")
    properties.append(indent)
    properties.append(margins)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Pt(width)
    _widths(made, 0)
    return made


def _row(made: Table) -> tuple[_Cell, ...]:
    cells: tuple[_Cell, ...] = made.add_row().cells
    _widths(made, -1)
    return cells


def _widths(made: Table, row: int) -> None:
    for cell, column in zip(made.rows[row].cells, made.columns, strict=True):
        cell.width = column.width


def _shade(cell: _Cell) -> None:
    shade: Any = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), "EAEFF7")
    cell._tc.get_or_add_tcPr().append(shade)
