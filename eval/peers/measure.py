"""Ranks and times of one peer: the same questions, the same judgement as ours."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from eval.peers.peer import Found, Peer
from eval.questions import Question, is_right
from indexer.passages import Passage


@dataclass(frozen=True)
class Judge:
    """Passages by id."""

    passages: Mapping[str, Passage]

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> Judge:
        """Judge by an index's passages."""
        return cls({passage.id: passage for passage in passages})

    def rank(self, results: Sequence[Found], question: Question) -> int:
        """Rank of the first right result, 0 where none is.

        A result of which all was seen before takes no rank. One that shows several passages is right
        when any of them is.
        """
        seen: set[str] = set()
        rank = 0
        for found in results:
            shown = set(found)
            if shown <= seen:
                continue
            rank += 1
            seen |= shown
            if any(is_right(self.passages[key], question) for key in found):
                return rank
        return 0


@dataclass(frozen=True)
class Run:
    """One peer over one corpus: seconds to index, and each question's rank and milliseconds."""

    name: str
    version: str
    settings: str
    index_seconds: float
    ranks: Mapping[str, int]
    milliseconds: Mapping[str, float]


@dataclass(frozen=True)
class Row:
    """Figures of a run over some questions; `r1` is the share found at the first rank."""

    setup: str
    sets: str
    name: str
    version: str
    settings: str
    passages: int
    questions: int
    r1: float
    r5: float
    r10: float
    mrr: float
    index_seconds: float
    query_ms: float


def run(make: Callable[[], Peer], questions: Sequence[Question], judge: Judge) -> Run:
    """Index, warm up with one question, then ask each question by itself."""
    started = time.perf_counter()
    peer = make()
    seconds = time.perf_counter() - started
    peer.rank([questions[0].question])
    ranks, times = {}, {}
    for question in questions:
        started = time.perf_counter()
        (results,) = peer.rank([question.question])
        times[question.id] = (time.perf_counter() - started) * 1000
        ranks[question.id] = judge.rank(results, question)
    return Run(peer.name, peer.version, peer.settings, seconds, ranks, times)


def row(done: Run, setup: str, sets: str, questions: Sequence[Question], passages: int) -> Row:
    """Return a run's figures over some of its questions."""
    ranks = [done.ranks[q.id] for q in questions]
    r1, r5, r10 = (statistics.mean(0 < rank <= k for rank in ranks) for k in (1, 5, 10))
    mrr = statistics.mean(1 / rank if rank else 0.0 for rank in ranks)
    p50 = statistics.median(done.milliseconds[q.id] for q in questions)
    return Row(
        setup, sets, done.name, done.version, done.settings, passages, len(ranks),
        r1, r5, r10, mrr, done.index_seconds, p50,
    )  # fmt: skip
