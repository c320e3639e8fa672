"""Which sets are for what, and which held-out questions ask of sections that no development question does.

Training questions ask of nearly every section: no question is free of sections that weights were learnt on.
"""

from __future__ import annotations

from collections.abc import Iterable

from eval.questions import Question, load_questions

# Never looked at while tuning; figures that are published are theirs.
HELD_OUT = ("test", "corpus-test")
# Looked at while tuning: their figures flatter, and stand beside the others to show by how much.
DEVELOPMENT = ("dev", "corpus-dev")
# What settings were chosen on, of every kind.
SEEN = (*DEVELOPMENT, "edition-dev", "premise-dev", "typo-dev", "turn-dev", "story-dev")
# Of the other sets, the answers stand in documents of which only digests are measured.
ORIGINALS_ANSWER = frozenset({"dev", "test"})
Key = tuple[str, str]


def is_training(name: str) -> bool:
    """Whether a set is for learning: `train-…`, and `turn-train`, whose questions need their history."""
    return "train" in name.split("-")


def sections(question: Question) -> set[Key]:
    """Return the gold sections of a question: document and section id."""
    return {(gold.document, gold.section) for gold in question.gold}


def seen_sections() -> set[Key]:
    """Return the sections that are gold of any development question."""
    return {key for name in SEEN for question in load_questions(name) for key in sections(question)}


def disjoint(questions: Iterable[Question]) -> list[Question]:
    """Return the answerable questions none of whose gold sections is gold of a development question."""
    seen = seen_sections()
    return [question for question in questions if question.answerable and not sections(question) & seen]


def of_setup(names: Iterable[str], *, digests: bool) -> tuple[str, ...]:
    """Return the sets that a setup can be asked: without digests, only what originals answer."""
    return tuple(name for name in names if digests or name in ORIGINALS_ANSWER)
