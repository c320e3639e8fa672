"""What crosses the room: a quotation that a claim cites, and what checking the claim found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# Why a claim does not stand. The first that is found is told; the order is that of the checks.
Reason = Literal[
    "",  # it stands
    "uncited",  # no quotation, or none of this answer
    "orders",  # speaks to the program or of itself, not of the matter
    "figure",  # a number, date or share that the quotation does not hold
    "article",  # an article, law, ruling or document that the quotation does not name
    "name",  # an organisation, place or person that the quotation does not name
    "negation",  # says of something that it is not what the quotation says it is, or the reverse
    "modality",  # must, should, may, might: stronger than the quotation
    "scope",  # all, only, always, where the quotation does not say so
    "subject",  # somebody else does it
    "merged",  # two sentences crossed: what is said of the one is said of the other
    "unsupported",  # the words, or what they say together, are not there
]


@dataclass(frozen=True)
class Quoted:
    """A quotation as a claim is checked against it.

    `text` is what may be quoted; `context` names what it is of: title, edition, headings. Words of the
    context may stand in a claim, but a claim cannot rest on them alone.
    """

    text: str
    context: str = ""


@dataclass(frozen=True)
class Verdict:
    """What checking a claim against a quotation found.

    `score` in 0..1 is the learnt likelihood that the claim stands, 0 where a rule refused it before.
    `start`..`end` are offsets into the quotation's text: the sentences that the claim rests on, or come
    nearest to it. `detail` is the word or figure at fault, for the developer's table.
    """

    reason: Reason
    score: float
    start: int
    end: int
    detail: str = ""

    @property
    def supported(self) -> bool:
        """Whether the claim may be shown as fact."""
        return self.reason == ""
