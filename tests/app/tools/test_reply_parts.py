"""Enquiries read: nothing lost, nothing personal kept, questions found and understood."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cues import load_cues
from app.followup import Reader
from app.tools.clauses import clauses
from app.tools.cues_of_letters import load_letter_cues
from app.tools.enquiry import Asked, read
from app.tools.letter import pieces
from app.tools.missing import load_rules, missing
from app.tools.personal import mask, without
from app.tools.wording import searched, spoken
from eval.enquiries import SETS, score
from indexer.places import load_places

CUES = load_letter_cues()
READER = Reader(load_cues(), load_places())
LINES = st.sampled_from(
    [
        "",
        "件名：ご相談",
        "いつもお世話になっております。",
        "株式会社北斗の田中と申します。",
        "下記についてご教示ください。",
        "1．罰則はありますか。",
        "・損害賠償の可否",
        "また、期間はどの程度が妥当か、根拠は何か、教えてください。",
        "> 引用です。",
        "よろしくお願いいたします。",
        "営業部　田中 太郎",
        "TEL 03-0000-1234",
        "長い行が折り返されてこのように次の行へと続いていくことがあ",
    ]
)
LETTERS = st.lists(LINES, max_size=12).map("\n".join) | st.text(max_size=80)
NAMES = st.sampled_from(["田中", "佐々木", "長谷川", "安田", "小林 由紀", "渡辺"])
FIRMS = st.sampled_from(["株式会社北斗精密", "みどり食品（株）", "㈱ツバサ樹脂", "有限会社カネコ製作所"])
DIGITS = st.integers(1000, 9999)


@given(LETTERS)
def test_cutting_a_letter_loses_nothing(letter: str) -> None:
    assert "".join(piece.text for piece in pieces(letter, CUES)) == letter


@given(LETTERS)
def test_the_questions_of_a_sentence_are_all_of_it(letter: str) -> None:
    for piece in pieces(letter, CUES):
        assert "".join(piece.text[start:end] for start, end in clauses(piece.text, CUES)) == piece.text


@given(NAMES, FIRMS, DIGITS, DIGITS, LETTERS)
def test_no_masked_value_stays_in_the_letter(name: str, firm: str, first: int, last: int, rest: str) -> None:
    phone, mail = f"03-{first}-{last}", f"u{first}@a{last}.example.jp"
    letter = f"{firm}の{name}と申します。\n{rest}\n{firm}\n{name}\n電話 {phone}\n{mail}"
    masked = mask(letter)
    for value in (name, firm, phone, mail):
        assert value not in masked.text
    for one in masked.hidden:
        assert one.value not in masked.text


@given(LETTERS)
def test_masking_again_changes_nothing_more(letter: str) -> None:
    masked = mask(letter)
    assert without(masked.text, masked.hidden) == masked.text


@pytest.mark.parametrize(
    "piece",
    ["市", "あ", "0-", "(", "a@", "株式会社", "田中様", "A ", "漢", "教えて", "・あ\n", "1", " ", "\n"],
)
def test_no_letter_takes_long(piece: str) -> None:
    letter = (piece * 4000)[:4000]
    started = time.process_time()
    read(mask(letter).text, CUES)
    # Seconds of this process alone, of which each takes less than one; what it guards against takes minutes.
    assert time.process_time() - started < 20


def test_a_value_is_masked_where_a_mail_program_cut_it() -> None:
    letter = (
        "平素より大変お世話になっております。関西機工株式会社の中\n村でございます。よろしくお願いいたします。"
    )
    assert "中\n村" not in mask(letter).text


def test_a_number_of_a_desk_is_public_and_a_case_is_no_person() -> None:
    letter = (
        "03-3582-5198に電話しました。営業秘密の三要件の1つ、秘密管理性について、第21条第1項を読みました。"
    )
    assert mask(letter, ["03-3582-5198（国際表記）"]).text == letter
    assert mask(letter).text != letter


@pytest.mark.parametrize("name", SETS)
def test_questions_are_found_in_enquiries_and_personal_data_is_hidden(name: str) -> None:
    measured = score(name)
    assert measured.recall >= 0.95
    assert measured.precision >= 0.95
    # A family name of one letter, 堀, is a word too.
    assert measured.left == (1 if name == "test3" else 0)
    assert measured.lost == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "以下の点についてご教示いただけますでしょうか。",
        "お忙しいところ恐縮ですが、ご教示のほどよろしくお願いいたします。",
        "ご回答は来週までにいただけますと助かります。",
        "いかがお過ごしでしょうか。",
        "このまま押印してよいものか判断に迷っています。秘密情報の範囲はどう定めますか。",
    ],
)
def test_politeness_is_no_question(sentence: str) -> None:
    found = [one.text for one in read(sentence, CUES).questions]
    assert found == (["秘密情報の範囲はどう定めますか。"] if "範囲" in sentence else [])


def test_items_are_questions_after_their_lead_and_two_asked_in_one_breath_are_two() -> None:
    letter = (
        "次の点をお尋ねします。\n(1) 罰則の有無\n(2) 提訴の期間\n\n"
        "退職時に誓約書は求められるか、期間は何年が妥当か、ご教示ください。"
    )
    assert [one.text for one in read(letter, CUES).questions] == [
        "罰則の有無",
        "提訴の期間",
        "退職時に誓約書は求められるか、",
        "期間は何年が妥当か、ご教示ください。",
    ]


def wording(question: str, *, context: tuple[str, ...] = (), setting: str = "", before: tuple[str, ...] = ()):
    asked = Asked(question, 0, 1, context, empty=bool(CUES.empty.search(question)), fresh=bool(context))
    return searched(asked, before, setting, READER, CUES, 1000)


@pytest.mark.parametrize(
    ("question", "setting", "countries", "elsewhere"),
    [
        ("罰則はありますか。", "タイに工場があります。", ("タイ",), ""),
        ("罰則はありますか。", "台湾に子会社があります。", (), "台湾"),
        ("アドバイスと罰則をお願いします。", "", (), ""),
        ("日本の法律で処罰されますか。", "タイに工場があります。", (), ""),
        ("技術流出対策ガイダンスの費用はいくらですか。", "EUに拠点があります。", (), ""),
        ("撮影を防ぐにはどうすればよいですか。", "中国に工場があります。", (), ""),
        ("ドイツの罰則はありますか。", "欧州に拠点があります。", ("ドイツ",), ""),
    ],
)
def test_countries_come_from_the_nearest_sentence(
    question: str, setting: str, countries: tuple[str, ...], elsewhere: str
) -> None:
    made = wording(question, setting=setting)
    assert (made.countries, made.elsewhere) == (countries, elsewhere)


def test_a_question_takes_what_it_leaves_to_the_sentence_before_it() -> None:
    believed = wording("この理解でよろしいでしょうか。", context=("罰金は1,000万円と理解しております。",))
    assert believed.text == "罰金は1,000万円という認識で合っていますか。"
    pointing = wording("このような場合、罰せられますか。", context=("元社員が図面を持ち出しました。",))
    assert pointing.text == "元社員が図面を持ち出しました。このような場合、罰せられますか。"
    assert pointing.plain == "このような場合、罰せられますか。"
    both = wording("両国の罰則の有無", setting="米国と中国に拠点があります。")
    assert both.text == "米国と中国の罰則の有無について教えてください。"


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("また、罰則の内容についてもご教示賜りたく存じます。", "罰則の内容について教えてください。"),
        ("研修の頻度の目安があれば知りたいです。", "研修の頻度の目安について教えてください。"),
        ("まず、〔会社名〕は罰せられますか。", "会社は罰せられますか。"),
    ],
)
def test_a_question_is_searched_without_its_politeness(said: str, asked: str) -> None:
    assert spoken(said, CUES) == asked


@pytest.mark.parametrize(
    ("question", "letter", "countries", "wanted"),
    [
        ("罰則を教えてください。", "罰則を教えてください。", (), {"country"}),
        ("罰則を教えてください。", "タイの罰則を教えてください。", ("タイ",), set()),
        ("NDAの範囲はどう決めますか。", "NDAの範囲はどう決めますか。", (), {"nda-side"}),
        ("NDAの範囲はどう決めますか。", "当社のノウハウを開示するNDAです。", (), set()),
        ("罰則は。", "中国の社員が図面を持ち出しました。", ("中国",), {"when-china"}),
        ("罰則は。", "昨年、中国の社員が図面を持ち出しました。", ("中国",), set()),
    ],
)
def test_what_is_missing_is_asked_for_and_what_is_written_is_not(
    question: str, letter: str, countries: tuple[str, ...], wanted: set[str]
) -> None:
    found = missing([(question, countries)], letter, load_rules())
    assert {one.rule.id for one in found} == wanted
    assert all(one.questions == (0,) for one in found)
