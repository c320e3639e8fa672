"""The tab 照会回答案: an enquiry in, a draft of a reply out; layout and wiring only."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import gradio as gr

from app import texts
from app import texts_reply as own
from app.export.reply_text import to_text
from app.export.reply_word import to_docx
from app.tools.reply import draft
from app.tools.reply_letter import letter
from app.web.guarded import Guard, memory
from app.web.parts import INSTANT, SLOW, empty, failure, html, tool_head
from app.web.passage import escape
from app.web.reply_html import result
from app.web.shelf import Offer
from indexer.errors import HimitsuError

if TYPE_CHECKING:
    from app.web.room import Room

logger = logging.getLogger(__name__)
LINES = 12
# A whole letter is what this tab is for, and personal data in it is masked.
MEANT = ("long", "people")
QUESTIONS = "#hn-reply-questions textarea"
# A tab left open keeps its file this long on the server, in memory.
KEPT_SECONDS = 8 * 60 * 60


def lay_out(room: Room) -> None:
    """Lay the tab out."""
    limit = room.settings.longest_enquiry

    def make(said: str, amount: str, token: str | None) -> Iterator[tuple[Any, ...]]:
        yield _waiting()
        yield made(said, amount, None, token)

    def again(said: str, amount: str, questions: str, token: str | None) -> Iterator[tuple[Any, ...]]:
        yield _waiting()
        yield made(said, amount, questions.splitlines(), token)

    def made(said: str, amount: str, questions: list[str] | None, token: str | None) -> tuple[Any, ...]:
        """Return what is shown, the questions to edit, the panel they stand in, and the offer's token."""
        room.shelf.drop([token] if token else [])
        try:
            found = draft(room.engine, said, questions, brief=amount == own.BRIEF)
            blocks, day = letter(found), date.today()
            plain = to_text(blocks)
            makers = {"docx": lambda: to_docx(blocks, day), "txt": lambda: plain.encode("utf-8")}
            kept = room.shelf.put(Offer(own.FILE_STEM.format(date=day.isoformat()), makers))
            asked = "\n".join(reply.asked.replace("\n", " ") for reply in found.replies)
            return result(found, blocks, plain, kept), asked, gr.Accordion(visible=True), kept
        except HimitsuError as error:
            # Without questions the officer may write them.
            opened = gr.Accordion(visible=error.key == "no_question", open=True)
            return failure(texts.error(error)), gr.skip(), opened, None
        except Exception as error:
            # Neither the letter nor an error's text, which may hold parts of it, goes to the log.
            logger.error("a reply could not be drafted: %s", type(error).__name__)
            return failure(own.UNEXPECTED), gr.skip(), gr.skip(), None

    def forget(token: str | None) -> tuple[Any, ...]:
        room.shelf.drop([token] if token else [])
        return "", empty(own.EMPTY), "", gr.Accordion(visible=False, open=False), None

    token = gr.State(
        None,
        time_to_live=KEPT_SECONDS,
        delete_callback=lambda kept: room.shelf.drop([kept] if kept else []),
    )
    html(tool_head(own.TAB, own.PURPOSE))
    with gr.Column(elem_classes="hn-form", elem_id="hn-reply-form"):
        box = gr.Textbox(
            label=own.LETTER_LABEL,
            placeholder=own.LETTER_PLACEHOLDER.format(limit=limit),
            lines=LINES,
            max_lines=24,
            max_length=limit,
            elem_id="hn-reply-box",
            html_attributes=gr.InputHTMLAttributes(lang="ja", spellcheck=False),
        )
        html(f'<p class="hn-hint">{escape(own.LETTER_HINT)}</p>')
        amount = gr.Radio(
            [own.BRIEF, own.WHOLE], value=own.BRIEF, label=own.AMOUNT_LABEL, elem_id="hn-reply-amount"
        )
        with gr.Row(elem_classes="hn-row"):
            go = gr.Button(own.MAKE, variant="primary", elem_classes="hn-go", elem_id="hn-reply-go")
            clear = gr.Button(own.CLEAR, elem_classes="hn-quiet", elem_id="hn-reply-clear")
    with gr.Accordion(
        own.QUESTIONS_TITLE, open=False, visible=False, elem_id="hn-reply-edit", elem_classes="hn-form"
    ) as panel:
        html(f'<p class="hn-hint">{escape(own.QUESTIONS_HINT)}</p>')
        questions = gr.Textbox(
            label=own.QUESTIONS_LABEL, lines=4, max_lines=16, max_length=limit, elem_id="hn-reply-questions"
        )
        redo = gr.Button(own.AGAIN, elem_classes="hn-quiet", elem_id="hn-reply-again")
        # What was agreed to in the letter is not asked again with the questions.
        kept = memory()
        rewriting = Guard(leave=MEANT, memory=kept)
    guard = Guard(leave=MEANT, memory=kept)
    shown = html(empty(own.EMPTY), "hn-reply-result")

    outputs = [shown, questions, panel, token]
    guard.on([go.click], make, [box, amount, token], outputs, **SLOW)
    rewriting.on([redo.click], again, [box, amount, questions, token], outputs, focus=QUESTIONS, **SLOW)
    clear.click(forget, [token], [box, *outputs], **INSTANT)
    guard.hide_on(clear.click)
    rewriting.hide_on(clear.click)


def _waiting() -> tuple[Any, ...]:
    dots = '<span aria-hidden="true"></span>'
    said = f'<p class="hn-searching" role="status">{own.WORKING}{dots}</p>'
    return said, gr.skip(), gr.skip(), gr.skip()
