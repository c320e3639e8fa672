"""The paste guard around a tab's text inputs: a warning in place of a result, and the choice to go on.

    guard = Guard()                                               # where the warning is to stand
    guard.on([go.click, box.submit], make, [box], [result], **SLOW)  # instead of gr.on(…)

Nothing reaches `make` before the texts were looked at or their writer has chosen to go on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from inspect import isgenerator
from itertools import count
from typing import Any

import gradio as gr

from app import texts_guard as t
from app.guard import Finding, inspect
from app.web.parts import INSTANT, html
from app.web.passage import escape

HIDE = {"__type__": "update", "visible": False}
# Tells one warning from the next, so that the page brings each into sight.
_numbers = count(1)


class Guard:
    """A warning of its own for one handler of a tab; made where the warning is to stand.

    `leave` names kinds that the tab's fields are meant for ("long" where whole mails are pasted);
    `limit` is the number of characters beyond which a text cannot be used at all; `blocked` says why a
    text with findings cannot be used at all, "" where its writer may go on.
    """

    def __init__(
        self, go_on: str = t.GO_ON_TOOL, leave: Collection[str] = (), limit: int = 0, blocked: str = ""
    ) -> None:
        self._leave, self._limit, self._blocked = leave, limit, blocked
        with gr.Column(visible=False, elem_classes="hn-guard") as self._column:
            self._html = html("")
            with gr.Row(elem_classes="hn-guard-choice"):
                self._back = gr.Button(t.REWRITE, elem_classes="hn-go hn-guard-back", scale=0)
                self._go = gr.Button(go_on, elem_classes="hn-quiet hn-guard-on", scale=0)

    def on(
        self,
        triggers: Sequence[Callable[..., Any]],
        handler: Callable[..., Any],
        inputs: Sequence[Any],
        outputs: Sequence[Any],
        **how: Any,
    ) -> None:
        """Run `handler` on the triggers once the guard has nothing to say about its text inputs.

        A handler returns or yields as without a guard; `how` goes to Gradio. Each input of text needs an
        `elem_id`, to be focused for rewriting. Call it once for a guard.
        """
        fields = [field for field in inputs if isinstance(field, gr.Textbox)]
        places = [at for at, field in enumerate(inputs) if field in fields]
        shown = [self._column, self._html, self._go]
        every = [*outputs, *shown]

        def asked(*values: Any) -> Iterator[tuple[Any, ...]]:
            texts = [str(values[at] or "") for at in places]
            if findings := self.findings(texts):
                longest = max(len(text.strip()) for text in texts)
                yield (*(gr.skip() for _ in outputs), *self._shown(findings, longest))
            else:
                yield from agreed(*values)

        def agreed(*values: Any) -> Iterator[tuple[Any, ...]]:
            gone = (gr.Column(visible=False), *(gr.skip() for _ in shown[1:]))
            for made in _steps(handler(*values)):
                yield (*(made if len(outputs) > 1 else (made,)), *gone)
                gone = tuple(gr.skip() for _ in shown)

        gr.on(list(triggers), asked, list(inputs), every, **how)
        if not self._blocked:
            self._go.click(agreed, list(inputs), every, **how)
        focus = f"#{fields[0].elem_id} :is(textarea, input)" if fields and fields[0].elem_id else ""
        self._back.click(None, outputs=self._column, js=_hide(focus), **INSTANT)
        # What is agreed to is the text as it was read: whoever changes it is asked again. (Gradio tells of
        # `change` at every key; `input` does not reach a handler that is a script alone.)
        self.hide_on(*(field.change for field in fields))

    def hide_on(self, *events: Callable[..., Any]) -> None:
        """Take the warning away on further events, as when everything is cleared."""
        for event in events:
            event(None, outputs=self._column, js=_hide(), **INSTANT)

    def findings(self, texts: Sequence[str]) -> list[Finding]:
        """Return what is seen in any of the texts, once a kind."""
        found: dict[str, Finding] = {}
        for text in texts:
            for one in inspect(text, self._leave):
                found.setdefault(one.kind, one)
        return list(found.values())

    def _shown(self, findings: Sequence[Finding], length: int) -> tuple[Any, ...]:
        over = bool(self._limit) and length > self._limit
        note = t.OVER.format(length=length, limit=self._limit) if over else self._blocked
        warned = warning(findings, next(_numbers), note)
        return gr.Column(visible=True), warned, gr.Button(visible=not note)


def warning(findings: Sequence[Finding], number: int, note: str = "") -> str:
    """Return the warning as HTML; `number` tells the page that it is a new one."""
    rows = "".join(_row(one) for one in findings)
    over = f'<p class="hn-guard-over">{escape(note)}</p>' if note else ""
    return (
        f'<div class="hn-box hn-warnings" data-guard="{number}" role="alert">'
        f"<h3>{escape(t.TITLE)}</h3><p>{escape(t.LEAD)}</p>{over}<ul>{rows}</ul>"
        f'<p class="hn-note">{escape(t.LIMITS)}</p></div>'
    )


def _row(one: Finding) -> str:
    excerpt = (
        f'<span class="hn-guard-seen">{escape(t.EXCERPT)}：<code>{escape(one.excerpt)}</code></span>'
        if one.excerpt
        else ""
    )
    return (
        f"<li><strong>{escape(one.name)}</strong>：{escape(one.why)}{excerpt}"
        f'<span class="hn-guard-hint">{escape(t.HINT)}：{escape(one.hint)}</span></li>'
    )


def _steps(made: Any) -> Iterator[Any]:
    """Yield what a handler yields, or once what it returns."""
    if isgenerator(made):
        yield from made
    else:
        yield made


def _hide(focus: str = "") -> str:
    """Return the script that takes the warning away, and puts the cursor back."""
    back = f"document.querySelector({json.dumps(focus)})?.focus(); " if focus else ""
    return f"() => {{ {back}return [{json.dumps(HIDE)}]; }}"
