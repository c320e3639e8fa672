"""Web pages: what a visitor reads, without the furniture around it."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from indexer.errors import Unreadable
from indexer.read.clean import clean, one_line
from indexer.read.decode import decode, strict
from indexer.read.reading import Page, Reading

# Not text, not shown, or the same on every page of the site.
_DROPPED = frozenset(
    "script style noscript template nav footer aside head svg math iframe object video audio"
    " canvas form button select textarea dialog rt rp".split()
)
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
# Elements that start and end a line. Everything else runs on within one.
_BLOCKS = frozenset(
    "address article blockquote body caption dd details div dl dt fieldset figcaption figure"
    " header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
).union(_HEADINGS)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.I)
_META_WITHIN = 2048
# Pages that call themselves Shift_JIS use the characters of Windows.
_ALIASES = {"shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932"}


def read_html(path: Path) -> Reading:
    """Read a web page as one page of text. Its `<title>` is the title."""
    soup = BeautifulSoup(html_source(path.read_bytes()), "lxml")
    title = one_line(clean(soup.title.get_text())) if soup.title else ""
    return Reading(pages=(Page("", clean(html_text(soup))),), title=title)


def html_source(data: bytes) -> str:
    """Decode by mark or proof first, by the page's own declaration where proof is lacking."""
    try:
        return decode(data)
    except Unreadable:
        declared = _META_CHARSET.search(data[:_META_WITHIN])
        if declared is None:
            raise
        name = declared.group(1).decode("ascii").lower()
        text = strict(data, _ALIASES.get(name, name))
        if text is None:
            raise
        return text


def html_text(soup: BeautifulSoup) -> str:
    """Return the visible text: a line for each block, headings, lists and tables marked."""
    lines = _Lines()
    # A stack of our own: hostile pages nest deeper than Python recurses. Each entry is a node
    # to enter, or the end of an element to close.
    stack: list[tuple[object, bool]] = [(soup, False)]
    while stack:
        node, closing = stack.pop()
        if isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):  # comments, doctypes, CDATA
                lines.add(str(node))
        elif isinstance(node, Tag):
            if closing:
                lines.close(node.name)
            elif not _is_dropped(node):
                lines.open(node.name)
                stack.append((node, True))
                stack.extend((child, False) for child in reversed(node.contents))
    return lines.text()


def _is_dropped(tag: Tag) -> bool:
    if tag.name in _DROPPED or tag.has_attr("hidden"):
        return True
    if _HIDDEN_STYLE.search(str(tag.get("style", ""))):
        return True
    # The page's header is furniture; a header inside the article holds its title.
    return tag.name == "header" and tag.find_parent(["article", "main", "section"]) is None


class _Lines:
    """Collects runs of text into lines. Inside a table row, blocks end cells, not lines."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._run: list[str] = []
        self._prefix = ""
        self._cells: list[str] | None = None
        self._rows_open = 0

    def add(self, text: str) -> None:
        self._run.append(text)

    def open(self, name: str) -> None:
        if name == "br":
            self._break()
        elif name in _BLOCKS and not self._rows_open:
            self._flush()
            self._prefix = _HEADINGS.get(name) or ("- " if name == "li" else self._prefix)
        elif name in _BLOCKS:
            self._run.append(" ")
        if name == "tr":
            self._rows_open += 1
            if self._rows_open == 1:
                self._cells = []
                self._run.clear()

    def close(self, name: str) -> None:
        if name == "tr" and self._rows_open:
            self._rows_open -= 1
            if not self._rows_open:
                self._end_row()
        elif name in ("td", "th") and self._rows_open == 1 and self._cells is not None:
            self._cells.append(one_line("".join(self._run)))
            self._run.clear()
        elif name in _BLOCKS and not self._rows_open:
            self._flush()
            self._prefix = ""
        elif name in _BLOCKS:
            self._run.append(" ")

    def text(self) -> str:
        self._flush()
        return "\n".join(self._done)

    def _break(self) -> None:
        if self._rows_open or self._prefix.startswith("#"):  # cells and headings are one line
            self._run.append(" ")
        else:
            self._flush()

    def _flush(self) -> None:
        line = one_line("".join(self._run))
        self._run.clear()
        if line:
            self._done.append(self._prefix + line)
            self._prefix = ""

    def _end_row(self) -> None:
        if any(self._cells or ()):
            self._done.append("\t".join(self._cells or ()))
        self._cells = None
        self._run.clear()
