"""The checker of claims measured: `python -m eval.claims [--set NAME]`.

Pairs of a claim and a quotation, written by hand, say whether the claim stands in the quotation and, where
not, what is wrong with it (`eval/claims`). Of the claims that the checker lets stand, the share that does
(precision); of those that do, the share that it lets stand (recall); a curve of both by threshold; and of
each kind of pair the share judged right.

`dev` and `test` are hard: most of what stands is reworded throughout, what does not differs by little.
`answers-dev` and `answers-test` are sentences as language models write them in answer to questions, well
and badly, beside whole passages. Those of the two test sets were written by others than those of the two
development sets and are never looked at singly.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from app.verify.check import Checker
from app.verify.verdict import Quoted, Verdict
from indexer.catalog import load_catalog
from indexer.digests import load_digests
from indexer.lexicon import load_lexicon

FOLDER = Path(__file__).with_name("claims")
TUNED, MEASURED = ("answers-dev", "dev"), ("answers-test", "test")
RECALLS = (0.1, 0.2, 0.3, 0.5, 0.8)


@dataclass(frozen=True)
class Pair:
    """A claim, the quotation that it cites, and whether it stands there; `kind` says how it was made."""

    id: str
    document: str
    section: str
    quotation: str
    claim: str
    stands: bool
    kind: str

    @property
    def quoted(self) -> Quoted:
        """The quotation with the title and heading it stands under."""
        return Quoted(self.quotation, _context(self.document, self.section))


def load_pairs(name: str) -> list[Pair]:
    """Read the pairs of a set, by id; a line holds a quotation and the claims about it.

    Raises ValueError or KeyError for a line that is none.
    """
    lines = [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]
    pairs = [
        Pair(
            claim["id"],
            line["document"],
            line["section"],
            line["quotation"],
            claim["claim"],
            claim["label"] == "supported",
            claim["kind"],
        )
        for line in lines
        for claim in line["claims"]
    ]
    return sorted(pairs, key=lambda pair: pair.id)


@lru_cache(maxsize=1)
def _headings() -> dict[tuple[str, str], str]:
    titles = load_catalog().documents
    return {
        (
            d.document,
            section.id,
        ): f"{titles[d.document].title if d.document in titles else ''} {' '.join(section.path)}"
        for d in load_digests()
        for section in d.text.sections
    }


def _context(document: str, section: str) -> str:
    return _headings().get((document, section), "")


@lru_cache(maxsize=1)
def checker() -> Checker:
    """The checker of the product."""
    return Checker.make(load_lexicon())


@dataclass(frozen=True)
class Judged:
    """Pairs with their verdicts."""

    pairs: Sequence[Pair]
    verdicts: Sequence[Verdict]
    seconds: float

    @property
    def precision(self) -> float:
        """Share of the claims let stand that stand; 1 where none is."""
        let = [
            pair.stands for pair, verdict in zip(self.pairs, self.verdicts, strict=True) if verdict.supported
        ]
        return sum(let) / len(let) if let else 1.0

    @property
    def recall(self) -> float:
        """Share of the claims that stand which are let stand."""
        let = [v.supported for pair, v in zip(self.pairs, self.verdicts, strict=True) if pair.stands]
        return sum(let) / len(let)

    @property
    def by_kind(self) -> dict[str, tuple[int, int]]:
        """Pairs of each kind, and how many of them were judged right."""
        found: dict[str, tuple[int, int]] = {}
        for pair, verdict in zip(self.pairs, self.verdicts, strict=True):
            name = f"{'stands' if pair.stands else 'does not'}, {pair.kind}"
            every, right = found.get(name, (0, 0))
            found[name] = (every + 1, right + (verdict.supported == pair.stands))
        return dict(sorted(found.items()))

    def precision_at(self, recall: float) -> float:
        """Precision at the threshold that lets so great a share of the right claims stand."""
        scores = np.array([verdict.score for verdict in self.verdicts])
        stands = np.array([pair.stands for pair in self.pairs])
        best = np.sort(scores[stands])[::-1]
        least = float(best[math.ceil(recall * len(best)) - 1])
        return float(stands[scores >= max(least, 1e-9)].mean())


def judged(name: str) -> Judged:
    """Check the pairs of a set."""
    pairs, made = load_pairs(name), checker()
    made.check(pairs[0].claim, pairs[0].quoted)  # reads the words
    started = time.perf_counter()
    verdicts = [made.check(pair.claim, pair.quoted) for pair in pairs]
    return Judged(pairs, verdicts, time.perf_counter() - started)


def figures(name: str) -> dict[str, float]:
    """Return the figures of a set by name."""
    found = judged(name)
    kinds = {f"{name}/right, {kind}": right / every for kind, (every, right) in found.by_kind.items()}
    return {
        f"{name}/pairs": float(len(found.pairs)),
        f"{name}/precision": found.precision,
        f"{name}/recall": found.recall,
        **{f"{name}/precision at recall {recall:g}": found.precision_at(recall) for recall in RECALLS},
        **kinds,
        f"{name}/check ms": found.seconds * 1000 / len(found.pairs),
    }


def published() -> dict[str, float]:
    """Return the figures of all sets, the measuring ones first: the others were learnt from."""
    return {title: value for name in (*MEASURED, *TUNED) for title, value in figures(name).items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of one set or of all."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.claims", description="Does the checker tell right claims?"
    )
    parser.add_argument("--set", choices=(*MEASURED, *TUNED), dest="name")
    name = parser.parse_args(arguments).name
    for title, value in (figures(name) if name else published()).items():
        sys.stdout.write(f"{title:44} {value:.3f}\n")


if __name__ == "__main__":
    main()
