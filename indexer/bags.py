"""Words of the passages, of their headings and of their sentences, met again without analysing a text.

Ranking looks at some ninety passages a question, and analysing them anew takes ten times as long as all
else. So they are analysed when the index is built (see `analysis`); each text is then a row of word numbers.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.embed import Embedder, Vectors
from indexer.passages import Passage

KINDS = ("passages", "heads", "sentences")
VOCABULARY, VECTORS = "vocabulary.json", "vectors.npy"
# Passages whose words are kept as sets: all of the digests', and some 60 MiB of a larger index.
KEPT = 4096
# Words embedded at a time while building.
BATCH = 1024
Words = frozenset[str]


class Bag:
    """Rows of word numbers, one after the other: row n is `ids[ends[n]:ends[n + 1]]`."""

    def __init__(self, ids: NDArray[np.int32], ends: NDArray[np.int64]) -> None:
        self._ids, self._ends = ids, ends

    def row(self, at: int) -> NDArray[np.int32]:
        """Return the numbers of the words of one text, each once, ascending."""
        return self._ids[self._ends[at] : self._ends[at + 1]]


class Bags:
    """The words of a generation. Rows are those of its passages."""

    def __init__(self, folder: Path, passages: Sequence[Passage]) -> None:
        self._vocabulary: list[str] = json.loads((folder / VOCABULARY).read_text("utf-8"))
        self._number = {word: at for at, word in enumerate(self._vocabulary)}
        self._vectors = np.load(folder / VECTORS, allow_pickle=False)
        self._bags = {kind: _load(folder, kind) for kind in KINDS}
        self._first = np.cumsum([0, *(len(p.sentences) for p in passages)])
        self.passage: Callable[[int], Words] = lru_cache(KEPT)(self._passage)
        self.head: Callable[[int], Words] = lru_cache(KEPT)(self._head)
        self.sentences: Callable[[int], tuple[Words, ...]] = lru_cache(KEPT)(self._sentences)
        self.body: Callable[[int], Words] = lru_cache(KEPT)(self._body)

    def _passage(self, row: int) -> Words:
        return self._words("passages", row)

    def _head(self, row: int) -> Words:
        return self._words("heads", row)

    def _sentences(self, row: int) -> tuple[Words, ...]:
        return tuple(self._words("sentences", at) for at in range(self._first[row], self._first[row + 1]))

    def _body(self, row: int) -> Words:
        return frozenset[str]().union(*self.sentences(row))

    def numbers(self, kind: str, at: int) -> NDArray[np.int32]:
        """Return the numbers of the words of one text of a kind (see KINDS)."""
        return self._bags[kind].row(at)

    def sentence_numbers(self, row: int) -> list[NDArray[np.int32]]:
        """Return the numbers of the words of a passage's sentences."""
        return [self.numbers("sentences", at) for at in range(self._first[row], self._first[row + 1])]

    def cosines(self, words: Sequence[str], vectors: Vectors) -> Vectors:
        """Cosines, none below 0, of words with all words of the index; 1 for the same word."""
        found = np.maximum(vectors @ self._vectors.T, 0)
        for at, word in enumerate(words):
            if (number := self._number.get(word)) is not None:
                found[at, number] = 1.0
        return np.asarray(found, np.float32)

    def vectors(self, row: int) -> Vectors:
        """Vectors of all words of a passage, shape (words, dimension)."""
        return np.asarray(self._vectors[self._bags["passages"].row(row)])

    def _words(self, kind: str, at: int) -> Words:
        return frozenset(map(self._vocabulary.__getitem__, self._bags[kind].row(at).tolist()))


def _load(folder: Path, kind: str) -> Bag:
    ids, ends = (np.load(folder / f"{kind}-{part}.npy", allow_pickle=False) for part in ("ids", "ends"))
    return Bag(ids, ends)


class Numbering:
    """Numbers words as they come, and gathers rows of each kind."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._ids = {kind: array("i") for kind in KINDS}
        self._ends = {kind: array("q", [0]) for kind in KINDS}

    def add(self, kind: str, words: Iterable[str]) -> None:
        """Add a row; how often a word stands in a text is not kept."""
        numbers, ids = self._numbers, self._ids[kind]
        ids.extend(sorted({numbers.setdefault(word, len(numbers)) for word in words}))
        self._ends[kind].append(len(ids))

    def save(self, folder: Path, embedder: Embedder) -> None:
        """Write all rows, the words, and the vector of each word."""
        folder.mkdir(parents=True)
        for kind in KINDS:
            np.save(folder / f"{kind}-ids.npy", np.array(self._ids[kind], np.int32), allow_pickle=False)
            np.save(folder / f"{kind}-ends.npy", np.array(self._ends[kind], np.int64), allow_pickle=False)
        words = list(self._numbers)
        (folder / VOCABULARY).write_text(json.dumps(words, ensure_ascii=False), "utf-8")
        vectors = np.zeros((len(words), embedder.dimension), np.float32)
        for at in range(0, len(words), BATCH):
            vectors[at : at + BATCH] = embedder.passages(words[at : at + BATCH])
        np.save(folder / VECTORS, vectors, allow_pickle=False)
