"""What a generation holds, written: passages, words, vectors and what is learnt of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from indexer import flat, metric
from indexer.analysis import Analysis
from indexer.collect import Collected
from indexer.contexts import Sentences
from indexer.embed import Embedder, Vectors
from indexer.index import write_passages
from indexer.lexicon import Lexicon
from indexer.passages import Passage, index_text

Progress = Callable[[str, int, int], None]
# Passages analysed and embedded at a time: their words are then still at hand (see `japanese.REMEMBERED`).
BATCH = 64


def write(
    folder: Path, collected: Collected, embedder: Embedder, lexicon: Lexicon, progress: Progress
) -> None:
    """Write all but the manifest into an empty folder."""
    found = collected.passages
    write_passages(folder / "passages.jsonl", found)
    meta = {"entries": [asdict(e) for e in collected.entries], "texts": collected.texts}
    (folder / "texts.json").write_text(json.dumps(meta, ensure_ascii=False), "utf-8")
    (folder / "beyond.json").write_text(json.dumps(collected.beyond, ensure_ascii=False), "utf-8")
    sentences = Sentences(folder, embedder) if embedder.quick else None
    made, asked = _analysed(folder, found, embedder, lexicon, sentences, progress)
    beyond = embedder.queries(collected.beyond)
    learnt = metric.learn(asked, made, [row for row, p in enumerate(found) for _ in p.questions])
    for_questions, for_passages = (None, None) if learnt is None else learnt
    if learnt is not None:
        np.save(folder / "metric.npy", learnt, allow_pickle=False)
    if sentences:
        sentences.write(folder / "contexts.npy", for_passages)
    flat.write(folder / "passages.faiss", metric.apply(for_passages, made))
    flat.write(folder / "expected.faiss", metric.apply(for_questions, asked))
    flat.write(folder / "beyond.faiss", metric.apply(for_questions, beyond))


def _analysed(
    folder: Path,
    found: Sequence[Passage],
    embedder: Embedder,
    lexicon: Lexicon,
    sentences: Sentences | None,
    progress: Progress,
) -> tuple[Vectors, Vectors]:
    """Write the words of passages and questions, batch by batch; returns the vectors of both."""
    analysis, first = Analysis(lexicon), 0
    made = np.zeros((len(found), embedder.dimension), np.float32)
    asked = np.zeros((sum(len(passage.questions) for passage in found), embedder.dimension), np.float32)
    for at in range(0, len(found), BATCH):
        batch = found[at : at + BATCH]
        for passage in batch:
            analysis.add(passage)
        made[at : at + len(batch)] = embedder.passages([index_text(passage) for passage in batch])
        questions = [question.text for passage in batch for question in passage.questions]
        asked[first : first + len(questions)] = embedder.queries(questions)
        first += len(questions)
        if sentences:
            sentences.add(batch)
        progress("vectors", at + len(batch), len(found))
    analysis.write(folder, embedder)
    return made, asked
