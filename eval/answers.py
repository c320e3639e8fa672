"""Answers measured: ranks, facts, citations, pointers, refusals, length: `python -m eval.answers [set …]`."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.asked import parts
from app.engine import Engine
from app.guide import Guide
from app.model import Answer
from app.settings import Settings
from eval.citations import pointed_chapters, pointed_sections, relevant, verbatim
from eval.metrics import MEASURES, Interval, bootstrap, measure_all
from eval.questions import Question, holds, is_right, load_questions
from eval.setups import Setup, searcher, setups
from indexer.index import Index

TODAY = date(2026, 11, 25)
DEPTH = 10
# Told by their median: one long answer says nothing of the others.
MEDIANS = ("characters", "claims")


@dataclass(frozen=True)
class Outcome:
    """One question answered and judged.

    `ranking` holds the measures of `eval.metrics`; `rank` is that of the first right result, 0 where
    the first DEPTH have none; `confidence` is what refusing is decided by; `facts` and `first` are
    the shares of fact groups in the answer and in its first sentence; `verbatim`, `relevant`,
    `section` and `chapter` are explained in `eval.citations`.
    """

    question: Question
    answer: Answer
    ranking: Mapping[str, float]
    rank: int
    confidence: float
    facts: float
    first: float
    verbatim: float
    relevant: float
    section: float
    chapter: float
    ms: float

    @property
    def refused(self) -> bool:
        """Whether no answer was given."""
        return self.answer.status == "refused"


@lru_cache(maxsize=3)
def engine_of(setup: Setup) -> Engine:
    """Return an engine over a setup's index."""
    found = searcher(setup)
    settings = Settings(home=found.index.folder)
    return Engine(found, Guide(found.lexicon, found.embedder), settings)


@lru_cache(maxsize=64)
def outcomes(setup: Setup, name: str) -> tuple[Outcome, ...]:
    """Answer a set in a setup, once a run."""
    return tuple(run(engine_of(setup), load_questions(name)))


def right_results(index: Index, question: Question) -> list[str]:
    """Return the ids of all right passages that can be a result: not of aids, which count for theirs."""
    return [
        passage.id
        for row, passage in enumerate(index.passages)
        if index.targets[row] == row and is_right(passage, question)
    ]


def run(engine: Engine, questions: Sequence[Question]) -> list[Outcome]:
    """Answer every question."""
    found = engine.searcher
    ranked = {q.id: [h.passage.id for h in found.search(found.query(q.question), DEPTH)] for q in questions}
    right = {q.id: right_results(engine.index, q) for q in questions}
    measured = measure_all(ranked, right)
    passages = {passage.id: passage for passage in engine.index.passages}
    out = []
    for question in questions:
        started = time.perf_counter()
        answer = engine.ask(question.question, today=TODAY)
        ms = (time.perf_counter() - started) * 1000
        texts = [claim.text for claim in answer.claims]
        hits = enumerate(ranked[question.id], 1)
        out.append(
            Outcome(
                question,
                answer,
                measured[question.id],
                next((at for at, one in hits if one in right[question.id]), 0),
                confidence(engine, question.question),
                holds("\n".join(texts), question.facts),
                holds("".join(texts[:1]), question.facts),
                verbatim(answer),
                relevant(answer, question, passages),
                pointed_sections(answer, question, engine.guide),
                pointed_chapters(answer, question, engine.guide),
                ms,
            )
        )
    return out


def confidence(engine: Engine, question: str) -> float:
    """Return what refusing is decided by: of two questions in one breath, the surer one's."""
    if (correction := engine.speller.suggest(question)) is not None:
        question = correction.text
    return max(engine._find(part, None).verdict.confidence for part in parts(question))


def values(outcomes: Iterable[Outcome]) -> dict[str, list[float]]:
    """Return each measure's value for every question that it is defined for.

    Ranks and facts are those of all answerable questions, a refusal holding no fact; claims, citations,
    pointers and length those of the answerable ones that were answered; the first sentence those of
    the questions that one fact answers.
    """
    every = [*outcomes]
    yes = [o for o in every if o.question.answerable]
    no = [o for o in every if not o.question.answerable]
    given = [o for o in yes if not o.refused]
    pointing = [o for o in given if o.answer.checklist]
    found: dict[str, list[float]] = {name: [o.ranking[name] for o in yes] for name in MEASURES}
    return found | {
        "facts": [float(o.facts == 1.0) for o in yes],
        "fact groups": [o.facts for o in yes],
        "first sentence": [o.first for o in yes if o.question.form == "fact"],
        "false refusals": [float(o.refused) for o in yes],
        "verbatim": [o.verbatim for o in given],
        "relevant": [o.relevant for o in given],
        "pointers in section": [o.section for o in pointing],
        "pointers in chapter": [o.chapter for o in pointing],
        "characters": [float(len(o.answer.answer)) for o in given],
        "claims": [float(len(o.answer.claims)) for o in given],
        "refusals": [float(o.refused) for o in no],
        "declined": [float(declines(o)) for o in no],
    }


def summary(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Return the mean of each measure (the median of lengths), how many were asked, and times."""
    yes = sum(o.question.answerable for o in outcomes)
    result: dict[str, float] = {"answerable": yes, "unanswerable": len(outcomes) - yes}
    for name, found in values(outcomes).items():
        if found:
            result[name] = statistics.median(found) if name in MEDIANS else statistics.fmean(found)
    times = sorted(o.ms for o in outcomes)
    result["p50 ms"], result["p95 ms"] = times[len(times) // 2], times[int(len(times) * 0.95)]
    return result


def intervals(outcomes: Sequence[Outcome]) -> dict[str, Interval]:
    """Return the mean of each measure that is a share, with its bootstrap interval."""
    found = values(outcomes)
    return {name: bootstrap(found[name]) for name in found if found[name] and name not in MEDIANS}


def declines(outcome: Outcome) -> bool:
    """Whether an answer says that the corpus does not tell: it refuses, or leads with 未確認."""
    claims = outcome.answer.claims
    return outcome.refused or bool(claims and "未確認" in claims[0].text)


def main(names: list[str]) -> None:
    """Print a table: one line a setup and set."""
    for name in names or ["dev", "test"]:
        for setup in setups():
            found = summary(outcomes(setup, name))
            cells = "  ".join(f"{k} {v:.3f}" if v < 2 else f"{k} {v:.0f}" for k, v in found.items())
            sys.stdout.write(f"{name:5} {setup.name:15} {cells}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
