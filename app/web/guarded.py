"""The paste guard around a tab's text inputs: a warning in place of a result, and the choice to go on.

    guard = Guard()                                               # where the warning is to stand
    guard.on([go.click, box.submit], make, [box], [result], **SLOW)  # instead of gr.on(…)

Nothing reaches `make` before the texts were looked at or their writer has chosen to go on. Where the same
text is used again and again (a name through the steps of a form), guards share a `memory` of what was
agreed to.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
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
# Findings listed in one warning; a file of notes may hold many.
LISTED = 8


@dataclass(frozen=True)
class Written:
    """A text somebody wrote: the kinds that its field is meant for, and how a reader finds the field."""

    text: str
    leave: Collection[str] = ()
    where: str = ""


# From the values of a handler's inputs to the texts among them.
Read = Callable[[Sequence[Any]], Sequence[Written]]


def memory() -> gr.State:
    """Return a memory for guards of one tab: digests of texts, none of the texts themselves."""
    return gr.State(())


class Guard:
    """A warning of its own for one handler of a tab; made where the warning is to stand.

    `leave` names kinds that the tab's fields are meant for ("long" where whole mails are pasted);
    `limit` is the number of characters beyond which a text cannot be used at all; `blocked` says why a
    text with findings cannot be used at all, "" where its writer may go on; a text that is in `memory` was
    agreed to before.
    """

    def __init__(
        self,
        go_on: str = t.GO_ON_TOOL,
        leave: Collection[str] = (),
        limit: int = 0,
        blocked: str = "",
        memory: gr.State | None = None,
    ) -> None:
        self._leave, self._limit, self._blocked = leave, limit, blocked
        self._memory = [memory] if memory else []
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
        read: Read | None = None,
        focus: str = "",
        **how: Any,
    ) -> list[Any]:
        """Run `handler` on the triggers once the guard has nothing to say about its text inputs.

        A handler returns or yields as without a guard; `how` goes to Gradio. Each input of text needs an
        `elem_id`, to be focused for rewriting. `read` finds the texts where they are not the inputs
        themselves, and `focus` (a CSS selector) where they are rewritten. Call it once for a guard. Returns
        the events that run `handler`, for another event to cancel.
        """
        fields = [field for field in inputs if isinstance(field, gr.Textbox)]
        places = [at for at, field in enumerate(inputs) if field in fields]
        shown = [self._column, self._html, self._go]
        given, every = [*inputs, *self._memory], [*outputs, *shown, *self._memory]

        def split(values: Sequence[Any]) -> tuple[Sequence[Any], list[Written], frozenset[str]]:
            """Return a handler's values, the texts among them, and what was agreed to before."""
            own, known = values[: len(inputs)], values[len(inputs) :]
            texts = read(own) if read else [Written(str(own[at] or ""), self._leave) for at in places]
            return own, list(texts), frozenset(known[0] if known else ())

        def asked(*values: Any) -> Iterator[tuple[Any, ...]]:
            own, texts, known = split(values)
            if findings := findings_in(texts, known):
                longest = max(len(one.text.strip()) for one in texts)
                kept = [gr.skip() for _ in self._memory]
                yield (*(gr.skip() for _ in outputs), *self._shown(findings, longest), *kept)
            else:
                yield from made(own, [gr.skip() for _ in self._memory])

        def agreed(*values: Any) -> Iterator[tuple[Any, ...]]:
            own, texts, known = split(values)
            kept = tuple(known | {digest(one.text) for one in texts})
            yield from made(own, [kept for _ in self._memory])

        def made(own: Sequence[Any], kept: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
            gone = (gr.Column(visible=False), *(gr.skip() for _ in shown[1:]), *kept)
            for one in _steps(handler(*own)):
                yield (*(one if len(outputs) > 1 else (one,)), *gone)
                gone = tuple(gr.skip() for _ in gone)

        events = [gr.on(list(triggers), asked, given, every, **how)]
        if not self._blocked:
            events.append(self._go.click(agreed, given, every, **how))
        first = f"#{fields[0].elem_id} :is(textarea, input)" if fields and fields[0].elem_id else ""
        self._back.click(None, outputs=self._column, js=_hide(focus or first), **INSTANT)
        # What is agreed to is the text as it was read: whoever changes it is asked again. (Gradio tells of
        # `change` at every key; `input` does not reach a handler that is a script alone.)
        self.hide_on(*(field.change for field in fields))
        return events

    def hide_on(self, *events: Callable[..., Any]) -> None:
        """Take the warning away on further events, as when everything is cleared."""
        for event in events:
            event(None, outputs=self._column, js=_hide(), **INSTANT)

    def empties(self, upload: gr.UploadButton) -> None:
        """Empty an upload where somebody chose to write anew, so that the same file can be taken again."""
        self._back.click(None, outputs=upload, js="() => [null]", **INSTANT)

    def _shown(self, findings: Sequence[Finding], length: int) -> tuple[Any, ...]:
        over = bool(self._limit) and length > self._limit
        note = t.OVER.format(length=length, limit=self._limit) if over else self._blocked
        warned = warning(findings, next(_numbers), note)
        return gr.Column(visible=True), warned, gr.Button(visible=not note)


def findings_in(texts: Sequence[Written], known: Collection[str] = ()) -> list[Finding]:
    """Return what is seen in texts that were not agreed to, once a kind and place."""
    found: dict[tuple[str, str], Finding] = {}
    for one in texts:
        if one.text.strip() and digest(one.text) not in known:
            for finding in inspect(one.text, one.leave):
                name = t.WHERE.format(name=finding.name, where=one.where) if one.where else finding.name
                found.setdefault((finding.kind, one.where), replace(finding, name=name))
    return list(found.values())


def digest(text: str) -> str:
    """Return what a memory keeps of a text."""
    return hashlib.sha256(text.strip().encode()).hexdigest()


def listed(findings: Sequence[Finding], hint: str = t.HINT) -> str:
    """Return findings as the rows of a list, and how many more there are; `hint` leads how to say it."""
    rows = "".join(_row(one, hint) for one in findings[:LISTED])
    more = len(findings) - LISTED
    return rows + (f"<li>{escape(t.MORE.format(count=more))}</li>" if more > 0 else "")


def warning(findings: Sequence[Finding], number: int, note: str = "") -> str:
    """Return the warning as HTML; `number` tells the page that it is a new one."""
    rows = listed(findings)
    over = f'<p class="hn-guard-over">{escape(note)}</p>' if note else ""
    return (
        f'<div class="hn-box hn-warnings" data-guard="{number}" role="alert">'
        f"<h3>{escape(t.TITLE)}</h3><p>{escape(t.LEAD)}</p>{over}<ul>{rows}</ul>"
        f'<p class="hn-note">{escape(t.LIMITS)}</p></div>'
    )


def _row(one: Finding, hint: str) -> str:
    excerpt = (
        f'<span class="hn-guard-seen">{escape(t.EXCERPT)}：<code>{escape(one.excerpt)}</code></span>'
        if one.excerpt
        else ""
    )
    return (
        f"<li><strong>{escape(one.name)}</strong>：{escape(one.why)}{excerpt}"
        f'<span class="hn-guard-hint">{escape(hint)}：{escape(one.hint)}</span></li>'
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
