"""What a question asks for, and which sentence could answer it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.asked import KINDS, fits, kinds, parts


def names(question: str) -> set[str]:
    return {kind.name for kind in kinds(question)}


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("相談窓口の電話番号は？", "phone"),
        ("申請書を送るメールアドレスは？", "mail"),
        ("ジェトロの住所を教えて", "address"),
        ("罰金はいくらですか", "money"),
        ("改正されたのはいつですか", "date"),
        ("支援はいつまで受けられますか", "until"),
        ("懲役は何年ですか", "duration"),
        ("何割の会社が漏えいを経験していますか", "share"),
        ("対象国はどこですか", "country"),
        ("どこに相談すればよいですか", "office"),
        ("退職者にはどう対応すればよいですか", "how"),
        ("なぜ研修が必要なのですか", "reason"),
        ("不正競争防止法の何条ですか", "law"),
        ("検挙件数は何件ですか", "count:件"),
        ("対象は何か国ですか", "count:か国"),
    ],
)
def test_the_kind_of_a_question(question: str, kind: str) -> None:
    assert kind in names(question)


def test_until_is_not_a_date() -> None:
    assert "date" not in names("支援はいつまで受けられますか")


def test_an_open_question_is_of_no_kind() -> None:
    assert kinds("営業秘密と個人情報の関係") == ()


@pytest.mark.parametrize(
    ("question", "answers", "silent"),
    [
        ("電話番号は？", "電話は03-3582-5198です。", "電話で相談できます。"),
        ("メールアドレスは？", "CHIZAI@jetro.go.jp へ送る。", "メールで送る。"),
        ("罰金はいくら？", "罰金は2,000万円以下である。", "罰金を科される。"),
        ("いつ改正された？", "平成27年に改正された。", "以前に改正された。"),
        ("検挙件数は何件？", "令和６年は22件である。", "令和６年は増えた。"),
        ("検挙されたのは何人？", "検挙人員は45名である。", "検挙人員は増えた。"),
        ("経験した会社の割合は？", "35.5%が経験した。", "多くが経験した。"),
    ],
)
def test_a_sentence_that_holds_what_is_asked_fits(question: str, answers: str, silent: str) -> None:
    assert fits(kinds(question), answers) > fits(kinds(question), silent)
    assert fits(kinds(question), answers) == 1


def test_two_things_asked_are_each_half() -> None:
    asked = kinds("電話番号とメールアドレスは？")
    assert fits(asked, "電話は03-3582-5198です。") == 0.5
    assert fits(asked, "03-3582-5198 CHIZAI@jetro.go.jp") == 1


def test_nothing_asked_nothing_fits() -> None:
    assert fits((), "電話は03-3582-5198です。") == 0


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_fit_is_a_share(question: str, sentence: str) -> None:
    assert 0 <= fits(kinds(question), sentence) <= 1


def test_kinds_have_names_of_their_own() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)


def test_two_questions_in_one_breath_are_told_apart() -> None:
    assert parts("研修は必要ですか？誓約書は毎年取りますか？") == [
        "研修は必要ですか？",
        "誓約書は毎年取りますか？",
    ]
    assert parts("研修は必要ですか。誓約書はいつ取りますか。") == [
        "研修は必要ですか。",
        "誓約書はいつ取りますか。",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "研修は必要ですか？",
        "困っています。退職者の面談では何を確認しますか",
        "営業秘密とは",
        "え？本当ですか？",
    ],
)
def test_one_question_stays_whole(question: str) -> None:
    assert parts(question) == [question]


@given(st.text("研修は必要ですか？。 何", min_size=1, max_size=60).filter(str.strip))
def test_parts_are_slices_of_the_question(question: str) -> None:
    found = parts(question)
    assert found
    assert all(part and part in question for part in found)


@pytest.mark.parametrize(
    ("question", "telling"),
    [
        (
            "営業秘密とは何ですか",
            "不正競争防止法の「営業秘密」は、秘密として管理された技術上又は営業上の情報をいう。",
        ),
        ("認識可能性って何？", "認識可能性とは、情報に触れた者が秘密だと分かることをいう。"),
        ("非公知性とは", "非公知性は、公然と知られていないことである。"),
    ],
)
def test_a_question_for_a_meaning_wants_the_sentence_that_defines_the_word(
    question: str, telling: str
) -> None:
    asked = kinds(question)
    assert [kind.name for kind in asked] == ["meaning"]
    assert fits(asked, telling) == 1
    assert fits(asked, "限定提供データは、特定の者に提供する情報をいう。") == 0
    assert fits(asked, telling.split("、")[0] + "、不正競争防止法で守られる。") == 0


def test_what_is_it_does_not_ask_for_a_reason() -> None:
    assert "reason" not in {kind.name for kind in kinds("退職者の面談で確認することは何ですか")}
    assert "reason" in {kind.name for kind in kinds("何で研修が必要なのですか")}
