"""Which reader a file needs: decided by its first bytes, then by its suffix."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from indexer.errors import Unreadable
from indexer.read.limits import MEBIBYTE, Limits

Kind = Literal["pdf", "docx", "html", "markdown", "text", "egov"]
KINDS: tuple[Kind, ...] = get_args(Kind)

SUFFIXES: dict[str, Kind] = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".txt": "text",
    ".xml": "egov",
}

# Acrobat accepts a PDF header anywhere in the first 1,024 bytes, so files with a preamble exist.
_HEAD_BYTES = 1024
_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
# An OLE2 container under a .docx name is an encrypted Word file (the reader tells them apart).
_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")


def kind_of(path: Path, limits: Limits) -> Kind:
    """Return the reader for `path` after looking at its size, first bytes and suffix only.

    Raises `Unreadable`: cannot_open, empty_file, too_large, content_mismatch, unsupported.
    """
    head = _head(path, limits)
    suffix = path.suffix.lower()
    if head.startswith(_PDF) or (suffix == ".pdf" and _PDF in head):
        return "pdf"
    if head.startswith((_ZIP, _OLE2)):
        # Other Office files, and archives, are told from Word by what is inside.
        return "docx"
    kind = SUFFIXES.get(suffix)
    if kind is None:
        raise Unreadable("unsupported", suffix=suffix)
    if kind in ("pdf", "docx"):
        # Often a web page saved under the name of the document it should have been.
        raise Unreadable("content_mismatch", suffix=suffix)
    return kind


def _head(path: Path, limits: Limits) -> bytes:
    try:
        if not path.is_file():
            raise Unreadable("cannot_open", reason="not_a_file" if path.exists() else "not_found")
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise Unreadable(
                "too_large",
                megabytes=round(size / MEBIBYTE, 1),
                limit=round(limits.file_bytes / MEBIBYTE, 1),
            )
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except (OSError, ValueError) as error:
        raise Unreadable("cannot_open", reason=type(error).__name__) from error
    if not head:
        raise Unreadable("empty_file")
    return head
