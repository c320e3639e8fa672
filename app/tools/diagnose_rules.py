"""What `corpus/diagnosis` says besides its questions: rules, rulings, actions, countries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.cited import Ref
from app.tools.diagnose import Condition, Interview

Requirement = Literal["secrecy", "useful", "unknown"]
Verdict = Literal["met", "lacking", "unclear"]
Leaning = Literal["for", "against", "open"]
# In the order in which the law names them; from the best finding to the worst.
REQUIREMENTS: tuple[Requirement, ...] = ("secrecy", "useful", "unknown")
LEANINGS: tuple[Leaning, ...] = ("for", "against", "open")
VERDICTS: tuple[Verdict, ...] = ("met", "unclear", "lacking")


@dataclass(frozen=True)
class Rule:
    """What some answers mean for one requirement. One with a verdict decides; others lean somewhere."""

    id: str
    requirement: Requirement
    condition: Condition
    says: tuple[Ref, ...]
    verdict: Verdict | None = None
    leans: Leaning | None = None
    unsaid: str = ""


@dataclass(frozen=True)
class Ruling:
    """A ruling or case that resembles some answers; `about`: a requirement was judged, or an event told."""

    id: str
    name: str
    about: Literal["requirement", "event"]
    condition: Condition
    says: tuple[Ref, ...]
    caution: Ref | None = None


@dataclass(frozen=True)
class Action:
    """What to do next after some answers.

    `item` is a checklist item (checklist/item), `requirement` what it serves; "" and None for none.
    """

    id: str
    label: str
    condition: Condition
    says: tuple[Ref, ...]
    item: str = ""
    requirement: Requirement | None = None


@dataclass(frozen=True)
class Country:
    """A country sheet for a choice of the question `countries`."""

    choice: str
    sheet: str
    says: tuple[Ref, ...]


@dataclass(frozen=True)
class Scope:
    """That all three are needed, by which law, and what is said where information is used abroad."""

    three: Ref
    law: Ref
    abroad: tuple[Ref, ...]
    both: tuple[Ref, ...]
    only: tuple[Ref, ...]
    other: str


@dataclass(frozen=True)
class Diagnosis:
    """Everything of `corpus/diagnosis`."""

    interview: Interview
    rules: tuple[Rule, ...]
    rulings: tuple[Ruling, ...]
    actions: tuple[Action, ...]
    countries: tuple[Country, ...]
    scope: Scope

    def refs(self) -> tuple[Ref, ...]:
        """Return every section that is quoted anywhere."""
        holders: tuple[Rule | Ruling | Action | Country, ...]
        holders = (*self.rules, *self.rulings, *self.actions, *self.countries)
        found = [ref for holder in holders for ref in holder.says]
        found += [ruling.caution for ruling in self.rulings if ruling.caution]
        found += [self.scope.three, self.scope.law, *self.scope.abroad, *self.scope.both, *self.scope.only]
        return tuple(dict.fromkeys(found))
