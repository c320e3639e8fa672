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
    items: gr.HTML
    back: gr.Button
    on: gr.Button
    save: gr.Button
    older: gr.UploadButton
    saved: gr.HTML
    compared: gr.HTML
    country: gr.Radio
    propose: gr.Button
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
        place = gr.Textbox(label=said.PLACE, placeholder=said.PLACE_HINT, max_length=LONGEST["place"])
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
        items = html("", "hn-sc-items")
        with gr.Row(elem_classes="hn-sc-buttons"):
            back = gr.Button(said.PREVIOUS, elem_classes="hn-quiet", elem_id="hn-sc-back")
            on = gr.Button(said.NEXT, elem_classes="hn-quiet", elem_id="hn-sc-on")
        html(f'<h3 class="hn-sc-head">{said.SAVE_HEAD}</h3>')
        with gr.Row(elem_classes="hn-sc-buttons"):
            save = gr.Button(said.SAVE, elem_classes="hn-go", elem_id="hn-sc-save")
            older = _upload(said.COMPARE, "hn-sc-older")
        saved = html("", "hn-sc-saved")
        # Shown by its style alone: an answer to an edit may come after the file that was asked for behind it.
        html(shown.unsaved(), "hn-sc-hint")
        compared = html("", "hn-sc-compared")
        with gr.Column(elem_classes="hn-form"):
            country = gr.Radio(
                list(countries), value=countries[0], label=said.COUNTRY, elem_id="hn-sc-country"
            )
            propose = gr.Button(said.PROPOSE, elem_classes="hn-quiet", elem_id="hn-sc-propose")
        proposed = html("", "hn-sc-proposed")
    choices = (page, show, order, words, items, back, on)
    return Work(whole, overall, chapters, *choices, save, older, saved, compared, country, propose, proposed)


def _wire(fields: Fields, work: Work, do: Handlers) -> None:
    box, how = fields.box, [work.order, work.show, work.words]
    drawn = [work.page, work.items]
    counted = [work.overall, work.chapters]
    results = [work.saved, work.compared, work.proposed]
    everything = [box, fields.message, *drawn, *counted, work.whole, *results, *how]
    fields.start.click(do.begin, [box, fields.chosen], everything, **SLOW)
    fields.load.upload(do.load, [fields.load], [*everything, fields.chosen, fields.place], **SLOW)
    # Gradio tells of an input only where a key was pressed in the field itself.
    box.change(do.edit, [box], counted, trigger_mode="always_last", **INSTANT)
    for event, step in ((work.page.input, do.stay), (work.back.click, do.back), (work.on.click, do.on)):
        event(step, [box, work.page, *how], drawn, **INSTANT)
    changed = [work.show.input, work.order.input, work.words.submit]
    gr.on(changed, do.first, [box, *how], drawn, **INSTANT)
    work.save.click(do.steps.save, [box, fields.place], [work.saved], **SLOW)
    work.older.upload(do.compare, [box, work.older], [work.compared], **SLOW)
    work.propose.click(do.propose, [box, fields.place, work.country], [work.proposed], **SLOW)


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

    def _begun(self, box: str, told: str) -> tuple[Any, ...]:
        first = _drawn(self.steps.page(box, View(today=date.today()), 0))
        counted = self.steps.progress(box)
        return (box, told, *first, *counted, gr.Column(visible=True), "", "", "", "chapter", "all", "")

    def edit(self, box: str) -> tuple[Any, ...]:
        """Count anew, where it was the user who changed something."""
        if not self.steps.edited(box):
            return (gr.skip(),) * 2
        return self.steps.progress(box)

    def first(self, box: str, *how: str) -> tuple[Any, str]:
        """Show the first page of another view."""
        return _drawn(self.steps.page(box, _view(*how), 0))

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
    return (gr.skip(), message, *(gr.skip(),) * 11)


def _told(work: Callable[[], str]) -> str:
    """Return what a step makes, or its error in place."""
    try:
        return work()
    except HimitsuError as error:
        return failure(texts.error(error))
