"""The metric learnt from expected questions."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from indexer import metric
from indexer.embed import Vectors

PASSAGES = 60
Taught = tuple[Vectors, Vectors, list[int]]


@pytest.fixture(scope="module")
def taught() -> Taught:
    """Questions and passages: ten axes carry wording (wide spread), the rest the topic."""
    chooser = np.random.default_rng(20261121)
    topics = chooser.normal(size=(PASSAGES, 30))

    def rows(topic: Vectors) -> Vectors:
        wording = chooser.normal(size=(len(topic), 10)) * 3
        found = np.hstack([wording, topic + chooser.normal(size=topic.shape) * 0.2])
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)

    asked = rows(np.repeat(topics, 10, axis=0))
    return asked, rows(topics), [at // 10 for at in range(len(asked))]


def right(asked: Vectors, passages: Vectors, wanted: list[int]) -> float:
    return float(np.mean((asked @ passages.T).argmax(axis=1) == np.array(wanted)))


def test_questions_never_shown_find_their_passage(taught: Taught) -> None:
    asked, passages, rows = taught
    shown = np.arange(len(rows)) % 10 != 0
    learnt = metric.learn(
        asked[shown], passages, [row for row, kept in zip(rows, shown, strict=True) if kept]
    )
    assert learnt is not None
    held = [row for row, kept in zip(rows, shown, strict=True) if not kept]
    before = right(asked[~shown], passages, held)
    after = right(metric.apply(learnt[0], asked[~shown]), metric.apply(learnt[1], passages), held)
    assert after > before + 0.3


def test_a_passage_without_questions_is_no_obstacle(taught: Taught) -> None:
    asked, passages, rows = taught
    more = np.vstack([passages[:1], passages])
    learnt = metric.learn(asked, more, [row + 1 for row in rows])
    assert learnt is not None
    assert np.allclose(learnt, metric.learn(asked, passages, rows))


def test_rows_stay_unit_vectors(taught: Taught) -> None:
    learnt = metric.learn(*taught)
    assert learnt is not None
    for matrix, vectors in zip(learnt, taught[:2], strict=True):
        found = metric.apply(matrix, vectors)
        assert found.dtype == np.float32
        assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(len(found)), abs=1e-5)


def test_learning_is_repeatable(taught: Taught) -> None:
    one, other = metric.learn(*taught), metric.learn(*taught)
    assert one is not None
    assert other is not None
    assert np.array_equal(one, other)


def test_the_gradient_is_the_slope_of_the_loss(taught: Taught) -> None:
    asked, passages, rows = taught
    weights = np.stack([np.eye(40, dtype=np.float32)] * 2).astype(np.float64)

    def loss(w: Vectors) -> float:
        a, b = metric.apply(w[0], asked).astype(float), metric.apply(w[1], passages).astype(float)
        scores = metric.SHARPNESS * (a @ b.T)
        right_ones = scores[np.arange(len(rows)), rows]
        return float(np.mean(np.log(np.exp(scores).sum(axis=1)) - right_ones))

    with ThreadPoolExecutor(1) as pool:
        slope = metric._gradient(weights.astype(np.float32), asked, passages, np.array(rows), pool)
    for place in ((0, 3, 17), (0, 20, 20), (1, 12, 35), (1, 39, 0)):
        moved = weights.copy()
        moved[place] += 1e-2
        back = weights.copy()
        back[place] -= 1e-2
        assert (loss(moved) - loss(back)) / 2e-2 == pytest.approx(slope[place], abs=2e-3)


def test_a_few_questions_teach_nothing(taught: Taught) -> None:
    asked, passages, rows = taught
    few = metric.ENOUGH - 1
    assert metric.learn(asked[:few], passages, rows[:few]) is None
    assert metric.learn(np.zeros((few + 1, 1), np.float32), passages[:, :1], [0] * (few + 1)) is None


def test_no_metric_changes_nothing(taught: Taught) -> None:
    vectors = taught[0]
    assert metric.apply(None, vectors) is vectors
    assert len(metric.apply(np.eye(40, dtype=np.float32), vectors[:0])) == 0


def test_a_zero_row_stays_zero(taught: Taught) -> None:
    learnt = metric.learn(*taught)
    assert learnt is not None
    assert not metric.apply(learnt[0], np.zeros((1, 40), np.float32)).any()
