"""Vectors of a generation: a flat FAISS index on disk, all cosines of a question by one product."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from indexer.embed import Vectors


class Flat:
    """Unit vectors, one a row."""

    def __init__(self, path: Path) -> None:
        import faiss

        # Kept: the rows are a view of its memory.
        self._index = cast(Any, faiss.read_index(str(path)))
        self.count, dimension = int(self._index.ntotal), int(self._index.d)
        self.rows: Vectors = np.zeros((0, dimension), np.float32)
        if self.count:
            values = faiss.rev_swig_ptr(self._index.get_xb(), self.count * dimension)
            self.rows = values.reshape(self.count, dimension)

    def cosines(self, vector: Vectors) -> NDArray[np.float32]:
        """Cosine of every row with one vector of shape (1, dimension).

        FAISS's own search would sort them as well: of 100,000 rows 26 ms instead of 10.
        """
        return np.asarray(self.rows @ vector[0], np.float32)


def write(path: Path, vectors: Vectors) -> None:
    """Write unit vectors of shape (rows, dimension)."""
    import faiss

    index = faiss.IndexFlatIP(max(1, vectors.shape[1]))
    if len(vectors):
        index.add(np.ascontiguousarray(vectors, np.float32))
    faiss.write_index(index, str(path))
