"""Measure the peers that are installed: `python -m eval.peers [set …] [--json FILE]`.

`pip install -e '.[peers]'` brings them. Sets are test and corpus-test unless named; originals alone
are asked only what originals can answer.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

from eval.peers.measure import Judge, Row, row, run
from eval.peers.ours import Ours
from eval.peers.peer import Corpus, Peer, citable, corpus_of
from eval.peers.roster import ROSTER, makers, missing
from eval.questions import load_questions
from eval.setups import Setup, home_of, setups
from indexer.embed import default_model, load_embedder
from indexer.index import Index, open_index

SETS = ("test", "corpus-test")
# Their answers stand in digests alone.
DIGESTS_ONLY = frozenset({"corpus-dev", "corpus-test"})
HEAD = "| program | version | settings | R@1 | R@5 | R@10 | MRR | index s | ms p50 |"
NOTE = """
Every row: the same passages (headings and text), the same questions.
Only himitsu has what was made for this corpus: expected questions, digest sections that stand for
originals, a lexicon, and weights learnt on training questions. Its row without expected questions lacks
the digest sections too.
Where settings begin with "Japanese", they are not the program's defaults but were chosen for the language.
LlamaIndex has our default model, since no model hub is reached; a node of its own cutting is right where
it shares half of a right passage, or half of itself, and one that shares so much with none is not counted.
"""


def main(arguments: Sequence[str]) -> None:
    """Print a table a setup and set, and write the rows as JSON lines."""
    parser = argparse.ArgumentParser(prog="python -m eval.peers")
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args(arguments)
    for entry in ROSTER:
        if why := missing(entry, default_model()):
            sys.stdout.write(f"left out: {entry.module} ({why})\n")
    rows: list[Row] = []
    for setup in setups():
        sets = [name for name in asked.sets if setup.digests or name not in DIGESTS_ONLY]
        if sets:
            rows += measured(setup, sets)
    if asked.json:
        lines = (json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in rows)
        asked.json.write_text("".join(lines), "utf-8")
    sys.stdout.write(NOTE)


def measured(setup: Setup, sets: Sequence[str]) -> list[Row]:
    """Run every peer over a setup; its tables are printed as soon as they are complete."""
    questions = {name: [q for q in load_questions(name) if q.answerable] for name in sets}
    every = [q for found in questions.values() for q in found]
    home = home_of(setup)
    index, embedder = open_index(home), load_embedder(default_model(), home)
    corpus, judge = corpus_of(index, embedder), Judge.of(citable(index))
    done = [run(make, every, judge) for make in everyone(index, corpus)]
    groups = {"+".join(sets): every} | (questions if len(sets) > 1 else {})
    rows = []
    for name, asked in groups.items():
        made = [row(one, setup.name, name, asked, len(corpus.pieces)) for one in done]
        sys.stdout.write(table(made) + "\n")
        rows += made
    return rows


def everyone(index: Index, corpus: Corpus) -> Iterator[Callable[[], Peer]]:
    """Return what builds ours and each configuration of the peers that can run here."""
    if any(passage.questions for passage in index.passages):
        yield partial(Ours, index, corpus.embedder, questions=True)
    yield partial(Ours, index, corpus.embedder, questions=False)
    for entry in ROSTER:
        if not missing(entry, corpus.embedder.name):
            for make in makers(entry):
                yield partial(make, corpus)


def table(rows: Sequence[Row]) -> str:
    """Return rows of one setup and set as a Markdown table."""
    first = rows[0]
    lines = [
        f"\n{first.setup}, {first.sets}: {first.questions} questions, {first.passages} passages\n",
        HEAD,
        "|---" * (HEAD.count("|") - 1) + "|",
    ]
    for one in rows:
        shares = " | ".join(f"{share:.2f}" for share in (one.r1, one.r5, one.r10, one.mrr))
        lines.append(
            f"| {one.name} | {one.version} | {one.settings} | {shares} "
            f"| {one.index_seconds:.2f} | {one.query_ms:.1f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main(sys.argv[1:])
