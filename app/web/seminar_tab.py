"""The tab 研修素材: layout and wiring only."""

from __future__ import annotations

import logging
from datetime import date
from typing import TYPE_CHECKING

import gradio as gr

from app import texts
from app import texts_seminar as say
from app.export.seminar_files import makers
from app.tools.seminar import Order, Seminar
from app.tools.seminar_build import build
from app.tools.seminar_data import load_seminar
from app.tools.seminar_free import LONGEST_TOPIC
from app.tools.seminar_time import LONGEST, SHORTEST
from app.web.guarded import Guard
from app.web.parts import SLOW, empty, failure, html, tool_head
from app.web.seminar_html import seminar_html
from app.web.shelf import Offer
from indexer.errors import HimitsuError

if TYPE_CHECKING:
    from app.web.room import Room

logger = logging.getLogger(__name__)
FIRST_MINUTES, STEP = 30, 5


def offer_of(seminar: Seminar, day: date) -> Offer:
    """Return a seminar as its three files."""
    stem = say.STEM.format(topic=seminar.topic, audience=seminar.audience, date=day.isoformat())
    return Offer(stem.replace("/", "・"), makers(seminar, day))


def lay_out(room: Room) -> None:
    """Lay the tab out."""
    data = load_seminar()

    def make(ready: str, free: str, audience: str, minutes: float) -> str:
        try:
            seminar = build(room.engine, Order(free.strip() or ready, audience, int(minutes or 0)))
            token = room.shelf.put(offer_of(seminar, date.today()))
            return f'<div class="hn-result">{seminar_html(seminar, token)}</div>'
        except HimitsuError as error:
            return failure(texts.error(error))
        except Exception:
            # The topic stays out of the log: people paste what they should not.
            logger.exception("a seminar could not be made")
            return failure(say.UNEXPECTED)

    html(tool_head(say.TITLE, say.PURPOSE))
    with gr.Column(elem_classes="hn-form", elem_id="hn-seminar-form"):
        ready = gr.Dropdown(
            choices=[(topic.title, topic.id) for topic in data.topics.values()],
            value=next(iter(data.topics)),
            label=say.TOPIC_READY,
            elem_id="hn-seminar-ready",
        )
        free = gr.Textbox(
            label=say.TOPIC_FREE,
            placeholder=say.TOPIC_FREE_HINT,
            max_length=LONGEST_TOPIC,
            elem_id="hn-seminar-free",
            html_attributes=gr.InputHTMLAttributes(lang="ja", spellcheck=False),
        )
        audience = gr.Radio(
            choices=[(one.label, one.id) for one in data.audiences.values()],
            value="staff",
            label=say.AUDIENCE,
            elem_id="hn-seminar-audience",
        )
        minutes = gr.Number(
            value=FIRST_MINUTES,
            minimum=SHORTEST,
            maximum=LONGEST,
            step=STEP,
            precision=0,
            label=say.MINUTES,
            elem_id="hn-seminar-minutes",
        )
        go = gr.Button(say.MAKE, variant="primary", elem_classes="hn-go", elem_id="hn-seminar-go")
    guard = Guard()
    shown = html(empty(say.EMPTY), "hn-seminar-shown")
    inputs = [ready, free, audience, minutes]
    guard.on([go.click, free.submit], make, inputs, [shown], **SLOW)
