"""A piece of a passage as a citation, and the sections that data files name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.model import Citation
from indexer.errors import HimitsuError
from indexer.index import Index
from indexer.japanese import plain
from indexer.passages import WHOLE, Passage
from indexer.ref import Ref

__all__ = ["Bibliography", "Ref", "Sources", "citation_of"]


def citation_of(index: Index, passage: Passage, start: int, end: int, score: float = 0.0) -> Citation:
    """Quote `start`..`end` (offsets into the document's text) of a passage; the number is still 0."""
    entry = index.entry(passage)
    return Citation(
        number=0,
        document=passage.document,
        title=f"{entry.title} {entry.edition_name}".strip(),
        edition=passage.edition,
        authority=entry.authority,
        kind=passage.kind,
        section=passage.section,
        pages=passage.pages,
        url=entry.url,
        quote=passage.text[start - passage.start : end - passage.start],
        passage=passage.text,
        passage_id=passage.id,
        score=round(score, 4),
        start=start,
        end=end,
    )


class Sources:
    """Finds the sections that data files name, in the index in use."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._rows: dict[tuple[str, str], int] = {}
        for row, passage in enumerate(index.passages):
            if passage.kind == "digest" and not index.entry(passage).superseded:
                for section in passage.section_ids:
                    self._rows.setdefault((passage.document, section), row)

    def sections(self) -> tuple[tuple[str, str], ...]:
        """Return the document and id of every section that can be quoted, in the order of the index."""
        return tuple(self._rows)

    def passage(self, ref: Ref) -> Passage:
        """Return our digest of a section.

        Raises HimitsuError "section_missing" where the index holds no such section, as when it was built
        without digests.
        """
        row = self._rows.get((ref.document, ref.section))
        if row is None:
            raise HimitsuError("section_missing", ref=f"{ref.document}#{ref.section}")
        return self._index.passages[row]

    def says(self, ref: Ref) -> str:
        """Return what our digest says there, as shown: one sentence, or all of them."""
        passage = self.passage(ref)
        return plain(passage.text[slice(*self._span(passage, ref))]).strip()

    def citation(self, ref: Ref) -> Citation:
        """Return the citation of a section: of its original, where that is at hand and says the sentence.

        The number is still 0: see `Bibliography`.
        """
        passage = self.passage(ref)
        row = self._rows[ref.document, ref.section]
        if passage.stands_for:
            original = self._index.passages[self._index.targets[row]]
            if ref.at == WHOLE:
                return citation_of(self._index, original, original.start, original.end)
            said = sorted(theirs for theirs, own in passage.focus if own == ref.at)
            if said:
                first, last = original.sentences[said[0]], original.sentences[said[-1]]
                return citation_of(self._index, original, first.start, last.end)
        start, end = self._span(passage, ref)
        return citation_of(self._index, passage, passage.start + start, passage.start + end)

    def _span(self, passage: Passage, ref: Ref) -> tuple[int, int]:
        """Offsets within the passage."""
        if ref.at == WHOLE:
            first, last = passage.sentences[0], passage.sentences[-1]
        elif ref.at < len(passage.sentences):
            first = last = passage.sentences[ref.at]
        else:
            raise HimitsuError("section_missing", ref=str(ref))
        return first.start - passage.start, last.end - passage.start


class Bibliography:
    """Numbers citations as they are first made; the same quotation keeps its number."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._made: dict[tuple[str, int, int], Citation] = {}

    def cite(self, ref: Ref) -> int:
        """Return the number of a section's citation."""
        return self.add(self._sources.citation(ref))

    def add(self, citation: Citation) -> int:
        """Return the number of a citation."""
        key = (citation.passage_id, citation.start, citation.end)
        kept = self._made.setdefault(key, replace(citation, number=len(self._made) + 1))
        return kept.number

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations, by number."""
        return tuple(self._made.values())

    def __iter__(self) -> Iterator[Citation]:
        """Go through them by number."""
        return iter(self._made.values())
