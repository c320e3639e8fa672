"""Records: layout and wiring only."""

from __future__ import annotations

from datetime import date

import gradio as gr

from app import texts, texts_tools
from app import texts_records as said
from app.export.records import to_xlsx
from app.tools.notebook import Notebook
from app.web.parts import INSTANT, empty, failure, html, save_bar, tool_head
from app.web.records_html import records_html
from app.web.room import Room
from app.web.shelf import Offer
from indexer.errors import HimitsuError


def lay_out(room: Room, tab: gr.Tab) -> None:
    """Lay the tab out; it is read anew whenever it is opened."""
    notebook = Notebook(room.settings.home)

    def show() -> tuple[str, gr.Button]:
        try:
            records = notebook.read()
        except HimitsuError as error:
            return failure(texts.error(error)), gr.Button(said.CLEAR)
        bar = ""
        if records:
            stem = said.FILE_STEM.format(date=date.today().isoformat())
            offer = Offer(stem, {"xlsx": lambda: to_xlsx(records, date.today())})
            bar = save_bar(room.shelf.put(offer), {"xlsx": texts_tools.SAVE_EXCEL})
        return bar + records_html(records, notebook.path), gr.Button(said.CLEAR)

    def clear(label: str) -> tuple[str, gr.Button]:
        if label != said.CLEAR_SURE:
            return gr.skip(), gr.Button(said.CLEAR_SURE)
        try:
            notebook.clear()
        except HimitsuError as error:
            return failure(texts.error(error)), gr.Button(said.CLEAR)
        return empty(said.CLEARED), gr.Button(said.CLEAR)

    html(tool_head(said.TITLE, said.PURPOSE))
    if room.settings.records == "off":
        html(empty(said.OFF))
        return
    with gr.Row(elem_classes="hn-row"):
        again = gr.Button(said.REFRESH, elem_classes="hn-quiet")
        gone = gr.Button(said.CLEAR, elem_classes="hn-quiet", elem_id="hn-records-clear")
    result = html(empty(said.EMPTY), "hn-records")
    gr.on([tab.select, again.click], show, None, [result, gone], **INSTANT)
    gone.click(clear, [gone], [result, gone], **INSTANT)
