"""BM25 over tokens: built by bm25s, searched by numpy with weighted query words.

bm25s stores every word's score for every text that holds it (a sparse column a word), so a query
is a weighted sum of columns; summing them here lets synonyms weigh less than the user's own words
and spares the import of bm25s when searching.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

# Lucene's BM25 with its usual k1; ranking is flat from k1 = .9 to 2 and b = .4 to .75
# (`python -m eval.sweep`).
K1, B = 1.2, 0.6
FILES = ("data.npy", "indices.npy", "indptr.npy", "vocabulary.json")


class Lexical:
    """A BM25 index: sparse columns of word scores over `count` texts."""

    def __init__(
        self,
        data: NDArray[np.float32],
        indices: NDArray[np.int32],
        indptr: NDArray[np.int64],
        vocabulary: dict[str, int],
        count: int,
    ) -> None:
        self._data, self._indices, self._indptr = data, indices, indptr
        self._vocabulary = vocabulary
        self.count = count

    @classmethod
    def build(cls, texts: Sequence[Sequence[str]]) -> Lexical:
        """Index tokenised texts."""
        import bm25s

        model = bm25s.BM25(k1=K1, b=B, method="lucene")
        filled = [list(tokens) or [""] for tokens in texts] or [[""]]
        # bm25s numbers words in the order of a set, which changes with every process.
        numbers = {word: at for at, word in enumerate(sorted({w for tokens in filled for w in tokens}))}
        model.index(([[numbers[word] for word in tokens] for tokens in filled], numbers), show_progress=False)
        scores = model.scores
        return cls(
            np.asarray(scores["data"], np.float32),
            np.asarray(scores["indices"], np.int32),
            np.asarray(scores["indptr"], np.int64),
            dict(model.vocab_dict),
            len(texts),
        )

    def save(self, folder: Path) -> None:
        """Write the index to a new folder."""
        folder.mkdir(parents=True)
        arrays: tuple[NDArray[np.generic], ...] = (self._data, self._indices, self._indptr)
        for name, array in zip(FILES, arrays, strict=False):
            np.save(folder / name, array, allow_pickle=False)
        stored = {"count": self.count, "words": self._vocabulary}
        (folder / FILES[3]).write_text(json.dumps(stored, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> Lexical:
        """Read an index written by `save`."""
        arrays = [np.load(folder / name, allow_pickle=False) for name in FILES[:3]]
        stored = json.loads((folder / FILES[3]).read_text("utf-8"))
        return cls(arrays[0], arrays[1], arrays[2], stored["words"], stored["count"])

    def idf(self, word: str) -> float:
        """Inverse document frequency; an unknown word is the rarest of all."""
        n = self.held_by(word)
        return float(np.log(1 + (self.count - n + 0.5) / (n + 0.5)))

    def held_by(self, word: str) -> int:
        """How many texts hold a word."""
        at = self._vocabulary.get(word)
        return 0 if at is None else int(self._indptr[at + 1] - self._indptr[at])

    def scores(self, query: Mapping[str, float]) -> NDArray[np.float32]:
        """Scores of all texts, in 0..1: the share of the best possible score of this query.

        The best possible score is the sum of weight times idf over the user's own words (those
        of weight 1), since a word's BM25 weight cannot exceed its idf.
        """
        out = np.zeros(self.count, np.float32)
        best = sum(weight * self.idf(word) for word, weight in query.items() if weight >= 1)
        for word, weight in query.items():
            at = self._vocabulary.get(word)
            if at is not None:
                a, b = self._indptr[at], self._indptr[at + 1]
                out[self._indices[a:b]] += weight * self._data[a:b]
        return out / best if best else out
