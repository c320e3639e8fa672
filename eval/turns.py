"""Follow-ups measured: `python -m eval.turns [set …]` (`turn-dev` by default).

How often the right section is found, and the answer holds every fact, for a follow-up as asked, as
understood from its conversation, and as a person wrote it out; and how often a question that needs no
conversation is left alone.
"""

from __future__ import annotations

import random
import statistics
import sys
from collections.abc import Sequence

from app.engine import Engine
from app.followup import understand
from app.retrieve import Searcher
from eval.answers import TODAY, engine_of
from eval.questions import Question, holds, is_right, load_questions
from eval.setups import setups

SEED = 20261125
# Questions that stand alone: each is asked after a random other one of its set.
ALONE = ("dev", "corpus-dev")
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


def report(name: str, questions: Sequence[Question]) -> list[str]:
    """Return the lines of one set."""
    follows = [q for q in questions if q.history and not is_change(q)]
    changes = [q for q in questions if q.history and is_change(q)]
    carried = [understand(q.question, q.history).carried for q in follows]
    lines = [f"{name}: {len(follows)} follow-ups, carried {statistics.mean(carried):.3f}"]
    if changes:
        alone = statistics.mean(not understand(q.question, q.history).carried for q in changes)
        lines.append(f"{name}: {len(changes)} changes of subject, left alone {alone:.3f}")
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
            shares = "  ".join(f"R@{k} {statistics.mean(0 < r <= k for r in ranks):.3f}" for k in (1, 5))
            held = statistics.mean(facts(engine, text, q) for text, q in zip(texts, answerable, strict=True))
            lines.append(f"{name}: {setup.name:15} {title:14} {shares}  facts {held:.3f}")
    return lines


def main(names: list[str]) -> None:
    """Print the figures of the sets, and of questions that stand alone."""
    for name in names or ["turn-dev"]:
        sys.stdout.write("\n".join(report(name, load_questions(name))) + "\n")
    for name in ALONE:
        questions = load_questions(name)
        sys.stdout.write(f"{name}: {len(questions)} alone, left alone {kept(questions):.3f}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
