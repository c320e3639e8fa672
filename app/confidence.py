"""Does the corpus answer this question at all? A refusal is better than a stretched passage.

Near the subject nearly every question finds some similar passage, so that no single score tells.
Four kinds of signal together do: how well the best passages hold the question's words, which words they
lack (a vector: 料金 and カナダ lack otherwise than 上司 and フォルダ), what the question is about (a vector),
and how near it is to questions that the corpus answers and to others that it does not (`beyond`).
Boosted trees learnt on both kinds of question weigh them: `python -m eval.refuse`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Sequence
from dataclasses import astuple, dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.asked import KINDS, Kind, fits, kinds
from app.hit import Hit
from app.query import Query
from app.retrieve import YEAR_TOKEN, Searcher
from app.trees import Trees, load_trees
from indexer.embed import EMBEDDED
from indexer.japanese import nouns

MODEL = Path(__file__).with_name("confidence.json")
LOOKED_AT = 3
# A noun that the lexicon translates counts as held this much.
SYNONYM_HELD = 0.8
# Expected questions compared in full with the user's; the best is always among them.
COMPARED = 40
# A sentence's score reaches about this much, so that it weighs like the other signals.
BEST_SCALE = 10.0
# Nearest questions compared: one alone may be near by chance.
NEAREST = ((1, 3, 10), (1, 5, 20))
# Scale of the summed idf of missing words, so that their vector weighs like the question's.
MISSING_SCALE = 10.0
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Signals:
    """What tells an answerable question from another one; most roughly in 0..1.

    `sentence` is the score of the best sentence (see `select`); `near` and `said` are the passages' (see
    `hit`); `held` is the share of the question's nouns, by idf, that the best passages hold or hold
    something like; `weakest` the least held noun; `typed` the words shared with the best
    sentence that holds what is asked for (an amount, a date ...); `expected_typed` the best
    expected question that asks for the same kind of thing; `place` and `name` tell a place or
    another proper name that no good passage holds, `year` such a year.
    """

    score: float
    sentence: float
    near: float
    said: float
    expected: float
    similar: float
    cover: float
    nouns: float
    own: float
    unknown: float
    held: float
    weakest: float
    asked: float
    typed: float
    expected_typed: float
    margin: float
    place: float
    name: float
    year: float


SIGNALS = tuple(f.name for f in fields(Signals))
PLACE = SIGNALS.index("place")
KIND_NAMES = (*(kind.name for kind in KINDS), "count")


def signals(searcher: Searcher, query: Query, hits: Sequence[Hit], best: float) -> Signals:
    """Measure the signals of a question over its best passages."""
    top = hits[:LOOKED_AT]
    idf = {word: searcher.index.lexical.idf(word) for word in query.own}
    rarest = searcher.index.lexical.idf("\0")
    asked = query.asked
    held, weakest, place, name = _held(searcher, query, top)
    noun_cover, typed = _sentences(searcher, query, hits, asked)
    similar, expected_typed = _expected(searcher, query, asked)
    return Signals(
        score=top[0].score if top else 0.0,
        sentence=best / BEST_SCALE,
        near=max((h.evidence.near for h in top), default=0.0),
        said=max((h.evidence.said for h in top), default=0.0),
        expected=max((h.evidence.expected for h in top), default=0.0),
        similar=similar,
        cover=max((h.evidence.cover for h in top), default=0.0),
        nouns=noun_cover,
        own=min(1.0, len(query.own) / 12),
        unknown=sum(v for v in idf.values() if v >= rarest - 1e-6) / (sum(idf.values()) or 1.0),
        held=held,
        weakest=weakest,
        asked=float(bool(asked)),
        typed=typed,
        expected_typed=expected_typed,
        margin=top[0].score - top[-1].score if top else 0.0,
        place=place,
        name=name,
        year=_year_lacking(searcher, query, top),
    )


def _held(searcher: Searcher, query: Query, top: Sequence[Hit]) -> tuple[float, float, float, float]:
    """How well the passages hold the nouns: by idf, the least held, a lacking place, a lacking name."""
    kinds_of = nouns(query.text)
    words = list(kinds_of)
    if not words or not top:
        return 1.0, 1.0, 0.0, 0.0
    vectors = searcher.embedder.queries(words)
    idf = np.array([searcher.index.lexical.idf(word) for word in words])
    best = np.zeros(len(words))
    for row in {row for hit in top for row in (hit.row, hit.by)}:
        inside = searcher.words(row)
        near = np.clip(vectors @ searcher.word_vectors(row).T, 0, 1).max(axis=1)
        best = np.maximum(best, np.where([word in inside for word in words], 1.0, near))
    translated = _translated(searcher, query)
    best = np.maximum(best, [SYNONYM_HELD * (word in translated) for word in words])
    held = searcher.held(top) | translated
    lacking = {kinds_of[word] for word in words if word not in held}
    mean = float((best * idf).sum() / (idf.sum() or 1))
    return mean, float(best.min()), float("place" in lacking), float("name" in lacking)


def _year_lacking(searcher: Searcher, query: Query, top: Sequence[Hit]) -> float:
    """1 where the question names a year (=2025年) that no good passage holds, else 0."""
    years = {word for word in query.own if YEAR_TOKEN.match(word)}
    held = searcher.held(top)
    return float(bool(years - held))


def _translated(searcher: Searcher, query: Query) -> frozenset[str]:
    """Words of the question that the lexicon translates into the guidance's words."""
    lexicon = searcher.lexicon
    return frozenset().union(*(lexicon.source_tokens(synonym) for synonym in lexicon.matches(query.text)))


