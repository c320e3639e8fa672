"""A seminar for trainers: outline, slides, cases and questions, every statement a quotation of the corpus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from app.cited import Ref
from app.model import Citation, DeskPointer


@dataclass(frozen=True)
class Order:
    """What a trainer asks for: a topic (free text or a ready one), an audience's id, minutes, a seed."""

    topic: str
    audience: str
    minutes: int
    seed: int = 1


@dataclass(frozen=True)
class Said:
    """A quoted sentence and the numbers of its citations."""

    text: str
    marks: tuple[int, ...]


@dataclass(frozen=True)
class Asked:
    """A question that people ask, and the sentence that answers it."""

    question: str
    answer: Said


@dataclass(frozen=True)
class Slide:
    """One message: the first of `lines`; the others bear it out.

    `kicker` and `title` are the section's heading. For the speaker: `more`, what else the section says;
    `unconfirmed`, what it marks as not confirmed; `asked`, questions to expect.
    """

    kicker: str
    title: str
    lines: tuple[Said, ...]
    more: tuple[Said, ...] = ()
    unconfirmed: tuple[Said, ...] = ()
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True)
class Case:
    """A case of the corpus: its facts, what to discuss, what the sources say of it."""

    title: str
    facts: tuple[Said, ...]
    discuss: tuple[str, ...]
    says: tuple[Said, ...]


@dataclass(frozen=True)
class Confusion:
    """A wrong option and the sentence it belongs to."""

    option: str
    said: Said


@dataclass(frozen=True)
class Question:
    """A question with four options; `right` numbers the right one from 0, `why` is the sentence that says so.

    `refs` are the sentences of the options, in their order.
    """

    id: str
    ask: str
    options: tuple[str, ...]
    right: int
    why: Said
    confusions: tuple[Confusion, ...]
    refs: tuple[Ref, ...]


@dataclass(frozen=True)
class Part:
    """A part of the seminar, by its key in the texts, and its minutes."""

    key: str
    minutes: int
    count: int = 0


@dataclass(frozen=True)
class Seminar:
    """All that is handed out.

    `ready` tells a topic prepared by hand from one gathered by searching; `in_class` is how many of the
    questions the minutes leave room for; `slide_minutes` what one slide takes.
    """

    topic: str
    audience: str
    minutes: int
    ready: bool
    parts: tuple[Part, ...]
    slides: tuple[Slide, ...]
    cases: tuple[Case, ...]
    questions: tuple[Question, ...]
    in_class: int
    slide_minutes: float
    citations: tuple[Citation, ...]
    notes: tuple[str, ...]
    desks: tuple[DeskPointer, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object of `himitsu seminar --json`."""
        made = asdict(self)
        for question, own in zip(made["questions"], self.questions, strict=True):
            question["refs"] = [str(ref) for ref in own.refs]
        return made


def cited(sayings: Sequence[Said]) -> tuple[int, ...]:
    """Return the numbers of all citations of some sentences, each once, in order."""
    return tuple(dict.fromkeys(number for said in sayings for number in said.marks))
