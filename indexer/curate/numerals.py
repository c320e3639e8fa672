"""Figures of a text in one form, so that 二千万円, 2,000万円 and 20000000円 compare as equal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.japanese import ERAS, fold
from indexer.numerals import KANJI, LARGE, kanji_value

NUMERAL = re.compile(rf"[{KANJI}]+(?:[万億兆亿][{KANJI}]*)*")
ARABIC = re.compile(r"\d+(?:\.\d+)?")
SCALED = re.compile(rf"(\d+(?:\.\d+)?)([{''.join(LARGE)}])")
ERA = re.compile(r"(令和|平成|昭和|(?<![a-z])[rh])\s*(元|\d{1,2})(?=\s*年|\.)")
# Statutes of other languages write small numbers as words, here from two on.
GERMAN = "zwei drei vier fünf sechs sieben acht neun zehn"
ENGLISH = "two three four five six seven eight nine ten"
WORDS = {word: value for words in (GERMAN, ENGLISH) for value, word in enumerate(words.split(), 2)}
WORD = re.compile(rf"\b({'|'.join(WORDS)})\b")


def arabic(text: str) -> str:
    """Return folded text with kanji numerals, number words and eras in Arabic numerals.

    For sources alone: in a digest 一般 and 第三者 are words.
    """
    text = re.sub(r"(?<=\d)[, ](?=\d{3}(?!\d))", "", fold(text))
    text = re.sub(rf"(?<=\d)([{''.join(LARGE)}])(?=[{KANJI}])", r"\1 ", text)
    text = re.sub(rf"(?<=[0-9])(?=[{KANJI}]{{2}})", " ", text)
    text = NUMERAL.sub(lambda m: str(kanji_value(m[0])), text)
    return WORD.sub(lambda m: str(WORDS[m[1]]), text)


def numbers(text: str) -> set[str]:
    """Return the numbers of a text: commas dropped, 2000万 as 20000000, eras as Western years."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", fold(text))
    text = ERA.sub(lambda m: f"{ERAS[m[1]] + (1 if m[2] == '元' else int(m[2]))}", text)
    text = SCALED.sub(lambda m: _plain(float(m[1]) * LARGE[m[2]]), text)
    return {_plain(float(n)) for n in ARABIC.findall(text)}


def numbers_of_source(text: str) -> set[str]:
    """Return the numbers of a source however they are written, with the parts of scaled ones."""
    folded = re.sub(r"(?<=\d)[, ](?=\d{3}(?!\d))", "", fold(text))
    parts = {_plain(float(n)) for n in ARABIC.findall(folded)}
    squeezed = {_plain(float(n)) for n in ARABIC.findall(re.sub(r"\s", "", folded))}
    return parts | squeezed | numbers(folded) | numbers(arabic(text)) | set(_words(folded))


def _words(folded: str) -> Iterator[str]:
    for match in NUMERAL.finditer(folded):
        yield str(kanji_value(match[0]))


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)
