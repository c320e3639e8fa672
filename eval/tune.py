"""Learn the weights of the evidence on the development and training questions: `python -m eval.tune`.

Coordinate search over a grid, on three indexes at once (digests, originals with digests,
originals alone), so that no setting is bought at another's cost. Writes app/ranking.json.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import astuple
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from app.retrieve import EVIDENCE, WEIGHTS, Searcher
from eval.questions import is_right, load_questions
from eval.setups import searcher, setups

GRID = (0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.4, 2.0, 3.0)
ROUNDS = 4


SETS = ("dev", "train-answerable", "train-answerable-2", "train-answerable-3")


def table(found: Searcher, names: Sequence[str] = SETS) -> list[tuple[np.ndarray, np.ndarray]]:
    """For each answerable question: the evidence of its candidates, and which are right."""
    rows = []
    for question in (q for name in names for q in load_questions(name)):
        if question.answerable:
            hits = found.search(found.query(question.question), limit=60)
            evidence = np.array([astuple(hit.evidence) for hit in hits])
            right = np.array([is_right(hit.passage, question) for hit in hits])
            rows.append((evidence, right))
    return rows


def quality(rows: list[tuple[np.ndarray, np.ndarray]], weights: np.ndarray) -> float:
    """Mean of R@1, R@5 and reciprocal rank."""
    total = 0.0
    for evidence, right in rows:
        order = np.argsort(-(evidence @ weights), kind="stable")
        ranks = np.flatnonzero(right[order])
        if len(ranks):
            first = int(ranks[0])
            total += float(first == 0) + float(first < 5) + 1 / (first + 1)
    return total / 3 / len(rows)


def main() -> None:
    """Search, and store the best weights with how they came about."""
    tables = [table(searcher(setup)) for setup in setups()]
    stored = json.loads(WEIGHTS.read_text("utf-8"))["weights"]
    weights = np.array([stored.get(name, 0.1) for name in EVIDENCE])

    def score(w: np.ndarray) -> float:
        # A slight pull to small weights keeps ties from wandering.
        return float(np.mean([quality(rows, w) for rows in tables])) - 1e-4 * float(np.sum(w))

    best = score(weights)
    for _ in range(ROUNDS):
        before = best
        for at in range(len(EVIDENCE)):
            for value in GRID:
                tried = weights.copy()
                tried[at] = value
                if (found := score(tried)) > best + 1e-9:
                    best, weights = found, tried
        if best == before:
            break
    result: dict[str, Any] = {
        "comment": "Learnt by `python -m eval.tune` on the dev and train questions; do not edit.",
        "date": date.today().isoformat(),
        "quality": round(best, 4),
        "weights": {name: round(float(w), 3) for name, w in zip(EVIDENCE, weights, strict=True)},
    }
    result["without_questions"] = result["weights"] | {"words": 1.0, "vector": 0.3}
    Path(WEIGHTS).write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", "utf-8")
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
