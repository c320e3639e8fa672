"""もしかして: what is put right, what is left alone, and what the reader is told."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import texts
from app.engine import Engine
from app.export.docx import to_docx
from app.export.markdown import to_markdown
from app.model import Answer
from app.show import answer_text
from app.spelling import Change, Speller
from app.web.turn import turn
from eval.questions import load_questions
from indexer.lexicon import Lexicon
from indexer.terms import Term

DAY = date(2026, 11, 25)
KATAKANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモラリルレロンー"
# The engine's index does not change between examples.
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)


def changes(speller: Speller, question: str) -> list[tuple[str, str]]:
    found = speller.suggest(question)
    return [(change.typed, change.meant) for change in found.changes] if found else []


def distance(one: str, other: str) -> int:
    """Damerau-Levenshtein distance (optimal string alignment), as its definition says."""
    table = [[max(i, j) if 0 in (i, j) else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i, a in enumerate(one, 1):
        for j, b in enumerate(other, 1):
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a != b))
            if i > 1 and j > 1 and (a, one[i - 2]) == (other[j - 2], b):
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@pytest.mark.parametrize(
    ("typed", "wrong", "meant"),
    [
        ("営業必密とは", "営業必密", "営業秘密"),
        ("競業避止義部の期間", "競業避止義部", "競業避止義務"),
        ("誓訳書の効力", "誓訳書", "誓約書"),
        ("不正競走防止法の改正", "不正競走防止法", "不正競争防止法"),
        ("退職者のアカンウト", "アカンウト", "アカウント"),
        ("コンプラインス研修", "コンプラインス", "コンプライアンス"),
        ("トレードシークレトとは", "トレードシークレト", "トレードシークレット"),
        ("ﾄﾚｰﾄﾞｼｰｸﾚﾄとは", "トレードシークレト", "トレードシークレット"),
        ("ハンブドックの章", "ハンブドック", "ハンドブック"),
        ("ジェットロの支援", "ジェットロ", "ジェトロ"),
        ("営業秘秘密とは", "営業秘秘密", "営業秘密"),
        ("秘密を漏らすと長役は何年", "長役", "懲役"),
        ("秘密補事義務", "補事", "保持"),
        ("ひみつほじけいやくの条項", "ひみつほじけいやく", "秘密保持契約"),
        ("きょぎょうひし義務", "きょぎょうひし", "競業避止"),
        ("eigyo himitsu とは", "eigyo himitsu", "営業秘密"),
        ("Kyōgyō hishi gimu", "Kyōgyō hishi gimu", "競業避止義務"),
        ("ChatGTPに入力した", "ChatGTP", "ChatGPT"),
    ],
)
def test_a_slip_is_put_right(engine: Engine, typed: str, wrong: str, meant: str) -> None:
    assert changes(engine.speller, typed) == [(wrong, meant)]


@pytest.mark.parametrize(
    "question",
    [
        "カナダの罰金は",
        "ブラジルとトルコとミャンマーの営業秘密法",
        "ニュージーランドの刑罰は",
        "サムスンとポスコの事件",
        "ウェイモとウーバーの和解額",
        "株式会社シークレッツの営業秘密",
        "ライバルズ社の技術",
        "日産自動車とホンダの訴訟",
        "田中さんと山元さんが訴えられた",
        "ブラジル INPI とメキシコ IMPI の手続",
        "営業秘書の仕事",
        "情報を持ち出して後悔しています",
        "新人の試用期間",
        "製造物責任法の期間",
        "データ不提供の条項",
        "技術者の日当の目安",
        "北京の知識産権法院",
        "ハノイのフォーの店",
        "インピットの窓口",
        "ｺﾝﾌﾟﾗｲｱﾝｽ違反",
        "",
        "？？？",
        "İstanbul",
    ],
)
def test_what_is_right_as_it_is_stays(engine: Engine, question: str) -> None:
    assert engine.speller.suggest(question) is None


def test_two_slips_and_the_rest_of_the_question_as_typed(engine: Engine) -> None:
    found = engine.speller.suggest("NDAで営業必密を守る誓訳書は？")
    assert found is not None
    assert found.text == "NDAで営業秘密を守る誓約書は？".replace("？", "?")
    assert found.changes == (Change("営業必密", "営業秘密"), Change("誓訳書", "誓約書"))


def test_well_spelt_questions_are_hardly_ever_changed(engine: Engine) -> None:
    asked = [q for name in ("dev", "corpus-dev") for q in load_questions(name) if q.style != "typo"]
    assert len(asked) > 150
    assert [q.id for q in asked if engine.speller.suggest(q.question)] == []


def test_misspelt_questions_mostly_come_back(engine: Engine) -> None:
    asked = load_questions("typo-dev")
    found = [changes(engine.speller, q.question) for q in asked]
    assert sum(bool(one) for one in found) > 0.8 * len(asked)


@SHARED
@given(data=st.data())
def test_known_terms_are_never_changed(engine: Engine, data: Any) -> None:
    known = sorted(engine.index.terms)
    words = data.draw(st.lists(st.sampled_from(known), min_size=1, max_size=5))
    assert engine.speller.suggest("、".join(words)) is None


@SHARED
@given(data=st.data())
def test_a_correction_is_one_slip_away(engine: Engine, data: Any) -> None:
    known = sorted(t for t, n in engine.index.terms.items() if n.count >= 3 and len(t) >= 4)
    word = data.draw(st.sampled_from(known))
    at = data.draw(st.integers(0, len(word) - 2))
    other = data.draw(st.sampled_from(KATAKANA + "業秘必訳約防坊"))
    typed = data.draw(
        st.sampled_from(
            [
                word[:at] + other + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at] + word[at:],
                word[:at] + word[at + 1 :],
            ]
        )
    )
    for wrong, meant in changes(engine.speller, typed):
        assert wrong.lower() in typed
        # Two kanji that sound like two others (補事 and 保持) may both be wrong.
        assert distance(wrong.lower(), meant.lower()) == 1 or len(wrong) == len(meant) == 2


@SHARED
@given(question=st.text(max_size=80))
def test_any_text_is_looked_at_without_fail(engine: Engine, question: str) -> None:
    found = engine.speller.suggest(question)
    assert found is None or found.changes


def test_only_terms_met_often_enough_are_meant() -> None:
    nothing = Lexicon(frozenset(), ())
    often = Speller({"技術流出": Term(3, "ぎじゅつりゅうしゅつ")}, nothing, {})
    seldom = Speller({"技術流出": Term(2, "ぎじゅつりゅうしゅつ")}, nothing, {})
    assert changes(often, "技術流出流出の事例") == []
    assert changes(often, "枝術流出の事例") == changes(seldom, "枝術流出の事例") == []
    assert changes(often, "技術留出の事例") == [("技術留出", "技術流出")]
    assert changes(seldom, "技術留出の事例") == []
    assert Speller({}, nothing, {}).suggest("営業必密") is None


def test_the_answer_says_what_was_searched(engine: Engine) -> None:
    answer = engine.ask("営業必密の三つの要件は？", today=DAY)
    plain = engine.ask("営業秘密の三つの要件は？", today=DAY)
    assert answer.question == "営業必密の三つの要件は？"
    assert answer.suggestion == answer.to_dict()["suggestion"] == "営業秘密の三つの要件は?"
    assert [claim.text for claim in answer.claims] == [claim.text for claim in plain.claims]
    assert plain.suggestion == ""


def test_a_question_about_another_country_is_still_refused(engine: Engine) -> None:
    answer = engine.ask("カナダの営業必密侵害罪の罰金はいくらですか", today=DAY)
    assert answer.status == "refused"
    assert answer.suggestion == "カナダの営業秘密侵害罪の罰金はいくらですか"


@pytest.mark.parametrize("status", ["answered", "refused"])
def test_every_view_shows_the_suggestion(status: Any) -> None:
    said = texts.did_you_mean("営業秘密とは")
    with_it = Answer("営業必密とは", status, "一。", suggestion="営業秘密とは")
    without = Answer("営業秘密とは", status, "一。")
    assert texts.did_you_mean("") == ""
    for view in (answer_text, lambda a: turn(a, 1), lambda a: to_markdown(a, DAY), word_text):
        assert said in view(with_it)
        assert "もしかして" not in view(without)


def word_text(answer: Answer) -> str:
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(to_docx(answer, DAY))).paragraphs)


def test_the_suggestion_is_escaped() -> None:
    answer = Answer("x", "answered", "一。", suggestion="<b>秘密</b>")
    assert "<b>秘密" not in turn(answer, 1)
