"""An answer's text, line by line, each line with the claim it states.

`Answer.answer` says how claims are laid out and what stands between them; `Answer.claims` says
what supports each. Screen and files need both at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.model import Answer, Claim

MARKS = re.compile(r"^(?:\s*\[\d+\])+")
BULLET = "- "


@dataclass(frozen=True)
class Line:
    """One line: a claim, or (`claim` is None) something said about the answer itself.

    `joined` tells that it goes on in the paragraph of the line before it.
    """

    text: str
    listed: bool
    claim: Claim | None = None
    joined: bool = False


def lines_of(answer: Answer) -> list[Line]:
    """Return the lines of an answer in order; no claim is ever left out."""
    found: list[Line] = []
    rest = answer.answer
    for claim in answer.claims:
        text = claim.text.strip()
        at = rest.find(text)
        if at < 0:
            found.append(Line(text, listed=False, claim=claim))
            continue
        before = rest[:at]
        start = before.rfind("\n") + 1
        joined = bool(found) and not MARKS.sub("", before).strip() and "\n" not in before
        found += _notes(before[:start])
        listed = before[start:].strip() == BULLET.strip()
        found.append(Line(text.removeprefix(BULLET), listed or text.startswith(BULLET), claim, joined))
        rest = rest[at + len(text) :]
    return [*found, *_notes(rest)]


def _notes(text: str) -> Iterator[Line]:
    for line in MARKS.sub("", text).splitlines():
        said = line.strip()
        if said:
            yield Line(said.removeprefix(BULLET), said.startswith(BULLET))
