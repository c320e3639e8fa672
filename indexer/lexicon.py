"""Domain words: what the tokenizer keeps whole, and what everyday words stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from indexer.catalog import CORPUS, load_toml, named_entry
from indexer.japanese import fold, tokens

DEFAULT_WEIGHT = 0.5


@dataclass(frozen=True)
class Synonym:
    """Everyday words (`source`) and the guidance's words for them (`target`)."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    weight: float = DEFAULT_WEIGHT


@dataclass(frozen=True)
class Lexicon:
    """The words and synonyms of `lexicon.toml`."""

    words: frozenset[str]
    synonyms: tuple[Synonym, ...]

    def tokens(self, text: str) -> list[str]:
        """Tokenise with the lexicon's words kept whole beside their parts."""
        return tokens(text, self.words)

    @cached_property
    def _targets(self) -> list[tuple[re.Pattern[str], Synonym]]:
        return [(pattern(synonym.source), synonym) for synonym in self.synonyms]

    def query(self, text: str) -> dict[str, float]:
        """Return the weighted words of a question: its own at 1, its synonyms' below."""
        own = self.tokens(text)
        weights = dict.fromkeys(own, 1.0)
        squeezed = re.sub(r"\s", "", fold(text))
        for pattern, synonym in self._targets:
            if pattern.search(squeezed):
                for token in self._expansion(synonym):
                    weights[token] = max(weights.get(token, 0.0), synonym.weight)
        return weights

    def matches(self, text: str) -> list[Synonym]:
        """Return the synonyms whose everyday words the text contains."""
        squeezed = re.sub(r"\s", "", fold(text))
        return [synonym for pattern, synonym in self._targets if pattern.search(squeezed)]

    def _expansion(self, synonym: Synonym) -> frozenset[str]:
        return _tokens_of(synonym.target, self.words)

    def source_tokens(self, synonym: Synonym) -> frozenset[str]:
        """Return the tokens of a synonym's everyday words."""
        return _tokens_of(synonym.source, self.words)


@lru_cache(maxsize=4096)
def _tokens_of(texts: tuple[str, ...], words: frozenset[str]) -> frozenset[str]:
    return frozenset(token for text in texts for token in tokens(text, words))


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Match any of the words; Latin and katakana words only as whole runs of their script."""
    parts = []
    for word in sorted(map(fold, words), key=len, reverse=True):
        escaped = re.escape(re.sub(r"\s", "", word))
        if re.fullmatch(r"[a-z0-9 ]+", word):
            escaped = rf"(?<![a-z0-9]){escaped}(?![a-z0-9])"
        elif re.fullmatch(r"[ァ-ヴー]+", word):
            escaped = rf"(?<![ァ-ヴー]){escaped}(?![ァ-ヴー])"
        parts.append(escaped)
    return re.compile("|".join(parts))


def load_lexicon(path: Path = CORPUS / "lexicon.toml") -> Lexicon:
    """Read the lexicon; an absent file is an empty one. Raises CorpusInvalid naming a broken entry."""
    if not path.exists():
        return Lexicon(frozenset(), ())
    data = load_toml(path)
    synonyms = tuple(_synonym(path, entry) for entry in data.get("synonym", []))
    return Lexicon(frozenset(data.get("words", {}).get("terms", [])), synonyms)


def _synonym(path: Path, entry: dict[str, Any]) -> Synonym:
    """Read one entry; raises CorpusInvalid naming it. One word without brackets would be letters."""
    with named_entry(path, entry.get("from")):
        if not isinstance(entry["from"], list) or not isinstance(entry["to"], list):
            raise TypeError("from, to")
        return Synonym(tuple(entry["from"]), tuple(entry["to"]), float(entry.get("weight", DEFAULT_WEIGHT)))
