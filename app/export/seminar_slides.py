"""A seminar as a PowerPoint file: cover, outline, one message a slide, case, questions, sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app import texts_seminar as say
from app.answer import japanese_date
from app.export.fitting import fit, height, pages
from app.export.seminar_lines import (
    answer_lines,
    desk_line,
    footnote,
    outline_lines,
    part_line,
    speaker_notes,
    with_marks,
)
from app.export.slides import (
    GREY,
    INK,
    LINE,
    NAVY,
    TINT,
    WIDTH,
    Box,
    Style,
    bar,
    blank,
    deck,
    number,
    put,
    saved,
    title,
)
from app.labels import safe_url
from app.model import Citation
from app.tools.seminar import Case, Question, Said, Seminar, Slide, cited

SIDE = 48
INNER = WIDTH - 2 * SIDE
KICKER = Box(SIDE, 18, INNER, 32)
TITLE = Box(SIDE, 46, INNER, 88)
BODY = Box(SIDE, 140, INNER, 288)
QUESTION = Box(SIDE, 52, INNER, 160)
FOOTNOTES = Box(SIDE, 434, INNER, 66)
FOOT = Box(SIDE, 506, INNER - 100, 28)
NUMBER = Box(WIDTH - SIDE - 100, 506, 100, 28)
TITLE_SIZES, MESSAGE_SIZES, BODY_SIZES, NOTE_SIZES = (
    (30, 28, 26, 24, 22, 20, 18, 16, 14),
    (28, 26, 24, 22, 20),
    (24, 22, 20, 18, 16),
    (11, 10),
)
ANSWER_SIZES = (20, 18, 16, 14)
# Heights of a message: the least, the most, and what is added to its text.
LEAST_MESSAGE, MOST_MESSAGE, MESSAGE_AIR, GAP = 64, 150, 12, 16
SMALL = 10


def to_slides(seminar: Seminar, day: date) -> bytes:
    """Return the presentation."""
    made = _Deck(seminar, day)
    made.cover()
    made.outline()
    for slide in seminar.slides:
        made.message(slide)
    for case in seminar.cases if any(part.key == "case" for part in seminar.parts) else ():
        made.case(case)
    for at, question in enumerate(seminar.questions[: seminar.in_class], 1):
        made.question(at, question)
    made.sources()
    made.before_use()
    return saved(made.file)


class _Deck:
    """The slides of one seminar as they are made."""

    def __init__(self, seminar: Seminar, day: date) -> None:
        self.seminar, self.day = seminar, day
        self.file = deck(seminar.topic, day)
        self.by_number: Mapping[int, Citation] = {c.number: c for c in seminar.citations}
        self.used: set[int] = set()

    def cover(self) -> None:
        """Add the cover."""
        seminar = self.seminar
        slide = blank(self.file, "\n".join((say.NOTE_COVER, *outline_lines(seminar.parts, seminar.minutes))))
        bar(slide, Box(0, 0, WIDTH, 14), NAVY)
        put(slide, Box(SIDE, 92, INNER, 40), [say.KIND], Style(18, color=GREY), "kicker")
        box = Box(SIDE, 134, INNER, 140)
        style = fit([seminar.topic], box, (44, 40, 36, 32, 28, 24), Style(44, bold=True, color=NAVY))
        title(slide, box, seminar.topic, style or Style(20, bold=True, color=NAVY))
        lines = [
            say.SUBTITLE.format(audience=seminar.audience, minutes=seminar.minutes),
            say.MADE.format(date=japanese_date(self.day.isoformat())),
        ]
        put(slide, Box(SIDE, 286, INNER, 84), lines, Style(20, color=INK), "subtitle")
        # How a ready topic was made is of no interest to who is trained.
        warning = [say.NOT_ADVICE, *([] if seminar.ready else [say.FREE_NOTE])]
        put(
            slide,
            Box(SIDE, 392, INNER, 96),
            warning,
            Style(18, color=NAVY, fill=TINT, middle=True),
            "not advice",
        )

    def outline(self) -> None:
        """Add the outline with its minutes."""
        seminar = self.seminar
        slide = self._framed("", say.OUTLINE, [say.NOTE_COVER, say.NOTE_SAY, say.OUTLINE], ())
        rows = [(part_line(part), say.MINUTES_OF.format(minutes=part.minutes)) for part in seminar.parts]
        rows.append((say.TOTAL, say.MINUTES_OF.format(minutes=seminar.minutes)))
        for at, (label, minutes) in enumerate(rows):
            top = BODY.top + at * 46
            last = at == len(rows) - 1
            style = Style(20, bold=last, color=NAVY if last else INK, middle=True)
            put(slide, Box(SIDE, top, INNER - 160, 40), [label], style)
            aligned = Style(20, bold=last, color=NAVY if last else INK, middle=True, right=True)
            put(slide, Box(WIDTH - SIDE - 160, top, 160, 40), [minutes], aligned)
            bar(slide, Box(SIDE, top + 42, INNER, 1.5), LINE)

    def message(self, slide: Slide) -> None:
        """Add a section: its first sentence as the message, the others under it, split where need be."""
        notes = speaker_notes(slide, self.seminar.slide_minutes, self.by_number)
        self._told(slide.kicker, slide.title, slide.lines, notes)

    def case(self, case: Case) -> None:
        """Add a case: facts, what to discuss, what the sources say."""
        self._listed(say.CASE, f"{case.title}　{say.CASE_FACTS}", case.facts, [say.NOTE_CASE])
        asked = [Said(text, ()) for text in case.discuss]
        self._listed(say.CASE, f"{case.title}　{say.CASE_DISCUSS}", asked, [say.NOTE_CASE])
        self._listed(say.CASE, f"{case.title}　{say.CASE_SAYS}", case.says, [say.NOTE_CASE])

    def question(self, at: int, question: Question) -> None:
        """Add a question, and on the next slide its answer with the sentence that says so."""
        kicker = f"{say.QUIZ}　{say.QUIZ_NUMBER.format(number=at)}"
        options = [f"{letter}　{text}" for letter, text in zip(say.LETTERS, question.options, strict=True)]
        answer = answer_lines(question)
        notes = [say.NOTE_QUIZ, "", *answer]
        slide = self._framed(kicker, question.ask, notes, (), QUESTION)
        self._options(slide, options)
        marks = cited([question.why, *(one.said for one in question.confusions)])
        self._answer(kicker, answer, notes, marks)

    def _answer(self, kicker: str, answer: Sequence[str], notes: Sequence[str], marks: Sequence[int]) -> None:
        head, *reasons = answer
        for at, (page, sized) in enumerate(pages(reasons, BODY, ANSWER_SIZES, Style(20, bullet=True))):
            slide = self._framed(kicker, head + (say.CONTINUED if at else ""), notes, marks)
            put(slide, BODY, page, sized, "body")

    def _options(self, slide: Any, options: Sequence[str]) -> None:
        for at, option in enumerate(options):
            box = Box(SIDE, 226 + at * 66, INNER, 58)
            style = fit([option], box, (20, 18, 16, 14, 12), Style(20, fill=TINT, middle=True))
            put(slide, box, [option], style or Style(10, fill=TINT, middle=True), f"option {at + 1}")

    def sources(self) -> None:
        """Add the list of what the slides quote, and where each document is published."""
        used = [citation for citation in self.seminar.citations if citation.number in self.used]
        lines = [footnote(citation) for citation in used]
        urls = {citation.title: url for citation in used if (url := safe_url(citation.url))}
        lines += [say.PUBLISHED.format(title=title, url=url) for title, url in urls.items()]
        box = Box(SIDE, BODY.top - 8, INNER, 368)
        for at, (page, sized) in enumerate(pages(lines, box, (12, 11, 10), Style(12))):
            slide = self._framed("", say.SOURCES + (say.CONTINUED if at else ""), [say.SOURCES], ())
            put(slide, box, page, sized, "body")

    def before_use(self) -> None:
        """Add what a trainer must know, and the desks to ask."""
        lines = list(self.seminar.notes)
        if self.seminar.desks:
            lines += [desk_line(desk.name, desk.contact, desk.checked) for desk in self.seminar.desks]
        box = Box(SIDE, BODY.top, INNER, 360)
        for at, (page, sized) in enumerate(pages(lines, box, (18, 16, 14), Style(18, bullet=True))):
            title = f"{say.BEFORE_USE}・{say.DESKS}" + (say.CONTINUED if at else "")
            put(self._framed("", title, [say.NOT_ADVICE], ()), box, page, sized, "body")

    def _told(self, kicker: str, heading: str, lines: Sequence[Said], notes: Sequence[str]) -> None:
        """Add a message and what bears it out, the message as large as lets all stand on one slide."""
        first, *rest = [with_marks(line) for line in lines]
        tried = [one for size in MESSAGE_SIZES if (one := _under(first, rest, size))]
        if not tried:
            # A long sentence is no message: it stands in the list with the others.
            self._listed(kicker, heading, lines, notes)
            return
        fewest = min(len(shared) for _, _, shared in tried)
        style, under, shared = next(one for one in tried if len(one[2]) == fewest)
        message = Box(SIDE, BODY.top, INNER, under.top - BODY.top - GAP)
        for at, (page, sized) in enumerate(shared):
            slide = self._framed(kicker, heading + (say.CONTINUED if at else ""), notes, cited(lines))
            put(slide, message, [first], style, "message")
            if page:
                put(slide, under, page, sized, "body")

    def _listed(self, kicker: str, heading: str, lines: Sequence[Said], notes: Sequence[str]) -> None:
        written = [with_marks(line) for line in lines]
        for at, (page, sized) in enumerate(pages(written, BODY, BODY_SIZES, Style(24, bullet=True))):
            slide = self._framed(kicker, heading + (say.CONTINUED if at else ""), notes, cited(lines))
            put(slide, BODY, page, sized, "body")

    def _framed(
        self, kicker: str, heading: str, notes: Sequence[str], marks: Sequence[int], box: Box = TITLE
    ) -> Any:
        """Add a slide with its head, footnotes, foot and number."""
        slide = blank(self.file, "\n".join(notes))
        bar(slide, Box(0, 0, WIDTH, 8), NAVY)
        if kicker:
            style = fit([kicker], KICKER, (13, 12, 11, 10), Style(13, color=GREY))
            put(slide, KICKER, [kicker], style or Style(8, color=GREY), "kicker")
        style = fit([heading], box, TITLE_SIZES, Style(30, bold=True, color=NAVY, middle=True))
        title(slide, box, heading, style or Style(TITLE_SIZES[-1], bold=True, color=NAVY, middle=True))
        self._footnotes(slide, marks)
        put(slide, FOOT, [say.PAGE_FOOT], Style(SMALL, color=GREY), "foot")
        number(slide, NUMBER, Style(SMALL, color=GREY, right=True))
        return slide

    def _footnotes(self, slide: Any, marks: Sequence[int]) -> None:
        """Write the sources that the slide quotes; what finds no room is in the notes and at the end."""
        if not marks:
            return
        self.used.update(marks)
        lines = [footnote(self.by_number[mark]) for mark in marks]
        style = fit(lines, FOOTNOTES, NOTE_SIZES, Style(11, color=GREY))
        while style is None:
            lines = [*[line for line in lines if line != say.FOOTNOTE_MORE][:-1], say.FOOTNOTE_MORE]
            style = fit(lines, FOOTNOTES, NOTE_SIZES, Style(11, color=GREY))
        bar(slide, Box(SIDE, FOOTNOTES.top - 4, 120, 1), LINE)
        put(slide, FOOTNOTES, lines, style, "footnotes")


def _under(
    first: str, rest: Sequence[str], size: float
) -> tuple[Style, Box, list[tuple[list[str], Style]]] | None:
    """Return how a message is set at a size, the box under it and what it holds; None if it is too long."""
    style = Style(size, bold=True, color=NAVY, fill=TINT, middle=True)
    taken = max(LEAST_MESSAGE, height([first], INNER, style) + MESSAGE_AIR)
    if taken > MOST_MESSAGE:
        return None
    top = BODY.top + taken + GAP
    under = Box(SIDE, top, INNER, BODY.top + BODY.height - top)
    shared = pages(rest, under, BODY_SIZES, Style(24, bullet=True)) if rest else [([], style)]
    return style, under, shared
