"""Answers measured: facts held, first sentence, length, refusals: `python -m eval.answers [set …]`."""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import dataclass
from datetime import date

from app.engine import Engine
from app.guide import Guide
from app.model import Answer
from app.settings import Settings
from eval.questions import Question, holds, is_right, load_questions
from eval.setups import Setup, searcher, setups

TODAY = date(2026, 11, 25)


@dataclass(frozen=True)
class Outcome:
    """One question answered and judged."""

    question: Question
    answer: Answer
    rank: int
    facts: float
    first: float
    ms: float


def engine_of(setup: Setup) -> Engine:
    """Return an engine over a setup's index."""
    found = searcher(setup)
    settings = Settings(home=found.index.folder)
    return Engine(found, Guide(found.lexicon, found.embedder), settings)


def run(engine: Engine, questions: list[Question]) -> list[Outcome]:
    """Answer every question."""
    out = []
    for question in questions:
        hits = engine.searcher.search(engine.searcher.query(question.question), 10)
        rank = next((at for at, hit in enumerate(hits, 1) if is_right(hit.passage, question)), 0)
        started = time.perf_counter()
        answer = engine.ask(question.question, today=TODAY)
        ms = (time.perf_counter() - started) * 1000
        first = answer.claims[0].text if answer.claims else ""
        text = "\n".join(claim.text for claim in answer.claims)
        out.append(
            Outcome(question, answer, rank, holds(text, question.facts), holds(first, question.facts), ms)
        )
    return out


def summary(outcomes: list[Outcome]) -> dict[str, float]:
    """Shares over the questions; facts count answered and refused alike (a refusal holds none)."""
    yes = [o for o in outcomes if o.question.answerable]
    no = [o for o in outcomes if not o.question.answerable]
    refused = [o for o in outcomes if o.answer.status == "refused"]
    result: dict[str, float] = {"answerable": len(yes), "unanswerable": len(no)}
    if yes:
        for k in (1, 5, 10):
            result[f"R@{k}"] = statistics.mean(0 < o.rank <= k for o in yes)
        result["MRR"] = statistics.mean(1 / o.rank if o.rank else 0.0 for o in yes)
        result["facts"] = statistics.mean(o.facts == 1.0 for o in yes)
        result["fact groups"] = statistics.mean(o.facts for o in yes)
        result["first sentence"] = statistics.mean(o.first == 1.0 for o in yes)
        result["false refusals"] = sum(o in refused for o in yes) / len(yes)
        result["characters"] = statistics.median(len(o.answer.answer) for o in yes)
    if no:
        result["refusals"] = sum(o in refused for o in no) / len(no)
        result["declined"] = sum(declines(o) for o in no) / len(no)
    times = sorted(o.ms for o in outcomes)
    result["ms p50"], result["ms p95"] = times[len(times) // 2], times[int(len(times) * 0.95)]
    return result


def declines(outcome: Outcome) -> bool:
    """Whether an answer says that the corpus does not tell: it refuses, or leads with 未確認."""
    claims = outcome.answer.claims
    return outcome.answer.status == "refused" or bool(claims and "未確認" in claims[0].text)


def main(names: list[str]) -> None:
    """Print a table: one line a setup and set."""
    for name in names or ["dev", "test"]:
        for setup in setups():
            found = summary(run(engine_of(setup), load_questions(name)))
            cells = "  ".join(f"{k} {v:.3f}" if v < 2 else f"{k} {v:.0f}" for k, v in found.items())
            sys.stdout.write(f"{name:5} {setup.name:15} {cells}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
