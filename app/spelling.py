"""もしかして: a word that the corpus does not know, one slip away from a term that it does.

Only what nothing knows is looked at: neither the corpus nor the lexicon holds it. What the
tokenizer's dictionary has as a word stays too, unless the words around it make a known term of it
(不正競走防止法). Names of places are never touched: a question about another country stays one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from app.heard import Heard
from app.slips import COMMON, HIRAGANA, Slip, bare, is_certain
from app.strange import Stretch, strange, tokens_of
from indexer.japanese import fold
from indexer.lexicon import Lexicon
from indexer.neighbours import Neighbour, Neighbours
from indexer.sounds import TWO_KANJI, Sounds
from indexer.terms import LONGEST, Term

WORDLIKE = re.compile(r"[一-龥々ァ-ヶーぁ-ゖa-z0-9]+")
# Passages that hold a term; one met more seldom may be a slip itself.
SEEN = 3
# Terms that may be meant: the digests alone have 4,000. A bound on the time of opening (0.6 s of a
# processor core at 20,000 terms, 1.9 s at 60,000) and on memory; a question takes the same with any.
MOST = 20_000
# A term up to this long with a kanji that sounds otherwise yields to one that sounds right.
LOOSE = 4


@dataclass(frozen=True)
class Change:
    """A word as typed and as it was probably meant."""

    typed: str
    meant: str


@dataclass(frozen=True)
class Correction:
    """A question with its misspelt words put right."""

    text: str
    changes: tuple[Change, ...]


class Speller:
    """Knows the terms of one index and the words of the lexicon."""

    def __init__(self, terms: Mapping[str, Term], lexicon: Lexicon, readings: Mapping[str, str]) -> None:
        """Take the terms, and the readings of single words, which searching resolves by itself."""
        own = {fold(word) for word in lexicon.words}
        everyday = {fold(word) for s in lexicon.synonyms for word in (*s.source, *s.target)}
        whole = {word for word in everyday if not HIRAGANA.search(word)}
        self._terms = terms
        self._meant = _most_frequent(terms)
        self._known = frozenset(terms) | own | everyday
        self._neighbours = Neighbours(word for word in {*self._meant, *own, *whole} if len(word) >= 2)
        self._heard = Heard(self._meant, readings)

    @cached_property
    def _pairs(self) -> dict[str, str]:
        """Common terms of two kanji by their readings, the most frequent of those that sound alike."""
        pairs = reversed([(term, known) for term, known in self._meant.items() if TWO_KANJI.fullmatch(term)])
        return {known.reading: term for term, known in pairs if known.count >= COMMON}

    @cached_property
    def _sounds(self) -> Sounds:
        return Sounds(self._meant)

    def suggest(self, question: str) -> Correction | None:
        """Return the question as it was probably meant, or None where nothing seems misspelt."""
        shown = unicodedata.normalize("NFKC", question)
        text = shown.lower()
        if len(text) != len(shown):  # İ, which no word here has
            return None
        changes: list[Change] = []
        written, at = "", 0
        for start, end, meant in sorted(self._found(text)):
            if start >= at:
                changes.append(Change(shown[start:end], _in_case(meant, shown[start:end])))
                written += shown[at:start] + changes[-1].meant
                at = end
        return Correction(written + shown[at:], tuple(changes)) if changes else None

    def _found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield the parts of a folded question that are misspelt, and the terms meant."""
        tokens = tokens_of(text)
        edges = {0} | {token.end for token in tokens}
        done = 0
        for stretch in strange(text, tokens, self._known):
            found = self._best_of(text, stretch, edges, done) if stretch.start >= done else None
            if found:
                yield found
                done = found[1]
        heard = self._heard.find(text, edges)
        yield from (found for found in heard if text[found[0] : found[1]] not in self._terms)

    def _best_of(
        self, text: str, stretch: Stretch, edges: set[int], done: int
    ) -> tuple[int, int, str] | None:
        """Return where the term that was probably meant stands, and the term."""
        best = self._best(text, stretch, edges, done)
        loose = best is None or (len(best.near.word) <= LOOSE and not best.same_sound)
        if loose and (term := self._homophone(text, stretch)):
            return stretch.start, stretch.end, term
        return (best.start, best.end, best.near.word) if best else None

    def _best(self, text: str, stretch: Stretch, edges: set[int], done: int) -> Slip | None:
        """Return the best certain slip among the windows that hold a strange stretch."""
        found: list[Slip] = []
        edges = edges | {stretch.start, stretch.end}
        for first in range(max(done, stretch.start - LONGEST), stretch.start + 1):
            for last in range(stretch.end, min(len(text), first + LONGEST + 1) + 1):
                if first in edges and last in edges and WORDLIKE.fullmatch(text, first, last):
                    found += filter(is_certain, self._slips(text, first, last, stretch))
        return max(found, key=lambda slip: slip.rank, default=None)

    def _homophone(self, text: str, stretch: Stretch) -> str:
        """Return the term that two kanji are read like (補事 for 保持), or nothing."""
        pair = text[stretch.start : stretch.end]
        if stretch.word or stretch.name or not TWO_KANJI.fullmatch(pair):
            return ""
        heard = {self._pairs[reading] for reading in self._sounds.of_pair(pair) if reading in self._pairs}
        return max(heard, key=lambda term: self._terms[term].count, default="")

    def _slips(self, text: str, first: int, last: int, stretch: Stretch) -> Iterator[Slip]:
        """Yield the slips that make characters `first` to `last` of a known term."""
        typed = text[first:last]
        places = max(stretch.low - first, 0), min(stretch.high, last) - first
        for near in self._neighbours.of(typed, *places):
            yield Slip(
                start=first,
                end=last,
                typed=typed,
                near=near,
                strange=text[stretch.start : stretch.end],
                word=stretch.word,
                name=stretch.name,
                inside=first < stretch.start and stretch.end < last,
                same_sound=near.kind == "other" and self._alike(typed, near),
                count=self._terms[near.word].count if near.word in self._terms else 0,
            )

    def _alike(self, typed: str, near: Neighbour) -> bool:
        one, other = typed[near.at], near.word[near.at]
        return self._sounds.alike(one, other) or bare(one) == bare(other)


def _most_frequent(terms: Mapping[str, Term]) -> dict[str, Term]:
    """Return the terms that may be meant, most frequent first."""
    seen = [(term, known) for term, known in terms.items() if known.count >= SEEN]
    return dict(sorted(seen, key=lambda item: (-item[1].count, item[0]))[:MOST])


def _in_case(word: str, typed: str) -> str:
    """Return a folded word with the capitals of what was typed."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(word, typed.lower(), strict=False))
    head = sum(1 for _ in same)
    return typed[:head] + (word[head:].upper() if typed[head:].isupper() else word[head:])
