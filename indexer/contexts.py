"""Vectors of single sentences, each under its heading.

A passage's vector blends all that it says; the one sentence that answers is nearer to the question. A
sentence is embedded with half of its heading's vector added, because it rarely repeats what it is about,
and moved by the metric of the passages. Written for models that embed a sentence in microseconds; with a
larger one an index would take several times as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile

import numpy as np
from numpy.typing import NDArray

from indexer import metric
from indexer.embed import Embedder, Vectors
from indexer.passages import Passage

# Share of the heading in a sentence's vector.
HEADING = 0.5
# Sentences moved by the metric at a time.
BATCH = 1024


class Sentences:
    """The sentences of passages embedded while their words are at hand, written once the metric is learnt.

    Until then they lie in a file without a name in `folder`: those of 100,000 passages take 400 MB.
    """

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._embedder, self._file, self._count = embedder, TemporaryFile(dir=folder), 0

    def add(self, passages: Sequence[Passage]) -> None:
        """Embed the sentences of the next passages."""
        said = self._embedder.passages([p.quote(sentence) for p in passages for sentence in p.sentences])
        heads = self._embedder.passages([passage.heading for passage in passages])
        above = np.repeat(heads, [len(passage.sentences) for passage in passages], axis=0)
        self._file.write((said + HEADING * above).astype(np.float32).tobytes())
        self._count += len(said)

    def write(self, path: Path, learnt: Vectors | None) -> None:
        """Write one row a sentence, in the order of the passages; `learnt` is the metric of passages."""
        shape = (self._count, self._embedder.dimension)
        if not self._count:
            np.save(path, np.zeros(shape, np.float16), allow_pickle=False)
            return
        made = np.lib.format.open_memmap(path, mode="w+", dtype=np.float16, shape=shape)
        self._file.seek(0)
        with self._file:
            for at in range(0, self._count, BATCH):
                found = metric.apply(learnt, self._read(min(BATCH, self._count - at)))
                made[at : at + BATCH] = found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
        made.flush()

    def _read(self, rows: int) -> Vectors:
        size = np.dtype(np.float32).itemsize * self._embedder.dimension
        return np.frombuffer(self._file.read(rows * size), np.float32).reshape(rows, -1)


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
