"""The largest self-check there can be: every item, every field filled to its end."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date

from app.tools.selfcheck import LAST_DAY, LONGEST, Check, Mark
from app.tools.selfcheck_items import Catalogue

# What packs worst: characters drawn evenly, of three and four bytes, and those that XML writes longer.
LETTERS: dict[str, Sequence[str]] = {
    "漢字": [chr(code) for code in range(0x4E00, 0x9FA0)],
    "beyond": [chr(code) for code in range(0x20000, 0x2A6D0)],
    "escaped": ["&", "<", ">", '"'],
}


def fullest(catalogue: Catalogue, letters: str, day: date) -> Check:
    """Return a self-check with nothing left to write, the same at every call."""
    drawn = random.Random(5)  # noqa: S311

    def text(field: str) -> str:
        return "".join(drawn.choices(LETTERS[letters], k=LONGEST[field]))

    marks = {
        key: Mark("part", text("owner"), LAST_DAY, text("note"), text("evidence")) for key in catalogue.items
    }
    return Check(marks, text("place"), day)
