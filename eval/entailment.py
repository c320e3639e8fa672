"""A cross-encoder measured on what the checker leaves open: `python -m eval.entailment MODEL`.

MODEL is a hub name or a folder, as HIMITSU_NLI_MODEL. Of the pairs of all sets (`eval.claims`) that no rule
refuses and the checker's likelihood leaves open, the model judges each. Printed is, by likelihood, how many
it would let stand and which share of them does, and the least likelihood from which on that share reaches
`BAR`: the value of HIMITSU_NLI_LEAST for this model.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.verify.nli import Entailment, load_entailment
from app.write.review import OPEN
from eval.claims import MEASURED, TUNED, Pair, checker, load_pairs

# Of the sentences that a reader is shown as fact, the share that must stand (issue: .97 of all).
BAR = 0.97
# A share of fewer says nothing: 30 of 30 right may be .905 (95 % of the time, Clopper-Pearson).
LEAST = 30
LIKELIHOODS = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)
Floats = NDArray[np.float64]


def left_open(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the pairs about which the program would ask the model."""
    verdicts = [(pair, checker().check(pair.claim, pair.quoted)) for pair in pairs]
    return [pair for pair, verdict in verdicts if not verdict.supported and verdict.score >= OPEN]


def least(likelihoods: Floats, stands: NDArray[np.bool_]) -> float | None:
    """Return the likelihood from which on `BAR` of what is let stand does; None where there is none."""
    shares = ((bound, stands[likelihoods >= bound]) for bound in np.unique(likelihoods))
    right = (float(bound) for bound, let in shares if len(let) >= LEAST and let.mean() >= BAR)
    return next(right, None)


def table(likelihoods: Floats, stands: NDArray[np.bool_]) -> list[str]:
    """Return lines: from which likelihood on, how many are let stand, which share stands."""
    lines = [f"left open {len(stands)}, of which {int(stands.sum())} stand"]
    for bound in LIKELIHOODS:
        let = stands[likelihoods >= bound]
        share = f"{let.mean():.3f}" if len(let) else "-"
        lines.append(f"  from {bound:.2f}  let stand {len(let):4}  right {share}")
    return lines


def judged(model: Entailment, pairs: Sequence[Pair]) -> Floats:
    """Return the model's likelihoods."""
    return np.array([model.likelihood(pair.claim, pair.quoted) for pair in pairs])


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table of a model and the likelihood to set."""
    read = argparse.ArgumentParser(prog="python -m eval.entailment", description=__doc__)
    read.add_argument("model")
    model = load_entailment(read.parse_args(arguments).model, least=1.0)
    pairs = left_open([pair for name in (*MEASURED, *TUNED) for pair in load_pairs(name)])
    likelihoods, stands = judged(model, pairs), np.array([pair.stands for pair in pairs])
    sys.stdout.write("\n".join(table(likelihoods, stands)) + "\n")
    bound = least(likelihoods, stands)
    none = f"no likelihood reaches {BAR} over {LEAST} sentences"
    sys.stdout.write((f"HIMITSU_NLI_LEAST={bound:.3f}" if bound else none) + "\n")


if __name__ == "__main__":
    main()
