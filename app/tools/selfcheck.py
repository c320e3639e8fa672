"""A self-check: what is marked on each item, how far it has come, what is missing most."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, get_args

from app.tools.selfcheck_items import Catalogue, Chapter

Status = Literal["", "done", "part", "todo", "none"]
STATUSES: tuple[Status, ...] = get_args(Status)
# What is missing most comes first: not done, partly done, not answered.
GAP = {"todo": 0, "part": 1, "": 2, "done": 3, "none": 4}
OPEN: tuple[Status, ...] = ("todo", "part", "")
# Characters; what is longer is cut, and the reader of a file says so.
LONGEST = {"owner": 60, "note": 1000, "evidence": 300, "place": 100}
# XML carries none of these, and Excel keeps every other character.
FORBIDDEN = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


@dataclass(frozen=True)
class Mark:
    """What is said of one item; `status` is "" where nothing was marked yet."""

    status: Status = ""
    owner: str = ""
    due: date | None = None
    note: str = ""
    evidence: str = ""


NOTHING = Mark()


@dataclass(frozen=True)
class Check:
    """A self-check of one site: its marks by item key, in order; `day` is when it was saved."""

    marks: Mapping[str, Mark]
    place: str = ""
    day: date | None = None

    def only(self, keys: Iterable[str]) -> Check:
        """Return it with exactly these items, those not marked yet among them."""
        return replace(self, marks={key: self.marks.get(key, NOTHING) for key in keys})


@dataclass(frozen=True)
class Tally:
    """How many items stand where. What does not apply is not counted in `counted`."""

    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def counted(self) -> int:
        """Items that apply: the denominator."""
        return sum(number for status, number in self.counts.items() if status != "none")

    def of(self, status: Status) -> int:
        """Return how many items stand so."""
        return self.counts.get(status, 0)

    @property
    def open(self) -> int:
        """Items still to be done, in whole or in part, or not answered."""
        return sum(map(self.of, OPEN))

    def share(self, status: Status) -> float:
        """Return the share of what applies, 0 to 1; 0 where nothing applies."""
        return self.of(status) / self.counted if self.counted else 0.0


def tidy(text: str, field_name: str) -> str:
    """Return a field's text as it is kept: no control characters, one kind of line end, not too long."""
    text = FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.strip()[: LONGEST[field_name]].strip()


def new_check(catalogue: Catalogue, checklists: Sequence[str], place: str = "") -> Check:
    """Return an empty self-check. Raises HimitsuError "selfcheck_checklist"."""
    return Check({}, tidy(place, "place")).only(catalogue.keys_of(checklists))


def joined(check: Check, catalogue: Catalogue, checklists: Sequence[str]) -> Check:
    """Return it with all items of some checklists, and of those that already say something.

    Raises HimitsuError "selfcheck_checklist".
    """
    said = {catalogue.items[key].checklist for key, mark in check.marks.items() if mark != NOTHING}
    return check.only(catalogue.keys_of([*checklists, *sorted(said)]))


def tally(check: Check, keys: Iterable[str] | None = None) -> Tally:
    """Count items by status: these, or all."""
    counts: dict[str, int] = {}
    for key in check.marks if keys is None else keys:
        status = check.marks.get(key, NOTHING).status
        counts[status] = counts.get(status, 0) + 1
    return Tally(counts)


def chapters(check: Check, catalogue: Catalogue) -> list[Chapter]:
    """Return the chapters that the self-check holds items of, with those items alone."""
    kept = [
        replace(chapter, keys=tuple(key for key in chapter.keys if key in check.marks))
        for chapter in catalogue.chapters
    ]
    return [chapter for chapter in kept if chapter.keys]


def by_gap(check: Check, keys: Iterable[str] | None = None) -> list[str]:
    """Return items with what is missing most first; otherwise they keep their order."""
    chosen = list(check.marks if keys is None else keys)
    return sorted(chosen, key=lambda key: GAP[check.marks.get(key, NOTHING).status])


def overdue(mark: Mark, today: date) -> bool:
    """Whether an item that is not finished is past its day."""
    return mark.due is not None and mark.due < today and mark.status in OPEN


def to_plain(check: Check) -> dict[str, Any]:
    """Return a self-check as plain data for JSON."""
    return {
        "place": check.place,
        "day": check.day.isoformat() if check.day else "",
        "marks": {key: _plain(mark) for key, mark in check.marks.items()},
    }


def from_plain(data: object, catalogue: Catalogue) -> Check:
    """Read `to_plain` again. Whatever is not of its form counts as not marked; strange items are left out."""
    table = data if isinstance(data, dict) else {}
    rows = table.get("marks")
    rows = rows if isinstance(rows, dict) else {}
    marks = {key: _mark(rows[key]) for key in catalogue.items if key in rows}
    return Check(marks, tidy(_text(table.get("place")), "place"), read_day(_text(table.get("day"))))


def read_day(text: str) -> date | None:
    """Read a day as a browser or a person writes it (2026-12-01, 2026/12/1, 2026年12月1日)."""
    found = re.fullmatch(r"\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\s*", text)
    if not found:
        return None
    try:
        day = date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def _plain(mark: Mark) -> dict[str, str]:
    return {
        "status": mark.status,
        "owner": mark.owner,
        "due": mark.due.isoformat() if mark.due else "",
        "note": mark.note,
        "evidence": mark.evidence,
    }


def _mark(row: object) -> Mark:
    told = row if isinstance(row, dict) else {}
    status = _text(told.get("status"))
    return Mark(
        status if status in STATUSES else "",
        tidy(_text(told.get("owner")), "owner"),
        read_day(_text(told.get("due"))),
        tidy(_text(told.get("note")), "note"),
        tidy(_text(told.get("evidence")), "evidence"),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
