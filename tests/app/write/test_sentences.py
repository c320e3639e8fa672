"""A model's text cut into sentences, however it arrives."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.write.sentences import Draft, Sentences

TEXT = (
    "営業秘密は三つの要件を満たす情報です。[kbcd]「秘密です。」と書く必要はない[kcfg]。\n\n"
    "**罰則について**\n- 10年以下（2,000万円以下）の刑です。 [kbcd, kcfg]\n"
    "1. 法第21条(1)に当たる。(kbcd)\n結論は次のとおり：\n窓口に相談してください"
)
SAID = [
    Draft("営業秘密は三つの要件を満たす情報です。", ("kbcd",), False),
    Draft("「秘密です。」と書く必要はない。", ("kcfg",), False),
    Draft("罰則について", (), False),
    Draft("10年以下（2,000万円以下）の刑です。", ("kbcd", "kcfg"), True),
    Draft("法第21条(1)に当たる。", ("kbcd",), True),
    Draft("窓口に相談してください", (), False),
]


def heard(pieces: list[str]) -> list[Draft]:
    sentences = Sentences()
    return [draft for piece in pieces for draft in sentences.feed(piece)] + list(sentences.end())


def test_sentences_keys_lists_and_scaffolding() -> None:
    assert heard([TEXT]) == SAID


@given(st.lists(st.integers(0, len(TEXT))))
def test_however_it_is_cut_the_same_is_heard(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(TEXT)]
    assert heard([TEXT[a:b] for a, b in pairwise(edges)]) == SAID


@given(st.text(max_size=200), st.integers(1, 9))
def test_any_text_is_heard_the_same_whole_and_in_pieces(text: str, size: int) -> None:
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    # A line's end of two characters may be cut in two; servers send \n.
    if "\r" not in text:
        assert heard(pieces) == heard([text])


@pytest.mark.parametrize(
    ("said", "draft"),
    [
        ("詳しい説明は[1]にあります。", Draft("詳しい説明は[1]にあります。", (), False)),
        ("[kbcd]によると、三つです。", Draft("三つです。", ("kbcd",), False)),
        ("三つである[kbcd]が、例外がある。", Draft("三つであるが、例外がある。", ("kbcd",), False)),
        ("要件は[kbcd]、三つです。", Draft("要件は、三つです。", ("kbcd",), False)),
    ],
)
def test_a_bracket_that_is_a_word_of_the_sentence_leaves_no_hole(said: str, draft: Draft) -> None:
    assert heard([said]) == [draft]


@pytest.mark.parametrize("said", ["【事案概要】[kbcd]", "次のとおり：\n", "**【要点】**\n"])
def test_what_only_leads_on_is_no_sentence(said: str) -> None:
    assert heard([said]) == []


def test_a_sentence_comes_as_soon_as_its_keys_are_complete() -> None:
    sentences = Sentences()
    assert list(sentences.feed("相談できます。")) == []
    assert list(sentences.feed("[kb")) == []
    assert list(sentences.feed("cd]")) == []
    assert list(sentences.feed("次")) == [Draft("相談できます。", ("kbcd",), False)]


@pytest.mark.parametrize("marks", ["[kbcd]", "［kbcd］", "【kbcd】", "(kbcd)", "（kbcd）", "〔kbcd〕"])
def test_brackets_of_every_kind_hold_keys(marks: str) -> None:
    assert heard([f"相談できます{marks}。"]) == [Draft("相談できます。", ("kbcd",), False)]


@pytest.mark.parametrize(
    "said", ["（注）は要ります。", "第1項(2)を見る。", "資料（PDF）にあります。", "（JETRO）が支援する。"]
)
def test_other_brackets_stay_in_the_sentence(said: str) -> None:
    assert heard([said])[0].text == said


@pytest.mark.parametrize("letters", ["UnfairCompetitionPreventionAct" * 8, "a1 " * 100, "あ" * 5000])
def test_a_long_bracket_is_no_key_and_takes_no_time(letters: str) -> None:
    assert heard([f"相談できます。[{letters}第2条]"])[0].text == "相談できます。"


def test_figures_are_not_taken_for_the_number_of_an_item() -> None:
    assert heard(["3.5億円の罰金です。"]) == [Draft("3.5億円の罰金です。", (), False)]
    assert heard(["3. 5億円の罰金です。"]) == [Draft("5億円の罰金です。", (), True)]


def test_keys_on_the_next_line_belong_to_the_sentence_before_it() -> None:
    said = [Draft("相談できます。", ("kbcd",), False), Draft("届けます。", ("kcfg",), False)]
    assert heard(["相談できます。\n[kbcd]\n届けます。\n\n[kcfg]"]) == said


@pytest.mark.parametrize(
    "said",
    [
        "秘密の情報<a 罰金は300万円>です。",
        "秘密の[情報](罰金は300万円)です。",
        "秘密の情報です［９］。",
        "秘密の情報です。[https://x.example]",
    ],
)
def test_what_the_check_does_not_see_is_not_shown(said: str) -> None:
    shown = "".join(draft.text for draft in heard([said]))
    assert "300" not in shown
    assert "９" not in shown
