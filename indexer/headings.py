"""What a heading looks like in Japanese official documents.

A numbering style (第１章, １．, （１）, ①, Case１, 【…】) tells a heading from a sentence and gives
its rank; a heading nests below the open headings of higher rank.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# In order of rank: a heading closes every open heading of its own or a lower rank. Slide titles
# (I-①, (参考), 参考①) share a rank: one follows the other. A pattern that contains another
# (１．① and １．) stands first.
UNIT = "年月日時分社名件人円回％%個か箇カヶ"
STYLES: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (style, rank, re.compile(pattern))
    for style, rank, pattern in (
        ("markdown", 0, r"^(#{1,6})\s+\S"),
        ("part", 1, r"^第[０-９0-9一二三四五六七八九十]+[編部]"),
        ("chapter", 2, r"^第[０-９0-9一二三四五六七八九十]+章"),
        ("section", 3, r"^第[０-９0-9一二三四五六七八九十]+節"),
        (
            "article",
            4,
            r"^第[０-９0-9一二三四五六七八九十百]+条(の[０-９0-9一二三四五六七八九十]+)*(?=[\s　（(]|$)",
        ),
        ("roman", 5, r"^(?:[Ⅰ-Ⅹ]+[．.、]|(?:IX|IV|V?I{1,3})(?:\s*[-－ー]\s*[①-⑳]\s*[.．]?|[.．])\s*\S)"),
        ("reference", 5, r"^[(（]?(?:参考|別添|別紙|付録)(?:資料)?\s*(?:[①-⑳０-９0-9]+\s*[)）.．]|[)）])"),
        ("bracket", 6, r"^[［\[][０-９0-9]+[］\]]"),
        ("step", 7, r"^(?:ステップ|Step\s?)[①-⑳０-９0-9]+"),
        ("case", 8, r"^(?:Case|ケース|事例)\s?[０-９0-9]+\s?[：:．.]"),
        ("point", 9, r"^ポイント\s?[０-９0-9]+\s?[（(：:]"),
        ("title", 10, r"^[０-９0-9]+[．.]\s*[①-⑳]\s*\S"),
        (
            "number",
            11,
            rf"^[０-９0-9]{{1,2}}(?:[．.、](?![０-９0-9])\s*|[　 ](?=[^\s０-９0-9A-Za-z{UNIT}]))\S",
        ),
        ("paren", 12, r"^[（(][０-９0-9]+[）)]\s*\S"),
        ("circled", 13, r"^[①-⑳]\s*[^\s①-⑳]"),
        ("angle", 14, r"^[＜<〈](?!http)[^＞>〉]{2,40}[＞>〉]$"),
        ("mark", 15, r"^[○〇◇◆□■●▶]\s?[^。○〇]{2,40}$"),
        ("square", 16, r"^【[^】]{2,40}】\S{0,20}$"),
        ("bold", 17, r"^\*\*[^*]{2,60}\*\*$"),
    )
)
ENDS_SENTENCE = re.compile(r"[。、，：:；;]$")
# The longest heading in the five originals has 51 characters, numbering included.
LONGEST = 64


@dataclass(frozen=True)
class Numbering:
    """A heading's numbering style and rank: a smaller rank is further out."""

    style: str
    rank: float


def numbering(line: str) -> Numbering | None:
    """Return the numbering style of a line that reads as a heading, else None."""
    line = line.strip()
    if not line or len(line) > LONGEST:
        return None
    for style, rank, pattern in STYLES:
        match = pattern.match(line)
        if match:
            if style == "markdown":
                return Numbering(style, len(match[1]) / 10)
            return None if ENDS_SENTENCE.search(line) else Numbering(style, rank)
    return None


def clean(title: str) -> str:
    """Return a heading without Markdown marks and doubled spaces."""
    return re.sub(r"\s+", " ", re.sub(r"^#+\s*|\*\*", "", title.strip()))


class Outline:
    """The stack of open headings while reading a document from top to bottom."""

    def __init__(self) -> None:
        self._open: list[tuple[Numbering, str]] = []

    def enter(self, kind: Numbering, title: str) -> None:
        """Open a heading: close those of its own or a lower rank, then nest."""
        while self._open and self._open[-1][0].rank >= kind.rank:
            self._open.pop()
        self._open.append((kind, clean(title)))

    @property
    def path(self) -> tuple[str, ...]:
        """Titles from the outermost open heading to the innermost."""
        return tuple(title for _, title in self._open)
