"""The Japanese expressions by which a follow-up is known; the words are in `corpus/followup.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from indexer.catalog import CORPUS, load_toml, named_entry


@dataclass(frozen=True)
class Family:
    """Words that take each other's place in a question.

    `light` ones name no subject of their own; `part` ones stand inside other words too.
    """

    name: str
    light: bool
    part: bool
    words: tuple[str, ...]


@dataclass(frozen=True)
class Cues:
    """The lists of `followup.toml`, by their names there."""

    interrogatives: frozenset[str]
    closings: tuple[str, ...]
    degrees: frozenset[str]
    scenes: frozenset[str]
    openers: frozenset[str]
    thanks: frozenset[str]
    things: frozenset[str]
    places: frozenset[str]
    modifiers: frozenset[str]
    empty: tuple[str, ...]
    more: tuple[str, ...]
    ordinals: str
    domain: tuple[str, ...]
    generic: frozenset[str]
    relational: frozenset[str]
    families: tuple[Family, ...]
    leaving: tuple[str, ...]
    occasions: frozenset[str]
    before: tuple[str, ...]
    after: tuple[str, ...]

    @cached_property
    def light(self) -> frozenset[str]:
        """Nouns that name no subject of their own."""
        family = {word for one in self.families if one.light for word in one.words}
        return self.generic | self.relational | self.degrees | family

    @cached_property
    def whole(self) -> re.Pattern[str]:
        """What asks for more of the same: nothing else stands in such a follow-up."""
        return re.compile("|".join([self.ordinals, *map(re.escape, _longest((*self.more, *self.closings)))]))

    def family_of(self, name: str) -> str:
        """Return the family a noun belongs to, by itself or by its end (海外派遣社員); "" for none."""
        found = [
            (len(word), family.name)
            for family in self.families
            for word in family.words
            if name.endswith(word)
        ]
        return max(found)[1] if found else ""

    def part_in(self, text: str, family: str) -> str:
        """Return the word of a family that may be part of another (民事 in 民事手続), "" for none."""
        words = [w for one in self.families if one.part and one.name == family for w in one.words]
        return next((word for word in words if word in text), "")

    def stem(self, name: str) -> str:
        """Return what a relational noun says besides its relation: 検挙 of 検挙件数, "" of 件数."""
        return next((name.removesuffix(word) for word in self._suffixes if name.endswith(word)), "")

    def is_relational(self, name: str) -> bool:
        """Whether a noun is always of something (罰金, 検挙件数)."""
        return name in self.relational or name.endswith(self._suffixes)

    @cached_property
    def _suffixes(self) -> tuple[str, ...]:
        # One character ends too many other words: 営業秘密侵害罪 is no 罪 of something.
        return tuple(_longest(word for word in self.relational if len(word) > 1))

    def is_light(self, name: str) -> bool:
        """Whether a noun names no subject of its own, by itself or by its family."""
        families = {family.name for family in self.families if family.light}
        return name in self.light or self.family_of(name) in families

    def points(self, text: str) -> bool:
        """Whether a phrase points back (それを, その, 同じ)."""
        bare = text.rstrip("　 、。，．,.？?！!…")
        return bare in self.modifiers or bool(self._pronoun.match(bare))

    @cached_property
    def _pronoun(self) -> re.Pattern[str]:
        names = "|".join(map(re.escape, _longest(self.things | self.places)))
        return re.compile(rf"(?:{names})(?=$|[はがをにでとのもっかへ、だじな])")

    def is_empty(self, name: str, rest: str) -> bool:
        """Whether a phrase says nothing of its own: a noun (同じ) whole, else its start (なりますか)."""
        return name in self.empty if name else not rest or rest.startswith(self.empty)


def _longest(words: Iterable[str]) -> list[str]:
    return sorted(set(words), key=lambda word: (-len(word), word))


@lru_cache(maxsize=4)
def load_cues(path: Path = CORPUS / "followup.toml") -> Cues:
    """Read the expressions. Raises CorpusInvalid naming a broken entry."""
    data = load_toml(path)
    with named_entry(path, "asking, follow, nouns, years"):
        asking, follow, nouns, years = (data[name] for name in ("asking", "follow", "nouns", "years"))
        families = tuple(_family(path, row) for row in data["family"])
        return Cues(
            interrogatives=frozenset(asking["interrogatives"]),
            closings=tuple(asking["closings"]),
            degrees=frozenset(asking["degrees"]),
            scenes=frozenset(asking["scenes"]),
            openers=frozenset(follow["openers"]),
            thanks=frozenset(follow["thanks"]),
            things=frozenset(follow["things"]),
            places=frozenset(follow["places"]),
            modifiers=frozenset(follow["modifiers"]),
            empty=tuple(follow["empty"]),
            more=tuple(follow["more"]),
            ordinals=str(follow["ordinals"]),
            domain=tuple(nouns["domain"]),
            generic=frozenset(nouns["generic"]),
            relational=frozenset(nouns["relational"]),
            families=families,
            leaving=tuple(follow["leaving"]),
            occasions=frozenset(follow["occasions"]),
            before=tuple(_longest(years["before"])),
            after=tuple(_longest(years["after"])),
        )


def _family(path: Path, row: dict[str, Any]) -> Family:
    with named_entry(path, row.get("name")):
        return Family(row["name"], bool(row["light"]), bool(row.get("part")), tuple(row["words"]))
