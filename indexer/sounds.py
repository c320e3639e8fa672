"""How single kanji are read, so that two which sound alike (約 and 訳) can be told to be mixed up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from indexer.japanese import sounds
from indexer.terms import Term

TWO_KANJI = re.compile(r"[一-龥々]{2}")
# No kanji of a compound is read longer in two-kanji words (さかい, しるし).
LONGEST_SOUND = 3
# A reading cut in the wrong place begins with one of these.
NEVER_FIRST = frozenset("んっゃゅょー")


class Sounds:
    """Readings of single kanji: by the tokenizer's dictionary, and as the terms of the corpus show."""

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self._learnt: dict[str, set[str]] = defaultdict(set)
        pairs = [(term, known.reading) for term, known in terms.items() if TWO_KANJI.fullmatch(term)]
        # The second round reads what the first has learnt: 賠 from 賠償, once 償 is known from 補償.
        for term, reading in pairs * 2:
            self._learn(term, reading)

    def alike(self, one: str, other: str) -> bool:
        """Whether two kanji share a reading."""
        return not self._of(one).isdisjoint(self._of(other))

    def of_pair(self, pair: str) -> frozenset[str]:
        """Return every way in which two kanji may be read together."""
        first, second = pair[0], pair[1]
        return frozenset(a + b for a in self._of(first) for b in self._of(second))

    def _of(self, kanji: str) -> frozenset[str]:
        return sounds(kanji) | self._learnt.get(kanji, set())

    def _learn(self, term: str, reading: str) -> None:
        """Take what one kanji leaves of a reading for the sound of the other."""
        first, second = term[0], term[1]
        for sound in self._of(first):
            self._add(second, reading.removeprefix(sound), reading)
        for sound in self._of(second):
            self._add(first, reading.removesuffix(sound), reading)

    def _add(self, kanji: str, left: str, reading: str) -> None:
        if left != reading and 1 <= len(left) <= LONGEST_SOUND and left[0] not in NEVER_FIRST:
            self._learnt[kanji].add(left)
