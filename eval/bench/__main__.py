"""Measure, print a table, and on request write JSON and plots: `python -m eval.bench --help`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from eval.bench import plots, reading, serving, stages
from eval.bench.figure import Figure, table
from eval.bench.homes import Corpus, Homes

PARTS = ("read", "index", "cold", "search", "ask", "clients", "stages")
SIZES = (350, 10_000, 100_000)
# With as many expected questions a passage as the digests have, 100,000 passages have 690,000: no user's
# own documents come with questions, so that by default only the smaller sizes are measured with them.
ASKED = 10_000
IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the parts asked for."""
    wanted = _options().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="himitsu-bench-") as folder:
        figures = []
        for figure in measure(wanted.only, wanted.sizes, wanted.asked, Path(folder)):
            sys.stdout.write(table([figure]) + "\n")
            sys.stdout.flush()
            figures.append(figure)
    if wanted.json:
        stored = {"machine": machine(), "figures": [asdict(figure) for figure in figures]}
        wanted.json.write_text(json.dumps(stored, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if wanted.plots:
        for path in plots.draw(figures, wanted.plots):
            sys.stdout.write(f"{path}\n")


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description="Speed and memory.")
    parser.add_argument(
        "--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART", help=" ".join(PARTS)
    )
    parser.add_argument(
        "--sizes", nargs="*", type=int, default=SIZES, help="passages of the synthetic corpora"
    )
    parser.add_argument(
        "--asked", type=int, default=ASKED, help="largest corpus measured with expected questions too"
    )
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument(
        "--plots", type=Path, nargs="?", const=IMAGES, help="draw growth curves (into docs/images)"
    )
    return parser


def measure(only: Sequence[str], sizes: Sequence[int], asked: int, folder: Path) -> Iterator[Figure]:
    """Yield the figures of the parts in `only`, as they are measured."""
    homes = Homes(folder)
    real = Corpus()
    if "read" in only:
        yield from reading.measure(folder)
    grown = [Corpus(size, with_questions) for size in sizes for with_questions in (False, True)]
    for corpus in [real, *(c for c in grown if not c.asked or c.size <= asked)]:
        if "index" in only:
            yield from indexing(homes, corpus)
        if kinds := [kind for kind in ("search", "ask") if kind in only]:
            yield from serving.warm(homes(corpus), kinds)
    if "cold" in only:
        yield from serving.cold(homes(real))
    if "clients" in only:
        yield from serving.clients(homes(real))
    if "stages" in only:
        for corpus in [real, *(Corpus(size) for size in sizes[-1:])]:
            yield from stages.measure(homes(corpus))


def indexing(homes: Homes, corpus: Corpus) -> list[Figure]:
    """Return what building the index of a corpus cost (the embedding model lies ready)."""
    built = homes(corpus)
    figures = (
        ("seconds", built.seconds, "s"),
        ("seconds, processor", built.processor, "s"),
        ("passages", built.passages / built.seconds, "passages/s"),
        ("questions", built.questions, "expected"),
        ("peak", built.peak, "MiB"),
    )
    return [Figure("index", n, value, unit, corpus.name, built.passages) for n, value, unit in figures]


def machine() -> dict[str, Any]:
    """Say where and when the figures were taken."""
    return {
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "system": platform.platform(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        # What others took of the cores meanwhile: times are upper bounds where this exceeds 1 or so.
        "load": os.getloadavg()[0],
        "python": platform.python_version(),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")


if __name__ == "__main__":
    main()
