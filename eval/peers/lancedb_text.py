"""LanceDB's full-text search over our passages.

Its Lindera tokenizer is left out: its dictionary is not in the package and must be fetched and
compiled first.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import partial
from importlib.metadata import version
from typing import Any

import lancedb
from lancedb.index import FTS

from eval.peers.peer import DEPTH, Corpus, Found


class LanceText:
    """As its documentation builds it: an index of type FTS, then a search of type "fts"."""

    name = "LanceDB full-text search"
    version = version("lancedb")

    def __init__(self, corpus: Corpus, settings: str = "default (simple, English)", **options: Any) -> None:
        self.settings = settings
        self._folder = tempfile.TemporaryDirectory(prefix="himitsu-lancedb-")
        rows = [{"id": piece.id, "text": piece.text} for piece in corpus.pieces]
        self._table = lancedb.connect(self._folder.name).create_table("passages", rows)
        self._table.create_index("text", config=FTS(**options))

    def rank(self, queries: Sequence[str]) -> list[list[Found]]:
        """Return the table's rows."""
        return [
            [(row["id"],) for row in self._table.search(q, query_type="fts").limit(DEPTH).to_list()]
            for q in queries
        ]


MAKERS = (
    LanceText,
    partial(LanceText, settings="Japanese: ngram of 3", base_tokenizer="ngram"),
    partial(
        LanceText,
        settings="Japanese: ngram of 2",
        base_tokenizer="ngram",
        ngram_min_length=2,
        ngram_max_length=2,
    ),
    partial(LanceText, settings="Japanese: icu (dictionary words)", base_tokenizer="icu"),
)
