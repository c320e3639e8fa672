"""Weights that put the right candidates first: listwise regression (Cao et al. 2007).

A softmax over each question's candidates is fitted by gradient ascent, so that the right ones gain what
the others lose.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

ROUNDS, STEP, RIDGE = 400, 0.05, 1e-3
Array = NDArray[np.float64]


def fit(lists: Sequence[tuple[Array, Array]], *, positive: bool) -> Array:
    """Return one weight an evidence.

    Each list is one question's candidates: evidence of shape (candidates, evidence), and how right each
    candidate is (0 wrong); a list without a right one teaches nothing. With `positive`, evidence speaks
    for a candidate or not at all: one that seems to speak against it only echoes another.
    """
    used = [(evidence, right) for evidence, right in lists if right.any()]
    every = np.vstack([evidence for evidence, _ in used])
    mean, spread = every.mean(axis=0), every.std(axis=0) + 1e-9
    longest = max(len(right) for _, right in used)
    x = np.zeros((len(used), longest, every.shape[1]), np.float32)
    wanted = np.zeros((len(used), longest), np.float32)
    absent = np.ones((len(used), longest), bool)
    for at, (evidence, right) in enumerate(used):
        x[at, : len(right)] = (evidence - mean) / spread
        wanted[at, : len(right)] = right / right.sum()
        absent[at, : len(right)] = False
    weights, speed, size = (np.zeros(every.shape[1]) for _ in range(3))
    for turn in range(1, ROUNDS + 1):
        shares = softmax(np.where(absent, -np.inf, x @ weights.astype(np.float32)))
        gradient = np.einsum("nl,nle->e", wanted - shares, x) / len(used) - RIDGE * weights
        speed = 0.9 * speed + 0.1 * gradient
        size = 0.999 * size + 0.001 * gradient**2
        step = speed / (1 - 0.9**turn) / (np.sqrt(size / (1 - 0.999**turn)) + 1e-8)
        weights = weights + STEP * step
        if positive:
            weights = np.maximum(weights, 0.0)
    return np.asarray(weights / spread, float)


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return shares that sum to 1 along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)
