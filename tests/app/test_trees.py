"""Trees walked by numpy say what LightGBM says."""

from __future__ import annotations

import json

import lightgbm
import numpy as np
import pytest

from app.trees import load_trees, stored_trees

STUMP = {
    "split_feature": 1,
    "threshold": 0.5,
    "left_child": {"leaf_value": -2},
    "right_child": {"leaf_value": 3},
}
DEEP = {
    "split_feature": 0,
    "threshold": 0.0,
    "left_child": {"leaf_value": 10},
    "right_child": {
        "split_feature": 1,
        "threshold": 1.0,
        "left_child": {"leaf_value": 20},
        "right_child": {"leaf_value": 30},
    },
}


@pytest.mark.parametrize(
    ("row", "score"),
    [((0.0, 0.5), 8), ((-1.0, 0.6), 13), ((1.0, 0.5), 18), ((1.0, 1.0), 23), ((1.0, 1.1), 33)],
)
def test_leaves_of_all_trees_are_summed_and_a_threshold_belongs_to_the_left(
    row: tuple[float, float], score: float
) -> None:
    found = load_trees(stored_trees({"tree_info": [{"tree_structure": STUMP}, {"tree_structure": DEEP}]}))
    assert found.score(np.array(row)) == score


def test_a_learnt_model_scores_alike_after_it_was_stored() -> None:
    random = np.random.default_rng(3)
    x = random.normal(size=(400, 6))
    y = (x[:, 0] + x[:, 1] * x[:, 2] > 0).astype(int)
    options = {"objective": "binary", "num_leaves": 7, "verbose": -1, "num_threads": 1}
    model = lightgbm.train(options, lightgbm.Dataset(x, y), 20)
    found = load_trees(json.loads(json.dumps(stored_trees(model.dump_model()))))
    wanted = model.predict(x, raw_score=True)
    assert np.ptp(wanted) > 1
    assert [found.score(row) for row in x] == pytest.approx(wanted, abs=1e-3)
