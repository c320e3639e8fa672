"""A comparison of editions as HTML. Pure functions; every text is escaped."""

from __future__ import annotations

from collections.abc import Iterable

from app import texts_revisions as said
from app.labels import pages_label
from app.texts_revisions import STATES
from app.tools.alignment import Mark
from app.tools.revisions import Editions, Part, Revision, Row, edition_of
from app.web.parts import sources, with_marks
from app.web.passage import escape
from app.web.turn import Marks

TAG = {"changed": " hn-tag-lack", "added": " hn-tag-good", "removed": " hn-tag-lack"}
ELEMENT: dict[Mark, str] = {"old": "del", "new": "ins"}


def revision_html(revision: Revision, *, only_changes: bool) -> str:
    """Return what changed by the newer edition's own word, the sections side by side, and the sources."""
    marks = Marks("rv")
    statements = "".join(
        f"<p>{with_marks(statement.text, (statement.number,), marks)}</p>".replace("\n", "<br>")
        for statement in revision.statements
    )
    rows = [row for row in revision.rows if not only_changes or row.state != "same"]
    note = said.ORIGINAL_NOTE if revision.editions.newer.kind == "original" else said.DIGEST_NOTE
    return (
        '<div class="hn-result">'
        + (f"<h3>{said.STATEMENTS}</h3>{statements}" if statements else "")
        + f"<h3>{said.TABLE}</h3><p>{_counts(revision)}</p>"
        + f'<p class="hn-note">{escape(note)}</p>{_table(revision.editions, rows)}'
        + f"{sources(revision.citations, 'rv')}</div>"
    )


def _counts(revision: Revision) -> str:
    counted = ((state, revision.count(state)) for state in STATES)  # type: ignore[arg-type]
    return "　".join(said.COUNT.format(state=STATES[s], count=n) for s, n in counted if n)


def _table(editions: Editions, rows: Iterable[Row]) -> str:
    names = ("", *(edition_of(e) for e in (editions.older, editions.newer)))
    head = "".join(
        f'<th scope="col">{escape(title.format(edition=name))}</th>'
        for title, name in zip(said.COLUMNS, names, strict=True)
    )
    body = "".join(_row(row) for row in rows)
    return (
        f'<div class="hn-wide hn-revision" tabindex="0"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _row(row: Row) -> str:
    tag = f'<span class="hn-tag{TAG.get(row.state, "")}">{STATES[row.state]}</span>'
    differing = ""
    if row.gone or row.come:
        gone, come = ("・".join(values) or said.NO_FIGURE for values in (row.gone, row.come))
        differing = f'<p class="hn-note">{escape(said.FIGURES.format(gone=gone, come=come))}</p>'
    old, new = _cell(row, row.older, "old"), _cell(row, row.newer, "new")
    return f"<tr><td>{tag}{differing}</td><td>{old}</td><td>{new}</td></tr>"


def _cell(row: Row, part: Part | None, side: Mark) -> str:
    if part is None:
        return f'<span class="hn-note">{said.NOTHING_HERE}</span>'
    pages = f" <small>{escape(pages_label(part.pages))}</small>" if part.pages else ""
    return f"<strong>{escape(part.heading)}</strong>{pages}<p>{_words(row, part, side)}</p>"


def _words(row: Row, part: Part, side: Mark) -> str:
    if not row.pieces:
        return escape(part.text).replace("\n", "<br>")
    element = ELEMENT[side]
    shown = (
        f"<{element}>{escape(piece.text)}</{element}>" if piece.mark == side else escape(piece.text)
        for piece in row.pieces
        if piece.mark in ("same", side)
    )
    return "".join(shown).replace("\n", "<br>")
