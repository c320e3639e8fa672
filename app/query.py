"""A question as searched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from app.asked import Kind

T = TypeVar("T")
# Kinds of question (see `asked`) that only a country's own law answers.
RULES = frozenset({"penalty", "law", "duration", "money"})


@dataclass(frozen=True)
class Query:
    """A question as searched: its weighted words, its vector, the places it names, what it asks for."""

    text: str
    weights: Mapping[str, float]
    vector: NDArray[np.float32]
    places: frozenset[str] = frozenset()
    asked: tuple[Kind, ...] = ()

    @property
    def wants_rule(self) -> bool:
        """Whether it asks for a rule of law: a penalty, an article, a term, an amount."""
        return any(kind.name in RULES for kind in self.asked)

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The user's own words, without the lexicon's additions."""
        return tuple(word for word, weight in self.weights.items() if weight >= 1)


class AtHand(Generic[T]):
    """What was made of the question at hand, kept until the next one comes."""

    def __init__(self, make: Callable[[Query], T]) -> None:
        self._make = make
        self._kept: tuple[Query, T] | None = None

    def __call__(self, query: Query) -> T:
        """Return what is made of a question."""
        kept = self._kept  # one look: several questions may be answered at once
        if kept is None or kept[0] is not query:
            kept = self._kept = (query, self._make(query))
        return kept[1]
