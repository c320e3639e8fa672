"""Pairs of characters that a question and a text share: spelling agrees where words are cut apart.

Only pairs of kanji, katakana, letters and digits count: pairs with hiragana are mostly grammar.
"""

from __future__ import annotations

import re

from indexer.japanese import bigrams, fold

TELLING = re.compile(r"[一-鿿々ァ-ヶー0-9a-z]{2}")


def pairs(question: str) -> tuple[str, ...]:
    """Return the telling pairs of a question, each once."""
    return tuple(dict.fromkeys(pair for pair in bigrams(question) if TELLING.fullmatch(pair)))


def share(asked: tuple[str, ...], text: str) -> float:
    """Share of a question's pairs that a text holds, 0 where it has none; line breaks do not part a pair."""
    squeezed = "".join(fold(text).split())
    return sum(pair in squeezed for pair in asked) / max(1, len(asked))
