"""What the tabs share: plain HTML blocks, a tool's head, saving, citations with their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import gradio as gr

from app import texts_tools
from app.model import Citation
from app.web.cards import citation_cards
from app.web.passage import escape
from app.web.turn import Marks

# For every handler: no name in the API, no bar over the page.
INSTANT: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
# For a handler that may take more than a second: Gradio shows that something is going on.
SLOW: dict[str, Any] = {"show_progress": "minimal", "api_visibility": "private"}


def html(value: str, identity: str | None = None) -> gr.HTML:
    """Return an HTML block without Gradio's own text styles, which would win over ours."""
    return gr.HTML(value, elem_id=identity, padding=False, apply_default_css=False)


def tool_head(title: str, purpose: str) -> str:
    """Return the head of a tool's tab: what it is, in one line what it does."""
    return f'<header class="hn-tool-head"><h2>{escape(title)}</h2><p>{escape(purpose)}</p></header>'


def empty(said: str) -> str:
    """Return what stands where nothing has been made yet."""
    return f'<p class="hn-empty">{escape(said)}</p>'


def failure(sentence: str) -> str:
    """Return an error in place."""
    return f'<div class="hn-banner hn-failed" role="alert"><p>{escape(sentence)}</p></div>'


def save_bar(token: str, labels: Mapping[str, str]) -> str:
    """Return the links that save an offer's files; `labels` by ending (docx, xlsx …)."""
    links = "".join(
        f'<a href="export/{token}.{ending}" download data-save="{ending}">{escape(label)}</a>'
        for ending, label in labels.items()
    )
    return f'<div class="hn-actions" role="group" aria-label="{texts_tools.SAVE}">{links}</div>'


def with_marks(text: str, numbers: Sequence[int], marks: Marks) -> str:
    """Return a sentence as HTML with the marks of its citations."""
    return f"{escape(text)}{marks.html(numbers)}"


def sources(citations: Sequence[Citation], tab: str, note: str = "") -> str:
    """Return the citation cards of a tool; `tab` makes their anchors unique on the page."""
    return citation_cards(citations, tab, note=note)


def folded_sources(citations: Sequence[Citation], tab: str, note: str = "") -> str:
    """Return the citation cards folded, where there are many: a mark opens them (`page.js`)."""
    if not citations:
        return ""
    summary = texts_tools.CARDS.format(count=len(citations))
    said = f'<p class="hn-note">{escape(note)}</p>' if note else ""
    cards = citation_cards(citations, tab)
    return f'<details class="hn-folded"><summary>{summary}</summary>{cards}</details>{said}'
