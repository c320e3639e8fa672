"""A comparison of countries as an Excel file: the table, where they differ, the sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from app import texts, texts_tools
from app import texts_compare as own
from app.export.sheet import FONT, TINT, book, head, line, put, saved, sheet
from app.labels import authority_label, kind_label, safe_url
from app.tools.compare import Cell, Compared, Source, named
from app.tools.differences import BETWEEN, differences

FIRST, COLUMN = 20.0, 36.0
SOURCE_WIDTHS = (6, 12, 34, 18, 12, 12, 16, 8, 34, 8, 60, 40, 16)
DIFFERENCE_WIDTHS = (28, 44, 60)
CAUTION = "FDF6E7"
# Points of a line of text, and the most that Excel allows for a row.
LINE, TALLEST = 16.5, 409.0


def to_xlsx(compared: Compared, day: date) -> bytes:
    """Return the comparison as an Excel file."""
    made = book(own.EXPORT_TITLE, day)
    _table(made, compared, day)
    _differences(made, compared)
    _sources(made, compared)
    return saved(made)


def _table(made: Workbook, compared: Compared, day: date) -> None:
    added = sheet(made, own.SHEET_TABLE, (FIRST, *(COLUMN for _ in compared.countries)))
    head(added, 1, (own.ITEM, *compared.countries))
    # The first column stays in sight too.
    added.freeze_panes = "B2"
    for at, told in enumerate(compared.lines, 2):
        name = "\n".join(filter(None, (told.row.name, told.row.note)))
        put(added, at, 1, name, bold=True).fill = PatternFill("solid", fgColor=TINT)
        for column, cell in enumerate(told.cells, 2):
            written = put(added, at, column, said(cell))
            if cell.state != "told":
                written.fill = PatternFill("solid", fgColor=CAUTION)
        _fit(added, at, (name, *map(said, told.cells)), (FIRST, *(COLUMN for _ in told.cells)))
    _below(added, compared, day)


def said(cell: Cell) -> str:
    """Return a cell as text: its state where it is a caution, what is compared, the sentences."""
    state = "" if cell.state == "told" else f"【{own.STATES[cell.state]}】"
    points = f"■{BETWEEN.join(cell.points)}" if cell.points else ""
    return "\n".join(filter(None, (state, points, *(f"{one.text} [{one.number}]" for one in cell.said))))


def _below(added: Worksheet, compared: Compared, day: date) -> None:
    """Write under the table what a reader must know of it."""
    lines = [
        texts_tools.EXPORT_DATE.format(date=day.isoformat()),
        own.ROWS_NOTE,
        *(
            line
            for title, told in compared.remarks
            for line in (f"■{title}", *(f"{named(name, one)}{one.text} [{one.number}]" for name, one in told))
        ),
        *compared.warnings,
    ]
    at = added.max_row + 1
    for text in lines:
        at += 1
        added.merge_cells(start_row=at, start_column=1, end_row=at, end_column=1 + len(compared.countries))
        put(added, at, 1, text)
        _fit(added, at, (text,), (FIRST + COLUMN * len(compared.countries),))


def _fit(added: Worksheet, at: int, values: Sequence[object], widths: Sequence[float]) -> None:
    """Set a row's height: not every program fits it by itself, and none for merged cells."""
    lines = (_lines(str(value), width) for value, width in zip(values, widths, strict=True))
    added.row_dimensions[at].height = min(TALLEST, LINE * max(lines) + 4)


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column; a Japanese character is two wide."""
    wide = (sum(1 + (east_asian_width(c) in "WFA") for c in part) for part in text.split("\n"))
    return sum(max(1, ceil(one / (width - 2))) for one in wide)


def _differences(made: Workbook, compared: Compared) -> None:
    found = differences(compared)
    if not found:
        return
    added = sheet(made, own.SHEET_DIFFERENCES, DIFFERENCE_WIDTHS)
    head(added, 1, own.DIFFERENCE_COLUMNS)
    at = 1
    for one in found:
        for group in one.groups:
            at += 1
            named = "、".join(f"{name}{''.join(f'[{n}]' for n in marks)}" for name, marks in group.countries)
            values = ("\n".join(filter(None, (one.name, one.note))), group.label, named)
            line(added, at, values)
            _fit(added, at, values, DIFFERENCE_WIDTHS)
    put(added, at + 2, 1, own.DIFFERENCES_NOTE)
    added.merge_cells(start_row=at + 2, start_column=1, end_row=at + 2, end_column=3)


def _sources(made: Workbook, compared: Compared) -> None:
    added = sheet(made, own.SHEET_SOURCES, SOURCE_WIDTHS)
    head(added, 1, own.SOURCE_COLUMNS)
    for at, source in enumerate(compared.sources, 2):
        line(added, at, _columns(source))
        _fit(added, at, _columns(source), SOURCE_WIDTHS)
        if url := safe_url(source.citation.url):
            _link(added.cell(row=at, column=own.SOURCE_COLUMNS.index(own.URL) + 1), url)
    put(added, added.max_row + 2, 1, texts.NOT_ADVICE)
    added.merge_cells(
        start_row=added.max_row, start_column=1, end_row=added.max_row, end_column=len(SOURCE_WIDTHS)
    )


def _columns(source: Source) -> tuple[str | int, ...]:
    citation, entry = source.citation, source.entry
    return (
        citation.number,
        entry.jurisdiction,
        entry.title,
        entry.edition_name or citation.edition,
        entry.in_force,
        entry.valid_until,
        authority_label(citation.authority),
        kind_label(citation.kind),
        citation.section,
        citation.pages,
        citation.quote,
        citation.url,
        source.checked or own.UNDATED,
    )


def _link(cell: SheetCell, url: str) -> None:
    cell.hyperlink = url
    cell.font = Font(name=FONT, size=10.5, color="1F3A6E", underline="single")
