"""The outcome in words, every statement of the law a quotation with its number; screen and files show it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from app import texts_diagnose as said
from app.cited import Bibliography, Ref, Sources
from app.model import Citation, DeskPointer
from app.tools.diagnose_change import Change
from app.tools.diagnose_result import Finding, Likeness, Outcome, Reason, Said, Step
from app.tools.diagnose_rules import Diagnosis
from indexer.index import Index

# What a choice explains in brackets is left out where it is proposed.
BRACKETS = re.compile(r"（[^）]*）")


@dataclass(frozen=True)
class Line:
    """A sentence and the numbers of its citations."""

    text: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Weight:
    """What weighs in: where it leans (for, against, open), the answers, what our sources say of them."""

    leans: str
    answers: str
    quotes: tuple[Line, ...]
    unsaid: str = ""


@dataclass(frozen=True)
class Part:
    """One requirement: its verdict, why, what weighs in, what would change it."""

    requirement: str
    title: str
    verdict: str
    label: str
    answers: tuple[str, ...]
    quotes: tuple[Line, ...]
    unsaid: str
    weights: tuple[Weight, ...]
    changes_title: str
    changes: tuple[Line, ...]


@dataclass(frozen=True)
class Pointer:
    """A ruling or an action: its name, quotations, and one more line of ours."""

    name: str
    quotes: tuple[Line, ...]
    note: str
    kind: str = ""


@dataclass(frozen=True)
class Report:
    """The whole outcome in words. `standing`: which requirements stand how; `overall`: what follows."""

    name: str
    standing: tuple[str, ...]
    overall: tuple[str, ...]
    three: Line
    parts: tuple[Part, ...]
    steps: tuple[Pointer, ...]
    likenesses: tuple[Pointer, ...]
    cautions: tuple[Line, ...]
    abroad: tuple[Line, ...]
    sheets: tuple[Pointer, ...]
    desks: tuple[DeskPointer, ...]
    answers: tuple[tuple[str, str], ...]
    citations: tuple[Citation, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object of `himitsu diagnose --json`."""
        return {**asdict(self), "limits": said.LIMITS}


class _Writer:
    """Quotes sections and numbers them."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.sources = Sources(index)
        self.bibliography = Bibliography(self.sources)

    def line(self, ref: Ref) -> Line:
        return Line(self.sources.says(ref), (self.bibliography.cite(ref),))

    def lines(self, refs: Iterable[Ref]) -> tuple[Line, ...]:
        return tuple(self.line(ref) for ref in refs)

    def numbers(self, refs: Iterable[Ref]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self.bibliography.cite(ref) for ref in refs))


def report(diagnosis: Diagnosis, outcome: Outcome, index: Index) -> Report:
    """Put an outcome into words. Raises HimitsuError "section_missing" where the index lacks a section."""
    writer = _Writer(index)
    three = writer.line(diagnosis.scope.three)
    parts = tuple(_part(writer, finding) for finding in outcome.findings)
    steps = tuple(_step(writer, step) for step in outcome.steps)
    likenesses = tuple(_likeness(writer, likeness) for likeness in outcome.likenesses)
    cautions = dict.fromkeys(like.ruling.caution for like in outcome.likenesses if like.ruling.caution)
    abroad, sheets = _abroad(writer, diagnosis, outcome)
    return Report(
        name=outcome.name,
        standing=tuple(_standing(outcome)),
        overall=tuple(_overall(outcome)),
        three=three,
        parts=parts,
        steps=steps,
        likenesses=likenesses,
        cautions=writer.lines(cautions),
        abroad=abroad,
        sheets=sheets,
        desks=outcome.desks,
        answers=tuple((question.label, answer) for question, answer in outcome.answered),
        citations=writer.bibliography.citations,
    )


def _standing(outcome: Outcome) -> Iterable[str]:
    """Say which requirements stand how."""
    for verdict, text in said.SOME.items():
        names = [said.REQUIREMENTS[f.requirement] for f in outcome.findings if f.verdict == verdict]
        if names:
            yield text.format(names="、".join(names))


def _overall(outcome: Outcome) -> Iterable[str]:
    """Say what follows from how they stand: never a bare yes or no."""
    if outcome.of_others:
        yield said.OTHERS
    verdicts = {finding.verdict for finding in outcome.findings}
    if verdicts == {"met"}:
        yield said.ALL_MET
        yield said.NEXT_MET
    else:
        yield said.NEXT_LACKING if "lacking" in verdicts else said.NEXT_UNCLEAR


def _part(writer: _Writer, finding: Finding) -> Part:
    decided = finding.decided
    losing = finding.verdict == "met"
    return Part(
        requirement=finding.requirement,
        title=said.REQUIREMENTS[finding.requirement],
        verdict=finding.verdict,
        label=said.VERDICTS[finding.verdict],
        answers=_answers(decided.answers) if decided else (),
        quotes=writer.lines(decided.rule.says) if decided else (),
        unsaid=decided.rule.unsaid if decided else "",
        weights=tuple(_weight(writer, reason) for reason in finding.leaning),
        changes_title=said.CHANGES["worse" if losing else "better"],
        changes=tuple(_change(writer, change) for change in finding.changes) or (Line(said.NO_CHANGE),),
    )


def _answers(answers: Sequence[Said]) -> tuple[str, ...]:
    return tuple(said.ANSWERED.format(label=q.label, answer=answer) for q, answer in answers)


def _weight(writer: _Writer, reason: Reason) -> Weight:
    rule = reason.rule
    return Weight(rule.leans or "", "／".join(_answers(reason.answers)), writer.lines(rule.says), rule.unsaid)


def _change(writer: _Writer, change: Change) -> Line:
    template = said.FOUND if change.found_out else said.CHANGED
    steps = said.AND.join(
        template.format(label=question.label, answer=BRACKETS.sub("", answer))
        for question, answer in change.answers
    )
    text = said.CHANGE.format(answers=steps, verdict=said.VERDICTS[change.verdict])
    return Line(text, writer.numbers(change.says))


def _step(writer: _Writer, step: Step) -> Pointer:
    item = step.item
    note = said.ITEM.format(title=item.title or item.checklist, text=item.text) if item else ""
    return Pointer(step.action.label, writer.lines(step.action.says), note)


def _likeness(writer: _Writer, likeness: Likeness) -> Pointer:
    like = said.LIKE.format(answers="／".join(_answers(likeness.answers)))
    ruling = likeness.ruling
    return Pointer(ruling.name, writer.lines(ruling.says), like, said.ABOUT[ruling.about])


def _abroad(
    writer: _Writer, diagnosis: Diagnosis, outcome: Outcome
) -> tuple[tuple[Line, ...], tuple[Pointer, ...]]:
    """Say by which law this was judged, and which sheets to look at."""
    found, scope = outcome.abroad, diagnosis.scope
    if found is None:
        return (), ()
    refs = (scope.law, *scope.abroad, *(scope.only if found.only else scope.both))
    lines = [Line(said.ABROAD_NOTE), *writer.lines(refs)]
    if found.other:
        lines.append(Line(scope.other))
    sheets = []
    for country, name in found.countries:
        title = writer.index.entry(writer.sources.passage(country.says[0])).title
        sheets.append(Pointer(said.SHEET.format(country=name, sheet=title), writer.lines(country.says), ""))
    return tuple(lines), tuple(sheets)
