"""Words one slip of the hand away: Damerau-Levenshtein distance one by lookup, not by comparing.

Every known word is filed under itself with each one character blanked out. A slip is then found
with a few dictionary lookups a word, however many words are known; a library of distances would
have to compare them all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["other", "missing", "extra", "swapped"]
BLANK = "\0"


@dataclass(frozen=True)
class Neighbour:
    """A known word and the one slip that makes of it what was typed.

    `at` is the place in what was typed: of the wrong character, of the first of two swapped ones,
    of the one too many, or before which one is missing.
    """

    word: str
    kind: Kind
    at: int


class Neighbours:
    """Known words, found by their misspellings."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._blanked: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            for at in range(len(word)):
                self._blanked[_blank(word, at, at + 1)].append(word)

    def of(self, typed: str, first: int = 0, last: int | None = None) -> Iterator[Neighbour]:
        """Yield the known words at distance one; a word may come by more than one slip.

        `first` and `last` bound the places looked at, as a slice does; a slip between two characters
        counts for the place of either.
        """
        last = len(typed) if last is None else last
        for at in range(first, last + 1):
            for word in self._blanked.get(_blank(typed, at, at), ()):
                yield Neighbour(word, "missing", at)
        for at in range(first, last):
            for word in self._blanked.get(_blank(typed, at, at + 1), ()):
                if word != typed:
                    yield Neighbour(word, "other", at)
            shorter = typed[:at] + typed[at + 1 :]
            if shorter in self._words:
                yield Neighbour(shorter, "extra", at)
        for at in range(max(0, first - 1), min(last, len(typed) - 1)):
            swapped = typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :]
            if swapped != typed and swapped in self._words:
                yield Neighbour(swapped, "swapped", at)


def _blank(text: str, start: int, end: int) -> str:
    return f"{text[:start]}{BLANK}{text[end:]}"
