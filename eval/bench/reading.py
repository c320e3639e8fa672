"""Reading: pages a second of a dense Japanese PDF, through the real child process."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from eval.bench.figure import Figure
from indexer.digests import load_digests
from indexer.read import read

PAGES = 300
# A dense page of a report: 34 lines of 40 characters.
LINES, COLUMNS = 34, 40
FONT, POINTS, LEADING, LEFT, TOP = "HeiseiMin-W3", 11, 20, 60, 780


def measure(folder: Path) -> list[Figure]:
    """Write a PDF, read it, and return pages a second (start of the process included)."""
    path = folder / "report.pdf"
    characters = _write(path, PAGES)
    started = time.perf_counter()
    pages = len(read(path).pages)
    seconds = time.perf_counter() - started
    return [
        Figure("read", "PDF pages", pages / seconds, "pages/s", passages=pages),
        Figure("read", "PDF characters", characters / seconds, "characters/s", passages=pages),
    ]


def _write(path: Path, pages: int) -> int:
    """Write pages of the digests' text; returns the number of characters."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    text = "".join(digest.text.body for digest in load_digests()).replace("\n", "").replace("\t", "")
    canvas = Canvas(str(path), pagesize=(595, 842))
    size = LINES * COLUMNS
    for page in range(pages):
        at = page * size % (len(text) - size)
        _draw(canvas, [text[at + n * COLUMNS : at + (n + 1) * COLUMNS] for n in range(LINES)])
    canvas.save()
    return pages * size


def _draw(canvas: object, lines: Sequence[str]) -> None:
    canvas.setFont(FONT, POINTS)  # type: ignore[attr-defined]
    for number, line in enumerate(lines):
        canvas.drawString(LEFT, TOP - LEADING * number, line)  # type: ignore[attr-defined]
    canvas.showPage()  # type: ignore[attr-defined]
