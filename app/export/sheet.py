"""Blocks of an Excel file: a styled head, wrapped Japanese text, print setup; text is never a formula."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from app import texts

# On every Windows and Mac with Office.
FONT = "Yu Gothic"
NAVY, WHITE, TINT, LINE = "1F3A6E", "FFFFFF", "EAEFF7", "D5DBE5"
THIN = Side(style="thin", color=LINE)
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
# Excel takes no such name for a sheet, and 31 characters at most.
NOT_A_NAME = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME, LONGEST_TEXT = 31, 32_767


def book(title: str, day: date) -> Workbook:
    """Return an empty workbook, without a sheet yet, with its properties set."""
    made = Workbook()
    made.remove(made.worksheets[0])
    made.properties.creator, made.properties.title = texts.NAME, title
    made.properties.created = made.properties.modified = datetime.combine(day, time())
    return made


def sheet(made: Workbook, name: str, widths: Sequence[float], *, landscape: bool = True) -> Worksheet:
    """Add a sheet with columns of the given widths (characters), set to print on A4, one page wide."""
    added: Worksheet = made.create_sheet(NOT_A_NAME.sub("・", name)[:LONGEST_NAME])
    for at, width in enumerate(widths, 1):
        added.column_dimensions[get_column_letter(at)].width = width
    setup: Any = added.page_setup
    setup.paperSize, setup.orientation = 9, "landscape" if landscape else "portrait"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    added.sheet_properties.pageSetUpPr.fitToPage = True
    return added


def put(
    added: Worksheet, row: int, column: int, value: str | int | date | None, *, bold: bool = False
) -> Cell:
    """Write a value; text is stored as text, also where it begins with =, + or @."""
    cell: Any = added.cell(row=row, column=column)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_TEXT]
        cell.data_type = "s"
    else:
        cell.value = value
    cell.font = Font(name=FONT, size=10.5, bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.border = BOX
    return cell


def head(added: Worksheet, row: int, titles: Sequence[str]) -> None:
    """Write a head row, in the accent colour; it stays in sight and is printed on every page."""
    for column, title in enumerate(titles, 1):
        cell = put(added, row, column, title, bold=True)
        cell.font = Font(name=FONT, size=10.5, bold=True, color=WHITE)
        cell.fill = PatternFill("solid", fgColor=NAVY)
    added.freeze_panes = added.cell(row=row + 1, column=1)
    added.print_title_rows = f"{row}:{row}"


def line(added: Worksheet, row: int, values: Sequence[str | int | date | None]) -> None:
    """Write one row."""
    for column, value in enumerate(values, 1):
        put(added, row, column, value)


def saved(made: Workbook) -> bytes:
    """Return a workbook as the bytes of its file."""
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()
