"""Sections of two texts side by side: which goes with which, and what changed in its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from indexer.japanese import bigrams, fold

# Two sections are one in two editions when this share of their pairs of characters agrees. Of 296 sections
# of five originals, 39 taken out and the others changed heavily (a sentence in seven dropped, one in seven
# replaced, one in five added, headings renumbered), .96 find themselves, and none taken out finds a stranger,
# at .2 and .25; .93 find themselves at .35.
ALIKE = 0.2
# Of that, what equal headings count. They alone must not join: 「はじめに」 stands in every chapter.
HEADED = 0.2
NUMBERING = re.compile(r"^[\s第0-9０-９一二三四五六七八九十①-⑳（）().．・章節条項ⅠⅡⅢⅣⅤa-zA-Z-]+")
# What a reader sees as one piece: a number, a word of one script, a mark.
PIECE = re.compile(r"[0-9０-９][0-9０-９,.，．]*|[a-zA-Zａ-ｚＡ-Ｚ]+|[ァ-ヶー]+|[一-龠々〆]+|[ぁ-ん]|\s+|.")
FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
Mark = Literal["same", "old", "new"]


@dataclass(frozen=True)
class Block:
    """One section of an edition: its heading and its text."""

    heading: str
    text: str


@dataclass(frozen=True)
class Piece:
    """A run of words that stands in both editions, in the older or in the newer one alone."""

    mark: Mark
    text: str


def align(older: Sequence[Block], newer: Sequence[Block]) -> list[tuple[int | None, int | None]]:
    """Pair the sections of two editions, in the order of the newer one.

    Each section has at most one partner. One without has None on the other side; those taken out stand after
    the section that they followed.
    """
    scores = _likeness(older, newer)
    ranked = sorted(((s, i, j) for (i, j), s in scores.items() if s >= ALIKE), reverse=True)
    left: dict[int, int] = {}
    right: dict[int, int] = {}
    for _, i, j in ranked:
        if i not in left and j not in right:
            left[i], right[j] = j, i
    return _in_order(len(older), len(newer), left, right)


def _likeness(older: Sequence[Block], newer: Sequence[Block]) -> dict[tuple[int, int], float]:
    """Share of pairs of characters that two sections share, and their headings a little."""
    left, right = ([_pairs(block.text) for block in blocks] for blocks in (older, newer))
    found = {}
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            shared = sum((a & b).values())
            size = sum(a.values()) + sum(b.values())
            text = 2 * shared / size if size else 0.0
            same = float(_bare(older[i].heading) == _bare(newer[j].heading))
            found[i, j] = (1 - HEADED) * text + HEADED * same * min(1.0, 4 * text)
    return found


def _pairs(text: str) -> Counter[str]:
    return Counter(bigrams(fold(text)))


def _bare(heading: str) -> str:
    """Return a heading without its number: 第9条 becomes 第10条 without being another."""
    return NUMBERING.sub("", fold(heading)).strip()


def _in_order(
    olds: int, news: int, left: dict[int, int], right: dict[int, int]
) -> list[tuple[int | None, int | None]]:
    """Return the newer edition's sections in order, each gone one after the one that it followed."""
    gone: dict[int, list[int]] = {}
    place = -1
    for i in range(olds):
        place = left.get(i, place)
        if i not in left:
            gone.setdefault(place, []).append(i)
    out: list[tuple[int | None, int | None]] = [(i, None) for i in gone.get(-1, [])]
    for j in range(news):
        out.append((right.get(j), j))
        out += [(i, None) for i in gone.get(j, [])]
    return out


def wording(older: str, newer: str) -> list[Piece]:
    """Return what two texts share and what each has alone, in reading order.

    The pieces marked "same" and "old" make the older text, those marked "same" and "new" the newer one.
    """
    a, b = PIECE.findall(older), PIECE.findall(newer)
    found: list[Piece] = []
    for _, a0, a1, b0, b1 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        one, other = "".join(a[a0:a1]), "".join(b[b0:b1])
        if one == other:
            found.append(Piece("same", one))
            continue
        if one:
            found.append(Piece("old", one))
        if other:
            found.append(Piece("new", other))
    return found


def figures(older: str, newer: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the figures that only the older text holds, and only the newer one."""
    a, b = (list(dict.fromkeys(FIGURE.findall(fold(text)))) for text in (older, newer))
    return tuple(x for x in a if x not in b), tuple(x for x in b if x not in a)
