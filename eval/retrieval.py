"""Ways of ranking side by side: `python -m eval.retrieval [set …]`, the held-out sets by default.

Over the same index and questions. A result is a passage, as `himitsu search` shows them; a summary that
stands for an original counts as that original.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.retrieve import Searcher
from eval.answers import right_results
from eval.metrics import Difference, Interval, bootstrap, compare, measure_all
from eval.questions import Question, load_questions
from eval.rankers import PRODUCT, RANKERS, Rank, applies, is_installed
from eval.sets import HELD_OUT, of_setup
from eval.setups import searcher, setups
from indexer.index import Index

SHOWN = ("R@1", "R@3", "R@5", "R@10", "RR@10", "nDCG@10")
# What the difference to the product is tested on: it moves with every rank, R@1 with the first alone.
COMPARED = "RR@10"


@dataclass(frozen=True)
class Row:
    """A ranker's measures over some questions, and by how much the product exceeds its COMPARED."""

    title: str
    measures: dict[str, Interval]
    behind: Difference


def results(index: Index, rows: Iterable[int]) -> list[str]:
    """Return the ids of the passages that rows count for, each once."""
    return list(dict.fromkeys(index.passages[index.targets[row]].id for row in rows))


def measured(found: Searcher, rank: Rank, questions: Sequence[Question]) -> dict[str, list[float]]:
    """Return each measure's value for every question."""
    ranked = {q.id: results(found.index, rank(q.question)) for q in questions}
    values = measure_all(ranked, {q.id: right_results(found.index, q) for q in questions})
    return {name: [values[q.id][name] for q in questions] for name in SHOWN}


def ablation(found: Searcher, questions: Sequence[Question]) -> list[Row]:
    """Return a row for every ranker that is installed and says something, the product's last."""
    values = {
        title: measured(found, ranker(found), questions)
        for title, ranker in RANKERS.items()
        if is_installed(title) and applies(title, found)
    }
    best = values[PRODUCT][COMPARED]
    return [
        Row(
            title,
            {name: bootstrap(column) for name, column in columns.items()},
            compare(best, columns[COMPARED]),
        )
        for title, columns in values.items()
    ]


def answerable(names: Iterable[str]) -> list[Question]:
    """Return the answerable questions of sets."""
    return [question for name in names for question in load_questions(name) if question.answerable]


def left_out() -> list[str]:
    """Return a line for each ranker that cannot run here."""
    return [f"{title}: not installed (extra: peers)" for title in RANKERS if not is_installed(title)]


def main(names: Sequence[str]) -> None:
    """Print a table: a line for each set, setup and way of ranking; the held-out sets count as one."""
    sys.stdout.write("".join(f"{line}\n" for line in left_out()))
    every: list[tuple[str, ...]] = [(name,) for name in names]
    for asked in every or [HELD_OUT]:
        for setup in setups():
            if sets := of_setup(asked, digests=setup.digests):
                show("+".join(sets), setup.name, ablation(searcher(setup), answerable(sets)))


def show(asked: str, setup: str, rows: Iterable[Row]) -> None:
    """Print the lines of one set and setup."""
    for row in rows:
        shown = "  ".join(f"{name} {row.measures[name].mean:.3f}" for name in SHOWN)
        behind = f"{row.behind.mean:+.3f} [{row.behind.low:+.3f}, {row.behind.high:+.3f}]"
        sys.stdout.write(f"{asked} {setup:15} {row.title:28} {shown}  {behind}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
