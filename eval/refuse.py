"""Learn when to refuse: `python -m eval.refuse`. Writes corpus/beyond.txt and app/confidence.json.

Boosted trees over the features of `app.confidence`, and a logistic regression over its scalars for other
models and a user's own documents, learnt on the training questions over digests and over originals with
digests. The thresholds refuse FALSE_REFUSALS of the answerable training and development questions when
each is left out of the learning; the test sets are never looked at.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from app.confidence import MODEL, SIGNALS, features, scalars
from app.engine import LOOKED_AT, WIDE
from app.retrieve import Searcher
from app.select import gather, score_sentences
from app.trees import stored_trees
from eval.questions import FOLDER, Question, load_questions
from eval.setups import searcher, setups
from eval.tune import DEV
from indexer.catalog import CORPUS

FALSE_REFUSALS = 0.03
SURE = 0.25
# Of the logistic regression's weights.
RIDGE = 1.0
# Small trees of few features each: with a thousand questions of either kind larger ones learn them by heart.
ROUNDS = 300
BOOSTING = {
    "objective": "binary",
    "learning_rate": 0.03,
    "num_leaves": 15,
    "min_data_in_leaf": 30,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "is_unbalance": True,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
    "seed": 20261121,
    "verbose": -1,
}
FOLDS, SEED = 5, 20261121
TRAIN = tuple(sorted(path.stem for path in FOLDER.glob("train-*.jsonl")))
Array = NDArray[np.float64]


def write_beyond(questions: list[Question]) -> None:
    """Write the training questions that the corpus does not answer where the index finds them."""
    lines = dict.fromkeys(q.question.strip() for q in questions if not q.answerable)
    (CORPUS / "beyond.txt").write_text("".join(f"{line}\n" for line in lines), "utf-8")


def measure(found: Searcher, questions: list[Question]) -> tuple[Array, Array, NDArray[np.bool_]]:
    """Return features, scalars and labels of questions."""
    rows, plain = [], []
    for question in questions:
        query = found.query(question.question)
        hits, rest = found.search_wide(query, LOOKED_AT, WIDE)
        scored = score_sentences(gather(found, query, hits, rest, query.asked))
        best = scored[0].score if scored else 0.0
        rows.append(features(found, query, hits, best, apart=True))
        plain.append(scalars(found, query, hits, best))
    return np.array(rows), np.array(plain), np.array([q.answerable for q in questions], bool)


def boost(x: Array, y: NDArray[np.bool_]) -> lightgbm.Booster:
    """Learn the trees."""
    return lightgbm.train(BOOSTING, lightgbm.Dataset(x, y.astype(int)), ROUNDS)


def fit(x: Array, y: NDArray[np.bool_], rounds: int = 60) -> Array:
    """Logistic regression by Newton's method, classes weighted equally; bias last."""
    z = np.hstack([x, np.ones((len(x), 1))])
    weight = np.where(y, 0.5 / max(1e-9, y.mean()), 0.5 / max(1e-9, 1 - y.mean()))
    penalty = np.diag([RIDGE] * x.shape[1] + [1e-6])
    beta = np.zeros(z.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-z @ beta))
        gradient = z.T @ (weight * (y - p)) - penalty @ beta
        step = np.linalg.solve((z.T * (weight * p * (1 - p))) @ z + penalty, gradient)
        beta += step
        if np.abs(step).max() < 1e-8:
            break
    return beta


def linear(x: Array, beta: Array) -> Array:
    """Probability of being answerable by the logistic regression."""
    return np.asarray(1 / (1 + np.exp(-(x @ beta[:-1] + beta[-1]))), float)


def tradeoff(p: Array, y: NDArray[np.bool_]) -> dict[str, float]:
    """Refusals of unanswerable questions at each share of false refusals."""
    return {
        f"{share:.2f}": round(float((p[~y] < np.quantile(p[y], share)).mean()), 3)
        for share in (0.01, 0.02, 0.03, 0.05, 0.1)
    }


def left_out(x: Array, plain: Array, y: NDArray[np.bool_]) -> tuple[Array, Array]:
    """Probabilities of every row by models that were not shown it (cross-validation over questions)."""
    trees, lines = np.zeros(len(y)), np.zeros(len(y))
    folds = np.random.default_rng(SEED).integers(0, FOLDS, len(y))
    for fold in range(FOLDS):
        out, shown = folds == fold, folds != fold
        trees[out] = boost(x[shown], y[shown]).predict(x[out])
        lines[out] = linear(plain[out], fit(plain[shown], y[shown]))
    return trees, lines


def thresholds(kept: list[Array]) -> dict[str, float]:
    """Where to refuse and where to be sure, from the probabilities of left-out answerable questions."""
    answerable = np.concatenate(kept)
    return {
        "refuse": round(float(np.quantile(answerable, FALSE_REFUSALS)), 4),
        "sure": round(float(np.quantile(answerable, SURE)), 4),
    }


def main() -> None:
    """Fit, choose thresholds by cross-validation, print the trade-off, and store."""
    train = [q for name in TRAIN for q in load_questions(name)]
    write_beyond(train)
    dev = {name: load_questions(name) for name in DEV}
    found = {s.name: searcher(s) for s in setups() if s.digests}
    shown = {name: measure(one, train) for name, one in found.items()}
    asked = {(s, name): measure(one, qs) for s, one in found.items() for name, qs in dev.items()}
    x, plain, y = (np.concatenate([made[at] for made in shown.values()]) for at in range(3))
    trees, beta = boost(x, y), fit(plain, y)
    kept: tuple[list[Array], list[Array]] = ([], [])
    for name in found:
        parts = [shown[name], *(made for (s, _), made in asked.items() if s == name)]
        whole = [np.concatenate([part[at] for part in parts]) for at in range(3)]
        for into, p in zip(kept, left_out(*whole), strict=True):
            into.append(p[whole[2]])
    curves = {f"{s} {name}": tradeoff(trees.predict(made[0]), made[2]) for (s, name), made in asked.items()}
    result: dict[str, Any] = {
        "comment": "Learnt by `python -m eval.refuse`; do not edit. tradeoff: refusals of the unanswerable "
        "development questions at each share of false refusals.",
        "date": date.today().isoformat(),
        "signals": list(SIGNALS),
        "tradeoff": curves,
        "scalars": {"weights": [round(float(b), 4) for b in beta[:-1]], "bias": round(float(beta[-1]), 4)}
        | thresholds(kept[1]),
        "full": {"trees": stored_trees(trees.dump_model())} | thresholds(kept[0]),
    }
    MODEL.write_text(json.dumps(result, ensure_ascii=False) + "\n", "utf-8")
    sys.stdout.write(json.dumps(curves, indent=1) + "\n")


if __name__ == "__main__":
    main()
