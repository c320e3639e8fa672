"""Settings that are numbers, and what other numbers would give: `python -m eval.sweep`.

Each setting is changed alone, the indexes are built anew, and the development questions are ranked
with the shipped weights.
"""

from __future__ import annotations

import shutil
import sys
from types import ModuleType

import numpy as np

from app import retrieve
from app.hit import EVIDENCE
from eval import setups as rooms
from eval.tune import DEV, cases, quality
from indexer import japanese, lexical, lines, link, metric, passages

SWEEP: tuple[tuple[ModuleType, str, tuple[object, ...]], ...] = (
    (passages, "LONGEST", (200, 300, 700, 1200)),
    (passages, "SHORTEST", (0, 200)),
    (lexical, "K1", (0.9, 1.5, 2.0)),
    (lexical, "B", (0.4, 0.75)),
    (japanese, "STOP", (frozenset(),)),
    (lines, "FULL", (0.4, 0.5, 0.7, 0.8)),
    (link, "MATCHED", (0.15, 0.35)),
    (retrieve, "POOL", (20, 40, 120)),
    # The first one leaves the metric out.
    (metric, "ENOUGH", (10**9,)),
    (metric, "SHRINKAGE", (0.1, 1.0, 10.0)),
    (metric, "TURNS", (0, 50, 210)),
)


def figures() -> str:
    """R@1 and R@5 with originals, and over originals alone."""
    rooms._root.cache_clear()
    japanese.forget()
    shown = []
    for setup in rooms.setups():
        if not setup.originals:
            continue
        found = rooms.searcher(setup)
        weights = np.array([found.weights[name] for name in EVIDENCE])
        reached = quality(cases(found, DEV), weights)
        count = found.index.manifest.counts["passages"]
        shown.append(f"{setup.name} {count} passages R@1 {reached['R@1']:.3f} R@5 {reached['R@5']:.3f}")
    shutil.rmtree(rooms._root(), ignore_errors=True)
    return "  ".join(shown)


def main() -> None:
    """Print a line for the shipped settings, and one for each change."""
    sys.stdout.write(f"{'shipped':16} {figures()}\n")
    for module, name, values in SWEEP:
        shipped = getattr(module, name)
        for value in values:
            setattr(module, name, value)
            shown = f"{name}={value}" if isinstance(value, int | float) else f"{name} empty"
            sys.stdout.write(f"{shown:16} {figures()}\n")
            sys.stdout.flush()
        setattr(module, name, shipped)


if __name__ == "__main__":
    main()
