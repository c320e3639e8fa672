"""The tab that compares countries: layout and wiring only."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from datetime import date
from typing import Any

import gradio as gr

from app import texts, texts_tools
from app import texts_compare as own
from app import texts_web as web
from app.export.compare_sheet import to_xlsx
from app.export.compare_word import to_docx
from app.tools.choosing import stem
from app.tools.compare import Comparer
from app.web.compare_html import result
from app.web.parts import INSTANT, SLOW, empty, failure, html, save_bar, tool_head
from app.web.room import Room
from app.web.shelf import Offer
from indexer.compare import Row, load_compare
from indexer.errors import HimitsuError

logger = logging.getLogger(__name__)

FILES = {"xlsx": texts_tools.SAVE_EXCEL, "docx": texts_tools.SAVE_WORD}


def lay_out(room: Room) -> None:
    """Lay the tab out."""
    plan = load_compare()
    comparer = Comparer(room.engine.index, plan, room.engine.updates)
    every = [country.name for country in plan.countries]
    main = [row for row in plan.rows if row.main]
    fine = [row for row in plan.rows if not row.main]

    def make(countries: Sequence[str], chosen: Sequence[str], finer: Sequence[str]) -> str:
        wanted = {*chosen, *finer}
        rows = [row for row in plan.rows if row.id in wanted]
        today = date.today()
        try:
            compared = comparer.compare([name for name in every if name in countries], rows, today)
            makers = {"xlsx": lambda: to_xlsx(compared, today), "docx": lambda: to_docx(compared, today)}
            token = room.shelf.put(Offer(stem(compared.countries, today), makers))
            return result(compared, save_bar(token, FILES))
        except HimitsuError as error:
            return failure(texts.error(error))
        except Exception:
            logger.exception("a comparison could not be made")
            return failure(web.UNEXPECTED)

    html(tool_head(own.TITLE, own.PURPOSE))
    with gr.Column(elem_classes="hn-form", elem_id="hn-compare-form"):
        countries = gr.CheckboxGroup(every, value=list(plan.defaults), label=own.COUNTRIES)
        with gr.Row(elem_classes="hn-presets"):
            presets = [
                (gr.Button(label, elem_classes="hn-quiet", scale=0), names)
                for label, names in (
                    (own.PRESET_PROGRAMME, list(plan.defaults)),
                    (own.PRESET_ALL, every),
                    (own.PRESET_NONE, []),
                )
            ]
        rows = gr.CheckboxGroup(_choices(main), value=_defaults(main), label=own.ROWS)
        count = own.FINE_COUNT.format(total=len(fine), chosen=len(_defaults(fine)))
        with gr.Accordion(count, open=False, elem_id="hn-compare-fine") as panel:
            finer = gr.CheckboxGroup(_choices(fine), value=_defaults(fine), label=own.FINE_ROWS)
        go = gr.Button(own.GO, elem_classes="hn-go", variant="primary")
    out = html(empty(own.EMPTY), "hn-compare-out")
    go.click(make, [countries, rows, finer], out, **SLOW)
    # In the browser alone, as the chat's filter does.
    for button, names in presets:
        button.click(None, outputs=countries, js=f"() => [{json.dumps(names)}]", **INSTANT)
    finer.change(None, [finer], [panel], js=_count(len(fine)), **INSTANT)


def _choices(rows: Sequence[Row]) -> list[tuple[str, Any]]:
    return [(row.name, row.id) for row in rows]


def _defaults(rows: Sequence[Row]) -> list[str]:
    return [row.id for row in rows if row.default]


def _count(total: int) -> str:
    """Return the script that writes on the panel how many of its rows are chosen."""
    label = json.dumps(own.FINE_COUNT.format(total=total, chosen="{chosen}"))
    return f"chosen => [{{__type__: 'update', label: {label}.replace('{{chosen}}', chosen.length)}}]"
