"""Corpora of any size, put together from the sentences of the real digests.

Each passage has the shape of a real one: as many sentences, and, where asked for, as many expected
questions. A sentence is the first clause of one real sentence and the rest of another, so that hardly any
two are alike and nothing is gained by remembering a sentence. The vocabulary stays that of the digests:
postings grow with the corpus, the list of words does not.
"""

from __future__ import annotations

import random
from pathlib import Path

from indexer.catalog import load_catalog
from indexer.collect import Collected, collect
from indexer.digests import load_digests
from indexer.index import Entry
from indexer.library import Library
from indexer.passages import Expected, Passage, Sentence

SEED = 20261125
# Not "user": a document of the user's own is judged by fewer signals (see `confidence`).
AUTHORITY = "guidance"
NAME = "synthetic"


def synthetic(size: int, *, asked: bool, seed: int = SEED) -> Collected:
    """Make `size` passages; with `asked`, as many expected questions a passage as the digests have."""
    real = _real()
    pool = [p.quote(s) for p in real for s in p.sentences if s.kind != "heading"]
    heads = [p.path for p in real]
    questions = [q.text for p in real for q in p.questions]
    chooser = random.Random(seed)  # noqa: S311 - resampling, not secrecy
    made = []
    for at in range(size):
        shape = chooser.choice(real)
        text, spans = _text(shape, pool, chooser)
        wanted = len(shape.questions) if asked else 0
        made.append(
            Passage(
                f"{NAME}/{at:07d}",
                NAME,
                "",
                "original",
                chooser.choice(heads),
                "",
                0,
                len(text),
                text,
                spans,
                (str(at),),
                tuple(Expected(q, str(at)) for q in chooser.sample(questions, wanted)),
            )
        )
    entry = Entry(NAME, "", "", "", "original", AUTHORITY, "", passages=size)
    return Collected(made, [entry], {f"{NAME}//original": ""})


def _real() -> list[Passage]:
    """The passages of a fresh clone: the digests, no originals."""
    nothing_added = Library(Path("/nonexistent"))
    return collect(nothing_added, load_catalog(), load_digests()).passages


def _text(shape: Passage, pool: list[str], chooser: random.Random) -> tuple[str, tuple[Sentence, ...]]:
    """Return a text of as many sentences as `shape` has, each on its line, and their places."""
    parts: list[str] = []
    spans: list[Sentence] = []
    at = 0
    for model in shape.sentences:
        sentence = _crossed(chooser.choice(pool), chooser.choice(pool))
        spans.append(Sentence(at, at + len(sentence), model.kind, model.glyph))
        parts.append(sentence)
        at += len(sentence) + 1
    return "\n".join(parts), tuple(spans)


def _crossed(first: str, second: str) -> str:
    """Put the first clause of one sentence before the later clauses of another."""
    head, comma, tail = first.partition("、")
    _, found, rest = second.partition("、")
    return head + comma + (rest if found else tail)
