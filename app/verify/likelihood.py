"""The learnt likelihood that a claim stands: boosted trees over `app.verify.features`.

Learnt by `python -m eval.tune_claims` and stored in likelihood.json with the weights of words.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.trees import Trees, load_trees
from app.verify.features import NAMES, Features, vector

MODEL = Path(__file__).with_name("likelihood.json")


@dataclass(frozen=True)
class Weights:
    """How telling a word is: its idf over the statements of the digests, 1 for a word in none."""

    statements: int
    frequency: dict[str, int]

    def idf(self, word: str) -> float:
        """Return the weight of a normalised word, in 0..1."""
        return math.log((self.statements + 1) / (self.frequency.get(word, 0) + 0.5)) / math.log(
            2 * self.statements + 2
        )


@dataclass(frozen=True)
class Likelihood:
    """Trees and the likelihood from which on a claim is shown as fact."""

    trees: Trees
    threshold: float

    def of(self, found: Features) -> float:
        """Return the likelihood, in 0..1."""
        return 1 / (1 + math.exp(-self.trees.score(vector(found))))


@dataclass(frozen=True)
class Learnt:
    """All that was learnt."""

    weights: Weights
    likelihood: Likelihood


@lru_cache(maxsize=1)
def load_learnt(path: Path = MODEL) -> Learnt:
    """Read what was learnt. Raises ValueError where it was learnt over other features."""
    stored = json.loads(path.read_text("utf-8"))
    if tuple(stored["features"]) != NAMES:
        raise ValueError("likelihood.json: features")
    likelihood = Likelihood(load_trees(stored["trees"]), stored["threshold"])
    return Learnt(Weights(stored["statements"], stored["frequency"]), likelihood)
