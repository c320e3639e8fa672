"""Questions with four options: which are sound, and how they are written out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from app import texts
from app.cited import Sources
from app.tools.seminar import Confusion, Question
from app.tools.seminar_data import QuizRef
from app.tools.seminar_figures import figures, holds
from app.tools.seminar_quote import Quoter, row_text
from indexer.errors import HimitsuError

OPTIONS = 4


def borne_out(quiz: QuizRef, sources: Sources) -> bool:
    """Whether the index in use bears a question out; a section that it lacks does not."""
    try:
        return sound(quiz, sources)
    except HimitsuError:
        return False


def sound(quiz: QuizRef, sources: Sources) -> bool:
    """Whether one option alone stands in the cited sentence, and each other one in a sentence of its own."""
    said = sources.says(quiz.ref)
    options = [quiz.right, *(wrong.text for wrong in quiz.wrong)]
    return (
        len(options) == OPTIONS == len({_worth(option) for option in options})
        and texts.UNCONFIRMED_MARK not in said
        and holds(said, quiz.right)
        and not any(holds(said, wrong.text) for wrong in quiz.wrong)
        and all(holds(sources.says(wrong.ref), wrong.text) for wrong in quiz.wrong)
    )


def _worth(option: str) -> str:
    """What an option amounts to: 2000万円 and 2,000万円 are one."""
    found = figures(option)
    alone = len(found) == 1 and found[0].text == option
    return f"{found[0].kind}:{found[0].worth}" if alone else option


def positions(count: int, seed: str) -> list[int]:
    """Return where the right option stands in each of `count` questions: each place as often."""
    places = sorted(range(OPTIONS), key=lambda place: drawn(seed, f"place{place}"))
    even = [places[at % OPTIONS] for at in range(count)]
    order = sorted(range(count), key=lambda at: drawn(seed, f"at{at}"))
    return [even[at] for at in order]


def drawn(seed: str, name: str) -> str:
    """Return a value to sort by that only the seed and the name decide."""
    return hashlib.sha256(f"{seed}|{name}".encode()).hexdigest()


def questions(chosen: Iterable[QuizRef], quoter: Quoter, seed: str) -> tuple[Question, ...]:
    """Write questions out, the right options at balanced places."""
    chosen = list(chosen)
    return tuple(
        _question(quiz, place, quoter, seed)
        for quiz, place in zip(chosen, positions(len(chosen), seed), strict=True)
    )


def _question(quiz: QuizRef, place: int, quoter: Quoter, seed: str) -> Question:
    wrong = sorted(quiz.wrong, key=lambda one: drawn(seed, f"{quiz.id}{one.text}"))
    entries = [(one.text, one.ref) for one in wrong]
    entries.insert(place, (quiz.right, quiz.ref))
    return Question(
        quiz.id,
        quiz.ask,
        tuple(row_text(text) for text, _ in entries),
        place,
        quoter.said(quiz.ref),
        tuple(Confusion(one.text, quoter.said(one.ref)) for one in wrong),
        tuple(ref for _, ref in entries),
    )
