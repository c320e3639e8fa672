"""A draft for JETRO's application as an Excel file, in the order of the application, from a self-check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from app import texts, texts_tools
from app import texts_selfcheck as said
from app.cited import Bibliography
from app.export import sheet
from app.export.selfcheck_book import check_sheet, fit, loose, margins
from app.export.selfcheck_draft import Draft, by_checklist, expired, hours, listed, own, reason
from app.labels import edition_label, kind_label, place_label, safe_url
from app.tools.selfcheck import Check, tally
from app.tools.selfcheck_desk import Desk
from app.tools.selfcheck_menu import Line

BLANK_ROWS = 20
TO_FILL = PatternFill("solid", fgColor="FFF8E1")
SYSTEM_WIDTHS = (26, 30, 62, 46)
HOLDING_WIDTHS = (6, 14, 40, 26, 18, 20, 16, 20, 12, 20)
MENU_WIDTHS = (7, 22, 42, 11, 15, 13, 14, 14, 46, 8)
SOURCE_WIDTHS = (6, 36, 14, 8, 40, 60, 40)


def to_application(desk: Desk, check: Check, country: str, day: date) -> bytes:
    """Return the draft as an Excel file.

    Raises HimitsuError "selfcheck_country", and "section_missing" where the index was built without digests.
    """
    draft = Draft(desk, check, desk.suggest(check, country), day)
    title = said.APPLICATION_TITLE.format(country=draft.suggestion.country.name)
    book, cited = sheet.book(title, draft.day), Bibliography(desk.sources)
    _system(book, draft, cited, title)
    _holdings(book, draft, cited)
    check_sheet(
        book,
        said.SHEET_SELFCHECK,
        check.only(own(draft)),
        desk.catalogue,
        day,
        desk.cite,
        said.SELFCHECK_NOTE,
    )
    _schedule(book, draft, cited)
    _sources(book, cited)
    return sheet.saved(book)


def _system(book: Workbook, draft: Draft, cited: Bibliography, title: str) -> None:
    page = _page(book, said.SHEET_SYSTEM, SYSTEM_WIDTHS)
    loose(page, 1, 1, title, size=14)
    notes = [said.NOT_THE_FORM, *expired(draft)]
    row = _notes(page, 2, [*notes, *draft.quoted(cited, "general"), texts.NOT_ADVICE]) + 1
    loose(page, row, 1, said.SYSTEM_TITLE, size=14)
    row += 1
    sheet.head(page, row, said.SYSTEM_COLUMNS)
    # Above the table there is too much to keep it all in sight.
    page.freeze_panes = None
    now, why = (" ".join(draft.quoted(cited, use)) for use in ("now", "why"))
    done = listed(draft, ("done",), said.DRAFT_DONE) or said.DRAFT_NONE
    part = listed(draft, ("part",), said.DRAFT_PART)
    todo = listed(draft, ("todo",), said.DRAFT_TODO)
    counted = tally(draft.check, own(draft))
    progress = said.DRAFT_PROGRESS.format(counts=said.counts(counted), out=said.excluded(counted))
    gaps = "\n".join(text for text in (todo, part) if text) or said.DRAFT_NO_GAP
    rows = (
        (said.SYSTEM_NOW, f"{said.ASK_DEPARTMENT}\n{now}", ""),
        (said.SYSTEM_NOW, said.ASK_PERSON, ""),
        (said.SYSTEM_NOW, said.ASK_MEASURES, f"{done}\n{said.DRAFT_CLEAR}"),
        (said.SYSTEM_WHY, f"{said.ASK_AWARENESS}\n{why}", "\n".join([progress, *by_checklist(draft)])),
        (said.SYSTEM_WHY, said.ASK_AWARENESS, f"{gaps}\n{said.DRAFT_CLEAR}"),
        (said.SYSTEM_WHY, said.ASK_REASON, ""),
    )
    for values in rows:
        row += 1
        for column, value in enumerate(values, 1):
            sheet.put(page, row, column, value)
        _to_fill(page, row, (4,))
        fit(page, row, SYSTEM_WIDTHS[:3], values)


def _holdings(book: Workbook, draft: Draft, cited: Bibliography) -> None:
    page = _page(book, said.SHEET_HOLDINGS, HOLDING_WIDTHS)
    loose(page, 1, 1, said.HOLDINGS_TITLE, size=14)
    row = _notes(page, 2, [said.HOLDINGS_NOTE, *draft.quoted(cited, "holdings")]) + 1
    sheet.head(page, row, said.HOLDINGS_COLUMNS)
    first = row + 1
    business, technical = said.HOLDINGS_KINDS
    examples = [(business, text) for text in draft.quoted(cited, "business")]
    examples += [(technical, text) for text in draft.quoted(cited, "technical")]
    for number, (kind, text) in enumerate([*examples, *[("", "")] * BLANK_ROWS], 1):
        row += 1
        for column, value in enumerate((number, kind or None, text or None), 1):
            sheet.put(page, row, column, value)
        _to_fill(page, row, range(4, len(HOLDING_WIDTHS) + 1))
        fit(page, row, HOLDING_WIDTHS[2:3], (text,))
    kinds = DataValidation(type="list", formula1=f'"{",".join(said.HOLDINGS_KINDS)}"', allow_blank=True)
    kinds.add(f"B{first}:B{row}")
    page.add_data_validation(kinds)


def _schedule(book: Workbook, draft: Draft, cited: Bibliography) -> None:
    suggestion, menu = draft.suggestion, draft.desk.menu
    page = _page(book, said.SHEET_MENU, MENU_WIDTHS)
    loose(page, 1, 1, said.MENU_TITLE, size=14)
    loose(page, 2, 1, f"{said.COMPANY}：")
    _to_fill(page, 2, (3,))
    facts = [menu.countries_section, menu.limit_section, menu.required_section, *menu.quoted["schedule"]]
    total = said.TOTAL_PLAIN.format(total=suggestion.total, limit=suggestion.limit)
    notes = [total, said.BY_US, said.UNANSWERED.format(count=suggestion.unanswered)]
    row = _notes(page, 3, [*notes, *(draft.said(cited, ref) for ref in facts)]) + 1
    sheet.head(page, row, said.SCHEDULE_COLUMNS)
    fit(page, row, MENU_WIDTHS, said.SCHEDULE_COLUMNS)
    page.freeze_panes = None
    first = row + 1
    for line in suggestion.lines:
        row += 1
        _menu_row(page, row, line, draft, cited)
    sheet.put(page, row + 1, 3, said.TOTAL, bold=True)
    summed: Any = sheet.put(page, row + 1, 8, None, bold=True)
    summed.value = f"=SUM(H{first}:H{row})"
    wish = DataValidation(type="list", formula1=f'"{said.REQUIRED},{said.IN}"', allow_blank=True)
    wish.add(f"D{first}:D{row}")
    page.add_data_validation(wish)
    if suggestion.elsewhere:
        told = said.ELSEWHERE.format(count=len(suggestion.elsewhere))
        items = [f"・{draft.text(key)}" for key in suggestion.elsewhere]
        _notes(page, row + 3, [told, *items])


def _menu_row(page: Worksheet, row: int, line: Line, draft: Draft, cited: Bibliography) -> None:
    item = line.item
    wished = said.REQUIRED if item.required else said.IN if line.hours else None
    why = reason(line, draft)
    values = (
        item.number,
        item.part or None,
        item.name,
        wished,
        None,
        None,
        hours(line),
        line.hours or None,
        why or None,
        f"[{cited.cite(item.section)}]",
    )
    for column, value in enumerate(values, 1):
        sheet.put(page, row, column, value)
    _to_fill(page, row, (5, 6))
    fit(page, row, (MENU_WIDTHS[1], MENU_WIDTHS[2], MENU_WIDTHS[8]), (item.part, item.name, why))


def _sources(book: Workbook, cited: Bibliography) -> None:
    page = _page(book, said.SHEET_APPLICATION_SOURCES, SOURCE_WIDTHS)
    sheet.head(page, 1, said.SOURCES_COLUMNS)
    for row, citation in enumerate(cited, 2):
        values = (
            f"[{citation.number}]",
            citation.title,
            edition_label(citation.edition),
            kind_label(citation.kind),
            place_label(citation),
            citation.quote.replace("\t", "　"),
            safe_url(citation.url) or "",
        )
        sheet.line(page, row, values)
        fit(page, row, SOURCE_WIDTHS, values)


def _page(book: Workbook, name: str, widths: Sequence[float]) -> Worksheet:
    page = sheet.sheet(book, name, widths)
    margins(page)
    page.oddFooter.center.text = f"{texts_tools.FOOT}　&P/&N"
    return page


def _notes(page: Worksheet, row: int, notes: Iterable[str]) -> int:
    """Write lines over the whole width; returns the next row."""
    for note in notes:
        loose(page, row, 1, note).alignment = Alignment(wrap_text=False, vertical="center")
        row += 1
    return row


def _to_fill(page: Worksheet, row: int, columns: Iterable[int]) -> None:
    """Mark cells that only the company can fill in."""
    for column in columns:
        sheet.put(page, row, column, None).fill = TO_FILL
