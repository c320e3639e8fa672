"""The checker of claims as a whole: what stands, what does not, and that it never fails."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.verify.check import Checker
from app.verify.verdict import Quoted
from indexer.digests import load_digests
from indexer.japanese import sentences
from indexer.lexicon import load_lexicon

LAW = (
    "不正競争防止法第21条第1項の営業秘密侵害罪の法定刑は、10年以下の拘禁刑若しくは2000万円以下の罰金で、両方が科されることもある。"
    "不正競争防止法第21条第1項の違反が法人の業務に関して行われたときは、第22条第1項第2号により、法人に5億円以下の罰金がある。"
)
TABLE = "| 国 | 期間 |\n|---|---|\n| 韓国 | 10年 |\n| 日本 | 20年 |"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker.make(load_lexicon())


def quotations() -> list[str]:
    return [
        digest.text.body[unit.start : unit.end]
        for digest in load_digests()[::6]
        for section in digest.text.sections[::9]
        for unit in section.units
        if unit.kind == "paragraph"
    ]


def test_every_sentence_of_a_quotation_stands_in_it(checker: Checker) -> None:
    for text in quotations():
        for start, end in sentences(text):
            verdict = checker.check(text[start:end], Quoted(text))
            assert verdict.supported
            assert text[start:end].strip() in text[verdict.start : verdict.end]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_sentence_stands_with_a_digit_changed(checker: Checker, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([one for one in quotations() if re.search("[0-9]", one)]))
    start, end = data.draw(
        st.sampled_from([(a, b) for a, b in sentences(text) if re.search("[0-9]", text[a:b])])
    )
    claim = text[start:end]
    at = data.draw(st.sampled_from([m.start() for m in re.finditer("[0-9]", claim)]))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != claim[at]]))
    assert not checker.check(claim[:at] + digit + claim[at + 1 :], Quoted(text)).supported


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.text(max_size=300), st.text(max_size=50))
def test_nothing_makes_it_fail(checker: Checker, claim: str, text: str, context: str) -> None:
    verdict = checker.check(claim, Quoted(text, context))
    assert 0 <= verdict.start <= verdict.end <= len(text)
    assert 0.0 <= verdict.score <= 1.0


@pytest.mark.parametrize(
    "text", ["", " \n", "|", "|---|---|", "。。。", "第第第条", "一" * 9000, "営業秘密は守る。" * 4000]
)
def test_odd_quotations_are_borne(checker: Checker, text: str) -> None:
    assert not checker.check("会社は5年以内に届け出なければならない。", Quoted(text)).supported


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("営業秘密侵害罪の法定刑は、12年以下の拘禁刑若しくは2000万円以下の罰金です。", "figure"),
        ("営業秘密侵害罪の法定刑は、不正競争防止法第23条第1項により10年以下の拘禁刑です。", "article"),
        ("ベトナムの営業秘密侵害罪の法定刑は、10年以下の拘禁刑若しくは2000万円以下の罰金です。", "name"),
        ("警察には5億円以下の罰金がある。", "subject"),
    ],
)
def test_rules_say_what_is_at_fault(checker: Checker, claim: str, reason: str) -> None:
    verdict = checker.check(claim, Quoted(LAW))
    assert not verdict.supported
    assert verdict.reason == reason
    assert verdict.detail


SHARES = (
    "転職した者による漏えいは12.5%で、前の調査から下がった。"
    "転職した者の12.5%は、漏えいがあったと答えた320人に対する割合である。"
)


@pytest.mark.parametrize(
    ("claim", "stands"),
    [
        ("転職した者の12.5%は、漏えいがあったと答えた320人に対する割合である。", True),
        ("12.5%は、漏えいがあったと答えた320人に対する割合である。", True),
        ("漏えいの件数は、漏えいがあったと答えた320人に対する割合である。", False),
        ("取引先の12.5%は、漏えいがあったと答えた320人に対する割合である。", False),
    ],
)
def test_what_is_said_of_one_thing_is_not_said_of_another(checker: Checker, claim: str, stands: bool) -> None:
    assert checker.check(claim, Quoted(SHARES)).supported == stands


@pytest.mark.parametrize("claim", ["大阪地判平成27年8月3日です。", "平成27年8月3日のものです。", "大阪地判"])
def test_a_heading_without_a_predicate_is_borne(checker: Checker, claim: str) -> None:
    quoted = Quoted("大阪地判平成27年8月3日（平成25年（ワ）3282号）\n福岡地判昭和59年1月20日")
    assert 0.0 <= checker.check(claim, quoted).score <= 1.0


def test_a_claim_rests_on_its_sentence(checker: Checker) -> None:
    verdict = checker.check("違反が法人の業務に関して行われると、法人に5億円以下の罰金がある。", Quoted(LAW))
    assert LAW[verdict.start : verdict.end].startswith("不正競争防止法第21条第1項の違反が法人の")


def test_a_row_of_a_table_stands_and_not_with_another_rows_figure(checker: Checker) -> None:
    assert not checker.check("韓国の期間は20年です。", Quoted(TABLE)).supported
    assert checker.check("| 韓国 | 10年 |", Quoted(TABLE)).supported


def test_the_context_alone_holds_no_claim(checker: Checker) -> None:
    context = "営業秘密管理指針 秘密管理性の要件"
    assert not checker.check(
        "営業秘密管理指針は秘密管理性の要件である。", Quoted("本文は別の話である。", context)
    ).supported


def test_line_breaks_and_full_width_change_nothing(checker: Checker) -> None:
    text = "営業秘密侵害罪の法定刑は、\n１０年以下の拘禁刑である。"
    assert checker.check("営業秘密侵害罪の法定刑は、10年以下の拘禁刑である。", Quoted(text)).supported


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("法人への罰金は105億円以下です。", "法人への罰金は10.5億円以下です。"),
        ("漏えいは前年の２５倍に増えました。", "漏えいは前年の２．５倍に増えました。"),
        ("回答した企業の355%が漏えいを経験しました。", "回答した企業の35.5%が漏えいを経験しました。"),
        ("事例は34件あります。", "事例は3、4件あります。"),
        ("事例は34件あります。", "事例は3、 4件あります。"),
        ("事例は三四件あります。", "事例は三、四件あります。"),
        ("定義は第24条に置かれています。", "定義は第2・4条に置かれています。"),
        ("割合は1 2%です。", "割合は12%です。"),
    ],
)
def test_a_separator_between_numerals_is_never_passed_over(checker: Checker, claim: str, text: str) -> None:
    assert not checker.check(claim, Quoted(text)).supported
    assert checker.check(text, Quoted(text)).supported


SAID = "営業秘密は、秘密として管理されている情報です"


@pytest.mark.parametrize(
    "claim",
    [
        f"{SAID}<a 退職後は自由に持ち出してよく、罰金は300万円です>。",
        f"{SAID}[注](窓口は03-1234-5678です)。",
        f"[{SAID}](https://example.com/)。",
        f"{SAID}［９］。",
        f"（30）{SAID}。",
        f"⑨{SAID}。",
    ],
)
def test_a_claim_is_judged_with_all_that_its_reader_sees(checker: Checker, claim: str) -> None:
    assert not checker.check(claim, Quoted(f"{SAID}。")).supported


@pytest.mark.parametrize("claim", [f"**{SAID}**。", f"{SAID} [9]。", f"- {SAID}。"])
def test_emphasis_keys_and_bullets_say_nothing(checker: Checker, claim: str) -> None:
    assert checker.check(claim, Quoted(f"{SAID}。")).supported


def test_an_item_stands_with_its_own_number_only(checker: Checker) -> None:
    quoted = Quoted(f"（1）{SAID}。\n（2）契約書は鍵のある棚に置きます。")
    assert checker.check(f"（1）{SAID}。", quoted).supported
    assert not checker.check(f"（2）{SAID}。", quoted).supported


def test_a_verdict_spans_nothing_between_statements_that_are_apart(checker: Checker) -> None:
    between = "会議室の予約は総務課が受け付けている。"
    first = "退職者は競業避止義務を負う。"
    text = f"{first}{between}法人には5億円以下の罰金が科される。"
    verdict = checker.check("退職者は競業避止義務を負い、法人には5億円以下の罰金が科される。", Quoted(text))
    assert verdict.end > verdict.start
    assert between not in text[verdict.start : verdict.end]


COUNTRIES = "日本の企業は調査を行い、中国の企業は輸出の許可を申請しました。"
FINES = "個人は2000万円の罰金を科され、法人は3億円の罰金を科されます。"


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("A社は責任を否定した。", "A社は侵害を認め、B社は責任を否定した。"),
        ("原告は損害賠償の責任を負う。", "原告は営業秘密を開示し、被告は損害賠償の責任を負う。"),
        ("日本の企業は輸出の許可を申請しました。", COUNTRIES),
        ("個人は3億円の罰金を科されます。", FINES),
        (
            "A社は「独自開発品である」と主張した。",
            "A社はB社に抗議したが、B社は「独自開発品である」と主張した。",
        ),
        (
            "「秘密にしたい」情報は企業の財産である。",
            "「秘密にしたい」情報はどの企業にもあり、秘密情報は企業の財産である。",
        ),
        ("元従業員が告訴した。", "元従業員が告訴された。"),
        ("取引先が情報を提供した。", "取引先が情報を提供された。"),
        ("会社が誓約書を提出した。", "会社が誓約書を提出させた。"),
        ("従業員が情報を持ち出した。", "元従業員が情報を持ち出した。"),
        ("公開の情報が営業秘密に当たる。", "未公開の情報が営業秘密に当たる。"),
        ("公知の情報を会社が管理する。", "非公知の情報を会社が管理する。"),
    ],
)
def test_no_copy_stands_that_crosses_what_is_said(checker: Checker, claim: str, text: str) -> None:
    assert not checker.check(claim, Quoted(text)).supported


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("B社は責任を否定した。", "A社は侵害を認め、B社は責任を否定した。"),
        ("被告は損害賠償の責任を負う。", "原告は営業秘密を開示し、被告は損害賠償の責任を負う。"),
        ("中国の企業は輸出の許可を申請しました。", COUNTRIES),
        ("法人は3億円の罰金を科されます。", FINES),
        ("元従業員が告訴された。", "元従業員が昨年の春に告訴された。"),
        ("元従業員が情報を持ち出した。", "元従業員が顧客の情報を持ち出した。"),
    ],
)
def test_a_shortened_copy_stands_that_keeps_who_and_what(checker: Checker, claim: str, text: str) -> None:
    assert checker.check(claim, Quoted(text)).score == 1.0
