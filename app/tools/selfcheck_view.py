"""Which items are shown together: one chapter, or thirty of those that miss most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Literal

from app.tools.selfcheck import NOTHING, OPEN, Check, Mark, by_gap, chapters, overdue
from app.tools.selfcheck_items import Catalogue, Chapter
from indexer.japanese import fold

# No chapter is longer: a page stays quick to draw and to look through.
SHOWN = 30
Order = Literal["chapter", "gap"]
Show = Literal["all", "open", "gaps", "blank", "late"]


@dataclass(frozen=True)
class View:
    """How items are chosen and ordered; `words` must all occur in an item or in what is noted of it."""

    order: Order = "chapter"
    show: Show = "all"
    words: str = ""
    today: date = date.min


@dataclass(frozen=True)
class Page:
    """Items shown together: of one chapter, or (without one) the `first` to the last of `total` by gap."""

    keys: tuple[str, ...]
    chapter: Chapter | None = None
    first: int = 1
    total: int = 0

    @property
    def last(self) -> int:
        """Place of the last item."""
        return self.first + len(self.keys) - 1


def pages(check: Check, catalogue: Catalogue, view: View) -> list[Page]:
    """Return the pages of a view, without empty ones."""
    if view.order == "gap":
        return _by_gap(check, catalogue, view)
    found = []
    for chapter in chapters(check, catalogue):
        keys = tuple(key for key in chapter.keys if _chosen(check, catalogue, view, key))
        found += [Page(part, chapter) for part in _parts(keys)]
    return found


def _by_gap(check: Check, catalogue: Catalogue, view: View) -> list[Page]:
    keys = tuple(key for key in by_gap(check) if _chosen(check, catalogue, view, key))
    return [Page(part, None, 1 + at * SHOWN, len(keys)) for at, part in enumerate(_parts(keys))]


def _parts(keys: tuple[str, ...]) -> list[tuple[str, ...]]:
    left = iter(keys)
    return list(iter(lambda: tuple(islice(left, SHOWN)), ()))


def _chosen(check: Check, catalogue: Catalogue, view: View, key: str) -> bool:
    mark = check.marks.get(key, NOTHING)
    told = fold(" ".join((catalogue.items[key].text, mark.owner, mark.note, mark.evidence)))
    return _shown(mark, view) and all(word in told for word in fold(view.words).split())


def _shown(mark: Mark, view: View) -> bool:
    match view.show:
        case "open":
            return mark.status in OPEN
        case "gaps":
            return mark.status in ("todo", "part")
        case "blank":
            return not mark.status
        case "late":
            return overdue(mark, view.today)
        case _:
            return True
