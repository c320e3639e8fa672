"""Behind the screen: the conversation's steps, kept answers, and the shield around Gradio."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest
from starlette.types import Message, Receive, Scope, Send

from app import texts, texts_web
from app.model import Answer, Claim
from app.web.assets import HEAD
from app.web.conversation import REMEMBERED, Turn, converse, offer_of, remembered
from app.web.shelf import Shelf
from app.web.shield import Shield, clean_page
from indexer.errors import HimitsuError

ANSWER = Answer("質問", "answered", "一。\n二。\n三。", tuple(Claim(t, ()) for t in ("一。", "二。", "三。")))
PAGE = (
    '<html lang="en"><head><meta property="og:url" content="https://gradio.app/" />'
    "<script>1</script><script type=module src=x></script></head></html>"
)


class Asked:
    """An engine that answers, or fails, as it is told to."""

    def __init__(self, outcome: Answer | Exception) -> None:
        self.outcome = outcome
        self.documents: list[Collection[str] | None] = []
        self.history: list[str] = []

    writing = False

    def answers(
        self, question: str, documents: Collection[str] | None = None, *, history: Sequence[str] = ()
    ) -> Iterator[Answer]:
        self.documents.append(documents)
        self.history += history
        if isinstance(self.outcome, Exception):
            raise self.outcome
        yield self.outcome


def turns(engine: Asked, documents: Collection[str] | None = None) -> list[Turn]:
    return list(converse(engine, Shelf(), "質問", documents, 1, pause=0))


def test_claims_arrive_one_after_another_and_the_finished_turn_comes_last() -> None:
    steps = turns(Asked(ANSWER))
    assert texts_web.SEARCHING in steps[0].html
    assert [sum(f"<p>{c.text}" in step.html for c in ANSWER.claims) for step in steps] == [0, 1, 2, 3]
    assert [step.token is not None for step in steps] == [False, False, False, True]
    assert f"export/{steps[-1].token}.docx" in steps[-1].html


def test_a_turn_is_asked_after_the_earlier_ones_and_says_how_it_was_understood() -> None:
    engine = Asked(replace(ANSWER, understood="<b>中国の罰金は？"))
    steps = list(converse(engine, Shelf(), "罰金は？", None, 1, 0, ["中国の懲役は？"]))
    assert engine.history == ["中国の懲役は？"]
    said = f'<p class="hn-preface">{texts.UNDERSTOOD.format(question="&lt;b&gt;中国の罰金は？")}</p>'
    assert [said in step.html for step in steps] == [False, True, True, True]
    assert steps[-1].understood == "<b>中国の罰金は？"
    assert "hn-preface" not in turns(Asked(ANSWER))[-1].html


def test_a_refusal_says_how_the_question_was_understood() -> None:
    refused = replace(ANSWER, status="refused", claims=(), understood="中国の株価は？")
    assert "中国の株価は？" in turns(Asked(refused))[-1].html


def test_the_last_turns_are_remembered_without_those_that_failed() -> None:
    told = [Turn("", understood=str(number)) for number in range(REMEMBERED + 1)]
    assert remembered([*told, Turn("", None, "")]) == [str(number) for number in range(1, REMEMBERED + 1)]
    assert turns(Asked(HimitsuError("empty_question")))[-1].understood == ""


def test_expected_failure_is_its_sentence() -> None:
    last = turns(Asked(HimitsuError("empty_question")))[-1]
    assert texts.EMPTY_QUESTION in last.html
    assert last.token is None


def test_unexpected_failure_is_a_sentence_and_the_question_stays_out_of_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        last = list(converse(Asked(RuntimeError("boom")), Shelf(), "顧客名簿", None, 1, 0))[-1]
    assert texts_web.UNEXPECTED in last.html
    assert "boom" not in last.html
    assert "Traceback" not in last.html
    assert "顧客名簿" not in caplog.text


def test_no_document_chosen_is_said_and_never_searched_as_all() -> None:
    engine = Asked(ANSWER)
    assert texts_web.NO_DOCUMENT in turns(engine, [])[-1].html
    assert engine.documents == []
    turns(engine, ["a"])
    assert engine.documents == [["a"]]


def test_shelf_forgets_the_oldest_and_what_it_is_told_to() -> None:
    shelf = Shelf(size=2)
    tokens = [shelf.put(offer_of(ANSWER, date(2026, 11, 21))) for _ in range(3)]
    assert len(set(tokens)) == 3
    assert [shelf.get(token) is not None for token in tokens] == [False, True, True]
    shelf.drop(tokens[1:])
    assert shelf.get(tokens[2]) is None


def test_page_is_cleaned() -> None:
    page = clean_page(PAGE, "N")
    assert '<html lang="ja">' in page
    assert "gradio.app" not in page
    scripts = PAGE.count("<script") + HEAD.count("<script")
    assert page.count("<script") == page.count('<script nonce="N"') == scripts
    assert "himitsu/style.css" in page


def through_shield(path: str, messages: list[Message]) -> list[Message]:
    """Send messages as an application would; return what leaves the shield."""
    sent: list[Message] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        for message in messages:
            await send(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "path": path, "method": "GET", "headers": [(b"accept", b"text/html")]}
    asyncio.run(Shield(inner)(scope, receive, send))
    return sent


def start(kind: bytes) -> Message:
    headers = [(b"content-type", kind), (b"content-length", b"5")]
    return {"type": "http.response.start", "status": 200, "headers": headers}


def test_stream_passes_piece_by_piece_with_its_headers() -> None:
    pieces = [
        start(b"text/event-stream"),
        {"type": "http.response.body", "body": b"a", "more_body": True},
        {"type": "http.response.body", "body": b"b", "more_body": False},
    ]
    sent = through_shield("/gradio_api/queue/data", pieces)
    assert [message["type"] for message in sent] == [piece["type"] for piece in pieces]
    assert (b"x-frame-options", b"DENY") in sent[0]["headers"]
    assert (b"cache-control", b"no-store") in sent[0]["headers"]


def test_page_in_pieces_is_cleaned_whole_and_its_length_told() -> None:
    half = len(PAGE) // 2
    sent = through_shield(
        "/",
        [
            start(b"text/html; charset=utf-8"),
            {"type": "http.response.body", "body": PAGE[:half].encode(), "more_body": True},
            {"type": "http.response.body", "body": PAGE[half:].encode()},
        ],
    )
    assert len(sent) == 2
    headers = dict(sent[0]["headers"])
    assert headers[b"content-length"] == str(len(sent[1]["body"])).encode()
    nonce = headers[b"content-security-policy"].decode().split("'nonce-")[1].split("'")[0]
    assert f'<script nonce="{nonce}"' in sent[1]["body"].decode()


def test_nonce_is_new_for_every_page() -> None:
    pages = [
        through_shield("/", [start(b"text/html"), {"type": "http.response.body", "body": b"<p>"}])
        for _ in range(2)
    ]
    policies = [dict(sent[0]["headers"])[b"content-security-policy"] for sent in pages]
    assert policies[0] != policies[1]


@pytest.mark.parametrize(("site", "status"), [("cross-site", 404), ("same-site", 404), ("same-origin", 200)])
def test_only_this_page_may_send_a_file(site: str, status: int) -> None:
    async def accepts(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def nothing() -> Message:
        return {"type": "http.request"}

    sent: list[Message] = []

    async def keep(message: Message) -> None:
        sent.append(message)

    headers = [(b"sec-fetch-site", site.encode())]
    scope = {"type": "http", "path": "/gradio_api/upload", "headers": headers}
    asyncio.run(Shield(accepts)(scope, nothing, keep))
    assert sent[0]["status"] == status
