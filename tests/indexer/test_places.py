"""Which jurisdiction a question names, and how near a document's is."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.catalog import load_catalog
from indexer.errors import CorpusInvalid
from indexer.places import HOME, MANY, load_places

PLACES = load_places()


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("中国で営業秘密が漏れたら", {"中国"}),
        ("インドネシアの罰金は", {"インドネシア"}),
        ("インドの法律は", {"インド"}),
        ("タイムカードの記録は", set()),
        ("ﾊﾞﾝｺｸの工場で", {"タイ"}),
        ("ドイツの営業秘密保護法", {"ドイツ", "EU"}),
        ("ＥＵの指令", {"EU"}),
        ("museumの展示", set()),
        ("日本の親会社からベトナムの子会社へ", {"日本", "ベトナム"}),
        ("罰金はいくら", set()),
    ],
)
def test_places_are_found_by_their_names(question: str, named: set[str]) -> None:
    assert PLACES.named(question) == named


@pytest.mark.parametrize(
    ("asked", "jurisdiction", "near"),
    [
        ({"中国"}, "中国", 1),
        ({"中国"}, "韓国", -1),
        ({"中国"}, HOME, 0),
        (set(), HOME, 0),
        (set(), "中国", -1),
        ({HOME}, HOME, 1),
        ({HOME, "中国"}, HOME, 0),
        ({"中国", "韓国"}, MANY, 1),
        ({"中国"}, MANY, 0),
        ({"中国"}, "", 0),
    ],
)
def test_a_foreign_document_is_far_unless_asked_for(asked: set[str], jurisdiction: str, near: int) -> None:
    assert PLACES.nearness(asked, jurisdiction) == near


@pytest.mark.parametrize(
    ("asked", "jurisdiction", "elsewhere"),
    [
        ({"タイ"}, "中国", True),
        ({"タイ"}, "タイ", False),
        ({"タイ"}, HOME, False),
        ({"タイ"}, MANY, False),
        ({"タイ"}, "", False),
        (set(), "中国", False),
        ({HOME}, "中国", False),
        ({"ドイツ", "EU"}, "EU", False),
    ],
)
def test_another_countrys_document_cannot_answer(asked: set[str], jurisdiction: str, elsewhere: bool) -> None:
    assert PLACES.is_elsewhere(asked, jurisdiction) is elsewhere


def test_every_jurisdiction_of_the_catalogue_has_names() -> None:
    known = {place.jurisdiction for place in PLACES.places}
    assert {d.jurisdiction for d in load_catalog().documents.values()} <= known | {MANY}
    assert {other for place in PLACES.places for other in place.also} <= known


def test_a_broken_entry_is_named(tmp_path: Path) -> None:
    path = tmp_path / "places.toml"
    path.write_text('[[place]]\njurisdiction = "中国"\n', "utf-8")
    with pytest.raises(CorpusInvalid) as caught:
        load_places(path)
    assert (caught.value.values["file"], caught.value.values["entry"]) == ("places.toml", "中国")
    assert load_places(tmp_path / "absent.toml").places == ()
