"""The tab 研修素材 in the real browser, to the files that it saves."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from pathlib import Path

from browsing import Page, expect, opened, sync_api
from browsing import open_tab as show
from docx import Document
from pptx import Presentation

from app import texts_seminar as say

SHOWN = "#hn-seminar-shown"


def open_tab(page: Page) -> None:
    show(page, say.TAB)
    page.wait_for_selector("#hn-seminar-go")


def make(page: Page, free: str = "") -> sync_api.Locator:
    if free:
        page.fill("#hn-seminar-free textarea, #hn-seminar-free input", free)
    page.locator("#hn-seminar-go").click()
    shown = page.locator(SHOWN)
    shown.locator(".hn-actions, .hn-failed").first.wait_for(timeout=60_000)
    return shown


def saved(page: Page, ending: str) -> bytes:
    with page.expect_download() as caught:
        page.locator(f'{SHOWN} [data-save="{ending}"]').click()
    assert caught.value.suggested_filename.endswith(f".{ending}")
    return Path(caught.value.path()).read_bytes()


def test_a_ready_topic_is_made_shown_and_saved_in_three_files(page: Page) -> None:
    open_tab(page)
    page.locator("#hn-seminar-audience label", has_text="管理職").click()
    shown = make(page)
    expect(shown).to_contain_text("営業秘密の三要件")
    expect(shown).to_contain_text("管理職向け・30分")
    slides = shown.locator(".hn-slide").count()
    assert slides >= 4
    assert shown.locator(".hn-quiz > li").count() == 10
    answer = shown.locator(".hn-quiz details").first
    expect(answer.locator("strong")).to_be_hidden()
    answer.locator("summary").click()
    expect(answer.locator("strong")).to_contain_text("正解：")
    message = shown.locator(".hn-slide-message").first.inner_text().split("[")[0].strip()
    deck = Presentation(BytesIO(saved(page, "pptx")))
    told = "\n".join(s.text_frame.text for slide in deck.slides for s in slide.shapes if s.has_text_frame)
    assert "".join(message.split()).strip("\u2060") in "".join(told.split())
    handout = Document(BytesIO(saved(page, "docx")))
    assert any(say.QUIZ_ANSWERS == paragraph.text for paragraph in handout.paragraphs)
    quiz = saved(page, "csv")
    assert quiz.startswith(b"\xef\xbb\xbf")
    assert len(list(csv.reader(StringIO(quiz.decode("utf-8-sig"))))) == 11


def test_a_mark_leads_to_its_card(page: Page) -> None:
    open_tab(page)
    shown = make(page)
    mark = shown.locator(".hn-slide-message .hn-mark").first
    mark.focus()
    page.keyboard.press("Enter")
    expect(shown.locator(".hn-card").first).to_be_focused()


def test_a_free_topic_says_how_it_was_made_and_one_outside_is_refused_in_place(page: Page) -> None:
    open_tab(page)
    shown = make(page, "秘密保持契約の結び方")
    expect(shown).to_contain_text(say.FREE_NOTE)
    page.fill("#hn-seminar-free textarea, #hn-seminar-free input", "消防訓練")
    page.locator("#hn-seminar-go").click()
    expect(shown.locator(".hn-failed")).to_contain_text("近いテーマ", timeout=60_000)


def test_it_fits_a_phone_in_the_dark(base: str, browser: sync_api.Browser, requests: list[str]) -> None:
    for page in opened(base, browser, requests, 390, 844, "dark"):
        open_tab(page)
        make(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
