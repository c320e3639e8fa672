"""The stretches of a question that nothing knows: where a slip of the hand may lie."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from app.slips import script
from indexer.japanese import is_word, morphemes
from indexer.terms import LONGEST

GRAMMAR = frozenset(
    ("助詞", "助動詞", "補助記号", "空白", "代名詞", "連体詞", "接続詞", "感動詞", "動詞", "形容詞", "副詞")
)
COUNTERS = frozenset({"助数詞", "助数詞可能"})
COUNTING = frozenset("何数毎")
COMPANY = ("株式会社", "有限会社", "合同会社", "(株)")
CALLED = ("社", "氏", "さん", "様", "銀行")
# One mark a character, so that a stretch is of one script; hiragana is left to `app.heard`.
MARKS = {"kanji": "k", "katakana": "t", "latin": "l"}
STRETCH = re.compile("k+|t+|l+")


@dataclass(frozen=True)
class Token:
    """Where a morpheme stands in a question, and its parts of speech."""

    start: int
    end: int
    kind: tuple[str, ...]


@dataclass(frozen=True)
class Stretch:
    """Characters `start` to `end` that are no known term, no grammar and no number.

    The slip lies between `low` and `high`: a loanword goes wrong as a whole, though a part of it be
    a word (プログムラ). `word` tells whether the dictionary has that as a word, `name` whether only
    as a person's name, which most pairs of kanji are (義部).
    """

    start: int
    end: int
    low: int
    high: int
    word: bool
    name: bool


def tokens_of(text: str) -> list[Token]:
    """Return the morphemes of a folded text with their places."""
    found, at = [], 0
    for surface, kind in morphemes(text):
        found.append(Token(at, at + len(surface), kind))
        at += len(surface)
    return found


def strange(text: str, tokens: list[Token], known: Collection[str]) -> list[Stretch]:
    """Return the strange stretches of a folded text; names of places are none."""
    covered = _covered(text, tokens, known)
    marks = (" " if c else MARKS.get(script(x), " ") for c, x in zip(covered, text, strict=True))
    spans = [match.span() for match in STRETCH.finditer("".join(marks))]
    found = [_stretch(text, tokens, *span) for span in spans if not _is_place(tokens, *span)]
    return [stretch for stretch in found if not _is_company(text, stretch)]


def _covered(text: str, tokens: list[Token], known: Collection[str]) -> list[bool]:
    covered = [False] * len(text)
    for start in range(len(text)):
        for end in range(min(len(text), start + LONGEST), start + 1, -1):
            if text[start:end] in known:
                covered[start:end] = [True] * (end - start)
                break
    counted = False
    for token in tokens:
        start, end = token.start, token.end
        counter = counted and (token.kind[2] in COUNTERS or end - start == 1)
        if counter or _is_grammar(text, token):
            covered[start:end] = [True] * (end - start)
        counted = token.kind[1] == "数詞" or text[start:end] in COUNTING
    return covered


def _is_grammar(text: str, token: Token) -> bool:
    """Whether a token is grammar or a number; one kanji only as the stem of a verb (来た, not 得許)."""
    if token.kind[1] == "数詞" or token.kind[0] == "代名詞":
        return True
    alone = token.end - token.start == 1 and script(text[token.start]) == "kanji"
    inflected = script(text[token.end : token.end + 1]) == "hiragana"
    return token.kind[0] in GRAMMAR and (inflected or not alone)


def _is_place(tokens: list[Token], start: int, end: int) -> bool:
    return any(t.start < end and start < t.end >= t.start + 2 and t.kind[2] == "地名" for t in tokens)


def _is_company(text: str, stretch: Stretch) -> bool:
    """Whether a loanword is somebody's name by what stands beside it (株式会社シークレッツ)."""
    if script(text[stretch.start]) == "kanji":
        return False
    return text[: stretch.low].endswith(COMPANY) or text[stretch.high :].startswith((*COMPANY, *CALLED))


def _stretch(text: str, tokens: list[Token], start: int, end: int) -> Stretch:
    around = [t for t in tokens if t.start <= start and end <= t.end]
    low, high = start, end
    if around and script(text[start]) != "kanji":
        low, high = around[0].start, around[0].end
    name = any((t.start, t.end) == (low, high) and t.kind[2] == "人名" for t in around)
    word = high - low >= 2 and is_word(text[low:high])
    return Stretch(start, end, low, high, word and not name, name)
