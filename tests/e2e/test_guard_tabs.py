"""The paste guard before the work tools: nothing is made of a secret before its writer goes on."""

from __future__ import annotations

import pytest
from browsing import Page, expect, open_tab

from app import texts_guard, texts_incident, texts_reply, texts_seminar

PASTE = "【社外秘】配合表 第3版\n樹脂A 62.5%、硬化剤B 31.0%、添加剤C 6.5%、硬化温度 145℃ 30分"


@pytest.mark.parametrize(
    ("tab", "box", "go", "made"),
    [
        (
            texts_seminar.TAB,
            "#hn-seminar-free",
            "#hn-seminar-go",
            "#hn-seminar-shown .hn-result, #hn-seminar-shown .hn-failed",
        ),
        (texts_incident.TAB, "#hn-incident-note", "#hn-incident-go", "#hn-incident-result .hn-actions"),
        (
            texts_reply.TAB,
            "#hn-reply-box",
            "#hn-reply-go",
            "#hn-reply-result .hn-reply, #hn-reply-result .hn-failed",
        ),
    ],
)
def test_a_paste_is_warned_of_and_its_writer_goes_on(
    page: Page, tab: str, box: str, go: str, made: str
) -> None:
    open_tab(page, tab)
    page.fill(f"{box} :is(textarea, input)", PASTE)
    page.locator(go).click()
    panel = page.get_by_role("tabpanel").filter(visible=True)
    warned = panel.locator("[data-guard]")
    expect(warned).to_contain_text(texts_guard.TITLE)
    assert page.locator(made).count() == 0
    panel.get_by_role("button", name=texts_guard.GO_ON_TOOL).click()
    page.locator(made).first.wait_for(timeout=60_000)
    expect(warned).to_be_hidden()
