"""Our retrieval as a LlamaIndex retriever, for pipelines and query engines built with it."""

from __future__ import annotations

from collections.abc import Collection

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle

from app.retrieve import Searcher
from indexer.llama import node


class PassageRetriever(BaseRetriever):
    """Hybrid retrieval of passages: the same ranking as `himitsu search`."""

    def __init__(self, searcher: Searcher, limit: int = 5, documents: Collection[str] | None = None) -> None:
        super().__init__()
        self._searcher, self._limit, self._documents = searcher, limit, documents

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        query = self._searcher.query(query_bundle.query_str)
        hits = self._searcher.search(query, self._limit, self._documents)
        return [NodeWithScore(node=node(hit.passage), score=hit.score) for hit in hits]
