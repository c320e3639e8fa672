"""Answers written by a model in the real chat: shown as they pass, failures said, nothing sent unasked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import BOX, Page, expect, opened, served, sync_api
from servers.started import Server, until

from app import texts_guard
from app import texts_written as own
from app.texts_llm import LLM_ERRORS
from app.write.scribe import AT_ONCE

QUESTION = "営業秘密の三要件は何ですか"
QUOTE = r'<quote key="(\w+)"[^>]*>\n([^\n。]{12,120}。)'
PLANTED = r"\1の登録には9,800円の手数料が必要である。"
PASTED = "【社外秘】\n来期の価格表の案です。\n主力品は据え置きます。"
# A server that nobody may look up: a paste that were sent would fail otherwise than by the guard.
REMOTE = {"HIMITSU_LLM_URL": "https://model.invalid/v1", "HIMITSU_LLM_REMOTE": "allow"}


@pytest.fixture(scope="module")
def writing(home: Path, scripted: Server) -> Iterator[str]:
    scripted.script(
        "chat", obey=[{"find": QUOTE, "say": rf"\2[\1]{PLANTED}[\1]", "which": "all"}], delay=0.02
    )
    with served(home, HIMITSU_LLM_URL=scripted.url, HIMITSU_LLM_MODEL="chat") as url:
        yield url


@pytest.fixture
def local(writing: str, browser: sync_api.Browser, requests: list[str]) -> Iterator[Page]:
    yield from opened(writing, browser, requests, 1280, 900, "light")


@pytest.fixture(scope="module")
def sending(home: Path) -> Iterator[str]:
    with served(home, HIMITSU_LLM_MODEL="far", **REMOTE) as url:
        yield url


@pytest.fixture
def remote(sending: str, browser: sync_api.Browser, requests: list[str]) -> Iterator[Page]:
    yield from opened(sending, browser, requests, 390, 844, "dark")


def test_sentences_appear_as_they_pass_and_what_does_not_pass_never(local: Page) -> None:
    expect(local.locator("#hn-writes")).to_have_text(own.WRITES.format(model="chat"))
    local.fill(BOX, QUESTION)
    local.press(BOX, "Enter")
    turn = local.locator("#t1")
    expect(turn.locator(".hn-searching")).to_contain_text(own.WRITING, timeout=60_000)
    turn.locator(".hn-actions").wait_for(timeout=60_000)
    expect(turn.locator(".hn-searching")).to_have_count(0)
    expect(turn.locator(".hn-warnings")).to_contain_text(own.CHECKED.format(model="chat"))
    shown = turn.inner_text()
    assert "9,800" not in shown
    marks = turn.locator(".hn-answer a.hn-mark").count()
    assert marks == turn.locator(".hn-answer .hn-mark").count() > 0
    assert turn.locator(".hn-card").count() > 0


def test_what_is_cleared_while_the_model_writes_does_not_come_back(local: Page, scripted: Server) -> None:
    local.fill(BOX, QUESTION)
    local.press(BOX, "Enter")
    expect(local.locator("#t1 .hn-searching")).to_contain_text(own.WRITING, timeout=60_000)
    local.locator("#hn-clear").click()
    expect(local.locator(".hn-turn")).to_have_count(0)
    # The server sees its connection closed; until then the answer may still grow.
    assert until(lambda: scripted.asked("chat")[-1]["gone"])
    local.wait_for_timeout(1_000)
    expect(local.locator(".hn-turn")).to_have_count(0)
    local.fill(BOX, QUESTION)
    local.press(BOX, "Enter")
    local.locator("#t1 .hn-actions").wait_for(timeout=60_000)
    expect(local.locator(".hn-turn")).to_have_count(1)


def test_a_model_that_fails_leaves_the_extractive_answer_and_says_why(local: Page, scripted: Server) -> None:
    kept = {"obey": [{"find": QUOTE, "say": rf"\2[\1]{PLANTED}[\1]", "which": "all"}], "delay": 0.02}
    scripted.script("chat", status=500, body="PROMPT")
    try:
        local.fill(BOX, QUESTION)
        local.press(BOX, "Enter")
        turn = local.locator("#t1")
        turn.locator(".hn-actions").wait_for(timeout=60_000)
        expect(turn.locator(".hn-warnings")).to_contain_text(LLM_ERRORS["llm_status"].format(detail="500"))
        assert turn.locator(".hn-body > p, .hn-body > ul > li").count() >= 2
    finally:
        scripted.script("chat", **kept)


def test_a_server_elsewhere_is_named_and_a_paste_cannot_be_sent(remote: Page) -> None:
    said = own.SENDS.format(host="model.invalid", model="far")
    expect(remote.locator("#hn-writes")).to_have_text(said)
    remote.fill(BOX, PASTED)
    remote.press(BOX, "Enter")
    warning = remote.locator(".hn-guard [data-guard]")
    expect(warning).to_contain_text(own.BLOCKED.format(host="model.invalid"), timeout=30_000)
    expect(remote.get_by_role("button", name=texts_guard.GO_ON, exact=True)).to_have_count(0)
    assert remote.locator(".hn-turn").count() == 0
    assert remote.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_server_elsewhere_that_is_not_there_costs_no_answer(remote: Page) -> None:
    remote.fill(BOX, QUESTION)
    remote.press(BOX, "Enter")
    turn = remote.locator("#t1")
    turn.locator(".hn-actions").wait_for(timeout=60_000)
    expect(turn.locator(".hn-warnings")).to_contain_text(LLM_ERRORS["llm_unreachable"])


def test_whoever_waits_for_the_model_sees_the_extractive_answer_meanwhile(
    writing: str, browser: sync_api.Browser, scripted: Server
) -> None:
    """The last test of the file: the server is busy afterwards."""
    scripted.script("chat", say="", wait=60)
    contexts = [browser.new_context(locale="ja-JP") for _ in range(AT_ONCE + 1)]
    before = len(scripted.asked("chat"))
    for number, context in enumerate(contexts, start=1):
        page = context.new_page()
        page.goto(writing)
        page.fill(BOX, QUESTION)
        page.press(BOX, "Enter")
        expect(page.locator("#t1 .hn-answer a.hn-mark").first).to_be_visible(timeout=60_000)
        heard = min(number, AT_ONCE)
        assert until(lambda heard=heard: len(scripted.asked("chat")) - before == heard)
    for context in contexts:
        context.close()
