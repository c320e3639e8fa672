"""LlamaIndex's interfaces over a generation: nodes, a vector store, and stores plugged in.

LlamaIndex's own splitter, BM25, fusion and FAISS stores are not used: they split Japanese at
Latin sentence ends, forget their token pattern, and return wrong nodes after deletions. Its
interfaces are, so that a passage can go into any LlamaIndex pipeline and any LlamaIndex vector
store can serve the dense side of ours. Imported only by those who plug something in (2.5 s).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from llama_index.core.schema import BaseNode, TextNode
from llama_index.core.vector_stores.types import (
    BasePydanticVectorStore,
    FilterCondition,
    FilterOperator,
    MetadataFilter,
    MetadataFilters,
    VectorStoreQuery,
    VectorStoreQueryResult,
)
from numpy.typing import NDArray
from pydantic import PrivateAttr

from indexer.embed import Embedder, Vectors
from indexer.errors import IndexUnusable
from indexer.index import Index
from indexer.passages import Passage, index_text


def node(passage: Passage) -> TextNode:
    """Return a passage as a node: its text, and where it stands as metadata."""
    return TextNode(
        id_=passage.id,
        text=passage.text,
        metadata={
            "document": passage.document,
            "edition": passage.edition,
            "kind": passage.kind,
            "section": passage.section,
            "pages": passage.pages,
        },
        start_char_idx=passage.start,
        end_char_idx=passage.end,
    )


class PassageStore(BasePydanticVectorStore):
    """A generation as a read-only vector store; filters on the nodes' metadata are honoured."""

    stores_text: bool = True
    is_embedding_query: bool = True
    _index: Index = PrivateAttr()

    def __init__(self, index: Index) -> None:
        super().__init__(stores_text=True)
        self._index = index

    @property
    def client(self) -> Index:
        """The opened generation."""
        return self._index

    def add(self, nodes: Sequence[BaseNode], **kwargs: Any) -> list[str]:
        """Refuse: a generation never changes; documents are added with `himitsu add`."""
        raise IndexUnusable("index_immutable")

    def delete(self, ref_doc_id: str, **delete_kwargs: Any) -> None:
        """Refuse: a generation never changes; documents are removed with `himitsu remove`."""
        raise IndexUnusable("index_immutable")

    def query(self, query: VectorStoreQuery, **kwargs: Any) -> VectorStoreQueryResult:
        """Return the nodes nearest to `query.query_embedding`, best first."""
        vector = np.asarray([query.query_embedding], np.float32)
        scores = self._index.vector_scores(vector)
        order = [int(r) for r in np.argsort(-scores) if self._index.targets[r] == r]
        rows = [r for r in order if _kept(node(self._index.passages[r]), query.filters)]
        rows = rows[: query.similarity_top_k]
        found = [node(self._index.passages[row]) for row in rows]
        return VectorStoreQueryResult(
            nodes=found, similarities=[float(scores[row]) for row in rows], ids=[n.node_id for n in found]
        )


def _kept(found: TextNode, filters: MetadataFilters | None) -> bool:
    if filters is None:
        return True
    held = [
        _holds(found.metadata, f) if isinstance(f, MetadataFilter) else _kept(found, f)
        for f in filters.filters
    ]
    if filters.condition == FilterCondition.NOT:
        return not any(held)
    return any(held) if filters.condition == FilterCondition.OR else all(held)


def _holds(metadata: dict[str, Any], wanted: MetadataFilter) -> bool:
    value = metadata.get(wanted.key)
    if wanted.operator == FilterOperator.EQ:
        return bool(value == wanted.value)
    if wanted.operator == FilterOperator.NE:
        return bool(value != wanted.value)
    if wanted.operator == FilterOperator.IN and isinstance(wanted.value, list):
        return value in wanted.value
    raise NotImplementedError(f"filter operator {wanted.operator}")


class PluggedStore:
    """Dense search by any LlamaIndex vector store, in place of the generation's own FAISS index."""

    def __init__(self, index: Index, embedder: Embedder, store: BasePydanticVectorStore) -> None:
        self._rows = {passage.id: row for row, passage in enumerate(index.passages)}
        self._store = store
        nodes: list[BaseNode] = []
        vectors = embedder.passages([index_text(passage) for passage in index.passages])
        for passage, vector in zip(index.passages, vectors, strict=True):
            made = node(passage)
            made.embedding = [float(x) for x in vector]
            nodes.append(made)
        store.add(nodes)

    def scores(self, vector: Vectors) -> NDArray[np.float32]:
        """Similarities of all passages with one question vector of shape (1, dimension)."""
        query = VectorStoreQuery(
            query_embedding=[float(x) for x in vector[0]], similarity_top_k=len(self._rows)
        )
        result = self._store.query(query)
        out = np.zeros(len(self._rows), np.float32)
        for key, similarity in zip(result.ids or [], result.similarities or [], strict=True):
            out[self._rows[key]] = similarity
        return out


def plug(index: Index, embedder: Embedder, store: BasePydanticVectorStore) -> None:
    """Let a LlamaIndex vector store serve an opened index's dense search from now on."""
    index.dense = PluggedStore(index, embedder, store).scores
