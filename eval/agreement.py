"""How far two people name the same sections: the gold, and labels given without sight of it.

`blind.jsonl` holds {"id", "set", "gold": [{"document", "section"}], "before", "note"}: `gold` is
the second person's, `before` the first one's at that time. The labels showed where the gold was wrong
and it was put right with them in sight, so that agreement with today's gold flatters; agreement with
the gold of that time does not, and is what tells how sure a label is.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from eval.questions import FOLDER, load_questions
from eval.sets import Key, sections

BLIND = FOLDER.parent / "blind.jsonl"


@dataclass(frozen=True)
class Pair:
    """The sections that each of two people found to answer a question."""

    id: str
    gold: frozenset[Key]
    blind: frozenset[Key]

    @property
    def common(self) -> bool:
        """Whether a section stands in both."""
        return bool(self.gold & self.blind)

    @property
    def jaccard(self) -> float:
        """Share of all named sections that both named; ids are compared exactly, letters included."""
        either = self.gold | self.blind
        return len(self.gold & self.blind) / len(either) if either else 1.0


def pairs(path: Path = BLIND, *, before: bool = False) -> list[Pair]:
    """Set the second labels beside today's gold, or the gold `before` they were seen.

    Raises KeyError for an unknown question.
    """
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    golds = {
        (name, question.id): frozenset(sections(question))
        for name in sorted({row["set"] for row in rows})
        for question in load_questions(name)
    }
    return [
        Pair(
            row["id"],
            _keys(row["before"]) if before else golds[row["set"], row["id"]],
            _keys(row["gold"]),
        )
        for row in rows
    ]


def _keys(golds: Iterable[Mapping[str, str]]) -> frozenset[Key]:
    return frozenset((gold["document"], gold["section"]) for gold in golds)


def summary(found: Iterable[Pair]) -> dict[str, float]:
    """Return the share of questions with a common section, and the mean Jaccard index."""
    every = [*found]
    return {
        "common section": statistics.fmean(pair.common for pair in every),
        "Jaccard": statistics.fmean(pair.jaccard for pair in every),
    }


def figures(path: Path = BLIND) -> dict[str, float]:
    """Return the agreement before the labels were seen, and with today's gold."""
    ways = {"before": pairs(path, before=True), "today": pairs(path)}
    return {f"{way}/{name}": value for way, found in ways.items() for name, value in summary(found).items()}
