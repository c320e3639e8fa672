"""Which slips of the hand are certain enough to be put right unasked.

Measured on the questions of the repository (`python -m eval.spelling`): each rule keeps the share
of well-spelt questions that are changed below one in a hundred; what was tried and left out is said
beside it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from indexer.neighbours import Neighbour

SCRIPTS = {"kanji": "[一-龥々]", "katakana": "[ァ-ヶー]", "hiragana": "[ぁ-ゖ]", "latin": "[a-z]"}
SCRIPT = re.compile("|".join(f"(?P<{name}>{chars})" for name, chars in SCRIPTS.items()))
HIRAGANA = re.compile(SCRIPTS["hiragana"])
LARGE = dict(zip("ァィゥェォッャュョ", "アイウエオツヤユヨ", strict=True))
# Passages that hold a term of two or three kanji, for it to be meant by something nearly like it.
FREQUENT, COMMON = 5, 20
# Characters of the term beside a stretch that is a word or a name by itself, for it to be a slip.
AROUND = 2


def script(char: str) -> str:
    """Return the script of a character: kanji, katakana, hiragana, latin, or nothing."""
    found = SCRIPT.match(char)
    return found.lastgroup or "" if found else ""


def bare(char: str) -> str:
    """Return a kana full-sized and without its voicing mark (ェ → エ, グ → ク)."""
    plain = unicodedata.normalize("NFD", char)[0]
    return LARGE.get(plain, plain)


@dataclass(frozen=True)
class Slip:
    """A known term, one slip away from a part of a question.

    `start` and `end` bound the part, `typed` is its text. `strange` is the stretch in it that nothing
    knows, `word` tells whether the dictionary has that stretch as a word (競走), `name` whether as a
    person's name (義部), `inside` whether known characters stand on both sides of it, `same_sound`
    whether the wrong character is read like the right one, and `count` how many passages hold the
    term.
    """

    start: int
    end: int
    typed: str
    near: Neighbour
    strange: str
    word: bool
    name: bool
    inside: bool
    same_sound: bool
    count: int

    @property
    def rank(self) -> tuple[int, bool, int]:
        """What decides between candidates: the longer term, the same sound, the more frequent term."""
        return len(self.near.word), self.same_sound, self.count


def is_certain(slip: Slip) -> bool:
    """Whether a slip is certain enough to search for the known term instead."""
    if not _is_natural(slip.typed, slip.near):
        return False
    if slip.name and len(slip.near.word) - len(slip.strange) < AROUND:
        return False
    wrong = slip.near.word if slip.near.kind == "missing" else slip.typed
    kind = script(wrong[slip.near.at])
    if kind == "kanji":
        return _is_certain_kanji(slip)
    return _is_certain_kana(slip) if kind in ("hiragana", "katakana") else _is_certain_latin(slip)


def _is_natural(typed: str, near: Neighbour) -> bool:
    """Whether people slip so: within one script, and at an edge only by doubling."""
    at, last = near.at, len(typed) - 1
    if near.kind == "other":
        return script(typed[at]) == script(near.word[at])
    if near.kind == "swapped":
        return script(typed[at]) == script(typed[at + 1])
    if near.kind == "extra":
        return _is_doubled(typed, at) or (0 < at < last and script(typed[at]) == script(typed[at - 1]))
    return 0 < at <= last or (at > last and script(near.word[at]) == script(typed[last]) != "kanji")


def _is_doubled(typed: str, at: int) -> bool:
    return typed[at] in (typed[at - 1 : at], typed[at + 1 : at + 2])


def _is_certain_kanji(slip: Slip) -> bool:
    """Kanji go wrong by their sound; otherwise only a long term tells what was meant.

    A kanji left out is not guessed: 不使用 is not 不正使用. Nor are two kanji that sound otherwise:
    taking the far most frequent neighbour mends 区面 and 栽判, and spoils 日当, 日帰り and 産権.
    """
    size, wide, kind = len(slip.near.word), len(slip.strange) >= 2, slip.near.kind
    if kind in ("missing", "extra"):
        return kind == "extra" and size >= (3 if _is_doubled(slip.typed, slip.near.at) else 5)
    if kind == "swapped":
        return size >= 3 and not slip.word
    if slip.same_sound and slip.word:
        return size >= 4 and size - len(slip.strange) >= AROUND
    if slip.same_sound:
        return (wide and size >= 3) or (slip.count >= FREQUENT and (wide or size >= 3))
    if slip.word or HIRAGANA.search(slip.typed):
        return False
    if size >= 4:
        return slip.count >= FREQUENT and (wide or (slip.inside and size >= 5))
    return size == 3 and wide and slip.count >= COMMON


def _is_certain_kana(slip: Slip) -> bool:
    """A long katakana word with one letter wrong, a shorter one with a letter too many, few or swapped."""
    size, kind = len(slip.near.word), slip.near.kind
    if script(slip.strange) == "katakana":
        return not slip.word and size >= (6 if kind == "other" and not slip.same_sound else 4)
    return size >= 4 and kind in ("missing", "extra")


def _is_certain_latin(slip: Slip) -> bool:
    """Abbreviations differ by one letter (INPI, IMPI, INPIT); letters swapped in longer ones do not."""
    return not slip.word and len(slip.near.word) >= (5 if slip.near.kind == "swapped" else 7)
