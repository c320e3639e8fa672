"""Does the corpus answer this question at all? A refusal is better than a stretched passage."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from app.asked import fits, kinds
from app.retrieve import Hit, Query, Searcher

MODEL = Path(__file__).with_name("confidence.json")
LOOKED_AT = 3


@dataclass(frozen=True)
class Signals:
    """What tells an answerable question from another one; all roughly in 0..1."""

    score: float
    words: float
    expected: float
    vector: float
    expected_vector: float
    cover: float
    heading: float
    sentence: float
    own: float
    unknown: float
    asked: float
    unfit: float


SIGNALS = tuple(f.name for f in fields(Signals))


def signals(searcher: Searcher, query: Query, hits: Sequence[Hit]) -> Signals:
    """Measure the signals of a question over its best passages."""
    top = hits[:LOOKED_AT]
    best = {name: max((getattr(h.evidence, name) for h in top), default=0.0) for name in
            ("words", "expected", "vector", "expected_vector", "cover", "heading", "sentence")}
    idf = {word: searcher.index.lexical.idf(word) for word in query.own}
    rarest = searcher.index.lexical.idf("\0")
    total = sum(idf.values()) or 1.0
    asked = kinds(query.text)
    fit = max((fits(asked, h.passage.text) for h in top), default=0.0)
    return Signals(
        score=top[0].score if top else 0.0,
        **best,
        own=min(1.0, len(query.own) / 12),
        unknown=sum(v for v in idf.values() if v >= rarest - 1e-6) / total,
        asked=float(bool(asked)),
        unfit=float(bool(asked)) * (1 - fit),
    )


def confidence(found: Signals, model: dict[str, float] | None = None) -> float:
    """Probability that the corpus answers: a logistic regression learnt by `python -m eval.refuse`."""
    weights = model or load_model()["weights"]
    total = weights["bias"] + sum(weights[n] * v for n, v in zip(SIGNALS, astuple(found), strict=True))
    return 1 / (1 + math.exp(-total))


def load_model() -> dict[str, dict[str, float]]:
    """Read the learnt weights and thresholds."""
    loaded: dict[str, dict[str, float]] = json.loads(MODEL.read_text("utf-8"))
    return loaded
