"""Vectors of sentences: one row a sentence, nearest where the sentence says what is asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from eval.collections import collect
from indexer.contexts import Contexts, Sentences
from indexer.embed import EMBEDDED, NoModel


def test_rows_agree_with_the_sentences_of_a_generation(engine) -> None:
    index = engine.index
    if index.manifest.model != EMBEDDED:
        pytest.skip("the default model is not installed")
    for row in (0, 40, len(index.passages) - 1):
        vector = index.projected(engine.searcher.embedder.queries([index.passages[row].heading]))
        assert len(index.contexts.cosines(vector, row)) == len(index.passages[row].sentences)


def test_a_sentence_is_nearest_to_its_own_words(engine) -> None:
    index = engine.index
    if index.manifest.model != EMBEDDED:
        pytest.skip("the default model is not installed")
    right = 0
    rows = [row for row, p in enumerate(index.passages) if len(p.sentences) >= 3][:60]
    for row in rows:
        passage = index.passages[row]
        vector = index.projected(engine.searcher.embedder.queries([passage.quote(passage.sentences[1])]))
        right += int(index.contexts.cosines(vector, row).argmax()) == 1
    assert right >= 0.9 * len(rows)


def test_without_a_file_every_cosine_is_nothing(tmp_path: Path) -> None:
    passages = collect([{"id": "a", "title": "題", "text": "一である。二である。"}]).passages
    empty = Contexts(tmp_path / "none.npy", passages)
    assert not empty.written
    assert empty.cosines(np.ones((1, 1), np.float32), 0).tolist() == [0, 0]
    sentences = Sentences(tmp_path, NoModel())
    sentences.add(passages)
    sentences.write(tmp_path / "some.npy", None)
    written = Contexts(tmp_path / "some.npy", passages)
    assert written.written
    assert len(written.cosines(np.ones((1, 1), np.float32), 0)) == 2
