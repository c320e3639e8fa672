"""From a story told in the chat to the tool that goes further, in a wide and in a narrow window."""

from __future__ import annotations

import pytest
from browsing import BOX, expect, opened, sync_api

from app import texts_incident, texts_tools

STORY = "退職した社員が図面を持ち出したようです。どうすればいいですか"


@pytest.mark.parametrize("width", [1280, 390])
def test_an_answer_leads_on_to_its_tool(base: str, browser: sync_api.Browser, width: int) -> None:
    for page in opened(base, browser, [], width, 844, "light"):
        page.fill(BOX, STORY)
        page.press(BOX, "Enter")
        page.locator("#t1 [data-tab='incident']").click(timeout=60_000)
        expect(page.get_by_role("heading", name=texts_incident.TITLE)).to_be_visible()
        more = page.locator("#hn-tabs .overflow-menu > button")
        assert more.get_attribute("aria-label") == texts_tools.MORE_TABS
