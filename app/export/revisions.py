"""A comparison of editions as Word (landscape, changed words marked) and Excel."""

from __future__ import annotations

from datetime import date

from docx.shared import Cm
from docx.table import _Cell

from app import texts_revisions as said
from app import texts_tools
from app.export import sheet, word
from app.labels import edition_label, pages_label
from app.tools.alignment import Mark
from app.tools.revisions import Part, Revision, Row, edition_of

WIDTHS = (Cm(2.6), Cm(11.0), Cm(11.0))
# Excel widths in characters, for the columns of texts_revisions.
ROW_WIDTHS = (12, 24, 9, 52, 24, 9, 52, 14, 14)
STATEMENT_WIDTHS = (70, 30, 14, 36, 10, 40)


def to_docx(revision: Revision, title: str, day: date) -> bytes:
    """Return the comparison as a Word file on A4 across."""
    made = word.blank(said.TITLE, day, landscape=True)
    made.add_heading(said.TITLE, level=0)
    made.add_paragraph(word.clean(title))
    word.small(made, texts_tools.EXPORT_DATE.format(date=day.isoformat()))
    if revision.statements:
        made.add_heading(said.STATEMENTS, level=1)
        for statement in revision.statements:
            word.paragraph(made, statement.text, (statement.number,))
    made.add_heading(said.TABLE, level=1)
    is_original = revision.editions.newer.kind == "original"
    word.small(made, said.ORIGINAL_NOTE if is_original else said.DIGEST_NOTE)
    names = ("", *(edition_of(e) for e in (revision.editions.older, revision.editions.newer)))
    head = [column.format(edition=name) for column, name in zip(said.COLUMNS, names, strict=True)]
    table = word.table(made, head, WIDTHS)
    for row in revision.rows:
        cells = word.row(table, (_state(row), "", ""))
        _side(cells[1], row, row.older, "old")
        _side(cells[2], row, row.newer, "new")
    word.sources(made, revision.citations)
    return word.saved(made)


def _state(row: Row) -> str:
    lines = [said.STATES[row.state]]
    if row.gone or row.come:
        gone, come = ("・".join(values) or said.NO_FIGURE for values in (row.gone, row.come))
        lines.append(said.FIGURES.format(gone=gone, come=come))
    return "\n".join(lines)


def _side(cell: _Cell, row: Row, part: Part | None, side: Mark) -> None:
    if part is None:
        cell.text = said.NOTHING_HERE
        return
    head = f"{part.heading} {pages_label(part.pages)}".strip()
    cell.paragraphs[0].add_run(word.clean(head)).bold = True
    below = cell.add_paragraph()
    if not row.pieces:
        below.add_run(word.clean(part.text))
    for piece in row.pieces:
        if piece.mark in ("same", side):
            run = below.add_run(word.clean(piece.text))
            run.font.strike = piece.mark == "old"
            run.font.underline = run.font.bold = piece.mark == "new"


def to_xlsx(revision: Revision, title: str, day: date) -> bytes:
    """Return the comparison as an Excel file: sections, and changes by the newer edition's own word."""
    made = sheet.book(title, day)
    rows = sheet.sheet(made, said.SHEET_ROWS, ROW_WIDTHS)
    sheet.head(rows, 1, said.EXCEL_COLUMNS)
    for at, row in enumerate(revision.rows, 2):
        sheet.line(rows, at, _cells(row))
    rows.auto_filter.ref = rows.dimensions
    told = sheet.sheet(made, said.SHEET_STATEMENTS, STATEMENT_WIDTHS)
    sheet.head(told, 1, said.STATEMENT_COLUMNS)
    by_number = {citation.number: citation for citation in revision.citations}
    for at, statement in enumerate(revision.statements, 2):
        c = by_number[statement.number]
        sheet.line(told, at, (statement.text, c.title, edition_label(c.edition), c.section, c.pages, c.url))
    return sheet.saved(made)


def _cells(row: Row) -> tuple[str, ...]:
    sides = [
        (part.heading, part.pages, part.text) if part else ("", "", "") for part in (row.older, row.newer)
    ]
    return (said.STATES[row.state], *sides[0], *sides[1], "・".join(row.gone), "・".join(row.come))
