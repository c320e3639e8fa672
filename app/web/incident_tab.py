"""The tab of the incident tool: layout and wiring only."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import gradio as gr

from app import texts
from app import texts_incident as said
from app.cited import Sources
from app.export.incident_word import to_incident_docx
from app.tools.incident import Plan, make_plan
from app.tools.incident_case import CERTAIN, GOING, HOME, WHO, case_of
from app.tools.incident_rules import load_playbook
from app.tools.incident_words import choices
from app.web import incident_html
from app.web.guarded import Guard
from app.web.parts import SLOW, empty, failure, html, save_bar, tool_head
from app.web.shelf import Offer
from indexer.checklists import load_desks
from indexer.errors import HimitsuError

if TYPE_CHECKING:
    from app.web.room import Room

logger = logging.getLogger(__name__)

# A tab left open keeps its file this long on the server, in memory.
KEPT_SECONDS = 8 * 60 * 60


def lay_out(room: Room) -> None:
    """Lay the tab out."""
    book = load_playbook()
    offered = choices(book.countries)
    labels = {name: [(text, key) for key, text in row.items()] for name, row in offered.items()}

    def plan_of(who: str, what: Sequence[str], certain: str, where: str, going: str) -> Plan:
        case = case_of(who, what, certain, where, going, book.countries)
        return make_plan(case, book, Sources(room.engine.index), {desk.id: desk for desk in load_desks()})

    def make(
        who: str, what: Sequence[str], certain: str, where: str, going: str, note: str, old: str
    ) -> tuple[str, str]:
        room.shelf.drop([old])
        try:
            plan = plan_of(who, what, certain, where, going)
        except HimitsuError as error:
            return failure(texts.error(error)), ""
        except Exception:
            # The reader gets a sentence; what was chosen stays out of the log.
            logger.exception("a plan could not be made")
            return failure(said.UNEXPECTED), ""
        day, line = date.today(), " ".join(note.split())[: said.LONGEST_NOTE]
        file = {"docx": lambda: to_incident_docx(plan, book.countries, day, line)}
        token = room.shelf.put(Offer(said.STEM.format(date=day.isoformat()), file))
        saved = incident_html.actions(save_bar(token, {"docx": said.SAVE_SHEET}))
        return incident_html.result(plan, book.countries, day, line, saved), token

    def leave(token: str) -> None:
        room.shelf.drop([token])

    html(tool_head(said.TITLE, said.PURPOSE))
    with gr.Column(elem_classes="hn-form"):
        who = gr.Radio(labels["who"], value=WHO[-1], label=said.WHO, elem_id="hn-incident-who")
        what = gr.CheckboxGroup(labels["what"], label=said.WHAT, elem_id="hn-incident-what")
        certain = gr.Radio(
            labels["certain"], value=CERTAIN[0], label=said.CERTAIN, elem_id="hn-incident-certain"
        )
        where = gr.Radio(labels["where"], value=HOME, label=said.WHERE, elem_id="hn-incident-where")
        going = gr.Radio(labels["going"], value=GOING[-1], label=said.GOING, elem_id="hn-incident-going")
        note = gr.Textbox(
            label=said.NOTE,
            info=said.NOTE_HINT,
            lines=1,
            max_length=said.LONGEST_NOTE,
            elem_id="hn-incident-note",
            html_attributes=gr.InputHTMLAttributes(lang="ja", autocomplete="off"),
        )
        go = gr.Button(said.GO, elem_classes="hn-go", elem_id="hn-incident-go")
    guard = Guard()
    shown = html(empty(said.EMPTY), "hn-incident-result")
    # The file to be saved holds the note: it is forgotten with the next plan, or when the page is closed.
    token = gr.State("", time_to_live=KEPT_SECONDS, delete_callback=leave)
    asked = [who, what, certain, where, going, note, token]
    guard.on([go.click, note.submit], make, asked, [shown, token], **SLOW)
