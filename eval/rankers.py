"""Ways of ranking to be compared: single searches, fusions, the product, and it without one evidence.

A ranker is prepared over a searcher once and then returns, for a question, rows of its index.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.retrieve import Searcher
from indexer import metric
from indexer.build import build_from
from indexer.collect import Collected
from indexer.index import Index, open_index
from indexer.japanese import bigrams
from indexer.lexical import Lexical
from indexer.lexicon import Lexicon
from indexer.passages import Passage, index_text

LISTS = ("words", "vector", "expected", "expected_vector")
DEPTH = 100
# A metric needs more questions than any corpus has, that is: none is learnt.
NEVER = 10**9
PRODUCT = "himitsu"
LLAMA_BM25 = "LlamaIndex BM25Retriever"
# They use or leave out expected questions, or what is learnt from them.
ASKING = frozenset({"expected questions", "without expected questions", "without metric"})
Rank = Callable[[str], list[int]]
Ranker = Callable[[Searcher], Rank]


def llama_bm25(found: Searcher) -> Rank:
    """Prepare LlamaIndex's BM25Retriever as it ships: a token pattern and stemmer for English."""
    from llama_index.core.schema import TextNode
    from llama_index.retrievers.bm25 import BM25Retriever

    nodes = [TextNode(id_=str(row), text=index_text(p)) for row, p in enumerate(found.index.passages)]
    retriever = BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=DEPTH)
    return lambda question: [int(hit.node.node_id) for hit in retriever.retrieve(question) if hit.score]


def is_installed(title: str) -> bool:
    """Whether a ranker can run here: LlamaIndex's comes with the extra "peers"."""
    if title != LLAMA_BM25:
        return True
    try:
        return find_spec("llama_index.retrievers.bm25") is not None
    except ModuleNotFoundError:  # not even the package around it
        return False


def applies(title: str, found: Searcher) -> bool:
    """Whether a ranker says anything of an index: without expected questions some would be the same."""
    return len(found.index.expected_rows) > 0 or title not in ASKING


def sudachi_bm25(found: Searcher) -> Rank:
    """Prepare BM25 over Sudachi's words and the lexicon's, its synonyms unused."""
    lexicon = Lexicon(found.lexicon.words, ())
    return lambda question: _best(found.index.word_scores(lexicon.query(question)))


def bigram_bm25(found: Searcher) -> Rank:
    """Prepare BM25 over character bigrams."""
    index = Lexical.build([bigrams(index_text(passage)) for passage in found.index.passages])
    return lambda question: _best(index.scores(dict.fromkeys(bigrams(question), 1.0)))


def dense(found: Searcher) -> Rank:
    """Prepare the passages' vectors alone, under the learnt metric."""
    return lambda question: _best(found.rough(found.query(question))["vector"])


def expected(found: Searcher) -> Rank:
    """Prepare the expected questions alone, by words and vectors in equal parts."""

    def rank(question: str) -> list[int]:
        rough = found.rough(found.query(question))
        return _best(rough["expected"] + rough["expected_vector"])

    return rank


def fused(found: Searcher) -> Rank:
    """Prepare the fusion of the four searches by reciprocal rank."""

    def rank(question: str) -> list[int]:
        rough = found.rough(found.query(question))
        return reciprocal_rank_fusion([_best(rough[name]) for name in LISTS])

    return rank


def reciprocal_rank_fusion(rankings: list[list[int]], k: int = 60) -> list[int]:
    """Fuse rankings of rows by reciprocal rank (Cormack et al. 2009), for comparison."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for at, row in enumerate(ranking):
            scores[row] = scores.get(row, 0.0) + 1 / (k + at + 1)
    return sorted(scores, key=lambda row: (-scores[row], row))


def weighted(found: Searcher) -> Rank:
    """Prepare the fusion of the four searches by the product's weights."""
    return lambda question: _best(found.rough(found.query(question))["total"])


def product(found: Searcher) -> Rank:
    """Prepare the product's own search."""
    return lambda question: [hit.row for hit in found.search(found.query(question), DEPTH)]


def without(*names: str) -> Ranker:
    """Return the product's search with some weights at 0, the others as they are.

    What lies deeper stays: a heading's words are in the text that BM25 and vectors see.
    """
    return lambda found: product(replace(found, weights={**found.weights, **dict.fromkeys(names, 0.0)}))


def without_synonyms(found: Searcher) -> Rank:
    """Prepare the product's search with a lexicon of words alone."""
    return product(replace(found, lexicon=Lexicon(found.lexicon.words, ())))


def without_metric(found: Searcher) -> Rank:
    """Prepare the product's search over an index of the same passages whose metric was not learnt."""
    enough, metric.ENOUGH = metric.ENOUGH, NEVER
    try:
        return product(replace(found, index=_rebuilt(found, found.index.passages)))
    finally:
        metric.ENOUGH = enough


def without_questions(found: Searcher) -> Rank:
    """Prepare the product's search over the same passages without expected questions.

    The metric is learnt from them and so goes too; the weights are those for such an index.
    """
    bare = [replace(passage, questions=()) for passage in found.index.passages]
    return product(replace(found, index=_rebuilt(found, bare), weights={}))


def _rebuilt(found: Searcher, passages: list[Passage]) -> Index:
    with tempfile.TemporaryDirectory(prefix="himitsu-ablation-") as folder:
        build_from(Path(folder), Collected(passages, found.index.entries, found.index.texts), found.embedder)
        return open_index(Path(folder))


RANKERS: Mapping[str, Ranker] = {
    LLAMA_BM25: llama_bm25,
    "BM25 (bigrams)": bigram_bm25,
    "BM25 (Sudachi)": sudachi_bm25,
    "vectors": dense,
    "expected questions": expected,
    "reciprocal rank fusion": fused,
    "weighted scores": weighted,
    "without headings": without("heading", "document"),
    "without expected questions": without_questions,
    "without synonyms": without_synonyms,
    "without sentences": without("said"),
    "without words like them": without("near"),
    "without metric": without_metric,
    PRODUCT: product,
}


def _best(scores: NDArray[np.float32]) -> list[int]:
    return [int(row) for row in np.argsort(-scores, kind="stable")[:DEPTH] if scores[row] > 0]
