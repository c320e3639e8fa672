"""Haystack's InMemoryBM25Retriever over our passages as documents."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib.metadata import version
from typing import Any

from haystack import Document
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

from eval.peers.peer import DEPTH, Corpus, Found


class HaystackBM25:
    """As its documentation builds it; the default pattern makes a token of each CJK character."""

    name = "Haystack InMemoryBM25Retriever"
    version = version("haystack-ai")

    def __init__(
        self, corpus: Corpus, settings: str = "default (one token a Japanese character)", **options: Any
    ) -> None:
        self.settings = settings
        store = InMemoryDocumentStore(shared=False, **options)
        store.write_documents([Document(id=piece.id, content=piece.text) for piece in corpus.pieces])
        self._retriever = InMemoryBM25Retriever(store, top_k=DEPTH)

    def rank(self, queries: Sequence[str]) -> list[list[Found]]:
        """Return the retriever's documents."""
        return [[(found.id,) for found in self._retriever.run(q)["documents"]] for q in queries]


MAKERS = (
    HaystackBM25,
    partial(
        HaystackBM25,
        settings="Japanese: bm25_tokenization_regex of character bigrams",
        bm25_tokenization_regex=r"(?=(\w\w))",
    ),
)
