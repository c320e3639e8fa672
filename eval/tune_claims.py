"""Learn when a claim stands: `python -m eval.tune_claims`. Writes app/verify/likelihood.json.

Boosted trees over `app.verify.features`, learnt on the development pairs of `eval.claims` (sentences as
models write them, and harder ones at a lower weight) and on claims made by machine (`eval.claim_edits`). The
threshold is chosen so that of the pairs let stand PRECISION do, of either set, judged by trees that saw no
pair of the document, and also by trees that saw none of the writer's: the product meets other hands again.
The pairs of the test sets are never looked at.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
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
from eval.claims import TUNED, Pair, load_pairs
from eval.setups import SETUPS, home_of
from indexer.digests import load_digests
from indexer.embed import Embedder, default_model, load_embedder
from indexer.lexicon import load_lexicon

PRECISION = 0.97
# Of a sentence as a model writes it, a hard pair, a made one. Recall at precision .97, writers unseen: .617
# so, .601 with .3 and .1, .545 with 1 and .1.
WEIGHTS = (1.0, 0.5, 0.05)
SECTIONS = 300
FOLDS, SEEDS = 5, (1, 2, 3)
# 6, 10, 16 and 31 leaves: recall .51, .56, .58 and .61 (as above).
ROUNDS = 400
BOOSTING = {
    "objective": "binary",
    "learning_rate": 0.06,
    "num_leaves": 31,
    "min_data_in_leaf": 20,
    "feature_fraction": 0.15,
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


def boost(sets: Sequence[Rows], seed: int) -> lightgbm.Booster:
    """Learn the trees from sets of WEIGHTS."""
    x = np.concatenate([r.x for r in sets])
    y = np.concatenate([r.y for r in sets]).astype(int)
    w = np.concatenate([np.full(len(r.y), weight) for r, weight in zip(sets, WEIGHTS, strict=True)])
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


def of_document(pair: Pair) -> str:
    """Whose pair this is: its document."""
    return pair.document


def of_writer(pair: Pair) -> str:
    """Whose pair this is: its writer, by whom pairs are named (a001, b001)."""
    return pair.id[0]


def unseen(sets: Sequence[Rows], of: int, group: Callable[[Pair], str]) -> Array:
    """Return the likelihood of each pair of set `of` by trees that saw none of its group in any set."""
    asked = sets[of]
    groups = sorted({group(pair) for pair in asked.pairs})
    found = np.zeros(len(asked.y))
    for seed in SEEDS:
        numbers = np.random.default_rng(seed).permutation(len(groups)) % FOLDS
        fold = dict(zip(groups, numbers, strict=True))
        folds = [np.array([fold.get(group(pair), -1) for pair in rows.pairs]) for rows in sets]
        for number in range(FOLDS):
            left = [part(rows, at != number) for rows, at in zip(sets, folds, strict=True)]
            mine = folds[of] == number
            found[mine] += boost(left, seed).predict(asked.x[mine]) / len(SEEDS)
    return np.where(asked.refused, 0.0, np.where(asked.copied, 1.0, found))


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
    answers, hard = (measured(made_by, load_pairs(name)) for name in TUNED)
    near = load_embedder(default_model(), home_of(SETUPS[0]))
    extra = measured(made_by, [*made(SECTIONS), *elsewhere(hard.pairs, near)])
    # What a rule settles need not be learnt.
    extra = part(extra, ~extra.copied)
    sets = (answers, hard, extra)
    found = {
        f"{name}, unseen {by}": (unseen(sets, of, group), sets[of].y)
        for of, name in enumerate(TUNED)
        for by, group in (("document", of_document), ("writer", of_writer))
    }
    least = max(threshold(p, y)[0] for p, y in found.values())
    for name, (p, y) in found.items():
        let = p >= least
        sys.stdout.write(
            f"{name}: threshold {least:.3f}, precision {y[let].mean():.3f}, "
            f"recall {let[y].mean():.3f}; {curve(p, y)}\n"
        )
    return {
        "threshold": round(least, 4),
        "curve": {name: curve(p, y) for name, (p, y) in found.items()},
        "trees": stored_trees(boost(sets, SEEDS[0]).dump_model()),
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
