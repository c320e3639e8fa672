"""Reading: pages a second of a dense Japanese PDF, through the real child process."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from eval.bench.figure import Figure
from indexer.digests import load_digests
from indexer.read import read

PAGES = 300
# A dense page of a report: 34 lines of 40 characters.
LINES, COLUMNS = 34, 40
POINTS, LEADING, LEFT, TOP = 11, 20, 60, 780
# Of Adobe-Japan1: named in the file and not embedded, so that every character goes through a CMap.
NAMED = "HeiseiMin-W3"
# Embedded in part, as nearly all published reports have their fonts; reportlab takes TrueType alone.
EMBEDDED = Path("/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf")


def measure(folder: Path) -> list[Figure]:
    """Write PDFs, read them, and return pages and characters a second (start of the process included)."""
    found = []
    for kind, font in _fonts():
        path = folder / "report.pdf"
        characters = _write(path, font, PAGES)
        started = time.perf_counter()
        pages = len(read(path).pages)
        seconds = time.perf_counter() - started
        found.append(Figure("read", f"PDF, {kind}", pages / seconds, "pages/s", passages=pages))
        found.append(
            Figure("read", f"PDF, {kind}: characters", characters / seconds, "characters/s", passages=pages)
        )
    return found


def _fonts() -> Iterator[tuple[str, str]]:
    """Name the fonts there are, registered with reportlab."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.ttfonts import TTFont

    if EMBEDDED.exists():
        pdfmetrics.registerFont(TTFont(EMBEDDED.stem, str(EMBEDDED)))
        yield "font embedded", EMBEDDED.stem
    pdfmetrics.registerFont(UnicodeCIDFont(NAMED))
    yield "font named", NAMED


def _write(path: Path, font: str, pages: int) -> int:
    """Write pages of the digests' text; returns the number of characters."""
    from reportlab.pdfgen.canvas import Canvas

    text = "".join(digest.text.body for digest in load_digests()).replace("\n", "").replace("\t", "")
    canvas = Canvas(str(path), pagesize=(595, 842))
    size = LINES * COLUMNS
    for page in range(pages):
        at = page * size % (len(text) - size)
        _draw(canvas, font, [text[at + n * COLUMNS : at + (n + 1) * COLUMNS] for n in range(LINES)])
    canvas.save()
    return pages * size


def _draw(canvas: Any, font: str, lines: Sequence[str]) -> None:
    canvas.setFont(font, POINTS)
    for number, line in enumerate(lines):
        canvas.drawString(LEFT, TOP - LEADING * number, line)
    canvas.showPage()
