"""Vectors of single sentences, each under its heading.

A passage's vector blends all that it says; the one sentence that answers is nearer to the question. A
sentence is embedded with half of its heading's vector added, because it rarely repeats what it is about,
and moved by the metric of the passages. Written for models that embed a sentence in microseconds; with a
larger one an index would take several times as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer import metric
from indexer.embed import Embedder, Vectors
from indexer.passages import Passage

# Share of the heading in a sentence's vector.
HEADING = 0.5
BATCH = 256


def write(path: Path, passages: Sequence[Passage], embedder: Embedder, learnt: Vectors | None) -> None:
    """Write one row a sentence, in the order of the passages; `learnt` is the metric of passages."""
    total = sum(len(passage.sentences) for passage in passages)
    shape = (total, embedder.dimension)
    if not total:
        np.save(path, np.zeros(shape, np.float16), allow_pickle=False)
        return
    made = np.lib.format.open_memmap(path, mode="w+", dtype=np.float16, shape=shape)
    at = 0
    for start in range(0, len(passages), BATCH):
        batch = passages[start : start + BATCH]
        said = embedder.passages([p.quote(sentence) for p in batch for sentence in p.sentences])
        heads = embedder.passages([p.heading for p in batch])
        above = np.repeat(heads, [len(p.sentences) for p in batch], axis=0)
        found = metric.apply(learnt, said + HEADING * above)
        made[at : at + len(found)] = found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
        at += len(found)
    made.flush()


class Contexts:
    """The sentences of a generation; rows are those of its passages. Empty where none were written."""

    def __init__(self, path: Path, passages: Sequence[Passage]) -> None:
        # Mapped: a question touches the sentences of some ninety passages.
        self._rows = np.load(path, mmap_mode="r", allow_pickle=False) if path.exists() else None
        self._first = np.cumsum([0, *(len(p.sentences) for p in passages)])

    @property
    def written(self) -> bool:
        """Whether sentences have vectors at all."""
        return self._rows is not None

    def cosines(self, vector: Vectors, row: int) -> NDArray[np.float32]:
        """Cosines of a passage's sentences with one projected question of shape (1, dimension)."""
        if self._rows is None:
            return np.zeros(int(self._first[row + 1] - self._first[row]), np.float32)
        rows = self._rows[self._first[row] : self._first[row + 1]]
        return np.asarray(rows.astype(np.float32) @ vector[0], np.float32)
