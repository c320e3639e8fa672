"""PDF: pdfium reads, pypdf gives a second opinion on a sample of pages.

Outline and page labels come from pdfium too: it is 20 times faster at them, guards against
circular outlines, and opens AES files with an owner password, for which pypdf needs a
cryptography library. pdfium is not thread-safe: one process, one document at a time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from indexer.errors import Unreadable
from indexer.read.clean import clean, one_line
from indexer.read.limits import Limits
from indexer.read.pdf_fonts import use_own_font
from indexer.read.pdf_second import second_opinion
from indexer.read.pdf_visible import hide_invisible
from indexer.read.reading import Heading, Page, Reading

Warning_ = tuple[str, dict[str, str]]

# Acrobat wants the end mark within the last 1,024 bytes; padding after it does not count.
_TAIL_BYTES = 1024
_PADDING = b"\0\t\n\f\r \x1a"
# Fewer characters a page than this, on average, are stamps and page numbers on scanned paper.
_SCANNED_BELOW = 10
# Glyph numbers and private characters in place of text: a font without a Unicode map. Symbol
# bullets are private too, hence a share of the page rather than any.
_GARBLED = re.compile("[\x00\x01\x03-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]")
_GARBLED_SHARE = 0.3
_MOST_HEADINGS = 10_000
# What authoring programs put where a title belongs.
_NO_TITLE = re.compile(
    r"^(?:Microsoft (?:Word|PowerPoint|Excel)\b|PowerPoint プレゼンテーション|untitled|無題)"
    r"|\.(?:docx?|pptx?|xlsx?|jtdc?|indd|pdf)$",
    re.IGNORECASE,
)
_ENCRYPTED = (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)


use_own_font()


@dataclass
class _Pages:
    pages: list[Page] = field(default_factory=list)
    characters: int = 0
    # 1-based page numbers, by what was noticed there.
    hidden: list[int] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)  # a picture and no text
    ocr: list[int] = field(default_factory=list)
    garbled: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)


def read_pdf(path: Path, limits: Limits, progress: Callable[[int], None]) -> Reading:
    """Read a PDF. Pages carry their page label, or their 1-based number where none is set.

    Raises `Unreadable`: pdf_encrypted, pdf_scanned, pdf_garbled, pdf_truncated, pdf_empty,
    too_many_pages, too_much_text, damaged. Warnings: hidden_text, ocr_text, garbled_text,
    pages_without_text, pages_unreadable (each with `pages` as 1-based ranges and their
    `count`), page_disagreement, second_opinion_failed.
    """
    _check_end(path)
    document = _open(path)
    try:
        count = len(document)
        if count > limits.pages:
            raise Unreadable("too_many_pages", pages=count, limit=limits.pages)
        found = _Pages()
        for index in range(count):
            progress(index + 1)
            _read_page(document, index, found, limits)
        headings = tuple(_headings(document, count))
        title = _title(document)
    finally:
        document.close()
    _check_text(found)
    # pypdf reads hidden text as well, so pages with some would disagree for no reason.
    excluded = {*found.hidden, *found.garbled, *found.failed, *found.pictures}
    candidates = [index for index in range(count) if index + 1 not in excluded]
    doubts = second_opinion(path, found.pages, candidates, limits)
    return Reading(tuple(found.pages), headings, title, (*_warnings(found), *doubts))


def _check_end(path: Path) -> None:
    """Refuse a file cut short in transfer: pdfium would rebuild what it can and say nothing."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 2 * _TAIL_BYTES))
        tail = file.read().rstrip(_PADDING)
    if b"%%EOF" not in tail[-_TAIL_BYTES:]:
        raise Unreadable("pdf_truncated")


def _open(path: Path) -> Any:
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if _opens(path):  # pypdfium2 takes a file of no pages for one that failed
            raise Unreadable("pdf_empty") from error
        if error.err_code in _ENCRYPTED:
            raise Unreadable("pdf_encrypted") from error
        raise Unreadable("damaged", kind="pdf", reason="format") from error


def _opens(path: Path) -> bool:
    # The error code does not tell: after a success pdfium leaves the one of the file before.
    handle = pdfium_c.FPDF_LoadDocument(str(path).encode("utf-8", "surrogateescape"), None)
    if handle:
        pdfium_c.FPDF_CloseDocument(handle)
    return bool(handle)


def _read_page(document: Any, index: int, found: _Pages, limits: Limits) -> None:
    number = index + 1
    label = one_line(clean(document.get_page_label(index))) or str(number)
    try:
        page = document[index]
        try:
            seen = hide_invisible(page.raw, page.get_bbox())
            raw = page.get_textpage().get_text_range()
        finally:
            page.close()
    except pdfium.PdfiumError:
        found.failed.append(number)
        found.pages.append(Page(label, ""))
        return
    garbled = len(_GARBLED.findall(raw)) > len(raw) * _GARBLED_SHARE
    if garbled:
        found.garbled.append(number)
    # What is left of such a page between the garbage would be quoted as its text.
    text = "" if garbled else clean(raw)
    found.pages.append(Page(label, text))
    found.characters += len(text)
    if found.characters > limits.characters:
        raise Unreadable("too_much_text", characters=found.characters, limit=limits.characters)
    if seen.hidden:
        found.hidden.append(number)
    if seen.ocr:
        found.ocr.append(number)
    if seen.image and not raw.strip():
        found.pictures.append(number)


def _check_text(found: _Pages) -> None:
    if len(found.failed) == len(found.pages):
        raise Unreadable("damaged", kind="pdf", reason="pages")
    written = sum(len("".join(page.text.split())) for page in found.pages)
    if found.garbled and written < _SCANNED_BELOW * len(found.pages):
        raise Unreadable("pdf_garbled", pages=len(found.pages), garbled=ranges(found.garbled))
    if written < _SCANNED_BELOW * len(found.pages):
        raise Unreadable("pdf_scanned", pages=len(found.pages), characters=written)


def _headings(document: Any, count: int) -> Iterator[Heading]:
    for position, bookmark in enumerate(document.get_toc()):
        if position >= _MOST_HEADINGS:
            return
        target = bookmark.get_dest()
        page = None if target is None else target.get_index()
        title = one_line(clean(bookmark.get_title()))
        if title and page is not None and 0 <= page < count:
            yield Heading(level=bookmark.level + 1, title=title, page=page)


def _title(document: Any) -> str:
    title = one_line(clean(document.get_metadata_value("Title")))
    return "" if _NO_TITLE.search(title) else title


def _warnings(found: _Pages) -> Iterator[Warning_]:
    for key, numbers in (
        ("hidden_text", found.hidden),
        ("ocr_text", found.ocr),
        ("pages_without_text", found.pictures),
        ("garbled_text", found.garbled),
        ("pages_unreadable", found.failed),
    ):
        if numbers:
            yield key, {"pages": ranges(numbers), "count": str(len(numbers))}


def ranges(numbers: list[int]) -> str:
    """Write ascending page numbers shortly: [1, 2, 3, 7] as "1-3, 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)
