"""The self-check as HTML: a page of items as a form of plain fields, progress."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import count

from app import texts_selfcheck as said
from app.model import Citation
from app.tools.selfcheck import LONGEST, NOTHING, Check, Mark, Tally, chapters, overdue, tally
from app.tools.selfcheck_items import Catalogue
from app.tools.selfcheck_read import Problem
from app.tools.selfcheck_view import Page
from app.web.cards import citation_card
from app.web.parts import empty
from app.web.passage import escape
from indexer.checklists import Item

Cited = Callable[[str], list[Citation]]
_drawings = count(1)
# Problems of a file listed on the screen.
LISTED = 20


def page_label(page: Page) -> str:
    """Return how a page is called in the list of pages."""
    if page.chapter:
        return said.CHAPTER_PAGE.format(title=page.chapter.title, name=page.chapter.name)
    return said.RANGE.format(first=page.first, last=page.last, total=page.total)


def form(page: Page | None, check: Check, catalogue: Catalogue, cited: Cited, today: date) -> str:
    """Return a page of items; each field names itself for the script that collects them."""
    if page is None:
        return empty(said.NO_ITEMS)
    items = "".join(
        _item(at, key, catalogue.items[key], check.marks.get(key, NOTHING), cited(key), today)
        for at, key in enumerate(page.keys)
    )
    head = escape(page_label(page))
    return anew(
        f'<section class="hn-sc-form" aria-label="{head}"><h3>{head}</h3>'
        f'<p class="hn-note">{escape(said.SECRETS)}</p>{items}'
        f'<p class="hn-note">{escape(said.SOURCE_NOTE)}</p></section>'
    )


def anew(body: str) -> str:
    """Return HTML that takes the place of what was there, fields included.

    Gradio fits new HTML onto the elements that stand there, and keeps what was typed or ticked in them: the
    marks of one page would show on the next. Elements of another name are replaced.
    """
    name = f"hn-drawn-{next(_drawings)}"
    return f'<{name} class="hn-sc-drawn">{body}</{name}>'


def _item(at: int, key: str, item: Item, mark: Mark, citations: Sequence[Citation], today: date) -> str:
    late = f' <span class="hn-tag hn-tag-lack">{said.LATE}</span>' if overdue(mark, today) else ""
    radios = "".join(
        f'<label><input type="radio" name="sc{at}-status" value="{code}" data-sc-field="status"'
        f"{' checked' if mark.status == code else ''}><span>{said.STATUS[code]}</span></label>"
        for code in said.CHOICES
    )
    aspect = f'<span class="hn-sc-aspect">{escape(item.aspect)}</span>' if item.aspect else ""
    return (
        f'<article class="hn-sc-item" data-sc-key="{escape(key)}">'
        f"<fieldset><legend>{aspect}{escape(item.text)}{late}</legend>"
        f'<div class="hn-sc-status">{radios}<button type="button" data-sc-clear>{said.CLEAR_MARK}</button>'
        f"</div></fieldset>{_details(at, item, mark)}{_source(at, citations)}</article>"
    )


def _details(at: int, item: Item, mark: Mark) -> str:
    filled = any((mark.owner, mark.due, mark.note, mark.evidence))
    due = mark.due.isoformat() if mark.due else ""
    hint = escape(said.OWNER_HINT.format(owner=item.owner)) if item.owner else ""
    return (
        f'<details class="hn-sc-more"{" open" if filled else ""}>'
        f"<summary>{said.DETAILS_FILLED if filled else said.DETAILS}</summary>"
        '<div class="hn-sc-fields">'
        f'<label>{said.OWNER}<input type="text" data-sc-field="owner" maxlength="{LONGEST["owner"]}"'
        f' placeholder="{hint}" value="{escape(mark.owner)}" autocomplete="off"></label>'
        f"{_slot(at, 'owner')}"
        f'<label>{said.DUE}<input type="date" data-sc-field="due" min="2000-01-01" max="2099-12-31"'
        f' value="{due}"></label>'
        f'<label class="hn-sc-long">{said.NOTE}<textarea rows="2" data-sc-field="note"'
        f' maxlength="{LONGEST["note"]}">\n{escape(mark.note)}</textarea></label>'
        f"{_slot(at, 'note')}"
        f'<label class="hn-sc-long">{said.EVIDENCE}<input type="text" data-sc-field="evidence"'
        f' maxlength="{LONGEST["evidence"]}" value="{escape(mark.evidence)}" autocomplete="off"></label>'
        f"{_slot(at, 'evidence')}</div></details>"
    )


def _slot(at: int, field: str) -> str:
    """Return where the script puts the paste guard's warning of a field."""
    return f'<div class="hn-guard hn-sc-long" id="sc{at}-{field}-warned" data-sc-slot="{field}"></div>'


