"""External retrieval collections, ranked by the product's own tokenizer, index and fusion.

`passages.jsonl` holds {"id", "title", "text"}, `queries.jsonl` {"qid", "question", "gold": [ids]}.
There are no expected questions and no sections, so those kinds of evidence stay silent.
"""

from __future__ import annotations

import json
import math
import random
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path

from app.engine import embedder_of, model_name
from app.retrieve import Searcher
from app.settings import Settings
from indexer.build import Collected, build_from
from indexer.index import Entry, open_index
from indexer.japanese import sentences
from indexer.lexicon import load_lexicon
from indexer.passages import Passage, Sentence

SEED, RESAMPLES = 20261121, 1000


@dataclass(frozen=True)
class Figures:
    """One query's measures."""

    r1: float
    r5: float
    r10: float
    mrr: float
    ndcg: float


def run(passages: Path, queries: Path, settings: Settings) -> str:
    """Index the passages, rank every query, and return a table with 95 % bootstrap intervals."""
    rows = [json.loads(line) for line in passages.read_text("utf-8").splitlines() if line.strip()]
    asked = [json.loads(line) for line in queries.read_text("utf-8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory(prefix="himitsu-collection-") as folder:
        embedder = embedder_of(settings, model_name(settings))
        build_from(Path(folder), collect(rows), embedder)
        searcher = Searcher(open_index(Path(folder)), load_lexicon(), embedder)
        ids = {
            hit_id: str(row["id"])
            for hit_id, row in zip((f"c/{at:07d}" for at in range(len(rows))), rows, strict=True)
        }
        figures = []
        for one in asked:
            found = searcher.search(searcher.query(one["question"]), 10)
            figures.append(measure([ids[hit.passage.id] for hit in found], {str(g) for g in one["gold"]}))
    return table(figures, len(rows))


def collect(rows: list[dict[str, str]]) -> Collected:
    """Make one passage of each row, in a document of its own section."""
    made = []
    for at, row in enumerate(rows):
        text = row["text"]
        spans = tuple(Sentence(a, b, "paragraph") for a, b in sentences(text))
        path = (row.get("title") or "",)
        made.append(
            Passage(f"c/{at:07d}", "collection", "", "original", path, str(at), 0, len(text), text, spans)
        )
    entry = Entry("collection", "", "", "", "original", "user", "", passages=len(made))
    return Collected(made, [entry], {"collection//original": ""})


def measure(ranked: list[str], gold: set[str]) -> Figures:
    """Measure one ranking of ids against its gold."""
    hits = [key in gold for key in ranked]
    first = next((at for at, hit in enumerate(hits) if hit), None)
    gain = sum(1 / math.log2(at + 2) for at, hit in enumerate(hits) if hit)
    ideal = sum(1 / math.log2(at + 2) for at in range(min(len(gold), 10)))
    return Figures(
        float(any(hits[:1])),
        float(any(hits[:5])),
        float(any(hits[:10])),
        0.0 if first is None else 1 / (first + 1),
        gain / ideal if ideal else 0.0,
    )


def table(figures: list[Figures], passages: int) -> str:
    """Return the means with their bootstrap intervals."""
    lines = [f"passages {passages}  queries {len(figures)}"]
    names = {"r1": "R@1", "r5": "R@5", "r10": "R@10", "mrr": "MRR@10", "ndcg": "nDCG@10"}
    chooser = random.Random(SEED)  # noqa: S311 - resampling, not secrecy
    for name, title in names.items():
        values = [getattr(f, name) for f in figures]
        means = sorted(statistics.fmean(chooser.choices(values, k=len(values))) for _ in range(RESAMPLES))
        low, high = means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES)]
        lines.append(f"{title:8} {statistics.fmean(values):.3f}  [{low:.3f}, {high:.3f}]")
    return "\n".join(lines)
