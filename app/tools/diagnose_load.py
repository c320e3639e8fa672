"""Reads `corpus/diagnosis/*.toml`, and refuses what does not hold together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from app.cited import Ref
from app.tools.diagnose import Choice, Condition, Interview, Question, Step, Table
from app.tools.diagnose_rules import (
    LEANINGS,
    REQUIREMENTS,
    VERDICTS,
    Action,
    Country,
    Diagnosis,
    Rule,
    Ruling,
    Scope,
)
from indexer.catalog import CORPUS, load_toml, named_entry

FOLDER = CORPUS / "diagnosis"
Row = Mapping[str, Any]
Made = TypeVar("Made")


@cache
def load_diagnosis(folder: Path = FOLDER) -> Diagnosis:
    """Read the files. Raises CorpusInvalid naming the file and the entry that is wrong."""
    interview = _interview(folder / "questions.toml")
    known = {question.id: question.ids for question in interview.questions}

    def condition(row: Row) -> Condition:
        return _condition(row, known)

    rulings = _rows(folder / "rulings.toml", "ruling", lambda row: _ruling(row, condition(row)))
    countries = folder / "countries.toml"
    with named_entry(countries, "scope"):
        scope = _scope(load_toml(countries)["scope"])
    return Diagnosis(
        interview,
        _rows(folder / "rules.toml", "rule", lambda row: _rule(row, condition(row))),
        rulings,
        _rows(folder / "actions.toml", "action", lambda row: _action(row, condition(row))),
        _rows(countries, "country", lambda row: _country(row, known["countries"]), key="choice"),
        scope,
    )


def _rows(path: Path, name: str, make: Callable[[Row], Made], key: str = "id") -> tuple[Made, ...]:
    """Read the entries of one kind; an identity must not come twice."""
    made: list[Made] = []
    seen: set[str] = set()
    for row in load_toml(path).get(name, []):
        with named_entry(path, row.get(key)):
            if row[key] in seen:
                raise ValueError(f"{key}={row[key]}")
            seen.add(row[key])
            made.append(make(row))
    return tuple(made)


def _interview(path: Path) -> Interview:
    """Read the questions; a condition may name only those above it."""
    steps = _rows(path, "step", lambda row: Step(row["id"], row["title"]))
    known: dict[str, frozenset[str]] = {}

    def question(row: Row) -> Question:
        if row["step"] not in {step.id for step in steps}:
            raise ValueError(f"step={row['step']}")
        made = Question(
            id=row["id"],
            step=row["step"],
            label=row["label"],
            text=row["text"],
            choices=tuple(Choice(**choice) for choice in row["choice"]),
            hint=row.get("hint", ""),
            many=row.get("many", False),
            fixed=row.get("fixed", False),
            condition=_condition(row, known),
        )
        known[made.id] = made.ids
        return made

    return Interview(steps, _rows(path, "question", question))


def _condition(row: Row, known: Mapping[str, frozenset[str]]) -> Condition:
    condition = Condition(
        _table(row.get("when", {})),
        tuple(_table(table) for table in row.get("any", ())),
        _table(row.get("unless", {})),
    )
    for name, choices in condition.names():
        if not choices or not choices <= known.get(name, frozenset()):
            raise ValueError(f"{name}={sorted(choices)}")
    return condition


def _table(row: Mapping[str, Iterable[str]]) -> Table:
    return tuple((name, frozenset(choices)) for name, choices in row.items())


def _refs(row: Row, key: str = "says") -> tuple[Ref, ...]:
    if not row[key]:
        raise ValueError(key)
    return tuple(Ref.parse(text) for text in row[key])


def _rule(row: Row, condition: Condition) -> Rule:
    verdict, leans = row.get("verdict"), row.get("leans")
    if row["requirement"] not in REQUIREMENTS or (verdict is None) is (leans is None):
        raise ValueError("requirement, verdict, leans")
    if verdict not in (None, *VERDICTS) or leans not in (None, *LEANINGS):
        raise ValueError(f"{verdict or leans}")
    says = _refs(row)
    return Rule(row["id"], row["requirement"], condition, says, verdict, leans, row.get("unsaid", ""))


def _ruling(row: Row, condition: Condition) -> Ruling:
    if row["about"] not in ("requirement", "event"):
        raise ValueError(f"about={row['about']}")
    caution = Ref.parse(row["caution"]) if "caution" in row else None
    return Ruling(row["id"], row["name"], row["about"], condition, _refs(row), caution)


def _action(row: Row, condition: Condition) -> Action:
    requirement = row.get("requirement")
    if requirement not in (None, *REQUIREMENTS):
        raise ValueError(f"requirement={requirement}")
    return Action(row["id"], row["label"], condition, _refs(row), row.get("item", ""), requirement)


def _country(row: Row, choices: frozenset[str]) -> Country:
    if row["choice"] not in choices:
        raise ValueError(f"choice={row['choice']}")
    return Country(row["choice"], row["sheet"], _refs(row))


def _scope(row: Row) -> Scope:
    three, law = Ref.parse(row["three"]), Ref.parse(row["law"])
    return Scope(three, law, _refs(row, "abroad"), _refs(row, "both"), _refs(row, "only"), row["other"])
