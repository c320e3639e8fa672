"""Kana and Latin letters that write the same word: one key for えいぎょう, eigyou, eigyo and eigyô."""

from __future__ import annotations

import re
import unicodedata

VOWELS = "aiueo"
ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの",
    "h": "はひふへほ", "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ",
    "d": "だぢづでど", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ",
}  # fmt: skip
KANA = {kana: row + vowel for row, line in ROWS.items() for kana, vowel in zip(line, VOWELS, strict=True)}
KANA |= {
    "や": "ya",
    "ゆ": "yu",
    "よ": "yo",
    "わ": "wa",
    "を": "o",
    "ん": "n",
    "ゔ": "bu",
    "ぢ": "zi",
    "づ": "zu",
}
SMALL = dict(zip("ゃゅょぁぃぅぇぉ", "ya yu yo a i u e o".split(), strict=True))
# Hepburn to the one spelling that the table above has.
HEPBURN = (("shi", "si"), ("chi", "ti"), ("tsu", "tu"), ("sh", "sy"), ("ch", "ty"), ("j", "zy"), ("f", "h"))


def kana_key(reading: str) -> str:
    """Return the key of a reading in hiragana; long vowels and doubled consonants are not told apart."""
    letters = ""
    for kana in reading:
        if kana in SMALL:
            letters = letters[:-1] + SMALL[kana]
        else:
            letters += KANA.get(kana, "")
    return _short(letters)


def latin_key(typed: str) -> str:
    """Return the key of a word in Latin letters."""
    plain = "".join(c for c in unicodedata.normalize("NFD", typed.lower()) if "a" <= c <= "z")
    for hepburn, ours in HEPBURN:
        plain = plain.replace(hepburn, ours)
    return _short(plain.replace("zyi", "zi"))


def _short(letters: str) -> str:
    letters = re.sub(r"m(?=[bp])", "n", letters)
    letters = re.sub(r"(?<=[a-z])yi", "i", letters)
    return re.sub(r"([a-z])\1+", r"\1", letters.replace("ou", "o"))
