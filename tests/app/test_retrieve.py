"""Ranking's arithmetic: the best rows, without sorting all of them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.pairs import pairs, share
from app.retrieve import _best, _top, pointed
from indexer.japanese import fold
from indexer.passages import WHOLE, Expected, Passage, Sentence

SCORES = st.lists(st.sampled_from([-1.0, 0.0, 0.25, 0.5, 1.0]), max_size=40)


@given(SCORES, st.integers(1, 50))
def test_the_best_rows_are_those_of_a_stable_sort(values: list[float], count: int) -> None:
    scores = np.array(values, np.float32)
    order = np.argsort(-scores, kind="stable")[:count]
    assert _top(scores, count).tolist() == order.tolist()
    assert _best(scores, count).tolist() == [row for row in order if values[row] > 0]


def passage(
    *questions: tuple[str, int], stands_for: str = "", focus: tuple[tuple[int, int], ...] = ()
) -> Passage:
    text = "秘密を守る。研修を行う。"
    spans = (Sentence(0, 6, "paragraph"), Sentence(6, 12, "paragraph"))
    asked = tuple(Expected(q, "s", at) for q, at in questions)
    return Passage("p", "d", "1", "digest", ("題",), "", 0, 12, text, spans, ("s",), asked, stands_for, focus)


def test_expected_questions_point_to_the_sentences_that_answer_them() -> None:
    made = passage(("守る？", 0), ("何を行う？", 1), ("研修は？", 1), ("全部？", WHOLE))
    assert pointed(made, [0.5, 0.2, 0.9, 0.3]) == {0: 0.5, 1: 0.9}
    assert pointed(made, [0.1, 0.2, 0.1, 0.3]) == {0: 0.3, 1: 0.3}
    assert pointed(passage(), []) == {}


def test_those_of_an_aid_point_to_the_sentences_of_its_original() -> None:
    aid = passage(("守る？", 0), ("研修は？", 1), stands_for="o", focus=((4, 1), (7, 0)))
    assert pointed(aid, [0.4, 0.8]) == {4: 0.8, 7: 0.4}


def test_pairs_with_hiragana_tell_nothing() -> None:
    assert pairs("秘密の管理は必要ですか") == ("秘密", "管理", "必要")
    assert share(pairs("秘密管理性とは"), "秘密\n管理の要件") == 0.75
    assert share(pairs("それはなに"), "それはなに") == 0


@given(st.text(max_size=40))
def test_a_text_without_marks_holds_all_pairs_of_itself(text: str) -> None:
    text = "".join(character for character in fold(text) if character.isalnum() or character.isspace())
    asked = pairs(text)
    assert share(asked, "".join(fold(text).split())) in ((1.0,) if asked else (0.0,))
