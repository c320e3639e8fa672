"""A model's thoughts are not its answer, wherever a piece of it is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.spoken import THOUGHTS, UNSEEN, Spoken


def said(pieces: list[str]) -> str:
    spoken = Spoken()
    return "".join(spoken.hear(piece) for piece in pieces) + spoken.rest()


@pytest.mark.parametrize(
    ("text", "aloud"),
    [
        ("三つです。", "三つです。"),
        ("<think>考える。</think>三つです。", "三つです。"),
        ("\n<think>\n考える。\n</think>\n\n三つです。", "三つです。"),
        ("<thinking>考える。</thinking>三つです。", "三つです。"),
        ("[THINK]考える。[/THINK]三つです。", "三つです。"),
        ("<think></think><think>まだ。</think>三つです。", "三つです。"),
        ("<think>終わらない", ""),
        ("<th", "<th"),
        ("<thigh> は部位です。", "<thigh> は部位です。"),
        ("三つです。<think>と書く。</think>", "三つです。<think>と書く。</think>"),
        ("  字下げ", "字下げ"),
        ("一\r\n二\t三", "一\n二\t三"),
        ("あ\x00い\ud83dう\u202eえ\u2066お\ufeff", "あいうえお"),
        ("", ""),
    ],
)
def test_only_the_answer_is_heard(text: str, aloud: str) -> None:
    assert said([text]) == aloud
    assert said(list(text)) == aloud


PARTS = st.sampled_from([*THOUGHTS, *THOUGHTS.values(), "<", "</", "think", "あ", " ", "\n", "[", "\x00"])


@given(st.lists(PARTS, max_size=12), st.lists(st.integers(1, 7), min_size=1, max_size=30))
def test_cuts_change_nothing(parts: list[str], sizes: list[int]) -> None:
    text = "".join(parts)
    pieces, start = [], 0
    for size in sizes:
        pieces.append(text[start : start + size])
        start += size
    pieces.append(text[start:])
    assert said(pieces) == said([text])


@given(st.text(max_size=50), st.text("あいう。", min_size=1, max_size=20))
def test_a_thought_is_never_heard(thought: str, answer: str) -> None:
    assert said(list(f"<think>{thought.replace('</think>', '')}</think>{answer}")) == answer


@given(st.text(max_size=50))
def test_what_is_heard_can_be_written(text: str) -> None:
    heard = said([text])
    heard.encode()
    assert not UNSEEN.search(heard)
