"""A passage as HTML with one quotation marked in place; tables in it stay tables."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape as html_escape
from itertools import groupby
from typing import NamedTuple

TAB = "\t"


class Span(NamedTuple):
    """A half-open range of characters."""

    start: int
    end: int

    def within(self, start: int, end: int) -> Span:
        """Return the part of this span inside start..end, relative to `start`."""
        low = min(max(self.start, start), end)
        return Span(low - start, max(min(self.end, end), low) - start)


class Line(NamedTuple):
    """One line of the passage and where it starts in it."""

    start: int
    text: str


def escape(text: str) -> str:
    """Return text safe inside an element and inside a quoted attribute."""
    return html_escape(text, quote=True)


def highlighted(passage: str, quote: str, context: int | None = None) -> str:
    """Return the passage with the quotation marked, cut to `context` characters around it.

    A quotation that does not occur in the passage is shown alone: a highlight on the wrong
    sentence is worse than none.
    """
    at = passage.find(quote) if quote else -1
    if at < 0:
        passage, at = (quote, 0) if quote else (passage, 0)
    mark = Span(at, at + len(quote))
    window = Span(0, len(passage)) if context is None else _window(passage, mark, context)
    shown = passage[window.start : window.end]
    inside = mark.within(window.start, window.end)
    before = "…" if window.start > 0 else ""
    after = "…" if window.end < len(passage) else ""
    parts = list(_parts(shown, inside))
    parts[0] = parts[0].replace("<p>", f"<p>{before}", 1)
    if after and parts[-1].endswith("</p>"):
        parts[-1] = f"{parts[-1].removesuffix('</p>')}{after}</p>"
    return "".join(parts)


def _window(passage: str, mark: Span, context: int) -> Span:
    """Return the range to show: whole rows of a table, else `context` characters."""
    if len(passage) <= mark.end - mark.start + 3 * context:
        return Span(0, len(passage))
    start = max(0, mark.start - context)
    end = min(len(passage), mark.end + context)
    head = passage.rfind("\n", 0, start) + 1
    tail = passage.find("\n", end)
    tail = len(passage) if tail < 0 else tail
    if TAB in passage[head : passage.find("\n", start) if "\n" in passage[start:] else None]:
        start = head
    if TAB in passage[passage.rfind("\n", 0, end) + 1 : tail]:
        end = tail
    return Span(start, end)


def _parts(text: str, mark: Span) -> Iterator[str]:
    """Yield a paragraph for each line and one table for neighbouring rows."""
    for tabular, group in groupby(_lines(text), key=lambda line: TAB in line.text):
        if tabular:
            rows = "".join(f"<tr>{_cells(line, mark)}</tr>" for line in group)
            yield f'<div class="hn-table"><table>{rows}</table></div>'
        else:
            yield from (f"<p>{_marked(line, mark)}</p>" for line in group)


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for line in text.split("\n"):
        if line.strip() or not text.strip():
            yield Line(start, line)
        start += len(line) + 1


def _cells(line: Line, mark: Span) -> str:
    cells = []
    start = line.start
    for cell in line.text.split(TAB):
        cells.append(f"<td>{_marked(Line(start, cell), mark)}</td>")
        start += len(cell) + 1
    return "".join(cells)


def _marked(line: Line, mark: Span) -> str:
    start, end = mark.within(line.start, line.start + len(line.text))
    text = line.text
    if start == end:
        return escape(text)
    return f"{escape(text[:start])}<mark>{escape(text[start:end])}</mark>{escape(text[end:])}"
