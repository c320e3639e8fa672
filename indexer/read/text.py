"""Plain text files."""

from __future__ import annotations

from pathlib import Path

from indexer.read.clean import clean
from indexer.read.decode import decode
from indexer.read.reading import Page, Reading


def read_text(path: Path) -> Reading:
    """Read a text file: one page, or one for each form feed as `pdftotext` writes them.

    Pages between form feeds are labelled "1", "2", ...; a file without any has one page
    labelled "". Other conventions of page breaks are recovered later, from the lines.
    """
    return Reading(pages=text_pages(decode(path.read_bytes())))


def text_pages(text: str) -> tuple[Page, ...]:
    """Split at form feeds. A form feed at the very end closes the last page."""
    if "\f" not in text:
        return (Page("", clean(text)),)
    parts = text.removesuffix("\n").removesuffix("\f").split("\f")
    return tuple(Page(str(number), clean(part)) for number, part in enumerate(parts, start=1))
