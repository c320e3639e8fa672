"""What fits into the minutes of a seminar: slides, cases, questions."""

from __future__ import annotations

from dataclasses import dataclass

from app.tools.seminar import Part
from indexer.errors import HimitsuError

SHORTEST, LONGEST = 15, 120
QUESTIONS = 10
# Minutes to speak of one slide: what is planned, and the most that is filled before discussion gets the rest.
PER_SLIDE, MOST_PER_SLIDE = 2.5, 4.0
# From so many minutes on: opening, wrap-up, questions asked in class (a minute each), cases, minutes of one.
PLANS = (
    (15, 1, 2, 3, 0, 0),
    (25, 2, 3, 4, 1, 7),
    (45, 3, 4, 5, 1, 10),
    (60, 3, 5, 10, 1, 12),
    (90, 5, 5, 10, 2, 15),
    (110, 5, 10, 10, 2, 15),
)


@dataclass(frozen=True)
class Room:
    """How much of each fits, and the minutes left to speak of the slides."""

    opening: int
    closing: int
    questions: int
    cases: int
    per_case: int
    speaking: int

    @property
    def slides(self) -> int:
        """How many slides the speaking minutes carry."""
        return round(self.speaking / PER_SLIDE)


def room(minutes: int, cases: int, questions: int) -> Room:
    """Return what fits, given how many cases and questions there are.

    Raises HimitsuError "seminar_minutes".
    """
    if not SHORTEST <= minutes <= LONGEST:
        raise HimitsuError("seminar_minutes", minutes=minutes, shortest=SHORTEST, longest=LONGEST)
    _, opening, closing, asked, wanted, per_case = max(plan for plan in PLANS if plan[0] <= minutes)
    asked, held = min(asked, questions), min(wanted, cases)
    speaking = minutes - opening - closing - asked - held * per_case
    return Room(opening, closing, asked, held, per_case, speaking)


def parts(fits: Room, slides: int) -> tuple[tuple[Part, ...], float]:
    """Return the parts, whose minutes add up, and the minutes of one slide.

    Where there are fewer slides than would fill the time, the rest of it goes to questions and talk.
    """
    speaking = min(fits.speaking, round(slides * MOST_PER_SLIDE))
    found = (
        Part("opening", fits.opening),
        Part("slides", speaking, slides),
        Part("case", fits.cases * fits.per_case, fits.cases),
        Part("quiz", fits.questions, fits.questions),
        Part("closing", fits.closing + fits.speaking - speaking),
    )
    return tuple(part for part in found if part.minutes), round(speaking / slides * 2) / 2
