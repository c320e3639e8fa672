"""The tab 照会回答案 in the real browser, to the Word file that an officer would send."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import Page, expect, opened, sync_api
from docx import Document

from app import texts, texts_reply
from app.tools.set_phrases import load_phrases

ENQUIRY = """株式会社北斗精密の高橋と申します。
中国に工場があります。営業秘密侵害の刑事罰について教えてください。
明日の東京の天気を教えてください。
株式会社北斗精密　高橋 誠一
TEL 0565-00-1234"""


def visit(page: Page) -> None:
    """Open the tab, which a narrow window keeps in the menu of further ones."""
    page.wait_for_timeout(1000)
    tab = page.get_by_role("tab", name=texts_reply.TAB)
    if not tab.count():
        page.locator("#hn-tabs .overflow-menu > button").click()
        tab = page.locator("#hn-tabs .overflow-dropdown button", has_text=texts_reply.TAB)
    tab.click()


def drafted(page: Page, enquiry: str) -> sync_api.Locator:
    visit(page)
    page.fill("#hn-reply-box textarea", enquiry)
    page.click("#hn-reply-go")
    shown = page.locator(".hn-reply")
    shown.wait_for(timeout=60_000)
    return shown


def test_an_enquiry_becomes_a_letter_in_word(page: Page, tmp_path: Path) -> None:
    shown = drafted(page, ENQUIRY)
    expect(shown.locator(".hn-reply-questions li")).to_have_count(2)
    expect(shown.locator(".hn-reply-masked")).to_contain_text("北斗精密")
    sheet = shown.locator(".hn-reply-letter")
    expect(sheet).not_to_contain_text("北斗精密")
    expect(sheet).to_contain_text("東京の天気")
    quote = sheet.locator(".hn-reply-quote li").first.inner_text().split("\u2060")[0]
    with page.expect_download() as download:
        shown.get_by_role("link", name=texts_reply.SAVE_WORD).click()
    saved = tmp_path / "reply.docx"
    download.value.save_as(saved)
    assert download.value.suggested_filename.endswith(".docx")
    word = Document(str(saved))
    said = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert quote in said
    assert load_phrases().say("heading", "unsupported") in said
    assert "高橋" not in said
    assert len(list(word.comments)) >= 1


def test_the_letter_is_copied_as_plain_text(page: Page) -> None:
    shown = drafted(page, ENQUIRY)
    shown.get_by_role("button", name=texts_reply.COPY).click()
    page.wait_for_timeout(300)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(load_phrases().say("letter", "addressee"))
    assert "0565" not in copied


def test_questions_can_be_put_anew_and_all_is_forgotten(page: Page) -> None:
    drafted(page, ENQUIRY)
    page.locator("#hn-reply-edit button.label-wrap").click()
    # The panel is laid out after the letter is; what is typed before that is overwritten.
    expect(page.locator("#hn-reply-questions textarea")).to_have_value(re.compile("刑事罰.*\n.*天気"))
    page.fill("#hn-reply-questions textarea", "派遣社員にも情報管理の研修は必要ですか")
    page.click("#hn-reply-again")
    expect(page.locator(".hn-reply-questions li")).to_have_count(1, timeout=60_000)
    page.click("#hn-reply-clear")
    expect(page.locator("#hn-reply-result")).to_contain_text(texts_reply.EMPTY)
    expect(page.locator("#hn-reply-box textarea")).to_have_value("")


def test_an_enquiry_without_a_question_is_told_so_in_place(page: Page) -> None:
    visit(page)
    page.fill("#hn-reply-box textarea", "資料を受け取りました。")
    page.click("#hn-reply-go")
    expect(page.locator("#hn-reply-result .hn-failed")).to_have_text(
        texts.ERRORS["no_question"], timeout=30_000
    )
    expect(page.locator("#hn-reply-questions textarea")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "light"), (390, "dark")])
def test_the_tab_fits_its_window(
    base: str, browser: sync_api.Browser, requests: list[str], width: int, scheme: str
) -> None:
    for page in opened(base, browser, requests, width, 900, scheme):
        drafted(page, ENQUIRY)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
