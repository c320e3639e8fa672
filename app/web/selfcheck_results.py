"""What is made of a self-check, as HTML: its comparison with an older one, the support it suggests."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app import texts_selfcheck as said
from app.export.selfcheck_draft import hours
from app.tools.selfcheck_compare import WAYS, Comparison, Move
from app.tools.selfcheck_items import Catalogue
from app.tools.selfcheck_menu import Line, Suggestion
from app.web.passage import escape
from app.web.turn import Marks


def comparison(found: Comparison, catalogue: Catalogue, title: str) -> str:
    """Return what moved since the older file."""
    counts = "".join(
        f'<span class="hn-tag{" hn-tag-lack" if way == "worse" and found.of(way) else ""}">'
        f"{said.DIRECTIONS[way]} {len(found.of(way))}</span> "
        for way in WAYS
        if found.of(way) or way in ("better", "worse")
    )
    head = f"<h3>{escape(title)}</h3><p>{counts}</p>"
    same = f"<p>{said.SAME.format(count=found.unchanged)}</p>"
    if not found.moves:
        return f'<div class="hn-result">{head}<p>{said.NO_MOVE}</p>{same}</div>'
    rows = "".join(_move(move, said.DIRECTIONS[way], catalogue) for way in WAYS for move in found.of(way))
    return f'<div class="hn-result">{head}{_table(said.MOVE_COLUMNS, rows, title)}{same}</div>'


def _move(move: Move, label: str, catalogue: Catalogue) -> str:
    item, chapter = catalogue.items.get(move.key), catalogue.chapter_of.get(move.key)
    cells = (
        label,
        chapter.title if chapter else "",
        chapter.name if chapter else "",
        item.text if item else move.text or move.key,
        "" if move.direction == "new" else said.STATUS[move.before],
        "" if move.direction == "gone" else said.STATUS[move.after],
    )
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def suggestion(found: Suggestion, catalogue: Catalogue, marks: Marks, number: Callable[[Line], int]) -> str:
    """Return the menu with the hours suggested; `number` is the citation of a row."""
    rows = "".join(_line(line, catalogue, marks, number(line)) for line in found.lines)
    left = found.limit - found.total
    proposed = said.PROPOSED.format(
        country=found.country.name, total=found.total, limit=found.limit, left=left
    )
    notes = [said.BY_US]
    if found.unanswered:
        notes.append(said.UNANSWERED.format(count=found.unanswered))
    if not any(line.gaps for line in found.lines):
        notes.append(said.NO_GAPS)
    items = "".join(f"<li>{escape(catalogue.items[key].text)}</li>" for key in found.elsewhere)
    elsewhere = (
        f'<details class="hn-whole"><summary>{said.ELSEWHERE.format(count=len(found.elsewhere))}</summary>'
        f"<ul>{items}</ul></details>"
        if items
        else ""
    )
    return (
        f"<p><strong>{escape(proposed)}</strong></p>"
        f"{_table(said.MENU_COLUMNS, rows, proposed)}"
        f"{''.join(f'<p>{escape(note)}</p>' for note in notes)}{elsewhere}"
    )


def _line(line: Line, catalogue: Catalogue, marks: Marks, number: int) -> str:
    item = line.item
    state = said.REQUIRED if item.required else said.IN if line.hours else said.NOT_IN
    tag = f'<span class="hn-tag{" hn-tag-good" if line.hours else ""}">{state}</span>'
    crowded = f"<br>{said.CROWDED}" if line.crowded else ""
    listed = "".join(f"<li>{escape(catalogue.items[key].text)}</li>" for key in line.gaps)
    gaps = (
        f"<details><summary>{said.GAPS.format(count=len(line.gaps))}</summary><ul>{listed}</ul></details>"
        if listed
        else ""
    )
    part = f"<small>{escape(item.part)}</small><br>" if item.part else ""
    return (
        f"<tr><td>{escape(item.number)}</td><td>{part}{escape(item.name)}{marks.html([number])}</td>"
        f"<td>{tag}{crowded}</td><td>{escape(hours(line))}</td><td>{gaps}</td></tr>"
    )


def _table(columns: Sequence[str], rows: str, label: str) -> str:
    """Return a table that scrolls by itself, also by keyboard."""
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    return (
        f'<div class="hn-wide" tabindex="0" role="region" aria-label="{escape(label)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
