"""The metric learnt from expected questions."""

from __future__ import annotations

import numpy as np
import pytest

from indexer import metric
from indexer.embed import Vectors

SECTIONS = 60


@pytest.fixture(scope="module")
def asked() -> tuple[Vectors, list[str]]:
    """Questions whose first ten axes carry wording (wide spread) and whose rest carry the topic."""
    chooser = np.random.default_rng(20261121)
    topics = chooser.normal(size=(SECTIONS, 40)) * ([0.0] * 10 + [1.0] * 30)
    rows = np.repeat(topics, 10, axis=0)
    rows = rows + chooser.normal(size=rows.shape) * ([3.0] * 10 + [0.2] * 30)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows.astype(np.float32), [f"s{at // 10}" for at in range(len(rows))]


def neighbours_right(vectors: Vectors, sections: list[str]) -> float:
    scores = vectors @ vectors.T
    np.fill_diagonal(scores, -2)
    return float(np.mean([sections[a] == sections[b] for a, b in enumerate(scores.argmax(axis=1))]))


def test_the_metric_finds_more_neighbours_of_the_same_section(asked: tuple[Vectors, list[str]]) -> None:
    vectors, sections = asked
    learnt = metric.learn(vectors, sections)
    assert learnt is not None
    assert (
        neighbours_right(metric.apply(learnt, vectors), sections) > neighbours_right(vectors, sections) + 0.2
    )


def test_axes_of_wording_shrink_and_axes_of_topic_do_not(asked: tuple[Vectors, list[str]]) -> None:
    learnt = metric.learn(*asked)
    assert learnt is not None
    assert np.abs(np.diag(learnt)[:10]).max() < np.abs(np.diag(learnt)[10:]).min()
    assert np.allclose(learnt, learnt.T, atol=1e-4)


def test_rows_stay_unit_vectors(asked: tuple[Vectors, list[str]]) -> None:
    vectors, sections = asked
    found = metric.apply(metric.learn(vectors, sections), vectors)
    assert found.dtype == np.float32
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(len(found)), abs=1e-5)


def test_learning_is_repeatable(asked: tuple[Vectors, list[str]]) -> None:
    one, other = metric.learn(*asked), metric.learn(*asked)
    assert one is not None
    assert other is not None
    assert np.array_equal(one, other)


def test_a_few_questions_teach_nothing(asked: tuple[Vectors, list[str]]) -> None:
    vectors, sections = asked
    few = metric.ENOUGH - 1
    assert metric.learn(vectors[:few], sections[:few]) is None
    assert metric.learn(np.zeros((few + 1, 1), np.float32), ["s"] * (few + 1)) is None


def test_no_metric_changes_nothing(asked: tuple[Vectors, list[str]]) -> None:
    vectors = asked[0]
    assert metric.apply(None, vectors) is vectors
    assert len(metric.apply(np.eye(40, dtype=np.float32), vectors[:0])) == 0


def test_a_zero_row_stays_zero(asked: tuple[Vectors, list[str]]) -> None:
    learnt = metric.learn(*asked)
    assert not metric.apply(learnt, np.zeros((1, 40), np.float32)).any()
