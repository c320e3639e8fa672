"""Passages: what is retrieved and cited.

A passage lies inside one section (or in neighbouring small sections of one parent), keeps
sentences and tables whole, and knows its document, edition, pages and offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from indexer.headings import numbering
from indexer.japanese import plain, sentences
from indexer.lines import SENTENCE_END, Kind
from indexer.structure import Section, Text, Unit

# Characters. Over the originals alone R@1 is .695 with these, .674 with LONGEST 200, .693 with 700
# and 1200, .683 with SHORTEST 0 (`python -m eval.sweep`).
LONGEST, SHORTEST = 450, 80
# Text after the last full stop that is shorter than this is a figure's label, not a sentence.
FRAGMENT = 25
# A label and its figure are quoted as one up to this length.
CAPTIONS = 60
# Of a heading path, so many innermost headings are searched with the text.
HEADINGS = 3
# An expected question that the whole section answers.
WHOLE = -1
SourceKind = Literal["original", "digest"]


# Slots: a large index holds half a million.
@dataclass(frozen=True, slots=True)
class Sentence:
    """One quotable piece: offsets into the document's text, and what it is."""

    start: int
    end: int
    kind: Kind
    glyph: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """An expected question of a section.

    `at` numbers the sentence of the section that answers it, from 0; WHOLE where no one sentence does.
    """

    text: str
    section: str
    at: int = WHOLE


@dataclass(frozen=True)
class Passage:
    """The retrieved unit. `text` is the slice start..end of the document's text.

    `questions` help to find the passage; no answer shows them, only the notes of a seminar do. A digest
    section whose original is present is an aid: what it finds is the original passage it `stands_for` (an
    id), above all the sentences of that passage in its `focus`: pairs of such a sentence and the aid's own
    that says so.
    """

    id: str
    document: str
    edition: str
    kind: SourceKind
    path: tuple[str, ...]
    pages: str
    start: int
    end: int
    text: str
    sentences: tuple[Sentence, ...]
    section_ids: tuple[str, ...] = ()
    questions: tuple[Expected, ...] = ()
    stands_for: str = ""
    focus: tuple[tuple[int, int], ...] = ()

    @property
    def section(self) -> str:
        """The heading path as one line."""
        return " > ".join(self.path)

    @property
    def heading(self) -> str:
        """The innermost headings, for matching and display."""
        return " ".join(self.path[-2:])

    def quote(self, sentence: Sentence) -> str:
        """Return a sentence's text."""
        return self.text[sentence.start - self.start : sentence.end - self.start]


def index_text(passage: Passage) -> str:
    """What of a passage is searched: its headings once, and its text."""
    return plain("\n".join((" ".join(passage.path[-HEADINGS:]), passage.text)))


def make_passages(text: Text, document: str, edition: str, kind: SourceKind) -> list[Passage]:
    """Cut a text into passages. Ids are stable for the same text: document, kind, ordinal."""
    made: list[Passage] = []
    for path, units, section in _groups(text):
        if all(unit.kind == "heading" for unit in units):
            continue
        start, end = units[0].start, units[-1].end
        spans = tuple(s for unit in _captions_joined(text.body, units) for s in _sentences(text.body, unit))
        pages = section.pages or text.pages(start, end)
        made.append(
            Passage(
                f"{document}/{edition}/{kind[0]}{len(made):05d}",
                document,
                edition,
                kind,
                path,
                pages,
                start,
                end,
                text.body[start:end],
                spans,
                (section.id,) if section.id else (),
            )
        )
    return made


def _groups(text: Text) -> Iterator[tuple[tuple[str, ...], list[Unit], Section]]:
    """Group units into passages: cut long sections, join short neighbours of one parent."""
    pending: tuple[tuple[str, ...], list[Unit], Section] | None = None
    for section in text.sections:
        for units in _cut(section):
            if pending and _joins(pending, section, units):
                path = _common(pending[0], section.path)
                pending = (path, [*pending[1], *units], pending[2])
            else:
                if pending:
                    yield pending
                pending = (section.path, units, section)
    if pending:
        yield pending


def _joins(pending: tuple[tuple[str, ...], list[Unit], Section], section: Section, units: list[Unit]) -> bool:
    if section.id or pending[2].id or _article(pending[0]) != _article(section.path):
        return False
    small = min(_size(pending[1]), _size(units)) < SHORTEST
    related = len(_common(pending[0], section.path)) >= max(1, len(section.path) - 1)
    return small and related and _size(pending[1]) + _size(units) <= LONGEST


def _article(path: tuple[str, ...]) -> str:
    """The article of a statute that a heading path lies in; an article is cited by itself."""
    return next((part for part in path if (kind := numbering(part)) and kind.style == "article"), "")


def _size(units: list[Unit]) -> int:
    """Characters of content: headings and captions tell little by themselves."""
    return sum(u.end - u.start for u in units if u.kind not in ("heading", "caption"))


def _common(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
    size = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[:size]


def _cut(section: Section) -> Iterator[list[Unit]]:
    """Cut a section at unit borders; a table's rows and a list's children stay together."""
    batch: list[Unit] = []
    for unit in section.units:
        full = _size(batch) + unit.end - unit.start > LONGEST
        together = batch and (unit.kind == "row" and batch[-1].kind in ("row", "item", "paragraph"))
        if batch and full and not together and not section.id:
            yield batch
            batch = []
        batch.append(unit)
    if batch:
        yield batch


def _captions_joined(body: str, units: list[Unit]) -> Iterator[Unit]:
    """Join a caption that holds a figure to the label above it: 支援期間 + 2027年2月5日まで."""
    label: Unit | None = None
    for unit in units:
        figure = unit.kind == "caption" and re.search(r"[0-9０-９]", body[unit.start : unit.end])
        if label and figure and unit.end - label.start <= CAPTIONS:
            yield replace(label, end=unit.end)
            label = None
            continue
        if label:
            yield label
        label = unit if unit.kind == "caption" and not figure else None
        if label is None:
            yield unit
    if label:
        yield label


def _sentences(body: str, unit: Unit) -> Iterator[Sentence]:
    text = body[unit.start : unit.end]
    if unit.kind in ("row", "heading", "caption"):
        yield Sentence(unit.start, unit.end, unit.kind, unit.glyph)
        return
    found = sentences(text)
    for at, (start, end) in enumerate(found):
        stray = at > 0 and end == len(text) and end - start < FRAGMENT and not SENTENCE_END.search(text)
        kind: Kind = "caption" if stray and not re.match(r"[（(※]", plain(text[start:end])) else unit.kind
        yield Sentence(unit.start + start, unit.start + end, kind, unit.glyph if at == 0 else "")


def with_questions(passage: Passage, questions: tuple[Expected, ...]) -> Passage:
    """Return a passage with expected questions added."""
    return replace(passage, questions=passage.questions + questions)


def with_sections(passage: Passage, sections: tuple[str, ...]) -> Passage:
    """Return a passage with the ids of digest sections that stand for it added."""
    return replace(passage, section_ids=tuple(dict.fromkeys((*passage.section_ids, *sections))))
