"""How well a text holds a question's words, where a word like one of them counts by its cosine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.query import Query
from indexer.embed import Embedder
from indexer.index import Index


@dataclass(frozen=True)
class Likeness:
    """One question against all words of an index: `cosines` has shape (its words, words of the index)."""

    idf: NDArray[np.float32]
    cosines: NDArray[np.float32]

    def share(self, numbers: NDArray[np.integer[Any]]) -> float:
        """Share of the question's words, by idf, that the words of these numbers hold or are like."""
        if not len(self.idf) or not len(numbers):
            return 0.0
        return float(self.cosines[:, numbers].max(axis=1) @ self.idf / self.idf.sum())


def likeness(index: Index, embedder: Embedder, query: Query) -> Likeness:
    """Compare a question's own words with all words of the index."""
    # Numbers of articles and years (=21条) are like nothing but themselves; coverage counts them.
    own = [word for word in query.own if not word.startswith("=")]
    idf = np.array([index.lexical.idf(word) for word in own], np.float32)
    return Likeness(idf, index.bags.cosines(own, embedder.queries(own)))
