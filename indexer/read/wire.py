"""Readings as JSON lines between the child that parses and the parent that asked.

JSON, because the child has handled hostile bytes: unpickling what it says would hand them the
parent. One object a line: `{"page": 12}` on the way, then one `reading` or one `unreadable`.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from indexer.errors import Unreadable
from indexer.read.reading import Heading, Page, Reading


def page_line(number: int) -> str:
    """Say that page `number` (1-based) is being read, so that a crash can be placed."""
    return json.dumps({"page": number})


def reading_line(reading: Reading) -> str:
    """Say how it ended: well. Not escaped to ASCII, which would be six bytes a character."""
    return json.dumps({"reading": asdict(reading)}, ensure_ascii=False)


def unreadable_line(error: Unreadable) -> str:
    """Say how it ended: with a reason. Values must be strings or numbers."""
    return json.dumps({"unreadable": {"key": error.key, "values": error.values}})


def outcome(output: str) -> Reading | int:
    """Return the reading in a child's output, or the last page it began when it has none.

    Raises the `Unreadable` the child reported. A last line cut short by a kill counts as absent.
    """
    page = 0
    for line in output.strip("\n").split("\n"):
        try:
            message = json.loads(line)
        except json.JSONDecodeError:
            break
        if "unreadable" in message:
            raise Unreadable(message["unreadable"]["key"], **message["unreadable"]["values"])
        if "reading" in message:
            return _reading(message["reading"])
        page = int(message["page"])
    return page


def _reading(data: dict[str, Any]) -> Reading:
    return Reading(
        pages=tuple(Page(**page) for page in data["pages"]),
        headings=tuple(Heading(**heading) for heading in data["headings"]),
        title=data["title"],
        warnings=tuple((key, dict(values)) for key, values in data["warnings"]),
    )
