"""From a case to what to do, in order: every sentence is quoted, what is not known is marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from app import texts
from app.cited import Bibliography, Sources
from app.model import Citation
from app.tools.incident_case import Case
from app.tools.incident_rules import Playbook, Rule
from indexer.checklists import Desk

# The id of a country of which the corpus holds nothing.
OTHER = "other"


@dataclass(frozen=True)
class Said:
    """A sentence of the corpus and the number of its citation; `unconfirmed` where it says so itself."""

    text: str
    number: int
    unconfirmed: bool


@dataclass(frozen=True)
class Line:
    """A heading in our words and the sentences that bear it out, most important first."""

    id: str
    heading: str
    says: tuple[Said, ...]
    rank: int


@dataclass(frozen=True)
class Stage:
    """The steps of one phase."""

    id: str
    title: str
    steps: tuple[Line, ...]


@dataclass(frozen=True)
class DeskLine:
    """A desk to ask, and the citation of its contact; `checked` is the day that was looked at."""

    id: str
    name: str
    contact: str
    purpose: str
    checked: str
    number: int


@dataclass(frozen=True)
class Plan:
    """What to do in a case.

    `avoid` is what not to do, `open` what the corpus says that it cannot tell; `foreign` is set where
    it holds nothing of the country.
    """

    case: Case
    stages: tuple[Stage, ...]
    avoid: tuple[Line, ...]
    open: tuple[Said, ...]
    desks: tuple[DeskLine, ...]
    citations: tuple[Citation, ...]
    foreign: bool = False

    @property
    def steps(self) -> tuple[Line, ...]:
        """All steps in order."""
        return tuple(step for stage in self.stages for step in stage.steps)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object of `himitsu incident --json`."""
        found = asdict(self)
        found["case"]["what"] = sorted(self.case.what)
        return found


def make_plan(case: Case, book: Playbook, sources: Sources, desks: Mapping[str, Desk]) -> Plan:
    """Return the plan of a case.

    Raises HimitsuError "section_missing" where the index holds no digests.
    """
    made = _Maker(sources)
    steps = [rule for rule in book.steps if rule.holds(case)]
    stages = tuple(
        Stage(phase, book.phases[phase], tuple(made.line(rule) for rule in group))
        for phase, group in groupby(steps, key=lambda rule: rule.phase)
    )
    avoid = tuple(made.line(rule) for rule in book.avoid if rule.holds(case))
    unknown = tuple(said for rule in book.open if rule.holds(case) for said in made.line(rule).says)
    asked = tuple(made.desk(rule, desks[rule.id]) for rule in book.desks if rule.holds(case))
    return Plan(
        case=case,
        stages=stages,
        avoid=avoid,
        open=unknown,
        desks=asked,
        citations=made.cited.citations,
        foreign=case.where == OTHER,
    )


class _Maker:
    """Quotes rules and numbers their citations."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self.cited = Bibliography(sources)

    def line(self, rule: Rule) -> Line:
        says = tuple(
            Said(text := self._sources.says(ref), self.cited.cite(ref), texts.UNCONFIRMED_MARK in text)
            for ref in rule.says
        )
        return Line(rule.id, rule.heading, says, rule.rank)

    def desk(self, rule: Rule, desk: Desk) -> DeskLine:
        number = self.cited.cite(rule.says[0])
        return DeskLine(desk.id, desk.name, desk.reach, desk.purpose, desk.checked, number)
