"""Measures of one ranking, and how sure a mean of many is.

A gold names alternatives: each of its sections answers the question fully, and a reader needs one.
Recall in its textbook sense would punish a ranking for not repeating itself, so what tables call
R@k is Success@k: whether any right result stands among the first k. nDCG@10 alone looks at all
of them; its ideal ranking begins with every right result there is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import ir_measures
import numpy as np
from ir_measures import RR, Qrel, ScoredDoc, Success, nDCG
from numpy.typing import NDArray

MEASURES = {
    "R@1": Success @ 1,
    "R@3": Success @ 3,
    "R@5": Success @ 5,
    "R@10": Success @ 10,
    "RR@10": RR @ 10,
    "nDCG@10": nDCG @ 10,
}
RESAMPLES, SEED = 10_000, 20261121
# Resamples drawn at once: 500 of 5,000 questions are 20 MiB.
BATCH = 500
# The right result of a question that has none in this index; nothing ranks it, so that all is 0.
ABSENT = "\0absent"
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Interval:
    """A mean over questions with its 95 % bootstrap interval (percentiles)."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Difference(Interval):
    """A mean difference of pairs; `below` is the share of resamples in which it is 0 or less."""

    below: float


def measure(ranked: Sequence[str], right: Collection[str]) -> dict[str, float]:
    """Return the measures of one ranking of ids, best first, against the right ones.

    An id ranked twice counts where it stands first.
    """
    return measure_all({"": ranked}, {"": right})[""]


def measure_all(
    ranked: Mapping[str, Sequence[str]], right: Mapping[str, Collection[str]]
) -> dict[str, dict[str, float]]:
    """Return the measures of each question's ranking; a question that is not ranked scores 0."""
    judged = [Qrel(key, one, 1) for key, ids in right.items() for one in (set(ids) or {ABSENT})]
    run = [ScoredDoc(key, one, -at) for key, ids in ranked.items() for at, one in enumerate(_once(ids))]
    found: dict[str, dict[str, float]] = {key: dict.fromkeys(MEASURES, 0.0) for key in right}
    names = {measure: name for name, measure in MEASURES.items()}
    for metric in ir_measures.iter_calc(MEASURES.values(), judged, run):
        found[metric.query_id][names[metric.measure]] = float(metric.value)
    return found


def _once(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def bootstrap(values: Sequence[float]) -> Interval:
    """Return the mean of a sample with its interval; the same sample gives the same interval.

    Raises ValueError where there is nothing to resample.
    """
    means = _means(values)
    low, high = np.quantile(means, (0.025, 0.975))
    return Interval(float(np.mean(values)), float(low), float(high))


def compare(ours: Sequence[float], theirs: Sequence[float]) -> Difference:
    """Return by how much `ours` exceeds `theirs` over the same questions in the same order.

    Raises ValueError where they are not as many, or none.
    """
    pairs = [a - b for a, b in zip(ours, theirs, strict=True)]
    means = _means(pairs)
    low, high = np.quantile(means, (0.025, 0.975))
    return Difference(float(np.mean(pairs)), float(low), float(high), float((means <= 0).mean()))


def _means(values: Sequence[float]) -> Array:
    """Means of resamples drawn with replacement: pairs are resampled as pairs."""
    sample = np.asarray(values, float)
    if not len(sample):
        raise ValueError("nothing to resample")
    chooser = np.random.default_rng(SEED)
    batches = (chooser.integers(0, len(sample), (BATCH, len(sample))) for _ in range(RESAMPLES // BATCH))
    return np.concatenate([sample[rows].mean(axis=1) for rows in batches])
