"""The questions answered worst, and why: read off what was ranked, chosen and held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.engine import Engine
from eval.answers import DEPTH, Outcome, declines, right_results
from eval.questions import holds, is_right
from eval.rankers import DEPTH as DEEP

SHOWN = 20


@dataclass(frozen=True)
class Failure:
    """A question answered badly. `reason` is a key of the report's texts, `rank` 0 for not found.

    Reasons: "refused", "answered" (though nothing in the corpus answers), "absent" (the right section
    is not among the candidates), "ranked" (it is, below those quoted), "unchosen" (it was quoted, but
    not the sentence with the fact), "elsewhere" (it holds not all facts itself), "late" (every fact is
    there, but the right section does not lead).
    """

    id: str
    group: str
    style: str
    question: str
    quality: float
    reason: str
    rank: int
    facts: float
    confidence: float


def quality(outcome: Outcome) -> float:
    """Return how good an answer is, in 0..1: facts and reciprocal rank in equal parts.

    Of a question that the corpus does not answer: 1 for declining, else the doubt that remained.
    """
    if outcome.question.answerable:
        return (outcome.facts + outcome.ranking["RR@10"]) / 2
    return 1.0 if declines(outcome) else 1 - outcome.confidence


def worst(engine: Engine, outcomes: Sequence[Outcome], count: int = SHOWN) -> list[Failure]:
    """Return the failures of the worst outcomes, worst first; a perfect one is none."""
    bad = sorted((o for o in outcomes if quality(o) < 1), key=lambda o: (quality(o), o.question.id))
    return [failure(engine, outcome) for outcome in bad[:count]]


def failure(engine: Engine, outcome: Outcome) -> Failure:
    """Find out why an outcome is bad."""
    rank = outcome.rank or _deep_rank(engine, outcome)
    q = outcome.question
    told = (quality(outcome), _reason(engine, outcome, rank), rank, outcome.facts, outcome.confidence)
    return Failure(q.id, q.group, q.style, q.question, *told)


def _reason(engine: Engine, outcome: Outcome, rank: int) -> str:
    if not outcome.question.answerable:
        return "answered"
    if outcome.refused:
        return "refused"
    if rank == 0:
        return "absent"
    if outcome.facts == 1.0:
        return "late"
    quoted = _right_quoted(engine, outcome)
    if not quoted:
        return "ranked"
    return "unchosen" if holds("\n".join(quoted), outcome.question.facts) == 1.0 else "elsewhere"


def _deep_rank(engine: Engine, outcome: Outcome) -> int:
    """Rank of the right section among all candidates, where it is not among the first DEPTH."""
    found = engine.searcher
    hits = found.search(found.query(outcome.question.question), DEEP)
    right = set(right_results(engine.index, outcome.question))
    return next((at for at, hit in enumerate(hits, 1) if at > DEPTH and hit.passage.id in right), 0)


def _right_quoted(engine: Engine, outcome: Outcome) -> list[str]:
    quoted = {citation.passage_id for citation in outcome.answer.citations}
    return [p.text for p in engine.index.passages if p.id in quoted and is_right(p, outcome.question)]


def ceiling(engine: Engine, outcomes: Sequence[Outcome]) -> float:
    """Share of the answerable questions whose right passages hold all facts, whole.

    No answer made of quotations from gold sections can hold more.
    """
    yes = [o.question for o in outcomes if o.question.answerable]
    whole = ["\n".join(p.text for p in engine.index.passages if is_right(p, q)) for q in yes]
    return sum(holds(text, q.facts) == 1.0 for text, q in zip(whole, yes, strict=True)) / max(1, len(yes))
