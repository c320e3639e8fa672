"""From answers to the outcome: a finding for each requirement, likenesses, actions, countries, desks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from app.model import ChecklistPointer, DeskPointer
from app.tools.diagnose import Answers, Condition, Interview, Question
from app.tools.diagnose_change import Change, changes, decide
from app.tools.diagnose_rules import (
    REQUIREMENTS,
    Action,
    Country,
    Diagnosis,
    Requirement,
    Rule,
    Ruling,
    Verdict,
)
from indexer.checklists import Desk, Item, load_desks, load_items
from indexer.errors import HimitsuError

RULINGS, ACTIONS = 3, 3
# Who answers questions of managing, of the law, and of sites abroad.
DESKS, DESK_ABROAD = ("inpit-trade-secret", "meti-ip-policy"), "jetro-ip"
# Answers to whose information it is that make it another company's.
OTHERS = frozenset({"former", "entrusted"})
# A question, and its answer in words.
Said = tuple[Question, str]


@dataclass(frozen=True)
class Reason:
    """A rule that speaks, and the answers that made it."""

    rule: Rule
    answers: tuple[Said, ...]


@dataclass(frozen=True)
class Finding:
    """What the answers mean for one requirement: what decided, what weighs in, what would change it."""

    requirement: Requirement
    verdict: Verdict
    decided: Reason | None
    leaning: tuple[Reason, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Likeness:
    """A ruling or case, and the answers in which it is like this one."""

    ruling: Ruling
    answers: tuple[Said, ...]


@dataclass(frozen=True)
class Step:
    """An action, with its checklist item where it has one."""

    action: Action
    item: ChecklistPointer | None


@dataclass(frozen=True)
class Abroad:
    """Foreign law: the sheets to look at, whether it is used abroad alone, and countries without a sheet."""

    countries: tuple[tuple[Country, str], ...]
    only: bool
    other: bool


@dataclass(frozen=True)
class Outcome:
    """The outcome of an interview.

    `name` is what the user calls the information, perhaps ""; `of_others`: it is another company's.
    """

    name: str
    of_others: bool
    answered: tuple[Said, ...]
    findings: tuple[Finding, ...]
    likenesses: tuple[Likeness, ...]
    steps: tuple[Step, ...]
    abroad: Abroad | None
    desks: tuple[DeskPointer, ...]


def diagnose(diagnosis: Diagnosis, answers: Answers, name: str = "") -> Outcome:
    """Return the outcome of complete answers.

    Raises HimitsuError "diagnosis_open" naming the questions that are still to be answered.
    """
    interview = diagnosis.interview
    if left := interview.open(answers):
        raise HimitsuError("diagnosis_open", questions="、".join(question.label for question in left))
    counted = interview.counted(answers)
    asked = interview.asked(counted)
    findings = tuple(_finding(diagnosis, requirement, counted) for requirement in REQUIREMENTS)
    return Outcome(
        name=name.strip(),
        of_others=bool(counted["owner"] & OTHERS),
        answered=tuple((question, question.said(counted[question.id])) for question in asked),
        findings=findings,
        likenesses=tuple(
            Likeness(ruling, _said(interview, ruling.condition, counted))
            for ruling in diagnosis.rulings
            if ruling.condition.holds(counted)
        )[:RULINGS],
        steps=_steps(diagnosis, counted, findings),
        abroad=_abroad(diagnosis, counted),
        desks=_desks(counted),
    )


def _said(interview: Interview, condition: Condition, answers: Answers) -> tuple[Said, ...]:
    """Return the answers that met a condition, in words."""
    found = condition.matched(answers)
    return tuple((question, question.said(found[question.id])) for question in map(interview.question, found))


def _finding(diagnosis: Diagnosis, requirement: Requirement, answers: Answers) -> Finding:
    def reason(rule: Rule) -> Reason:
        return Reason(rule, _said(diagnosis.interview, rule.condition, answers))

    verdict, rule = decide(diagnosis.rules, requirement, answers)
    leaning = [
        reason(other)
        for other in diagnosis.rules
        if other.requirement == requirement and other.leans and other.condition.holds(answers)
    ]
    return Finding(
        requirement,
        verdict,
        reason(rule) if rule else None,
        tuple(leaning),
        changes(diagnosis, requirement, answers),
    )


def _steps(diagnosis: Diagnosis, answers: Answers, findings: Sequence[Finding]) -> tuple[Step, ...]:
    """Return three actions: one for each requirement that is not met, the worst first, then the next ones."""
    items = _items()
    found = [action for action in diagnosis.actions if action.condition.holds(answers)]
    first = [
        next((action for action in found if action.requirement == finding.requirement), None)
        for verdict in ("lacking", "unclear")
        for finding in findings
        if finding.verdict == verdict
    ]
    chosen = dict.fromkeys([*(action for action in first if action), *found])
    return tuple(Step(action, _pointer(items.get(action.item))) for action in list(chosen)[:ACTIONS])


@cache
def _items() -> dict[str, Item]:
    return {f"{item.checklist}/{item.id}": item for item in load_items()}


def _pointer(item: Item | None) -> ChecklistPointer | None:
    if item is None:
        return None
    return ChecklistPointer(item.checklist, item.id, item.text, item.section, item.title)


def _abroad(diagnosis: Diagnosis, answers: Answers) -> Abroad | None:
    chosen = answers.get("countries", frozenset())
    if not chosen:
        return None
    names = {choice.id: choice.text for choice in diagnosis.interview.question("countries").choices}
    sheets = tuple((c, names[c.choice]) for c in diagnosis.countries if c.choice in chosen)
    return Abroad(sheets, only="abroad" in answers["country"], other=len(sheets) < len(chosen))


def _desks(answers: Answers) -> tuple[DeskPointer, ...]:
    named = (*DESKS, *([DESK_ABROAD] if "countries" in answers else []))
    known = {desk.id: desk for desk in load_desks()}
    return tuple(_desk(known[name]) for name in named if name in known)


def _desk(desk: Desk) -> DeskPointer:
    return DeskPointer(desk.name, desk.reach, desk.purpose, desk.checked)
