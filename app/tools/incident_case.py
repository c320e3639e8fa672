"""What a person chose of what happened: five questions, and the words of a case that rules ask for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from indexer.errors import HimitsuError

WHO = ("leaver", "staff", "partner", "attack", "mistake", "newcomer", "unknown")
KINDS = ("drawing", "customers", "personal")
FORMS = ("data", "paper")
WHAT = (*KINDS, *FORMS)
CERTAIN = ("sign", "sure")
GOING = ("yes", "no", "unknown")
HOME, ABROAD = "japan", "abroad"


@dataclass(frozen=True)
class Case:
    """A case as chosen; `where` is "japan" or the id of a country of the playbook."""

    who: str
    what: frozenset[str]
    certain: str
    where: str
    going: str

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        """The words that rules ask for, by question.

        Where nobody said whether it was data or paper, it may be either; a country is also abroad.
        """
        return {
            "who": frozenset({self.who}),
            "what": self.what if self.what & set(FORMS) else self.what | set(FORMS),
            "certain": frozenset({self.certain}),
            "where": frozenset({HOME} if self.where == HOME else {ABROAD, self.where}),
            "going": frozenset({self.going}),
        }


def case_of(
    who: str, what: Collection[str], certain: str, where: str, going: str, countries: Collection[str]
) -> Case:
    """Return a case. Raises HimitsuError "incident_choice" naming what is no choice."""
    _check("who", [who], WHO)
    _check("what", what, WHAT)
    _check("certain", [certain], CERTAIN)
    _check("where", [where], (HOME, *countries))
    _check("going", [going], GOING)
    return Case(who, frozenset(what), certain, where, going)


def _check(name: str, values: Collection[str], allowed: Collection[str]) -> None:
    for value in values:
        if value not in allowed:
            raise HimitsuError("incident_choice", name=name, value=value, choices="、".join(allowed))
