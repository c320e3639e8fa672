"""The self-check's tab: layout and wiring only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import gradio as gr

from app import texts
from app import texts_selfcheck as said
from app.tools.selfcheck import LONGEST
from app.tools.selfcheck_desk import Desk
from app.tools.selfcheck_view import Order, Show, View
from app.web import selfcheck_html as shown
from app.web.guarded import Guard, Written, memory
from app.web.parts import INSTANT, SLOW, empty, failure, html, tool_head
from app.web.room import Room
from app.web.selfcheck_steps import Shown, Steps
from indexer.errors import HimitsuError

ORDERS = [(said.BY_CHAPTER, "chapter"), (said.BY_GAP, "gap")]
SHOWS = [
    (said.SHOW_ALL, "all"),
    (said.SHOW_OPEN, "open"),
    (said.SHOW_GAPS, "gaps"),
    (said.SHOW_UNANSWERED, "blank"),
    (said.SHOW_LATE, "late"),
]
# Where the cursor goes to write anew: the words sought; the first field that the guard warned of.
WORDS = "#hn-sc-words :is(textarea, input)"
UNSETTLED = "#hn-sc-items [data-sc-field][aria-describedby]"


@dataclass(frozen=True)
class Fields:
    """The components of the tab that steps read or write."""

    chosen: gr.CheckboxGroup
    place: gr.Textbox
    start: gr.Button
    load: gr.UploadButton
    message: gr.HTML
    box: gr.Textbox


@dataclass(frozen=True)
class Work:
    """The components that appear once a self-check was begun."""

    whole: gr.Column
    overall: gr.HTML
    chapters: gr.HTML
    page: gr.Dropdown
    show: gr.Dropdown
    order: gr.Dropdown
    words: gr.Textbox
    sought: gr.State
    narrowing: Guard
    items: gr.HTML
    warned: gr.HTML
    back: gr.Button
    on: gr.Button
    save: gr.Button
    saving: Guard
    older: gr.UploadButton
    saved: gr.HTML
    compared: gr.HTML
    country: gr.Radio
    propose: gr.Button
    proposing: Guard
    proposed: gr.HTML


def lay_out(room: Room) -> None:
    """Lay the tab out: choosing, the form a page at a time, saving and what is made of it."""
    desk = Desk(room.engine)
    html(tool_head(said.TITLE, said.PURPOSE))
    fields = _fields(desk)
    work = _work([country.name for country in desk.menu.countries])
    _wire(fields, work, Handlers(Steps(desk, room.shelf)))


def _fields(desk: Desk) -> Fields:
    with gr.Column(elem_classes="hn-form"):
        chosen = gr.CheckboxGroup(_checklists(desk), label=said.CHECKLISTS, elem_id="hn-sc-lists")
        place = gr.Textbox(
            label=said.PLACE,
            placeholder=said.PLACE_HINT,
            max_length=LONGEST["place"],
            elem_id="hn-sc-place",
        )
        with gr.Row(elem_classes="hn-sc-buttons"):
            start = gr.Button(said.START, elem_classes="hn-go", elem_id="hn-sc-start")
            load = _upload(said.LOAD, "hn-sc-load")
    message = html(empty(said.EMPTY), "hn-sc-message")
    box = gr.Textbox(visible="hidden", lines=2, elem_id="hn-sc-box", show_label=False)
    return Fields(chosen, place, start, load, message, box)


def _work(countries: Sequence[str]) -> Work:
    with gr.Column(visible=False, elem_id="hn-sc-work") as whole:
        overall = html("", "hn-sc-overall")
        with gr.Accordion(said.CHAPTERS, open=False, elem_id="hn-sc-progress"):
            chapters = html("")
        with gr.Row(elem_classes="hn-form hn-sc-view"):
            page = gr.Dropdown([], label=said.PAGE, filterable=False, elem_id="hn-sc-page", scale=3)
            show = gr.Dropdown(SHOWS, value="all", label=said.SHOW, filterable=False, scale=2)
            order = gr.Dropdown(ORDERS, value="chapter", label=said.ORDER, filterable=False, scale=2)
            words = gr.Textbox(label=said.SEARCH, max_length=100, scale=2, elem_id="hn-sc-words")
        # The words as they were last sought: what is typed and not sent narrows nothing.
        sought, kept = gr.State(""), memory()
        narrowing = Guard(memory=kept)
        items, warned = html("", "hn-sc-items"), html("", "hn-sc-warned")
        with gr.Row(elem_classes="hn-sc-buttons"):
            back = gr.Button(said.PREVIOUS, elem_classes="hn-quiet", elem_id="hn-sc-back")
            on = gr.Button(said.NEXT, elem_classes="hn-quiet", elem_id="hn-sc-on")
        html(f'<h3 class="hn-sc-head">{said.SAVE_HEAD}</h3>')
        with gr.Row(elem_classes="hn-sc-buttons"):
            save = gr.Button(said.SAVE, elem_classes="hn-go", elem_id="hn-sc-save")
            older = _upload(said.COMPARE, "hn-sc-older")
        saving = Guard(said.SAVE_ALL, memory=kept)
        saved = html("", "hn-sc-saved")
        # Shown by its style alone: an answer to an edit may come after the file that was asked for behind it.
        html(shown.unsaved(), "hn-sc-hint")
        compared = html("", "hn-sc-compared")
        with gr.Column(elem_classes="hn-form"):
            country = gr.Radio(
                list(countries), value=countries[0], label=said.COUNTRY, elem_id="hn-sc-country"
            )
            propose = gr.Button(said.PROPOSE, elem_classes="hn-quiet", elem_id="hn-sc-propose")
        proposing = Guard(said.SAVE_ALL, memory=kept)
        proposed = html("", "hn-sc-proposed")
    view = (page, show, order, words, sought, narrowing, items, warned, back, on)
    files = (save, saving, older, saved, compared, country, propose, proposing, proposed)
    return Work(whole, overall, chapters, *view, *files)


def _wire(fields: Fields, work: Work, do: Handlers) -> None:
    box, how = fields.box, [work.order, work.show, work.sought]
    drawn = [work.page, work.items]
    counted = [work.overall, work.chapters]
    results = [work.saved, work.compared, work.proposed]
    begun = [*how, work.words, work.warned]
    everything = [box, fields.message, *drawn, *counted, work.whole, *results, *begun]
    fields.start.click(do.begin, [box, fields.chosen], everything, **SLOW)
    fields.load.upload(do.load, [fields.load], [*everything, fields.chosen, fields.place], **SLOW)
    # Gradio tells of an input only where a key was pressed in the field itself.
    box.change(do.edit, [box], [*counted, work.warned], trigger_mode="always_last", **INSTANT)
    for event, step in ((work.page.input, do.stay), (work.back.click, do.back), (work.on.click, do.on)):
        event(step, [box, work.page, *how], drawn, **INSTANT)
    gr.on([work.show.input, work.order.input], do.first, [box, *how], drawn, **INSTANT)
    narrowed = [box, work.order, work.show, work.words]
    work.narrowing.on(
        [work.words.submit], do.narrow, narrowed, [*drawn, work.sought], read=_words, focus=WORDS, **INSTANT
    )
    work.older.upload(do.compare, [box, work.older], [work.compared], **SLOW)
    to: dict[str, Any] = {"read": do.written, "focus": UNSETTLED, **SLOW}
    of_file = [box, fields.place]
    work.saving.on([work.save.click], do.steps.save, of_file, [work.saved], **to)
    work.proposing.on([work.propose.click], do.propose, [*of_file, work.country], [work.proposed], **to)


@dataclass(frozen=True)
class Handlers:
    """From the values of components to those of others."""

    steps: Steps

    def begin(self, box: str, chosen: Sequence[str]) -> tuple[Any, ...]:
        """Begin with the chosen checklists; what was marked before stays."""
        if not chosen:
            return _only(failure(said.NONE_CHOSEN))
        return self._begun(*self.steps.start(box, chosen))

    def load(self, path: str) -> tuple[Any, ...]:
        """Go on with a file that was saved."""
        try:
            box, check, told = self.steps.load(path)
        except HimitsuError as error:
            return (*_only(failure(texts.error(error))), gr.skip(), gr.skip())
        lists = list(dict.fromkeys(key.split("/")[0] for key in check.marks))
        return (*self._begun(box, told), lists, check.place)

    def written(self, values: Sequence[Any]) -> list[Written]:
        """Return the texts that go into a file."""
        box, place, *_ = values
        return self.steps.written(box, place)

    def _begun(self, box: str, told: str) -> tuple[Any, ...]:
        first = _drawn(self.steps.page(box, View(today=date.today()), 0))
        counted, warned = self.steps.progress(box), self.steps.warnings(box)
        view = ("chapter", "all", "", "")
        return (box, told, *first, *counted, gr.Column(visible=True), "", "", "", *view, warned)

    def edit(self, box: str) -> tuple[Any, ...]:
        """Warn anew, and count anew where it was the user who changed something."""
        warned = self.steps.warnings(box)
        if not self.steps.edited(box):
            return (*(gr.skip(),) * 2, warned)
        return (*self.steps.progress(box), warned)

    def first(self, box: str, *how: str) -> tuple[Any, str]:
        """Show the first page of another view."""
        return _drawn(self.steps.page(box, _view(*how), 0))

    def narrow(self, box: str, *how: str) -> tuple[Any, str, str]:
        """Show the first page of the items that hold some words."""
        return (*self.first(box, *how), how[-1])

    def stay(self, box: str, at: int | None, *how: str) -> tuple[Any, str]:
        """Show the page chosen."""
        return _drawn(self.steps.page(box, _view(*how), at or 0))

    def back(self, box: str, at: int | None, *how: str) -> tuple[Any, str]:
        """Show the page before."""
        return _drawn(self.steps.page(box, _view(*how), (at or 0) - 1))

    def on(self, box: str, at: int | None, *how: str) -> tuple[Any, str]:
        """Show the next page."""
        return _drawn(self.steps.page(box, _view(*how), (at or 0) + 1))

    def compare(self, box: str, path: str) -> str:
        """Compare with a file."""
        return _told(lambda: self.steps.compare(box, path))

    def propose(self, box: str, place: str, country: str) -> str:
        """Suggest support for a country."""
        return _told(lambda: self.steps.propose(box, place, country))


def _words(values: Sequence[Any]) -> list[Written]:
    return [Written(str(values[-1] or ""))]


def _view(order: str, show: str, words: str) -> View:
    return View(cast(Order, order), cast(Show, show), words, date.today())


def _drawn(found: Shown) -> tuple[Any, str]:
    choices = [(label, at) for at, label in enumerate(found.labels)]
    return gr.Dropdown(choices=choices, value=found.at if choices else None), found.html


def _upload(label: str, identity: str) -> gr.UploadButton:
    return gr.UploadButton(label, file_types=[".xlsx"], elem_classes="hn-quiet", elem_id=identity)


def _checklists(desk: Desk) -> list[tuple[str, str]]:
    count = {name: len(desk.catalogue.keys_of([name])) for name in desk.catalogue.checklists}
    return [
        (said.CHECKLIST_CHOICE.format(title=title, count=count[name]), name)
        for name, title in desk.catalogue.checklists.items()
    ]


def _only(message: str) -> tuple[Any, ...]:
    """Say something and leave all else as it is."""
    return (gr.skip(), message, *(gr.skip(),) * 13)


def _told(work: Callable[[], str]) -> str:
    """Return what a step makes, or its error in place."""
    try:
        return work()
    except HimitsuError as error:
        return failure(texts.error(error))
