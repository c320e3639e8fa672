"""Matters on which a newer document says otherwise than an older one."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import CorpusInvalid
from indexer.passages import Passage
from indexer.updates import Update, load_updates

UPDATE = Update(
    "u", "支援期間", ("いつまで",), ("new", "period.a"), (("old", "jetro"),), "2026年度", "https://x"
)


def passage(document: str, *sections: str) -> Passage:
    return Passage("p", document, "1", "digest", ("x",), "", 0, 1, "x", (), sections)


def test_sections_are_told_with_and_without_the_letter_of_a_split() -> None:
    assert UPDATE.is_newer(passage("new", "period.a"))
    assert not UPDATE.is_newer(passage("new", "period.b"))
    assert not UPDATE.is_newer(passage("other", "period.a"))
    assert UPDATE.is_older(passage("old", "x", "jetro.b"))
    assert UPDATE.involves(passage("old", "jetro"))
    assert not UPDATE.involves(passage("old", "jetro-2"))


def test_a_question_asks_for_the_matter_by_its_words() -> None:
    assert UPDATE.is_asked("支援はいつまでですか")
    assert not UPDATE.is_asked("支援は無料ですか")


@pytest.mark.parametrize(
    "text", ['[[update]]\nid = "x"\n', '[[update]]\nid = "x"\nnewer = ["a"]\nolder = []\n']
)
def test_a_broken_entry_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "updates.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(CorpusInvalid) as caught:
        load_updates(path)
    assert (caught.value.values["file"], caught.value.values["entry"]) == ("updates.toml", "x")
    assert load_updates(tmp_path / "absent.toml") == ()
