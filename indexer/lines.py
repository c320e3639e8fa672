"""Lines of a page into blocks: headings, paragraphs, list items, table rows, captions.

Extraction cuts paragraphs at the page's width and mixes figure captions in between. A line
continues its paragraph when that line filled the width and its sentence had not ended; a short
line that ends no sentence, stands alone and follows nothing open is a caption.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from indexer.headings import clean, numbering

# "order" is never read from a document: answering marks what nothing may quote (app/write/orders.py).
Kind = Literal["heading", "paragraph", "item", "row", "caption", "order"]
BULLET = re.compile(r"^(?:[-*]\s+)?([⚫●○◯■□◆◇➢▶✓☞・•！!－–-]|※|[-*](?=\s))\s*(?=\S)")
SENTENCE_END = re.compile(r"[。！？!?]['」』）)】\]*]*$")
NUMBERED_ROW = re.compile(r"^[0-9０-９]{1,3}\s+[^。、]+$")
BARE_NUMBER = re.compile(r"^[①-⑳]$")
# A line shorter than this share of its neighbours' width ended by itself. Ranking is
# the same from 0.4 to 0.8 (`python -m eval.sweep`); 0.6 was chosen by reading the blocks.
FULL = 0.6
# A heading that fills its line this far runs on in the next one.
WRAPPED_HEADING = 0.9
# A numbered line on this many pages is a running header or a contents list; a line without
# numbering must repeat more often, since reports repeat short facts.
REPEATED_NUMBERED, REPEATED = 3, 5
SHORTEST_NUMBERED = 8
CHAPTER = re.compile(r"^\s*第[０-９0-9一二三四五六七八九十]+[章部編]")
MARKDOWN_LINE = re.compile(r"^(#{1,6} |- |\* |\*\*|\|)")


@dataclass(frozen=True)
class Line:
    """A line; `gap` counts the blank lines before it, `share` is its part of the full width."""

    text: str
    gap: int
    share: float

    @property
    def full(self) -> bool:
        """Whether the line filled its width, so that its sentence may go on below."""
        return self.share >= FULL


@dataclass(frozen=True)
class Block:
    """One unit of reading; `glyph` is a list item's mark, `text` has its wraps joined."""

    kind: Kind
    text: str
    glyph: str = ""


def is_markdown(page: str) -> bool:
    """Tell Markdown, where a blank line always ends a paragraph, from wrapped plain text."""
    lines = [line for line in page.splitlines() if line.strip()]
    return bool(lines) and sum(bool(MARKDOWN_LINE.match(x)) for x in lines) > 0.1 * len(lines)


def furniture(pages: Sequence[str]) -> frozenset[str]:
    """Lines that repeat over pages: running headers and footers, contents lists, captions."""
    counts: Counter[str] = Counter()
    for page in pages:
        lines = [norm(line) for line in page.splitlines() if line.strip() and "\t" not in line]
        counts.update(lines if len(pages) == 1 else set(lines))
    found = frozenset(line for line, n in counts.items() if _repeats(line, n, len(pages)))
    return found | {
        norm(line) for page in pages for line in page.splitlines() if norm(running_header(line)[0]) in found
    }


def running_header(line: str) -> tuple[str, ...]:
    """Split a running header into its chapter and part titles; ("",) for any other line."""
    if not CHAPTER.match(line):
        return ("",)
    parts = re.split(r"\s(?=[０-９0-9]+[．.])", clean(line), maxsplit=1)
    return tuple(part.strip() for part in parts)


def _repeats(line: str, n: int, pages: int) -> bool:
    if BULLET.match(line) or line.startswith("#"):
        return False
    numbered = numbering(line) is not None or line.startswith("**") or line.endswith("**")
    if numbered and len(line) >= SHORTEST_NUMBERED:
        return n >= REPEATED_NUMBERED
    return pages > 1 and n >= REPEATED


def norm(line: str) -> str:
    """Return a line without white space, for comparing."""
    return re.sub(r"\s+", "", line)


def page_lines(page: str) -> list[Line]:
    """Split a page into lines with their gaps and the share of the width each filled."""
    raw = page.split("\n")
    widths = sorted(len(line.strip()) for line in raw if len(line.strip()) >= 15)
    page_width = widths[int(len(widths) * 0.9)] if widths else 0
    lines: list[Line] = []
    gap = 0
    for at, text in enumerate(raw):
        stripped = text.strip("\u3000 \r")
        if not stripped.strip():
            gap += 1
            continue
        width = _run_width(raw, at) or page_width or 1
        lines.append(Line(stripped, gap, len(stripped) / width))
        gap = 0
    return lines


