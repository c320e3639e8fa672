"""What fits into a box of a slide: text is measured before it is set, and never overflows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pptx.util import Pt

from app.export.slides import BEFORE, INSET, LEADING, Box, Style

# Ems of a half-width letter, and of the space that programs set between it and a Japanese one.
HALF, BETWEEN = 0.65, 0.25
# Ems kept free at the end of a line: punctuation is not left alone on the next one.
SLACK = 1.0


def ems(text: str) -> float:
    """Return the width of a text in ems: full-width letters 1, the others less."""
    return sum(1.0 if _is_wide(letter) else HALF for letter in text)


def _is_wide(text: str) -> bool:
    """Whether a letter, or the first of a run of one width, is a full-width one."""
    return unicodedata.east_asian_width(text[0]) in "WFA"


def rows(text: str, width: float, size: float) -> int:
    """Return how many lines a paragraph takes at `size` points in `width` points."""
    room = max(1.0, width / size - SLACK)
    taken, used, before = 1, 0.0, ""
    for piece in _pieces(text):
        wide = ems(piece)
        if used and _is_wide(before) != _is_wide(piece) and " " not in (before, piece):
            used += BETWEEN
        before = piece
        if used and used + wide > room:
            taken, used = taken + 1, 0.0
        # A word longer than a line is broken.
        taken += int(wide // room)
        used += wide % room
    return taken


def _pieces(text: str) -> Iterator[str]:
    """Yield what is not broken: a Japanese letter, or a run of Latin ones."""
    word = ""
    for letter in text:
        if _is_wide(letter) or letter == " ":
            if word:
                yield word
            word = ""
            yield letter
        else:
            word += letter
    if word:
        yield word


def height(lines: Sequence[str], width: float, style: Style) -> float:
    """Return the points that paragraphs take in a box of this width, margins included."""
    inner = width - 2 * INSET - (style.size * 1.2 if style.bullet else 0)
    taken = sum(rows(line, inner, style.size) for line in lines) * style.size * LEADING
    return taken + max(0, len(lines) - 1) * style.size * BEFORE + 2 * INSET


def fit(lines: Sequence[str], box: Box, sizes: Sequence[float], style: Style) -> Style | None:
    """Return the style in the first of the sizes at which the paragraphs fit, None where none does."""
    for size in sizes:
        sized = replace(style, size=size)
        if height(lines, box.width, sized) <= box.height:
            return sized
    return None


def pages(
    lines: Sequence[str], box: Box, sizes: Sequence[float], style: Style
) -> list[tuple[list[str], Style]]:
    """Share paragraphs out over as few boxes as hold them, at the largest size that needs no more of them.

    One paragraph that fills a box by itself is cut at the last size: nothing is left out or runs over.
    """
    smallest = replace(style, size=sizes[-1])
    shared: list[list[str]] = [[]]
    for line in _cut(lines, box, smallest):
        if shared[-1] and height([*shared[-1], line], box.width, smallest) > box.height:
            shared.append([])
        shared[-1].append(line)
    return [(page, fit(page, box, sizes, style) or smallest) for page in shared if page]


def _cut(lines: Sequence[str], box: Box, style: Style) -> Iterator[str]:
    for line in lines:
        rest = line
        while height([rest], box.width, style) > box.height:
            end = len(rest)
            while height([rest[:end]], box.width, style) > box.height:
                end -= max(1, end // 20)
            yield rest[:end]
            rest = rest[end:]
        yield rest


def overfull(shape: Any) -> bool:
    """Whether the text of a shape takes more than its box, by the same measure as it was set."""
    frame = shape.text_frame
    inner = (shape.width - frame.margin_left - frame.margin_right) / Pt(1)
    taken = (frame.margin_top + frame.margin_bottom) / Pt(1)
    for paragraph in frame.paragraphs:
        if not paragraph.runs:
            continue
        size = paragraph.runs[0].font.size / Pt(1)
        properties = paragraph._p.pPr
        left = int(properties.get("marL", 0)) / Pt(1) if properties is not None else 0
        taken += rows(paragraph.text, inner - left, size) * paragraph.line_spacing / Pt(1)
        taken += (paragraph.space_before or 0) / Pt(1)
    return bool(frame.text.strip() and taken > shape.height / Pt(1) + 0.5)
