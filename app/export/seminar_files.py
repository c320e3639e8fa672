"""The three files of a seminar, by ending."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from app.export.seminar_handout import to_handout, to_quiz
from app.export.seminar_slides import to_slides
from app.tools.seminar import Seminar

ENDINGS = ("pptx", "docx", "csv")


def makers(seminar: Seminar, day: date) -> dict[str, Callable[[], bytes]]:
    """Return what makes each file."""
    return {
        "pptx": lambda: to_slides(seminar, day),
        "docx": lambda: to_handout(seminar, day),
        "csv": lambda: to_quiz(seminar),
    }
