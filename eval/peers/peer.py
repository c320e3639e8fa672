"""What a peer is given, and what it must do.

A peer is given the very text that our own index searches (`indexer.passages.index_text`: headings and
text), without what only ours has: expected questions, and the digest sections that stand for originals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from typing import Protocol

from indexer.embed import Embedder
from indexer.index import Index
from indexer.passages import Passage, index_text

# Results asked of every peer and of ours for one question.
DEPTH = 100
# Between the sections of a digest written out, as in its Markdown file.
GAP = "\n\n"
# One result: the passages that it shows. Of a peer that ranks our passages, exactly one.
Found = tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """A passage as a peer sees it; `start` and `end` are offsets into its document's text."""

    id: str
    text: str
    document: str
    start: int
    end: int


@dataclass(frozen=True)
class Corpus:
    """What is indexed: our passages, or the whole texts they were cut from; and our model."""

    pieces: tuple[Piece, ...]
    documents: Mapping[str, str]
    embedder: Embedder


class Peer(Protocol):
    """A program that has indexed a corpus. `settings` says what differs from its defaults."""

    name: str
    version: str
    settings: str

    def rank(self, queries: Sequence[str]) -> list[list[Found]]:
        """Return each question's results, best first, at most DEPTH."""


Maker = Callable[[Corpus], Peer]


def corpus_of(index: Index, embedder: Embedder) -> Corpus:
    """Return an index's passages as peers see them, and the texts of their documents."""
    pieces, documents = [], {}
    for key, found in groupby(citable(index), key=document_of):
        made = [_piece(passage, key) for passage in found]
        text = index.texts[key]
        if key.endswith("/digest"):
            made, text = _written_out(made)
        pieces += made
        documents[key] = text
    return Corpus(tuple(pieces), documents, embedder)


def citable(index: Index) -> list[Passage]:
    """Return the passages that can be cited: all but the aids (see `indexer.link`)."""
    return [passage for passage in index.passages if not passage.stands_for]


def document_of(passage: Passage) -> str:
    """Return the key of the text that a passage was cut from, as in `Index.texts`."""
    return f"{passage.document}/{passage.edition}/{passage.kind}"


def _piece(passage: Passage, document: str) -> Piece:
    return Piece(passage.id, index_text(passage), document, passage.start, passage.end)


def _written_out(pieces: Sequence[Piece]) -> tuple[list[Piece], str]:
    """Write a digest as its file has it, headings too, which its text in the index leaves out."""
    ends = list(accumulate(len(piece.text) + len(GAP) for piece in pieces))
    placed = [
        replace(piece, start=end - len(GAP) - len(piece.text), end=end - len(GAP))
        for piece, end in zip(pieces, ends, strict=True)
    ]
    return placed, GAP.join(piece.text for piece in pieces)
