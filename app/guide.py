"""Where to go next: checklist items and consultation desks, from the corpus files."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from app.model import ChecklistPointer, DeskPointer
from app.query import Query
from app.select import Chosen
from indexer.catalog import CORPUS
from indexer.checklists import load_desks, load_items
from indexer.embed import Embedder, Vectors
from indexer.family import base
from indexer.japanese import fold
from indexer.lexicon import Lexicon

POINTERS = 5
DESKS = 3
# Whoever asks for a telephone gets the desks that have one first.
WANTS_NUMBER, NUMBER, NUMBER_BONUS = re.compile("電話|でんわ|tel"), re.compile(r"[0-9]-[0-9]"), 100
# An item is named when its evidence reaches this: its section is cited (0.6 to 1.0), or it shares
# nearly all of the question's words. A choice, not yet measured: no gold exists for pointers.
NAMED = 0.6


class Guide:
    """The checklists and desks of the corpus."""

    def __init__(self, lexicon: Lexicon, embedder: Embedder, corpus: Path = CORPUS) -> None:
        self._lexicon, self._embedder = lexicon, embedder
        self.items = load_items(corpus / "checklists")
        self.desks = load_desks(corpus / "desks.toml")

    @cached_property
    def _vectors(self) -> Vectors:
        return self._embedder.passages([f"{i.text} {' '.join(i.keywords)}" for i in self.items])

    @cached_property
    def _words(self) -> list[frozenset[str]]:
        return [frozenset(self._lexicon.tokens(f"{i.text} {' '.join(i.keywords)}")) for i in self.items]

    @cached_property
    def _topics(self) -> list[list[tuple[str, str]]]:
        return [[(topic, fold(topic)) for topic in desk.topics] for desk in self.desks]

    def pointers(self, query: Query, chosen: Sequence[Chosen]) -> tuple[ChecklistPointer, ...]:
        """Return the items that follow from the question and the cited sections, best first."""
        if not self.items or not chosen:
            return ()
        cited = _cited(chosen)
        cosines = self._vectors @ query.vector[0]
        scored = []
        for at, item in enumerate(self.items):
            own = query.weights.keys() & self._words[at]
            share = math.fsum(query.weights[w] for w in own) / (len(query.own) or 1)
            score = (
                cited.get((item.document, item.section), 0.0)
                + 0.4 * min(1.0, share)
                + 0.4 * float(cosines[at])
            )
            scored.append((score, at, item))
        scored.sort(key=lambda row: (-row[0], row[1]))
        named = [item for score, _, item in scored[:POINTERS] if score >= NAMED]
        return tuple(ChecklistPointer(i.checklist, i.id, i.text, i.section, i.title) for i in named)

    def desks_for(self, question: str, chosen: Sequence[Chosen], *, refused: bool) -> tuple[DeskPointer, ...]:
        """Return the desks whose topics the question or the answer's sections mention."""
        text = fold(question)
        scored = [
            (sum(len(t) for t, folded in topics if folded in text), at, d)
            for at, (d, topics) in enumerate(zip(self.desks, self._topics, strict=True))
        ]
        if WANTS_NUMBER.search(text):
            scored = [(n + NUMBER_BONUS * bool(n and NUMBER.search(d.contact)), at, d) for n, at, d in scored]
        scored = sorted((row for row in scored if row[0]), key=lambda row: (-row[0], row[1]))
        found = [desk for _, _, desk in scored[: DESKS - 1 if refused else 2]]
        default = [d for d in self.desks if d.default and d not in found]
        return tuple(DeskPointer(d.name, d.reach, d.purpose, d.checked) for d in (found + default)[:DESKS])


def _cited(chosen: Sequence[Chosen]) -> dict[tuple[str, str], float]:
    """Weight of each cited section, with and without the letter of a split: the first counts most."""
    found: dict[tuple[str, str], float] = {}
    for rank, choice in enumerate(chosen):
        for section in choice.passage.section_ids:
            for key in (section, base(section)):
                found.setdefault((choice.passage.document, key), 1.0 if rank == 0 else 0.6)
    return found
