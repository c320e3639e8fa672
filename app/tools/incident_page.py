"""What fits one printed A4 page: the most important steps, in order, with the sources they need.

Line heights are fixed when it is printed (`app/export/incident_word.py`, `tools.css`), so that the
height can be counted here, whatever the fonts of the machine.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from app.labels import pages_label
from app.model import Citation
from app.tools.incident import DeskLine, Line, Plan, Said, Stage
from app.tools.incident_rules import ALWAYS, SCREEN_ONLY

# Points of an A4 page between margins of 10 mm, less a foot and some air for what Word breaks earlier.
ROOM = 757.0
WIDTH = 538.0
# Font sizes and line heights, in points.
TEXT, TEXT_LINE = 8.5, 11.0
QUOTE, QUOTE_LINE = 7.0, 8.5
SMALL, SMALL_LINE = 6.0, 7.2
HEAD_LINE, HEAD_SPACE, TITLE_LINE, ROW_LINE = 12.0, 3.0, 22.0, 17.0
# Columns of the steps: phase, what to do, done, who and when.
COLUMNS = (48.0, 393.0, 20.0, 77.0)
# Shares of the width of the record's columns.
RECORD = (0.16, 0.16, 0.46, 0.22)
PADDING, ROW_SPACE = 10.0, 2.0
# Lines to fill in by hand, and cautions: fewer where the steps that must be there need the room.
SIZES = ((5, 3), (4, 3), (4, 2), (3, 2), (3, 1))
MOST_OPEN = 3
SUBTITLE, PATH, LONGEST_PLACE = " ― ", " > ", 44


@dataclass(frozen=True)
class Printed:
    """A page: stages with the steps that found room, and how many did not.

    Numbers count anew, so that the page's own sources run from 1; `open` is what is not known.
    """

    stages: tuple[Stage, ...]
    avoid: tuple[Line, ...]
    open: tuple[Said, ...]
    desks: tuple[DeskLine, ...]
    citations: tuple[Citation, ...]
    left_out: int
    rows: int

    @property
    def steps(self) -> tuple[Line, ...]:
        """All steps in order."""
        return tuple(step for stage in self.stages for step in stage.steps)


def printed(plan: Plan, note: str = "") -> Printed:
    """Return the page of a plan: what must be on it, then more steps while there is room."""
    must = {step.id for step in plan.steps if step.rank == ALWAYS}
    sizes = [size for size in SIZES if height(_page(plan, must, *size), note) <= ROOM]
    size = sizes[0] if sizes else SIZES[-1]
    kept, page = must, _page(plan, must, *size)
    for step in plan.steps:
        if step.id in kept or step.rank == SCREEN_ONLY:
            continue
        larger = _page(plan, kept | {step.id}, *size)
        if height(larger, note) <= ROOM:
            kept, page = kept | {step.id}, larger
    return page


def _page(plan: Plan, kept: Collection[str], rows: int, cautions: int) -> Printed:
    """Return the page with these steps; each shows its first sentence."""
    numbers: dict[int, int] = {}

    def said(one: Said) -> Said:
        number = numbers.setdefault(one.number, len(numbers) + 1)
        return Said(one.text, number, one.unconfirmed)

    def line(one: Line) -> Line:
        return Line(one.id, one.heading, (said(one.says[0]),), one.rank)

    stages = tuple(
        Stage(stage.id, stage.title, tuple(line(step) for step in stage.steps if step.id in kept))
        for stage in plan.stages
    )
    avoid = tuple(line(one) for one in plan.avoid[:cautions])
    unknown = tuple(said(one) for one in plan.open[:MOST_OPEN])
    desks = tuple(
        replace(desk, number=numbers.setdefault(desk.number, len(numbers) + 1)) for desk in plan.desks
    )
    by_number = {citation.number: citation for citation in plan.citations}
    return Printed(
        stages=tuple(stage for stage in stages if stage.steps),
        avoid=avoid,
        open=unknown,
        desks=desks,
        citations=tuple(replace(by_number[old], number=new) for old, new in numbers.items()),
        left_out=len(plan.steps) - len(kept),
        rows=rows,
    )


def source_lines(citations: Sequence[Citation]) -> list[tuple[str, str]]:
    """Return the sources by document and section, short: (title, "[1][4] section p.70／[2] …")."""
    found: dict[str, dict[str, list[int]]] = {}
    for citation in citations:
        places = found.setdefault(citation.title, {})
        places.setdefault(_place(citation), []).append(citation.number)
    return [
        (
            title,
            "／".join("".join(f"[{n}]" for n in numbers) + f" {place}" for place, numbers in places.items()),
        )
        for title, places in found.items()
    ]


def _place(citation: Citation) -> str:
    """Return where a quotation stands, short: enough to find it by, with its page."""
    section = "・".join(citation.section.split(PATH)[-2:])
    # Subtitles of our digests are our own words; sheets are told apart by them.
    if citation.kind != "original" and citation.authority != "sheet":
        section = section.split(SUBTITLE)[0]
    if len(section) > LONGEST_PLACE:
        section = section[: LONGEST_PLACE - 1] + "…"
    return " ".join(part for part in (section, pages_label(citation.pages)) if part)


def height(page: Printed, note: str = "") -> float:
    """Return how high a page is, in points, as it will be set."""
    step_width = COLUMNS[1] - PADDING
    steps = sum(
        _lines(step.heading, TEXT, step_width) * TEXT_LINE
        + _lines(step.says[0].text + " [88]", QUOTE, step_width) * QUOTE_LINE
        + ROW_SPACE
        for step in page.steps
    )
    small = [*(one.heading + one.says[0].text for one in page.avoid), *(one.text for one in page.open)]
    quoted = sum(_lines(text + "　　　 [88]", QUOTE, WIDTH) * QUOTE_LINE for text in small)
    desks = sum(_lines(d.name + d.contact + "　 [88]", QUOTE, WIDTH) * QUOTE_LINE for d in page.desks)
    listed = source_lines(page.citations)
    sources = sum(_lines(f"{title}：{places}", SMALL, WIDTH) * SMALL_LINE for title, places in listed)
    heads = 5 * (HEAD_LINE + HEAD_SPACE)
    top = TITLE_LINE + 3 * QUOTE_LINE + (_lines(note, QUOTE, WIDTH) * QUOTE_LINE if note else 0.0)
    record = TEXT_LINE + page.rows * ROW_LINE
    return top + TEXT_LINE + steps + heads + quoted + desks + record + sources


def _lines(text: str, size: float, width: float) -> int:
    """Return how many lines a text takes; a mark that may not begin a line takes one with it."""
    columns = math.floor(width / size) - 1
    return max(1, math.ceil(_width(text) / columns))


def _width(text: str) -> float:
    """Return the width of a text in full-width characters."""
    return sum(_wide(text))


def _wide(text: str) -> Iterable[float]:
    return (1.0 if unicodedata.east_asian_width(character) in "FWA" else 0.58 for character in text)
