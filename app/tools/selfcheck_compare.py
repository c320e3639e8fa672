"""Two self-checks beside each other: what got better, what got worse, what is new or gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from app.tools.selfcheck import Check, Status

# From nothing to done; an item that stopped or began to apply moved, but neither up nor down.
HEIGHT = {"": 0, "todo": 0, "part": 1, "done": 2}
Direction = Literal["better", "worse", "answered", "scope", "new", "gone"]
WAYS: tuple[Direction, ...] = get_args(Direction)


@dataclass(frozen=True)
class Move:
    """An item that stands elsewhere than before; `text` is what the older file called a lost item."""

    key: str
    direction: Direction
    before: Status
    after: Status
    text: str = ""


@dataclass(frozen=True)
class Comparison:
    """All moves, in the order of the items."""

    moves: tuple[Move, ...]
    unchanged: int

    def of(self, direction: Direction) -> list[Move]:
        """Return the moves of one direction."""
        return [move for move in self.moves if move.direction == direction]


def compare(older: Check, newer: Check, lost: Mapping[str, tuple[Status, str]] | None = None) -> Comparison:
    """Compare two self-checks; `lost` holds items of the older file that no checklist has any more."""
    moves: list[Move] = []
    for key, mark in newer.marks.items():
        if key not in older.marks:
            moves.append(Move(key, "new", "", mark.status))
            continue
        before = older.marks[key].status
        if direction := _direction(before, mark.status):
            moves.append(Move(key, direction, before, mark.status))
    unchanged = len(newer.marks) - len(moves)
    gone = [Move(key, "gone", m.status, "") for key, m in older.marks.items() if key not in newer.marks]
    vanished = [Move(key, "gone", status, "", text) for key, (status, text) in (lost or {}).items()]
    return Comparison((*moves, *gone, *vanished), unchanged)


def _direction(before: Status, after: Status) -> Direction | None:
    if before == after:
        return None
    if "none" in (before, after):
        return "scope"
    if HEIGHT[before] != HEIGHT[after]:
        return "better" if HEIGHT[after] > HEIGHT[before] else "worse"
    # Between "not done" and "not answered yet": known now, or no longer.
    return "answered"
