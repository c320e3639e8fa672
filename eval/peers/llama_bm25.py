"""LlamaIndex's BM25Retriever over our passages as nodes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib.metadata import version
from typing import Any

from llama_index.core.schema import TextNode
from llama_index.retrievers.bm25 import BM25Retriever

from eval.peers.peer import DEPTH, Corpus, Found

# Every two neighbouring characters: a lookahead lets them overlap, and the group is what is kept.
BIGRAMS: dict[str, Any] = {"token_pattern": r"(?=(\w\w))", "skip_stemming": True}


class LlamaBM25:
    """As its documentation builds it: `from_defaults` over nodes; English stop words and stemmer."""

    name = "LlamaIndex BM25Retriever"
    version = version("llama-index-retrievers-bm25")

    def __init__(self, corpus: Corpus, settings: str = "default", **options: Any) -> None:
        self.settings = settings
        self.retriever = BM25Retriever.from_defaults(
            nodes=[TextNode(id_=piece.id, text=piece.text) for piece in corpus.pieces],
            similarity_top_k=DEPTH,
            **options,
        )

    def rank(self, queries: Sequence[str]) -> list[list[Found]]:
        """Return what the retriever returns, those of score 0 too."""
        return [[(hit.node_id,) for hit in self.retriever.retrieve(query)] for query in queries]


MAKERS = (LlamaBM25, partial(LlamaBM25, settings="Japanese: token_pattern of character bigrams", **BIGRAMS))
