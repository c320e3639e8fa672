"""From what was found to an answer or a refusal, with its warnings, checklist items and desks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app import texts
from app import texts_written as own
from app.answer import cite, compose, warnings
from app.found import Found, merged
from app.guide import Guide
from app.model import Answer, Claim
from app.premise import contrary, differing, is_put
from app.query import Query
from app.retrieve import Searcher
from app.select import Chosen
from app.write.orders import holds_orders, is_order
from indexer.index import Index
from indexer.updates import Update

# A refusal names only passages that hold this share of the question's words, so that a question
# about something else is not shown strangers. A choice between reading the two kinds, not tuned.
NEARBY = 0.3


@dataclass(frozen=True)
class Consulted:
    """An answer by extraction, and what it was made from.

    `query` is the whole question; `found` what each question in it found; `chosen` are the answer's
    sentences, one a claim; `missed` the questions
    that the corpus does not answer.
    """

    answer: Answer
    found: tuple[Found, ...]
    query: Query
    chosen: tuple[Chosen, ...] = ()
    missed: tuple[str, ...] = ()

    @property
    def asked(self) -> str:
        """The question that was answered: as typed, as spelt right, or with what came before it."""
        return self.answer.understood or self.answer.suggestion or self.answer.question


@dataclass(frozen=True)
class Concluding:
    """What concluding needs: where was searched, what to point to, what is newer, and the day."""

    searcher: Searcher
    guide: Guide
    updates: Sequence[Update]
    today: date

    def answered(self, question: str, found: list[Found], answered: list[Found]) -> Consulted:
        """Answer from what was found, `answered` of it; say what of the question has no answer."""
        untold = [replace(one, chosen=one.unconfirmed) for one in found if one.unconfirmed]
        chosen = merged([*answered, *untold])
        query = found[0].query if len(found) == 1 else self.searcher.query(question)
        claims, citations = cite(self.searcher.index, query, chosen)
        notes = list(warnings(self.searcher.index, query, chosen, self.updates, self.today))
        notes[:0] = planted(self.searcher.index, found)
        missed = [one.query.text for one in found if one not in answered]
        if not all(one.verdict.sure for one in answered):
            notes.insert(0, texts.LESS_SURE)
        answer = Answer(
            question=question,
            status="partial" if missed else "answered",
            answer=compose(claims, chosen) + not_told(missed),
            claims=claims,
            citations=citations,
            checklist=self.guide.pointers(query, chosen),
            desks=self.guide.desks_for(question, chosen, refused=False),
            warnings=tuple(notes),
            premise=_premise("".join(one.query.text for one in answered), claims),
        )
        return Consulted(answer, tuple(found), query, tuple(chosen), tuple(missed))

    def refused(self, question: str, found: list[Found]) -> Consulted:
        """Say that the corpus does not answer, what is near, and whom to ask."""
        near: list[str] = []
        for one in found:
            for hit in one.hits[:3]:
                if hit.evidence.cover < NEARBY:
                    continue
                entry = self.searcher.index.entry(hit.passage)
                line = f"- {entry.title}「{hit.passage.path[-1] if hit.passage.path else ''}」"
                near += [] if is_order(line) else [line]
        chosen = merged([replace(one, chosen=one.unconfirmed) for one in found])
        query = found[0].query
        claims, citations = cite(self.searcher.index, query, chosen)
        told = f"{texts.TOLD}\n\n{compose(claims, chosen)}\n\n" if claims else ""
        near_text = texts.NEARBY + "\n" + "\n".join(dict.fromkeys(near)) if near else texts.NEARBY_NONE
        answer = Answer(
            question=question,
            status="refused",
            answer=f"{texts.CANNOT_ANSWER}\n\n{told}{near_text}\n\n{texts.ASK_DESK}",
            claims=claims,
            citations=citations,
            desks=self.guide.desks_for(question, [], refused=True),
            warnings=(
                *planted(self.searcher.index, found),
                *warnings(self.searcher.index, query, chosen, self.updates, self.today),
            ),
        )
        return Consulted(answer, tuple(found), query)


def planted(index: Index, found: Sequence[Found]) -> tuple[str, ...]:
    """Return what a reader must know of documents that give orders to a program that reads them."""
    near = [(hit.passage, index.entry(hit.passage).title) for one in found for hit in one.hits]
    titles = dict.fromkeys(title for passage, title in near if holds_orders(passage) or is_order(title))
    names = dict.fromkeys(own.A_DOCUMENT if is_order(title) else f"「{title}」" for title in titles)
    return tuple(own.PLANTED.format(document=name) for name in names)


def not_told(missed: Sequence[str]) -> str:
    """Return what an answer says, below its claims, of questions that the corpus does not answer."""
    listed = "\n".join(f"- {text}" for text in missed)
    return f"\n\n{texts.PARTIAL}\n{listed}" if missed else ""


def _premise(question: str, claims: Sequence[Claim]) -> str:
    """Return what is to be said of the question's premise; "" where it puts none."""
    told = [claim.text for claim in claims]
    if figures := differing(question, told):
        return texts.PREMISE_DIFFERS.format(figures="」「".join(figures))
    if outcomes := contrary(question, told):
        return texts.PREMISE_CONTRARY.format(asked=outcomes[0], told=outcomes[1])
    return texts.PREMISE_CHECK if is_put(question) else ""
