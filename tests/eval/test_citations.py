"""Claims, citations and pointers judged on answers made by hand."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from made import answer, citation, question

from app.guide import Guide
from app.model import Answer, ChecklistPointer, Claim
from eval.citations import chapter, pointed_chapters, pointed_sections, relevant, verbatim
from eval.questions import Gold
from indexer.lexicon import Lexicon
from indexer.passages import Passage

PASSAGE = Passage("p", "guide", "1", "digest", ("研修",), "", 0, 4, "研修は役職ごと。", (), ("ch2-1-5.a",))
TABLE = "国\t期間\tいつから\n日本\t3年、または20年\t知った時\n"


def test_a_quoted_sentence_is_verbatim_and_an_altered_one_is_not() -> None:
    given = answer("研修は役職ごと。", "研修は部署ごと。", passage="前の文。研修は**役職**ごと。")
    assert verbatim(given) == 0.5


def test_white_space_and_width_do_not_count() -> None:
    assert verbatim(answer("罰金は2,000万円", passage="罰金は２，０００ 万円")) == 1


def test_every_cell_of_a_row_must_stand_in_the_table() -> None:
    told = Claim("日本 — 期間：3年、または20年、いつから：知った時", (1,), "supported")
    given = Answer("q", "answered", "", (told,), (citation(1, TABLE),))
    assert verbatim(given) == 1
    wrong = replace(told, text="日本 — 期間：5年")
    assert verbatim(replace(given, claims=(wrong,))) == 0


def test_a_row_is_not_let_off_as_a_sentence() -> None:
    quoted = Claim("日本 — 期間：3年、または20年", (1,), "verbatim")
    assert verbatim(Answer("q", "answered", "", (quoted,), (citation(1, TABLE),))) == 0


def test_a_claim_must_stand_in_what_it_cites_itself() -> None:
    claims = (Claim("甲である。", (1,)), Claim("乙である。", (1,)), Claim("乙である。", (2,)))
    given = Answer("q", "answered", "", claims, (citation(1, "甲である。"), citation(2, "乙である。")))
    assert verbatim(given) == pytest.approx(2 / 3)


def test_an_answer_without_claims_has_no_share() -> None:
    assert verbatim(answer()) == relevant(answer(), question(), {}) == 0


def test_a_citation_is_relevant_by_its_section_or_by_a_fact() -> None:
    other = replace(PASSAGE, id="o", section_ids=("ch9",))
    cited = (citation(1, "研修", "p"), citation(2, "部署に知らせる", "o"), citation(3, "監査", "o"))
    claims = tuple(Claim("x", (number,)) for number in (1, 2, 3))
    given = Answer("q", "answered", "", claims, cited)
    assert relevant(given, question(), {"p": PASSAGE, "o": other}) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("section", "expected"),
    [("ch2-1-5.a", "ch2-1"), ("ch2-1-5", "ch2-1"), ("c6-measures.b", "c6"), ("route", "route")],
)
def test_chapters_are_told_by_ids(section: str, expected: str) -> None:
    assert chapter(section) == expected


def test_pointers_are_judged_by_the_section_of_their_item() -> None:
    guide = Guide(Lexicon(frozenset(), ()), SimpleNamespace())  # type: ignore[arg-type]
    items = [item for item in guide.items if item.section in ("ch2-1-3", "ch2-1-6")][:2]
    other = next(item for item in guide.items if item.section == "c6-measures")
    asked = question(gold=(Gold(items[0].document, f"{items[0].section}.z", "", ""),))
    near = next(i for i in guide.items if i.section != items[0].section and i.section.startswith("ch2-1-"))
    pointers = tuple(ChecklistPointer(i.checklist, i.id, i.text, i.section) for i in (items[0], near, other))
    given = replace(answer("x"), checklist=pointers)
    assert pointed_sections(given, asked, guide) == pytest.approx(1 / 3)
    assert pointed_chapters(given, asked, guide) == pytest.approx(2 / 3)
