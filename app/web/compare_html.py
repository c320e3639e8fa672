"""A comparison of countries as HTML: the table, where they differ, notices, coverage. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from app import texts_compare as own
from app.texts import DIGEST_USED, NOT_ADVICE
from app.tools.compare import Cell, Compared, Line, Remarks, named
from app.tools.differences import BETWEEN, Difference, Group, differences, differs
from app.web.cards import warnings_box
from app.web.parts import folded_sources, with_marks
from app.web.passage import escape
from app.web.turn import Marks

ANCHOR = "compare"


def result(compared: Compared, actions: str) -> str:
    """Return the whole result; `actions` saves it."""
    marks = Marks(ANCHOR)
    # The page says that nothing here is advice at its foot, and of summaries beside the cards.
    warnings = [w for w in compared.warnings if w not in (NOT_ADVICE, DIGEST_USED)]
    note = DIGEST_USED if DIGEST_USED in compared.warnings else ""
    return (
        f'<div class="hn-result hn-compare">{actions}{coverage(compared)}{table(compared, marks)}'
        f'<p class="hn-note">{escape(own.ROWS_NOTE)}</p>'
        f"{differing(differences(compared), marks)}{remarks(compared, marks)}"
        f"{warnings_box(warnings)}{folded_sources(compared.citations, ANCHOR, note)}</div>"
    )


def coverage(compared: Compared) -> str:
    """Return how many cells tell, and how many do not."""
    counts = compared.coverage()
    numbers = {state: counts.get(state, 0) for state in ("told", "partly", "unconfirmed", "absent")}
    total = sum(numbers.values())
    return f'<p class="hn-coverage">{escape(own.COVERAGE.format(total=total, **numbers))}</p>'


def table(compared: Compared, marks: Marks) -> str:
    """Return the table: a column for each country, a row for each matter."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in compared.countries)
    rows = "".join(_row(line, marks) for line in compared.lines)
    return (
        f'<div class="hn-wide" tabindex="0" role="region" aria-label="{escape(own.CAPTION)}">'
        f'<table><thead><tr><th scope="col">{own.ITEM}</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(line: Line, marks: Marks) -> str:
    tag = f'<span class="hn-tag hn-tag-good">{own.DIFFERS}</span>' if differs(line) else ""
    note = f"<small>{escape(line.row.note)}</small>" if line.row.note else ""
    cells = "".join(_cell(cell, marks) for cell in line.cells)
    return f'<tr><th scope="row"><span>{escape(line.row.name)}</span>{tag}{note}</th>{cells}</tr>'


def _cell(cell: Cell, marks: Marks) -> str:
    if cell.state == "absent":
        return f'<td data-state="absent"><span class="hn-absent">{own.ABSENT}</span></td>'
    tag = ""
    if cell.state != "told":
        tag = f'<span class="hn-tag hn-tag-lack">{own.STATES[cell.state]}</span>'
    points = f'<p class="hn-point">{escape(BETWEEN.join(cell.points))}</p>' if cell.points else ""
    said = "".join(f"<p>{with_marks(one.text, [one.number], marks)}</p>" for one in cell.said)
    return f'<td data-state="{cell.state}">{tag}{points}{said}</td>'


def differing(found: Sequence[Difference], marks: Marks) -> str:
    """Return the rows in short, grouped by what the countries' sentences say."""
    if not found:
        return ""
    rows = "".join(
        f"<dt>{escape(one.name)}</dt><dd><ul>{''.join(_group(group, marks) for group in one.groups)}</ul>"
        + (f'<p class="hn-note">{escape(one.note)}</p>' if one.note else "")
        + "</dd>"
        for one in found
    )
    return (
        f'<section class="hn-differences" aria-label="{own.DIFFERENCES}"><h3>{own.DIFFERENCES}</h3>'
        f'<p class="hn-note">{escape(own.DIFFERENCES_NOTE)}</p><dl>{rows}</dl></section>'
    )


def _group(group: Group, marks: Marks) -> str:
    named = "、".join(with_marks(country, numbers, marks) for country, numbers in group.countries)
    return f"<li><strong>{escape(group.label)}</strong>：{named}</li>"


def remarks(compared: Compared, marks: Marks) -> str:
    """Return where to find out what is unconfirmed, and the sentences on the countries' editions."""
    return "".join(_remark(title, told, marks) for title, told in compared.remarks)


def _remark(title: str, told: Remarks, marks: Marks) -> str:
    rows = "".join(
        f"<li>{escape(named(name, one))}{with_marks(one.text, [one.number], marks)}</li>"
        for name, one in told
    )
    return f'<section aria-label="{title}"><h3>{title}</h3><ul>{rows}</ul></section>'
