"""What one file may cost before it is given up on."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bounds on reading one file. Beyond any of them the file is `Unreadable`, never half read."""

    # 5,000 dense pages take 12 s here (400 pages/s); a slow desktop still has room for them.
    seconds: float = 120.0

    # Address space, not resident memory. A child reading 2,000 pages maps about 0.1 GiB; the
    # rest is room for one large page image or Word file, and a stop for decompression bombs.
    memory_bytes: int = 2048 * MEBIBYTE

    # The longest official reports run to some 1,500 pages; more is a bundle to be split.
    pages: int = 5_000

    # Larger PDFs are photographs; text documents of 5,000 pages stay under 100 MiB.
    file_bytes: int = 200 * MEBIBYTE

    # 5,000 dense pages of 2,000 characters, doubled: a cap on what the parent has to hold.
    characters: int = 20_000_000

    # pypdf takes about 55 ms a page: this many pages cost about one second a document.
    second_opinion_pages: int = 20

    # pypdf has a run of denial-of-service advisories; its opinion is not worth more than this.
    second_opinion_seconds: float = 15.0


DEFAULT = Limits()
