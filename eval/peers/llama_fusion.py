"""LlamaIndex's QueryFusionRetriever: its BM25 and its vectors over our passages, fused by rank."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

from llama_index.core.llms import MockLLM
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.retrievers.fusion_retriever import FUSION_MODES

from eval.peers.llama_bm25 import BIGRAMS, LlamaBM25
from eval.peers.llama_vectors import LlamaPassageVectors
from eval.peers.peer import DEPTH, Corpus, Found


class LlamaFusion:
    """The hybrid of its documentation, without generated questions: there is no language model here."""

    name = "LlamaIndex QueryFusionRetriever"
    version = version("llama-index-core")

    def __init__(self, corpus: Corpus) -> None:
        self.settings = f"Japanese: BM25 of character bigrams + model {corpus.embedder.name}, reciprocal rank"
        self._retriever = QueryFusionRetriever(
            [LlamaBM25(corpus, **BIGRAMS).retriever, LlamaPassageVectors(corpus).retriever],
            llm=MockLLM(),
            mode=FUSION_MODES.RECIPROCAL_RANK,
            num_queries=1,
            similarity_top_k=DEPTH,
            use_async=False,
        )

    def rank(self, queries: Sequence[str]) -> list[list[Found]]:
        """Return the passages in fused order."""
        return [[(hit.node_id,) for hit in self._retriever.retrieve(query)] for query in queries]


MAKERS = (LlamaFusion,)
