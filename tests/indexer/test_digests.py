"""Digest files: sections, expected questions, tables, and errors that name file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.collect import check_pointers
from indexer.digests import Digest, load_digest, load_digests
from indexer.errors import CorpusInvalid
from indexer.passages import WHOLE, make_passages, with_questions

HEAD = '---\ndocument = "guide"\nedition = "2025"\n---\n'
SECTION = '## 1. 目的 {#purpose pages="4-5"}\n秘密を守る。\n研修を行う。\n想定質問: なぜ守る？ / 何を守る？\n'


def load(tmp_path: Path, text: str) -> Digest:
    path = tmp_path / "guide.md"
    path.write_text(text, "utf-8")
    return load_digest(path)


def refused(tmp_path: Path, text: str) -> CorpusInvalid:
    with pytest.raises(CorpusInvalid) as caught:
        load(tmp_path, text)
    assert caught.value.values["file"] == "guide.md"
    return caught.value


def texts(digest: Digest) -> dict[str, list[str]]:
    return {section: [q.text for q in asked] for section, asked in digest.questions.items()}


def test_a_section_has_title_id_pages_and_questions(tmp_path: Path) -> None:
    found = load(tmp_path, HEAD + SECTION)
    assert (found.document, found.edition) == ("guide", "2025")
    section = found.text.sections[0]
    assert (section.path, section.id, section.pages) == (("1. 目的",), "purpose", "4-5")
    assert texts(found) == {"purpose": ["なぜ守る？", "何を守る？"]}


def test_questions_are_not_part_of_the_text(tmp_path: Path) -> None:
    found = load(tmp_path, HEAD + SECTION)
    assert "なぜ守る" not in found.text.body
    assert "想定質問" not in found.text.body


def test_questions_may_stand_on_several_lines_and_with_a_wide_colon(tmp_path: Path) -> None:
    found = load(tmp_path, HEAD + SECTION + "想定質問：誰が？ / \n")
    assert texts(found)["purpose"] == ["なぜ守る？", "何を守る？", "誰が？"]


def test_a_question_may_point_at_the_sentence_that_answers_it(tmp_path: Path) -> None:
    found = load(tmp_path, HEAD + SECTION + "想定質問: 研修は？ [2] / 2023年は[1]\n")
    assert [(q.text, q.at) for q in found.questions["purpose"]] == [
        ("なぜ守る？", WHOLE),
        ("何を守る？", WHOLE),
        ("研修は？", 1),
        ("2023年は", 0),
    ]


def test_a_pointer_beyond_the_section_is_told(tmp_path: Path) -> None:
    found = load(tmp_path, HEAD + SECTION + "想定質問: 研修は？ [3]\n")
    made = with_questions(make_passages(found.text, "guide", "2025", "digest")[0], found.questions["purpose"])
    with pytest.raises(CorpusInvalid) as caught:
        check_pointers(found, made)
    assert caught.value.values == {"file": "guide.md", "question": "研修は？"}


def test_units_are_slices_of_the_body(tmp_path: Path) -> None:
    text = load(tmp_path, HEAD + SECTION).text
    parts = [text.body[u.start : u.end] for s in text.sections for u in s.units]
    assert "".join(parts) == "秘密を守る。研修を行う。"


def test_a_pipe_table_becomes_rows(tmp_path: Path) -> None:
    text = load(tmp_path, HEAD + "## 統計 {#stats}\n| 年 | 件数 |\n|---|---:|\n| 2023年 | 26 |\n").text
    units = [u for s in text.sections for u in s.units]
    assert [u.kind for u in units] == ["row", "row"]
    assert text.body[units[1].start : units[1].end] == "2023年\t26"


def test_pages_may_be_absent(tmp_path: Path) -> None:
    assert load(tmp_path, HEAD + "## 目的 {#a}\n本文である。\n").text.sections[0].pages == ""


def test_carriage_returns_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "guide.md"
    path.write_bytes((HEAD + SECTION).replace("\n", "\r\n").encode())
    assert texts(load_digest(path)) == {"purpose": ["なぜ守る？", "何を守る？"]}


@pytest.mark.parametrize(
    "head",
    [
        "",
        "---\n",
        '---\ndocument = "guide"\n---\n',
        '---\ndocument = "guide"\nedition = "2025"\n',
        "---\ndocument = guide\n---\n",
        'x\n---\ndocument = "guide"\nedition = "2025"\n---\n',
    ],
)
def test_a_broken_head_is_named(tmp_path: Path, head: str) -> None:
    assert refused(tmp_path, head).key == "digest_head"
    assert refused(tmp_path, head + SECTION).key == "digest_head"


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("## 目的\n本文。\n", "5"),
        ("本文が先。\n" + SECTION, "5"),
        (SECTION + "\n## 次 {id}\n本文。\n", "10"),
        (SECTION + "\n## 次 {#b pages=5}\n本文。\n", "10"),
    ],
)
def test_a_broken_heading_is_named_with_its_line(tmp_path: Path, body: str, line: str) -> None:
    error = refused(tmp_path, HEAD + body)
    assert (error.key, error.values["line"]) == ("digest_heading", line)


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (SECTION + SECTION, "9"),
        ("## 目的 {#a}\n想定質問: なぜ？\n", "5"),
        (SECTION + "## 空 {#b}\n\n", "9"),
    ],
)
def test_an_empty_or_repeated_section_is_named_with_its_line(tmp_path: Path, body: str, line: str) -> None:
    error = refused(tmp_path, HEAD + body)
    assert (error.key, error.values["line"]) == ("digest_section", line)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "guide.md"
    path.write_bytes((HEAD + SECTION).encode("cp932"))
    with pytest.raises(CorpusInvalid) as caught:
        load_digest(path)
    assert caught.value.values["file"] == "guide.md"


def test_digests_come_in_the_order_of_their_names() -> None:
    names = [digest.path.name for digest in load_digests()]
    assert names == sorted(names)
    assert len(names) >= 5
