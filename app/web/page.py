"""The whole page: head, a tab for the chat and one for each work tool, foot."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import gradio as gr

from app import (
    texts,
    texts_compare,
    texts_diagnose,
    texts_incident,
    texts_records,
    texts_reply,
    texts_revisions,
    texts_selfcheck,
    texts_seminar,
    texts_tools,
)
from app import texts_web as web
from app.web import (
    chat,
    compare_tab,
    diagnose_tab,
    incident_tab,
    records_tab,
    reply_tab,
    revisions_tab,
    selfcheck_tab,
    seminar_tab,
)
from app.web.parts import html
from app.web.passage import escape
from app.web.room import Room

WAITING = 32
# Seconds after which a file that was read in is deleted from the temporary folder.
SWEPT = 600
FONTS = ("Noto Sans JP", "Hiragino Sans", "Yu Gothic UI", "Meiryo", "sans-serif")


@dataclass(frozen=True)
class Tab:
    """A tool's tab: its label, its identity in the page (`#tab=identity`), and what lays it out."""

    label: str
    identity: str
    lay_out: Callable[[Room], None]


# In the order of the three groups' jobs: employees, companies, JETRO staff, trainers, curators.
TABS: tuple[Tab, ...] = (
    Tab(texts_diagnose.TAB, "diagnose", diagnose_tab.lay_out),
    Tab(texts_incident.TAB, "incident", incident_tab.lay_out),
    Tab(texts_selfcheck.TAB, "selfcheck", selfcheck_tab.lay_out),
    Tab(texts_compare.TAB, "compare", compare_tab.lay_out),
    Tab(texts_seminar.TAB, "seminar", seminar_tab.lay_out),
    Tab(texts_reply.TAB, "reply", reply_tab.lay_out),
    Tab(texts_revisions.TITLE, "revisions", revisions_tab.lay_out),
)


def theme() -> gr.themes.Base:
    """Return a theme of system fonts: strings, because gradio fetches GoogleFont objects."""
    return gr.themes.Base(
        primary_hue=gr.themes.colors.indigo,
        neutral_hue=gr.themes.colors.slate,
        text_size=gr.themes.sizes.text_lg,
        radius_size=gr.themes.sizes.radius_sm,
        font=list(FONTS),
        font_mono=["ui-monospace", "Consolas", "monospace"],
    )


def header() -> str:
    """Return the head of the page, with what the page's script needs to know of the tabs."""
    tabs = json.dumps({tab.identity: tab.label for tab in TABS}, ensure_ascii=False)
    return (
        f'<a class="hn-skip" href="#hn-box" data-focus="#hn-box textarea">'
        f"{web.SKIP_TO_QUESTION}</a>"
        f'<header class="hn-header" data-tabs="{escape(tabs)}" data-more="{texts_tools.MORE_TABS}">'
        f"<div><h1>{texts.NAME}</h1><p>{texts.PURPOSE}</p></div>"
        f'<p class="hn-not-advice">{web.NOT_ADVICE_SHORT}</p></header>'
    )


def build_page(room: Room, documents: Sequence[tuple[str, str]]) -> gr.Blocks:
    """Lay the page out; `documents` are (label, ids with commas) pairs for the chat's filter."""
    blocks = gr.Blocks(
        title=texts.NAME, analytics_enabled=False, elem_id="hn-page", delete_cache=(SWEPT, SWEPT)
    )
    with blocks as screen:
        html(header())
        with gr.Tabs(elem_id="hn-tabs"):
            with gr.Tab(texts_tools.CHAT_TAB, id="chat", elem_id="hn-tab-chat"):
                chat.lay_out(room, documents)
            for tab in TABS:
                with gr.Tab(tab.label, id=tab.identity, elem_id=f"hn-tab-{tab.identity}"):
                    tab.lay_out(room)
            with gr.Tab(texts_records.TITLE, id="records", elem_id="hn-tab-records") as records:
                records_tab.lay_out(room, records)
        html(f'<footer class="hn-footer">{escape(texts.NOT_ADVICE)}</footer>')
    return screen.queue(max_size=WAITING, api_open=False)
