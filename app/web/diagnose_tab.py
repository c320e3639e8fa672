"""The tab of the diagnosis: a form in four steps that shows the questions to ask, then the outcome."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from app import texts, texts_tools
from app import texts_diagnose as said
from app.export.diagnose_word import to_word
from app.tools.diagnose import Interview, Question
from app.tools.diagnose_load import load_diagnosis
from app.tools.diagnose_report import report
from app.tools.diagnose_result import diagnose
from app.tools.diagnose_state import from_state, to_state
from app.web import diagnose_html as html
from app.web import parts
from app.web.guarded import Guard, Written, memory
from app.web.shelf import Offer
from indexer.errors import HimitsuError

if TYPE_CHECKING:
    from app.web.room import Room

Given = Sequence[str | list[str] | None]
Answered = dict[str, frozenset[str]]
# Characters of choices that stand beside each other; longer ones stand one below the other.
SHORT = 12
# A new step begins at its top, wherever the button was pressed.
LOAD = "#hn-diagnose-load"
TO_TOP = "() => document.getElementById('hn-diagnose-progress').scrollIntoView({ block: 'start' })"


def lay_out(room: Room) -> None:
    """Lay the tab out."""
    interview = load_diagnosis().interview
    parts.html(parts.tool_head(said.TAB, said.PURPOSE))
    parts.html(f'<p class="hn-note">{said.PRIVACY}</p>')
    at = gr.State(0)
    shown = parts.html(html.progress(interview, {}, 0), "hn-diagnose-progress")
    told = parts.html("", "hn-diagnose-message")
    with gr.Column(elem_classes="hn-form", elem_id="hn-diagnose-form"):
        name = _name()
        pages, fields = _pages(interview)
    with gr.Row(elem_id="hn-diagnose-buttons"):
        back = gr.Button(said.BACK, elem_classes="hn-quiet", elem_id="hn-diagnose-back", visible=False)
        ahead = gr.Button(said.NEXT, elem_classes="hn-go", elem_id="hn-diagnose-next")
        load = gr.UploadButton(
            said.LOAD_ANSWERS, file_types=[".json"], elem_classes="hn-quiet", elem_id="hn-diagnose-load"
        )
        again = gr.Button(said.AGAIN, elem_classes="hn-quiet", elem_id="hn-diagnose-again")
    kept = memory()
    turning, loading = Guard(memory=kept), Guard(memory=kept)
    result = parts.html("", "hn-diagnose-result")

    form = _Form(room, interview)
    turned = [at, shown, told, name, *pages, back, ahead, result]
    for question, field in zip(interview.questions, fields, strict=True):
        if _steers(interview, question):
            field.input(form.steer, [at, *fields], [shown, *fields], **parts.INSTANT)
        else:
            field.input(form.count, [at, *fields], shown, **parts.INSTANT)
    # The name goes through all steps into the files, and comes from a saved one: it is looked at before.
    turning.on([ahead.click], form.ahead, [at, name, *fields], turned, **parts.SLOW)
    loaded = [*turned, *fields, load]
    loading.on([load.upload], form.load, [load], loaded, read=form.named, focus=LOAD, **parts.INSTANT)
    loading.empties(load)
    back.click(form.back, [at, name, *fields], turned, **parts.INSTANT)
    again.click(form.again, None, [*turned, *fields], **parts.INSTANT)
    # Not after every press of a button: a warning stands at the end of the step.
    gr.on([at.change, told.change], None, js=TO_TOP, **parts.INSTANT)


def _name() -> gr.Textbox:
    return gr.Textbox(
        label=said.NAME, placeholder=said.NAME_HINT, max_length=said.NAME_LENGTH, elem_id="hn-diagnose-name"
    )


def _pages(interview: Interview) -> tuple[list[gr.Column], list[Any]]:
    """Lay out a column for each step, and in it a field for each of its questions."""
    asked = interview.asked({})
    pages, made = [], {}
    for number, step in enumerate(interview.steps):
        with gr.Column(visible=number == 0, elem_id=f"hn-diagnose-step-{step.id}") as page:
            for question in interview.questions:
                if question.step == step.id:
                    made[question.id] = _field(question, visible=question in asked)
        pages.append(page)
    return pages, [made[question.id] for question in interview.questions]


def _field(question: Question, *, visible: bool) -> gr.Radio | gr.CheckboxGroup:
    kind = gr.CheckboxGroup if question.many else gr.Radio
    return kind(
        choices=[(choice.text, choice.id) for choice in question.choices],
        label=question.text,
        info=question.hint or None,
        visible=visible,
        elem_id=f"hn-diagnose-q-{question.id}",
        elem_classes="hn-diagnose-long" if max(len(c.text) for c in question.choices) > SHORT else "",
    )


def _steers(interview: Interview, question: Question) -> bool:
    """Whether an answer to a question decides what else is asked, or excludes its other choices."""
    return question.id in interview.steering or bool(question.exclusive)


def _listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


class _Form:
    """What the form's events do."""

    def __init__(self, room: Room, interview: Interview) -> None:
        self._room, self._interview = room, interview
        self._last = len(interview.steps)
        self._every = frozenset(question.id for question in interview.questions)

    def steer(self, at: int, *given: str | list[str] | None) -> list[Any]:
        """Show the questions to ask now."""
        answers = self._answers(given)
        # A field is told its value only where it must change: the user may be ticking the next box.
        settled = {
            question.id
            for question, value in zip(self._interview.questions, given, strict=True)
            if frozenset(_listed(value)) != question.settled(frozenset(_listed(value)))
        }
        return [html.progress(self._interview, answers, at), *self._fields(answers, settled)]

    def count(self, at: int, *given: str | list[str] | None) -> str:
        """Show how many questions are answered."""
        return html.progress(self._interview, self._answers(given), at)

    def ahead(self, at: int, name: str, *given: str | list[str] | None) -> list[Any]:
        """Go to the next step, or to the outcome; stay where a question is open."""
        answers = self._answers(given)
        step = self._interview.steps[at].id
        left = [q.label for q in self._interview.open(answers) if q.step == step]
        if left:
            told = parts.failure(said.OPEN.format(questions="、".join(left)))
            return self._turned(at, answers, told=told)
        return self._guarded(lambda: self._to(self._ahead_of(at, answers), answers, name))

    def back(self, at: int, name: str, *given: str | list[str] | None) -> list[Any]:
        """Go back to the step before, over those in which nothing is asked."""
        answers = self._answers(given)
        to = at - 1
        while to > 0 and not self._asks(to, answers):
            to -= 1
        return self._turned(max(to, 0), answers)

    def again(self) -> list[Any]:
        """Forget all answers."""
        return [*self._turned(0, {}, name=""), *self._fields({}, self._every)]

    def named(self, values: Sequence[Any]) -> list[Written]:
        """Return the name in a saved file; none where `load` will tell what is wrong with it."""
        file = Path(values[0])
        try:
            return [Written(from_state(file.read_bytes(), file.name, self._interview)[0])]
        except (HimitsuError, OSError):
            return []

    def load(self, path: str) -> list[Any]:
        """Take the answers of a saved file, and show the outcome where they are complete."""
        file = Path(path)

        def taken() -> list[Any]:
            name, answers = from_state(file.read_bytes(), file.name, self._interview)
            at = self._first_open(answers)
            turned = self._to(at, answers, name, told=f'<p role="status">{said.LOADED}</p>')
            return [*turned, *self._fields(answers, self._every)]

        # Emptied, so that the same file can be taken again.
        return [*self._guarded(taken, rest=len(self._interview.questions)), gr.UploadButton(value=None)]

    def _guarded(self, work: Callable[[], list[Any]], rest: int = 0) -> list[Any]:
        """Do it; an expected failure is told in place, and everything else stays as it is."""
        try:
            return work()
        except HimitsuError as error:
            told = parts.failure(texts.error(error))
            return [gr.skip(), gr.skip(), told, *[gr.skip()] * (1 + self._last + 3 + rest)]

    def _to(self, at: int, answers: Answered, name: str, told: str = "") -> list[Any]:
        result = self._outcome(answers, name) if at == self._last else ""
        return self._turned(at, answers, told=told, result=result, name=name)

    def _outcome(self, answers: Answered, name: str) -> str:
        diagnosis = load_diagnosis()
        made = report(diagnosis, diagnose(diagnosis, answers, name), self._room.engine.index)
        day = date.today()
        offer = Offer(
            said.FILE_STEM.format(date=day.isoformat()),
            {
                "docx": lambda: to_word(made, day),
                "json": lambda: to_state(name, self._interview, answers),
            },
        )
        labels = {"docx": texts_tools.SAVE_WORD, "json": said.SAVE_ANSWERS}
        return html.outcome(made, parts.save_bar(self._room.shelf.put(offer), labels))

    def _turned(
        self, at: int, answers: Answered, *, told: str = "", result: str = "", name: str | None = None
    ) -> list[Any]:
        """Return what stands on the page at a step: the order is that of `turned` in `lay_out`."""
        final = at == self._last
        label = said.SHOW if self._ahead_of(at, answers) == self._last else said.NEXT
        return [
            at,
            html.progress(self._interview, answers, at),
            told,
            gr.Textbox(visible=at == 0) if name is None else gr.Textbox(value=name, visible=at == 0),
            *(gr.Column(visible=number == at) for number in range(self._last)),
            gr.Button(said.TO_FORM if final else said.BACK, visible=at > 0),
            gr.Button(label, visible=not final),
            result,
        ]

    def _fields(self, answers: Answered, valued: Set[str]) -> list[Any]:
        """Return an update for each field: shown where its question is asked, some with a value."""
        asked = {question.id for question in self._interview.asked(answers)}
        made = []
        for question in self._interview.questions:
            change: dict[str, Any] = {"visible": question.id in asked}
            # A hidden field keeps what it holds, which does not count: an answer of ours that comes late
            # would else empty a field that was shown and filled meanwhile.
            if question.id in valued:
                chosen = answers.get(question.id, frozenset())
                listed = [choice.id for choice in question.choices if choice.id in chosen]
                change["value"] = listed if question.many else next(iter(listed), None)
            made.append(gr.update(**change))
        return made

    def _answers(self, given: Given) -> Answered:
        """Return what the fields hold, of questions that are asked."""
        made = {}
        for question, value in zip(self._interview.questions, given, strict=True):
            made[question.id] = question.settled(frozenset(_listed(value)))
        return self._interview.counted(made)

    def _asks(self, at: int, answers: Answered) -> bool:
        return any(q.step == self._interview.steps[at].id for q in self._interview.asked(answers))

    def _ahead_of(self, at: int, answers: Answered) -> int:
        """Return the next step in which something is asked; the outcome where there is none."""
        return next((to for to in range(at + 1, self._last) if self._asks(to, answers)), self._last)

    def _first_open(self, answers: Answered) -> int:
        left = self._interview.open(answers)
        steps = [step.id for step in self._interview.steps]
        return steps.index(left[0].step) if left else self._last
