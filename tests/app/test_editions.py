"""Which edition answers: the current one; an older one on request; the newer of two documents."""

from __future__ import annotations

from datetime import date

import pytest

from app import texts
from app.editions import asks_before
from app.engine import Engine

TODAY = date(2026, 11, 25)


def cited(engine: Engine, question: str) -> set[tuple[str, str]]:
    return {(c.document, c.edition) for c in engine.ask(question, today=TODAY).citations}


def test_older_editions_stay_out_of_ordinary_answers(engine: Engine) -> None:
    for question in (
        "中国の営業秘密の定義は",
        "営業秘密管理指針の秘密管理性とは",
        "中国の賠償は何倍までですか",
    ):
        found = engine.search(question, 20)
        old = {(r["document"], r["edition"]) for r in found}
        assert not old & {("cn-aucl", "2019-04-23"), ("meti-management-guideline", "2019-01")}


@pytest.mark.parametrize(
    ("question", "edition"),
    [
        ("改正前の中国の反不正当競争法では、営業秘密の条文は第何条でしたか", ("cn-aucl", "2019-04-23")),
        ("営業秘密管理指針の旧版で加えられたことは何ですか", ("meti-management-guideline", "2019-01")),
        ("平成31年の営業秘密管理指針の改訂の内容は", ("meti-management-guideline", "2019-01")),
    ],
)
def test_an_older_edition_is_found_on_request_and_said_to_be_old(
    engine: Engine, question: str, edition: tuple[str, str]
) -> None:
    assert edition in {(r["document"], r["edition"]) for r in engine.search(question, 10)}
    answer = engine.ask(question, today=TODAY)
    if edition in {(c.document, c.edition) for c in answer.citations}:
        assert any("旧版" in warning for warning in answer.warnings)


def test_words_that_ask_for_what_held_before() -> None:
    assert asks_before("改正前はどうでしたか")
    assert not asks_before("旧知の取引先に渡してよいですか")


@pytest.mark.parametrize(
    ("question", "fact", "matter"),
    [
        ("ジェトロの営業秘密の支援の期間はいつまでですか", "2027年2月5日", "支援期間"),
        ("ジェトロの営業秘密漏えい対策の支援は、どの国が対象ですか", "インドネシア", "対象国"),
    ],
)
@pytest.mark.parametrize("which", ["engine", "full_engine"])
def test_where_documents_differ_the_newer_one_answers_and_the_reader_is_told(
    question: str, fact: str, matter: str, which: str, request: pytest.FixtureRequest
) -> None:
    engine: Engine = request.getfixturevalue(which)
    answer = engine.ask(question, today=TODAY)
    assert fact in answer.answer
    assert answer.citations[0].document == "jetro-support-program"
    assert "2026年2月6日" not in answer.claims[0].text
    told = [w for w in answer.warnings if matter in w]
    assert told
    assert "2026年度" in told[0]
    assert "https://www.jetro.go.jp/services/ip_service_prevent.html" in told[0]


def test_a_filter_keeps_the_newer_document_out(engine: Engine) -> None:
    answer = engine.ask(
        "ジェトロの営業秘密の支援の期間はいつまでですか", ["meti-trade-secret-slides"], today=TODAY
    )
    assert {c.document for c in answer.citations} <= {"meti-trade-secret-slides"}


def test_a_call_past_its_date_is_said_to_be_past(engine: Engine) -> None:
    question = "ジェトロの営業秘密漏えい対策支援事業の申請には何を提出しますか"
    assert any("までの内容です" in w for w in engine.ask(question, today=TODAY).warnings)
    late = engine.ask(question, today=date(2027, 3, 1)).warnings
    assert any("有効期限（2027年2月5日）を過ぎた" in w for w in late)


def test_the_basis_of_a_summary_is_told(engine: Engine) -> None:
    told = engine.ask("営業秘密管理指針でいう秘密管理性とは何ですか", ["meti-management-guideline"]).warnings
    assert texts.SECONDARY_USED in told
    told = engine.ask("中国の営業秘密の刑事罰", ["sheet-cn"]).warnings
    assert texts.SHEET_USED in told
    told = engine.ask("不正競争防止法第22条の両罰規定", ["jp-ucpa"]).warnings
    assert texts.SECONDARY_USED not in told
    assert texts.SHEET_USED not in told
