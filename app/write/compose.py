"""Reviewed sentences to an Answer: claims with numbered citations, and what a reader must know of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from app import texts
from app import texts_written as own
from app.answer import Place, numbered, place, warnings
from app.concluding import Consulted, not_told, planted
from app.model import Answer, Claim, Written
from app.select import Chosen
from app.write.review import Review, Said, spoken
from indexer.index import Index
from indexer.updates import Update

# Of the extractive answer's sentences, so many lead it: where the written answer rests on none of them, it
# has missed the point, and they follow it.
LEADS = 2


def composed(
    index: Index,
    consulted: Consulted,
    review: Review,
    updates: Sequence[Update],
    written: Written,
    day: date,
    leads: int,
) -> Answer:
    """Return the written answer: its sentences, the first `leads` that it missed, and what goes with them."""
    missed = _missed(consulted.chosen[:leads], review.said)
    rests_on = [Chosen(one.quotation.hit, at, 0.0) for one in review.said for at in one.at]
    numbers, citations = numbered(index, [*rests_on, *missed])
    claims = [_claim(one, numbers) for one in review.said]
    added = [Claim(spoken(choice, review.query), (numbers[place(choice)],)) for choice in missed]
    body = _body(review.said, claims, added) + not_told(consulted.missed)
    notes = warnings(index, review.query, [*rests_on, *missed], updates, day)
    return replace(
        consulted.answer,
        answer=body,
        claims=(*claims, *added),
        citations=citations,
        warnings=(*told(written), *planted(index, consulted.found), *_kept(consulted.answer), *notes),
        mode="written",
        written=written,
    )


def told(written: Written) -> tuple[str, ...]:
    """Return what is said of an answer that a model was asked to write."""
    said = [own.SENT.format(host=written.host)] if written.sent and not written.local else []
    if written.note:
        return (*said, written.note)
    said += [written.warning] if written.warning else []
    said.append(own.CHECKED.format(model=written.model))
    if written.dropped:
        said.append(own.DROPPED.format(written=written.sentences, dropped=written.dropped))
    if written.aside:
        said.append(own.ASIDE.format(aside=written.aside))
    if written.softened:
        said.append(own.SOFTENED.format(softened=written.softened))
    return tuple(said)


def _missed(leads: Sequence[Chosen], said: Sequence[Said]) -> list[Chosen]:
    """Return those of the extractive answer's leads that no written sentence rests on."""
    rested = {(one.quotation.passage.id, at) for one in said for at in one.at}
    return [one for one in leads if (one.passage.id, one.at) not in rested]


def _claim(one: Said, numbers: Mapping[Place, int]) -> Claim:
    cited = dict.fromkeys(numbers[place(Chosen(one.quotation.hit, at, 0.0))] for at in one.at)
    return Claim(one.text, tuple(cited), one.support)


def _body(said: Sequence[Said], claims: Sequence[Claim], added: Sequence[Claim]) -> str:
    """Return Markdown: sentences of prose in one paragraph, list items in lists, added leads below."""
    lines: list[str] = []
    prose = False
    for one, claim in zip(said, claims, strict=True):
        text = _marked(claim)
        if one.listed:
            lines.append(f"- {text}")
        elif prose and lines:
            lines[-1] += text
        else:
            lines += ["", text] if lines else [text]
        prose = not one.listed
    for claim in added:
        lines += ["", _marked(claim)]
    return "\n".join(lines)


def _marked(claim: Claim) -> str:
    return f"{claim.text} {''.join(f'[{number}]' for number in claim.citations)}"


def _kept(answer: Answer) -> tuple[str, ...]:
    """Return what the extractive answer says of itself that holds for the written one as well."""
    return tuple(note for note in answer.warnings if note == texts.LESS_SURE)
