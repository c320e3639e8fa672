"""What crosses the rooms of `app`: an answer, its claims, its citations, and where to go next.

`Answer.to_dict` is the contract of `himitsu ask --json`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Status = Literal["answered", "partial", "refused"]
Mode = Literal["extractive", "written"]
Support = Literal["verbatim", "supported", "unverified"]


@dataclass(frozen=True)
class Citation:
    """A quotation and where it stands.

    `quote` is a slice of the document's text; `passage` is the passage around it, in which
    `quote` occurs; `passage_id` is opaque. `kind` is "original" or "digest".
    """

    number: int
    document: str
    title: str
    edition: str
    authority: str
    kind: str
    section: str
    pages: str
    url: str
    quote: str
    passage: str
    passage_id: str
    score: float
    start: int
    end: int


@dataclass(frozen=True)
class Claim:
    """One sentence, list item or table row of the answer and the numbers of its citations."""

    text: str
    citations: tuple[int, ...]
    support: Support = "verbatim"


@dataclass(frozen=True)
class ChecklistPointer:
    """A checklist item that follows from the answer."""

    checklist: str
    item: str
    text: str
    section: str
    title: str = ""


@dataclass(frozen=True)
class DeskPointer:
    """A consultation desk and why it is named here."""

    name: str
    contact: str
    why: str
    checked: str = ""


@dataclass(frozen=True)
class Written:
    """What came of asking a language model to write an answer.

    Of `sentences` that it wrote, `dropped` were not shown because nothing holds them, `aside` because they do
    not touch the question, and `softened` were replaced by the quotation that they cite; `share_dropped` is
    dropped / sentences. `note` says why the extractive answer stands instead, "" where the written one does;
    `warning` what is to be known of the written one. `host` is where question and quotations were sent, if
    they were (`sent`).
    """

    model: str
    host: str
    local: bool
    sentences: int = 0
    softened: int = 0
    dropped: int = 0
    aside: int = 0
    share_dropped: float = 0.0
    note: str = ""
    sent: bool = True
    warning: str = ""


@dataclass(frozen=True)
class Answer:
    """An answer. `answer` is Markdown: the claims with their citation numbers.

    `suggestion` is the question as it was searched where words of it were misspelt, else empty.
    `understood` is the question that was answered where it is not the one asked: a follow-up with what
    it takes from the conversation; "" where nothing was taken. `premise` is what is said of a question's
    premise, "" where it puts none. `tool` names the work tool that goes further than the answer, "" for none.
    `written` tells of the language model that was asked to write it, None where none was.
    """

    question: str
    status: Status
    answer: str
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    checklist: tuple[ChecklistPointer, ...] = ()
    desks: tuple[DeskPointer, ...] = ()
    warnings: tuple[str, ...] = ()
    mode: Mode = "extractive"
    suggestion: str = ""
    timings_ms: dict[str, float] = field(default_factory=dict)
    understood: str = ""
    premise: str = ""
    tool: str = ""
    written: Written | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object of `himitsu ask --json`."""
        return asdict(self)
