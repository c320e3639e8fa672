"""Outcomes to figures: means, breakdowns, premises and the refusal curve, counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import GOLD, answer, outcome, question

from eval.answers import Outcome, confidence, intervals, run, summary
from eval.breakdown import section_disjoint, table, tables
from eval.curve import curve, point
from eval.premises import corrected, corrected_at_once
from eval.premises import summary as premises
from eval.questions import Gold, is_right, load_questions
from eval.sets import SEEN, disjoint, of_setup, sections, seen_sections

OUTCOMES = [
    outcome(question("a"), rank=1, facts=1.0, first=0.5),
    outcome(question("b", form="list", group="jetro"), rank=4, facts=0.5, first=1.0),
    outcome(question("c", group="jetro"), refused=True),
    outcome(question("d", answerable=False, kind="near"), refused=True),
    outcome(question("e", answerable=False, kind="off", group="jetro")),
]


def test_every_measure_is_a_mean_over_those_it_is_asked_of() -> None:
    found = summary(OUTCOMES)
    assert (found["answerable"], found["unanswerable"]) == (3, 2)
    assert found["R@1"] == pytest.approx(1 / 3)
    assert found["R@5"] == pytest.approx(2 / 3)
    assert found["RR@10"] == pytest.approx((1 + 1 / 4) / 3)
    assert found["facts"] == pytest.approx(1 / 3)
    assert found["fact groups"] == pytest.approx(0.5)
    assert found["first sentence"] == pytest.approx(0.25), "b asks for a list, c was refused"
    assert found["false refusals"] == pytest.approx(1 / 3)
    assert found["refusals"] == 0.5
    assert "pointers in section" not in found, "no answer points anywhere"


def test_intervals_are_of_shares_alone() -> None:
    found = intervals(OUTCOMES)
    assert found["R@1"].low <= found["R@1"].mean <= found["R@1"].high
    assert "characters" not in found


def test_parts_are_told_apart_and_largest_first() -> None:
    found = table(OUTCOMES, lambda q: q.group)
    assert list(found) == ["jetro", "trainer"]
    assert (found["jetro"]["answerable"], found["jetro"]["unanswerable"]) == (2, 1)
    assert found["jetro"]["R@5"] == 0.5
    assert found["trainer"]["facts"] == 1
    assert found["trainer"]["refusals"] == 1


def test_a_question_without_the_property_is_in_no_part() -> None:
    assert set(tables(OUTCOMES)["form"]) == {"fact", "list"}
    assert set(tables(OUTCOMES)["kind"]) == {"near", "off"}
    assert set(tables(OUTCOMES)["document"]) == {GOLD.document}


def test_the_disjoint_questions_share_no_section_with_development() -> None:
    held = [q for name in ("test", "corpus-test") for q in load_questions(name)]
    apart = disjoint(held)
    assert 0 < len(apart) < sum(q.answerable for q in held)
    assert not any(sections(q) & seen_sections() for q in apart)
    assert disjoint([q for name in SEEN for q in load_questions(name)]) == []


def test_the_split_keeps_every_answerable_question_once() -> None:
    seen = Gold(*next(iter(seen_sections())), "", "")
    mixed = [outcome(question("new"), rank=1), outcome(question("old", gold=(GOLD, seen)))]
    assert [o.question.id for o in section_disjoint(mixed)] == ["new"]
    split = tables([*mixed, OUTCOMES[3]])["sections"]
    assert [split[name]["answerable"] for name in ("disjoint", "shared")] == [1, 1]


def test_originals_alone_are_asked_what_they_answer() -> None:
    assert of_setup(("test", "corpus-test"), digests=False) == ("test",)
    assert of_setup(("test", "corpus-test"), digests=True) == ("test", "corpus-test")


FALSE = question("f", kind="false")
TRUE = question("t", kind="true")


def test_a_false_premise_is_corrected_by_all_facts() -> None:
    late = answer("前置き。", "役職ごとに行う。", "部署ごとにも行う。")
    assert corrected(late, FALSE)
    assert not corrected_at_once(late, FALSE)
    assert corrected_at_once(answer("役職ごとに行う。", "部署ごとにも行う。"), FALSE)
    assert not corrected(answer("役職ごとに行う。"), FALSE)


def test_premises_are_counted_by_kind() -> None:
    whole, half = answer("役職と部署。"), answer("役職。")
    found = premises([(FALSE, whole), (FALSE, half), (TRUE, half)])
    assert found["corrected"] == found["corrected at once"] == 0.5
    assert found["true left alone"] == 1
    assert found["true facts"] == 0
    assert premises([(TRUE, whole)]).keys() == {"true left alone", "true facts"}


def test_the_curve_pays_no_more_than_allowed() -> None:
    yes, no = [0.9, 0.8, 0.7, 0.2], [0.1, 0.3, 0.75, 0.95]
    none = point(yes, no, 0.0)
    assert (none.paid, none.threshold, none.refusals.mean) == (0.0, 0.2, 0.25)
    one = point(yes, no, 0.25)
    assert (one.paid, one.threshold, one.refusals.mean) == (0.25, 0.7, 0.5)
    assert point(yes, no, 0.49) == replace(one, allowed=0.49)
    assert point(yes, no, 0.5).refusals.mean == 0.75


@given(
    st.lists(st.floats(0, 1), min_size=1, max_size=30),
    st.lists(st.floats(0, 1), min_size=1, max_size=30),
)
def test_the_curve_rises(yes: list[float], no: list[float]) -> None:
    asked = [outcome(question(), confidence=p) for p in yes]
    asked += [outcome(question(answerable=False), confidence=p) for p in no]
    points = curve(asked)
    assert all(one.paid <= one.allowed + 1e-9 for one in points)
    assert [one.refusals.mean for one in points] == sorted(one.refusals.mean for one in points)


@pytest.fixture(scope="module")
def few(engine) -> list[Outcome]:
    return run(engine, load_questions("dev")[::12])


def test_real_answers_quote_what_they_cite(few: list[Outcome]) -> None:
    answered = [o for o in few if not o.refused]
    assert answered
    assert {o.verbatim for o in answered} == {1.0}


def test_the_rank_is_that_of_the_measures(few: list[Outcome], engine) -> None:
    for one in few:
        if one.question.answerable:
            assert one.ranking["RR@10"] == pytest.approx(1 / one.rank if one.rank else 0.0)
    first = next(o for o in few if o.rank == 1)
    hit = engine.searcher.search(engine.searcher.query(first.question.question), 1)[0]
    assert is_right(hit.passage, first.question)


def test_the_confidence_decides_the_refusal(few: list[Outcome], engine) -> None:
    surest_refused = max((o.confidence for o in few if o.refused), default=0.0)
    least_answered = min(o.confidence for o in few if not o.refused)
    assert surest_refused < least_answered
    both = "退職者の対策は何ですか？月の裏側には何がありますか？"
    alone = [
        confidence(engine, part) for part in ("退職者の対策は何ですか？", "月の裏側には何がありますか？")
    ]
    assert confidence(engine, both) == pytest.approx(max(alone))
