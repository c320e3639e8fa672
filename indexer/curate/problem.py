"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Problem:
    """A finding: where it is, and the key of its sentence with what it concerns.

    A notice asks for a look (an edition past its date), an error must be mended.
    """

    file: str
    place: str
    key: str
    what: str = ""
    level: Literal["error", "notice"] = "error"
