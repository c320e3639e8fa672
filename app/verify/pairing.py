"""A claim laid beside its quotation: which of its words stand where, or something like them.

Two words are like each other by the best of: the same normalised form (1), one group of synonyms (.9), one
entry of the lexicon or a shared kanji (.7: 蓄える and 蓄積). Nearness of word vectors was tried and left out:
opposites are as near as synonyms, and cross-validated recall at precision .98 was .25 with it, .37 without.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.verify.figures import same
from app.verify.reading import Statement, Word
from app.verify.terms import Terms

EXACT, GROUP, ALIKE, KANJI = 1.0, 0.9, 0.7, 0.7
# A word counts as held from this likeness on.
HELD = 0.65
# Kanji that two words share without being alike.
COMMON = frozenset(
    "一二三四五六七八九十百千万的性者等合人時事物法不非無未可会社大小上下中出入取行定国日本年月用業家所地方関要理生発"
)
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Pairing:
    """A claim, the statements of its quotation and its context, compared word by word.

    `idf` gives the weight of a word.
    """

    claim: Statement
    quoted: tuple[Statement, ...]
    context: Statement
    terms: Terms
    idf: Callable[[str], float]

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The claim's words of content."""
        return tuple(self.claim.words[at] for at in self.claim.content)

    @cached_property
    def weights(self) -> Array:
        """Their weights."""
        return np.array([self.idf(word.form) for word in self.words])

    @cached_property
    def other(self) -> tuple[Word, ...]:
        """The quotation's words of content, statement after statement, then those of leads and context."""
        return tuple(s.words[at] for s in self.quoted for at in s.content) + self._beside

    @cached_property
    def _beside(self) -> tuple[Word, ...]:
        leads = [Statement(0, 0, text) for text in dict.fromkeys(s.lead for s in self.quoted if s.lead)]
        return tuple(s.words[at] for s in (*leads, self.context) for at in s.content)

    @cached_property
    def owner(self) -> NDArray[np.int64]:
        """The statement of each word of `other`; -1 for leads and context."""
        owners = [n for n, s in enumerate(self.quoted) for _ in s.content]
        return np.array(owners + [-1] * len(self._beside), np.int64)

    @cached_property
    def alike(self) -> Array:
        """Likeness of the claim's words (rows) and the quotation's (columns)."""
        rows = list(dict.fromkeys(word.form for word in self.words))
        columns = list(dict.fromkeys(word.form for word in self.other))
        if not rows or not columns:
            return np.zeros((len(self.words), len(self.other)))
        table = np.array([[self._like(a, b) for b in columns] for a in rows])
        at = {form: n for n, form in enumerate(rows)}
        of = {form: n for n, form in enumerate(columns)}
        found: Array = table[np.ix_([at[w.form] for w in self.words], [of[w.form] for w in self.other])]
        return found

    def _like(self, one: str, other: str) -> float:
        if one == other:
            return EXACT
        if self.terms.are_same(one, other):
            return GROUP
        shared = (set(one) & set(other)) - COMMON
        if self.terms.are_alike(one, other):
            return ALIKE
        return KANJI if any("一" <= char <= "鿿" for char in shared) else 0.0

    @cached_property
    def by_statement(self) -> Array:
        """Likeness of each of the claim's words (rows) to the best of each statement (columns)."""
        found = np.zeros((len(self.words), len(self.quoted)))
        for number in range(len(self.quoted)):
            mine = self.alike[:, self.owner == number]
            if mine.shape[1]:
                found[:, number] = mine.max(axis=1)
        return found

    @cached_property
    def beside(self) -> Array:
        """Likeness of each of the claim's words to the best of leads and context, a little less."""
        mine = self.alike[:, self.owner == -1]
        return mine.max(axis=1) * 0.95 if mine.shape[1] else np.zeros(len(self.words))

    @cached_property
    def figures_of(self) -> NDArray[np.bool_]:
        """Whether each of the claim's figures (rows) stands in each statement (columns)."""
        found = [[any(same(f, g) for g in s.figures) for s in self.quoted] for f in self.claim.figures]
        return np.array(found, bool).reshape(len(self.claim.figures), len(self.quoted))

    @cached_property
    def aligned(self) -> SequenceMatcher[str]:
        """The claim's words of content along those of the statement that holds most of it."""
        statement = self.quoted[self.order[0]]
        theirs = [statement.words[at].form for at in statement.content]
        return SequenceMatcher(None, [word.form for word in self.words], theirs, autojunk=False)

    @cached_property
    def order(self) -> list[int]:
        """The statements that the claim rests on, best first: each adds the most words and figures."""
        left, chosen = self.beside.copy(), []
        lacking = np.ones(len(self.claim.figures), bool)
        for _ in range(min(len(self.quoted), 3)):
            gains = [
                float((np.maximum(left, self.by_statement[:, n]) - left) @ self.weights)
                + float((self.figures_of[:, n] & lacking).sum())
                if n not in chosen
                else -1.0
                for n in range(len(self.quoted))
            ]
            best = int(np.argmax(gains))
            chosen.append(best)
            left = np.maximum(left, self.by_statement[:, best])
            lacking &= ~self.figures_of[:, best]
        return chosen

    def held(self, statements: Sequence[int]) -> Array:
        """Likeness of each of the claim's words to the best of some statements, leads and context."""
        if not len(statements):
            return self.beside
        found: Array = np.maximum(self.beside, self.by_statement[:, list(statements)].max(axis=1))
        return found

    def cover(self, statements: Sequence[int]) -> float:
        """Share of the claim, by weight, that some statements hold."""
        return share(self.held(statements), self.weights)

    @cached_property
    def rests_on(self) -> tuple[int, ...]:
        """The statement that holds most of the claim, and a second where it holds what that lacks."""
        if not self.order:
            return ()
        first = self.order[:1]
        if len(self.order) > 1 and self.cover(self.order[:2]) - self.cover(first) > SECOND:
            return tuple(self.order[:2])
        return tuple(first)

    @cached_property
    def whole(self) -> str:
        """All that the claim may take its words from, as one folded text."""
        leads = dict.fromkeys(s.lead for s in self.quoted if s.lead)
        return " ".join([*(s.text for s in self.quoted), *leads, self.context.text])

    @cached_property
    def body(self) -> str:
        """The quotation itself, as one folded text."""
        return " ".join(s.text for s in self.quoted)

    @cached_property
    def support(self) -> str:
        """What the claim rests on, as one folded text."""
        return " ".join(self.quoted[n].text for n in self.rests_on)


# Share of the claim that a second statement must add to be rested on.
SECOND = 0.08


def share(held: Array, weights: Array) -> float:
    """Weighted mean; 0 of nothing."""
    total = float(weights.sum())
    return float(held @ weights) / total if total else 0.0
