"""Reading without a child process: what the child runs, and what tests can run by the thousand.

Nothing here bounds time or memory. Everything else should call `indexer.read.read`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from indexer.errors import Unreadable
from indexer.read.kinds import Kind, kind_of
from indexer.read.limits import DEFAULT, MEBIBYTE, Limits
from indexer.read.reading import Reading

# Called with the 1-based number of the page about to be read.
Progress = Callable[[int], None]

_OUT_OF_MEMORY = re.compile("memory alloc|out of memory|allocate memory|map segment", re.IGNORECASE)


def read_here(path: Path, limits: Limits = DEFAULT, progress: Progress = lambda _page: None) -> Reading:
    """Read `path` in this process.

    Raises `Unreadable` with `file` among its values, and nothing else: a parser's own
    exception becomes "damaged", since no list of what a parser may raise is ever complete.
    """
    kind: Kind | None = None
    try:
        kind = kind_of(path, limits)
        reading = _reader(kind)(path, limits, progress)
        _check_amount(reading, limits)
    except Unreadable as error:
        raise Unreadable(error.key, **{"file": path.name, **error.values}) from error
    except Exception as error:
        raise _unexpected(error, path, limits, kind) from error
    return reading


def _unexpected(error: Exception, path: Path, limits: Limits, kind: Kind | None) -> Unreadable:
    # lxml and the dynamic loader report a failed allocation as their own kind of error.
    if isinstance(error, MemoryError) or _OUT_OF_MEMORY.search(str(error)):
        return Unreadable("memory", file=path.name, page=0, limit=limits.memory_bytes // MEBIBYTE)
    return Unreadable("damaged", file=path.name, kind=kind or "", reason=type(error).__name__)


def _reader(kind: Kind) -> Callable[[Path, Limits, Progress], Reading]:
    """Import one reader only: each brings a parser, and a process reads one file."""
    if kind == "pdf":
        from indexer.read.pdf import read_pdf

        return read_pdf
    if kind == "docx":
        from indexer.read.docx import read_docx

        return lambda path, limits, _progress: read_docx(path, limits)
    if kind == "html":
        from indexer.read.html import read_html

        return lambda path, _limits, _progress: read_html(path)
    if kind == "egov":
        from indexer.read.egov import read_egov

        return lambda path, _limits, _progress: read_egov(path)
    if kind == "markdown":
        from indexer.read.markdown import read_markdown

        return lambda path, _limits, _progress: read_markdown(path)
    from indexer.read.text import read_text

    return lambda path, _limits, _progress: read_text(path)


def _check_amount(reading: Reading, limits: Limits) -> None:
    if len(reading.pages) > limits.pages:
        raise Unreadable("too_many_pages", pages=len(reading.pages), limit=limits.pages)
    characters = sum(len(page.text) for page in reading.pages)
    if characters > limits.characters:
        raise Unreadable("too_much_text", characters=characters, limit=limits.characters)
    if not any(page.text.strip() for page in reading.pages):
        raise Unreadable("no_text")
