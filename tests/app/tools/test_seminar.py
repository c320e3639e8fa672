"""Seminars as built: times that add up, quotations alone, questions that are sound and balanced."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import texts_seminar as say
from app.cited import Ref, Sources
from app.engine import Engine
from app.select import ANNOUNCES
from app.tools.seminar import Order, Said, Seminar
from app.tools.seminar_build import build
from app.tools.seminar_data import QuizRef, SlideRef, Wrong, load_seminar
from app.tools.seminar_figures import figures, holds
from app.tools.seminar_quiz import positions, sound
from app.tools.seminar_quote import row_text
from app.tools.seminar_swap import Lines, alike, lines, swapped
from app.tools.seminar_time import parts, room
from indexer.errors import HimitsuError

DATA = load_seminar()
FREE = ("秘密保持契約の結び方", "顧客名簿の持ち出し", "中国の営業秘密", "先使用権", "限定提供データ")
OUTSIDE = ("消防訓練", "株価予想", "新人のビジネスマナー", "料理の作り方", "著作権の基礎")


@pytest.fixture(scope="module")
def sources(engine: Engine) -> Sources:
    return Sources(engine.index)


@pytest.fixture(scope="module")
def every(sources: Sources) -> Lines:
    return lines(sources)


@pytest.fixture(scope="module")
def said(sources: Sources) -> set[str]:
    """Every sentence that may be quoted."""
    return {
        row_text(sources.says(Ref(*section, at)))
        for section in sources.sections()
        for at in range(len(sources.passage(Ref(*section)).sentences))
    }


def sayings(made: Seminar) -> list[Said]:
    told = [one for slide in made.slides for one in (*slide.lines, *slide.more, *slide.unconfirmed)]
    told += [asked.answer for slide in made.slides for asked in slide.asked]
    told += [one for case in made.cases for one in (*case.facts, *case.says)]
    return told + [one.why for one in made.questions] + [c.said for q in made.questions for c in q.confusions]


@pytest.mark.parametrize("audience", DATA.audiences)
@pytest.mark.parametrize("topic", DATA.topics)
def test_a_ready_topic_is_quoted_whole_and_keeps_its_time(
    engine: Engine, said: set[str], topic: str, audience: str
) -> None:
    for minutes in (15, 60, 120):
        made = build(engine, Order(topic, audience, minutes))
        assert sum(part.minutes for part in made.parts) == minutes
        assert all(one.text in said for one in sayings(made))
        assert len(made.questions) == 10
        assert len({(slide.kicker, slide.title, slide.lines[0].text) for slide in made.slides}) == len(
            made.slides
        )
        numbers = {citation.number for citation in made.citations}
        assert {mark for one in sayings(made) for mark in one.marks} == numbers
        for one in sayings(made):
            assert len(one.marks) == 1


def check_questions(made: Seminar, sources: Sources) -> None:
    for question in made.questions:
        said = sources.says(question.refs[question.right])
        borne = [at for at, option in enumerate(question.options) if holds(row_text(said), option)]
        assert borne == [question.right], question.id
        assert len(set(question.options)) == 4
        for option, ref in zip(question.options, question.refs, strict=True):
            assert holds(row_text(sources.says(ref)), option), (question.id, option)
        assert question.why.text == row_text(said)
        assert question.why.marks
        assert not holds(question.ask, question.options[question.right])
    placed = Counter(question.right for question in made.questions)
    assert max(placed.values(), default=0) - min(placed[place] for place in range(4)) <= 1


@pytest.mark.parametrize("topic", [*DATA.topics, *FREE])
def test_every_question_has_one_right_option_and_the_places_are_balanced(
    engine: Engine, sources: Sources, topic: str
) -> None:
    for seed in (1, 2):
        check_questions(build(engine, Order(topic, "managers", 60, seed)), sources)


@pytest.mark.parametrize("topic", FREE)
def test_a_free_topic_is_gathered_and_says_so(engine: Engine, topic: str) -> None:
    from app.show_seminar import remarks

    made = build(engine, Order(topic, "staff", 45))
    assert not made.ready
    assert made.topic == topic
    assert len(made.slides) >= 3
    assert sum(part.minutes for part in made.parts) == 45
    assert say.FREE_NOTE in remarks(made)
    fewer = say.FEWER.format(count=len(made.questions))
    assert (fewer in remarks(made)) == (0 < len(made.questions) < 10)


def test_a_sentence_that_promises_a_list_comes_with_the_list(engine: Engine) -> None:
    for topic in ("在宅勤務での秘密情報の持ち帰り", "秘密保持契約", "営業秘密管理指針の改訂"):
        for slide in build(engine, Order(topic, "staff", 120)).slides:
            for at, line in enumerate(slide.lines):
                if ANNOUNCES.search(line.text):
                    assert len(slide.lines) > at + 2, (slide.title, line.text)


def test_no_slide_is_named_by_a_number_or_by_a_word_that_tells_nothing(engine: Engine) -> None:
    made = build(engine, Order("overseas", "overseas", 120))
    assert "考え方" not in {slide.title for slide in made.slides}
    assert len({slide.title for slide in made.slides}) == len(made.slides)
    leavers = build(engine, Order("leavers", "managers", 120))
    assert [slide.title for slide in leavers.slides if re.match("[①-⑳]|ポイント", slide.title)] == []


def test_in_class_is_asked_first_what_was_told(engine: Engine) -> None:
    made = build(engine, Order("leavers", "managers", 30))
    told = {mark for slide in made.slides for line in slide.lines for mark in line.marks}
    asked = [set(question.why.marks) <= told for question in made.questions]
    assert asked == sorted(asked, reverse=True)
    assert asked[0]


def test_a_foreign_law_comes_only_to_those_abroad(engine: Engine) -> None:
    at_home = build(engine, Order("秘密保持契約の結び方", "staff", 120))
    assert not [c for c in at_home.citations if c.document.startswith(("cn-", "de-", "kr-", "sheet-cn"))]


@pytest.mark.parametrize("topic", OUTSIDE)
def test_a_topic_outside_the_corpus_is_refused_with_the_nearest_ready_ones(
    engine: Engine, topic: str
) -> None:
    with pytest.raises(HimitsuError) as caught:
        build(engine, Order(topic, "staff", 30))
    assert caught.value.key == "seminar_outside"
    near = str(caught.value.values["near"]).split("」「")
    assert len(near) == 3
    assert set(near) <= {ready.title for ready in DATA.topics.values()}


@pytest.mark.parametrize(
    ("order", "key"),
    [
        (Order("", "staff", 30), "seminar_topic"),
        (Order("あ" * 101, "staff", 30), "seminar_topic"),
        (Order("leavers", "nobody", 30), "seminar_audience"),
        (Order("leavers", "staff", 14), "seminar_minutes"),
        (Order("leavers", "staff", 121), "seminar_minutes"),
    ],
)
def test_what_cannot_be_ordered_is_an_error_that_says_why(engine: Engine, order: Order, key: str) -> None:
    with pytest.raises(HimitsuError) as caught:
        build(engine, order)
    assert caught.value.key == key


def test_a_ready_topic_goes_by_its_other_names(engine: Engine) -> None:
    made = build(engine, Order(" 三要件 ", "staff", 15))
    assert made.ready
    assert made.topic == "営業秘密の三要件"


def test_the_same_order_gives_the_same_seminar_and_another_seed_another_order_of_questions(
    engine: Engine,
) -> None:
    order = Order("penalties", "staff", 60)
    first, again = build(engine, order), build(engine, order)
    assert first == again
    other = build(engine, replace(order, seed=2))
    assert [q.id for q in other.questions] != [q.id for q in first.questions]
    assert json.loads(json.dumps(first.to_dict()))["questions"][0]["refs"][0].count("#") == 1


@given(st.integers(15, 120), st.integers(0, 3), st.integers(0, 10), st.integers(1, 40))
def test_the_parts_add_up_and_none_is_longer_than_the_whole(
    minutes: int, cases: int, questions: int, slides: int
) -> None:
    fits = room(minutes, cases, questions)
    outline, each = parts(fits, slides)
    assert sum(part.minutes for part in outline) == minutes
    assert all(part.minutes > 0 for part in outline)
    assert fits.slides >= 3
    assert 0 <= each <= 60


@given(st.integers(0, 10), st.text(max_size=20))
def test_the_right_options_are_spread_over_the_four_places(count: int, seed: str) -> None:
    placed = Counter(positions(count, seed))
    assert sum(placed.values()) == count
    assert max(placed.values(), default=0) - min(placed[place] for place in range(4)) <= 1


@given(st.integers(1, 9_999), st.sampled_from(["万円", "年", "件", "%", "人", "倍"]))
def test_a_figure_is_found_whole_and_worth_what_it_says(value: int, unit: str) -> None:
    sentence = f"上限は{value}{unit}である。"
    found = figures(sentence)
    if unit == "年" and value >= 100:
        assert found == []
        return
    assert [one.text for one in found] == [f"{value}{unit}"]
    assert sentence[found[0].start : found[0].end] == found[0].text
    assert found[0].worth == value * (10_000 if unit == "万円" else 1)
    assert holds(sentence, f"{value}{unit}")
    assert not holds(f"上限は1{value}{unit}である。", f"{value}{unit}")


@pytest.mark.parametrize("text", ["令和6年の判決", "2024年の調査", "第3条", "懲役2年6月", "平成27年8月3日"])
def test_dates_articles_and_composed_terms_are_no_figures(text: str) -> None:
    assert figures(text) == []


def test_made_questions_are_sound_for_every_section_of_the_corpus(sources: Sources, every: Lines) -> None:
    slides = [SlideRef(*section, (0,)) for section in dict.fromkeys(line.section for line in every.every)]
    made = list(swapped(slides, every))
    assert len(made) > 100
    assert [quiz.id for quiz in made if not sound(quiz, sources)] == []
    said = {line.ref: line.text for line in every.every}
    texts = set(said.values())
    for quiz in made:
        blanked = said[quiz.ref].replace(quiz.right, say.BLANK, 1)
        assert say.BLANK in quiz.ask
        for wrong in quiz.wrong:
            filled = said[quiz.ref].replace(quiz.right, wrong.text, 1)
            # No sentence of the corpus says what a wrong option would make of the sentence.
            assert filled not in texts, (quiz.id, wrong.text)
        assert blanked != said[quiz.ref]


def test_a_question_with_two_true_options_is_not_sound(sources: Sources) -> None:
    ref = Ref.parse("ipa-survey-2024#ai[2]")
    wrong = tuple(Wrong(text, ref) for text in ("26.2%", "52.0%"))
    other = Wrong("28.2%", Ref.parse("ipa-survey-2024#guard.c[1]"))
    assert not sound(QuizRef("x", (), "?", "25.8%", ref, (*wrong, other)), sources)


def test_two_ways_to_write_one_amount_are_not_two_options(sources: Sources) -> None:
    right = Ref.parse("press-cases#kappa.b[1]")
    same = Wrong("3000万円", Ref.parse("jp-ucpa#art21-4.pen[1]"))
    others = (
        Wrong("2000万円", Ref.parse("jp-ucpa#art21-1.pen[1]")),
        Wrong("500万円", Ref.parse("jp-ucpa#art21-3[1]")),
    )
    assert not sound(QuizRef("x", (), "?", "3,000万円", right, (same, *others)), sources)


@given(st.text(min_size=2, max_size=30))
def test_likeness_is_whole_with_itself_and_the_same_both_ways(text: str) -> None:
    assert alike(text, text) == 1
    assert alike(text, "別の文") == alike("別の文", text)
