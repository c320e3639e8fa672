"""Learn when to refuse: `python -m eval.refuse`. Writes app/confidence.json.

A logistic regression over the signals of `app.confidence`, trained on the training and
development questions in the three setups. The threshold is the highest that refuses at most
FALSE_REFUSALS of the answerable development questions; the test set is never looked at.
"""

from __future__ import annotations

import json
import sys
from dataclasses import astuple
from datetime import date

import numpy as np
from numpy.typing import NDArray

from app.confidence import MODEL, SIGNALS, signals
from app.retrieve import Searcher
from eval.questions import Question, load_questions
from eval.setups import searcher, setups

FALSE_REFUSALS = 0.04
SURE = 0.25
RIDGE = 1.0
Array = NDArray[np.float64]


def measure(found: Searcher, questions: list[Question]) -> tuple[Array, Array]:
    """Signals and labels of questions."""
    rows = []
    for question in questions:
        query = found.query(question.question)
        rows.append(astuple(signals(found, query, found.search(query, 5))))
    return np.array(rows), np.array([q.answerable for q in questions], float)


def fit(x: Array, y: Array, ridge: float = RIDGE, rounds: int = 100) -> Array:
    """Logistic regression by Newton's method, classes weighted equally; bias last."""
    z = np.hstack([x, np.ones((len(x), 1))])
    weight = np.where(y > 0, 0.5 / max(1e-9, y.mean()), 0.5 / max(1e-9, 1 - y.mean()))
    beta = np.zeros(z.shape[1])
    penalty = np.diag([ridge] * x.shape[1] + [1e-6])
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
    return 1 / (1 + np.exp(-(x @ beta[:-1] + beta[-1])))


def main() -> None:
    """Fit, choose thresholds on the development set, print the trade-off, and store."""
    train = load_questions("train-answerable") + load_questions("train-unanswerable")
    dev = load_questions("dev")
    tables = [(measure(s, train), measure(s, dev)) for s in map(searcher, setups())]
    x = np.vstack([a[0] for a, _ in tables])
    y = np.concatenate([a[1] for a, _ in tables])
    beta = fit(x, y)
    curves = {}
    for setup, (_, (dx, dy)) in zip(setups(), tables, strict=True):
        p = probability(dx, beta)
        curves[setup.name] = {
            f"{share:.2f}": round(float((p[dy == 0] < np.quantile(p[dy == 1], share)).mean()), 3)
            for share in (0.02, 0.03, 0.05, 0.1)
        }
    shipped = [table for setup, table in zip(setups(), tables, strict=True) if setup.digests]
    known = np.concatenate([probability(d[0][d[1] == 1], beta) for _, d in shipped])
    result = {
        "comment": "Learnt by `python -m eval.refuse`; do not edit. tradeoff: refusals of unanswerable "
        "development questions at each share of false refusals.",
        "date": date.today().isoformat(),
        "tradeoff": curves,
        "weights": {n: round(float(b), 4) for n, b in zip((*SIGNALS, "bias"), beta, strict=True)},
        "thresholds": {
            "refuse": round(float(np.quantile(known, FALSE_REFUSALS)), 4),
            "sure": round(float(np.quantile(known, SURE)), 4),
        },
    }
    MODEL.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")
    sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
