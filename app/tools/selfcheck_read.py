"""A self-check read again from its Excel file: everything is checked, what is wrong is named in place."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any, cast

from openpyxl import load_workbook

from app import texts_selfcheck as said
from app.tools.selfcheck import (
    FIRST_DAY,
    LAST_DAY,
    LONGEST,
    Check,
    Mark,
    Status,
    read_day,
    tidy,
)
from app.tools.selfcheck_items import Catalogue
from indexer.errors import HimitsuError

# A file of ours with every field filled to its end is below these, whatever the characters and whoever
# saved it; a zip bomb is not.
LARGEST_FILE, LARGEST_UNPACKED, MOST_PARTS = 4_000_000, 20_000_000, 200
MOST_ROWS, MOST_COLUMNS, HEAD_WITHIN = 2_000, 40, 20
XML = (".xml", ".rels", ".vml")
BY_LABEL: Mapping[str, Status] = {label: cast(Status, code) for code, label in said.STATUS.items()}
FIELDS = {
    said.COLUMN_OWNER: "owner",
    said.COLUMN_NOTE: "note",
    said.COLUMN_EVIDENCE: "evidence",
}


@dataclass(frozen=True)
class Problem:
    """What could not be read: the key of its sentence, the row in Excel's count, the value."""

    key: str
    row: int
    value: str = ""

    @property
    def sentence(self) -> str:
        """What is said of it."""
        return said.PROBLEMS[self.key].format(row=self.row, value=self.value)


@dataclass(frozen=True)
class Reading:
    """A file as read; `lost` holds rows whose id no checklist has: status and text by id."""

    check: Check
    problems: tuple[Problem, ...] = ()
    lost: Mapping[str, tuple[Status, str]] = field(default_factory=dict)


def read_check(data: bytes, catalogue: Catalogue, file: str = "Excel") -> Reading:
    """Read a self-check from the bytes of an Excel file.

    Raises HimitsuError: "selfcheck_large", "selfcheck_file" (no Excel file, or a damaged one),
    "selfcheck_sheet" (no sheet with the columns of a self-check).
    """
    try:
        _guard(data, file)
        book = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
        try:
            return _read(book, catalogue, file)
        finally:
            book.close()
    except HimitsuError:
        raise
    except Exception as error:
        # Whatever a damaged file makes of zlib, zipfile, openpyxl and the XML parser below it.
        raise HimitsuError("selfcheck_file", file=file) from error


def _guard(data: bytes, file: str) -> None:
    """Refuse what is too large, packed or not, and XML that defines entities."""
    limit = LARGEST_FILE // 1_000_000
    if len(data) > LARGEST_FILE:
        raise HimitsuError("selfcheck_large", file=file, limit=limit)
    with zipfile.ZipFile(BytesIO(data)) as packed:
        parts = packed.infolist()
        # An entry never unpacks to more than it says here.
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise HimitsuError("selfcheck_large", file=file, limit=limit)
        for part in parts:
            if part.filename.lower().endswith(XML):
                content = packed.read(part)
                if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\0" in content:
                    raise HimitsuError("selfcheck_file", file=file)


def _read(book: Any, catalogue: Catalogue, file: str) -> Reading:
    place, day, found = "", None, None
    for sheet in book.worksheets:
        rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
        numbered = enumerate(rows, 1)
        columns: dict[str, int] = {}
        for number, row in numbered:
            columns = _columns(row)
            if columns or number >= HEAD_WITHIN:
                break
            place, day = _about(row, place, day)
        if columns and found is None:
            found = _rows(numbered, columns, catalogue)
    if found is None:
        raise HimitsuError("selfcheck_sheet", file=file)
    marks, problems, lost = found
    ordered = {key: marks[key] for key in catalogue.items if key in marks}
    return Reading(Check(ordered, place, day), tuple(problems), lost)


