"""Ranking's arithmetic: the best rows, without sorting all of them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.retrieve import _best, _top

SCORES = st.lists(st.sampled_from([-1.0, 0.0, 0.25, 0.5, 1.0]), max_size=40)


@given(SCORES, st.integers(1, 50))
def test_the_best_rows_are_those_of_a_stable_sort(values: list[float], count: int) -> None:
    scores = np.array(values, np.float32)
    order = np.argsort(-scores, kind="stable")[:count]
    assert _top(scores, count).tolist() == order.tolist()
    assert _best(scores, count).tolist() == [row for row in order if values[row] > 0]
