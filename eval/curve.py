"""The refusal curve: how many unanswerable questions are refused at the price of how many others."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from eval.answers import Outcome
from eval.metrics import Interval, bootstrap

SHARES = (0.0, 0.01, 0.02, 0.03, 0.05, 0.1, 0.15, 0.2, 0.3)


@dataclass(frozen=True)
class Point:
    """Refusals of unanswerable questions where at most `allowed` of the answerable ones are refused.

    `threshold` is the least confidence that is answered; `paid` what share of the answerable
    questions then is refused.
    """

    allowed: float
    paid: float
    threshold: float
    refusals: Interval


def curve(outcomes: Sequence[Outcome], shares: Sequence[float] = SHARES) -> list[Point]:
    """Return the points of the curve: every threshold is chosen on these questions, with hindsight.

    The product's own threshold was chosen on others; where it falls is told by the refusals of
    `eval.answers`. The interval is over the unanswerable questions, the threshold held still.
    """
    yes = [o.confidence for o in outcomes if o.question.answerable]
    no = [o.confidence for o in outcomes if not o.question.answerable]
    return [point(yes, no, share) for share in shares]


def point(yes: Sequence[float], no: Sequence[float], allowed: float) -> Point:
    """Return the highest threshold that refuses no more than `allowed` of the answerable questions."""
    ordered = sorted(yes)
    # A share of .05 of 40 questions is two of them, though .05 * 40 may fall short of 2 in binary.
    threshold = ordered[min(len(ordered) - 1, math.floor(allowed * len(ordered) + 1e-9))]
    paid = sum(value < threshold for value in yes) / len(yes)
    return Point(allowed, paid, threshold, bootstrap([float(value < threshold) for value in no]))
