"""Does a figure stand among the words that it is claimed of, or does another one fit there better?

Facts of two sentences crossed keep every figure and every word; only what stands together differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.verify.figures import Figure, comparable, same
from app.verify.pairing import Pairing
from app.verify.reading import Statement

# Words of content before and behind a figure that tell what it is a figure of.
BEFORE, BEHIND = 6, 3
# Words that name a figure itself: サイバー攻撃等36.6%、ルール不徹底32.6%; 令和4年が59件.
NAMING = 3
# Weight of a figure that names another, beside the heaviest word's 1.
NAMED_BY_FIGURE = 1.0


@dataclass(frozen=True)
class Fit:
    """How well a claimed figure fits among its words in the quotation, and the best other figure there."""

    figure: Figure
    own: float
    rival: float
    other: Figure | None = None


def fits(pairing: Pairing) -> list[Fit]:
    """Return how each of the claim's figures fits that the quotation holds."""
    columns = _columns(pairing)
    found = []
    for number, figure in enumerate(pairing.claim.figures):
        near = _near(pairing.claim, number)
        rows = [pairing.claim.content.index(at) for at in near]
        if not rows:
            continue
        weights = pairing.weights[rows]
        own, rival, other = 0.0, 0.0, None
        for s, statement in enumerate(pairing.quoted):
            for n, candidate in enumerate(statement.figures):
                cols = [columns[s][at] for at in _near(statement, n)]
                held = pairing.alike[np.ix_(rows, cols)].max(axis=1) if cols else np.zeros(len(rows))
                value = float(held @ weights / weights.sum()) if weights.sum() else 0.0
                if same(figure, candidate):
                    own = max(own, value)
                elif comparable(figure, candidate) and value > rival:
                    rival, other = value, candidate
        found.append(Fit(figure, own, rival, other))
    return found


def misread(pairing: Pairing) -> float:
    """Return how much better another figure's own name fits a figure of the claim than its own one does.

    Names are what stands between a figure and the one before it, or that one where nothing does.
    """
    worst = 0.0
    for number, figure in enumerate(pairing.claim.figures):
        words, by = _name(pairing.claim, number)
        if not words and by is None:
            continue
        own, rival = 0.0, 0.0
        for statement in pairing.quoted:
            for n, candidate in enumerate(statement.figures):
                value = _fit(pairing, (words, by), _name(statement, n))
                if same(figure, candidate):
                    own = max(own, value)
                elif comparable(figure, candidate):
                    rival = max(rival, value)
        worst = max(worst, rival - own)
    return worst


def _name(statement: Statement, number: int) -> tuple[list[str], Figure | None]:
    """Return the words of content between a figure and the one before it, or that one."""
    at = _place(statement, number)
    begin = _place(statement, number - 1) if number else -1
    words = [statement.words[n].form for n in statement.content if begin < n < at][-NAMING:]
    return words, None if words or not number else statement.figures[number - 1]


def _fit(
    pairing: Pairing, mine: tuple[list[str], Figure | None], theirs: tuple[list[str], Figure | None]
) -> float:
    """Return the share, by weight, of a figure's name that is another's."""
    words, by = mine
    if by is not None:
        return NAMED_BY_FIGURE if theirs[1] is not None and same(by, theirs[1]) else 0.0
    weights = [pairing.idf(word) for word in words]
    held = sum(weight for word, weight in zip(words, weights, strict=True) if word in theirs[0])
    return held / sum(weights) if sum(weights) else 0.0


def _place(statement: Statement, number: int) -> int:
    return next((n for n, word in enumerate(statement.words) if word.figure == number), -1)


def _columns(pairing: Pairing) -> list[dict[int, int]]:
    columns, start = [], 0
    for statement in pairing.quoted:
        columns.append({at: start + n for n, at in enumerate(statement.content)})
        start += len(statement.content)
    return columns


def _near(statement: Statement, number: int) -> Sequence[int]:
    """Where the words of content around a figure stand."""
    at = _place(statement, number)
    before = [n for n in statement.content if n < at][-BEFORE:]
    return before + [n for n in statement.content if n > at][:BEHIND]
