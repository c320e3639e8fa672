"""The published figures, and whether a measurement agrees with them.

`expectations.toml` holds a table [[suite]] for each: `name`, `command`, `tolerance` (absolute, of
shares), `ratio` (of times, sizes and lengths: how much larger one may be), and `figures`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

FILE = Path(__file__).with_name("expectations.toml")
# A figure whose name ends so is a quantity, judged by its ratio; every other is a share.
QUANTITY = re.compile(r"(^|[ /])(ms|(?<!/)s|MiB|characters|claims)$")
# OK within the tolerance, OKish within this many times of it.
OKISH = 3
PLACES = 4
State = Literal["OK", "OKish", "FAIL", "NEW", "skipped"]


@dataclass(frozen=True)
class Suite:
    """Published figures of one kind, by name, and how far a measurement may be from them."""

    name: str
    command: str
    tolerance: float
    ratio: float
    figures: Mapping[str, float]


@dataclass(frozen=True)
class Line:
    """One figure as published and as measured; None where it is not."""

    name: str
    expected: float | None
    measured: float | None
    state: State

    def __str__(self) -> str:
        """Return the line as `eval.check` prints it."""
        shown = ("-" if value is None else f"{value:.{PLACES}g}" for value in (self.expected, self.measured))
        return f"{self.state:7} {self.name:64} {' -> '.join(shown)}"


def load(path: Path = FILE) -> dict[str, Suite]:
    """Read the suites by name. Raises KeyError or TypeError for one that lacks a part."""
    stored = tomllib.loads(path.read_text("utf-8"))["suite"]
    return {row["name"]: Suite(**{**row, "figures": row.get("figures", {})}) for row in stored}


def store(name: str, figures: Mapping[str, float], skipped: Mapping[str, str], path: Path = FILE) -> None:
    """Write figures into a suite and keep the file's comments; old ones stay only where skipped."""
    import tomlkit

    document = tomlkit.parse(path.read_text("utf-8"))
    suites: Any = document["suite"]
    suite = next(row for row in suites if row["name"] == name)
    kept = suite.setdefault("figures", tomlkit.table())
    for key in [key for key in kept if key not in figures and not is_skipped(key, skipped)]:
        del kept[key]
    for key, value in figures.items():
        kept[key] = round(float(value), PLACES)
    path.write_text(tomlkit.dumps(document), "utf-8")


def compare(suite: Suite, measured: Mapping[str, float], skipped: Mapping[str, str]) -> Iterator[Line]:
    """Return a line for every figure of either side, in the published order.

    A published figure that was not measured fails, unless its name begins with a prefix in `skipped`: a
    figure must not pass by not being looked at.
    """
    for name, expected in suite.figures.items():
        value = measured.get(name)
        left_out = value is None and is_skipped(name, skipped)
        yield Line(name, expected, value, "skipped" if left_out else judge(suite, name, expected, value))
    for name, value in measured.items():
        if name not in suite.figures:
            yield Line(name, None, value, "NEW")


def is_skipped(name: str, skipped: Mapping[str, str]) -> bool:
    """Whether a figure lies under one of the skipped beginnings of names; "" begins all."""
    return any(not prefix or name.startswith(f"{prefix}/") for prefix in skipped)


def judge(suite: Suite, name: str, expected: float, measured: float | None) -> State:
    """Judge one figure. A share is off in either direction; a quantity only where it is larger."""
    if measured is None:
        return "FAIL"
    if QUANTITY.search(name):
        off, allowed = measured / expected - 1 if expected else float(measured > 0), suite.ratio
    else:
        off, allowed = abs(measured - expected), suite.tolerance
    # Figures are stored rounded.
    rounding = 10.0**-PLACES
    if off <= allowed + rounding:
        return "OK"
    return "OKish" if off <= OKISH * allowed + rounding else "FAIL"
