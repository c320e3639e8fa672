"""The terms of a corpus: its nouns and their compounds as written, with their readings.

Spelling is judged by what is written (営業秘密管理指針), not by the normalised tokens that searching
counts, so these are surfaces. A term's count is the number of passages that hold it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from indexer.japanese import noun_chains

# 営業秘密管理マニュアル has four parts; longer chains are sentences in disguise.
MOST_PARTS = 4
LONGEST = 14
# Terms kept, most frequent first. The 1,501 digest passages have 11,000; the bound is what keeps
# opening a large index quick (see `python -m eval.spelling` for the time of one question).
KEPT = 60_000
# While counting, terms met once are dropped beyond this many: a bound on memory, not on quality.
COUNTED = 10 * KEPT


@dataclass(frozen=True)
class Term:
    """How many passages hold a term, and its reading in hiragana."""

    count: int
    reading: str


def terms_of(text: str) -> dict[str, str]:
    """Return the terms of a text (folded, two characters or more) with their readings."""
    found: dict[str, str] = {}
    for chain in noun_chains(text):
        for first in range(len(chain)):
            written = read = ""
            for surface, reading in chain[first : first + MOST_PARTS]:
                written, read = written + surface, read + reading
                if 2 <= len(written) <= LONGEST:
                    found[written] = read
    return found


class Counting:
    """Terms counted text by text."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._readings: dict[str, str] = {}

    def add(self, found: Mapping[str, str]) -> None:
        """Count the terms of one more text (see `terms_of`)."""
        self._counts.update(found.keys())
        self._readings.update(found)
        if len(self._counts) > COUNTED:
            self._counts = Counter({term: n for term, n in self._counts.items() if n > 1})
            self._readings = {term: self._readings[term] for term in self._counts}

    def kept(self) -> dict[str, Term]:
        """Return the most frequent terms."""
        ordered = sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))
        return {term: Term(n, self._readings[term]) for term, n in ordered[:KEPT]}


def stored(terms: Mapping[str, Term]) -> dict[str, tuple[int, str]]:
    """Return terms as they are written to an index."""
    return {term: (known.count, known.reading) for term, known in sorted(terms.items())}


def restored(rows: Mapping[str, tuple[int, str]]) -> dict[str, Term]:
    """Return terms as read from an index."""
    return {term: Term(int(count), reading) for term, (count, reading) in rows.items()}
