"""The interview of the diagnosis: questions, conditions, and what is asked after which answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from indexer.errors import HimitsuError

# Chosen choices by question.
Answers = Mapping[str, frozenset[str]]
Table = tuple[tuple[str, frozenset[str]], ...]
# Characters of a wrong answer that an error repeats.
SHOWN = 40


@dataclass(frozen=True)
class Condition:
    """Answers that must be there (`when`), of which one must (`any`), and that must not (`unless`)."""

    when: Table = ()
    any: tuple[Table, ...] = ()
    unless: Table = ()

    def holds(self, answers: Answers) -> bool:
        """Whether the answers meet the condition. A question without an answer meets nothing."""
        return (
            _all(self.when, answers)
            and (not self.any or any(_all(table, answers) for table in self.any))
            and not any(_met(row, answers) for row in self.unless)
        )

    def matched(self, answers: Answers) -> dict[str, frozenset[str]]:
        """Return the answers that met the condition, by question, in its order."""
        rows = [*self.when, *(row for table in self.any if _all(table, answers) for row in table)]
        found: dict[str, frozenset[str]] = {}
        for name, choices in rows:
            found[name] = found.get(name, frozenset()) | (answers[name] & choices)
        return found

    def names(self) -> Iterator[tuple[str, frozenset[str]]]:
        """Go through every question and choices that it names."""
        yield from self.when
        for table in self.any:
            yield from table
        yield from self.unless


def _met(row: tuple[str, Set[str]], answers: Answers) -> bool:
    name, choices = row
    return bool(answers.get(name, frozenset()) & choices)


def _all(table: Table, answers: Answers) -> bool:
    return all(_met(row, answers) for row in table)


def _wrong(name: str, chosen: Sequence[str]) -> HimitsuError:
    """Name an answer that cannot be: a file may hold anything, so that only its beginning is shown."""
    return HimitsuError("diagnosis_answer", question=name[:SHOWN], choices=", ".join(chosen)[:SHOWN])


@dataclass(frozen=True)
class Choice:
    """An answer to choose; `only` excludes the other choices of its question."""

    id: str
    text: str
    only: bool = False


@dataclass(frozen=True)
class Question:
    """A question of the interview. `label` names it in results; `fixed`: a fact the user cannot change."""

    id: str
    step: str
    label: str
    text: str
    choices: tuple[Choice, ...]
    hint: str = ""
    many: bool = False
    fixed: bool = False
    condition: Condition = field(default_factory=Condition)

    def said(self, chosen: Set[str]) -> str:
        """Return chosen choices in words."""
        return "、".join(choice.text for choice in self.choices if choice.id in chosen)

    def settled(self, chosen: Set[str]) -> frozenset[str]:
        """Return its own choices of those; one that excludes others gives way to them."""
        own = self.ids & chosen
        return own - self.exclusive or own

    @property
    def exclusive(self) -> frozenset[str]:
        """The choices that exclude others."""
        return frozenset(choice.id for choice in self.choices if choice.only)

    @property
    def ids(self) -> frozenset[str]:
        """The identities of its choices."""
        return frozenset(choice.id for choice in self.choices)


@dataclass(frozen=True)
class Step:
    """A page of the form."""

    id: str
    title: str


@dataclass(frozen=True)
class Interview:
    """All questions in their order. A condition names earlier questions alone, so that it ends."""

    steps: tuple[Step, ...]
    questions: tuple[Question, ...]

    def question(self, identity: str) -> Question:
        """Return a question by its identity."""
        return next(question for question in self.questions if question.id == identity)

    @cached_property
    def steering(self) -> frozenset[str]:
        """The questions whose answers decide what else is asked."""
        return frozenset(name for question in self.questions for name, _ in question.condition.names())

    def asked(self, answers: Answers) -> tuple[Question, ...]:
        """Return the questions to ask, given the answers so far; answers to others do not count."""
        counted: dict[str, frozenset[str]] = {}
        asked = []
        for question in self.questions:
            if question.condition.holds(counted):
                asked.append(question)
                if question.id in answers:
                    counted[question.id] = answers[question.id]
        return tuple(asked)

    def counted(self, answers: Answers) -> dict[str, frozenset[str]]:
        """Return the answers to questions that are asked; empty ones are no answers."""
        known = {name: chosen for name, chosen in answers.items() if chosen}
        return {q.id: known[q.id] for q in self.asked(known) if q.id in known}

    def open(self, answers: Answers) -> tuple[Question, ...]:
        """Return the questions still to be answered."""
        counted = self.counted(answers)
        return tuple(question for question in self.asked(counted) if question.id not in counted)

    def checked(self, answers: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
        """Return answers that came from outside, made sure of.

        Raises HimitsuError "diagnosis_answer" naming the question that is unknown, has a choice that is not
        its own, or more choices than it takes.
        """
        made: dict[str, frozenset[str]] = {}
        known = {question.id: question for question in self.questions}
        for name, chosen in answers.items():
            question = known.get(name)
            if question is None or not set(chosen) <= question.ids:
                raise _wrong(name, chosen)
            if len(set(chosen)) > 1 and (question.exclusive & set(chosen) or not question.many):
                raise _wrong(name, chosen)
            if chosen:
                made[name] = frozenset(chosen)
        return made
