"""Passages: inside one section, whole sentences, known offsets and pages."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.digests import load_digests
from indexer.pages import TITLE
from indexer.passages import LONGEST, Expected, Passage, make_passages, with_questions, with_sections
from indexer.read import read
from indexer.read.reading import Page, Reading
from indexer.structure import Text, recover

text_line = st.text("秘密情報管理研修する、。「」（）①②・●➢１2ABc\t ", min_size=1, max_size=60)
pages_of_lines = st.lists(
    st.lists(text_line | st.just(""), min_size=1, max_size=20).map("\n".join), min_size=1, max_size=8
)
SENTENCE = "営業秘密として管理することを従業員に周知し、定期的に研修を行うことが重要である。"


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def text_of(*pages: str) -> Text:
    return recover(Reading(tuple(Page(str(at), text) for at, text in enumerate(pages, 1))))


def passages(*pages: str) -> list[Passage]:
    return make_passages(text_of(*pages), "doc", "1", "original")


def check(text: Text, found: list[Passage]) -> None:
    """The invariants that quoting and highlighting rest on."""
    assert len({p.id for p in found}) == len(found)
    for p in found:
        assert text.body[p.start : p.end] == p.text
        assert p.text.strip()
        assert all(p.start <= s.start < s.end <= p.end for s in p.sentences)
        assert all(a.end <= b.start for a, b in pairwise(p.sentences))
        assert all(p.quote(s) == text.body[s.start : s.end] for s in p.sentences)
        assert "".join(squeeze(p.quote(s)) for s in p.sentences) == squeeze(p.text)
        numbers = [int(n) for n in p.pages.split("-") if n]
        assert numbers == sorted(numbers)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(pages_of_lines)
def test_passages_and_their_sentences_lie_in_the_text(pages: list[str]) -> None:
    text = text_of(*pages)
    check(text, make_passages(text, "doc", "1", "original"))


@given(pages_of_lines)
def test_only_bare_headings_are_left_out_of_passages(pages: list[str]) -> None:
    text = text_of(*pages)
    found = make_passages(text, "doc", "1", "original")
    inside = [(p.start, p.end) for p in found]
    for section in text.sections:
        for unit in section.units:
            covered = any(a <= unit.start and unit.end <= b for a, b in inside)
            assert covered or unit.kind == "heading"


def test_a_long_section_is_cut_between_sentences_and_keeps_its_path() -> None:
    found = passages("１．研修\n" + "\n\n".join(f"➢ {n}番目。{SENTENCE}" for n in range(30)), "")
    assert len(found) > 2
    assert {p.path for p in found} == {("１．研修",)}
    assert all(len(p.text) <= LONGEST + 10 for p in found)
    assert all(p.quote(p.sentences[-1]).endswith("。") for p in found)


def test_short_neighbours_of_one_parent_are_joined_under_it() -> None:
    found = passages("第１章 対策\n（１）目的\n秘密を守る。\n（２）対象\n従業員である。\n", "")
    assert [p.path for p in found] == [("第１章 対策",)]
    assert "秘密を守る。" in found[0].text
    assert "従業員である。" in found[0].text


def test_sections_of_different_chapters_are_never_joined() -> None:
    found = passages("第１章 海外\n秘密を守る。\n第２章 従業員\n研修を行う。\n", "")
    assert [p.path for p in found] == [("第１章 海外",), ("第２章 従業員",)]


def test_a_table_is_not_cut() -> None:
    rows = "\n".join(f"{year}年\t検挙件数{year}件\t検挙人員{year}人" for year in range(1990, 2025))
    found = passages(f"１．統計\n{SENTENCE}\n{rows}\n", "")
    holding = [p for p in found if any(s.kind == "row" for s in p.sentences)]
    assert len(holding) == 1
    assert sum(s.kind == "row" for s in holding[0].sentences) == 35


def test_each_row_is_one_quotation() -> None:
    found = passages("年\t件数\n2023年\t26。22\n2024年\t22\n", "")
    assert [found[0].quote(s) for s in found[0].sentences] == ["年\t件数", "2023年\t26。22", "2024年\t22"]


def test_neighbouring_captions_are_quoted_together() -> None:
    found = passages(f"{SENTENCE}\n\n\n支援期間\n\n2027年2月5日まで\n\n\n{SENTENCE}\n", "")
    captions = [p.quote(s) for p in found for s in p.sentences if s.kind == "caption"]
    assert captions == ["支援期間\n2027年2月5日まで"]


def test_a_figures_label_after_the_last_full_stop_is_a_caption() -> None:
    found = passages(f"➢ {SENTENCE}相談窓口\n", "")
    assert [(found[0].quote(s), s.kind) for s in found[0].sentences] == [
        (SENTENCE, "item"),
        ("相談窓口", "caption"),
    ]


def test_a_remark_in_brackets_stays_with_its_text() -> None:
    found = passages(f"➢ {SENTENCE}（例：研修）\n", "")
    assert [s.kind for s in found[0].sentences] == ["item", "item"]


def test_ids_are_stable_and_tell_originals_from_digests() -> None:
    text = text_of(f"１．研修\n{SENTENCE}\n", "")
    assert [p.id for p in make_passages(text, "doc", "1", "original")] == ["doc/1/o00000"]
    assert [p.id for p in make_passages(text, "doc", "1", "digest")] == ["doc/1/d00000"]


def test_questions_and_sections_are_added_once() -> None:
    made = passages(f"１．研修\n{SENTENCE}\n", "")[0]
    asked = (Expected("研修は必要？", "ch2-1-5"), Expected("毎年？", "ch2-1-5"))
    found = with_sections(with_questions(made, asked), ("ch2-1-5", "ch2-1-5"))
    assert found.questions == asked
    assert found.section_ids == ("ch2-1-5",)
    assert made.questions == ()


def test_digest_sections_are_one_passage_each() -> None:
    for digest in load_digests():
        found = make_passages(digest.text, digest.document, digest.edition, "digest")
        check(digest.text, found)
        assert [p.section_ids for p in found] == [(s.id,) for s in digest.text.sections]
        assert [p.pages for p in found] == [s.pages for s in digest.text.sections]


def made_from(path: Path) -> tuple[Text, list[Passage]]:
    text = recover(read(path))
    return text, make_passages(text, path.stem, "1", "original")


def test_passages_of_the_originals_keep_the_invariants(originals: Path) -> None:
    paths = sorted(originals.glob("*.txt"))
    assert len(paths) == 5
    for path in paths:
        text, found = made_from(path)
        assert len(found) >= 10
        check(text, found)


def test_every_sentence_of_the_originals_stands_in_its_file(originals: Path) -> None:
    """White space apart. A quotation of several captions stands there caption by caption."""
    for path in sorted(originals.glob("*.txt")):
        source = squeeze(unicodedata.normalize("NFC", path.read_text("utf-8")))
        _, found = made_from(path)
        said = [
            part
            for p in found
            for s in p.sentences
            for part in (p.quote(s).split("\n") if s.kind == "caption" else [p.quote(s)])
        ]
        assert len(said) > 30
        assert [part for part in said if squeeze(part) not in source] == [], path.name


@pytest.mark.parametrize(
    ("title", "page"),
    [("情報管理に関する定期的・階層的な研修の実施", "57"), ("違反に対する毅然とした対応", "70")],
)
def test_known_sections_have_their_page(originals: Path, title: str, page: str) -> None:
    _, found = made_from(originals / "meti-tech-leak-guidance-v1.txt")
    titled = [
        p.pages for p in found if any(squeeze(x).endswith(squeeze(title)) and TITLE.match(x) for x in p.path)
    ]
    assert titled
    assert set(titled) == {page}
