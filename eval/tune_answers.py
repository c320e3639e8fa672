"""Learn how sentences are chosen: `python -m eval.tune_answers`. Writes app/selection.json.

Coordinate search over weights and limits on the training questions, in the
shipped setups. The aim is facts held, then facts in the first sentence, at a price per
character, so that an answer does not grow into the passage.
"""

from __future__ import annotations

import json
import statistics
import sys
from datetime import date
from pathlib import Path
from typing import Any

from app import select as selecting
from app.asked import kinds
from app.engine import LOOKED_AT, WIDE
from app.select import EVIDENCE, Scored, gather, score_sentences, select
from eval.questions import Question, holds, load_questions
from eval.setups import searcher, setups
from eval.tune import SETS

FILE = Path(selecting.__file__).with_name("selection.json")
WEIGHTS = (-0.2, 0.0, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0, 1.4, 2.0)
LIMITS: dict[str, tuple[float, ...]] = {
    "own": (3, 4, 5, 6, 8, 10),
    "own_gap": (0.5, 0.7, 0.9, 1.2, 2.0),
    "others": (2, 3, 4, 6, 8),
    "gap": (0.25, 0.35, 0.5, 0.7, 1.0),
    "characters": (550, 650, 750, 950),
}
FIRST, PER_CHARACTER = 0.5, 1 / 4000
ROUNDS = 1
# One training question in so many: all of them take half an hour and tell the same.
EVERY = 3
Case = tuple[Question, list[Scored]]


def cases() -> list[Case]:
    """Gather the sentences once; weights only reorder them."""
    found = []
    questions = [q for name in SETS for q in load_questions(name) if q.answerable][::EVERY]
    for setup in (s for s in setups() if s.digests):
        engine = searcher(setup)
        for question in questions:
            query = engine.query(question.question)
            hits, rest = engine.search_wide(query, LOOKED_AT, WIDE)
            found.append((question, gather(engine, query, hits, rest, kinds(question.question))))
    return found


def quality(found: list[Case], settings: dict[str, Any]) -> float:
    """Mean over the cases of facts, half the first sentence's facts, less the price of length."""
    selecting.SELECTION.update(settings)
    total = []
    for question, gathered in found:
        chosen = select(score_sentences(gathered, settings["weights"]))
        texts = [c.text for c in chosen]
        facts = holds("\n".join(texts), question.facts)
        first = holds(texts[0], question.facts) if texts else 0.0
        total.append((facts == 1) + facts / 2 + FIRST * (first == 1) - PER_CHARACTER * sum(map(len, texts)))
    return statistics.mean(total)


def main() -> None:
    """Search and store."""
    found = cases()
    settings = json.loads(FILE.read_text("utf-8"))
    best = quality(found, settings)
    for _ in range(ROUNDS):
        before = best
        for name in EVIDENCE:
            for value in WEIGHTS:
                tried = {**settings, "weights": {**settings["weights"], name: value}}
                if (got := quality(found, tried)) > best + 1e-6:
                    best, settings = got, tried
        for name, values in LIMITS.items():
            for value in values:
                tried = {**settings, name: value}
                if (got := quality(found, tried)) > best + 1e-6:
                    best, settings = got, tried
        sys.stdout.write(f"{best:.4f}\n")
        if best == before:
            break
    settings |= {
        "comment": "Learnt by `python -m eval.tune_answers` on the train questions; do not edit.",
        "date": date.today().isoformat(),
        "quality": round(best, 4),
    }
    FILE.write_text(json.dumps(settings, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
