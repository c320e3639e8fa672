"""Terms written by their sound: in hiragana, whole compounds or with a slip, and in Latin letters.

Single words in kana are found by searching itself (`indexer.japanese.kana_words`). What it cannot
find is put right here: ひみつほじけいやく, きょぎょうひし, eigyo himitsu.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from indexer.neighbours import Neighbours
from indexer.romaji import kana_key, latin_key
from indexer.terms import LONGEST, Term

KANA = re.compile("[ぁ-ゖー]{5,}")
LATIN = re.compile("[a-zâîûêôāīūēō'-]+")
# Words in Latin letters that make one term (kyogyo hishi gimu).
MOST_WORDS = 4
# Passages that hold a term, for its sound alone to mean it.
FREQUENT = 5
# Kana, or letters, of a reading; a shorter one sounds like too much else.
SHORTEST = 6


class Heard:
    """Knows how the frequent terms of an index sound."""

    def __init__(self, terms: Mapping[str, Term], single: Mapping[str, str]) -> None:
        """Take the terms, most frequent first, and the readings of single words, found without us."""
        self._terms, self._single = terms, single

    def find(self, text: str, edges: set[int]) -> Iterator[tuple[int, int, str]]:
        """Yield where a term is written by its sound, and the term; `edges` are those of tokens."""
        for run in KANA.finditer(text):
            yield from self._kana(text, *run.span(), edges)
        yield from self._letters(text)

    @cached_property
    def _frequent(self) -> list[tuple[str, str]]:
        """Readings and terms; of terms that sound alike the most frequent one comes last."""
        frequent = [(known.reading, term) for term, known in self._terms.items() if known.count >= FREQUENT]
        return frequent[::-1]

    @cached_property
    def _readings(self) -> dict[str, str]:
        return {
            reading: term
            for reading, term in self._frequent
            if len(reading) >= SHORTEST and reading != term and KANA.fullmatch(reading)
        }

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours(self._readings)

    @cached_property
    def _latin(self) -> dict[str, str]:
        keys = ((kana_key(reading), term) for reading, term in self._frequent if not term.isascii())
        return {key: term for key, term in keys if len(key) >= SHORTEST}

    def _kana(self, text: str, start: int, end: int, edges: set[int]) -> Iterator[tuple[int, int, str]]:
        at = start
        while at < end:
            lasts = range(min(end, at + 2 * LONGEST), at + SHORTEST - 2, -1) if at in edges else ()
            found = ((last, self._term(text[at:last])) for last in lasts if last in edges)
            last, term = next(((last, term) for last, term in found if term), (at + 1, ""))
            if term and term != text[at:last]:
                yield at, last, term
            at = last

    def _term(self, typed: str) -> str:
        """Return the term that sounds so, whole or with a kana missing, too many or swapped inside.

        A single word comes back as it is: nothing needs to be put right, and no part of it is a slip.
        """
        if typed in self._readings:
            return typed if typed in self._single else self._readings[typed]
        inside = (
            self._readings[near.word]
            for near in self._neighbours.of(typed, 1, len(typed) - 1)
            if near.kind != "other"
        )
        return next(inside, "")

    def _letters(self, text: str) -> Iterator[tuple[int, int, str]]:
        words = [match.span() for match in LATIN.finditer(text)]
        done = 0
        for at, (start, _) in enumerate(words):
            for _, end in reversed(words[at : at + MOST_WORDS]):
                apart = LATIN.sub("", text[start:end])
                term = (
                    ""
                    if start < done or apart.strip(" ")
                    else self._latin.get(latin_key(text[start:end]), "")
                )
                if term:
                    yield start, end, term
                    done = end
