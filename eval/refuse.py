"""Learn when to refuse: `python -m eval.refuse`. Writes corpus/beyond.txt and app/confidence.json.

Boosted trees over the features of `app.confidence`, and a logistic regression over its scalars for other
models and a user's own documents, learnt on the training questions in every setup. An answerable question
whose answer was not found teaches nothing: refusing it costs no answer. The thresholds refuse
FALSE_REFUSALS of the other answerable training and development questions when each is left out of the
learning; the test sets are never looked at.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
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
from eval.questions import FOLDER, Question, is_right, load_questions
from eval.setups import Setup, searcher, setups
from eval.tune import DEV, EARLY
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
# Their answers stand in the originals.
ORIGINALS = frozenset({*EARLY, "dev"})
# No document answers them.
BEYOND = ("train-unanswerable", "train-off")
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Measured:
    """Features, scalars and labels of the questions asked in one setup, the `train` first.

    `missed` tells the answerable ones whose right passage was not among the best.
    """

    setup: Setup
    x: Array
    plain: Array
    y: NDArray[np.bool_]
    missed: NDArray[np.bool_]
    texts: list[str]
    train: int

    @property
    def taught(self) -> NDArray[np.bool_]:
        """The rows to learn from."""
        return ~self.missed & (np.arange(len(self.y)) < self.train)

    @property
    def kept(self) -> NDArray[np.bool_]:
        """The rows that ought to be answered."""
        return self.y & ~self.missed


def write_beyond(questions: list[Question]) -> None:
    """Write the training questions that the corpus does not answer where the index finds them."""
    lines = dict.fromkeys(q.question.strip() for q in questions if not q.answerable)
    (CORPUS / "beyond.txt").write_text("".join(f"{line}\n" for line in lines), "utf-8")


def measure(
    found: Searcher, asked: Sequence[Sequence[Question]]
) -> tuple[Array, Array, NDArray[np.bool_], NDArray[np.bool_]]:
    """Return features, scalars, labels and misses of the questions of some sets, each apart from its own."""
    rows, plain, missed = [], [], []
    for questions in asked:
        own = frozenset(question.question.strip() for question in questions)
        for question in questions:
            query = found.query(question.question)
            hits, rest = found.search_wide(query, LOOKED_AT, WIDE)
            scored = score_sentences(gather(found, query, hits, rest, query.asked))
            best = scored[0].score if scored else 0.0
            rows.append(features(found, query, hits, best, own))
            plain.append(scalars(found, query, hits, best))
            missed.append(question.answerable and not any(is_right(hit.passage, question) for hit in hits))
    labels = [question.answerable for questions in asked for question in questions]
    return np.array(rows), np.array(plain), np.array(labels, bool), np.array(missed, bool)


def of(setup: Setup, names: Sequence[str]) -> list[str]:
    """Return the sets that a setup can be asked: without digests, no answer outside the originals."""
    return [name for name in names if setup.digests or name in ORIGINALS or name.startswith(BEYOND)]


def measured(setup: Setup) -> Measured:
    """Measure the training and the development questions in one setup."""
    train, dev = ([load_questions(n) for n in of(setup, names)] for names in (TRAIN, DEV))
    every = [question for questions in (*train, *dev) for question in questions]
    found = measure(searcher(setup), [*train, *dev])
    return Measured(
        setup,
        *found,
        [q.question for q in every],
        sum(map(len, train)),
    )


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


def left_out(made: Sequence[Measured]) -> list[tuple[Array, Array]]:
    """Probabilities of every row of every setup by models that saw its question in none.

    Of the trees, and of the logistic regression.
    """
    names = sorted({text for one in made for text in one.texts})
    folds = dict(zip(names, np.random.default_rng(SEED).integers(0, FOLDS, len(names)), strict=True))
    where = [np.array([folds[text] for text in one.texts]) for one in made]
    out = [(np.zeros(len(one.y)), np.zeros(len(one.y))) for one in made]
    for fold in range(FOLDS):
        x, plain, y = (
            np.concatenate(
                [getattr(one, part)[(at != fold) & ~one.missed] for one, at in zip(made, where, strict=True)]
            )
            for part in ("x", "plain", "y")
        )
        trees, beta = boost(x, y), fit(plain, y)
        for one, at, (by_trees, by_line) in zip(made, where, out, strict=True):
            by_trees[at == fold] = trees.predict(one.x[at == fold])
            by_line[at == fold] = linear(one.plain[at == fold], beta)
    return out


def thresholds(kept: list[Array]) -> dict[str, float]:
    """Where to refuse and where to be sure, from the probabilities of left-out answerable questions."""
    answerable = np.concatenate(kept)
    return {
        "refuse": round(float(np.quantile(answerable, FALSE_REFUSALS)), 4),
        "sure": round(float(np.quantile(answerable, SURE)), 4),
    }


def main() -> None:
    """Fit, choose thresholds by cross-validation, print the trade-off, and store."""
    write_beyond([q for name in TRAIN for q in load_questions(name)])
    with ProcessPoolExecutor(2) as pool:
        made = list(pool.map(measured, setups()))
    x, plain, y = (np.concatenate([getattr(m, part)[m.taught] for m in made]) for part in ("x", "plain", "y"))
    trees, beta = boost(x, y), fit(plain, y)
    curves = {m.setup.name: tradeoff(trees.predict(m.x[m.train :]), m.y[m.train :]) for m in made}
    apart = list(zip(made, left_out(made), strict=True))
    result: dict[str, Any] = {
        "comment": "Learnt by `python -m eval.refuse`; do not edit. tradeoff: refusals of the unanswerable "
        "development questions at each share of false refusals.",
        "date": date.today().isoformat(),
        "signals": list(SIGNALS),
        "tradeoff": curves,
        "scalars": {"weights": [round(float(b), 4) for b in beta[:-1]], "bias": round(float(beta[-1]), 4)}
        | thresholds([line[m.kept] for m, (_, line) in apart]),
        "full": thresholds([p[m.kept] for m, (p, _) in apart if m.setup.digests]),
        "bare": thresholds([p[m.kept] for m, (p, _) in apart if not m.setup.digests]),
        "trees": stored_trees(trees.dump_model()),
    }
    MODEL.write_text(json.dumps(result, ensure_ascii=False) + "\n", "utf-8")
    sys.stdout.write(json.dumps(curves, indent=1) + "\n")


if __name__ == "__main__":
    main()
