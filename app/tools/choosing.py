"""Which countries and rows a user means, by the names people use for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from app.texts_compare import EVERYTHING, FILE_MANY, FILE_STEM
from indexer.compare import Plan, Row
from indexer.errors import HimitsuError
from indexer.japanese import fold
from indexer.places import Places

SEVERAL = re.compile(r"[、，,]")
# Countries in the name of a file, before it says how many more.
NAMED = 4


def choose_countries(plan: Plan, places: Places, asked: Sequence[str]) -> tuple[str, ...]:
    """Return the countries named, in the order asked; the defaults where none is.

    Raises HimitsuError "compare_country" for a name that is none of them.
    """
    known = [country.name for country in plan.countries]
    found: list[str] = []
    for name in _names(asked):
        if fold(name) == fold(EVERYTHING):
            found += known
            continue
        place = next((p for p in places.places if fold(name) in map(fold, p.names)), None)
        if place is None or place.jurisdiction not in known:
            raise HimitsuError("compare_country", name=name, known="、".join(known))
        found.append(place.jurisdiction)
    return tuple(dict.fromkeys(found)) or plan.defaults


def choose_rows(plan: Plan, asked: Sequence[str]) -> tuple[Row, ...]:
    """Return the rows named, in the plan's order; the default ones where none is.

    A name is a row's, one of its further names, or a group's: all rows of the group.
    Raises HimitsuError "compare_row" for a name that is none of them.
    """
    wanted: set[str] = set()
    for name in _names(asked):
        folded = fold(name)
        found = [row for row in plan.rows if folded in map(fold, (row.id, row.name, *row.names))]
        found = found or [row for row in plan.rows if folded in (fold(row.group), fold(EVERYTHING))]
        if not found:
            raise HimitsuError("compare_row", name=name)
        wanted |= {row.id for row in found}
    return tuple(row for row in plan.rows if row.id in wanted or (not wanted and row.default))


def _names(asked: Sequence[str]) -> list[str]:
    return [part.strip() for name in asked for part in SEVERAL.split(name) if part.strip()]


def stem(countries: Sequence[str], day: date) -> str:
    """Return the name of the file to save, without its ending."""
    named = "・".join(countries)
    if len(countries) > NAMED:
        named = FILE_MANY.format(first="・".join(countries[:NAMED]), count=len(countries) - NAMED)
    return FILE_STEM.format(countries=named, date=day.isoformat())
