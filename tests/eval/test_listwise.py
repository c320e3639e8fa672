"""Listwise weights: what tells the right candidate gains, what tells nothing does not."""

from __future__ import annotations

import numpy as np

from eval.listwise import fit, softmax


def lists(seed: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Candidates of which the one with the largest first and least second evidence is right."""
    random = np.random.default_rng(seed)
    made = []
    for _ in range(200):
        evidence = random.normal(size=(random.integers(3, 9), 3))
        right = np.zeros(len(evidence))
        right[np.argmax(evidence[:, 0] - evidence[:, 1])] = 1
        made.append((evidence, right))
    return made


def test_evidence_for_and_against_is_learnt() -> None:
    weights = fit(lists(1), positive=False)
    assert weights[0] > 1
    assert weights[1] < -1
    assert abs(weights[2]) < 0.2 * weights[0]
    right = [np.argmax(x @ weights) == np.argmax(y) for x, y in lists(2)]
    assert np.mean(right) > 0.95


def test_positive_weights_never_speak_against() -> None:
    weights = fit(lists(1), positive=True)
    assert weights[0] > 0
    assert weights[1] == 0


def test_a_list_without_a_right_candidate_teaches_nothing() -> None:
    plain = lists(1)
    more = [*plain, (np.ones((4, 3)) * 100, np.zeros(4))]
    assert np.allclose(fit(plain, positive=False), fit(more, positive=False))


def test_shares_sum_to_one() -> None:
    found = softmax(np.array([[1.0, 2.0, -np.inf], [0.0, 0.0, 0.0]], np.float32))
    assert np.allclose(found.sum(axis=1), 1)
    assert found[0, 2] == 0
