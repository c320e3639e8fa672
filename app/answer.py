"""Chosen sentences to an Answer: claims, citations, warnings. Every sentence is a quotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app import texts
from app.cited import citation_of
from app.model import Citation, Claim
from app.query import Query
from app.select import Chosen
from app.table import cells, head_of
from indexer.index import Index
from indexer.japanese import plain
from indexer.passages import Passage
from indexer.updates import Update

# One quotation is cut from a passage that holds no order, one before and one behind each order elsewhere.
Place = tuple[int, int]


@dataclass(frozen=True)
class Span:
    """The part of one passage that an answer quotes: from its first chosen sentence to its last."""

    choice: Chosen
    start: int
    end: int


def cite(
    index: Index, query: Query, chosen: Sequence[Chosen]
) -> tuple[tuple[Claim, ...], tuple[Citation, ...]]:
    """Make claims and their citations, one a place, numbered as they first appear.

    A table row's quotation begins at its table's head.
    """
    numbers, citations = numbered(index, chosen)
    claims = []
    for choice in chosen:
        number = (numbers[place(choice)],)
        if choice.sentence.kind == "row":
            claims.append(Claim(cells(choice, query), number, "supported"))
        else:
            claims.append(Claim(choice.text, number))
    return tuple(claims), citations


def place(choice: Chosen) -> Place:
    """Return where a sentence lies: its passage's row, and how many orders stand before it there."""
    before = choice.passage.sentences[: choice.at]
    return choice.hit.row, sum(sentence.kind == "order" for sentence in before)


def numbered(index: Index, chosen: Sequence[Chosen]) -> tuple[dict[Place, int], tuple[Citation, ...]]:
    """Return the citations of chosen sentences, one a place, and their numbers."""
    spans = _spans(chosen)
    numbers = {where: number for number, where in enumerate(spans, 1)}
    return numbers, tuple(_citation(index, span, numbers[where]) for where, span in spans.items())


def _spans(chosen: Sequence[Chosen]) -> dict[Place, Span]:
    """Return what is quoted of each place, in the order of first appearance."""
    spans: dict[Place, Span] = {}
    for choice in chosen:
        start = head_of(choice).start if choice.sentence.kind == "row" else choice.sentence.start
        end = choice.sentence.end
        known = spans.get(place(choice), Span(choice, start, end))
        spans[place(choice)] = Span(known.choice, min(known.start, start), max(known.end, end))
    return spans


def _citation(index: Index, span: Span, number: int) -> Citation:
    hit = span.choice.hit
    return replace(citation_of(index, hit.passage, span.start, span.end, hit.score), number=number)


def compose(claims: Sequence[Claim], chosen: Sequence[Chosen]) -> str:
    """Write the answer's Markdown: sentences as paragraphs, list items and rows as lists."""
    lines: list[str] = []
    for claim, choice in zip(claims, chosen, strict=True):
        marks = "".join(f"[{n}]" for n in claim.citations)
        listed = choice.sentence.kind in ("item", "row") and lines
        body = f"{claim.text} {marks}"
        if listed:
            lines.append(f"- {body}")
        else:
            lines += [body, ""]
    return "\n".join(lines).strip()


def warnings(
    index: Index, query: Query, chosen: Sequence[Chosen], updates: Sequence[Update], today: date
) -> tuple[str, ...]:
    """What a reader must know of the sources: summaries, old editions, expiry, the unconfirmed."""
    cited = list(dict.fromkeys(choice.passage for choice in chosen))
    differing = [updated(index, query.text, update, cited) for update in updates]
    return (*filter(None, differing), *notes(index, cited, [choice.text for choice in chosen], today))


def notes(index: Index, cited: Sequence[Passage], said: Sequence[str], today: date) -> tuple[str, ...]:
    """What a reader must know of passages that are quoted, whose sentences `said` are."""
    found = []
    for passage in cited:
        entry = index.entry(passage)
        if entry.superseded:
            found.append(texts.SUPERSEDED.format(title=entry.title, edition=entry.edition_name))
        elif entry.valid_until:
            template = texts.EXPIRED if entry.valid_until < today.isoformat() else texts.VALID_UNTIL
            found.append(template.format(title=entry.title, date=japanese_date(entry.valid_until)))
    if any(texts.UNCONFIRMED_MARK in plain(text) for text in said):
        found.append(texts.UNCONFIRMED)
    if any(index.entry(passage).authority == "sheet" for passage in cited):
        found.append(texts.SHEET_USED)
    if any(index.entry(passage).basis == "secondary" and passage.kind == "digest" for passage in cited):
        found.append(texts.SECONDARY_USED)
    if any(passage.kind == "digest" for passage in cited):
        found.append(texts.DIGEST_USED)
    return (*dict.fromkeys(found), texts.NOT_ADVICE)


def updated(index: Index, question: str, update: Update, cited: Sequence[Passage]) -> str:
    """Say that documents differ on a matter, where the answer quotes another one or was asked for it."""
    differing = any(update.differs(passage) for passage in cited)
    asked = update.is_asked(question) and any(update.is_newer(passage) for passage in cited)
    if not differing and not asked:
        return ""
    held = {passage.document: index.entry(passage) for passage in index.passages if update.involves(passage)}
    names = [f"{e.title}（{e.edition_name}）" for d, e in held.items() if d != update.newer[0]]
    newer = held.get(update.newer[0])
    return texts.UPDATED.format(
        matter=update.matter,
        since=update.since,
        newer=newer.title if newer else "",
        others="・".join(names),
        confirm=update.confirm,
    )


def japanese_date(iso: str) -> str:
    """Return an ISO date of any precision as people write it: 2027年2月5日."""
    return "".join(f"{int(part)}{unit}" for part, unit in zip(iso.split("-"), "年月日", strict=False))
