"""An order to a seminar: which slides, cases and questions, quoted and timed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from app import texts
from app.answer import japanese_date
from app.cited import Ref, Sources
from app.engine import Engine
from app.model import Citation
from app.tools.seminar import Order, Seminar
from app.tools.seminar_data import LEVELS, Audience, CaseRef, QuizRef, SeminarData, SlideRef, load_seminar
from app.tools.seminar_free import sections
from app.tools.seminar_quiz import borne_out, drawn, questions, sound
from app.tools.seminar_quote import Quoter
from app.tools.seminar_swap import lines, swapped
from app.tools.seminar_time import QUESTIONS, Room, parts, room
from indexer.errors import HimitsuError
from indexer.family import base

# In a seminar of fewer slides only one opening slide fits, and the closing one only from the second on.
SHORT, CLOSED = 8, 5


def build(engine: Engine, order: Order) -> Seminar:
    """Make the seminar that was ordered.

    Raises HimitsuError: "seminar_audience", "seminar_minutes", "seminar_topic" for what cannot be ordered,
    "seminar_outside" for a topic that the corpus does not hold.
    """
    data = load_seminar()
    if order.audience not in data.audiences:
        raise HimitsuError("seminar_audience", audience=order.audience, known="・".join(data.audiences))
    room(order.minutes, 0, 0)
    audience = data.audiences[order.audience]
    ready = data.named(order.topic)
    found = ready.slides if ready else sections(engine, order.topic, data, audience.id)
    topic = ready.title if ready else order.topic.strip()
    own = tuple(slide for slide in found if not slide.only or audience.id in slide.only)
    cases = [data.cases[name] for name in ready.cases] if ready else _cases(own, data)
    seed = f"{topic}|{audience.id}|{order.seed}"
    sources = Sources(engine.index)
    quiz = _quiz(ready.id if ready else "", own, data, sources, seed)
    fits = room(order.minutes, len(cases), len(quiz))
    chosen = _chosen(own, audience, fits)
    told = {(slide.document, slide.section) for slide in chosen}
    # In class is asked first what was told.
    quiz.sort(key=lambda one: (one.ref.document, one.ref.section) not in told)
    quoter = Quoter(sources)
    slides = tuple(quoter.slide(slide) for slide in chosen)
    outline, each = parts(fits, len(slides))
    made = Seminar(
        topic=topic,
        audience=audience.label,
        minutes=order.minutes,
        ready=ready is not None,
        parts=outline,
        slides=slides,
        # The first case is handed out also where there is no time for it.
        cases=tuple(quoter.case(case) for case in cases[: max(1, fits.cases)]),
        questions=questions(quiz, quoter, seed),
        in_class=fits.questions,
        slide_minutes=each,
        citations=(),
        notes=(),
        desks=engine.guide.desks_for(topic, [], refused=False),
    )
    citations = quoter.cited.citations
    return replace(made, citations=citations, notes=_notes(engine, citations))


def _chosen(own: Sequence[SlideRef], audience: Audience, fits: Room) -> list[SlideRef]:
    """Return the slides that fit: the audience's around the topic's; its first levels stay longest."""
    total = fits.slides
    opening = audience.opening[: 1 if total < SHORT else None]
    closing = audience.closing[: 1 if total < SHORT else None] if total >= CLOSED else ()
    held = {(slide.document, slide.section) for slide in own}
    around = [
        [slide for slide in side if (slide.document, slide.section) not in held]
        for side in (opening, closing)
    ]
    kept = _spread(own, max(1, total - sum(map(len, around))))
    return [*around[0], *kept, *around[1]]


def _spread(own: Sequence[SlideRef], count: int) -> list[SlideRef]:
    """Return the first levels whole and, of the level that does not fit, slides from all over it."""
    kept: list[int] = []
    for level in LEVELS:
        there = [at for at, slide in enumerate(own) if slide.level == level]
        fits = min(len(there), count - len(kept))
        kept += [there[at * len(there) // fits] for at in range(fits)]
    return [own[at] for at in sorted(kept)]


def _cases(slides: Iterable[SlideRef], data: SeminarData) -> list[CaseRef]:
    """Return the cases that share their facts, or two sections, with a free topic's slides, nearest first."""
    held = {(slide.document, base(slide.section)) for slide in slides}

    def shared(refs: Iterable[Ref]) -> int:
        return len({(ref.document, base(ref.section)) for ref in refs} & held)

    worth = {case.id: 2 * shared(case.facts) + shared(case.says) for case in data.cases.values()}
    return [data.cases[name] for name in sorted(worth, key=lambda name: -worth[name]) if worth[name] > 1]


def _quiz(
    topic: str, slides: Sequence[SlideRef], data: SeminarData, sources: Sources, seed: str
) -> list[QuizRef]:
    """Return up to ten sound questions: of the topic or of its sections, then figures among neighbours.

    What the slides speak of is asked first.
    """
    held = {(slide.document, slide.section) for slide in slides}

    def taught(ref: Ref) -> bool:
        return (ref.document, ref.section) in held

    own = [quiz for quiz in data.quiz if (topic in quiz.topics if topic else taught(quiz.ref))]
    own.sort(key=lambda quiz: (not taught(quiz.ref), drawn(seed, quiz.id)))
    found = list(islice((quiz for quiz in own if borne_out(quiz, sources)), QUESTIONS))
    if len(found) == QUESTIONS:
        return found
    asked = {quiz.ref for quiz in found}
    more = (quiz for quiz in swapped(slides, lines(sources)) if quiz.ref not in asked)
    return found + list(islice((quiz for quiz in more if sound(quiz, sources)), QUESTIONS - len(found)))


def _notes(engine: Engine, citations: Sequence[Citation]) -> tuple[str, ...]:
    """Return what a trainer must know of the sources: summaries, sheets, second hand, dates."""
    passages = {passage.id: passage for passage in engine.index.passages}
    entries = {c.passage_id: engine.index.entry(passages[c.passage_id]) for c in citations}
    found = [
        texts.VALID_UNTIL.format(title=entry.title, date=japanese_date(entry.valid_until))
        for entry in entries.values()
        if entry.valid_until
    ]
    if any(entry.authority == "sheet" for entry in entries.values()):
        found.append(texts.SHEET_USED)
    digests = [entries[c.passage_id] for c in citations if c.kind == "digest"]
    if any(entry.basis == "secondary" for entry in digests):
        found.append(texts.SECONDARY_USED)
    if digests:
        found.append(texts.DIGEST_USED)
    return (*dict.fromkeys(found), texts.NOT_ADVICE)
