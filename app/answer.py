"""Chosen sentences to an Answer: claims, citations, warnings. Every sentence is a quotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app import texts
from app.model import Citation, Claim
from app.retrieve import Query
from app.select import Chosen
from app.table import cells, head_of
from indexer.index import Index
from indexer.japanese import plain


@dataclass(frozen=True)
class Run:
    """Neighbouring chosen sentences of one passage: one quotation."""

    first: Chosen
    start: int
    end: int


def cite(
    index: Index, query: Query, chosen: Sequence[Chosen]
) -> tuple[tuple[Claim, ...], tuple[Citation, ...]]:
    """Make claims and their citations.

    Sentences that stand together in a passage share one citation, whose quotation is the slice
    from the first to the last of them; a table row's quotation begins at its table's head.
    """
    runs = _runs(chosen)
    citations = tuple(_citation(index, run, number) for number, run in enumerate(runs, 1))
    claims = []
    for choice in chosen:
        number = next(
            at
            for at, run in enumerate(runs, 1)
            if run.first.hit.row == choice.hit.row
            and run.start <= choice.sentence.start
            and choice.sentence.end <= run.end
        )
        if choice.sentence.kind == "row":
            claims.append(Claim(cells(choice, query), (number,), "supported"))
        else:
            claims.append(Claim(choice.text, (number,)))
    return tuple(claims), citations


def _runs(chosen: Sequence[Chosen]) -> list[Run]:
    runs: list[Run] = []
    rows = dict.fromkeys(choice.hit.row for choice in chosen)
    for row in rows:
        mine = sorted((c for c in chosen if c.hit.row == row), key=lambda c: c.at)
        for choice in mine:
            start = head_of(choice).start if choice.sentence.kind == "row" else choice.sentence.start
            last = runs[-1] if runs else None
            if last and last.first.hit.row == row and _adjoins(choice, start, last):
                runs[-1] = Run(last.first, min(last.start, start), max(last.end, choice.sentence.end))
            else:
                runs.append(Run(choice, start, choice.sentence.end))
    return runs


def _adjoins(choice: Chosen, start: int, last: Run) -> bool:
    """Whether nothing but a heading stands between a quotation and the next chosen sentence."""
    between = [s for s in choice.passage.sentences if last.end <= s.start and s.end <= start]
    return start <= last.end or all(sentence.kind == "heading" for sentence in between)


def _citation(index: Index, run: Run, number: int) -> Citation:
    passage, entry = run.first.passage, index.entry(run.first.passage)
    quote = passage.text[run.start - passage.start : run.end - passage.start]
    return Citation(
        number=number,
        document=passage.document,
        title=f"{entry.title} {entry.edition_name}".strip(),
        edition=passage.edition,
        authority=entry.authority,
        kind=passage.kind,
        section=passage.section,
        pages=passage.pages,
        url=entry.url,
        quote=quote,
        passage=passage.text,
        passage_id=passage.id,
        score=round(run.first.hit.score, 4),
        start=run.start,
        end=run.end,
    )


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


def warnings(index: Index, chosen: Sequence[Chosen], today: date) -> tuple[str, ...]:
    """What a reader must know of the sources: summaries, old editions, expiry, the unconfirmed."""
    found: list[str] = []
    for passage in dict.fromkeys(choice.passage for choice in chosen):
        entry = index.entry(passage)
        if entry.superseded:
            found.append(texts.SUPERSEDED.format(title=entry.title, edition=entry.edition_name))
        if entry.valid_until:
            template = texts.EXPIRED if entry.valid_until < today.isoformat() else texts.VALID_UNTIL
            found.append(template.format(title=entry.title, date=entry.valid_until))
    if any("未確認" in plain(choice.text) for choice in chosen):
        found.append(texts.UNCONFIRMED)
    if any(choice.passage.kind == "digest" for choice in chosen):
        found.append(texts.DIGEST_USED)
    return (*dict.fromkeys(found), texts.NOT_ADVICE)
