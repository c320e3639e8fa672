"""Boosted decision trees as learnt by LightGBM, stored as arrays and walked by numpy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Trees:
    """Nodes of all trees, one after the other. A leaf is its own child and alone has a value."""

    roots: Whole
    feature: Whole
    threshold: Floats
    left: Whole
    right: Whole
    value: Floats

    def score(self, row: Floats) -> float:
        """Return the sum of the trees' leaves for one row of features: the log odds."""
        at = self.roots
        while True:
            step = np.where(row[self.feature[at]] <= self.threshold[at], self.left[at], self.right[at])
            if (step == at).all():
                return float(self.value[at].sum())
            at = step


def load_trees(stored: dict[str, Sequence[Any]]) -> Trees:
    """Read what `stored_trees` made."""
    whole = {name: np.array(stored[name], np.int64) for name in ("roots", "feature", "left", "right")}
    return Trees(
        **whole,
        threshold=np.array(stored["threshold"], float),
        value=np.array(stored["value"], float),
    )


def stored_trees(model: dict[str, Any]) -> dict[str, list[Any]]:
    """Return a model as LightGBM's `dump_model` gives it, flattened."""
    nodes: list[list[Any]] = []  # feature, threshold, left, right, value
    roots = [_flatten(info["tree_structure"], nodes) for info in model["tree_info"]]
    feature, threshold, left, right, value = (list(column) for column in zip(*nodes, strict=True))
    return {
        "roots": roots,
        "feature": feature,
        "threshold": threshold,
        "left": left,
        "right": right,
        "value": value,
    }


def _flatten(node: dict[str, Any], nodes: list[list[Any]]) -> int:
    at = len(nodes)
    if "leaf_value" in node:
        nodes.append([0, 0.0, at, at, round(float(node["leaf_value"]), 5)])
        return at
    # Thresholds keep their digits: a rounded one would send rows elsewhere than while learning.
    nodes.append([int(node["split_feature"]), float(node["threshold"]), at, at, 0.0])
    nodes[at][2] = _flatten(node["left_child"], nodes)
    nodes[at][3] = _flatten(node["right_child"], nodes)
    return at
