"""External retrieval collections, ranked by the product's own tokenizer, index and fusion.

`passages.jsonl` holds {"id", "title", "text"}, `queries.jsonl` {"qid", "question", "gold": [ids]}.
There are no expected questions and no sections, so those kinds of evidence stay silent.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.models import embedder_of, model_name
from app.retrieve import Searcher
from app.settings import Settings
from eval import metrics
from indexer.build import build_from
from indexer.collect import Collected
from indexer.index import Entry, open_index
from indexer.japanese import sentences
from indexer.lexicon import load_lexicon
from indexer.passages import Passage, Sentence

# Fields of Figures, and the measures of `eval.metrics` behind them; the table calls RR MRR, being a mean.
SHOWN = {"r1": "R@1", "r5": "R@5", "r10": "R@10", "mrr": "RR@10", "ndcg": "nDCG@10"}
TITLES = {"RR@10": "MRR@10"}


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
    figures = measured(passages, queries, settings)
    return table(figures, len(_rows(passages)))


def measured(passages: Path, queries: Path, settings: Settings) -> list[Figures]:
    """Index the passages and measure the ranking of every query."""
    rows, asked = _rows(passages), _rows(queries)
    with tempfile.TemporaryDirectory(prefix="himitsu-collection-") as folder:
        embedder = embedder_of(settings, model_name(settings))
        build_from(Path(folder), collect(rows), embedder)
        searcher = Searcher(open_index(Path(folder)), load_lexicon(), embedder)
        ids = {f"c/{at:07d}": str(row["id"]) for at, row in enumerate(rows)}
        figures = []
        for one in asked:
            found = searcher.search(searcher.query(one["question"]), 10)
            figures.append(measure([ids[hit.passage.id] for hit in found], {str(g) for g in one["gold"]}))
    return figures


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def collect(rows: list[dict[str, Any]]) -> Collected:
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
    found = metrics.measure(ranked, gold)
    return Figures(**{name: found[title] for name, title in SHOWN.items()})


def table(figures: list[Figures], passages: int) -> str:
    """Return the means with their bootstrap intervals."""
    lines = [f"passages {passages}  queries {len(figures)}"]
    for title, mean in means(figures).items():
        lines.append(f"{title:8} {mean.mean:.3f}  [{mean.low:.3f}, {mean.high:.3f}]")
    return "\n".join(lines)


def means(figures: list[Figures]) -> dict[str, metrics.Interval]:
    """Return the mean of each measure with its interval, by the measure's title."""
    return {
        TITLES.get(title, title): metrics.bootstrap([getattr(figure, name) for figure in figures])
        for name, title in SHOWN.items()
    }
