"""Which jurisdiction a question names: the words are in `corpus/places.toml`."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from indexer.catalog import CORPUS, load_toml, named_entry
from indexer.japanese import fold
from indexer.lexicon import pattern

HOME, MANY = "日本", "各国"


@dataclass(frozen=True)
class Place:
    """A jurisdiction, the words for it, and those whose law applies there too."""

    jurisdiction: str
    names: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Places:
    """The jurisdictions of the corpus."""

    places: tuple[Place, ...]

    def named(self, text: str) -> frozenset[str]:
        """Return the jurisdictions a text names, with those whose law applies there too.

        The longest name wins where one lies in another: インドネシア is not インド.
        """
        folded = re.sub(r"\s", "", fold(text))
        found: set[str] = set()
        for match in self._names.finditer(folded):
            place = self._by_name[match[0]]
            found |= {place.jurisdiction, *place.also}
        return frozenset(found)

    @cached_property
    def _by_name(self) -> dict[str, Place]:
        return {fold(name): place for place in self.places for name in place.names}

    @cached_property
    def _names(self) -> re.Pattern[str]:
        return pattern(self._by_name)

    def nearness(self, asked: Collection[str], jurisdiction: str) -> float:
        """1 where a document's jurisdiction is asked about, -1 where it is foreign and not, else 0.

        A document on many jurisdictions is near where two or more are asked about. Our own is named
        in passing (日本の親会社から中国へ), so that it counts where no other is.
        """
        if jurisdiction == HOME:
            return float(set(asked) == {HOME})
        if jurisdiction in asked or (jurisdiction == MANY and len(asked) > 1):
            return 1.0
        return -1.0 if any(place.jurisdiction == jurisdiction for place in self.places) else 0.0

    def is_elsewhere(self, asked: Collection[str], jurisdiction: str) -> bool:
        """Whether a document is another country's than the foreign one asked about: it cannot answer."""
        return bool(set(asked) - {HOME}) and self.nearness(asked, jurisdiction) < 0


def load_places(path: Path = CORPUS / "places.toml") -> Places:
    """Read the places; an absent file has none. Raises CorpusInvalid naming a broken entry."""
    if not path.exists():
        return Places(())
    found = []
    for row in load_toml(path).get("place", []):
        with named_entry(path, row.get("jurisdiction")):
            found.append(Place(row["jurisdiction"], tuple(row["names"]), tuple(row.get("also", ()))))
    return Places(tuple(found))
