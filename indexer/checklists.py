"""Checklists and consultation desks: read from `corpus/checklists/*.toml` and `corpus/desks.toml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.catalog import CORPUS, load_toml, named_entry


@dataclass(frozen=True)
class Item:
    """A checklist item tied to a section of a document.

    `group` and `aspect` are its row and column where the checklist is a grid (退職時 × デバイス),
    `owner` the department responsible; empty where the checklist has none.
    """

    checklist: str
    title: str
    document: str
    id: str
    text: str
    section: str
    keywords: tuple[str, ...]
    group: str = ""
    aspect: str = ""
    owner: str = ""


@dataclass(frozen=True)
class Desk:
    """A consultation desk; `topics` are words of the questions it is for, `hours` when it answers."""

    id: str
    name: str
    contact: str
    purpose: str
    topics: tuple[str, ...]
    checked: str
    document: str
    section: str
    hours: str = ""
    default: bool = False

    @property
    def reach(self) -> str:
        """How and when to reach it, as shown."""
        return f"{self.contact}（{self.hours}）" if self.hours else self.contact


def load_items(folder: Path = CORPUS / "checklists") -> list[Item]:
    """Read every checklist file. Raises CorpusInvalid naming the item that breaks the format."""
    return [item for path in sorted(folder.glob("*.toml")) for item in _items(path)]


def _items(path: Path) -> Iterator[Item]:
    data = load_toml(path)
    for row in data.get("item", []):
        with named_entry(path, row.get("id")):
            yield Item(
                checklist=data["id"],
                title=data["title"],
                document=row.get("document", data["document"]),
                id=row["id"],
                text=row["text"],
                section=row["section"],
                keywords=tuple(row["keywords"]),
                group=row.get("group", ""),
                aspect=row.get("aspect", ""),
                owner=row.get("owner", ""),
            )


def load_desks(path: Path = CORPUS / "desks.toml") -> list[Desk]:
    """Read the desks. Raises CorpusInvalid naming the desk that breaks the format."""
    found = []
    for row in load_toml(path).get("desk", []):
        with named_entry(path, row.get("id")):
            found.append(
                Desk(
                    id=row["id"],
                    name=row["name"],
                    contact=row["contact"],
                    purpose=row["for"],
                    topics=tuple(row["topics"]),
                    checked=row["checked"],
                    document=row["document"],
                    section=row["section"],
                    hours=row.get("hours", ""),
                    default=row.get("default", False),
                )
            )
    return found
