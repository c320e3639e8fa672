"""Learn when a claim stands: `python -m eval.tune_claims`. Writes app/verify/likelihood.json.

Boosted trees over `app.verify.features`, learnt on the development pairs of `eval.claims` and, at a lower
weight, on claims made by machine (`eval.claim_edits`). The threshold is chosen on the development pairs so
that of the claims let stand PRECISION do, judged by trees that saw no pair of the document, and also by trees
that saw none of the writer's: the product meets other hands again. The pairs of `test` are never looked at.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray

from app.trees import stored_trees
from app.verify import likelihood
from app.verify.check import Checker, verbatim
from app.verify.copied import copied
from app.verify.features import NAMES, features, vector
from app.verify.likelihood import MODEL, Weights
from app.verify.reading import statements
from app.verify.rules import refused
from app.verify.terms import load_terms
from eval.claim_edits import crossed, made
from eval.claims import Pair, load_pairs
from eval.setups import SETUPS, home_of
from indexer.digests import load_digests
from indexer.embed import Embedder, default_model, load_embedder
from indexer.lexicon import load_lexicon

PRECISION = 0.97
# Of a made claim beside one written by hand.
MADE_WEIGHT = 0.1
SECTIONS = 300
FOLDS, SEEDS = 5, (1, 2, 3)
ROUNDS = 400
BOOSTING = {
    "objective": "binary",
    "learning_rate": 0.03,
    "num_leaves": 6,
    "min_data_in_leaf": 20,
    "feature_fraction": 0.25,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Rows:
    """Features and labels of pairs, and which of them a rule refuses or lets stand as copies."""

    pairs: Sequence[Pair]
    x: Array
    y: NDArray[np.bool_]
    refused: NDArray[np.bool_]
    copied: NDArray[np.bool_]


def frequencies() -> Weights:
    """Count in how many statements of the digests each word stands."""
    count: Counter[str] = Counter()
    number = 0
    for digest in load_digests():
        for section in digest.text.sections:
            for unit in section.units:
                for statement in statements(digest.text.body[unit.start : unit.end]):
                    number += 1
                    count.update({statement.words[at].form for at in statement.content})
    return Weights(number, {word: n for word, n in sorted(count.items()) if n > 2})


def checker(weights: Weights) -> Checker:
    """Return a checker that has words' weights and no trees yet."""
    none: Any = None
    return Checker(load_terms().with_lexicon(load_lexicon()), likelihood.Learnt(weights, none))


def measured(made_by: Checker, pairs: Sequence[Pair]) -> Rows:
    """Return the features of pairs."""
    x, stopped, copies = [], [], []
    for pair in pairs:
        pairing = made_by.pairing(pair.claim, pair.quoted)
        x.append(vector(features(pairing)))
        stopped.append(bool(refused(pairing)[0]))
        copies.append(bool(verbatim(pairing) or copied(pairing)))
    y = np.array([pair.stands for pair in pairs], bool)
    return Rows(pairs, np.array(x), y, np.array(stopped, bool), np.array(copies, bool))


def elsewhere(pairs: Sequence[Pair], embedder: Embedder) -> list[Pair]:
    """Lay each right claim beside the quotations of another section that its own quotation is nearest to."""
    quotations = list({(p.document, p.section): p for p in pairs}.values())
    vectors = embedder.passages([p.quotation for p in quotations])
    rows = {(p.document, p.section): n for n, p in enumerate(quotations)}

    def near(pair: Pair) -> list[Pair]:
        cosines = vectors @ vectors[rows[pair.document, pair.section]]
        order = [quotations[n] for n in np.argsort(-cosines) if quotations[n].quotation != pair.quotation]
        return order[1:4:2]

    return crossed(pairs, near)


def boost(rows: Sequence[Rows], weights: Sequence[float], seed: int) -> lightgbm.Booster:
    """Learn the trees."""
    x = np.concatenate([r.x for r in rows])
    y = np.concatenate([r.y for r in rows]).astype(int)
    w = np.concatenate([np.full(len(r.y), weight) for r, weight in zip(rows, weights, strict=True)])
    return lightgbm.train({**BOOSTING, "seed": seed}, lightgbm.Dataset(x, y, weight=w), ROUNDS)


