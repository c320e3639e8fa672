"""Does the corpus answer this question at all? A refusal is better than a stretched passage."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np

from app.asked import fits, kinds
from app.retrieve import Hit, Query, Searcher
from indexer.japanese import nouns

MODEL = Path(__file__).with_name("confidence.json")
LOOKED_AT = 3
# A noun that the lexicon translates counts as held this much.
SYNONYM_HELD = 0.8


@dataclass(frozen=True)
class Signals:
    """What tells an answerable question from another one; all roughly in 0..1.

    `held` is the share of the question's nouns, by idf, that the best passage holds or holds
    something like; `weakest` the least held noun; `name_missing` tells a name the passage lacks;
    `unfit` an asked kind (an amount, a date, a telephone number) that no good passage has.
    """

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
    held: float
    weakest: float
    name_missing: float
    typed_sentence: float
    typed_expected: float
    best_sentence: float
    margin: float
    expected_both: float
    nouns_sentence: float


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
    held, weakest, name_missing = _held(searcher, query, top)
    return Signals(
        score=top[0].score if top else 0.0,
        **best,
        own=min(1.0, len(query.own) / 12),
        unknown=sum(v for v in idf.values() if v >= rarest - 1e-6) / total,
        asked=float(bool(asked)),
        unfit=float(bool(asked)) * (1 - fit),
        held=held,
        weakest=weakest,
        name_missing=name_missing,
        **_typed(searcher, query, hits, asked),
        margin=(top[0].score - top[-1].score) if top else 0.0,
    )


def _typed(searcher, query, hits, asked):
    best = typed = nouns_best = 0.0
    qn = set(nouns(query.text))
    idf = searcher.index.lexical.idf
    total = sum(idf(w) for w in qn) or 1
    for hit in hits:
        head = searcher._head(hit.row)
        for sentence, words in searcher.sentences(hit.row):
            c = searcher.coverage(query, words | head)
            best = max(best, c)
            nouns_best = max(nouns_best, sum(idf(w) for w in qn if w in words or w in head) / total)
            if asked and fits(asked, hit.passage.quote(sentence)) == 1:
                typed = max(typed, c)
    names = {k.name for k in asked}
    both = same = 0.0
    rough = searcher.rough_asked(query)
    for at in np.argsort(-rough)[:40]:
        text = searcher.expected_text(int(at))
        c = searcher.coverage(query, frozenset(searcher.lexicon.tokens(text)))
        both = max(both, (rough[at] + c) / 2)
        if asked and names <= {k.name for k in kinds(text)}:
            same = max(same, (rough[at] + c) / 2)
    return {"typed_sentence": typed, "typed_expected": float(same), "best_sentence": best, "expected_both": float(both), "nouns_sentence": nouns_best}


def _held(searcher: Searcher, query: Query, top: Sequence[Hit]) -> tuple[float, float, float]:
    """How well the best passage holds the question's nouns: mean, least, and a missing name."""
    found = nouns(query.text)
    if not found or not top:
        return 1.0, 1.0, 0.0
    words = list(found)
    vectors = searcher.embedder.queries(words)
    idf = np.array([searcher.index.lexical.idf(word) for word in words])
    best = np.zeros(len(words))
    missing = 1.0
    for hit in top:
        inside = searcher.words(hit.row)
        near = np.clip(vectors @ searcher.word_vectors(hit.row).T, 0, 1).max(axis=1)
        near = np.where([word in inside for word in words], 1.0, near)
        best = np.maximum(best, near)
        lacks = any(found[word] and word not in inside for word in words)
        missing = min(missing, float(lacks))
    for synonym in searcher.lexicon.matches(query.text):
        for at, word in enumerate(words):
            if any(word in searcher.lexicon.tokens(source) for source in synonym.source):
                best[at] = max(best[at], SYNONYM_HELD)
    return float((best * idf).sum() / (idf.sum() or 1)), float(best.min()), missing


def confidence(found: Signals, model: dict[str, float] | None = None) -> float:
    """Probability that the corpus answers: a logistic regression learnt by `python -m eval.refuse`."""
    weights = model or load_model()["weights"]
    total = weights["bias"] + sum(weights[n] * v for n, v in zip(SIGNALS, astuple(found), strict=True))
    return 1 / (1 + math.exp(-total))


def load_model() -> dict[str, dict[str, float]]:
    """Read the learnt weights and thresholds."""
    loaded: dict[str, dict[str, float]] = json.loads(MODEL.read_text("utf-8"))
    return loaded
