"""A self-check as an Excel file that is filled in, sorted and read again."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from app import texts_selfcheck as said
from app import texts_tools
from app.export import sheet
from app.tools.selfcheck import FIRST_DAY, LAST_DAY, NOTHING, Check, chapters
from app.tools.selfcheck_compare import WAYS, Comparison
from app.tools.selfcheck_items import Catalogue

Cite = Callable[[str], str]
WIDTHS = (4, 21, 14, 44, 9, 12, 13, 26, 20, 28)
# The small print of some columns takes less room.
FITTED = (25, 17, 44, 9, 12, 13, 26, 20, 34)
TOTAL_WIDTHS = (44, 40, 9, 8, 8, 8, 9, 9, 11)
MOVE_WIDTHS = (16, 30, 22, 60, 11, 11)
HEAD_ROW = 5
# Points. Excel knows no higher row.
LINE, HIGHEST = 15, 409
# Excel makes a formula of such text once the cell is edited, unless it is told not to.
LEADING = ("=", "+", "-", "@")
FILLS = {"done": "DCEBDD", "part": "FFF2CC", "todo": "F8D7D3", "none": "E7E9EE"}
STATUS_COLUMN, DUE_COLUMN = "E", "G"


def to_book(check: Check, catalogue: Catalogue, day: date, cite: Cite) -> bytes:
    """Return a self-check as an Excel file; `cite` names the guidance of an item."""
    book = sheet.book(said.TITLE, day)
    rows = check_sheet(book, said.SHEET_CHECK, check, catalogue, day, cite)
    _totals(book, check, catalogue, rows)
    return sheet.saved(book)


def check_sheet(
    book: Workbook, name: str, check: Check, catalogue: Catalogue, day: date, cite: Cite, note: str = said.HOW
) -> int:
    """Add the table of items; returns its last row."""
    page = sheet.sheet(book, name, WIDTHS)
    page.column_dimensions["A"].hidden = True
    loose(page, 1, 2, said.TITLE, size=14)
    loose(page, 2, 2, said.PLACE_FIELD)
    text(page, 2, 4, check.place)
    loose(page, 3, 2, said.DAY_FIELD)
    _day(page, 3, 4, day)
    loose(page, 4, 2, note).alignment = Alignment(wrap_text=True, vertical="top")
    page.merge_cells("B4:J4")
    page.row_dimensions[4].height = 32
    sheet.head(page, HEAD_ROW, said.COLUMNS)
    row = HEAD_ROW
    for chapter in chapters(check, catalogue):
        for key in chapter.keys:
            row += 1
            mark = check.marks.get(key, NOTHING)
            label = said.STATUS[mark.status] if mark.status else ""
            fixed = (key, chapter.title, chapter.name, catalogue.items[key].text, label)
            for column, value in enumerate(fixed, 1):
                small(sheet.put(page, row, column, value), column < 4)
            text(page, row, 6, mark.owner)
            _day(page, row, 7, mark.due)
            text(page, row, 8, mark.note)
            text(page, row, 9, mark.evidence)
            source = cite(key)
            small(sheet.put(page, row, 10, source))
            fit(page, row, FITTED, (*fixed[1:], mark.owner, "", mark.note, mark.evidence, source))
    page.freeze_panes = f"E{HEAD_ROW + 1}"
    margins(page)
    page.auto_filter.ref = f"A{HEAD_ROW}:J{max(row, HEAD_ROW + 1)}"
    _rules(page, max(row, HEAD_ROW + 1))
    page.oddFooter.center.text = f"{texts_tools.FOOT}　&P/&N"
    return row


def _rules(page: Worksheet, last: int) -> None:
    """Offer the statuses in a list, take days only, colour the statuses."""
    labels = [said.STATUS[code] for code in said.CHOICES]
    status = DataValidation(type="list", formula1=f'"{",".join(labels)}"', allow_blank=True)
    status.error, status.errorTitle, status.showErrorMessage = said.STATUS_ERROR, said.COLUMN_STATUS, True
    due = DataValidation(
        type="date",
        operator="between",
        formula1=_excel(FIRST_DAY),
        formula2=_excel(LAST_DAY),
        allow_blank=True,
    )
    due.error, due.errorTitle, due.showErrorMessage = said.DUE_ERROR, said.COLUMN_DUE, True
    for rule, column in ((status, STATUS_COLUMN), (due, DUE_COLUMN)):
        rule.add(f"{column}{HEAD_ROW + 1}:{column}{last}")
        page.add_data_validation(rule)
    area = f"{STATUS_COLUMN}{HEAD_ROW + 1}:{STATUS_COLUMN}{last}"
    for code, colour in FILLS.items():
        fill = PatternFill("solid", bgColor=colour, fgColor=colour)
        rule = CellIsRule(operator="equal", formula=[f'"{said.STATUS[code]}"'], fill=fill)
        page.conditional_formatting.add(area, rule)


def _totals(book: Workbook, check: Check, catalogue: Catalogue, last: int) -> None:
    """Add the sheet that counts, by formulas of ours, so that it follows what is filled in."""
    page = sheet.sheet(book, said.SHEET_TOTALS, TOTAL_WIDTHS)
    loose(page, 1, 1, said.TOTALS_NOTE)
    loose(page, 2, 1, said.NOT_JUDGED)
    sheet.head(page, 3, said.TOTALS_HEAD)
    row = 3
    for chapter in chapters(check, catalogue):
        row += 1
        sheet.put(page, row, 1, chapter.title)
        sheet.put(page, row, 2, chapter.name)
        fit(page, row, TOTAL_WIDTHS[:2], (chapter.title, chapter.name))
        _counted(page, row, f"$A{row}", f"$B{row}", last)
    row += 1
    sheet.put(page, row, 1, said.TOTALS_ALL, bold=True)
    sheet.put(page, row, 2, "")
    for column, letter in enumerate("CDEFGH", 3):
        _formula(page, row, column, f"=SUM({letter}4:{letter}{row - 1})" if row > 4 else "=0")
    _share(page, row)


def _counted(page: Worksheet, row: int, title: str, name: str, last: int) -> None:
    area = f"'{said.SHEET_CHECK}'!${{0}}${HEAD_ROW + 1}:${{0}}${max(last, HEAD_ROW + 1)}"
    same = f"{area.format('B')},{title},{area.format('C')},{name}"
    _formula(page, row, 3, f"=COUNTIFS({same})")
    places = {"done": 4, "part": 5, "todo": 6, "none": 8}
    for code, column in places.items():
        _formula(page, row, column, f'=COUNTIFS({same},{area.format("E")},"{said.STATUS[code]}")')
    _formula(page, row, 7, f"=C{row}-D{row}-E{row}-F{row}-H{row}")
    _share(page, row)


def _share(page: Worksheet, row: int) -> None:
    _formula(page, row, 9, f'=IF(C{row}-H{row}=0,"",D{row}/(C{row}-H{row}))').number_format = "0%"


def comparison_book(found: Comparison, catalogue: Catalogue, title: str, day: date) -> bytes:
    """Return a comparison as an Excel file."""
    book = sheet.book(title, day)
    page = sheet.sheet(book, said.SHEET_COMPARISON, MOVE_WIDTHS)
    loose(page, 1, 1, title, size=14)
    counts = [f"{said.DIRECTIONS[way]}：{len(found.of(way))}" for way in WAYS]
    loose(page, 2, 1, "　".join([*counts, said.SAME.format(count=found.unchanged)]))
    sheet.head(page, 4, said.MOVE_COLUMNS)
    row = 4
    for way in WAYS:
        for move in found.of(way):
            row += 1
            item = catalogue.items.get(move.key)
            chapter = catalogue.chapter_of.get(move.key)
            before = "" if way == "new" else said.STATUS[move.before]
            after = "" if way == "gone" else said.STATUS[move.after]
            sheet.put(page, row, 1, said.DIRECTIONS[way])
            sheet.put(page, row, 2, chapter.title if chapter else "")
            sheet.put(page, row, 3, chapter.name if chapter else "")
            text(page, row, 4, item.text if item else move.text or move.key)
            sheet.put(page, row, 5, before)
            sheet.put(page, row, 6, after)
            shown = [str(page.cell(row=row, column=column).value or "") for column in range(1, 7)]
            fit(page, row, MOVE_WIDTHS, shown)
    return sheet.saved(book)


def text(page: Worksheet, row: int, column: int, value: str) -> Cell:
    """Write text of a user's; it stays text also when the cell is edited in Excel."""
    cell: Any = sheet.put(page, row, column, value or None)
    if value:
        cell.value = value
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(LEADING)
    return cell


