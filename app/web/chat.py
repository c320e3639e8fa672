"""The chat: layout and wiring only."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import gradio as gr

from app import texts_guard
from app import texts_web as web
from app import texts_written as own
from app.tools.notebook import Notebook
from app.web.conversation import Turn, converse, remembered
from app.web.guarded import Guard
from app.web.parts import html
from app.web.passage import escape
from app.web.room import Room

# A tab left open keeps its conversation this long on the server, in memory.
KEPT_SECONDS = 8 * 60 * 60
# Questions at the same time. Each holds one of the 40 threads that Gradio and our routes share, most of the
# time only to hear a model or to wait for its turn with one (app/write/scribe.py).
AT_ONCE = 24
# What is pasted beyond a question's length must be seen whole, to be warned of, not cut in silence.
LONGEST_PASTE = 20_000

History = list[Turn]


def lay_out(room: Room, documents: Sequence[tuple[str, str]]) -> None:
    """Lay the chat out; `documents` are (label, ids with commas) pairs for the filter."""
    scribe, shelf, longest = room.scribe, room.shelf, room.settings.longest_question
    notebook = Notebook(room.settings.home) if room.settings.records == "on" else None
    every = [identity for _, identity in documents]

    def ask(question: str, chosen: Collection[str], history: History) -> Iterator[tuple[Any, ...]]:
        question = question.strip()
        if not question:
            yield (gr.skip(),) * 6
            return
        past = "".join(turn.html for turn in history)
        named = [identity for group in chosen for identity in group.split(",")]
        selected = None if len(chosen) == len(every) else named
        number, past_questions = len(history) + 1, remembered(history)
        turns = converse(scribe, shelf, question, selected, number, history=past_questions, notebook=notebook)
        first = next(turns)
        fold = gr.Accordion(open=False)
        # Whoever has chosen no document is about to choose one.
        yield past, first.html, "", fold, gr.Accordion(open=not chosen), gr.skip()
        last = first
        for last in turns:
            yield gr.skip(), last.html, *(gr.skip(),) * 4
        yield *(gr.skip(),) * 5, [*history, last]

    def forget(history: History) -> tuple[str, str, Any, History]:
        shelf.drop([turn.token for turn in history if turn.token])
        return "", "", gr.Accordion(open=True), []

    def leave(history: History) -> None:
        shelf.drop([turn.token for turn in history if turn.token])

    history = gr.State([], time_to_live=KEPT_SECONDS, delete_callback=leave)
    with gr.Accordion(web.EXAMPLES, open=True, elem_id="hn-examples") as examples:
        with gr.Row():
            buttons = [button for group in web.EXAMPLE_GROUPS for button in _group(*group)]
    past = html("", "hn-past")
    current = html("", "hn-current")
    guard = Guard(texts_guard.GO_ON, limit=longest, blocked=_blocked(room))
    with gr.Column(elem_id="hn-composer"):
        html(_who_writes(room), "hn-writes")
        with gr.Row(elem_id="hn-ask"):
            box = gr.Textbox(
                label=web.QUESTION_LABEL,
                placeholder=web.QUESTION_PLACEHOLDER,
                lines=1,
                max_lines=6,
                max_length=max(longest, LONGEST_PASTE),
                show_label=False,
                container=False,
                elem_id="hn-box",
                html_attributes=gr.InputHTMLAttributes(lang="ja", spellcheck=False),
            )
            send = gr.Button(web.SEND, variant="primary", elem_id="hn-send", scale=0)
        with gr.Row(elem_id="hn-tools"):
            with gr.Accordion(web.FILTER, open=False, elem_id="hn-filter") as panel:
                chosen = gr.CheckboxGroup(
                    choices=list(documents),
                    value=every,
                    label=web.FILTER_LABEL,
                    container=False,
                )
                with gr.Row(elem_id="hn-filter-all"):
                    take = gr.Button(web.FILTER_ALL, size="sm", scale=0)
                    drop = gr.Button(web.FILTER_NONE, size="sm", scale=0)
            html(f'<p class="hn-hint">{escape(web.KEYS_HINT)}</p>')
            clear = gr.Button(web.CLEAR, size="sm", elem_id="hn-clear", scale=0)

    outputs = [past, current, box, examples, panel, history]
    instant: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    quiet = {**instant, "concurrency_limit": AT_ONCE, "concurrency_id": "ask"}
    asked = guard.on([box.submit, send.click], ask, [box, chosen, history], outputs, **quiet)
    asked += [button.click(ask, [button, chosen, history], outputs, **quiet) for button in buttons]
    cleared = [past, current, examples, history]
    # What is still being answered would otherwise come back, with the history that it began with.
    clear.click(forget, [history], cleared, cancels=asked, **instant)
    guard.hide_on(clear.click, *(button.click for button in buttons))
    # In the browser alone: quick, and no event of ours can meet a question on its way.
    take.click(None, outputs=chosen, js=f"() => [{json.dumps(every)}]")
    drop.click(None, outputs=chosen, js="() => [[]]")
    chosen.change(None, [chosen], [panel], js=_count(len(every)))


def _who_writes(room: Room) -> str:
    """Return what is said beside the question box of the model that writes; "" where none does."""
    if room.scribe.endpoint is None:
        return ""
    model, host = room.scribe.endpoint.model, room.scribe.endpoint.host
    if room.scribe.endpoint.local:
        return f'<p class="hn-hint">{escape(own.WRITES.format(model=model))}</p>'
    return f'<p class="hn-sends" role="note">{escape(own.SENDS.format(model=model, host=host))}</p>'


def _blocked(room: Room) -> str:
    """Return why a paste cannot be asked at all; "" where the guard only warns."""
    endpoint = room.scribe.endpoint
    return "" if endpoint is None or endpoint.local else own.BLOCKED.format(host=endpoint.host)


def _group(name: str, questions: Sequence[str]) -> list[gr.Button]:
    with gr.Column(min_width=280, elem_classes="hn-group"):
        html(f"<h2>{escape(name)}</h2>")
        return [gr.Button(question, elem_classes="hn-example") for question in questions]


def _count(total: int) -> str:
    """Return the script that writes on the filter how many documents are searched."""
    part = json.dumps(web.FILTER_PART.format(total=total, chosen="{chosen}"))
    return (
        f"chosen => [{{__type__: 'update', label: chosen.length === {total}"
        f" ? {json.dumps(web.FILTER)} : {part}.replace('{{chosen}}', chosen.length)}}]"
    )
