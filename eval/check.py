"""Do the published figures hold? `python -m eval.check [--only SUITE …] [--quick] [--write]`.

Prints OK (within the tolerance), OKish (within three times of it) or FAIL for every figure of
expectations.toml; ends with 1 where one fails. `--write` records what was measured instead, and
the details of the report's long tables in results.json, after showing the differences.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from eval.expectations import FILE, Line, State, compare, load, store
from eval.measured import Measured
from eval.suites import QUICK, SUITES

RESULTS = Path(__file__).with_name("results.json")
Suites = Mapping[str, Callable[[bool], Measured]]


def main(
    arguments: Sequence[str] | None = None,
    suites: Suites = SUITES,
    file: Path = FILE,
    results: Path = RESULTS,
) -> int:
    """Measure and compare, or record; returns the exit status."""
    asked = _options(suites).parse_args(arguments)
    names = asked.only or [name for name in suites if not asked.quick or name in QUICK]
    published = load(file)
    counts: Counter[State] = Counter()
    for name in names:
        started = time.perf_counter()
        measured = suites[name](asked.quick)
        lines = [*compare(published[name], measured.figures, measured.skipped)]
        counts.update(line.state for line in lines)
        say(f"{name} ({published[name].command}), {time.perf_counter() - started:.0f} s", lines, measured)
        if asked.write:
            store(name, measured.figures, measured.skipped, file)
            record(name, measured, results)
    total = ", ".join(f"{counts[state]} {state}" for state in ("OK", "OKish", "FAIL", "NEW", "skipped"))
    sys.stdout.write(f"{'recorded; before: ' if asked.write else ''}{total}\n")
    return int(counts["FAIL"] > 0 and not asked.write)


def _options(suites: Suites) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval.check", description="Do the published figures hold?"
    )
    parser.add_argument("--only", nargs="+", choices=list(suites), metavar="SUITE", help=" ".join(suites))
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--quick", action="store_true", help=f"the quick part of {' and '.join(QUICK)}")
    part.add_argument("--write", action="store_true", help="record what is measured")
    return parser


def say(title: str, lines: Sequence[Line], measured: Measured) -> None:
    """Print a suite's lines, and once each why figures were skipped."""
    reasons = Counter(measured.skipped.values())
    shown = [str(line) for line in lines if line.state != "skipped"]
    skipped = [f"skipped {why}" for why in reasons]
    sys.stdout.write("\n".join([f"== {title}", *shown, *skipped]) + "\n")
    sys.stdout.flush()


def record(name: str, measured: Measured, path: Path = RESULTS) -> None:
    """Write a suite's details; where a part of it was skipped, the last ones of that part stay."""
    stored: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    if not measured.details:
        return
    kept = stored.get(name, {}).get("details", {}) if measured.skipped else {}
    stored[name] = {"date": datetime.now(UTC).date().isoformat(), "details": {**kept, **measured.details}}
    path.write_text(
        json.dumps(_rounded(stored), ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8"
    )


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    return [_rounded(one) for one in value] if isinstance(value, list | tuple) else value


if __name__ == "__main__":
    sys.exit(main())