def loose(page: Worksheet, row: int, column: int, value: str, size: float = 10.5) -> Cell:
    """Write a line above a table: no box; long lines run over their neighbours."""
    cell: Any = sheet.put(page, row, column, value)
    cell.border, cell.font = Border(), Font(name=sheet.FONT, size=size, bold=size > 12)
    cell.alignment = Alignment(wrap_text=False, vertical="center")
    page.row_dimensions[row].height = LINE * 1.6 if size > 12 else LINE + 3
    return cell


def small(cell: Cell, chosen: bool = True) -> None:
    """Set a cell in small print."""
    if chosen:
        cell.font = Font(name=sheet.FONT, size=9)


def fit(page: Worksheet, row: int, widths: Sequence[float], values: Sequence[str]) -> None:
    """Make a row as high as its longest text needs: not every program does when it opens a file."""
    needed = max(_lines(value, width) for value, width in zip(values, widths, strict=True))
    page.row_dimensions[row].height = min(LINE * max(needed, 2) + 4, HIGHEST)


def margins(page: Worksheet) -> None:
    """Set narrow margins for printing."""
    edges: Any = page.page_margins
    edges.left = edges.right = 0.4
    edges.top, edges.bottom, edges.footer = 0.5, 0.75, 0.3


def _lines(value: str, width: float) -> int:
    """Return how many lines a text takes; a Japanese character is as wide as two others."""
    room = max(1.0, width - 2)
    return sum(
        max(1, math.ceil(sum(2 if ord(c) > 0xFF else 1 for c in part) / room)) for part in value.split("\n")
    )


def _day(page: Worksheet, row: int, column: int, value: date | None) -> None:
    sheet.put(page, row, column, value).number_format = "yyyy/mm/dd"


def _formula(page: Worksheet, row: int, column: int, formula: str) -> Cell:
    """Write a formula of ours; no text of a user's ever comes here."""
    cell: Any = sheet.put(page, row, column, None)
    cell.value = formula
    return cell


def _excel(day: date) -> str:
    """Return a day as Excel counts it."""
    return str((day - date(1899, 12, 30)).days)
