"""A draft as a letter: blocks in their order, for the screen, for Word and for plain text alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from app import texts
from app import texts_reply as own
from app.labels import authority_label, edition_label, kind_label, place_label, safe_url
from app.model import Citation, Claim
from app.tools.reply_data import Draft, Reply
from app.tools.set_phrases import Phrases, load_phrases

Kind = Literal[
    "address", "paragraph", "heading", "question", "label", "intro", "quote", "item", "source", "sign"
]
# Warnings that the letter says in words of its own, and those meant for the officer.
SAID_OTHERWISE = {texts.DIGEST_USED: "digest", texts.SHEET_USED: "sheet", texts.SECONDARY_USED: "secondary"}
FOR_THE_OFFICER = frozenset({texts.LESS_SURE, texts.NOT_ADVICE})


@dataclass(frozen=True)
class Block:
    """A paragraph of the letter.

    `marks` are numbers of citations, `notes` what only the officer is to read, `link` an address.
    """

    kind: Kind
    text: str
    marks: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    link: str = ""

    @property
    def bullet(self) -> str:
        """What stands before an item that has no number of its own."""
        return own.BULLET if self.kind == "item" and not self.text.startswith(own.NUMBER[0]) else ""


def letter(draft: Draft, phrases: Phrases | None = None) -> list[Block]:
    """Return the letter of a draft."""
    writer = _Writer(draft, phrases or load_phrases())
    return list(writer.blocks())


@dataclass(frozen=True)
class _Writer:
    draft: Draft
    phrases: Phrases

    def blocks(self) -> Iterator[Block]:
        say = self.phrases.say
        yield Block("address", say("letter", "addressee"), notes=self._masked())
        yield from (Block("paragraph", said) for said in self.phrases.opening)
        yield self._heading("asked")
        for reply in self.draft.replies:
            yield Block("item", f"{own.NUMBER.format(number=reply.number)}{reply.shown}")
        yield self._heading("answers")
        if not self.draft.answered:
            yield Block("paragraph", say("answer", "none"))
        for reply in self.draft.answered:
            yield from self._answer(reply)
        yield from self._unsupported()
        yield from self._missing()
        yield from self._notes()
        yield from self._desks()
        yield from (Block("paragraph", said) for said in self.phrases.closing)
        yield Block("sign", say("letter", "sender"))
        yield from self._sources()

    def _heading(self, name: str) -> Block:
        return Block("heading", self.phrases.say("heading", name))

    def _masked(self) -> tuple[str, ...]:
        return (own.CHECK_MASKED.format(count=len(self.draft.hidden)),) if self.draft.hidden else ()

    def _answer(self, reply: Reply) -> Iterator[Block]:
        say = self.phrases.say
        number = own.NUMBER.format(number=reply.number)
        title = say("answer", "of", number=number, question=reply.shown.rstrip("。、"))
        yield Block("question", title, notes=checks(reply, self.draft.citations))
        if reply.wording.countries and not _names(reply.question.text, reply.wording.countries):
            countries = own.JOINED.join(reply.wording.countries)
            yield Block("paragraph", say("answer", "countries", countries=countries))
        if reply.wording.elsewhere:
            yield Block("paragraph", say("answer", "elsewhere", country=reply.wording.elsewhere))
        if reply.has_premise:
            yield Block("paragraph", say("answer", "premise", premise=reply.answer.premise))
        elif reply.answer.premise:
            yield Block("paragraph", say("answer", "premise_check"))
        label = "case" if reply.is_case else "unsure" if reply.less_sure else "lead"
        yield Block("label", say("heading", label))
        lead = 1 if label == "lead" else len(reply.told)
        yield from self._quoted(reply.told[:lead])
        if reply.told[lead:]:
            yield Block("label", say("heading", "grounds"))
            yield from self._quoted(reply.told[lead:], after=reply.told[lead - 1])

    def _quoted(self, claims: Sequence[Claim], after: Claim | None = None) -> Iterator[Block]:
        """Quote claims, each run of one source after an introduction."""
        before = after.citations if after else ()
        for numbers, run in groupby(claims, key=lambda claim: claim.citations):
            citation = self._citation(numbers)
            form = _form(citation)
            if numbers == before:
                name = "same" if form == "original" else "same_digest"
                yield Block("intro", self.phrases.say("answer", name))
            else:
                name = f"also_{form}" if before else form
                yield Block("intro", self.phrases.say("answer", name, source=named(citation)))
            yield from (Block("quote", claim.text.strip(), claim.citations) for claim in run)
            before = numbers

    def _citation(self, numbers: Sequence[int]) -> Citation:
        return self.draft.citations[numbers[0] - 1]

    def _unsupported(self) -> Iterator[Block]:
        if not self.draft.unsupported:
            return
        say = self.phrases.say
        yield self._heading("unsupported")
        yield Block("paragraph", say("unsupported", "lead"))
        for reply in self.draft.unsupported:
            number = own.NUMBER.format(number=reply.number)
            asked = reply.shown.rstrip("。、")
            for part in reply.unanswered:
                yield Block("item", say("unsupported", "part", number=number, question=asked, part=part))
            name = "item" if not reply.told else "beside"
            notes = () if reply.told else checks(reply, self.draft.citations)
            if not reply.told or reply.untold:
                yield Block("item", say("unsupported", name, number=number, question=asked), notes=notes)
            for numbers, run in groupby(reply.untold, key=lambda claim: claim.citations):
                citation = self._citation(numbers)
                name = "told" if citation.kind == "original" else "told_digest"
                yield Block("intro", say("unsupported", name, source=named(citation)))
                yield from (Block("quote", claim.text.strip(), claim.citations) for claim in run)

    def _missing(self) -> Iterator[Block]:
        if not self.draft.lacks:
            return
        yield self._heading("missing")
        yield Block("paragraph", self.phrases.say("missing", "lead"))
        for lack in self.draft.lacks:
            about = own.ABOUT.format(numbers=own.COMMA.join(map(str, lack.questions)))
            yield Block("item", f"{lack.rule.ask}{about}", lack.citations)

    def _notes(self) -> Iterator[Block]:
        said = [lack.rule.assumed for lack in self.draft.lacks if lack.rule.assumed]
        warned = [one for one in self.draft.warnings if one not in FOR_THE_OFFICER and self._holds(one)]
        said += [one for one in warned if one not in SAID_OTHERWISE]
        said += [self.phrases.say("notes", name) for one, name in SAID_OTHERWISE.items() if one in warned]
        yield self._heading("notes")
        yield from (Block("item", one) for one in (*said, self.phrases.say("notes", "changes")))

    def _holds(self, warning: str) -> bool:
        """Whether a warning is about what the letter quotes: a brief one leaves quotations out."""
        citations = self.draft.citations
        if warning == texts.UNCONFIRMED:
            return any(reply.untold for reply in self.draft.replies)
        if warning == texts.SHEET_USED:
            return any(citation.authority == "sheet" for citation in citations)
        if warning.startswith(texts.SUPERSEDED.split("{", 1)[0]):
            names = [citation.title.rpartition(" ") for citation in citations]
            return any(title in warning and edition in warning for title, _, edition in names if title)
        return True

    def _desks(self) -> Iterator[Block]:
        if not self.draft.desks:
            return
        yield self._heading("desks")
        for desk in self.draft.desks:
            reach = self.phrases.say("desks", "item", name=desk.name, contact=desk.contact)
            why = self.phrases.say("desks", "why", why=desk.why)
            checked = (own.CHECK_DESK.format(date=desk.checked),) if desk.checked else ()
            yield Block("item", reach + why, notes=checked)

    def _sources(self) -> Iterator[Block]:
        if not self.draft.citations:
            return
        yield self._heading("sources")
        for citation in self.draft.citations:
            authority = own.SHEET if citation.authority == "sheet" else authority_label(citation.authority)
            labels = (edition_label(citation.edition), authority, kind_label(citation.kind))
            kinds = own.DOT.join(label for label in labels if label)
            text = own.SOURCE.format(title=citation.title, labels=kinds, place=place_label(citation))
            yield Block("source", text, (citation.number,), link=safe_url(citation.url) or "")


def named(citation: Citation) -> str:
    """Return a source as a sentence names it: title, edition, section, page."""
    details = own.COMMA.join(filter(None, (edition_label(citation.edition), place_label(citation))))
    return own.NAMED.format(title=citation.title, details=details)


def checks(reply: Reply, citations: Sequence[Citation]) -> tuple[str, ...]:
    """Return what an officer should look at before an answer is sent."""
    said = []
    quoted = [citations[number - 1] for claim in reply.claims for number in claim.citations]
    if reply.asked.rstrip("。か?？") != reply.shown.rstrip("。か?？"):
        said.append(own.CHECK_WORDING.format(question=reply.asked))
    if reply.wording.elsewhere and not reply.refused:
        said.append(own.CHECK_ELSEWHERE.format(country=reply.wording.elsewhere))
    if reply.less_sure:
        said.append(own.CHECK_LESS_SURE)
    if reply.answer.premise and not reply.refused:
        said.append(own.CHECK_PREMISE)
    if reply.answer.suggestion:
        said.append(texts.did_you_mean(reply.answer.suggestion))
    if any(citation.authority == "sheet" for citation in quoted):
        said.append(own.CHECK_SHEET)
    elif any(citation.kind == "digest" for citation in quoted):
        said.append(own.CHECK_DIGEST)
    return tuple(said)


def _names(question: str, countries: Sequence[str]) -> bool:
    return all(country in question for country in countries)


def _form(citation: Citation) -> str:
    """Return how a source is introduced: word for word, as a summary, or as a sheet of our own."""
    if citation.kind == "original":
        return "original"
    return "sheet" if citation.authority == "sheet" else "digest"
