"""A draft of a reply: each question of an enquiry answered by quotation, or told not to be found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from app import texts
from app.cited import Bibliography, Sources
from app.engine import Engine
from app.followup import Reader
from app.model import Answer, Citation, Claim
from app.select import ANNOUNCES
from app.tools.cues_of_letters import LetterCues, load_letter_cues
from app.tools.doubts import elsewhere, lacks
from app.tools.enquiry import Asked, Enquiry, read
from app.tools.missing import load_rules, missing
from app.tools.personal import Hidden, Masked, mask, without
from app.tools.reply_data import Draft, Lack, Reply
from app.tools.wording import Wording, countries, searched
from indexer.errors import HimitsuError

DESKS = 4
# Sentences quoted for a question in a brief draft, and at most with a list that they announce. A choice:
# with all of them (about ten) a reply to three questions has five pages.
BRIEF, LONGEST = 4, 9


def draft(
    engine: Engine,
    letter: str,
    questions: Collection[str] | None = None,
    *,
    brief: bool = True,
    today: date | None = None,
) -> Draft:
    """Draft a reply to an enquiry.

    Args:
        engine: What answers.
        letter: The enquiry as it came; its personal data is masked before anything else.
        questions: Questions to answer in place of those found, as an officer has put them.
        brief: Whether to quote the first sentences of each answer alone.
        today: The day by which documents expire.

    Raises HimitsuError "empty_enquiry", "enquiry_too_long" or "no_question".
    """
    limit = engine.settings.longest_enquiry
    if not letter.strip():
        raise HimitsuError("empty_enquiry")
    if len(letter) > limit:
        raise HimitsuError("enquiry_too_long", length=len(letter), limit=limit)
    public = [desk.contact for desk in engine.guide.desks]
    told = "\n".join(passage.text for passage in engine.index.passages)
    masked = mask(letter, public, told)
    cues = load_letter_cues()
    enquiry = read(masked.text, cues)
    if questions is not None:
        put = mask("\n".join(questions), public, told)
        hidden = tuple(dict.fromkeys((*masked.hidden, *put.hidden)))
        said = [without(one.strip(), hidden) for one in questions if one.strip()]
        masked = Masked(without(masked.text, hidden), hidden)
        enquiry = replace(read(masked.text, cues), questions=tuple(Asked(text, -1, -1) for text in said))
    if not enquiry.questions:
        raise HimitsuError("no_question")
    wordings = _wordings(engine, enquiry, cues, as_put=questions is not None)
    answers = [_answer(engine, wording, today) for wording in wordings]
    if brief:
        answers = [(text, replace(answer, claims=essential(answer.claims))) for text, answer in answers]
    return _assembled(engine, masked.text, enquiry, masked.hidden, wordings, answers)


def essential(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return an answer's first sentences, with lists they announce and what is unconfirmed beside them."""
    size = min(BRIEF, len(claims))
    announced = any(ANNOUNCES.search(claim.text) for claim in claims[:size])
    longest = min(LONGEST, len(claims)) if announced else size
    while size < longest and claims[size].citations == claims[size - 1].citations:
        size += 1
    quoted = {claim.citations for claim in claims[:size]}
    rest = [one for one in claims[size:] if texts.UNCONFIRMED_MARK in one.text and one.citations in quoted]
    return (*claims[:size], *rest)


def _wordings(engine: Engine, enquiry: Enquiry, cues: LetterCues, *, as_put: bool) -> list[Wording]:
    reader = Reader(engine.cues, engine.searcher.places)
    limit = engine.settings.longest_question
    found: list[Wording] = []
    for asked in enquiry.questions:
        if as_put:
            named, elsewhere = countries(asked, (), "", engine.searcher.places, cues)
            found.append(Wording(asked.text[:limit], named, elsewhere=elsewhere))
        else:
            before = [wording.text for wording in found]
            found.append(searched(asked, before, enquiry.setting, reader, cues, limit))
    return found


def _assembled(
    engine: Engine,
    letter: str,
    enquiry: Enquiry,
    hidden: tuple[Hidden, ...],
    wordings: Sequence[Wording],
    answers: Sequence[tuple[str, Answer]],
) -> Draft:
    listed = Bibliography(Sources(engine.index))
    whole = joined(tuple(answer for _, answer in answers))
    replies = [
        _doubted(engine, Reply(number, asked, wording, text, answer, _renumbered(answer, whole, listed)))
        for number, (asked, wording, (text, answer)) in enumerate(
            zip(enquiry.questions, wordings, answers, strict=True), 1
        )
    ]
    rules = load_rules()
    about = [(f"{reply.question.text}\n{reply.asked}", reply.wording.countries) for reply in replies]
    lacks = [
        Lack(
            one.rule,
            tuple(at + 1 for at in one.questions),
            tuple(dict.fromkeys(listed.cite(ref) for ref in one.rule.refs)),
        )
        for one in missing(about, letter, rules)
    ]
    ordered = sorted(replies, key=lambda reply: not reply.refused)
    desks = {desk.name: desk for reply in ordered for desk in reply.answer.desks}
    return Draft(
        letter,
        enquiry,
        hidden,
        tuple(replies),
        tuple(lacks),
        listed.citations,
        tuple(desks.values())[:DESKS],
    )


def _answer(engine: Engine, wording: Wording, today: date | None) -> tuple[str, Answer]:
    """Answer a question; where its background hid it, the question by itself."""
    answer = engine.ask(wording.text, today=today)
    if answer.status == "refused" and wording.plain:
        plain = engine.ask(wording.plain, today=today)
        if plain.status != "refused":
            return wording.plain, plain
    return wording.text, answer


def _doubted(engine: Engine, reply: Reply) -> Reply:
    """Return a reply that says whether its quotations hold what is asked for, and of the country asked."""
    places = {entry.document: entry.jurisdiction for entry in engine.index.entries}
    documents = {citation.number: citation.document for citation in reply.answer.citations}
    told = [
        (claim.text, places.get(documents.get(own.citations[0], ""), ""))
        for claim, own in zip(reply.claims, reply.answer.claims, strict=True)
        if claim in reply.told
    ]
    said = [text for text, _ in told]
    doubted = lacks(reply.question.text, said) or elsewhere(reply.wording.countries, told)
    return replace(reply, doubted=doubted)


def joined(answers: Sequence[Answer]) -> dict[str, Citation]:
    """Return one citation for each passage that answers quote, by its identity: all that is quoted of it."""
    found: dict[str, Citation] = {}
    for answer in answers:
        cited = {number for claim in answer.claims for number in claim.citations}
        for citation in answer.citations:
            if citation.number not in cited:
                continue
            known = found.get(citation.passage_id, citation)
            start, end = min(known.start, citation.start), max(known.end, citation.end)
            origin = citation.start - citation.passage.index(citation.quote)
            quote = citation.passage[start - origin : end - origin]
            found[citation.passage_id] = replace(known, start=start, end=end, quote=quote)
    return found


def _renumbered(answer: Answer, whole: dict[str, Citation], listed: Bibliography) -> tuple[Claim, ...]:
    """Return an answer's claims with the numbers of the draft's one list of sources."""
    passages = {citation.number: citation.passage_id for citation in answer.citations}
    return tuple(
        replace(claim, citations=tuple(listed.add(whole[passages[n]]) for n in claim.citations))
        for claim in answer.claims
    )
