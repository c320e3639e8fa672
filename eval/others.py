"""Suites of programs that stand by themselves: peers, speed, conversations, spelling, pastes, claims.

Each is imported only when it is measured, and is skipped where its module is not here.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from eval.expectations import QUANTITY
from eval.measured import Measured, absent, named

RANKS = {"r1": "R@1", "r5": "R@5", "r10": "R@10", "mrr": "MRR"}


def peers() -> Measured:
    """Measure other programs over the same passages (`python -m eval.peers --json FILE`)."""
    module = _module("eval.peers.__main__")
    if module is None:
        return absent("eval.peers is not here")
    rows = [json.loads(line) for line in _written(module).splitlines()]
    figures: dict[str, float] = {}
    for row in rows:
        scope = f"{row['setup']}/{row['sets']}/{row['name']}, {row['settings']}"
        figures |= named(scope, {title: row[key] for key, title in RANKS.items()})
    return Measured(figures, {"rows": rows})


def bench() -> Measured:
    """Measure speed and memory (`python -m eval.bench --json FILE`)."""
    module = _module("eval.bench.__main__")
    if module is None:
        return absent("eval.bench is not here")
    stored = json.loads(_written(module))
    figures = {name: row["value"] for row in stored["figures"] if QUANTITY.search(name := _bench_name(row))}
    return Measured(figures, stored)


def _bench_name(row: Mapping[str, Any]) -> str:
    where = f"{row['corpus']} {row['passages'] or ''}".strip()
    clients = f" x{row['clients']}" if row["clients"] else ""
    return f"{row['part']}/{where}{clients}/{row['name']} {row['unit']}"


def turns() -> Measured:
    """Measure follow-ups in a conversation."""
    return _published("eval.turns")


def spelling() -> Measured:
    """Measure misspelt questions."""
    return _published("eval.spelling")


def guard() -> Measured:
    """Measure what the paste guard notices and whom it bothers."""
    return _published("eval.guard")


def claims() -> Measured:
    """Measure whether the checker tells claims that stand from claims that do not."""
    return _published("eval.claims")


def _published(name: str) -> Measured:
    """Measure by a module's own `published()`, which returns figures by name."""
    module = _module(name)
    if module is None:
        return absent(f"{name} is not here")
    if not hasattr(module, "published"):
        return absent(f"{name} has no published()")
    figures: Mapping[str, float] = module.published()
    return Measured(figures, {"figures": dict(figures)})


def _module(name: str) -> ModuleType | None:
    """Import a module of ours; None where it is not part of this checkout."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name and name.startswith(error.name):
            return None
        raise


def _written(module: ModuleType) -> str:
    """Return what a program's main writes to the file after --json."""
    with tempfile.TemporaryDirectory(prefix="himitsu-suite-") as folder:
        path = Path(folder) / "out.json"
        module.main(["--json", str(path)])
        return path.read_text("utf-8")
