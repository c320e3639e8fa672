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


def _columns(pairing: Pairing) -> list[dict[int, int]]:
    columns, start = [], 0
    for statement in pairing.quoted:
        columns.append({at: start + n for n, at in enumerate(statement.content)})
        start += len(statement.content)
    return columns


def _near(statement: Statement, number: int) -> Sequence[int]:
    """Where the words of content around a figure stand."""
    at = next(n for n, word in enumerate(statement.words) if word.figure == number)
    before = [n for n in statement.content if n < at][-BEFORE:]
    return before + [n for n in statement.content if n > at][:BEHIND]
