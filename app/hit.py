"""A passage that was found, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from indexer.passages import Passage


@dataclass(frozen=True)
class Evidence:
    """Why a passage was found: each value lies in 0..1 (cosines and place in -1..1).

    `near` is the share of the question's words, by idf, that the passage holds or holds something
    like; `said` the cosine of its nearest sentence; `place` is 1 where the document's jurisdiction is
    the one asked about, -1 where it is a foreign one that is not; `asked` is the likeness of the one
    nearest expected question, by words and vector together; `pairs` the share of the question's pairs of
    characters that the passage holds.
    """

    words: float = 0.0
    expected: float = 0.0
    vector: float = 0.0
    expected_vector: float = 0.0
    cover: float = 0.0
    near: float = 0.0
    said: float = 0.0
    heading: float = 0.0
    document: float = 0.0
    kind: float = 0.0
    authority: float = 0.0
    place: float = 0.0
    asked: float = 0.0
    pairs: float = 0.0


EVIDENCE = tuple(f.name for f in fields(Evidence))


@dataclass(frozen=True)
class Hit:
    """A ranked passage, and the row `by` which it was found: its own, or that of an aid.

    `focus` tells how strongly expected questions point to a sentence, its own or an aid's.
    """

    passage: Passage
    score: float
    evidence: Evidence
    row: int
    by: int
    focus: Mapping[int, float] = field(default_factory=dict)
    family: int = 0
