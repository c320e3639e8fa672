"""Questions that put a premise: is a false one corrected, and is a true one left alone?"""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from app import texts
from app.model import Answer
from eval.questions import Question, holds

# A correction that comes later is read by few.
AT_ONCE = 2


def notice(answer: Answer) -> str:
    """Return what an answer says against the question's premise, besides its claims; "" where nothing.

    That a premise is to be checked is said of every one.
    """
    return "" if answer.premise == texts.PREMISE_CHECK else answer.premise


def corrected(answer: Answer, question: Question) -> bool:
    """Whether the answer holds every correcting fact."""
    return _holds(answer, question, len(answer.claims))


def corrected_at_once(answer: Answer, question: Question) -> bool:
    """Whether the notice and the first AT_ONCE sentences hold every correcting fact."""
    return _holds(answer, question, AT_ONCE)


def left_alone(answer: Answer) -> bool:
    """Whether the answer does not call the premise wrong."""
    return not notice(answer)


def _holds(answer: Answer, question: Question, sentences: int) -> bool:
    told = [notice(answer), *(claim.text for claim in answer.claims[:sentences])]
    return holds("\n".join(told), question.facts) == 1.0


def values(answered: Sequence[tuple[Question, Answer]]) -> dict[str, list[float]]:
    """Return the judgements of each question: false premises by correction, true ones by peace."""
    false = [(q, a) for q, a in answered if q.kind == "false"]
    true = [(q, a) for q, a in answered if q.kind == "true"]
    return {
        "corrected": [float(corrected(a, q)) for q, a in false],
        "corrected at once": [float(corrected_at_once(a, q)) for q, a in false],
        "noticed": [float(not left_alone(a)) for _, a in false],
        "true left alone": [float(left_alone(a)) for _, a in true],
        "true facts": [float(corrected(a, q)) for q, a in true],
    }


def summary(answered: Sequence[tuple[Question, Answer]]) -> dict[str, float]:
    """Return the shares over the questions that each is asked of."""
    return {name: statistics.fmean(found) for name, found in values(answered).items() if found}
