"""The words of `corpus/verify.toml`: actors, opposites, scope, synonyms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from indexer.catalog import CORPUS, load_toml, named_entry
from indexer.japanese import fold, words
from indexer.lexicon import Lexicon

FILE = CORPUS / "verify.toml"


@dataclass(frozen=True)
class Kind:
    """Something told by any of some words."""

    name: str
    pattern: re.Pattern[str]
    vague: bool = False


@dataclass(frozen=True)
class Terms:
    """The words by which a claim is told from its quotation.

    `groups` gives, for a normalised word, the numbers of the synonym groups that it is in; `opposites`
    the words that say its contrary; `loose` the numbers of the lexicon's entries that it is in.
    """

    actors: tuple[Kind, ...]
    scopes: tuple[Kind, ...]
    opposites: dict[str, frozenset[str]]
    groups: dict[str, frozenset[int]]
    loose: dict[str, frozenset[int]] = field(default_factory=dict)

    def with_lexicon(self, lexicon: Lexicon) -> Terms:
        """Return the terms with the lexicon's everyday words beside those of the guidance: alike, not the same."""
        rows = (" ".join((*one.source, *one.target)) for one in lexicon.synonyms)
        return replace(self, loose=_groups(rows))

    def are_alike(self, one: str, other: str) -> bool:
        """Whether the lexicon expands one word by the other."""
        return not self.loose.get(one, frozenset()).isdisjoint(self.loose.get(other, frozenset()))

    def are_same(self, one: str, other: str) -> bool:
        """Whether two normalised words stand in one group."""
        return not self.groups.get(one, frozenset()).isdisjoint(self.groups.get(other, frozenset()))


@lru_cache(maxsize=1)
def load_terms(path: Path = FILE) -> Terms:
    """Read the words. Raises CorpusInvalid naming a broken entry."""
    data = load_toml(path)
    actors, scopes = [], []
    for row in data.get("actor", []):
        with named_entry(path, row.get("kind")):
            actors.append(Kind(row["kind"], _any(row["words"]), bool(row.get("vague"))))
    for row in data.get("scope", []):
        with named_entry(path, row.get("kind")):
            scopes.append(Kind(row["kind"], re.compile(row["words"])))
    return Terms(
        tuple(actors),
        tuple(scopes),
        _opposites(data.get("opposites", {}).get("pairs", [])),
        _groups(data.get("same", {}).get("groups", [])),
    )


def _any(names: Iterable[str]) -> re.Pattern[str]:
    parts = []
    for name in sorted(map(fold, names), key=len, reverse=True):
        edge = r"(?<![a-z]){}(?![a-z])" if name.isascii() else "{}"
        parts.append(edge.format(re.escape(name)))
    return re.compile("|".join(parts))


def _opposites(pairs: Iterable[list[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[normal(one)].add(normal(other))
        found[normal(other)].add(normal(one))
    return {word: frozenset(others) for word, others in found.items()}


def _groups(rows: Iterable[str]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(rows):
        for word in row.split():
            found[normal(word)].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@lru_cache(maxsize=4096)
def normal(word: str) -> str:
    """Return a word as the words of a statement are compared: its normalised parts, joined."""
    return "".join(form for _, form, _ in words(fold(word)))
