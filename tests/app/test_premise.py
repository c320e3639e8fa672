"""Premises of questions: recognised by their form, compared by their figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine import Engine
from app.premise import ASKED, contrary, differing, is_put
from app.texts import PREMISE_CONTRARY
from indexer.japanese import fold

FINE = "罰則は10年以下の拘禁刑若しくは2,000万円以下の罰金である。"


@pytest.mark.parametrize(
    "question",
    [
        "マル秘と書けば必ず営業秘密になりますよね",
        "罰金は500万円でしたっけ",
        "退職したら義務は消えるって本当？",
        "三要件を満たせばいいんですよね？",
        "届出はいらないと聞きましたが。",
        "派遣さんは研修しなくていいんだよね？",
    ],
)
def test_premises_are_recognised(question: str) -> None:
    assert is_put(question)


@pytest.mark.parametrize(
    "question",
    ["罰金はいくらですか", "営業秘密の三要件を教えて", "退職者 アクセス権 いつ", "相談窓口はどこ？"],
)
def test_open_questions_put_none(question: str) -> None:
    assert not is_put(question)


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("罰金は500万円以下ですよね", ("500万円",)),
        ("罰金は２０００万円以下ですよね", ()),
        ("拘禁刑は5年以下で、罰金は2,000万円ですよね", ("5年",)),
        # No figure of its kind in the answer.
        ("会社は3社でしたっけ", ()),
        # Years are times, not amounts.
        ("2019年の法律では10年以下ですよね", ()),
        # Of the circumstances, not of the rule.
        ("5年前に辞めた社員でも罰せられますよね", ()),
        # Asked openly.
        ("罰金は500万円以下ですか", ()),
    ],
)
def test_figures_that_differ(question: str, figures: tuple[str, ...]) -> None:
    assert differing(question, [FINE]) == figures


def test_a_figure_that_comes_later_is_borne_out() -> None:
    later = ["会社の罰金は5億円以下である。", FINE, "資格のない者の罰金は3億円以下である。"]
    assert differing("罰金は3億円ですよね", later) == ()
    assert differing("罰金は4億円ですよね", later) == ("4億円",)


@given(st.integers(1, 999), st.sampled_from(["年", "万円", "社", "%", "倍"]))
def test_a_figure_that_the_answer_holds_never_differs(number: int, unit: str) -> None:
    assert (
        differing(f"{number}{unit}ですよね", [f"答えは{number}{unit}で、ほかに{number + 1}{unit}もある。"])
        == ()
    )


def test_no_expected_question_of_the_corpus_is_told_of_the_contrary(engine: Engine) -> None:
    expected = {one.text for passage in engine.index.passages for one in passage.questions}
    asked = sorted(question for question in expected if ASKED.search(fold(question)))
    assert asked
    assert [one for one in asked if PREMISE_CONTRARY.partition("{")[0] in engine.ask(one).premise] == []


AFFIRMED = "大阪高判平成20年7月18日は、物理的な管理体制を問わずに秘密管理性を認めた裁判例である。"
DENIED = "その判決では、表示がなかったので秘密管理性は否定された。"


@pytest.mark.parametrize(
    ("question", "sentences", "outcomes"),
    [
        (
            "秘密管理性が認められなかった裁判例はありますか",
            [AFFIRMED],
            ("秘密管理性が認められなかった", "秘密管理性を認めた"),
        ),
        ("秘密管理性を認めた判例は？", [DENIED], ("秘密管理性を認めた", "秘密管理性は否定された")),
        ("秘密管理性を否定した判決を教えて", [AFFIRMED, DENIED], None),
        ("秘密管理性を認めた判決はいつですか", [AFFIRMED], None),
        ("有用性が否定された裁判例", [AFFIRMED], None),
        ("秘密管理性が認められる要件は何ですか", [DENIED], None),
        ("秘密管理性を否定した判決を教えて", [], None),
    ],
)
def test_cases_that_went_the_other_way_are_told(
    question: str, sentences: list[str], outcomes: tuple[str, str] | None
) -> None:
    assert contrary(question, sentences) == outcomes
