"""Typo tolerance measured: `python -m eval.spelling [set …]`.

For the misspelt sets: ranks and facts of the question as typed, as put right, and as it was meant,
and how much of what the slips took away comes back. For every other set: which questions are
changed although nobody misspelt them on purpose, and how long one look takes.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from app.engine import Engine
from app.spelling import Correction, Speller
from eval.answers import TODAY, engine_of
from eval.questions import FOLDER, Question, fold, holds, is_right, load_questions
from eval.setups import SETUPS
from indexer.lexicon import Lexicon

UNTOUCHED = ("dev", "corpus-dev", *sorted(path.stem for path in FOLDER.glob("train-*.jsonl")))
DEPTH = 5


class Silent(Speller):
    """A speller that never suggests anything, to measure what a question finds as it is typed."""

    def suggest(self, question: str) -> Correction | None:
        """Return None."""
        return None


@dataclass(frozen=True)
class Figures:
    """What one way of asking finds: shares of the questions, and of their groups of facts."""

    first: float
    five: float
    facts: float
    groups: float
    refused: float


TITLES = {"first": "R@1", "five": "R@5", "facts": "facts", "groups": "fact recall", "refused": "refused"}


def figures(engine: Engine, questions: list[Question]) -> Figures:
    """Ask every question as its text stands, corrected by the engine's speller."""
    ranks, shares, refused = [], [], []
    for question in questions:
        correction = engine.speller.suggest(question.question)
        query = engine.searcher.query(correction.text if correction else question.question)
        hits = engine.searcher.search(query, DEPTH)
        ranks.append(next((at for at, hit in enumerate(hits, 1) if is_right(hit.passage, question)), 0))
        answer = engine.ask(question.question, today=TODAY)
        shares.append(holds("\n".join(claim.text for claim in answer.claims), question.facts))
        refused.append(answer.status == "refused")
    return Figures(
        statistics.mean(rank == 1 for rank in ranks),
        statistics.mean(rank > 0 for rank in ranks),
        statistics.mean(share == 1.0 for share in shares),
        statistics.mean(shares),
        statistics.mean(refused),
    )


def restored(speller: Speller, lexicon: Lexicon, questions: list[Question]) -> tuple[float, float, float]:
    """Return the shares of corrected questions, of lost words that come back, and of right changes.

    A word is lost where the question as meant has it and the typed one has not; a change is right
    where the question as meant holds what it puts in.
    """
    changed, lost, back, right, made = 0, 0, 0, 0, 0
    for question in questions:
        correction = speller.suggest(question.question)
        gone = set(lexicon.tokens(question.meant)) - set(lexicon.tokens(question.question))
        lost += len(gone)
        if correction:
            changed += 1
            back += len(gone & set(lexicon.tokens(correction.text)))
            made += len(correction.changes)
            right += sum(
                fold(change.meant).lower() in fold(question.meant).lower() for change in correction.changes
            )
    return changed / len(questions), back / max(1, lost), right / max(1, made)


def published() -> dict[str, float]:
    """Return the figures of the held-out misspelt questions, and the share of others that are changed."""
    engine, without = engines()
    found = misspelt("typo-test", engine, without)
    every = [q.question for name in UNTOUCHED for q in load_questions(name)]
    changed = statistics.mean(engine.speller.suggest(question) is not None for question in every)
    return found | {"others/changed": changed}


def engines() -> tuple[Engine, Engine]:
    """Return the product's engine over the digests, and the same without correction."""
    engine = engine_of(SETUPS[0])
    without = replace(engine)
    without.__dict__["speller"] = Silent({}, engine.searcher.lexicon, {})
    return engine, without


def misspelt(name: str, engine: Engine, without: Engine) -> dict[str, float]:
    """Return the figures of a misspelt set by name."""
    questions = load_questions(name)
    meant = [replace(question, question=question.meant) for question in questions]
    ways: dict[str, Callable[[], Figures]] = {
        "as typed": lambda: figures(without, questions),
        "put right": lambda: figures(engine, questions),
        "as meant": lambda: figures(without, meant),
    }
    out: dict[str, float] = {}
    for way, measure in ways.items():
        found = measure()
        out |= {f"{name}, {way}/{title}": getattr(found, field) for field, title in TITLES.items()}
    changed, back, right = restored(engine.speller, engine.searcher.lexicon, questions)
    return out | {
        f"{name}/correction/corrected": changed,
        f"{name}/correction/lost words back": back,
        f"{name}/correction/right changes": right,
    }


def untouched(names: tuple[str, ...], speller: Speller) -> str:
    """List the questions of other sets that are changed, with their share and the time of one look."""
    lines, times = [], []
    for name in names:
        for question in load_questions(name):
            started = time.process_time()
            correction = speller.suggest(question.question)
            times.append((time.process_time() - started) * 1000)
            if correction:
                said = "、".join(f"{change.typed}→{change.meant}" for change in correction.changes)
                lines.append(f"  {name} {question.id} ({question.style}) {said}")
    times.sort()
    share = len(lines) / max(1, len(times))
    lines.append(f"changed {len(lines)} of {len(times)} ({share:.4f})")
    lines.append(f"processor ms p50 {times[len(times) // 2]:.2f}  p95 {times[int(len(times) * 0.95)]:.2f}")
    return "\n".join(lines)


def main(names: list[str]) -> None:
    """Print the tables of the sets named, by default of typo-dev and of all that nobody misspelt."""
    engine, without = engines()
    for name in names or ["typo-dev"]:
        for title, value in misspelt(name, engine, without).items():
            sys.stdout.write(f"{title:45} {value:.3f}\n")
    if not names:
        sys.stdout.write(untouched(UNTOUCHED, engine.speller) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
