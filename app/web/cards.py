"""Pieces of an answer as HTML: citation cards, checklist, desks, warnings.

Pure functions. Everything that comes from a document, a question or a corpus file is data and
passes through `escape`; nothing here trusts its input.
"""

from __future__ import annotations

from collections.abc import Sequence

from app import texts
from app import texts_web as web
from app.labels import (
    authority_label,
    edition_label,
    kind_label,
    place_label,
    safe_url,
)
from app.model import ChecklistPointer, Citation, DeskPointer
from app.web.passage import escape, highlighted

# Characters of the passage shown on either side of a quotation before the reader asks for more.
CONTEXT = 70


def badges(citation: Citation) -> str:
    """Return the two badges: what kind of text is quoted, and how much weight it carries."""
    kind = "original" if citation.kind == "original" else "digest"
    return (
        f'<span class="hn-badge hn-kind-{kind}" title="{escape(web.KIND_HINTS[kind])}">'
        f"{escape(kind_label(kind))}</span>"
        f'<span class="hn-badge hn-authority">{escape(authority_label(citation.authority))}</span>'
    )


def citation_card(citation: Citation, turn: str) -> str:
    """Return one numbered card; `turn` makes its anchor unique in the conversation."""
    number = citation.number
    excerpt = highlighted(citation.passage, citation.quote, CONTEXT)
    whole = highlighted(citation.passage, citation.quote)
    more = (
        f'<details class="hn-whole"><summary>{web.WHOLE_PASSAGE}</summary>'
        f'<div class="hn-passage">{whole}</div></details>'
        if whole != excerpt
        else ""
    )
    return (
        f'<li class="hn-card" id="{turn}-c{number}" tabindex="-1" data-number="{number}">'
        f'<div class="hn-card-head"><a class="hn-number" href="#{turn}-m{number}"'
        f' data-target="{turn}-m{number}"'
        f' aria-label="{web.BACK_LABEL.format(number=number)}">{number}</a>'
        f'<div class="hn-card-title"><h4>{escape(citation.title)}</h4>'
        f'<p class="hn-meta">{badges(citation)}<span>{escape(edition_label(citation.edition))}'
        f"</span></p></div></div>"
        f'<p class="hn-place">{escape(place_label(citation))}</p>'
        f'<blockquote class="hn-passage">{excerpt}</blockquote>{more}'
        f"{official_link(citation)}</li>"
    )


def official_link(citation: Citation) -> str:
    """Return the link to the official document, if its address is one to follow."""
    url = safe_url(citation.url)
    if url is None:
        return ""
    label = web.OFFICIAL_LABEL.format(title=citation.title)
    return (
        f'<a class="hn-official" href="{escape(url)}" target="_blank" rel="noopener noreferrer"'
        f' aria-label="{escape(label)}">{web.OFFICIAL}</a>'
    )


def citation_cards(
    citations: Sequence[Citation], turn: str, title: str = web.CITATIONS, note: str = ""
) -> str:
    """Return the column of cards, with a note on how to read them."""
    if not citations:
        return ""
    cards = "".join(citation_card(citation, turn) for citation in citations)
    count = web.COUNT.format(count=len(citations))
    said = f'<p class="hn-note">{escape(note)}</p>' if note else ""
    return (
        f'<section class="hn-sources" aria-label="{title}">'
        f'<h3>{title}<span class="hn-count">{count}</span></h3>'
        f'<ol class="hn-cards">{cards}</ol>{said}</section>'
    )


def checklist_box(items: Sequence[ChecklistPointer], turn: str) -> str:
    """Return checklist items as real checkboxes; the page keeps their state by `data-tick`."""
    if not items:
        return ""
    rows = []
    for place, item in enumerate(items):
        key = escape(f"{item.checklist}/{item.item}")
        rows.append(
            f'<li><input type="checkbox" id="{turn}-k{place}" data-tick="{key}">'
            f'<label for="{turn}-k{place}">{escape(item.text)}'
            f"<small>{escape(item.title or item.checklist)}</small></label></li>"
        )
    return (
        f'<section class="hn-box hn-checklist" aria-label="{texts.CHECKLIST}">'
        f"<h3>{texts.CHECKLIST}</h3><ul>{''.join(rows)}</ul>"
        f'<p class="hn-note">{web.CHECKLIST_NOTE}</p></section>'
    )


def desks_box(desks: Sequence[DeskPointer]) -> str:
    """Return the consultation desks, each with the day its contact was checked."""
    if not desks:
        return ""
    rows = "".join(
        f"<li><strong>{escape(desk.name)}</strong>"
        f'<span class="hn-contact">{escape(desk.contact)}</span>'
        f'<span class="hn-why">{escape(desk.why)}</span>'
        + (f"<small>{escape(web.DESK_CHECKED.format(date=desk.checked))}</small>" if desk.checked else "")
        + "</li>"
        for desk in desks
    )
    return (
        f'<section class="hn-box hn-desks" aria-label="{texts.DESKS}">'
        f"<h3>{texts.DESKS}</h3><ul>{rows}</ul></section>"
    )


def warnings_box(warnings: Sequence[str]) -> str:
    """Return the warnings, before anything a reader might act on."""
    if not warnings:
        return ""
    rows = "".join(f"<li>{escape(warning)}</li>" for warning in warnings)
    return (
        f'<section class="hn-box hn-warnings" aria-label="{web.WARNINGS}">'
        f"<h3>{web.WARNINGS}</h3><ul>{rows}</ul></section>"
    )
