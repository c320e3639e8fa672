"""The playbook of a leak: steps, cautions and desks with their conditions, from `corpus/incident`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.cited import Ref
from app.tools.incident_case import ABROAD, CERTAIN, GOING, HOME, WHAT, WHO, Case
from indexer.catalog import CORPUS, load_toml, named_entry
from indexer.checklists import load_desks

FOLDER = CORPUS / "incident"
FILES = ("steps.toml", "abroad.toml", "cautions.toml")
ALWAYS, IF_ROOM, SCREEN_ONLY = 1, 2, 3
UNLESS = "not_"


@dataclass(frozen=True)
class Wanted:
    """One list of a condition: words of a question that must be among the case's, or must not."""

    question: str
    words: frozenset[str]
    barred: bool = False

    def met(self, case: Case) -> bool:
        """Whether a case meets it."""
        return case.words[self.question].isdisjoint(self.words) is self.barred


@dataclass(frozen=True)
class Rule:
    """What is said when a condition holds: our short heading, the sentences quoted for it.

    `heading` and `phase` are empty where the file has none; `rank` orders what is printed.
    """

    id: str
    says: tuple[Ref, ...]
    when: tuple[Wanted, ...] = ()
    heading: str = ""
    phase: str = ""
    rank: int = IF_ROOM

    def holds(self, case: Case) -> bool:
        """Whether all its conditions hold for a case."""
        return all(wanted.met(case) for wanted in self.when)


@dataclass(frozen=True)
class Playbook:
    """All rules in the order of their files; `phases` and `countries` are names by id, in order."""

    phases: Mapping[str, str]
    countries: Mapping[str, str]
    steps: tuple[Rule, ...]
    avoid: tuple[Rule, ...]
    open: tuple[Rule, ...]
    desks: tuple[Rule, ...]

    def rules(self) -> tuple[Rule, ...]:
        """Return every rule of every kind."""
        return (*self.steps, *self.avoid, *self.open, *self.desks)


@lru_cache(maxsize=4)
def load_playbook(folder: Path = FOLDER) -> Playbook:
    """Read the playbook. Raises CorpusInvalid naming the file and the entry that is wrong."""
    files = {name: load_toml(folder / name) for name in FILES}
    phases = _names(folder, "phase", files)
    countries = _names(folder, "country", files)
    places = (HOME, ABROAD, *countries)
    known = {"who": WHO, "what": WHAT, "certain": CERTAIN, "where": places, "going": GOING}
    desks = {desk.id for desk in load_desks()}
    steps = _rules(folder, "step", files, known, phases)
    return Playbook(
        phases=phases,
        countries=countries,
        # Phases give the order, the files the order within one.
        steps=tuple(rule for phase in phases for rule in steps if rule.phase == phase),
        avoid=_rules(folder, "avoid", files, known),
        open=_rules(folder, "open", files, known),
        desks=_rules(folder, "desk", files, known, ids=desks),
    )


def _names(folder: Path, kind: str, files: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, data in files.items():
        for row in data.get(kind, []):
            with named_entry(folder / name, row.get("id")):
                found[str(row["id"])] = str(row["title" if kind == "phase" else "name"])
    return found


def _rules(
    folder: Path,
    kind: str,
    files: Mapping[str, Mapping[str, Any]],
    known: Mapping[str, Sequence[str]],
    phases: Collection[str] = (),
    ids: Collection[str] = (),
) -> tuple[Rule, ...]:
    """Read the rules of one kind; `phases` and `ids`, where given, are those that may be named."""
    found: dict[str, Rule] = {}
    for name, data in files.items():
        for row in data.get(kind, []):
            with named_entry(folder / name, row.get("id")):
                rule = _rule(row, known)
                wrong = (
                    rule.id in found
                    or (phases and rule.phase not in phases)
                    or (ids and rule.id not in ids)
                    or rule.rank not in (ALWAYS, IF_ROOM, SCREEN_ONLY)
                )
                if wrong:
                    raise ValueError(f"id={rule.id}, phase={rule.phase}, rank={rule.rank}")
                found[rule.id] = rule
    return tuple(found.values())


def _rule(row: Mapping[str, Any], known: Mapping[str, Sequence[str]]) -> Rule:
    says = tuple(Ref.parse(text) for text in row["says"])
    if not says:
        raise ValueError("says=[]")
    lists = {key: row[key] for key in row if key.removeprefix(UNLESS) in known}
    when = []
    for key, words in lists.items():
        question = key.removeprefix(UNLESS)
        if not words or set(words) - set(known[question]):
            raise ValueError(f"{key}={words}")
        when.append(Wanted(question, frozenset(words), key.startswith(UNLESS)))
    others = {key: value for key, value in row.items() if key not in (*lists, "says")}
    return Rule(says=says, when=tuple(when), **others)
