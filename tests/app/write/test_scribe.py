"""The whole flow against servers that write well and badly: what the reader is shown."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from servers.started import Server

from app import texts_written as own
from app.engine import Engine
from app.export.docx import to_docx
from app.export.markdown import to_markdown
from app.llm import connect
from app.model import Answer
from app.settings import Settings
from app.texts import CANNOT_ANSWER
from app.texts_llm import LLM_ERRORS
from app.verify.verdict import Quoted, Verdict
from app.write.judge import Judge
from app.write.material import apt, quotations
from app.write.scribe import Scribe, open_scribe
from indexer.errors import HimitsuError
from indexer.japanese import fold, plain

QUESTION = "営業秘密の三要件は何ですか"
# Key and first line of a quotation as the prompt shows it.
QUOTE = r'<quote key="(\w+)"[^>]*>\n([^\n。]{12,120}。)'
DAY = date(2026, 11, 26)


def to_markdown_of(answer: Answer) -> str:
    return to_markdown(answer, DAY)


@pytest.fixture
def scribe_of(engine: Engine, scripted: Server) -> Callable[..., Scribe]:
    def made(name: str, **script: object) -> Scribe:
        if script:
            scripted.script(name, **script)
        settings = engine.settings.model_copy(
            update={"llm_url": scripted.url, "llm_model": name, "llm_wait": 5, "llm_timeout": 20}
        )
        return open_scribe(engine, settings)

    return made


@pytest.fixture
def floor(engine: Engine) -> Answer:
    return engine.ask(QUESTION)


def stands(answer: Answer, floor: Answer, because: str) -> None:
    """The extractive answer is shown whole, and the reader is told why."""
    assert answer.mode == "extractive"
    assert (answer.answer, answer.claims, answer.citations) == (floor.answer, floor.claims, floor.citations)
    assert answer.written is not None
    assert answer.written.note == because + own.STANDS
    assert answer.warnings == (answer.written.note, *floor.warnings)


def test_a_model_that_quotes_is_shown_with_its_sources(scribe_of: Callable[..., Scribe]) -> None:
    answer = scribe_of("quotes", obey=[{"find": QUOTE, "say": r"\2[\1]", "which": "all"}]).ask(QUESTION)
    assert answer.mode == "written"
    assert answer.written is not None
    assert (answer.written.dropped, answer.written.note) == (0, "")
    by_number = {citation.number: citation for citation in answer.citations}
    for claim in answer.claims:
        assert claim.support == "verbatim"
        assert fold(claim.text) in fold(by_number[claim.citations[0]].quote)
    assert all(f"[{number}]" in answer.answer for number in by_number)
    assert own.CHECKED.format(model="quotes") in answer.warnings


def test_sentences_come_one_after_the_other(scribe_of: Callable[..., Scribe]) -> None:
    scribe = scribe_of("quotes", obey=[{"find": QUOTE, "say": r"\2[\1]", "which": "all"}])
    grown = list(scribe.answers(QUESTION))
    assert [answer.mode for answer in grown] == ["extractive"] + ["written"] * (len(grown) - 1)
    counts = [len(answer.claims) for answer in grown[1:-1]]
    assert counts == list(range(1, len(counts) + 1))
    assert len(counts) >= 2
    assert grown[-1].answer.startswith(grown[-2].answer)


def test_what_is_not_in_the_source_never_reaches_the_reader(scribe_of: Callable[..., Scribe]) -> None:
    planted = "営業秘密の登録には、特許庁へ9,800円の手数料を納める必要がある。"
    says = [{"find": QUOTE, "say": rf"\2[\1]{planted}[\1]"}]
    answer = scribe_of("plants", obey=says).ask(QUESTION)
    assert answer.mode == "written"
    assert answer.written is not None
    assert (answer.written.sentences, answer.written.dropped) == (2, 1)
    assert answer.written.share_dropped == 0.5
    assert own.DROPPED.format(written=2, dropped=1) in answer.warnings
    for shown in (answer.answer, to_markdown_of(answer), str(answer.to_dict())):
        assert "9,800" not in shown
        assert "手数料" not in shown


def test_what_does_not_touch_the_question_is_not_shown(
    scribe_of: Callable[..., Scribe], floor: Answer
) -> None:
    scribe = scribe_of("strays")
    consulted = scribe.engine.consult(QUESTION, None, DAY, ())
    near = apt(consulted)
    far = next(
        plain(one.passage.quote(sentence))
        for one in quotations(scribe.engine.index, consulted, 3000)
        for at, sentence in enumerate(one.passage.sentences)
        if sentence.kind == "paragraph" and (one.passage.id, at) not in near
    )
    quote = rf'<quote key="(\w+)"[^>]*>(?:(?!</quote>)[\s\S])*?{re.escape(far)}'
    lone = scribe_of("strays", obey=[{"find": quote, "say": rf"{far}[\1]"}]).ask(QUESTION)
    stands(lone, floor, own.LEFT["aside"])
    # Under a key that is not its own, which is put right first.
    answer = scribe_of("drifts", obey=[{"find": QUOTE, "say": rf"\2[\1]{far}[\1]"}]).ask(QUESTION)
    assert answer.mode == "written"
    assert answer.written is not None
    assert answer.written.dropped == 0
    assert answer.written.aside >= 1
    assert own.ASIDE.format(aside=answer.written.aside) in answer.warnings
    assert fold(far) not in fold(answer.answer)


def test_a_changed_figure_is_softened_to_its_quotation(scribe_of: Callable[..., Scribe]) -> None:
    question = "不正競争防止法の営業秘密侵害罪の法定刑は"
    sentence = r'<quote key="(\w+)"[^>]*>\n[^<]*?([^\n。<]*)10年以下([^\n。<]*。)'
    answer = scribe_of("softens", obey=[{"find": sentence, "say": r"\g<2>13年以下\3[\1]"}]).ask(question)
    assert answer.written is not None
    assert answer.mode == "written"
    assert answer.written.softened == 1
    assert "13年" not in answer.answer
    assert "10年以下" in answer.claims[0].text
    assert answer.claims[0].support == "verbatim"


def test_a_wrong_key_is_put_right_or_dropped(scribe_of: Callable[..., Scribe]) -> None:
    two = r'<quote key="(\w+)"[^>]*>\n([^\n。]{12,120}。)[\s\S]*<quote key="(\w+)"'
    answer = scribe_of("mixes", obey=[{"find": two, "say": r"\2[\3]"}]).ask(QUESTION)
    for claim in answer.claims:
        quote = next(one for one in answer.citations if one.number == claim.citations[0])
        assert fold(claim.text) in fold(quote.quote)


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ({"say": ""}, LLM_ERRORS["llm_empty"]),
        ({"say": "営業秘密の要件は三つです。"}, own.LEFT["uncited"]),
        ({"say": "営業秘密の要件は三つです。[1]"}, own.LEFT["uncited"]),
        ({"say": own.CANNOT_WRITE}, own.LEFT["cannot"]),
        ({"say": "同じことを言います。[1]", "repeat": True}, own.LEFT["loop"]),
        (
            {"say": "Trade secrets must be kept secret. They must be useful. They are not public. End."},
            own.LEFT["foreign"],
        ),
        (
            {"say": "商业秘密必须具备三个要件。权利人应当采取保密措施。侵权人承担赔偿责任。"},
            own.LEFT["foreign"],
        ),
        ({"obey": [{"find": QUOTE, "say": r"月は青いチーズでできている。[\1]"}]}, own.LEFT["unsupported"]),
        ({"status": 500, "body": "PROMPT"}, LLM_ERRORS["llm_status"].format(detail="500")),
        ({"say": "営業秘密は、", "cut": 1}, LLM_ERRORS["llm_cut"]),
        ({"wait": 60}, LLM_ERRORS["llm_timeout"]),
    ],
    ids=[
        "empty",
        "no key",
        "invented key",
        "cannot",
        "loop",
        "english",
        "chinese",
        "moon",
        "500",
        "cut",
        "silent",
    ],
)
def test_the_extractive_answer_stands(
    scribe_of: Callable[..., Scribe], floor: Answer, script: dict[str, object], why: str
) -> None:
    stands(scribe_of("fails", **script).ask(QUESTION), floor, why)


def test_a_server_that_is_not_there_costs_no_answer(engine: Engine, floor: Answer) -> None:
    settings = Settings(home=engine.settings.home, llm_url="http://127.0.0.1:9/v1", llm_model="x")
    stands(open_scribe(engine, settings).ask(QUESTION), floor, LLM_ERRORS["llm_unreachable"])


def test_cut_after_sentences_the_extractive_answer_stands(
    scribe_of: Callable[..., Scribe], floor: Answer
) -> None:
    says = [{"find": QUOTE, "say": r"\2[\1]", "which": "all"}]
    answer = scribe_of("cut-late", obey=says, cut=60, pieces=3).ask(QUESTION)
    stands(answer, floor, LLM_ERRORS["llm_cut"])


def test_a_turn_with_the_model_is_waited_for_behind_the_extractive_answer(
    scribe_of: Callable[..., Scribe], floor: Answer
) -> None:
    scribe = scribe_of("quotes", obey=[{"find": QUOTE, "say": r"\2[\1]", "which": "all"}])
    scribe = replace(scribe, turns=threading.Semaphore(1))
    assert scribe.writer is not None
    others = scribe.answers(QUESTION)
    assert [next(others).mode, next(others).mode] == ["extractive", "written"]
    hurried = replace(scribe, writer=replace(scribe.writer, seconds=0.1))
    first, last = hurried.answers(QUESTION)
    assert first.answer == floor.answer
    stands(last, floor, LLM_ERRORS["llm_timeout"])
    # Whoever listens no more gives the turn back.
    others.close()  # type: ignore[attr-defined]
    assert scribe.ask(QUESTION).mode == "written"
    assert scribe.ask(QUESTION).mode == "written"


def test_a_refusal_never_reaches_the_model(scribe_of: Callable[..., Scribe], scripted: Server) -> None:
    before = len(scripted.asked("refusals"))
    answer = scribe_of("refusals", say="晴れです。").ask("明日の東京の天気を教えてください")
    assert answer.status == "refused"
    assert answer.answer.startswith(CANNOT_ANSWER)
    assert answer.written is None
    assert len(scripted.asked("refusals")) == before


def test_a_follow_up_is_asked_as_it_was_understood(
    scribe_of: Callable[..., Scribe], scripted: Server
) -> None:
    scribe = scribe_of("follows", obey=[{"find": QUOTE, "say": r"\2[\1]"}])
    answer = scribe.ask("じゃあタイは？", history=["中国の営業秘密侵害の刑罰は何ですか"])
    assert "タイ" in answer.understood
    sent = scripted.asked("follows")[-1]["body"]["messages"][-1]["content"]
    assert f"<question>\n{answer.understood}\n</question>" in sent


def test_without_a_model_the_answer_is_the_engines(engine: Engine, floor: Answer) -> None:
    answer = open_scribe(engine, Settings(home=engine.settings.home)).ask(QUESTION)
    assert answer.to_dict() | {"timings_ms": {}} == floor.to_dict() | {"timings_ms": {}}


def test_a_paste_does_not_leave_the_machine(engine: Engine) -> None:
    settings = Settings(
        home=engine.settings.home, llm_url="https://model.invalid/v1", llm_model="x", llm_remote="allow"
    )
    scribe = open_scribe(engine, settings)
    with pytest.raises(HimitsuError) as caught:
        scribe.ask("【社外秘】\n来期の価格表の案です。\n主力品は据え置きます。")
    assert caught.value.key == "llm_pasted"


def test_a_written_answer_is_saved_with_its_sources(scribe_of: Callable[..., Scribe]) -> None:
    answer = scribe_of("quotes", obey=[{"find": QUOTE, "say": r"\2[\1]", "which": "all"}]).ask(QUESTION)
    saved = to_markdown_of(answer)
    assert own.CHECKED.format(model="quotes") in saved.replace("\\", "")
    assert saved.count("### [") == len(answer.citations)
    assert to_docx(answer, DAY).startswith(b"PK")


def test_a_judge_lets_pass_what_is_left_open_and_never_what_was_refused(
    engine: Engine, scripted: Server
) -> None:
    """The model writes two sentences, one left open by the check and one with a figure that is not there."""
    open_one = "営業秘密として守られるのは、秘密管理性、有用性、非公知性の3つがそろった情報である。"
    refused = "営業秘密の三要件のうち、秘密管理性は令和99年に定められた。"
    key = r'<quote key="(\w+)"'
    for word in ("はい", "いいえ"):
        scripted.script(
            "judges",
            obey=[{"find": "<claim>", "say": word}, {"find": key, "say": rf"{open_one}[\1]{refused}[\1]"}],
        )
        settings = engine.settings.model_copy(
            update={"llm_url": scripted.url, "llm_model": "judges", "llm_judge": "on"}
        )
        scribe = open_scribe(engine, settings)
        answer = scribe.ask(QUESTION)
        assert "令和99年" not in answer.answer
        asked = [one["body"]["messages"][-1]["content"] for one in scripted.asked("judges")]
        assert not any("令和99年" in text for text in asked if "<claim>" in text)
        assert (open_one in answer.answer) == (word == "はい")


def test_judging_is_over_when_the_answer_must_be(engine: Engine, scripted: Server) -> None:
    scripted.script("judges-late", say="はい")
    scripted.script("judges-silent", wait=600)
    settings = engine.settings.model_copy(update={"llm_url": scripted.url, "llm_timeout": 600})
    late, silent = (
        connect(settings.model_copy(update={"llm_model": name})) for name in ("judges-late", "judges-silent")
    )
    assert late is not None
    assert silent is not None
    quoted = Quoted("営業秘密の要件は三つである。")
    assert Judge(late).within(60).holds("要件は三つある。", quoted)
    assert not Judge(late).within(0).holds("要件は三つある。", quoted)
    assert len(scripted.asked("judges-late")) == 1
    # Both the model's seconds and its wait are longer than a test may take.
    assert not Judge(silent).within(1).holds("要件は三つある。", quoted)


def test_a_checker_that_fails_costs_no_answer(engine: Engine, scripted: Server, floor: Answer) -> None:
    class Broken:
        def check(self, claim: str, quoted: Quoted) -> Verdict:
            raise ZeroDivisionError

    scripted.script("breaks", obey=[{"find": QUOTE, "say": r"\2[\1]"}])
    settings = engine.settings.model_copy(update={"llm_url": scripted.url, "llm_model": "breaks"})
    scribe = replace(open_scribe(engine, settings), checker=Broken())
    stands(scribe.ask(QUESTION), floor, own.LEFT["unexpected"])


def test_two_questions_in_one_keep_what_is_said_of_both(
    scribe_of: Callable[..., Scribe], engine: Engine
) -> None:
    question = "ジェトロの営業秘密漏えい対策支援事業とは何ですか。また、いつまで申し込めますか。"
    kept = {w for w in engine.ask(question).warnings if "異なります" in w}
    answer = scribe_of("quotes", obey=[{"find": QUOTE, "say": r"\2[\1]", "which": "all"}]).ask(question)
    assert answer.mode == "written"
    assert kept
    assert kept <= set(answer.warnings)


def test_what_was_not_sent_is_not_said_to_be(engine: Engine) -> None:
    settings = Settings(
        home=engine.settings.home, llm_url="https://model.invalid/v1", llm_model="x", llm_remote="allow"
    )
    answer = open_scribe(engine, settings).ask(QUESTION)
    assert answer.written is not None
    assert not answer.written.sent
    assert own.SENT.format(host="model.invalid") not in answer.warnings


def test_an_answer_cut_at_its_limit_says_so(scribe_of: Callable[..., Scribe]) -> None:
    says = [{"find": QUOTE, "say": r"\2[\1]", "which": "all"}]
    answer = scribe_of("long", obey=says, finish="length").ask(QUESTION)
    assert answer.mode == "written"
    assert LLM_ERRORS["llm_limit"] in answer.warnings
