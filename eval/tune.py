"""Learn the weights of the evidence on the training questions: `python -m eval.tune`.

One set of weights is learnt (see `listwise`) where the index holds expected questions (digests,
originals with digests), one where it holds none.
Writes app/ranking.json and prints what the weights reach on the development questions.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.hit import EVIDENCE, Hit
from app.retrieve import WEIGHTS, Searcher
from eval.listwise import fit
from eval.questions import FOLDER, Question, holds, is_right, load_questions
from eval.sets import DEVELOPMENT, of_setup
from eval.setups import searcher, setups

SETS = (*sorted(path.stem for path in FOLDER.glob("train-answerable*.jsonl")), "train-premise")
# Labelled when the corpus held five documents.
EARLY = ("train-answerable", "train-answerable-2", "train-answerable-3")
DEV = (*DEVELOPMENT, "story-dev")
CANDIDATES = 60
# Scores keep this scale whatever is learnt: their differences weigh in the choice of sentences.
SCALE = 4.0
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """One question's candidates: evidence, whether each is right, and whether that is known."""

    evidence: Array
    right: NDArray[np.bool_]
    known: NDArray[np.bool_]


def cases(found: Searcher, names: Sequence[str]) -> list[Case]:
    """Measure the candidates of every answerable question."""
    made = []
    for name in names:
        questions = [q for q in load_questions(name) if q.answerable]
        early = name in EARLY
        documents = frozenset(gold.document for q in questions for gold in q.gold) if early else None
        for question in questions:
            hits = found.search(found.query(question.question), CANDIDATES)
            right = np.array([is_right(hit.passage, question) for hit in hits], bool)
            known = right | np.array([judged(hit, question, documents) for hit in hits], bool)
            made.append(Case(np.array([astuple(hit.evidence) for hit in hits]), right, known))
    return made


def judged(hit: Hit, question: Question, documents: frozenset[str] | None) -> bool:
    """Whether a candidate that is no gold may be taken for wrong.

    One that holds every fact may answer too; nor is one known that lies outside the `documents` that
    were there when its set was labelled.
    """
    seen = documents is None or hit.passage.document in documents
    return seen and holds(hit.passage.text, question.facts) < 1


def learn(made: Sequence[Case]) -> Array:
    """Return the weights of the evidence, in SCALE."""
    found = fit([(c.evidence[c.known], c.right[c.known].astype(float)) for c in made], positive=True)
    return np.asarray(found * SCALE / np.abs(found).sum(), float)


def quality(made: Sequence[Case], weights: Array) -> dict[str, float]:
    """R@1, R@5 and mean reciprocal rank."""
    ranks = []
    for case in made:
        scores = case.evidence @ weights if len(case.right) else np.zeros(0)
        at = np.flatnonzero(case.right[np.argsort(-scores, kind="stable")])
        ranks.append(int(at[0]) + 1 if len(at) else 0)
    return {
        "R@1": round(float(np.mean([r == 1 for r in ranks])), 3),
        "R@5": round(float(np.mean([0 < r <= 5 for r in ranks])), 3),
        "MRR": round(float(np.mean([1 / r if r else 0 for r in ranks])), 3),
    }


def main() -> None:
    """Learn, store, and print what was reached."""
    found = {setup: searcher(setup) for setup in setups()}
    taught = {setup: cases(one, SETS) for setup, one in found.items()}
    with_questions = learn([case for setup in found if setup.digests for case in taught[setup]])
    bare = [case for setup in found if not setup.digests for case in taught[setup]]
    without = learn(bare) if bare else with_questions
    reached = {
        f"{setup.name} {name}": quality(cases(one, [name]), with_questions if setup.digests else without)
        for setup, one in found.items()
        for name in of_setup(DEV, digests=setup.digests)
    }
    result: dict[str, Any] = {
        "comment": "Learnt by `python -m eval.tune` on the training questions; do not edit.",
        "date": date.today().isoformat(),
        "dev": reached,
        "weights": named(with_questions),
        "without_questions": named(without),
    }
    WEIGHTS.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


def named(weights: Array) -> dict[str, float]:
    """Weights by the name of their evidence."""
    return {name: round(float(w), 3) for name, w in zip(EVIDENCE, weights, strict=True)}


if __name__ == "__main__":
    main()
