"""One measured value, and the percentiles of many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A measured value. `corpus` is what was searched, `passages` its size, `clients` how many at once."""

    part: str
    name: str
    value: float
    unit: str
    corpus: str = ""
    passages: int = 0
    clients: int = 0


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least `share` of all values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as aligned lines, in the order measured."""
    lines = []
    for figure in figures:
        where = f"{figure.corpus} {figure.passages or ''}".strip()
        where += f" ×{figure.clients}" if figure.clients else ""
        lines.append(f"{figure.part:8} {where:24} {figure.name:34} {figure.value:10.4g} {figure.unit}")
    return "\n".join(lines)
