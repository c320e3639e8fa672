"""Pages of plain text: where one ends, and which printed number it bears.

Text extracted from slides and reports keeps page breaks only as a habit: the next page starts
with a line that begins with one space, or after three blank lines. Printed numbers survive on
some pages as a line of digits or as digits at the end of the last line, and cross references
(p20「相手国の制度の確認」) name others. Breaks come first, then the numbers are fitted to them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence

from indexer.lines import is_markdown
from indexer.read.reading import Page

NUMBER_LINE = re.compile(r"^\s*[-–]?\s*(\d{1,4})\s*[-–]?\s*$")
NUMBER_TAIL = re.compile(r"(?<=[。」』）)])[ 　](\d{1,3})\s*$")
REFERENCE = re.compile(r"p\.?\s?(\d{1,3})\s?「\s*([^」]{4,60})」")
BREAK = re.compile(r"\n\n\n\n(?=\S)|\n (?=[^\s])")
TITLE = re.compile(r"^\s*[０-９0-9]+[．.]\s*[①-⑳]")


def split_pages(text: str) -> list[str]:
    """Split text into pages: at form feeds, else at the extraction's own page marks.

    Markdown is one page: there an initial space is indentation, not a break.
    """
    if "\f" in text:
        return text.split("\f")
    if not text.strip() or is_markdown(text):
        return [text]
    pages: list[str] = []
    for piece in _pieces(text):
        if pages and _continues(pages[-1], piece):
            pages[-1] += "\n " + piece
        else:
            pages.append(piece)
    return pages


def _pieces(text: str) -> list[str]:
    return [piece for piece in BREAK.split(text.lstrip("\n ")) if piece.strip()]


def _continues(page: str, piece: str) -> bool:
    """Tell a piece that is no page of its own.

    That is: a label inside a figure, one stray line, or the titled half of a slide whose
    text was extracted body first.
    """
    lines = [line.strip() for line in piece.splitlines() if line.strip()]
    label = len(lines[0]) <= 3 and not re.match(r"[０-９0-9①-⑳Ⅰ-Ⅹ⚫➢✓☞・•第]", lines[0])
    titled = any(TITLE.match(line) for line in page.splitlines())
    half = page.lstrip().startswith("①") and not titled and TITLE.match(lines[0])
    return label or len(lines) == 1 or bool(half)


def number_pages(pages: Sequence[str]) -> list[Page]:
    """Give each page its printed number, and remove the number from its text.

    Numbers seen on a page hold; pages between two of them count up when that fits exactly.
    Where a page is missing in between, a page gets the range it must lie in ("24-25").
    Without any printed number labels stay empty: a guessed page number is worse than none.
    """
    if len(pages) == 1:
        return [Page("", pages[0])]
    bare, seen = [], []
    for page in pages:
        text, number = _take_number(page)
        bare.append(text)
        seen.append(number)
    anchors = _increasing(_with_references(bare, seen))
    labels = _labels(len(bare), anchors)
    return [Page(label, text) for label, text in zip(labels, bare, strict=True)]


def _take_number(page: str) -> tuple[str, int | None]:
    lines = page.split("\n")
    for i, line in enumerate(lines):
        match = NUMBER_LINE.match(unicodedata.normalize("NFKC", line))
        if match and line.strip():
            return "\n".join([*lines[:i], "", *lines[i + 1 :]]), int(match[1])
    for i, line in enumerate(lines):
        match = NUMBER_TAIL.search(line)
        if match:
            # Nothing goes on after a page number, so a blank line takes its place.
            return "\n".join([*lines[:i], line[: match.start()], "", *lines[i + 1 :]]), int(match[1])
    return page, None


def _with_references(pages: Sequence[str], seen: Sequence[int | None]) -> dict[int, int]:
    """Anchor pages whose numbered title another page refers to by page number."""
    anchors = {i: n for i, n in enumerate(seen) if n is not None}
    references = {_key(m[2]): int(m[1]) for page in pages for m in REFERENCE.finditer(page)}
    for i, page in enumerate(pages):
        if i in anchors:
            continue
        for line in page.splitlines():
            number = references.get(_key(re.sub(r"^[０-９0-9]+[．.]\s*[①-⑳]\s*", "", line)))
            if number is not None and TITLE.match(line):
                anchors[i] = number
                break
    return anchors


def _key(title: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", title))


def _increasing(anchors: dict[int, int]) -> dict[int, int]:
    """Keep the longest run of anchors that rise at least as fast as the pages do."""
    items = [(i, n) for i, n in sorted(anchors.items())]
    tails: list[int] = []
    chains: list[list[tuple[int, int]]] = []
    for i, n in items:
        slack = n - i
        at = bisect_left(tails, slack + 1)
        chain = [*(chains[at - 1] if at else []), (i, n)]
        if at == len(tails):
            tails.append(slack)
            chains.append(chain)
        else:
            tails[at], chains[at] = slack, chain
    return dict(chains[-1]) if chains else {}


def _labels(count: int, anchors: dict[int, int]) -> list[str]:
    if not anchors:
        return [""] * count
    known = sorted(anchors.items())
    low, high = known[0], known[-1]
    labels = []
    for i in range(count):
        before = max((a for a in known if a[0] <= i), default=None)
        after = min((a for a in known if a[0] >= i), default=None)
        least = before[1] + i - before[0] if before else low[1] - (low[0] - i)
        most = after[1] - (after[0] - i) if after else high[1] + i - high[0]
        if least < 1:  # a cover before page 1
            labels.append("")
        else:
            labels.append(str(least) if most <= least else f"{least}-{most}")
    return labels
