"""Two editions of a document: what the newer one says of its changes, and their sections side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

from app import texts_revisions as said
from app.cited import Bibliography, Ref, Sources
from app.model import Citation
from app.tools.alignment import Block, Piece, align, figures, wording
from indexer.catalog import CORPUS, load_toml, named_entry
from indexer.errors import HimitsuError
from indexer.index import Entry, Index
from indexer.japanese import fold, plain
from indexer.passages import Passage

# Originals are told by their text; "paired" and "untold" are of digests, whose wording is ours.
State = Literal["same", "changed", "added", "removed", "paired", "untold"]


@dataclass(frozen=True)
class Told:
    """What a curator knows of two editions: the sections that tell the changes, and those that correspond."""

    document: str
    older: str
    newer: str
    told: tuple[Ref, ...]
    pairs: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


@dataclass(frozen=True)
class Editions:
    """Two editions that can be compared, as indexed; both originals, or both digests."""

    older: Entry
    newer: Entry

    @property
    def key(self) -> str:
        """What names the pair on the command line and in the page."""
        return f"{self.newer.document}/{self.older.edition}/{self.newer.edition}/{self.newer.kind}"


@dataclass(frozen=True)
class Part:
    """One side of a row: a section's heading, its pages and its text."""

    heading: str
    pages: str
    text: str


@dataclass(frozen=True)
class Row:
    """Two sections side by side, None where one edition has none.

    `pieces` mark what only one of them says, `gone` and `come` are figures; empty between digests.
    """

    state: State
    older: Part | None
    newer: Part | None
    pieces: tuple[Piece, ...] = ()
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()


@dataclass(frozen=True)
class Statement:
    """What the newer edition says of a change, word for word, with the number of its citation."""

    text: str
    number: int


@dataclass(frozen=True)
class Revision:
    """A comparison of two editions."""

    editions: Editions
    statements: tuple[Statement, ...]
    rows: tuple[Row, ...]
    citations: tuple[Citation, ...]

    def count(self, state: State) -> int:
        """How many rows are in a state."""
        return sum(row.state == state for row in self.rows)


def load_told(path: Path = CORPUS / "revisions.toml") -> list[Told]:
    """Read what is known of editions. Raises CorpusInvalid naming the entry that breaks the format."""
    found = []
    for row in load_toml(path).get("revision", []):
        with named_entry(path, row.get("document")):
            pairs = tuple((tuple(older), tuple(newer)) for older, newer in row["pairs"])
            told = tuple(Ref.parse(ref) for ref in row["told"])
            found.append(Told(row["document"], row["older"], row["newer"], told, pairs))
    return found


def comparable(index: Index) -> list[Editions]:
    """Return every two editions of one document that the index holds in the same kind, newest first."""
    held = [entry for entry in index.entries if entry.passages or entry.matched]
    found = []
    for newer in held:
        for older in held:
            alike = (older.document, older.kind) == (newer.document, newer.kind)
            if alike and _age(older) < _age(newer):
                found.append(Editions(older, newer))
    return sorted(found, key=lambda e: (e.newer.document, e.newer.kind != "original", e.key))


def _age(entry: Entry) -> tuple[bool, str, str]:
    """What orders editions: one that was replaced is older, then the day it came into force."""
    return not entry.superseded, entry.in_force or entry.edition, entry.edition


def edition_of(entry: Entry) -> str:
    """Return how an edition is named; one of the user's own has only a mark of what it holds."""
    if entry.edition_name:
        return entry.edition_name
    if not entry.edition:
        return said.NOW
    return said.BEFORE.format(mark=entry.edition[1:]) if entry.edition.startswith("+") else entry.edition


def name_of(editions: Editions) -> str:
    """Return how a pair of editions is named to a reader."""
    return said.CHOICE.format(
        title=editions.newer.title or editions.newer.document,
        older=edition_of(editions.older),
        newer=edition_of(editions.newer),
        kind=said.KINDS[editions.newer.kind],
    )


def compare(index: Index, key: str, told: Sequence[Told] = ()) -> Revision:
    """Compare two editions named by their key. Raises HimitsuError "no_such_editions"."""
    editions = next((one for one in comparable(index) if one.key == key), None)
    if editions is None:
        raise HimitsuError("no_such_editions", name=key)
    older, newer = (_sections(index, entry) for entry in (editions.older, editions.newer))
    known = next((t for t in told if _is_of(t, editions)), None)
    cited = Bibliography(Sources(index))
    statements = tuple(_statements(cited, known.told if known else ()))
    rows = _by_text(older, newer) if editions.newer.kind == "original" else _by_hand(older, newer, known)
    return Revision(editions, statements, tuple(rows), cited.citations)


