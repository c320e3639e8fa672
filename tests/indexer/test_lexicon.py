"""The lexicon: words kept whole, everyday words and what they stand for."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import CorpusInvalid
from indexer.lexicon import DEFAULT_WEIGHT, Lexicon, Synonym, load_lexicon

SOURCE = """
[words]
terms = ["秘密管理性"]

[[synonym]]
from = ["クビ", "くび"]
to = ["解雇"]
weight = 0.7

[[synonym]]
from = ["DD"]
to = ["デューデリジェンス"]
"""


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    path = tmp_path / "lexicon.toml"
    path.write_text(SOURCE, "utf-8")
    return load_lexicon(path)


def test_a_lexicon_is_read(lexicon: Lexicon) -> None:
    assert lexicon.words == {"秘密管理性"}
    assert lexicon.synonyms[0] == Synonym(("クビ", "くび"), ("解雇",), 0.7)
    assert lexicon.synonyms[1].weight == DEFAULT_WEIGHT


def test_own_words_weigh_one_and_synonyms_less(lexicon: Lexicon) -> None:
    found = lexicon.query("クビにされた")
    assert found["解雇"] == 0.7
    assert all(found[word] == 1.0 for word in lexicon.tokens("クビ"))


def test_a_word_that_is_asked_for_keeps_its_weight(lexicon: Lexicon) -> None:
    assert lexicon.query("クビと解雇")["解雇"] == 1.0


def test_no_everyday_word_no_synonym(lexicon: Lexicon) -> None:
    assert "解雇" not in lexicon.query("研修を行う")
    assert lexicon.matches("研修を行う") == []


def test_latin_and_katakana_match_whole_words_only(lexicon: Lexicon) -> None:
    assert "解雇" not in lexicon.query("クビワを買う")
    assert not lexicon.matches("ADDを使う")
    assert lexicon.matches("取引先DDの実施")
    assert lexicon.matches("取引先ｄｄの実施")


def test_matching_ignores_white_space(lexicon: Lexicon) -> None:
    assert lexicon.matches("ク ビ")


def test_words_are_kept_whole(lexicon: Lexicon) -> None:
    assert "=秘密管理性" in lexicon.tokens("秘密管理性")


def test_an_absent_lexicon_is_empty(tmp_path: Path) -> None:
    assert load_lexicon(tmp_path / "none.toml") == Lexicon(frozenset(), ())


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[words\n", "toml"),
        ('[[synonym]]\nfrom = ["a"]\n', "catalog_entry"),
        ('[[synonym]]\nfrom = ["a"]\nto = ["b"]\nweight = "heavy"\n', "catalog_entry"),
        ('[[synonym]]\nfrom = "クビ"\nto = ["解雇"]\n', "catalog_entry"),
    ],
)
def test_a_broken_lexicon_is_named(tmp_path: Path, text: str, key: str) -> None:
    path = tmp_path / "lexicon.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(CorpusInvalid) as caught:
        load_lexicon(path)
    assert caught.value.key == key
    assert caught.value.values["file"] == "lexicon.toml"


def test_our_own_lexicon_holds_what_it_promises() -> None:
    found = load_lexicon()
    assert "秘密管理性" in found.words
    assert all(s.source and s.target and 0 < s.weight < 1 for s in found.synonyms)
    assert all(word.strip() for s in found.synonyms for word in (*s.source, *s.target))
    assert len({s.source for s in found.synonyms}) == len(found.synonyms)
