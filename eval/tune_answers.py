"""Learn which sentences answer, and how many to show: `python -m eval.tune_answers`.

The weights of a sentence's evidence are learnt listwise (see `listwise`) on the training questions: the
sentences that hold all facts gain what the others lose; one that holds some counts a quarter. Then the
limits of an answer are searched one at a time for what readers gain: the answer holds every fact (1), or
some of them (up to a half), its first sentence holds them all (a half), less a fee a character. Writes
app/selection.json.
"""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from app import select as selecting
from app.engine import LOOKED_AT, WIDE
from app.select import EVIDENCE, Scored, gather, score_sentences, select
from eval.listwise import fit
from eval.questions import Question, holds, load_questions
from eval.setups import searcher, setups
from eval.tune import SETS

FILE = Path(selecting.__file__).with_name("selection.json")
# In units of the spread of the best sentence's lead over the others: scores have no scale of their own.
LIMITS: dict[str, tuple[float, ...]] = {
    "own": (3, 4, 5, 6, 8),
    "own_gap": (0.5, 1.0, 1.5, 2.0, 3.0, 4.0),
    "others": (3, 4, 6, 8, 10),
    "gap": (0.5, 1.0, 1.5, 2.0, 3.0, 4.0),
    "characters": (550, 650, 750, 850),
}
FIRST, PER_CHARACTER = 0.5, 1 / 8000
# A sentence that holds some of the facts.
PARTLY = 0.25
ROUNDS = 2
Case = tuple[Question, list[Scored]]


def cases() -> list[Case]:
    """Gather the sentences of every answerable training question once."""
    found = []
    questions = [q for name in SETS for q in load_questions(name) if q.answerable]
    for setup in (s for s in setups() if s.digests):
        engine = searcher(setup)
        for question in questions:
            query = engine.query(question.question)
            hits, rest = engine.search_wide(query, LOOKED_AT, WIDE)
            found.append((question, gather(engine, query, hits, rest, query.asked)))
    return found


def learn(found: Sequence[Case]) -> dict[str, float]:
    """Return the weight of each evidence."""
    lists = []
    for question, gathered in found:
        if gathered:
            held = np.array([holds(_text(one), question.facts) for one in gathered])
            right = np.where(held >= 1, 1.0, PARTLY * held)
            lists.append((np.array([one.evidence for one in gathered]), right))
    return {name: round(float(w), 3) for name, w in zip(EVIDENCE, fit(lists, positive=False), strict=True)}


def _text(one: Scored) -> str:
    return one.hit.passage.quote(one.hit.passage.sentences[one.at])


def quality(found: Sequence[Case], settings: Mapping[str, Any]) -> float:
    """Mean over the cases of what readers gain."""
    selecting.SELECTION.update(settings)
    total = []
    for question, gathered in found:
        texts = [c.text for c in select(score_sentences(gathered, settings["weights"]))]
        facts = holds("\n".join(texts), question.facts)
        first = holds(texts[0], question.facts) if texts else 0.0
        total.append((facts == 1) + facts / 2 + FIRST * (first == 1) - PER_CHARACTER * sum(map(len, texts)))
    return statistics.mean(total)


def limits(found: Sequence[Case], settings: dict[str, Any]) -> tuple[dict[str, Any], float]:
    """Search each limit in turn; returns the settings and what they gain."""
    best = quality(found, settings)
    for _ in range(ROUNDS):
        before = best
        for name, values in LIMITS.items():
            for value in values:
                tried = {**settings, name: value}
                if (got := quality(found, tried)) > best + 1e-6:
                    best, settings = got, tried
        sys.stdout.write(f"{best:.4f}\n")
        if best == before:
            break
    return settings, best


def main() -> None:
    """Learn and store."""
    found = cases()
    settings = json.loads(FILE.read_text("utf-8")) | {"weights": learn(found)}
    settings, best = limits(found, settings)
    settings |= {
        "comment": "Learnt by `python -m eval.tune_answers` on the training questions; do not edit.",
        "date": date.today().isoformat(),
        "quality": round(best, 4),
    }
    FILE.write_text(json.dumps(settings, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