def _is_of(told: Told, editions: Editions) -> bool:
    wanted = (told.document, told.older, told.newer)
    return wanted == (editions.newer.document, editions.older.edition, editions.newer.edition)


def _statements(cited: Bibliography, refs: Sequence[Ref]) -> list[Statement]:
    numbered = [(ref, cited.cite(ref)) for ref in refs]
    texts = {citation.number: citation.quote for citation in cited}
    return [Statement(plain(texts[number]).strip(), number) for _, number in numbered]


Sections = Sequence[tuple[tuple[str, ...], Part]]


def _sections(index: Index, entry: Entry) -> list[tuple[tuple[str, ...], Part]]:
    """Return an edition's sections in order: their ids, heading, pages and text."""
    key = (entry.document, entry.edition, entry.kind)
    pieces = [
        piece
        for passage in index.passages
        if (passage.document, passage.edition, passage.kind) == key
        for piece in _pieces(passage)
    ]
    return [_part(list(group)) for _, group in groupby(pieces, key=lambda piece: piece[1])]


def _pieces(passage: Passage) -> Iterator[tuple[Passage, str, str]]:
    """Cut a passage at the headings inside it: small sections share one. Yields heading and text."""
    heading = passage.path[-1] if passage.path else ""
    start = passage.start
    for sentence in passage.sentences:
        if sentence.kind == "heading":
            if text := passage.text[start - passage.start : sentence.start - passage.start].strip():
                yield passage, heading, text
            heading, start = passage.quote(sentence).strip(), sentence.end
    if text := passage.text[start - passage.start :].strip():
        yield passage, heading, text


def _part(pieces: Sequence[tuple[Passage, str, str]]) -> tuple[tuple[str, ...], Part]:
    pages = dict.fromkeys(passage.pages for passage, _, _ in pieces if passage.pages)
    text = plain("\n".join(text for _, _, text in pieces)).strip()
    ids = tuple(i for passage, _, _ in pieces for i in passage.section_ids)
    return ids, Part(plain(pieces[0][1]), "・".join(pages), text)


def _by_text(older: Sections, newer: Sections) -> list[Row]:
    """Put the sections of two originals side by side by what they say."""
    left, right = [part for _, part in older], [part for _, part in newer]
    blocks = [[Block(part.heading, part.text) for part in parts] for parts in (left, right)]
    rows = []
    for i, j in align(*blocks):
        a, b = left[i] if i is not None else None, right[j] if j is not None else None
        rows.append(_row(a, b))
    return rows


def _row(older: Part | None, newer: Part | None) -> Row:
    if older is None or newer is None:
        return Row("added" if older is None else "removed", older, newer)
    if fold(older.text) == fold(newer.text):
        return Row("same", older, newer)
    gone, come = figures(older.text, newer.text)
    return Row("changed", older, newer, tuple(wording(older.text, newer.text)), gone, come)


def _by_hand(older: Sections, newer: Sections, told: Told | None) -> list[Row]:
    """Put the sections of two digests side by side as the curator did, the others after them.

    A digest leaves things out, and its words are ours: nothing is judged by them.
    """
    pairs = told.pairs if told else ()
    rows = [Row("paired", _joined(older, ids[0]), _joined(newer, ids[1])) for ids in pairs]
    used = {i for ids in pairs for side in ids for i in side}
    rest_old = [Row("untold", part, None) for ids, part in older if not used & set(ids)]
    rest_new = [Row("untold", None, part) for ids, part in newer if not used & set(ids)]
    return [*rows, *rest_old, *rest_new]


def _joined(parts: Sections, wanted: Sequence[str]) -> Part:
    """Return several sections as one part."""
    held = [part for ids, part in parts if set(ids) & set(wanted)]
    if len(held) < len(wanted):
        raise HimitsuError("section_missing", ref="・".join(wanted))
    pages = dict.fromkeys(part.pages for part in held if part.pages)
    headings = " ／ ".join(part.heading for part in held)
    return Part(headings, "・".join(pages), "\n".join(part.text for part in held))
