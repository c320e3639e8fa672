"""The same figures for parts of the questions: who asks, of which document, in which words."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence

from eval.answers import Outcome, values
from eval.questions import Question
from eval.sets import disjoint

SHOWN = ("R@1", "R@5", "RR@10", "facts", "first sentence", "false refusals", "refusals")
Row = dict[str, float]
# How to tell the parts of each table; a question without the property is in none.
TABLES: Mapping[str, Callable[[Question], str]] = {
    "group": lambda question: question.group,
    "document": lambda question: question.gold[0].document if question.gold else "",
    "style": lambda question: question.style,
    "form": lambda question: question.form,
    "kind": lambda question: question.kind,
}


def table(outcomes: Sequence[Outcome], part: Callable[[Question], str]) -> dict[str, Row]:
    """Return a row of figures for each part, largest first."""
    parts: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if name := part(outcome.question):
            parts.setdefault(name, []).append(outcome)
    ordered = sorted(parts.items(), key=lambda item: (-len(item[1]), item[0]))
    return {name: row(found) for name, found in ordered}


def row(outcomes: Sequence[Outcome]) -> Row:
    """Return the figures of some outcomes; those that none of them is asked for are left out."""
    found = values(outcomes)
    yes = sum(o.question.answerable for o in outcomes)
    counts: Row = {"answerable": yes, "unanswerable": len(outcomes) - yes}
    return counts | {name: statistics.fmean(found[name]) for name in SHOWN if found[name]}


def section_disjoint(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return the outcomes of questions none of whose sections is gold of a development question."""
    kept = {question.id for question in disjoint([outcome.question for outcome in outcomes])}
    return [outcome for outcome in outcomes if outcome.question.id in kept]


def tables(outcomes: Sequence[Outcome]) -> dict[str, dict[str, Row]]:
    """Return all breakdowns, and the section-disjoint questions beside the others."""
    apart = section_disjoint(outcomes)
    chosen = {id(outcome) for outcome in apart}
    rest = [o for o in outcomes if o.question.answerable and id(o) not in chosen]
    split = {"disjoint": apart, "shared": rest}
    found = {name: table(outcomes, part) for name, part in TABLES.items()}
    return {**found, "sections": {name: row(part) for name, part in split.items() if part}}
