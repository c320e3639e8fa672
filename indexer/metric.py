"""A metric learnt from the expected questions: a question moves towards the passage it is asked of.

Two square matrices, one for questions and one for passages, are fitted so that each expected question
is nearest to its own passage among all (softmax over the passages, the in-batch loss of
sentence-transformers with every passage in the batch), starting from the whitening of what varies
among the questions of one passage. `python -m eval.retrieval` tells what it brings (row "without metric").
It takes some seconds, the seed is fixed, and any embedding model can be under it.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from itertools import repeat

import numpy as np
from threadpoolctl import threadpool_limits

from indexer.embed import Vectors

# Shrinkage of the whitening towards the identity, in units of the mean variance (`eval.sweep`).
SHRINKAGE = 0.3
# Below this many questions there is too little to learn from.
ENOUGH = 500
# Turns of one batch each: five rounds of twenty thousand questions (`eval.sweep` compares others).
TURNS, BATCH, STEP, SHARPNESS, SEED = 210, 512, 2e-3, 15.0, 20261125
# Threads that share out each turn's products; a fixed number, since sums in another order differ in the
# last bits. BLAS itself gets one: its own threads spin while they wait, and beside another program took 27 s
# of two processors where these take 9.
THREADS = 2


def learn(asked: Vectors, passages: Vectors, rows: Sequence[int]) -> Vectors | None:
    """Return the matrices for questions and for passages, shape (2, dimension, dimension).

    `rows` names the passage of each question. None where there is too little to learn from.
    """
    if len(asked) < ENOUGH or asked.shape[1] < 2:
        return None
    used, labels = np.unique(np.asarray(rows), return_inverse=True)
    start = _whitening(asked, labels)
    weights = np.stack([start, start]).astype(np.float32)
    texts = np.ascontiguousarray(passages[used], np.float32)
    speed, size = np.zeros_like(weights), np.zeros_like(weights)
    random = np.random.default_rng(SEED)
    waiting = np.zeros(0, np.int64)
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(THREADS) as pool:
        for turn in range(1, TURNS + 1):
            if not len(waiting):
                waiting = random.permutation(len(asked))
            batch, waiting = waiting[:BATCH], waiting[BATCH:]
            gradient = _gradient(weights, asked[batch], texts, labels[batch], pool)
            speed = 0.9 * speed + 0.1 * gradient
            size = 0.999 * size + 0.001 * gradient**2
            step = speed / (1 - 0.9**turn) / (np.sqrt(size / (1 - 0.999**turn)) + 1e-8)
            weights = (weights - STEP * step).astype(np.float32)
    return np.asarray(weights, np.float32)


def _whitening(asked: Vectors, labels: np.ndarray) -> Vectors:
    """Divide by the spread inside passages, as linear discriminant analysis does, scaled to about 1."""
    order = np.argsort(labels, kind="stable")
    first = np.flatnonzero(np.diff(labels[order], prepend=-1))
    sums = np.add.reduceat(asked[order].astype(np.float64), first)
    spread = asked - (sums / np.bincount(labels)[:, None])[labels]
    values, axes = np.linalg.eigh(spread.T @ spread / len(spread))
    scale = 1 / np.sqrt(np.maximum(values, 0) + SHRINKAGE * values.mean())
    made = axes @ np.diag(scale) @ axes.T
    return np.asarray(made / np.diag(made).mean(), np.float32)


def _gradient(
    weights: Vectors, asked: Vectors, texts: Vectors, labels: np.ndarray, pool: Executor
) -> Vectors:
    """Gradient of the mean softmax loss of a batch with respect to both matrices."""
    parts = np.array_split(texts, THREADS)
    units = list(pool.map(_projected, parts, repeat(weights[1])))
    every = np.vstack([unit for unit, _ in units])
    shared = zip(np.array_split(asked, THREADS), np.array_split(labels, THREADS), strict=True)
    pulls = list(pool.map(_pulls, shared, repeat(weights[0]), repeat(every), repeat(SHARPNESS / len(labels))))
    on_texts = np.array_split(sum(on_text for _, on_text in pulls), THREADS)
    back = pool.map(_back, parts, on_texts, units)
    return np.stack([sum(on_asked for on_asked, _ in pulls), sum(back)])


def _pulls(
    part: tuple[Vectors, np.ndarray], matrix: Vectors, texts: Vectors, strength: float
) -> tuple[Vectors, Vectors]:
    """Pulls of some questions: on the questions' matrix, and on every passage (unit rows `texts`)."""
    asked, labels = part
    unit, size = _projected(asked, matrix)
    # In place: the largest array by far. No exponent exceeds SHARPNESS, so that none overflows.
    shares = np.asarray(SHARPNESS * unit @ texts.T, np.float32)
    np.exp(shares, out=shares)
    shares *= np.float32(strength) / shares.sum(axis=1, keepdims=True)
    shares[np.arange(len(labels)), labels] -= strength
    return _back(asked, shares @ texts, (unit, size)), shares.T @ unit


def _projected(rows: Vectors, matrix: Vectors) -> tuple[Vectors, Vectors]:
    return _unit(rows @ matrix)


def _back(rows: Vectors, gradient: Vectors, projected: tuple[Vectors, Vectors]) -> Vectors:
    """Take a gradient with respect to projected rows back to the matrix they were projected by."""
    return np.asarray(rows.T @ _through(gradient, *projected))


def _unit(rows: Vectors) -> tuple[Vectors, Vectors]:
    size = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return np.asarray(rows / size, np.float32), np.asarray(size, np.float32)


def _through(gradient: Vectors, unit: Vectors, size: Vectors) -> Vectors:
    """Take a gradient back through the scaling to unit length."""
    along = (gradient * unit).sum(axis=1, keepdims=True)
    return np.asarray((gradient - along * unit) / size, np.float32)


def apply(metric: Vectors | None, vectors: Vectors) -> Vectors:
    """Return unit rows under one of the matrices; unchanged where there is none."""
    if metric is None or not len(vectors):
        return vectors
    return _unit(np.asarray(vectors @ metric, np.float32))[0]
