"""Countries and rows of the comparison of countries: read from `corpus/compare/rows.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.catalog import CORPUS, load_toml, named_entry
from indexer.ref import Ref

TEXT = "text"
# What the figures of a row look like, by the row's kind.
FIGURES: Mapping[str, re.Pattern[str]] = {
    "years": re.compile(r"\d+年"),
    "multiple": re.compile(r"\d+倍"),
    "amount": re.compile(r"\d[\d,.]*[万億]?(?:円|元|ウォン|ルピア|ドン|ドル|ユーロ)|\d+倍"),
    "date": re.compile(r"(?:19|20)\d\d年"),
}


@dataclass(frozen=True)
class Quote:
    """A sentence that a cell quotes.

    `must` is a word that this sentence alone of its section holds: where sentences have moved, the
    reference breaks instead of quoting another one. `point` is the part of the sentence that is
    compared; `none` says that the sentence denies such a figure.
    """

    ref: Ref
    must: str
    point: str = ""
    none: bool = False

    def holds(self, sentence: str) -> bool:
        """Whether a sentence is the one that was meant."""
        return self.must in sentence and self.point in sentence


@dataclass(frozen=True)
class Row:
    """A matter to compare, and by jurisdiction what is quoted on it."""

    id: str
    name: str
    group: str
    kind: str
    cells: Mapping[str, tuple[Quote, ...]]
    names: tuple[str, ...] = ()
    note: str = ""
    main: bool = False
    default: bool = False


@dataclass(frozen=True)
class Country:
    """A jurisdiction, the sentence that tells when its sheet was checked, and what it always carries."""

    name: str
    checked: Quote
    notices: tuple[Quote, ...] = ()


@dataclass(frozen=True)
class Plan:
    """All that can be compared; `defaults` are the countries chosen at first."""

    countries: tuple[Country, ...]
    rows: tuple[Row, ...]
    defaults: tuple[str, ...]


def load_compare(path: Path = CORPUS / "compare" / "rows.toml") -> Plan:
    """Read countries and rows.

    Raises CorpusInvalid naming the entry that breaks the format, HimitsuError "bad_ref".
    """
    data = load_toml(path)
    countries, rows = [], []
    for entry in data.get("country", []):
        with named_entry(path, entry.get("name")):
            checked, notices = _quote(entry["checked"]), _quotes(entry.get("notices", ()))
            countries.append(Country(entry["name"], checked, notices))
    for entry in data.get("row", []):
        with named_entry(path, entry.get("id")):
            rows.append(_row(entry))
    with named_entry(path, "defaults"):
        return Plan(tuple(countries), tuple(rows), tuple(data["defaults"]))


def _row(entry: Mapping[str, Any]) -> Row:
    if entry["kind"] not in (TEXT, *FIGURES):
        raise ValueError(f"kind = {entry['kind']}")
    return Row(
        entry["id"],
        entry["name"],
        entry["group"],
        entry["kind"],
        {country: _quotes(quotes) for country, quotes in entry["cells"].items()},
        tuple(entry.get("names", ())),
        entry.get("note", ""),
        entry.get("main", False),
        entry.get("default", False),
    )


def _quotes(entries: Sequence[Mapping[str, Any]]) -> tuple[Quote, ...]:
    return tuple(_quote(entry) for entry in entries)


def _quote(entry: Mapping[str, Any]) -> Quote:
    if not entry["must"]:
        raise ValueError("must")
    return Quote(Ref.parse(entry["ref"]), entry["must"], entry.get("point", ""), entry.get("none", False))
