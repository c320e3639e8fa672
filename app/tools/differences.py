"""Where countries differ: the parts of the quotations that are compared, grouped by what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app import texts_compare as own
from app.tools.compare import Cell, Compared, Line
from indexer.compare import TEXT

# Figures of these kinds mean the same everywhere; amounts do not, their currencies differ.
COMPARABLE = ("years", "multiple")
NUMBER = re.compile(r"\d+")
CURRENCY = re.compile(r"円|元|ウォン|ルピア|ドン|ドル|ユーロ")
BETWEEN = "／"


@dataclass(frozen=True)
class Group:
    """What several countries' cells say alike; each country with the numbers of its citations.

    `label` is made of quotations, or is one of our words for a cell without any (未確認 …).
    """

    label: str
    countries: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True)
class Difference:
    """A row in short. `differs` where figures that can be compared are not the same."""

    name: str
    groups: tuple[Group, ...]
    differs: bool
    note: str = ""


def differences(compared: Compared) -> tuple[Difference, ...]:
    """Return the rows in which something can be set side by side; a single country has none."""
    if len(compared.countries) < 2:
        return ()
    return tuple(_difference(line) for line in compared.lines if any(c.points for c in line.cells))


def differs(line: Line) -> bool:
    """Whether two countries' figures are told, can be compared, and are not the same."""
    if line.row.kind not in COMPARABLE:
        return False
    return len({frozenset(NUMBER.findall(BETWEEN.join(c.points))) for c in line.cells if c.points}) > 1


def _difference(line: Line) -> Difference:
    groups: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
    for cell in line.cells:
        groups.setdefault(_label(cell), []).append((cell.country, _numbers(cell)))
    told = tuple(Group(label, tuple(countries)) for label, countries in groups.items())
    points = [point for cell in line.cells for point in cell.points]
    mixed = line.row.kind != TEXT and len({m for p in points for m in CURRENCY.findall(p)}) > 1
    return Difference(line.row.name, told, differs(line), own.CURRENCIES if mixed else "")


def _label(cell: Cell) -> str:
    if cell.points:
        return BETWEEN.join(cell.points)
    return own.SEE_TABLE if cell.state in ("told", "partly") else own.STATES[cell.state]


def _numbers(cell: Cell) -> tuple[int, ...]:
    said = [one for one in cell.said if one.point] or cell.said
    return tuple(dict.fromkeys(one.number for one in said))
