"""BM25 against scores computed by hand, and against its own definition on random texts."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.lexical import FILES, K1, B, Lexical

TEXTS = [["秘密", "管理"], ["秘密", "秘密", "研修", "実施"], ["監査"]]
texts = st.lists(st.lists(st.sampled_from("abcde"), max_size=8), min_size=1, max_size=8)


def bm25(found: list[list[str]], query: dict[str, float]) -> list[float]:
    """Lucene's BM25, as a share of the best possible score of the query's own words."""
    n = len(found)
    filled = [t or [""] for t in found]
    average = sum(map(len, filled)) / n
    seen = Counter(word for text in filled for word in set(text))

    def idf(word: str) -> float:
        return math.log(1 + (n - seen[word] + 0.5) / (seen[word] + 0.5))

    best = sum(w * idf(word) for word, w in query.items() if w >= 1)
    scores = []
    for text in filled:
        norm = K1 * (1 - B + B * len(text) / average)
        total = sum(
            w * idf(word) * text.count(word) / (text.count(word) + norm) for word, w in query.items() if word
        )
        scores.append(total / best if best else total)
    return scores


def test_a_tiny_ranking_by_hand() -> None:
    # Lengths 2, 4, 1; average 7/3. 秘密 stands in two of three texts: idf = ln(1 + 1.5/2.5).
    idf = math.log(1 + 1.5 / 2.5)
    first = 1 / (1 + K1 * (1 - B + B * 2 / (7 / 3)))
    second = 2 / (2 + K1 * (1 - B + B * 4 / (7 / 3)))
    found = Lexical.build(TEXTS).scores({"秘密": 1.0})
    assert found == pytest.approx([first, second, 0.0], rel=1e-5)
    assert Lexical.build(TEXTS).idf("秘密") == pytest.approx(idf)


def test_a_rare_word_ranks_above_a_common_one() -> None:
    found = Lexical.build(TEXTS).scores({"秘密": 1.0, "監査": 1.0})
    assert int(np.argmax(found)) == 2


def test_a_synonym_adds_its_weight_but_not_to_the_best_possible_score() -> None:
    index = Lexical.build(TEXTS)
    own, half = index.scores({"監査": 1.0}), index.scores({"監査": 1.0, "研修": 0.5})
    alone = index.scores({"研修": 1.0})
    assert half[2] == pytest.approx(own[2])
    assert half[1] == pytest.approx(0.5 * alone[1] * index.idf("研修") / index.idf("監査"), rel=1e-5)


def test_unknown_words_lower_the_share_of_every_text() -> None:
    index = Lexical.build(TEXTS)
    assert index.scores({"監査": 1.0, "量子": 1.0})[2] < index.scores({"監査": 1.0})[2]
    assert index.idf("量子") > index.idf("監査")
    assert not index.scores({"量子": 1.0}).any()


def test_no_words_no_scores() -> None:
    assert Lexical.build(TEXTS).scores({}).tolist() == [0.0, 0.0, 0.0]


def test_no_texts_no_scores() -> None:
    index = Lexical.build([])
    assert index.count == 0
    assert len(index.scores({"秘密": 1.0})) == 0


@settings(deadline=None, max_examples=40)
@given(texts, st.dictionaries(st.sampled_from("abcdefg"), st.sampled_from([0.3, 0.5, 1.0]), max_size=5))
def test_scores_are_bm25_and_shares(found: list[list[str]], query: dict[str, float]) -> None:
    scores = Lexical.build(found).scores(query)
    assert scores == pytest.approx(bm25(found, query), rel=1e-4, abs=1e-6)
    if all(weight >= 1 for weight in query.values()):
        assert all(0 <= x <= 1 + 1e-6 for x in scores)


def test_an_index_survives_saving(tmp_path: Path) -> None:
    made = Lexical.build(TEXTS)
    made.save(tmp_path / "words")
    loaded = Lexical.load(tmp_path / "words")
    query = {"秘密": 1.0, "監査": 0.5}
    assert loaded.count == 3
    assert loaded.scores(query).tolist() == made.scores(query).tolist()
    assert {p.name for p in (tmp_path / "words").iterdir()} == set(FILES)


def test_an_index_is_never_saved_over_another(tmp_path: Path) -> None:
    Lexical.build(TEXTS).save(tmp_path / "words")
    with pytest.raises(FileExistsError):
        Lexical.build(TEXTS).save(tmp_path / "words")
