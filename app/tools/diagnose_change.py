"""What would change a finding: other answers are tried, one at a time, then two, then three."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from app.cited import Ref
from app.tools.diagnose import Answers, Interview, Question
from app.tools.diagnose_rules import VERDICTS, Diagnosis, Requirement, Rule, Verdict

# Proposals shown of one finding, answers changed together in one proposal, passages quoted of it.
SHOWN, TOGETHER, QUOTED = 3, 3, 2
# The choice of not knowing: never proposed, but a fact that is not known can be found out.
NOT_KNOWN = "unknown"


@dataclass(frozen=True)
class Change:
    """Answers (question, its new choice in words) that would make another verdict, and what says so.

    `found_out`: a fact is only to be found out, nothing is to be done.
    """

    answers: tuple[tuple[Question, str], ...]
    verdict: Verdict
    says: tuple[Ref, ...]
    found_out: bool


@dataclass(frozen=True)
class _Option:
    """One question answered otherwise."""

    question: Question
    choice: str


def decide(rules: Sequence[Rule], requirement: Requirement, answers: Answers) -> tuple[Verdict, Rule | None]:
    """Return the verdict on a requirement and the first rule that decides it."""
    for rule in rules:
        if rule.requirement == requirement and rule.verdict and rule.condition.holds(answers):
            return rule.verdict, rule
    return "unclear", None


def changes(diagnosis: Diagnosis, requirement: Requirement, answers: Answers) -> tuple[Change, ...]:
    """Return what would make a finding better; of the best one, what would make it worse."""
    now, _ = decide(diagnosis.rules, requirement, answers)
    if now == "met":
        worse = list(_tried(diagnosis, requirement, answers, 1, losing=True))
        return tuple(change for change in worse if change.verdict != "met")[:SHOWN]
    better: list[Change] = []
    for together in range(1, TOGETHER + 1):
        tried = list(_tried(diagnosis, requirement, answers, together, losing=False))
        if reached := [change for change in tried if change.verdict == "met"]:
            return tuple(reached[:SHOWN])
        better += [change for change in tried if VERDICTS.index(change.verdict) < VERDICTS.index(now)]
    return tuple(better[:SHOWN])


def _tried(
    diagnosis: Diagnosis, requirement: Requirement, answers: Answers, together: int, *, losing: bool
) -> Iterator[Change]:
    """Try every set of so many other answers; of sets about the same questions the first that matters."""
    options = list(_options(diagnosis, requirement, answers, losing=losing))
    now, _ = decide(diagnosis.rules, requirement, answers)
    seen: set[tuple[str, ...]] = set()
    for chosen in combinations(options, together):
        names = tuple(option.question.id for option in chosen)
        if len(set(names)) < together or names in seen:
            continue
        new = _answered(diagnosis.interview, answers, chosen)
        if new is None or (verdict := decide(diagnosis.rules, requirement, new)[0]) == now:
            continue
        seen.add(names)
        said = tuple((option.question, option.question.said({option.choice})) for option in chosen)
        found_out = all(NOT_KNOWN in answers[name] for name in names)
        yield Change(said, verdict, _says(diagnosis.rules, requirement, answers, new), found_out)


def _options(
    diagnosis: Diagnosis, requirement: Requirement, answers: Answers, *, losing: bool
) -> Iterator[_Option]:
    """Go through other answers to what weighs on a requirement; which information it is stays as it is.

    Of choices that the deciding rules do not tell apart, the first stands for all.
    """
    rows = [
        row
        for rule in diagnosis.rules
        if rule.requirement == requirement and rule.verdict
        for row in rule.condition.names()
    ]
    frame = diagnosis.interview.steps[0].id
    for question in diagnosis.interview.questions:
        given = answers.get(question.id)
        if given is None or question.many or question.step == frame:
            continue
        if not (losing or not question.fixed or NOT_KNOWN in given):
            continue
        told = [choices for name, choices in rows if name == question.id]
        seen = {tuple(bool(given & choices) for choices in told)}
        for choice in question.choices:
            mark = tuple(choice.id in choices for choices in told)
            if choice.id != NOT_KNOWN and mark not in seen:
                seen.add(mark)
                yield _Option(question, choice.id)


def _answered(interview: Interview, answers: Answers, chosen: Sequence[_Option]) -> Answers | None:
    """Return the answers with some replaced; None where that asks something not answered yet."""
    new = {**answers, **{option.question.id: frozenset({option.choice}) for option in chosen}}
    if not any(option.question.id in interview.steering for option in chosen):
        return new
    counted = interview.counted(new)
    return None if interview.open(counted) else counted


def _says(
    rules: Sequence[Rule], requirement: Requirement, before: Answers, after: Answers
) -> tuple[Ref, ...]:
    """Return what the rules say that speak only after the change, the deciding one first."""
    _, deciding = decide(rules, requirement, after)
    spoken = [deciding] if deciding else []
    spoken += [
        rule
        for rule in rules
        if rule.requirement == requirement
        and rule.leans == "for"
        and rule.condition.holds(after)
        and not rule.condition.holds(before)
    ]
    return tuple(dict.fromkeys(rule.says[0] for rule in spoken))[:QUOTED]
