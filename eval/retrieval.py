"""Ways of ranking side by side: `python -m eval.retrieval [set …]`.

Single searches, their fusion by reciprocal rank and by weights, and the full evidence, over the
same index and questions, each result one passage a section.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from app.query import Query
from app.retrieve import Searcher
from eval.questions import Question, is_right, load_questions
from eval.setups import searcher, setups

LISTS = ("words", "vector", "expected", "expected_vector")
DEPTH = 100
Ranker = Callable[[Searcher, Query], list[int]]


def reciprocal_rank_fusion(rankings: list[list[int]], k: int = 60) -> list[int]:
    """Fuse rankings of rows by reciprocal rank (Cormack et al. 2009), for comparison."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for at, row in enumerate(ranking):
            scores[row] = scores.get(row, 0.0) + 1 / (k + at + 1)
    return sorted(scores, key=lambda row: (-scores[row], row))


def single(name: str) -> Ranker:
    """Rank by one search alone."""
    return lambda found, query: _best(found.rough(query)[name])


def fused(found: Searcher, query: Query) -> list[int]:
    """Fuse the four searches by reciprocal rank."""
    rough = found.rough(query)
    return reciprocal_rank_fusion([_best(rough[name]) for name in LISTS])


def weighted(found: Searcher, query: Query) -> list[int]:
    """Fuse the four searches by weighted scores."""
    return _best(found.rough(query)["total"])


def full(found: Searcher, query: Query) -> list[int]:
    """Rank as the product does."""
    return [hit.row for hit in found.search(query, DEPTH)]


RANKERS: dict[str, Ranker] = {
    "BM25 (Sudachi)": single("words"),
    "vectors": single("vector"),
    "expected questions, BM25": single("expected"),
    "expected questions, vectors": single("expected_vector"),
    "reciprocal rank fusion": fused,
    "weighted scores": weighted,
    "all evidence (product)": full,
}


def _best(scores: NDArray[np.float32]) -> list[int]:
    return [int(row) for row in np.argsort(-scores, kind="stable")[:DEPTH] if scores[row] > 0]


def rank_of(found: Searcher, question: Question, rows: list[int]) -> int:
    """Rank of the first right section, 0 where none is found."""
    seen: list[int] = []
    for row in rows:
        if found.family[row] in seen:
            continue
        seen.append(found.family[row])
        if is_right(found.index.passages[row], question):
            return len(seen)
    return 0


def main(names: list[str]) -> None:
    """Print a table: a line for each set, setup and way of ranking."""
    for name in names or ["dev", "test"]:
        questions = [q for q in load_questions(name) if q.answerable]
        for setup in setups():
            found = searcher(setup)
            queries = [found.query(q.question) for q in questions]
            for title, ranker in RANKERS.items():
                ranks = [
                    rank_of(found, q, ranker(found, query))
                    for q, query in zip(questions, queries, strict=True)
                ]
                shares = "  ".join(
                    f"R@{k} {statistics.mean(0 < r <= k for r in ranks):.3f}" for k in (1, 5, 10)
                )
                mrr = statistics.mean(1 / r if r else 0.0 for r in ranks)
                sys.stdout.write(f"{name:5} {setup.name:15} {title:28} {shares}  MRR {mrr:.3f}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
