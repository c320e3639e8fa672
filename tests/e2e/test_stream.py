"""An event sent at the moment in which Gradio's stream of answers ends is answered all the same."""

from __future__ import annotations

from browsing import Page, expect
from test_diagnose_tab import PATIENT, choose, open_tab

from app.tools.diagnose_load import load_diagnosis

DATA, JOIN = "**/queue/data?*", "**/queue/join?*"


def test_an_event_sent_while_the_stream_ends_is_answered(page: Page) -> None:
    open_tab(page)
    page.wait_for_timeout(1000)  # for what the page asks by itself
    held = []
    # The server's stream arrives whole, its end with it, after the second event was accepted.
    page.route(DATA, lambda route: held.append((route, route.fetch())), times=1)
    with page.expect_response(JOIN):
        choose(page, "kind", "price")
    while not held:
        page.wait_for_timeout(10)
    with page.expect_response(JOIN):
        page.locator("#hn-diagnose-next").click()
    page.wait_for_timeout(100)
    route, answer = held[0]
    assert "close_stream" in answer.text()
    route.fulfill(response=answer)
    owner = load_diagnosis().interview.question("owner")
    expect(page.locator("#hn-diagnose-message")).to_contain_text(owner.label, timeout=PATIENT)
    expect(page.locator("#hn-diagnose-progress")).to_contain_text("うち1問", timeout=PATIENT)
