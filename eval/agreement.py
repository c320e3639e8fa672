"""How far two people name the same sections: the gold, and labels given without sight of it.

`blind.jsonl` holds {"id", "set", "gold": [{"document", "section"}], "note"}.
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


def pairs(path: Path = BLIND) -> list[Pair]:
    """Read the second labels and set each beside today's gold. Raises KeyError for an unknown question."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    golds: Mapping[tuple[str, str], set[Key]] = {
        (name, question.id): sections(question)
        for name in sorted({row["set"] for row in rows})
        for question in load_questions(name)
    }
    return [
        Pair(row["id"], frozenset(golds[row["set"], row["id"]]), frozenset(_keys(row["gold"])))
        for row in rows
    ]


def _keys(golds: Iterable[Mapping[str, str]]) -> list[Key]:
    return [(gold["document"], gold["section"]) for gold in golds]


def summary(found: Iterable[Pair]) -> dict[str, float]:
    """Return the share of questions with a common section, and the mean Jaccard index."""
    every = [*found]
    return {
        "common section": statistics.fmean(pair.common for pair in every),
        "Jaccard": statistics.fmean(pair.jaccard for pair in every),
    }
