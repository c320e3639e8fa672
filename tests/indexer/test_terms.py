"""The terms of a corpus, words one slip away, and words by their sound."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import terms
from indexer.neighbours import Neighbours
from indexer.romaji import kana_key, latin_key
from indexer.sounds import Sounds
from indexer.terms import Counting, Term, restored, stored, terms_of

LETTERS = "abc"
WORDS = st.text(LETTERS, min_size=1, max_size=5)


def test_compounds_are_terms_with_their_readings() -> None:
    found = terms_of("営業秘密管理指針を読む")
    assert found["営業秘密"] == "えいぎょうひみつ"
    assert {"営業", "秘密", "管理指針", "営業秘密管理指針"} <= set(found)
    assert "読む" not in found
    assert "指針を" not in found


def count_terms(texts: list[str]) -> dict[str, Term]:
    counting = Counting()
    for text in texts:
        counting.add(terms_of(text))
    return counting.kept()


def test_a_term_counts_once_a_text() -> None:
    found = count_terms(["営業秘密と営業秘密", "営業秘密", "技術"])
    assert found["営業秘密"] == Term(2, "えいぎょうひみつ")
    assert found["技術"].count == 1


def test_the_most_frequent_terms_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms, "KEPT", 1)
    monkeypatch.setattr(terms, "COUNTED", 1)
    assert list(count_terms(["技術と秘密", "秘密と技術", "秘密"])) == ["秘密"]


def test_terms_survive_storage() -> None:
    found = count_terms(["営業秘密の管理"])
    assert restored(json.loads(json.dumps(stored(found)))) == found


def one_slip(word: str) -> set[str]:
    """Everything one slip away from a word, over the letters of the test."""
    made = {word[:i] + word[i + 1 :] for i in range(len(word))}
    made |= {word[:i] + c + word[i + 1 :] for i in range(len(word)) for c in LETTERS}
    made |= {word[:i] + c + word[i:] for i in range(len(word) + 1) for c in LETTERS}
    made |= {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    return made - {word}


@given(st.lists(WORDS, max_size=30), WORDS)
def test_neighbours_are_the_words_one_slip_away(known: list[str], typed: str) -> None:
    found = {near.word for near in Neighbours(known).of(typed)}
    assert found == {word for word in known if word in one_slip(typed)}


@given(st.lists(WORDS, max_size=30), WORDS)
def test_a_neighbour_says_what_went_wrong(known: list[str], typed: str) -> None:
    for near in Neighbours(known).of(typed):
        at, head, tail = near.at, typed[: near.at], typed[near.at + 1 :]
        mended = {
            "other": head + near.word[at : at + 1] + tail,
            "missing": head + near.word[at : at + 1] + typed[at:],
            "extra": head + tail,
            "swapped": head + tail[:1] + typed[at : at + 1] + tail[1:],
        }
        assert mended[near.kind] == near.word


def test_places_outside_the_bounds_are_not_looked_at() -> None:
    known = Neighbours(["abc"])
    assert {near.at for near in known.of("xbc", 0, 1)} == {0}
    assert list(known.of("xbc", 2, 3)) == []


@pytest.mark.parametrize(
    ("reading", "typed"),
    [
        ("えいぎょうひみつ", "eigyo himitsu"),
        ("えいぎょうひみつ", "eigyou himitu"),
        ("ししん", "shishin"),
        ("しょうひょう", "shōhyō"),
        ("じょうほう", "jyouhou"),
        ("じょうほう", "johou"),
        ("せんぽう", "sempo"),
        ("ぎじゅつりゅうしゅつ", "gijutsu ryushutsu"),
        ("とっきょ", "tokkyo"),
        ("ふせいきょうそう", "fusei kyoso"),
        ("ちざい", "chizai"),
    ],
)
def test_kana_and_latin_letters_meet(reading: str, typed: str) -> None:
    assert kana_key(reading) == latin_key(typed)


def test_other_words_do_not_meet() -> None:
    assert kana_key("ひみつ") != latin_key("himeji")
    assert kana_key("けいやく") != latin_key("kiyaku")


@given(st.text(max_size=20))
def test_keys_are_latin_letters(text: str) -> None:
    assert all("a" <= letter <= "z" for letter in kana_key(text) + latin_key(text))


def test_kanji_that_sound_alike() -> None:
    sounds = Sounds({"誓約": Term(9, "せいやく"), "賠償": Term(9, "ばいしょう"), "補償": Term(9, "ほしょう")})
    assert sounds.alike("約", "訳")
    assert sounds.alike("賠", "倍")
    assert not sounds.alike("約", "秘")
    assert "ほじ" in sounds.of_pair("補事")
