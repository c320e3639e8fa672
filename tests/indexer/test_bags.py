"""Stored words: the same as those of the texts themselves, whatever the texts."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.bags import Bags, Numbering
from indexer.embed import EMBEDDED, NoModel, load_embedder
from indexer.index import open_index
from indexer.lexicon import load_lexicon
from indexer.passages import Passage, Sentence, index_text

WORDS = st.lists(st.text("秘密情報管理=あ", min_size=1, max_size=3), max_size=8)


def passage(sentences: int) -> Passage:
    spans = tuple(Sentence(0, 0, "paragraph") for _ in range(sentences))
    return Passage("p", "d", "e", "digest", ("題",), "", 0, 0, "", spans)


@given(st.lists(st.tuples(WORDS, WORDS, st.lists(WORDS, max_size=4)), max_size=6))
def test_every_row_comes_back_as_a_set(rows: list[tuple[list[str], list[str], list[list[str]]]]) -> None:
    numbering = Numbering()
    for whole, head, sentences in rows:
        numbering.add("passages", whole)
        numbering.add("heads", head)
        for words in sentences:
            numbering.add("sentences", words)
    with tempfile.TemporaryDirectory() as folder:
        numbering.save(Path(folder) / "words", NoModel())
        bags = Bags(Path(folder) / "words", [passage(len(sentences)) for _, _, sentences in rows])
        for row, (whole, head, sentences) in enumerate(rows):
            assert bags.passage(row) == frozenset(whole)
            assert bags.head(row) == frozenset(head)
            assert bags.sentences(row) == tuple(map(frozenset, sentences))
            assert bags.body(row) == frozenset(word for words in sentences for word in words)
            assert bags.vectors(row).shape == (len(set(whole)), 1)


def test_an_index_holds_the_words_of_its_texts(home: Path) -> None:
    index, lexicon = open_index(home), load_lexicon()
    for row in range(0, len(index.passages), 50):
        found = index.passages[row]
        said = [index_text(found), *found.path, *(question.text for question in found.questions)]
        assert index.bags.passage(row) == frozenset(word for text in said for word in lexicon.tokens(text))
        assert index.bags.head(row) == frozenset(lexicon.tokens(found.heading))
        quoted = [found.quote(sentence) for sentence in found.sentences]
        assert index.bags.sentences(row) == tuple(frozenset(lexicon.tokens(text)) for text in quoted)


def test_word_vectors_are_the_model_s(home: Path) -> None:
    index = open_index(home)
    if index.manifest.model != EMBEDDED:
        pytest.skip("ja-ginza is not installed")
    theirs = load_embedder(EMBEDDED, home).passages(sorted(index.bags.passage(7)))
    ours = index.bags.vectors(7)
    likeness = ours @ theirs.T
    known = np.linalg.norm(theirs, axis=1) > 0
    assert likeness[:, known].max(axis=0) == pytest.approx(1, abs=1e-5)
    assert sorted(np.linalg.norm(ours, axis=1).round(5)) == sorted(np.linalg.norm(theirs, axis=1).round(5))
