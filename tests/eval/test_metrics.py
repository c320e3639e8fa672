"""Measures counted by hand, and properties of the bootstrap."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics import bootstrap, compare, measure, measure_all

SHARES = st.lists(st.sampled_from((0.0, 0.5, 1.0)), min_size=1, max_size=40)


def test_the_right_one_fourth() -> None:
    found = measure(["x", "y", "z", "a"], {"a"})
    assert (found["R@1"], found["R@3"], found["R@5"], found["R@10"]) == (0, 0, 1, 1)
    assert found["RR@10"] == pytest.approx(1 / 4)
    assert found["nDCG@10"] == pytest.approx(1 / math.log2(5))


def test_any_alternative_is_success_but_ndcg_wants_all() -> None:
    found = measure(["a", "x"], {"a", "b"})
    assert found["R@1"] == found["RR@10"] == 1
    assert found["nDCG@10"] == pytest.approx(1 / (1 + 1 / math.log2(3)))


def test_the_eleventh_does_not_count() -> None:
    assert set(measure([*"bcdefghijk", "a"], {"a"}).values()) == {0.0}


def test_a_result_shown_twice_counts_where_it_first_stood() -> None:
    assert measure(["x", "x", "a"], {"a"})["RR@10"] == pytest.approx(1 / 2)


def test_a_question_without_ranking_or_without_right_results_scores_nothing() -> None:
    found = measure_all({"q1": ["a"], "q3": ["a"]}, {"q1": {"a"}, "q2": {"a"}, "q3": set()})
    assert found["q1"]["R@1"] == 1
    assert set(found["q2"].values()) == set(found["q3"].values()) == {0.0}


@given(SHARES)
def test_a_mean_lies_in_its_interval_and_the_interval_in_the_sample(values: list[float]) -> None:
    found = bootstrap(values)
    assert min(values) <= found.low <= found.mean <= found.high <= max(values)
    assert bootstrap(values) == found


def test_more_questions_make_it_surer() -> None:
    few, many = bootstrap([0.0, 1.0] * 10), bootstrap([0.0, 1.0] * 200)
    assert many.high - many.low < (few.high - few.low) / 3


def test_the_interval_of_a_share_is_about_two_standard_errors() -> None:
    found = bootstrap([1.0] * 80 + [0.0] * 20)
    assert found.low == pytest.approx(0.8 - 1.96 * 0.04, abs=0.01)
    assert found.high == pytest.approx(0.8 + 1.96 * 0.04, abs=0.01)


def test_pairs_are_compared_as_pairs() -> None:
    """The same gain on every question is sure, however much the questions differ."""
    theirs = [at / 100 for at in range(100)]
    found = compare([x + 0.01 for x in theirs], theirs)
    assert found.mean == pytest.approx(0.01)
    assert found.low == pytest.approx(found.high)
    assert found.below == 0


def test_no_difference_is_told_as_none() -> None:
    found = compare([1.0, 0.0] * 5, [0.0, 1.0] * 5)
    assert found.mean == 0
    assert found.low < 0 < found.high
    assert 0.4 < found.below < 0.8
    assert compare([1.0], [1.0]).below == 1


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(ValueError, match=r"shorter|longer"):
        compare([1.0], [1.0, 0.0])
    with pytest.raises(ValueError, match="nothing"):
        bootstrap([])
