"""Follow-ups measured: `python -m eval.turns [set …]` (`turn-dev` by default).

How often the right section is found, and the answer holds every fact, for a follow-up as asked, as
understood from its conversation, and as a person wrote it out; and how often a question that needs no
conversation is left alone.
"""

from __future__ import annotations

import random
import statistics
import sys
from collections.abc import Mapping, Sequence

from app.engine import Engine
from app.followup import understand
from app.retrieve import Searcher
from eval.answers import TODAY, engine_of
from eval.questions import Question, holds, is_right, load_questions
from eval.sets import HELD_OUT
from eval.setups import setups

SEED = 20261125
# Questions that stand alone: each is asked after a random other one of its set.
ALONE = HELD_OUT
DEPTH = 10


def is_change(question: Question) -> bool:
    """Whether a question changes the subject: written out, it is the same question."""
    return question.understood.strip() == question.question.strip()


def rank(found: Searcher, text: str, question: Question) -> int:
    """Rank of the first right section among the first ten, 0 where there is none."""
    hits = found.search(found.query(text), DEPTH)
    return next((at for at, hit in enumerate(hits, 1) if is_right(hit.passage, question)), 0)


def facts(engine: Engine, text: str, question: Question) -> bool:
    """Whether the answer to a text holds every fact of the question."""
    claims = engine.ask(text, today=TODAY).claims
    return holds("\n".join(claim.text for claim in claims), question.facts) == 1.0


def kept(questions: Sequence[Question]) -> float:
    """Share of the questions of one set left alone after a random other question of it."""
    chance = random.Random(SEED)  # noqa: S311
    carried = [
        understand(one.question, [chance.choice([q.question for q in questions if q is not one])]).carried
        for one in questions
    ]
    return 1 - statistics.mean(carried)


def figures(name: str, questions: Sequence[Question]) -> dict[str, float]:
    """Return the figures of one set by name: how follow-ups fare in each setup, read in each way."""
    follows = [q for q in questions if q.history and not is_change(q)]
    changes = [q for q in questions if q.history and is_change(q)]
    carried = [understand(q.question, q.history).carried for q in follows]
    out = {f"{name}/follow-ups/carried": statistics.mean(carried)}
    if changes:
        alone = statistics.mean(not understand(q.question, q.history).carried for q in changes)
        out[f"{name}/changes of subject/left alone"] = alone
    answerable = [q for q in follows if q.answerable]
    for setup in setups():
        engine = engine_of(setup)
        found = engine.searcher
        for title, texts in (
            ("as asked", [q.question for q in answerable]),
            ("as understood", [understand(q.question, q.history).text for q in answerable]),
            ("written out", [q.understood for q in answerable]),
        ):
            ranks = [rank(found, text, q) for text, q in zip(texts, answerable, strict=True)]
            scope = f"{setup.name}/{name}, {title}"
            out |= {f"{scope}/R@{k}": statistics.mean(0 < r <= k for r in ranks) for k in (1, 5)}
            held = [facts(engine, text, q) for text, q in zip(texts, answerable, strict=True)]
            out[f"{scope}/facts"] = statistics.mean(held)
    return out


def published() -> dict[str, float]:
    """Return the figures of the held-out follow-ups, and of questions that stand alone."""
    return figures("turn-test", load_questions("turn-test")) | left_alone()


def left_alone() -> dict[str, float]:
    """Return how often questions that stand alone are left alone, by set."""
    return {f"{name}/alone/left alone": kept(load_questions(name)) for name in ALONE}


def main(names: list[str]) -> None:
    """Print the figures of the sets, and of questions that stand alone."""
    for name in names or ["turn-dev"]:
        _show(figures(name, load_questions(name)))
    _show(left_alone())


def _show(found: Mapping[str, float]) -> None:
    for name, value in found.items():
        sys.stdout.write(f"{name:60} {value:.3f}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
