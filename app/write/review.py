"""The review of a written answer: each sentence is shown, softened to its quotation, or dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from app.model import Support
from app.query import Query
from app.select import Chosen
from app.table import cells
from app.verify.verdict import Quoted, Verdict
from app.write.faults import fault_of
from app.write.pack import Quotation
from app.write.sentences import Draft
from indexer.japanese import bigrams, fold

# Headings tell nothing by themselves; sentences that give orders to a program are not quoted.
UNQUOTABLE = ("heading", "order")
# Share of a claim's pairs of characters that a sentence must hold to be what the claim speaks of: of 362
# development claims that get a quotation wrong .93 reach it, of claims beside another quotation of the
# same document .03, of another document .003.
OF_THE_MATTER = 0.35
# From this likelihood on a judge is asked. A judge may be wrong, or bent by what it reads: of the 85 cases of
# tests/app/write/injections.jsonl, with a model that says what the attacker wants and then lets all pass that
# it is asked about, 23 reach the reader at .3, 1 at .5, none at .6.
OPEN = 0.6

# One sentence: its passage's id, and its number there.
Spot = tuple[str, int]


class Checks(Protocol):
    """What the review needs of the checker."""

    def check(self, claim: str, quoted: Quoted) -> Verdict:
        """Say whether a claim stands in a quotation."""


class Judges(Protocol):
    """What the review needs of a judge: a model that entails, the model that writes."""

    def holds(self, claim: str, quoted: Quoted) -> bool:
        """Say whether a claim that is left open stands in a quotation."""


@dataclass(frozen=True)
class Said:
    """One sentence to show: its text, the sentences of a passage that it rests on, in the passage's order."""

    text: str
    quotation: Quotation
    at: tuple[int, ...]
    support: Support
    listed: bool
    softened: bool = False


@dataclass
class Review:
    """Takes sentences as they come and keeps count. One review serves one answer.

    `apt` are the sentences that are near the question; None where all are.
    """

    checker: Checks
    quotations: Sequence[Quotation]
    query: Query
    judges: Sequence[Judges] = ()
    apt: Collection[Spot] | None = None
    said: list[Said] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    sentences: int = 0
    repeated: int = 0
    softened: int = 0
    cited: int = 0

    @property
    def dropped(self) -> int:
        """Sentences that are not shown because nothing holds them."""
        return self.sentences - len(self.said) - self.repeated - self.aside

    @property
    def aside(self) -> int:
        """Sentences that are not shown because what holds them does not touch the question."""
        return self.faults["aside"]

    def take(self, draft: Draft) -> Said | None:
        """Review one sentence; returns what is shown of it, None where it is dropped."""
        self.sentences += 1
        named = [one for one in self.quotations if one.key in draft.keys]
        self.cited += bool(named)
        fault = fault_of(draft)
        made = None if fault else self._checked(draft, named)
        if made is None:
            self.faults[fault or "unsupported"] += 1
            return None
        if self._is_known(made):
            self.repeated += 1
            return None
        if not self._is_apt(made):
            self.faults["aside"] += 1
            return None
        self.said.append(made)
        self.softened += made.softened and fold(made.text) != fold(draft.text)
        return made

    def _checked(self, draft: Draft, named: Sequence[Quotation]) -> Said | None:
        """Check against what is cited, then against the rest: a wrong key is the model's, not the claim's."""
        for group in (named, [one for one in self.quotations if one not in named]):
            verdicts = [(self.checker.check(draft.text, one.quoted), one) for one in group]
            stands = [found for found in verdicts if found[0].supported]
            if stands:
                verdict, one = max(stands, key=lambda found: found[0].score)
                return self._shown(draft, one, verdict)
            if judged := self._judged(draft, verdicts):
                return judged
        return self._softened(draft, named)

    def _judged(self, draft: Draft, verdicts: Sequence[tuple[Verdict, Quotation]]) -> Said | None:
        """Ask the judges, where there are any, about the likeliest of those that no rule refused."""
        left = [found for found in verdicts if found[0].score >= OPEN]
        if not left:
            return None
        verdict, one = max(left, key=lambda found: found[0].score)
        stands = any(judge.holds(draft.text, one.quoted) for judge in self.judges)
        return self._shown(draft, one, verdict) if stands else None

    def _shown(self, draft: Draft, one: Quotation, verdict: Verdict) -> Said | None:
        at = covered(one, verdict)
        if not at:
            return None
        verbatim = fold(draft.text) in fold(one.quoted.text)
        return Said(draft.text, one, at, "verbatim" if verbatim else "supported", draft.listed)

    def _softened(self, draft: Draft, named: Sequence[Quotation]) -> Said | None:
        """Return the sentence of what is cited that the claim comes nearest to, where it is of the matter."""
        nearest = [
            (shared(draft.text, text), text, one, at)
            for one in named
            for at, sentence in enumerate(one.passage.sentences)
            if sentence.kind not in UNQUOTABLE
            for text in (spoken(Chosen(one.hit, at, 0.0), self.query),)
        ]
        likeness, text, one, at = max(nearest, key=lambda found: found[0], default=(0.0, "", None, 0))
        if one is None or likeness < OF_THE_MATTER:
            return None
        # A row is written as head and value: its words, in another form.
        support: Support = "supported" if one.passage.sentences[at].kind == "row" else "verbatim"
        return Said(text, one, (at,), support, draft.listed, softened=True)

    def _is_apt(self, made: Said) -> bool:
        """Whether one of the sentences that it rests on is near the question."""
        return self.apt is None or any((made.quotation.passage.id, at) in self.apt for at in made.at)

    def _is_known(self, made: Said) -> bool:
        """Whether the answer says the same already."""
        return any(fold(made.text) == fold(one.text) or _repeats(made, one) for one in self.said)


def _repeats(made: Said, one: Said) -> bool:
    """Whether a quotation is that of a sentence shown already."""
    same = made.quotation is one.quotation and set(made.at) <= set(one.at)
    return same and made.softened


def covered(one: Quotation, verdict: Verdict) -> tuple[int, ...]:
    """Return the sentences of a passage that a verdict's span touches; no heading, no order to a program."""
    begin = one.passage.start
    return tuple(
        number
        for number, sentence in enumerate(one.passage.sentences)
        if sentence.start - begin < verdict.end
        and sentence.end - begin > verdict.start
        and sentence.kind not in UNQUOTABLE
    )


def shared(claim: str, text: str) -> float:
    """Return the share of a claim's pairs of characters that a text holds."""
    pairs = set(bigrams(claim))
    return len(pairs & set(bigrams(text))) / max(len(pairs), 1)


def spoken(choice: Chosen, query: Query) -> str:
    """Return a sentence of a passage as an answer says it: a table row as head and value."""
    return cells(choice, query) if choice.sentence.kind == "row" else choice.text