def _run_width(raw: Sequence[str], at: int) -> int:
    """Width of the run of adjacent lines around `at`, where three or more stand together."""
    low = high = at
    while low and raw[low - 1].strip():
        low -= 1
    while high + 1 < len(raw) and raw[high + 1].strip():
        high += 1
    if high - low < 2:
        return 0
    return max(len(line.strip()) for line in raw[low : high + 1])


def blocks(
    page: str, repeated: frozenset[str] = frozenset(), titles: frozenset[str] = frozenset()
) -> list[Block]:
    """Recover the blocks of one page, in reading order, without its furniture.

    A line among `titles` (headings that the file declares) stands alone.
    """
    reach = 0 if is_markdown(page) else 1
    out: list[Block] = []
    last: Line | None = None
    for line in page_lines(page):
        if norm(line.text) in repeated:
            last = None
            continue
        if norm(line.text) in titles:
            out.append(Block("caption", line.text))
            last = None
            continue
        if out and last and _continues(out[-1], last, line, reach):
            both_full = line.full and last.full
            kind: Kind = "paragraph" if out[-1].kind == "caption" and both_full else out[-1].kind
            out[-1] = replace(out[-1], text=join(out[-1].text, line.text), kind=kind)
        else:
            out.append(_open(line))
        last = line
    return _table_heads([_settle(block) for block in out])


def _open(line: Line) -> Block:
    if "\t" in line.text or (NUMBERED_ROW.match(line.text) and len(line.text.split()) >= 4):
        return Block("row", line.text)
    bullet = BULLET.match(line.text)
    if bullet and numbering(line.text) is None:
        return Block("item", line.text[bullet.end() :], bullet[1])
    if numbering(line.text) is not None:
        return Block("heading", line.text)
    return Block("paragraph" if line.full and len(line.text) >= 15 else "caption", line.text)


def _continues(block: Block, last: Line, line: Line, reach: int) -> bool:
    """Tell whether `line` goes on with `block`, whose last line is `last`."""
    if BARE_NUMBER.match(block.text):
        return line.gap <= 1 and numbering(line.text) is None
    if line.gap > reach or _open(line).kind in ("row", "item"):
        return False
    if block.kind == "row":
        return False
    if re.search(r"https?://[!-~]*$", block.text) and not line.text.isascii():
        return False
    if block.kind == "heading":
        return _heading_continues(block, last, line)
    ended = bool(SENTENCE_END.search(block.text))
    if numbering(line.text) is not None and (ended or not last.full or line.share < WRAPPED_HEADING):
        return False
    if line.gap == 0:
        return not ended or last.full
    return last.full and not ended and len(last.text) >= 15


def _heading_continues(block: Block, last: Line, line: Line) -> bool:
    if block.text.startswith("#") or numbering(line.text) is not None:
        return False
    if last.share >= WRAPPED_HEADING and len(last.text) >= 30:
        return True
    short = len(line.text) < 20 and not SENTENCE_END.search(line.text)
    kind = numbering(block.text)
    return line.gap == 0 and short and kind is not None and kind.style in ("circled", "number")


def _settle(block: Block) -> Block:
    """Correct the first guess once the whole block is known."""
    if block.kind == "caption":
        if numbering(block.text) is not None:
            return replace(block, kind="heading")
        if SENTENCE_END.search(block.text) or len(block.text) > 40:
            return replace(block, kind="paragraph")
    if block.kind == "heading" and numbering(block.text) is None:
        return replace(block, kind="paragraph")
    return block


def _table_heads(found: list[Block]) -> list[Block]:
    """A caption of several words right above a row is the table's head."""
    for at, (block, below) in enumerate(itertools.pairwise(found)):
        if block.kind == "caption" and below.kind == "row" and len(block.text.split()) >= 3:
            found[at] = replace(block, kind="row")
    return found


def join(head: str, tail: str) -> str:
    """Join a wrapped line: with a space between two Latin words, else with nothing."""
    if re.search(r"[A-Za-z,.]$", head) and re.match(r"[A-Za-z]", tail) and "://" not in head[-80:]:
        return f"{head} {tail}"
    return head + tail
