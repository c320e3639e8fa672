"""A follow-up is understood from the question before it; a question that stands alone is left alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cues import load_cues
from app.followup import Understood, understand
from app.phrases import phrases, text_of
from indexer.catalog import CorpusInvalid
from indexer.japanese import nouns

CHINA = "中国で営業秘密を盗むと懲役は何年ですか"
COUNT = "令和6年の営業秘密侵害罪の検挙件数は何件ですか"
STAFF = "派遣社員にも情報管理の研修は必要ですか"
LEAVER = "退職者の面談では何を確認すればよいですか"
HELP = "ジェトロの支援はどこに申し込めばいいですか"
THREE = "営業秘密の三要件とは何ですか"
LISTED = "営業秘密の要件は、秘密管理性・有用性・非公知性の順で説明すればよいですか"
DESK = "営業秘密が漏れたかもしれないとき、どこに相談できますか"
WORDS = (
    "中国 韓国だと 罰金は それは その 窓口 もう少し ほかには 2つ目は 前の年は 令和6年 ？ 。 、 何 「秘密」 "
    "派遣社員 \\1 （ ）"
)
SAID = st.lists(st.sampled_from(WORDS.split()) | st.text(max_size=5), max_size=8).map("".join)


@pytest.mark.parametrize(
    ("before", "question", "text"),
    [
        # Another country, person, year or law takes the place of the old one.
        (CHINA, "韓国だと？", "韓国で営業秘密を盗むと懲役は何年ですか"),
        (CHINA, "ベトナムではどうなりますか", "ベトナムで営業秘密を盗むと懲役は何年ですか"),
        (CHINA, "タイも同じですか", "タイで営業秘密を盗むと懲役は何年ですか"),
        (CHINA, "タイとベトナムは？", "タイとベトナムで営業秘密を盗むと懲役は何年ですか"),
        ("日本の親会社から中国へ技術を出せますか", "タイだと？", "日本の親会社からタイへ技術を出せますか"),
        (STAFF, "退職者の場合は？", "退職者にも情報管理の研修は必要ですか"),
        (LEAVER, "転職者だと？", "転職者の面談では何を確認すればよいですか"),
        (COUNT, "令和4年は？", "令和4年の営業秘密侵害罪の検挙件数は何件ですか"),
        (COUNT, "前の年は？", "令和5年の営業秘密侵害罪の検挙件数は何件ですか"),
        (COUNT, "相談件数は？", "令和6年の営業秘密侵害罪の相談件数は何件ですか"),
        (DESK, "警察には？", "営業秘密が漏れたかもしれないとき、警察に相談できますか"),
        # Another thing is asked of the same subject.
        (CHINA, "じゃあ罰金は？", "中国で営業秘密を盗むと、罰金は？"),
        (CHINA, "根拠の条文は？", "中国で営業秘密を盗むと、根拠の条文は？"),
        (CHINA, "会社も罰せられますか", "中国で営業秘密を盗むと、会社も罰せられますか"),
        (CHINA, "タイだと罰金はいくら？", "営業秘密を盗むと、タイだと罰金はいくら？"),
        (HELP, "期限は？", "ジェトロの支援の期限は？"),
        (HELP, "何年まで？", "ジェトロの支援について、何年まで？"),
        # A condition alone.
        (LEAVER, "拒否されたら？", "拒否されたら、退職者の面談では何を確認すればよいですか"),
        # Words that point back.
        (THREE, "それを満たさないとどうなりますか", "営業秘密の三要件を満たさないとどうなりますか"),
        (HELP, "そこの電話番号を教えて", "ジェトロの支援の電話番号を教えて"),
        (DESK, "その窓口は何時まで？", "営業秘密が漏れたかもしれないときの窓口は何時まで？"),
        (HELP, "この場合、費用はかかりますか", "ジェトロの支援の費用はかかりますか"),
        # More of the same, and one of several.
        (LEAVER, "もう少し詳しく", f"{LEAVER}（もう少し詳しく）"),
        (LEAVER, "ほかには？", f"{LEAVER}（ほかには）"),
        (LEAVER, "つまり？", f"{LEAVER}（つまり）"),
        (THREE, "2つ目は？", f"{THREE}（2つ目は）"),
        (LISTED, "2つ目は？", "営業秘密の要件のうち、有用性は？"),
    ],
)
def test_a_follow_up_is_written_out(before: str, question: str, text: str) -> None:
    assert understand(question, [before]) == Understood(text, True)


@pytest.mark.parametrize(
    "question",
    [
        LEAVER,
        STAFF,
        "ありがとう。派遣社員にも情報管理の研修は必要ですか",
        "IPAの調査で漏えいを経験した会社の割合は？",
        "ところで、罰金は？",
        "秘密管理性とは何ですか",
        "USBを拾ったら、それを会社に届けるべきですか",
        "退職 誓約書 書き方",
        "図面を私物のスマホで撮った人がいます。それは会社としてどう扱うべきですか",
        CHINA,
    ],
)
def test_a_question_with_a_subject_of_its_own_is_left_alone(question: str) -> None:
    assert understand(question, [COUNT]) == Understood(question, False)


def test_the_last_question_counts_and_is_understood_from_the_one_before_it() -> None:
    assert understand("罰金は？", [LEAVER, CHINA, "韓国だと？"]).text == "韓国で営業秘密を盗むと、罰金は？"
    assert understand("罰金は？", [CHINA, "  "]).text == "中国で営業秘密を盗むと、罰金は？"


def test_history_may_hold_what_was_understood() -> None:
    understood = [CHINA]
    for question in ("韓国だと？", "じゃあ罰金は？"):
        understood.append(understand(question, understood).text)
    assert understood[-1] == understand("じゃあ罰金は？", [CHINA, "韓国だと？"]).text


def test_two_follow_ups_in_one_breath_are_both_written_out() -> None:
    found = understand("罰金はいくらですか？時効は何年ですか？", [CHINA])
    assert found.text == (
        "中国で営業秘密を盗むと、罰金はいくらですか？中国で営業秘密を盗むと、時効は何年ですか？"
    )


def test_the_first_year_of_an_era_has_none_before_it() -> None:
    assert "令和0年" not in understand("前の年は？", ["令和元年の検挙件数は何件ですか"]).text


@given(SAID, st.lists(SAID, max_size=3))
def test_nothing_makes_it_fail_and_what_it_leaves_alone_it_does_not_change(
    question: str, history: list[str]
) -> None:
    found = understand(question, history)
    assert found.carried or found.text == question


@given(SAID)
def test_without_a_conversation_nothing_is_carried(question: str) -> None:
    assert understand(question, []) == understand(question, ["", "　"]) == Understood(question, False)


@given(
    st.sampled_from([CHINA, COUNT, STAFF, LEAVER, HELP, THREE, DESK]),
    st.lists(
        st.sampled_from("罰金 罰則 期限 電話番号 韓国 役員 研修 図面 警察 差止請求 費用 書類".split()),
        min_size=1,
        max_size=3,
    ),
    st.sampled_from(["は？", "だと？", "の場合は？", "も同じですか", "はいくらですか", "には？", "を教えて"]),
    st.sampled_from(["", "じゃあ", "その", "ちなみに、"]),
)
def test_no_noun_of_the_follow_up_is_lost(before: str, held: list[str], end: str, start: str) -> None:
    found = understand(start + "の".join(held) + end, [before])
    assert set(nouns("、".join(held))) <= set(nouns(found.text))


@given(SAID)
def test_phrases_are_the_text(text: str) -> None:
    assert text_of(phrases(text, load_cues().interrogatives)) == text


def test_a_broken_list_is_named(tmp_path) -> None:
    path = tmp_path / "followup.toml"
    path.write_text("[asking]\n", "utf-8")
    with pytest.raises(CorpusInvalid) as caught:
        load_cues(path)
    assert re.search("followup.toml", str(caught.value.values))
