"""JETRO's support menu, and what of it the gaps of a self-check speak for, within the hours allowed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.cited import Ref
from app.tools.selfcheck import Check
from indexer.catalog import CORPUS, load_toml, named_entry
from indexer.errors import HimitsuError

# How much an item speaks for its menu: a choice of ours, only for the order under the limit.
WEIGHT = {"todo": 2, "part": 1}


@dataclass(frozen=True)
class Country:
    """A country or region of the programme, with other names it is asked for by."""

    id: str
    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class MenuItem:
    """A row of the menu: `hours` as the programme gives them for reference, `section` says so.

    `upto` marks hours that are a maximum; of rows with the same `choice` one is taken at most; `keys` are
    the checklist items whose gaps speak for it.
    """

    id: str
    number: str
    part: str
    name: str
    hours: int
    section: Ref
    required: bool = False
    upto: bool = False
    choice: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Menu:
    """The menu, the hours allowed a country, and where the programme says so.

    Checklists that are `ignored` show no gaps; `quoted` are the sentences that a draft quotes, by use.
    """

    items: tuple[MenuItem, ...]
    countries: tuple[Country, ...]
    limit: int
    limit_section: Ref
    required_section: Ref
    countries_section: Ref
    ignored: frozenset[str]
    quoted: Mapping[str, tuple[Ref, ...]]

    def counts(self, key: str) -> bool:
        """Whether an item is about how secrets are managed, not about applying."""
        return key.split("/")[0] not in self.ignored

    def country(self, name: str) -> Country:
        """Find a country by name or id. Raises HimitsuError "selfcheck_country"."""
        for country in self.countries:
            if name.strip() in (country.id, country.name, *country.also):
                return country
        known = "・".join(country.name for country in self.countries)
        raise HimitsuError("selfcheck_country", name=name.strip(), known=known)


@dataclass(frozen=True)
class Line:
    """A row of the suggestion: hours taken (0: not suggested), the gaps behind it.

    `crowded` says that the gaps speak for it and the limit leaves no room.
    """

    item: MenuItem
    hours: int
    gaps: tuple[str, ...] = ()
    crowded: bool = False


@dataclass(frozen=True)
class Suggestion:
    """Menu rows in their order with hours; `elsewhere` are gaps that no row of the menu is for."""

    country: Country
    lines: tuple[Line, ...]
    limit: int
    elsewhere: tuple[str, ...]
    unanswered: int

    @property
    def total(self) -> int:
        """Hours suggested in all."""
        return sum(line.hours for line in self.lines)


def load_menu(path: Path = CORPUS / "selfcheck" / "menu.toml") -> Menu:
    """Read the menu. Raises CorpusInvalid naming the entry that breaks the format."""
    data = load_toml(path)
    with named_entry(path, "limit"):
        items = tuple(_item(path, row) for row in data["menu"])
        countries = tuple(Country(c["id"], c["name"], tuple(c["also"])) for c in data["country"])
        menu = Menu(
            items,
            countries,
            int(data["limit"]),
            Ref.parse(data["limit_section"]),
            Ref.parse(data["required_section"]),
            Ref.parse(data["countries_section"]),
            frozenset(data["ignored"]),
            {use: tuple(Ref.parse(ref) for ref in refs) for use, refs in data["quoted"].items()},
        )
        if sum(item.hours for item in items if item.required) > menu.limit:
            raise ValueError("required hours exceed the limit")
    return menu


def _item(path: Path, row: Mapping[str, object]) -> MenuItem:
    with named_entry(path, row.get("id")):
        linked = row.get("items", {})
        if not isinstance(linked, dict):
            raise TypeError("items")
        return MenuItem(
            id=str(row["id"]),
            number=str(row["number"]),
            part=str(row["part"]),
            name=str(row["name"]),
            hours=int(str(row["hours"])),
            section=Ref.parse(str(row["section"])),
            required=row.get("required") is True,
            upto=row.get("upto") is True,
            choice=str(row.get("choice", "")),
            keys=tuple(f"{checklist}/{item}" for checklist, ids in linked.items() for item in ids),
        )


def suggest(menu: Menu, check: Check, country: Country) -> Suggestion:
    """Suggest rows of the menu: the required ones first, then what the gaps speak for most, while hours last.

    Never more hours than the limit. What is not answered yet is no gap.
    """
    gaps = {key for key, mark in check.marks.items() if mark.status in WEIGHT and menu.counts(key)}
    behind = {item.id: tuple(key for key in item.keys if key in gaps) for item in menu.items}
    need = {id: sum(WEIGHT[check.marks[key].status] for key in keys) for id, keys in behind.items()}
    taken, crowded = _fit(menu, need)
    lines = tuple(
        Line(item, item.hours if item.id in taken else 0, behind[item.id], item.id in crowded)
        for item in menu.items
    )
    mapped = {key for item in menu.items for key in item.keys}
    return Suggestion(
        country,
        lines,
        menu.limit,
        tuple(key for key in check.marks if key in gaps - mapped),
        sum(mark.status == "" and menu.counts(key) for key, mark in check.marks.items()),
    )


def _fit(menu: Menu, need: Mapping[str, int]) -> tuple[set[str], set[str]]:
    """Return the ids that fit into the limit, and those that the gaps speak for but do not fit."""
    taken = {item.id for item in menu.items if item.required}
    left = menu.limit - sum(item.hours for item in menu.items if item.required)
    crowded: set[str] = set()
    for item in _wanted(menu.items, need):
        if item.hours <= left:
            taken.add(item.id)
            left -= item.hours
        else:
            crowded.add(item.id)
    return taken, crowded


def _wanted(items: Sequence[MenuItem], need: Mapping[str, int]) -> list[MenuItem]:
    """Return the rows that gaps speak for, most first, one of each choice."""
    ranked = sorted((i for i in items if need[i.id] and not i.required), key=lambda i: -need[i.id])
    kept: list[MenuItem] = []
    for item in ranked:
        if not item.choice or all(item.choice != other.choice for other in kept):
            kept.append(item)
    return kept