def _columns(row: Iterable[Any]) -> dict[str, int]:
    """Return the places of our columns where this is the head row, else nothing."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        if isinstance(cell.value, str) and cell.value.strip() in said.COLUMNS:
            found.setdefault(cell.value.strip(), at)
    return found if {said.COLUMN_ID, said.COLUMN_STATUS} <= found.keys() else {}


def _about(row: tuple[Any, ...], place: str, day: date | None) -> tuple[str, date | None]:
    """Take the place and the day where a row above the table tells them."""
    told = [cell for cell in row if cell.value is not None]
    if len(told) >= 2 and not _is_formula(told[1]):
        if told[0].value == said.PLACE_FIELD:
            return tidy(_shown(told[1].value), "place"), day
        if told[0].value == said.DAY_FIELD:
            return place, _day(told[1].value)
    return place, day


Found = tuple[dict[str, Mark], list[Problem], dict[str, tuple[Status, str]]]


def _rows(
    rows: Iterator[tuple[int, tuple[Any, ...]]], columns: Mapping[str, int], catalogue: Catalogue
) -> Found:
    marks: dict[str, Mark] = {}
    problems: list[Problem] = []
    lost: dict[str, tuple[Status, str]] = {}
    for number, row in rows:
        if number > MOST_ROWS:
            problems.append(Problem("rows", number - 1))
            break
        cells = {name: row[at] for name, at in columns.items() if at < len(row)}
        values = {name: cell for name, cell in cells.items() if cell.value is not None}
        if not values:
            continue
        key = "" if said.COLUMN_ID not in values else _shown(values[said.COLUMN_ID].value).strip()
        if not key:
            problems.append(Problem("no_id", number))
        elif key in marks or key in lost:
            problems.append(Problem("twice", number, key[:60]))
        else:
            own: list[Problem] = []
            mark = _mark(values, number, own)
            if key in catalogue.items:
                marks[key] = mark
                problems += own
            else:
                problems.append(Problem("unknown", number, key[:60]))
                text = values.get(said.COLUMN_TEXT)
                lost[key] = mark.status, tidy(_shown(text.value) if text else "", "note")
    return marks, problems, lost


def _mark(cells: Mapping[str, Any], number: int, problems: list[Problem]) -> Mark:
    kept = {}
    for name, cell in cells.items():
        if _is_formula(cell):
            if name in (*FIELDS, said.COLUMN_STATUS, said.COLUMN_DUE):
                problems.append(Problem("formula", number, name))
        else:
            kept[name] = cell.value
    told = {field_name: _field(kept.get(name), name, number, problems) for name, field_name in FIELDS.items()}
    status = _status(kept.get(said.COLUMN_STATUS), number, problems)
    return Mark(status=status, due=_due(kept.get(said.COLUMN_DUE), number, problems), **told)


def _status(value: Any, number: int, problems: list[Problem]) -> Status:
    label = unicodedata.normalize("NFKC", _shown(value)).strip()
    if label and label not in BY_LABEL:
        problems.append(Problem("status", number, label[:20]))
    return BY_LABEL.get(label, "")


def _due(value: Any, number: int, problems: list[Problem]) -> date | None:
    day = _day(value)
    if day is None and _shown(value).strip():
        problems.append(Problem("due", number, _shown(value).strip()[:30]))
    return day


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value if FIRST_DAY <= value <= LAST_DAY else None
    return read_day(unicodedata.normalize("NFKC", value)) if isinstance(value, str) else None


def _field(value: Any, name: str, number: int, problems: list[Problem]) -> str:
    text = _shown(value)
    kept = tidy(text, FIELDS[name])
    if len(text.strip()) > LONGEST[FIELDS[name]]:
        problems.append(Problem("long", number, name))
    return kept


def _shown(value: Any) -> str:
    """Return a value of a cell as a person sees it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value)


def _is_formula(cell: Any) -> bool:
    """Whether a cell calculates, or holds what a calculation failed with."""
    return cell.data_type in ("f", "e") or not isinstance(
        cell.value, str | int | float | bool | date | datetime | re.Pattern | None
    )
