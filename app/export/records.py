"""Records as an Excel file for curators."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app import texts_records as said
from app.export import sheet
from app.tools.notebook import Record

# Characters, for the columns of texts_records.
WIDTHS = (12, 16, 40, 40, 60, 50)


def to_xlsx(records: Sequence[Record], day: date) -> bytes:
    """Return all records, oldest first."""
    made = sheet.book(said.TITLE, day)
    added = sheet.sheet(made, said.SHEET, WIDTHS)
    sheet.head(added, 1, said.COLUMNS)
    for at, r in enumerate(records, 2):
        cells = (r.day, said.VERDICTS[r.verdict], r.question, r.understood, r.answer, "\n".join(r.sources))
        sheet.line(added, at, cells)
    added.auto_filter.ref = added.dimensions
    return sheet.saved(made)
