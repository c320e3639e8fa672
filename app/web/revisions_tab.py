"""The comparison of editions: layout and wiring only."""

from __future__ import annotations

from datetime import date

import gradio as gr

from app import texts, texts_tools
from app import texts_revisions as said
from app.export.revisions import to_docx, to_xlsx
from app.tools.revisions import comparable, compare, load_told, name_of
from app.web.parts import SLOW, empty, failure, html, save_bar, tool_head
from app.web.revisions_html import revision_html
from app.web.room import Room
from app.web.shelf import Offer
from indexer.errors import HimitsuError

LABELS = {"docx": texts_tools.SAVE_WORD, "xlsx": texts_tools.SAVE_EXCEL}


def lay_out(room: Room) -> None:
    """Lay the tab out."""
    index = room.engine.index
    choices = [(name_of(editions), editions.key) for editions in comparable(index)]
    told = load_told()

    def show(key: str, only_changes: bool) -> str:
        try:
            revision = compare(index, key, told)
        except HimitsuError as error:
            return failure(texts.error(error))
        today, title = date.today(), name_of(revision.editions)
        offer = Offer(
            said.FILE_STEM.format(document=revision.editions.newer.document, date=today.isoformat()),
            {
                "docx": lambda: to_docx(revision, title, today),
                "xlsx": lambda: to_xlsx(revision, title, today),
            },
        )
        return save_bar(room.shelf.put(offer), LABELS) + revision_html(revision, only_changes=only_changes)

    html(tool_head(said.TITLE, said.PURPOSE))
    if not choices:
        html(empty(said.NONE))
        return
    with gr.Column(elem_classes="hn-form", elem_id="hn-revisions-form"):
        chosen = gr.Radio(choices, value=choices[0][1], label=said.CHOOSE, container=False)
        only = gr.Checkbox(label=said.ONLY_CHANGES, value=True, container=False)
        go = gr.Button(said.COMPARE, elem_classes="hn-go", elem_id="hn-revisions-go")
    result = html(empty(said.EMPTY), "hn-revisions")
    go.click(show, [chosen, only], [result], **SLOW)