def part(rows: Rows, keep: NDArray[np.bool_]) -> Rows:
    """Return some of the rows."""
    return Rows(
        [p for p, k in zip(rows.pairs, keep, strict=True) if k],
        rows.x[keep],
        rows.y[keep],
        rows.refused[keep],
        rows.copied[keep],
    )


def left_out(dev: Rows, extra: Rows) -> Array:
    """Return the likelihood of each development pair by trees that saw none of its document."""
    documents = sorted({pair.document for pair in dev.pairs})
    found = np.zeros(len(dev.y))
    for seed in SEEDS:
        fold = dict(
            zip(documents, np.random.default_rng(seed).permutation(len(documents)) % FOLDS, strict=True)
        )
        mine = np.array([fold[pair.document] for pair in dev.pairs])
        theirs = np.array([fold.get(pair.document, -1) for pair in extra.pairs])
        for number in range(FOLDS):
            trees = boost(
                [part(dev, mine != number), part(extra, theirs != number)], (1.0, MADE_WEIGHT), seed
            )
            found[mine == number] += trees.predict(dev.x[mine == number])
    return np.where(dev.refused, 0.0, np.where(dev.copied, 1.0, found / len(SEEDS)))


def of_other_hands(dev: Rows, extra: Rows) -> Array:
    """Return the likelihood of each development pair by trees that saw none of its writer.

    Pairs are named by their writers: a001, b001.
    """
    found = np.zeros(len(dev.y))
    hands = np.array([pair.id[0] for pair in dev.pairs])
    for hand in sorted(set(hands)):
        mine = hands == hand
        for seed in SEEDS:
            trees = boost([part(dev, ~mine), extra], (1.0, MADE_WEIGHT), seed)
            found[mine] += trees.predict(dev.x[mine]) / len(SEEDS)
    return np.where(dev.refused, 0.0, np.where(dev.copied, 1.0, found))


def threshold(p: Array, y: NDArray[np.bool_], precision: float = PRECISION) -> tuple[float, float, float]:
    """Return the least likelihood above which `precision` of the claims stand, with what is had there."""
    order = np.argsort(-p, kind="stable")
    right = np.cumsum(y[order])
    shares = right / np.arange(1, len(p) + 1)
    good = np.flatnonzero((shares >= precision) & (np.arange(len(p)) >= 9))
    at = int(good[-1]) if len(good) else 0
    return float(p[order[at]]), float(shares[at]), float(right[at] / y.sum())


def curve(p: Array, y: NDArray[np.bool_]) -> dict[str, float]:
    """Return the recall at each precision."""
    return {
        f"{precision:g}": round(threshold(p, y, precision)[2], 3)
        for precision in (0.98, 0.97, 0.95, 0.9, 0.85, 0.8)
    }


def learnt(weights: Weights) -> dict[str, Any]:
    """Learn the trees and their threshold."""
    made_by = checker(weights)
    pairs = load_pairs("dev")
    dev = measured(made_by, pairs)
    near = load_embedder(default_model(), home_of(SETUPS[0]))
    extra = measured(made_by, [*made(SECTIONS), *elsewhere(pairs, near)])
    # What a rule settles need not be learnt.
    extra = part(extra, ~extra.copied)
    p = left_out(dev, extra)
    q = of_other_hands(dev, extra)
    least = max(threshold(p, dev.y)[0], threshold(q, dev.y)[0])
    for name, found in (("document", p), ("writer", q)):
        let = found >= least
        sys.stdout.write(
            f"unseen {name}: threshold {least:.3f}, precision {dev.y[let].mean():.3f}, "
            f"recall {let[dev.y].mean():.3f}; {curve(found, dev.y)}\n"
        )
    trees = boost([dev, extra], (1.0, MADE_WEIGHT), SEEDS[0])
    return {
        "threshold": round(least, 4),
        "curve": curve(p, dev.y),
        "trees": stored_trees(trees.dump_model()),
    }


def main() -> None:
    """Learn, print what was had by cross-validation, and store."""
    weights = frequencies()
    stored = {
        "comment": "Learnt by `python -m eval.tune_claims`; do not edit. "
        "curve: recall at each precision, cross-validated.",
        "date": date.today().isoformat(),
        "features": NAMES,
        "statements": weights.statements,
        **learnt(weights),
        "frequency": weights.frequency,
    }
    MODEL.write_text(json.dumps(stored, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
