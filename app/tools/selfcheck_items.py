"""The checklists as they are gone through: items by key, in chapters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

from app.cited import Ref
from indexer.catalog import CORPUS, load_toml, named_entry
from indexer.checklists import Item, load_items
from indexer.errors import HimitsuError


@dataclass(frozen=True)
class Chapter:
    """Items that stand together; `title` is their checklist's, `name` the chapter's own."""

    checklist: str
    title: str
    name: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Prefix:
    """Names the chapter of items whose id begins so, in a checklist without groups."""

    checklist: str
    prefix: str
    name: str
    section: Ref


@dataclass(frozen=True)
class Catalogue:
    """All items by key (`checklist/id`) and the chapters, in the order of the corpus files."""

    items: Mapping[str, Item]
    chapters: tuple[Chapter, ...]

    @cached_property
    def chapter_of(self) -> Mapping[str, Chapter]:
        """The chapter of each item."""
        return {key: chapter for chapter in self.chapters for key in chapter.keys}

    @cached_property
    def checklists(self) -> Mapping[str, str]:
        """Titles of the checklists by id."""
        return {item.checklist: item.title for item in self.items.values()}

    def keys_of(self, checklists: Iterable[str]) -> tuple[str, ...]:
        """Return the items of some checklists in order.

        Raises HimitsuError "selfcheck_checklist" for one that does not exist.
        """
        wanted = tuple(checklists)
        for name in wanted:
            if name not in self.checklists:
                raise HimitsuError("selfcheck_checklist", name=name, known="、".join(self.checklists))
        return tuple(key for key, item in self.items.items() if item.checklist in wanted)


def key_of(item: Item) -> str:
    """Return the key of an item; an id alone is unique only in its checklist."""
    return f"{item.checklist}/{item.id}"


def load_prefixes(path: Path = CORPUS / "selfcheck" / "chapters.toml") -> list[Prefix]:
    """Read the chapters of checklists without groups. Raises CorpusInvalid."""
    found = []
    for row in load_toml(path).get("chapter", []):
        with named_entry(path, row.get("name")):
            ref = Ref.parse(row["section"])
            found.append(Prefix(row["checklist"], row["prefix"], row["name"], ref))
    return found


def load_catalogue(corpus: Path = CORPUS) -> Catalogue:
    """Read checklists and chapters. Raises CorpusInvalid naming the entry that breaks the format."""
    items = {key_of(item): item for item in load_items(corpus / "checklists")}
    prefixes = load_prefixes(corpus / "selfcheck" / "chapters.toml")
    places = {key: (item.checklist, _name(item, prefixes)) for key, item in items.items()}
    # A group of a grid comes back in every row of it: the chapter is the group.
    order = {place: at for at, place in enumerate(dict.fromkeys(places.values()))}
    ordered = sorted(items, key=lambda key: order[places[key]])
    chapters = [
        Chapter(checklist, items[keys[0]].title, name, tuple(keys))
        for (checklist, name), group in groupby(ordered, key=places.__getitem__)
        if (keys := list(group))
    ]
    return Catalogue({key: items[key] for key in ordered}, tuple(chapters))


def _name(item: Item, prefixes: Iterable[Prefix]) -> str:
    """Return the name of an item's chapter."""
    named = (p.name for p in prefixes if p.checklist == item.checklist and item.id.startswith(p.prefix))
    return item.group or next(named, item.title)
