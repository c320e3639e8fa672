"""The seminar's corpus files: every section they name is there, every question has one right option."""

from __future__ import annotations

from collections import Counter

import pytest

from app import texts
from app.cited import Sources
from app.engine import Engine
from app.tools.seminar_data import QuizRef, load_seminar
from app.tools.seminar_figures import figures, holds
from app.tools.seminar_quiz import sound
from indexer.catalog import CORPUS
from indexer.errors import CorpusInvalid
from indexer.japanese import morphemes

DATA = load_seminar()
WANTED = {
    "three-requirements",
    "leavers",
    "joiners",
    "partners",
    "genai-cloud",
    "overseas",
    "first-response",
    "penalties",
    "tech-leak",
    "training",
    "exhibitions",
    "export-control",
}


@pytest.fixture(scope="module")
def sources(engine: Engine) -> Sources:
    return Sources(engine.index)


def test_the_topics_and_audiences_are_there() -> None:
    assert set(DATA.topics) >= WANTED
    assert [one.label for one in DATA.audiences.values()] == ["経営層", "管理職", "一般社員", "海外拠点"]
    assert sorted(topic.order for topic in DATA.topics.values()) == list(range(1, len(DATA.topics) + 1))


def test_every_slide_quotes_sentences_that_are_there_and_confirmed(sources: Sources) -> None:
    around = [slide for one in DATA.audiences.values() for slide in (*one.opening, *one.closing)]
    slides = [slide for topic in DATA.topics.values() for slide in topic.slides] + around
    for slide in slides:
        for ref in slide.refs:
            assert texts.UNCONFIRMED_MARK not in sources.says(ref), ref
        assert set(slide.only) <= set(DATA.audiences), slide
    assert len(slides) > 300


def test_no_topic_names_a_section_twice() -> None:
    for topic in DATA.topics.values():
        named = Counter((slide.document, slide.section) for slide in topic.slides)
        assert [section for section, count in named.items() if count > 1] == [], topic.id


def test_every_topic_has_slides_for_every_audience_from_the_shortest_on() -> None:
    for topic in DATA.topics.values():
        for audience in DATA.audiences:
            own = [slide for slide in topic.slides if not slide.only or audience in slide.only]
            assert len([slide for slide in own if slide.level == 1]) >= 3, (topic.id, audience)
            assert len(own) >= 12, (topic.id, audience)


def test_every_case_is_quoted_and_only_asks_in_its_own_words(sources: Sources) -> None:
    for case in DATA.cases.values():
        for ref in (*case.facts, *case.says):
            assert texts.UNCONFIRMED_MARK not in sources.says(ref), ref
        assert all(asked.endswith("か。") and not figures(asked) for asked in case.discuss), case.id
    assert {name for topic in DATA.topics.values() for name in topic.cases} == set(DATA.cases)


def test_every_stored_question_has_one_option_that_its_sentence_bears_out(sources: Sources) -> None:
    assert [quiz.id for quiz in DATA.quiz if not sound(quiz, sources)] == []
    for quiz in DATA.quiz:
        said = sources.says(quiz.ref)
        borne = [text for text in (quiz.right, *(w.text for w in quiz.wrong)) if holds(said, text)]
        assert borne == [quiz.right], quiz.id
        for wrong in quiz.wrong:
            assert holds(sources.says(wrong.ref), wrong.text), (quiz.id, wrong.text)


def test_every_topic_has_ten_questions_that_it_can_ask() -> None:
    count = Counter(topic for quiz in DATA.quiz for topic in quiz.topics)
    assert set(count) == set(DATA.topics)
    assert {topic: number for topic, number in count.items() if number < 10} == {}
    assert len({quiz.id for quiz in DATA.quiz}) == len(DATA.quiz)
    assert len({quiz.ask for quiz in DATA.quiz}) == len(DATA.quiz)


def test_a_question_does_not_tell_its_answer() -> None:
    def told(quiz: QuizRef) -> bool:
        return holds(quiz.ask, quiz.right)

    assert [quiz.id for quiz in DATA.quiz if told(quiz)] == []


def test_no_option_is_cut_off_in_the_middle_of_its_sentence() -> None:
    options = {text for quiz in DATA.quiz for text in (quiz.right, *(wrong.text for wrong in quiz.wrong))}
    cut = {text for text in options if morphemes(text)[-1][1][5].startswith(("連用形", "未然形"))}
    ended = ("だけ", "のみ", "など", "まで", "ずつ")
    cut |= {text for text in options if morphemes(text)[-1][1][0] == "助詞" and not text.endswith(ended)}
    assert cut == set()


def test_no_topic_goes_by_a_name_of_another() -> None:
    names = Counter(name for topic in DATA.topics.values() for name in {topic.title, *topic.words})
    assert [name for name, count in names.items() if count > 1] == []


def test_a_broken_entry_is_named(tmp_path_factory: pytest.TempPathFactory) -> None:
    import shutil

    folder = tmp_path_factory.mktemp("corpus") / "seminar"
    shutil.copytree(CORPUS / "seminar", folder)
    quiz = folder / "quiz.toml"
    quiz.write_text(quiz.read_text("utf-8").replace('right = "2000万円"\n', "", 1), "utf-8")
    with pytest.raises(CorpusInvalid) as caught:
        load_seminar(folder)
    assert caught.value.values["file"] == "quiz.toml"
    assert caught.value.values["entry"] == "fine-person"
