"""Pairs of characters that a question and a text share: spelling agrees where words are cut apart.

Only pairs of kanji, katakana, letters and digits count: pairs with hiragana are mostly grammar.
"""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.japanese import bigrams, fold

TELLING = re.compile(r"[一-鿿々ァ-ヶー0-9a-z]{2}")


def pairs(question: str) -> tuple[str, ...]:
    """Return the telling pairs of a question, each once; a mark between two characters is passed over."""
    return tuple(dict.fromkeys(pair for pair in bigrams(question) if TELLING.fullmatch(pair)))


def share(asked: tuple[str, ...], text: str) -> float:
    """Share of a question's pairs that a text holds, 0 where it has none.

    In a text marks part a pair, line breaks do not.
    """
    squeezed = _squeezed(text)
    return sum([pair in squeezed for pair in asked]) / max(1, len(asked))


# Candidates come back: folding them anew takes a fifth of a search. About 1 KiB each.
@lru_cache(maxsize=4096)
def _squeezed(text: str) -> str:
    return "".join(fold(text).split())
