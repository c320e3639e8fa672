"""Learn when to refuse: `python -m eval.refuse`. Writes app/confidence.json.

A logistic regression over the signals of `app.confidence`, trained on the training questions in
the three setups. The threshold refuses FALSE_REFUSALS of the answerable training and development
questions when each is left out of the learning; the test set is never looked at.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date

import numpy as np
from numpy.typing import NDArray

from app.confidence import MODEL, SCALARS, SIGNALS, features, topics
from app.engine import LOOKED_AT, WIDE
from app.retrieve import Searcher
from app.select import gather, score_sentences
from eval.questions import FOLDER, Question, load_questions
from eval.setups import searcher, setups

FALSE_REFUSALS = 0.04
SURE = 0.25
# Penalties of scalars, vectors and words; lighter ones fit the authors of the training questions.
RIDGE, VECTOR_RIDGE, WORD_RIDGE = 1.0, 1.0, 0.5
# A word in fewer questions tells about its author, not about its subject.
SELDOM = 4
VECTORS = 600  # the missing words' and the question's, 300 dimensions each
FOLDS, SEED = 5, 20261121
TRAIN = tuple(sorted(path.stem for path in FOLDER.glob("train-*.jsonl")))
Array = NDArray[np.float64]


def measure(found: Searcher, questions: list[Question]) -> tuple[Array, Array]:
    """Signals and labels of questions."""
    rows = []
    for question in questions:
        query = found.query(question.question)
        hits, rest = found.search_wide(query, LOOKED_AT, WIDE)
        scored = score_sentences(gather(found, query, hits, rest, query.asked))
        rows.append(features(found, query, hits, scored[0].score if scored else 0.0))
    return np.array(rows), np.array([q.answerable for q in questions], float)


def fit(x: Array, y: Array, rounds: int = 60) -> Array:
    """Logistic regression by Newton's method, classes weighted equally; bias last."""
    z = np.hstack([x, np.ones((len(x), 1))])
    weight = np.where(y > 0, 0.5 / max(1e-9, y.mean()), 0.5 / max(1e-9, 1 - y.mean()))
    vectors = max(0, min(x.shape[1] - SCALARS, VECTORS))
    words = x.shape[1] - SCALARS - vectors
    penalty = np.diag([RIDGE] * SCALARS + [VECTOR_RIDGE] * vectors + [WORD_RIDGE] * words + [1e-6])
    beta = np.zeros(z.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-z @ beta))
        gradient = z.T @ (weight * (y - p)) - penalty @ beta
        hessian = (z * (weight * p * (1 - p))[:, None]).T @ z + penalty
        step = np.linalg.solve(hessian, gradient)
        beta += step
        if np.abs(step).max() < 1e-8:
            break
    return beta


def probability(x: Array, beta: Array) -> Array:
    """Probability of being answerable."""
    return np.asarray(1 / (1 + np.exp(-(x @ beta[:-1] + beta[-1]))), float)


def tradeoff(p: Array, y: Array) -> dict[str, float]:
    """Refusals of unanswerable questions at each share of false refusals."""
    return {
        f"{share:.2f}": round(float((p[y == 0] < np.quantile(p[y == 1], share)).mean()), 3)
        for share in (0.01, 0.02, 0.03, 0.05, 0.1)
    }


def left_out(x: Array, y: Array) -> Array:
    """Probability of every row by a model that was not shown it (cross-validation over questions)."""
    out = np.zeros(len(y))
    folds = np.random.default_rng(SEED).integers(0, FOLDS, len(y))
    for fold in range(FOLDS):
        out[folds == fold] = probability(x[folds == fold], fit(x[folds != fold], y[folds != fold]))
    return out


def vocabulary(found: Searcher, questions: list[Question]) -> list[str]:
    """Words that stand in enough questions."""
    counts = Counter(word for q in questions for word in topics(found, q.question))
    return sorted(word for word, n in counts.items() if n >= SELDOM)


def bags(found: Searcher, questions: list[Question], words: list[str]) -> Array:
    """One row a question: its known words, scaled to unit length."""
    place = {word: at for at, word in enumerate(words)}
    out = np.zeros((len(questions), len(words)))
    for row, question in enumerate(questions):
        for word in topics(found, question.question) & place.keys():
            out[row, place[word]] = 1.0
    return np.asarray(out / np.sqrt(np.maximum(1, out.sum(axis=1, keepdims=True))), float)


def stored(beta: Array, words: list[str]) -> dict[str, object]:
    """Weights as stored, rounded to what matters."""
    weights, told = beta[: len(beta) - 1 - len(words)], beta[len(beta) - 1 - len(words) : -1]
    return {
        "weights": [round(float(b), 4) for b in weights],
        "words": {word: round(float(b), 3) for word, b in zip(words, told, strict=True)},
        "bias": round(float(beta[-1]), 4),
    }


def thresholds(kept: list[Array]) -> dict[str, object]:
    """Where to refuse and where to be sure, from the probabilities of left-out answerable questions."""
    answerable = np.concatenate(kept)
    return {
        "refuse": round(float(np.quantile(answerable, FALSE_REFUSALS)), 4),
        "sure": round(float(np.quantile(answerable, SURE)), 4),
    }


def main() -> None:
    """Fit, choose thresholds by cross-validation, print the trade-off, and store."""
    train = [q for name in TRAIN for q in load_questions(name)]
    dev = load_questions("dev")
    found = [(setup, searcher(setup)) for setup in setups()]
    words = vocabulary(found[0][1], train)
    seen, held = bags(found[0][1], train, words), bags(found[0][1], dev, words)
    tables = [(setup, measure(s, train), measure(s, dev)) for setup, s in found]
    x = np.vstack([np.hstack([t[0], seen]) for _, t, _ in tables])
    y = np.concatenate([t[1] for _, t, _ in tables])
    full, alone = fit(x, y), fit(x[:, :SCALARS], y)
    curves, curves_alone, kept, kept_alone = {}, {}, [], []
    for setup, (tx, ty), (dx, dy) in tables:
        curves[setup.name] = tradeoff(probability(np.hstack([dx, held]), full), dy)
        curves_alone[setup.name] = tradeoff(probability(dx[:, :SCALARS], alone), dy)
        if setup.digests:
            labels = np.concatenate([ty, dy])
            both = np.vstack([np.hstack([tx, seen]), np.hstack([dx, held])])
            kept.append(left_out(both, labels)[labels == 1])
            kept_alone.append(left_out(both[:, :SCALARS], labels)[labels == 1])
    result = {
        "comment": "Learnt by `python -m eval.refuse`; do not edit. tradeoff: refusals of the unanswerable "
        "development questions at each share of false refusals.",
        "date": date.today().isoformat(),
        "signals": list(SIGNALS),
        "tradeoff": curves,
        "tradeoff_scalars": curves_alone,
        "scalars": stored(alone, []) | thresholds(kept_alone),
        "full": stored(full, words) | thresholds(kept),
    }
    MODEL.write_text(json.dumps(result, ensure_ascii=False) + "\n", "utf-8")
    shown = {key: value for key, value in result.items() if key not in ("scalars", "full")}
    sys.stdout.write(json.dumps(shown, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