def _sentences(
    searcher: Searcher, query: Query, hits: Sequence[Hit], asked: Sequence[Kind]
) -> tuple[float, float]:
    """Share of the question's nouns in one sentence under its heading; its words in a fitting one."""
    words = set(nouns(query.text))
    idf = searcher.index.lexical.idf
    total = sum(map(idf, words)) or 1.0
    best = typed = 0.0
    for hit in hits:
        head = searcher.head(hit.row)
        for sentence, held in searcher.sentences(hit.row):
            best = max(best, sum(idf(w) for w in words if w in held or w in head) / total)
            if asked and fits(asked, hit.passage.quote(sentence)) == 1:
                typed = max(typed, searcher.coverage(query, held | head))
    return best, typed


def _expected(searcher: Searcher, query: Query, asked: Sequence[Kind]) -> tuple[float, float]:
    """Likeness of the nearest expected question, and of the nearest that asks the same kind."""
    names = {kind.name for kind in asked}
    similar = typed = 0.0
    for question, score in searcher.expected(query, COMPARED):
        words = frozenset(searcher.lexicon.tokens(question.text))
        both = (score + searcher.coverage(query, words)) / 2
        similar = max(similar, both)
        if asked and names <= {kind.name for kind in kinds(question.text)}:
            typed = max(typed, both)
    return similar, typed


def missing(searcher: Searcher, query: Query, hits: Sequence[Hit]) -> Array:
    """Sum of the vectors of the words that no good passage holds, weighted by idf."""
    held = searcher.held(hits[:LOOKED_AT])
    lacking = [word for word in query.own if word not in held and not word.startswith("=")]
    if not lacking:
        return np.zeros(query.vector.shape[1])
    idf = np.array([searcher.index.lexical.idf(word) for word in lacking])
    return np.asarray((searcher.embedder.queries(lacking) * idf[:, None]).sum(axis=0) / MISSING_SCALE, float)


def scalars(searcher: Searcher, query: Query, hits: Sequence[Hit], best: float) -> Array:
    """Return the signals, their products by twos, and the kinds asked for, as one row.

    The products let a weak signal count where another is weak too.
    """
    row = np.array(astuple(signals(searcher, query, hits, best)))
    products = [row[i] * row[j] for i in range(len(row)) for j in range(i, len(row))]
    names = {kind.name.split(":")[0] for kind in query.asked}
    return np.array([*row, *products, *(float(name in names) for name in KIND_NAMES)])


def neighbours(searcher: Searcher, query: Query, apart: Collection[str] = ()) -> Array:
    """Return how near the question is to others: beyond the corpus, expected, and the differences.

    Each kind by its nearest NEAREST questions; 0 where an index knows none. Learning leaves questions
    out that lie `apart`: the question itself and what its author wrote beside it.
    """
    beyond = searcher.index.beyond_scores(query.vector)
    if apart:
        beyond = np.where([text in apart for text in searcher.index.beyond], -1, beyond)
    expected = searcher.near_expected(query)
    far, near = (_nearest(beyond, NEAREST[0]), _nearest(expected, NEAREST[1]))
    return np.array([*far, *near, far[0] - near[0], far[-1] - near[-1]])


def _nearest(scores: NDArray[np.float32], sizes: Sequence[int]) -> list[float]:
    """Return the mean of the best scores for each size; 0 where there are none."""
    if not len(scores):
        return [0.0] * len(sizes)
    best = -np.sort(-np.partition(scores, -min(len(scores), sizes[-1]))[-sizes[-1] :])
    return [float(best[:size].mean()) for size in sizes]


def features(
    searcher: Searcher, query: Query, hits: Sequence[Hit], best: float, apart: Collection[str] = ()
) -> Array:
    """Return the signals, the neighbours, the missing words' vector and the question's as one row."""
    told = np.array(astuple(signals(searcher, query, hits, best)))
    around = neighbours(searcher, query, apart)
    return np.concatenate([told, around, missing(searcher, query, hits), query.vector[0]])


@dataclass(frozen=True)
class Verdict:
    """How likely the corpus answers, and what follows: refuse, answer, or answer and say so."""

    confidence: float
    refused: bool
    sure: bool


def judge(searcher: Searcher, query: Query, hits: Sequence[Hit], best: float) -> Verdict:
    """Judge a question by its best passages and the score of the best sentence in them.

    The vectors and neighbours belong to the default model and to the subject of the corpus: with
    another model, or where the best passage is the user's own, the scalars decide alone. An index
    without digests has a threshold of its own.
    """
    if not hits:
        return Verdict(0.0, refused=True, sure=False)
    own = searcher.index.entry(hits[0].passage).authority == "user"
    if own or searcher.embedder.name != EMBEDDED:
        model, row = load_model()["scalars"], scalars(searcher, query, hits, best)
        total = float(row @ np.array(model["weights"])) + model["bias"]
    else:
        model = load_model()["full" if searcher.index.beyond else "bare"]
        row = features(searcher, query, hits, best)
        total = _trees().score(row)
    # A place that no good passage holds is never answered with another's law: no answerable question of
    # the training and development sets names one, 130 of the others do.
    value = 0.0 if row[PLACE] else 1 / (1 + math.exp(-total))
    return Verdict(value, refused=value < model["refuse"], sure=value >= model["sure"])


@lru_cache(maxsize=1)
def load_model() -> dict[str, Any]:
    """Read the learnt weights and thresholds."""
    loaded: dict[str, Any] = json.loads(MODEL.read_text("utf-8"))
    return loaded


@lru_cache(maxsize=1)
def _trees() -> Trees:
    return load_trees(load_model()["trees"])
