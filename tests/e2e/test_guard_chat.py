"""The paste guard in the real chat: warned before anything is asked, rewritten or gone on with."""

from __future__ import annotations

import pytest
from browsing import BOX, Page, expect, opened, sync_api
from playwright.sync_api import Locator

from app import texts_guard, texts_web

PASTED = "得意先\n山田太郎 様 090-0000-1234 yamada@example.com\n鈴木花子 様 080-0000-5678 suzuki@example.com"
ORDINARY = "社外秘と書けば営業秘密になりますか"


def warned(page: Page, text: str) -> Locator:
    """Send a text with Enter; return the warning that comes."""
    page.fill(BOX, text)
    page.press(BOX, "Enter")
    warning = page.locator(".hn-guard [data-guard]")
    expect(warning).to_be_visible(timeout=20_000)
    return warning


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def test_a_pasted_list_is_warned_of_and_not_asked(page: Page) -> None:
    warning = warned(page, PASTED)
    expect(warning).to_contain_text(texts_guard.LEAD)
    expect(warning).to_contain_text("個人や取引先の一覧")
    expect(warning).to_contain_text(texts_guard.HINT)
    shown = warning.inner_text()
    assert "山田太郎" not in shown
    assert "1234" not in shown
    assert page.input_value(BOX) == PASTED
    assert page.locator(".hn-turn").count() == 0
    expect(warning).to_be_in_viewport()


def test_rewriting_by_keyboard_leaves_the_text_in_the_box(page: Page) -> None:
    warning = warned(page, PASTED)
    expect(button(page, texts_guard.REWRITE)).to_be_focused()
    page.keyboard.press("Enter")
    expect(warning).to_have_count(0)
    expect(page.locator(BOX)).to_be_focused()
    assert page.input_value(BOX) == PASTED
    warned(page, PASTED)
    expect(button(page, texts_guard.REWRITE)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).to_be_focused()
    page.fill(BOX, ORDINARY)
    page.press(BOX, "Enter")
    page.locator("#t1 .hn-actions").wait_for(timeout=60_000)
    expect(page.locator("#t1 .hn-asked")).to_have_text(ORDINARY)


def test_going_on_by_keyboard_asks_it(page: Page) -> None:
    warning = warned(page, PASTED)
    page.keyboard.press("Tab")
    expect(button(page, texts_guard.GO_ON)).to_be_focused()
    page.keyboard.press("Enter")
    turn = page.locator("#t1")
    turn.locator(".hn-actions, .hn-failed").first.wait_for(timeout=60_000)
    expect(turn.locator(".hn-asked")).to_have_text(PASTED)
    expect(warning).to_have_count(0)
    assert page.input_value(BOX) == ""


def test_what_was_answered_stays_and_the_warned_text_is_no_part_of_the_conversation(page: Page) -> None:
    page.fill(BOX, ORDINARY)
    page.press(BOX, "Enter")
    page.locator("#t1 .hn-actions").wait_for(timeout=60_000)
    warned(page, PASTED)
    expect(page.locator("#t1 .hn-asked")).to_have_text(ORDINARY)
    assert page.locator(".hn-turn").count() == 1
    button(page, texts_guard.REWRITE).click()
    page.fill(BOX, "もう少し詳しく")
    page.press(BOX, "Enter")
    page.locator("#t2 .hn-actions").wait_for(timeout=60_000)
    assert page.locator(".hn-turn").count() == 2
    assert "山田" not in page.locator("main").inner_text()


def test_a_changed_text_is_looked_at_again(page: Page) -> None:
    warning = warned(page, PASTED)
    page.locator(BOX).press_sequentially("。")
    expect(warning).to_have_count(0)
    expect(button(page, texts_guard.GO_ON)).to_have_count(0)
    page.press(BOX, "Enter")
    expect(warning).to_be_visible(timeout=20_000)


def test_a_document_is_warned_of_before_its_length_is(page: Page) -> None:
    warning = warned(page, "第三工場の移転について、次のとおり検討した。" * 60)
    expect(warning).to_contain_text("長い文章")
    expect(warning).to_contain_text(texts_guard.OVER.format(length=22 * 60, limit=1000))
    assert len(page.input_value(BOX)) == 22 * 60
    expect(button(page, texts_guard.GO_ON)).to_have_count(0)
    expect(button(page, texts_guard.REWRITE)).to_be_visible()


def test_markup_in_an_excerpt_is_text(page: Page) -> None:
    warning = warned(page, "パスワードは <img/src=x/onerror=document.title=1>")
    assert warning.locator("img").count() == 0
    expect(warning.locator("code")).to_be_visible()


def test_clearing_takes_the_warning_away(page: Page) -> None:
    warning = warned(page, PASTED)
    page.get_by_role("button", name=texts_web.CLEAR).click()
    expect(warning).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_the_warning_fits_its_window(
    base: str, browser: sync_api.Browser, requests: list[str], width: int, scheme: str
) -> None:
    for page in opened(base, browser, requests, width, 844, scheme):
        warned(page, PASTED)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        for name in (texts_guard.REWRITE, texts_guard.GO_ON):
            expect(button(page, name)).to_be_in_viewport()
