"""Ours, built anew over the same passages: with all that it has, and with no more than peers have."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from app.retrieve import Searcher
from eval.peers.peer import DEPTH, Found, citable
from indexer.build import build_from
from indexer.collect import Collected
from indexer.embed import Embedder
from indexer.index import Index, open_index
from indexer.lexicon import load_lexicon
from indexer.passages import Passage


class Ours:
    """The product's search."""

    name = "himitsu"
    version = version("himitsu")

    def __init__(self, index: Index, embedder: Embedder, *, questions: bool) -> None:
        self.settings = "with expected questions" if questions else "without expected questions"
        passages = index.passages if questions else [bare(passage) for passage in citable(index)]
        with tempfile.TemporaryDirectory(prefix="himitsu-peers-") as folder:
            build_from(Path(folder), Collected(passages, index.entries, index.texts), embedder)
            self._searcher = Searcher(open_index(Path(folder)), load_lexicon(), embedder)

    def rank(self, queries: Sequence[str]) -> list[list[Found]]:
        """Return the product's hits."""
        return [self._rank(query) for query in queries]

    def _rank(self, query: str) -> list[Found]:
        hits = self._searcher.search(self._searcher.query(query), DEPTH)
        return [(hit.passage.id,) for hit in hits]


def bare(passage: Passage) -> Passage:
    """Return a passage as peers have it: without expected questions."""
    return replace(passage, questions=())
