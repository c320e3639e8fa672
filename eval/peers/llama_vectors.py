"""LlamaIndex's VectorStoreIndex, with our default model since no hub can be reached.

Over whole documents cut by its SentenceSplitter as shipped, and over our passages. A node of its own
cutting shows a passage when they share at least half of the shorter one: half of the passage or half
of the node.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.metadata import version

from llama_index.core import Document, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import BaseNode, TextNode
from pydantic import PrivateAttr

from eval.peers.peer import DEPTH, Corpus, Found, Piece
from indexer.embed import Embedder


class OurEmbedding(BaseEmbedding):
    """Our model behind LlamaIndex's interface."""

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(model_name=embedder.name)
        self._embedder = embedder

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(x) for x in self._embedder.queries([query])[0]]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return [float(x) for x in self._embedder.passages([text])[0]]


class LlamaVectors:
    """As the starter tutorial builds it: `from_documents`, then `as_retriever`."""

    name = "LlamaIndex VectorStoreIndex"
    version = version("llama-index-core")

    def __init__(self, corpus: Corpus) -> None:
        self.settings = f"default SentenceSplitter over whole documents; model {corpus.embedder.name}"
        documents = [Document(id_=key, text=text) for key, text in corpus.documents.items()]
        index = VectorStoreIndex.from_documents(
            documents, transformations=[SentenceSplitter()], embed_model=OurEmbedding(corpus.embedder)
        )
        self._shown = {key: shown(node, corpus.pieces) for key, node in index.docstore.docs.items()}
        self._retriever = index.as_retriever(similarity_top_k=DEPTH)

    def rank(self, queries: Sequence[str]) -> list[list[Found]]:
        """Return the passages of each node; a node that shows none is left out, not counted wrong."""
        ranked = [[self._shown[hit.node_id] for hit in self._retriever.retrieve(q)] for q in queries]
        return [[found for found in results if found] for results in ranked]


class LlamaPassageVectors:
    """Our passages as nodes, so that cutting and model can be told apart."""

    name = "LlamaIndex VectorStoreIndex"
    version = version("llama-index-core")

    def __init__(self, corpus: Corpus) -> None:
        self.settings = f"our passages as nodes; model {corpus.embedder.name}"
        nodes = [TextNode(id_=piece.id, text=piece.text) for piece in corpus.pieces]
        index = VectorStoreIndex(nodes, embed_model=OurEmbedding(corpus.embedder))
        self.retriever = index.as_retriever(similarity_top_k=DEPTH)

    def rank(self, queries: Sequence[str]) -> list[list[Found]]:
        """Return the nearest passages."""
        return [[(hit.node_id,) for hit in self.retriever.retrieve(query)] for query in queries]


def shown(node: BaseNode, pieces: Iterable[Piece]) -> Found:
    """Return the passages of which a node of a whole document shows enough."""
    if not isinstance(node, TextNode) or node.start_char_idx is None or node.end_char_idx is None:
        return ()
    start, end = node.start_char_idx, node.end_char_idx
    own = (piece for piece in pieces if piece.document == node.ref_doc_id)
    return tuple(piece.id for piece in own if shares_half(start, end, piece.start, piece.end))


def shares_half(a: int, b: int, start: int, end: int) -> bool:
    """Whether a..b and start..end share at least half of the shorter one."""
    shared = min(b, end) - max(a, start)
    return shared > 0 and 2 * shared >= min(b - a, end - start)


MAKERS = (LlamaVectors, LlamaPassageVectors)