def _source(at: int, citations: Sequence[Citation]) -> str:
    """Return the guidance behind an item: the nearest part of its section, the others folded away."""
    if not citations:
        return f'<p class="hn-note">{said.SOURCE}{said.NO_SOURCE}</p>'
    turn = f"sc{at}"
    others = ""
    if len(citations) > 1:
        anchors = "".join(f'<span id="{turn}-m{c.number}" tabindex="-1"></span>' for c in citations[1:])
        cards = "".join(citation_card(citation, turn) for citation in citations[1:])
        more = said.SOURCE_MORE.format(count=len(citations) - 1)
        others = (
            f'<details class="hn-whole"><summary>{anchors}{more}</summary>'
            f'<ol class="hn-cards" start="2">{cards}</ol></details>'
        )
    return (
        f'<details class="hn-sc-source"><summary id="{turn}-m1">{said.SOURCE}</summary>'
        f'<ol class="hn-cards">{citation_card(citations[0], turn)}</ol>{others}</details>'
    )


def overall(check: Check, *, edited: bool = False) -> str:
    """Return how far the self-check has come in all, and whether something of it is not saved."""
    whole = tally(check)
    tag = f'<span class="hn-tag hn-tag-lack hn-sc-unsaved-tag">{said.NOT_SAVED}</span>' if edited else ""
    return (
        f'<section class="hn-sc-overall" aria-label="{said.PROGRESS}">'
        f"<p><strong>{said.OVERALL}</strong> {escape(said.ratio(whole))}"
        f"<small>{escape(said.counts(whole) + said.excluded(whole))}</small>{tag}</p>"
        f'{_bar(said.OVERALL, whole)}<p class="hn-note">{said.NOT_JUDGED}</p></section>'
    )


def by_chapter(check: Check, catalogue: Catalogue) -> str:
    """Return how far each chapter has come."""
    rows, title = [], ""
    for chapter in chapters(check, catalogue):
        if chapter.title != title:
            title = chapter.title
            rows.append(f'<h4 class="hn-sc-title">{escape(title)}</h4>')
        counted = tally(check, chapter.keys)
        rows.append(
            f'<div class="hn-sc-chapter"><span>{escape(chapter.name)}</span>{_bar(chapter.name, counted)}'
            f"<small>{escape(said.counts(counted) + said.excluded(counted))}</small></div>"
        )
    return f'<div class="hn-sc-chapters">{"".join(rows)}</div>'


def _bar(name: str, counted: Tally) -> str:
    label = said.BAR.format(
        name=name, counted=counted.counted, done=counted.of("done"), part=counted.of("part")
    )
    return (
        f'<div class="hn-bar hn-sc-bar" role="img" aria-label="{escape(label)}">'
        f'<span style="width:{100 * counted.share("done"):.1f}%"></span>'
        f'<span class="hn-sc-part" style="width:{100 * counted.share("part"):.1f}%"></span></div>'
    )


def told(sentence: str, problems: Sequence[Problem] = ()) -> str:
    """Return what happened, and what of a file could not be read."""
    rows = "".join(f"<li>{escape(problem.sentence)}</li>" for problem in problems[:LISTED])
    if len(problems) > LISTED:
        rows += f"<li>{said.MORE_PROBLEMS.format(count=len(problems) - LISTED)}</li>"
    listed = (
        f'<div class="hn-banner hn-failed" role="alert"><p>'
        f"{escape(said.READ_PROBLEMS.format(count=len(problems)))}</p><ul>{rows}</ul></div>"
        if problems
        else ""
    )
    return f'<p role="status" class="hn-sc-told">{escape(sentence)}</p>{listed}'


def unsaved() -> str:
    """Return the hint that something is not saved yet; it is seen while the mark of `overall` is."""
    return f'<p class="hn-sc-unsaved" role="status">{escape(said.UNSAVED)}</p>'
