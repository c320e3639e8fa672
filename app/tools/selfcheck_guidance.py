"""Where the guidance of a checklist item stands: the parts of its section, the nearest first."""

from __future__ import annotations

from dataclasses import replace

from app.cited import Ref, Sources
from app.model import Citation
from indexer.checklists import Item
from indexer.errors import HimitsuError
from indexer.family import base
from indexer.index import Index
from indexer.lexicon import Lexicon
from indexer.passages import Passage


class Guidance:
    """Finds the passages behind checklist items.

    An item names a section; where our digest splits it, the part that shares most of the item's words
    (by idf) comes first.
    """

    def __init__(self, index: Index, lexicon: Lexicon) -> None:
        self._index, self._lexicon = index, lexicon
        self._sources = Sources(index)
        self._parts: dict[tuple[str, str], list[Passage]] = {}
        for passage in index.passages:
            if passage.kind == "digest" and not index.entry(passage).superseded:
                for family in {base(section) for section in passage.section_ids}:
                    self._parts.setdefault((passage.document, family), []).append(passage)
        self._words: dict[str, frozenset[str]] = {}

    def citations(self, item: Item) -> list[Citation]:
        """Return the parts of the item's section as citations, numbered from 1, the nearest first.

        Raises HimitsuError "section_missing".
        """
        refs = self.refs(item)
        made = [self._sources.citation(ref) for ref in refs]
        # Parts of our digest may stand for one passage of the original.
        kept = {(citation.passage_id, citation.start): citation for citation in reversed(made)}
        ordered = [citation for citation in made if kept[citation.passage_id, citation.start] is citation]
        return [replace(citation, number=at) for at, citation in enumerate(ordered, 1)]

    def refs(self, item: Item) -> list[Ref]:
        """Return the parts of the item's section, the nearest first. Raises HimitsuError."""
        parts = self._parts.get((item.document, base(item.section)), [])
        if not parts:
            raise HimitsuError("section_missing", ref=f"{item.document}#{item.section}")
        asked = self._tokens(f"{item.group} {item.aspect} {item.text}")
        scored = sorted(parts, key=lambda passage: -self._shared(asked, passage))
        return [Ref(passage.document, passage.section_ids[0]) for passage in scored]

    def _shared(self, asked: frozenset[str], passage: Passage) -> float:
        if passage.id not in self._words:
            self._words[passage.id] = self._tokens(f"{' '.join(passage.path)} {passage.text}")
        shared = sorted(asked & self._words[passage.id])
        return float(sum(self._index.lexical.idf(word) for word in shared))

    def _tokens(self, text: str) -> frozenset[str]:
        return frozenset(self._lexicon.tokens(text))
