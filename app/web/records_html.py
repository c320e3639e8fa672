"""Records as HTML. Pure functions; every text is escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from app import texts_records as said
from app.tools.notebook import Record
from app.web.parts import empty
from app.web.passage import escape

# The latest; the file holds all.
SHOWN = 100
LONGEST = 160


def feedback_bar(token: str) -> str:
    """Return the buttons that judge an answer; the page sends what is pressed (`page.js`)."""
    buttons = "".join(
        f'<button type="button" data-judge="{token}/{verdict}" data-done="{said.THANKS}"'
        f' data-failed="{said.FAILED}">{label}</button>'
        for verdict, label in said.BUTTONS.items()
    )
    return (
        f'<div class="hn-judge" role="group" aria-label="{said.FEEDBACK}">'
        f"<span>{said.FEEDBACK}</span>{buttons}</div>"
    )


def records_html(records: Sequence[Record], path: Path) -> str:
    """Return counts and the latest records, newest first."""
    if not records:
        return empty(said.EMPTY)
    counted = Counter(record.verdict for record in records)
    counts = "　".join(
        said.COUNT.format(verdict=label, count=counted[verdict])
        for verdict, label in said.VERDICTS.items()
        if counted[verdict]
    )
    head = "".join(f'<th scope="col">{title}</th>' for title in said.COLUMNS)
    rows = "".join(_row(record) for record in reversed(records[-SHOWN:]))
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    place = escape(said.PLACE.format(path=path))
    return (
        f'<div class="hn-result"><p>{counts}</p><div class="hn-wide" tabindex="0">{table}</div>'
        f'<p class="hn-note">{place}</p></div>'
    )


def _row(record: Record) -> str:
    cells = (
        record.day,
        said.VERDICTS[record.verdict],
        record.question,
        record.understood,
        _short(record.answer),
        "、".join(record.sources),
    )
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
