"""Passages as quotations that fit a model's context, each under a key that means nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from app import texts
from app.hit import Hit
from app.labels import authority_label, edition_label
from app.verify.verdict import Quoted
from app.write.orders import is_order, without_orders
from indexer.index import Index
from indexer.japanese import plain
from indexer.passages import Passage

# Quotations of one prompt: five are looked at for one question, two for each of two asked in one breath.
MOST = 6
# Authorities, the weightiest first: of passages equally near, these are read first.
ORDER = tuple(texts.AUTHORITY)
# Letters of keys: none that is read as another, no vowel to make a word of.
LETTERS = "bcdfghjkmnpqrstvwxz"
KEY_LENGTH = 4


@dataclass(frozen=True)
class Quotation:
    """A passage as the model sees it, under an opaque key."""

    key: str
    hit: Hit
    quoted: Quoted

    @property
    def passage(self) -> Passage:
        """The passage quoted."""
        return self.hit.passage

    @property
    def shown(self) -> str:
        """What the model reads: without Markdown marks, and without sentences that give orders."""
        lines = (plain(line).strip() for line in self.quoted.text.splitlines())
        return "\n".join(line for line in lines if line)

    @property
    def headings(self) -> list[str]:
        """Its lines that only lead to what stands below them."""
        begin, text = self.passage.start, self.quoted.text
        heads = (s for s in self.passage.sentences if s.kind in ("heading", "caption"))
        return [plain(text[s.start - begin : s.end - begin]).strip() for s in heads]


def pack(
    index: Index, question: str, quoted: Sequence[Hit], others: Sequence[Hit], room: int
) -> list[Quotation]:
    """Return quotations within `room` characters.

    `quoted` are the passages that the extractive answer rests on, in its order: they go first. `others`
    were near as well: the weightier authority goes before the nearer passage. What does not fit is left
    out whole, because half a passage may lack the exception to its rule.
    """
    by_weight = sorted(others, key=lambda hit: (_weight(index, hit), -hit.score))
    made: dict[str, Quotation] = {}
    for hit in (*quoted, *by_weight):
        if hit.passage.id in made or len(made) == MOST:
            continue
        one = Quotation(_key(question, hit.passage.id), hit, quote(index, hit.passage))
        # Each sentence is followed by its key in brackets.
        length = len(one.shown) + len(one.quoted.context) + len(hit.passage.sentences) * (KEY_LENGTH + 2)
        if one.shown and length <= room:
            made[hit.passage.id] = one
            room -= length
    return list(made.values())


def quote(index: Index, passage: Passage) -> Quoted:
    """Return a passage as it is checked against: orders blanked, its offsets kept."""
    entry = index.entry(passage)
    marks = [authority_label(entry.authority), edition_label(entry.edition)]
    marks += [texts.OLD_EDITION] if entry.superseded else []
    # Names and headings come from whoever wrote the document, as its sentences do.
    title, *path = ("" if is_order(name) else name for name in (entry.title, *passage.path))
    context = f"{title} {entry.edition_name}（{'・'.join(marks)}）{' '.join(path)}"
    return Quoted(without_orders(passage), context.strip())


def _weight(index: Index, hit: Hit) -> int:
    authority = index.entry(hit.passage).authority
    return ORDER.index(authority) if authority in ORDER else len(ORDER)


def _key(question: str, passage_id: str) -> str:
    digest = hashlib.blake2b(f"{question}\n{passage_id}".encode(), digest_size=KEY_LENGTH).digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest)
