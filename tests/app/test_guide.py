"""Checklist items and desks: they exist, hang on existing sections, and are named when they fit."""

from __future__ import annotations

import re
from datetime import date

import pytest

from app.engine import Engine
from app.guide import DESKS, POINTERS
from indexer.catalog import CORPUS, load_toml
from indexer.checklists import load_desks, load_items
from indexer.digests import load_digests
from indexer.errors import CorpusInvalid

ITEMS = load_items(CORPUS / "checklists")
DESK_ROWS = load_toml(CORPUS / "desks.toml")["desk"]


@pytest.fixture(scope="module")
def sections() -> set[tuple[str, str]]:
    """All sections of all digests, whole and without the letter of a split."""
    found = {(d.document, s.id) for d in load_digests() for s in d.text.sections}
    return found | {(document, section.split(".")[0]) for document, section in found}


def test_every_items_section_exists(sections: set[tuple[str, str]]) -> None:
    assert len(ITEMS) > 60
    assert [i.id for i in ITEMS if (i.document, i.section) not in sections] == []


def test_every_desks_section_exists(sections: set[tuple[str, str]]) -> None:
    assert [d["id"] for d in DESK_ROWS if (d["document"], d["section"]) not in sections] == []


def test_item_ids_are_unique_in_their_checklist() -> None:
    keys = [(i.checklist, i.id) for i in ITEMS]
    assert len(set(keys)) == len(keys)
    assert len({i.text for i in ITEMS}) == len(ITEMS)


def test_items_are_questions_a_company_can_tick() -> None:
    for item in ITEMS:
        assert item.text.endswith(("か。", "か")), item.id
        assert item.keywords, item.id


def test_desks_are_complete_and_dated() -> None:
    desks = load_desks(CORPUS / "desks.toml")
    assert len({d.id for d in desks}) == len(desks) >= 5
    assert sum(d.default for d in desks) == 1
    for desk in desks:
        assert desk.name
        assert desk.contact
        assert desk.purpose
        assert desk.topics
        assert date.fromisoformat(desk.checked) <= date.today()


def test_contacts_stand_in_the_document_they_are_taken_from(originals: object) -> None:
    from pathlib import Path

    from indexer.catalog import load_catalog
    from indexer.japanese import fold

    catalog = load_catalog()
    source = {
        document.id: re.sub(r"\s|‐", "", fold(path.read_text("utf-8")))
        for path in Path(str(originals)).glob("*.txt")
        if (document := catalog.by_filename(path.name))
    }
    checked = 0
    for desk in DESK_ROWS:
        for contact in re.findall(r"[\w.-]+@[\w.-]+|0\d{1,4}-\d{1,4}-\d{3,4}", desk["contact"]):
            assert fold(contact) in source[desk["document"]], desk["id"]
            checked += 1
    assert checked >= 5


@pytest.mark.parametrize(
    ("question", "desk"),
    [
        ("ランサムウェアに感染しました。どこに相談できますか", "IPA"),
        ("ベトナムの現地工場の管理体制を専門家に見てもらえますか", "JETRO"),
        ("元社員を刑事告訴したいです", "警察"),
    ],
)
def test_the_desk_for_the_question_comes_first(engine: Engine, question: str, desk: str) -> None:
    for refused in (True, False):
        found = engine.guide.desks_for(question, [], refused=refused)
        assert desk in found[0].name
        assert len(found) <= DESKS


def test_without_any_topic_the_default_desk_is_named(engine: Engine) -> None:
    found = engine.guide.desks_for("こんにちは", [], refused=True)
    assert [d.name for d in found] == [d["name"] for d in DESK_ROWS if d.get("default")]


def test_a_cited_sections_items_are_named(engine: Engine) -> None:
    answer = engine.ask("退職者の面談では何を確認すればよいですか")
    assert answer.status == "answered"
    assert 1 <= len(answer.checklist) <= POINTERS
    texts = {(i.checklist, i.id): i for i in engine.guide.items}
    for pointer in answer.checklist:
        item = texts[(pointer.checklist, pointer.item)]
        assert (pointer.text, pointer.section, pointer.title) == (item.text, item.section, item.title)


def test_no_answer_no_items(engine: Engine) -> None:
    assert engine.guide.pointers(engine.searcher.query("退職者の面談"), []) == ()


@pytest.mark.parametrize("text", ['id = "x"\n[[item]]\nid = "1"\n', "[[item]\n"])
def test_a_broken_checklist_is_named(tmp_path, text: str) -> None:
    (tmp_path / "bad.toml").write_text(text, "utf-8")
    with pytest.raises(CorpusInvalid) as caught:
        load_items(tmp_path)
    assert caught.value.values["file"] == "bad.toml"


def test_a_broken_desk_is_named(tmp_path) -> None:
    path = tmp_path / "desks.toml"
    path.write_text('[[desk]]\nid = "x"\nname = "窓口"\n', "utf-8")
    with pytest.raises(CorpusInvalid) as caught:
        load_desks(path)
    assert (caught.value.values["file"], caught.value.values["entry"]) == ("desks.toml", "x")
