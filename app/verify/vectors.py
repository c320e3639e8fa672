"""Vectors of words and sentences, where the embedding model gives them in microseconds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.embed import EMBEDDED, Embedder

Array = NDArray[np.float64]
# Words whose vectors are kept, 1.2 KiB each.
REMEMBERED = 20_000


class Vectors:
    """Cosines of words and of sentences. Other models than the default measure otherwise and are not asked."""

    def __init__(self, embedder: Embedder) -> None:
        self.used = embedder.name == EMBEDDED
        self._embedder = embedder
        self._words: dict[str, NDArray[np.float32]] = {}

    def cosines(self, rows: Sequence[str], columns: Sequence[str]) -> Array:
        """Return the cosines of each of some words with each of others; zeros without vectors."""
        if not self.used:
            return np.zeros((len(rows), len(columns)))
        return np.asarray(self._of(rows) @ self._of(columns).T, float)

    def cosine(self, one: str, other: str) -> float:
        """Return the cosine of two sentences; 0 without vectors."""
        if not self.used or not one or not other:
            return 0.0
        found = self._embedder.passages([one, other])
        return float(found[0] @ found[1])

    def _of(self, words: Sequence[str]) -> NDArray[np.float32]:
        new = [word for word in dict.fromkeys(words) if word not in self._words]
        if new:
            if len(self._words) > REMEMBERED:
                self._words.clear()
                new = list(dict.fromkeys(words))
            self._words.update(zip(new, self._embedder.passages(new), strict=True))
        return np.array([self._words[word] for word in words])
