"""Answers that speak of the same thing and do not hold what is asked for are marked as such."""

from __future__ import annotations

import pytest

from app.engine import Engine
from app.tools.doubts import elsewhere, lacks
from app.tools.reply import draft


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("ガイダンスの第2版はいつ出ますか。", "技術流出対策ガイダンス第1版は、2025年5月に公表された。"),
        ("かっぱ寿司事件の裁判長は誰ですか。", "かっぱ寿司事件の事件番号は、令4(特わ)2148である。"),
        ("電話は何時から何時まで受け付けていますか。", "知的財産課の電話番号は03-3582-5198である。"),
        ("弁護士費用はいくらくらいですか。", "費用は請求できない。"),
        ("誓約書のひな形をいただけますか。", "誓約書は入社時に取る。"),
    ],
)
def test_what_the_quotation_does_not_hold_is_lacking(question: str, told: str) -> None:
    assert lacks(question, [told])


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("支援の費用はいくらですか。", "支援は無料である。"),
        ("電話番号を教えてください。", "電話番号は03-3582-5198である。"),
        ("見本市で名刺を配ってもよいですか。", "専用の名刺を用意する。"),
        ("営業秘密の三要件は何ですか。", "秘密管理性、有用性、非公知性である。"),
    ],
)
def test_what_it_holds_or_what_is_no_such_thing_is_not(question: str, told: str) -> None:
    assert not lacks(question, [told])


def test_our_own_law_does_not_answer_for_another_country() -> None:
    assert elsewhere(("シンガポール",), [("10年以下の拘禁刑である。", "日本")])
    assert not elsewhere(("シンガポール",), [("シンガポールには専用法がない。", "各国")])
    assert not elsewhere(("タイ",), [("要件は3つである。", "タイ")])
    assert not elsewhere((), [("10年以下の拘禁刑である。", "日本")])


def test_a_draft_marks_such_answers_and_questions_about_a_named_party(engine: Engine) -> None:
    letter = (
        "営業秘密の三要件は何ですか。\n"
        "オオタ計器から転職した者がいます。\n"
        "オオタ計器に連絡すべきでしょうか。\n"
        "技術流出対策ガイダンスの第2版はいつ出ますか。\n"
        "シンガポールでは、営業秘密を侵害した個人の罰金の上限はいくらですか。"
    )
    plain, named, ahead, abroad = draft(engine, letter).replies
    assert named.is_case
    assert not ahead.told or ahead.less_sure
    assert not abroad.told or abroad.less_sure
    assert plain.told
    assert not plain.less_sure
    assert not plain.is_case


def test_two_things_asked_in_one_sentence_are_shown_without_what_joined_them(engine: Engine) -> None:
    made = draft(engine, "秘密保持契約に入れておくべき項目と、違反があったときの罰則を教えてください。")
    assert [reply.shown for reply in made.replies] == [
        "秘密保持契約に入れておくべき項目",
        "違反があったときの罰則を教えてください。",
    ]
