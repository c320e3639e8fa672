"""Judging an answer and the list of records, in the real browser."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from browsing import BOX, Page, expect, open_tab, post
from openpyxl import load_workbook

from app import texts_records as said

OFF_TOPIC = "明日の大阪の天気を教えてください"


def test_a_judged_answer_and_a_refused_question_are_listed_saved_and_cleared(page: Page) -> None:
    page.fill(BOX, OFF_TOPIC)
    page.press(BOX, "Enter")
    judge = page.locator("#t1 .hn-judge")
    judge.get_by_role("button", name=said.BUTTONS["wrong"]).click(timeout=60_000)
    expect(judge.get_by_role("button", name=said.THANKS)).to_be_disabled()
    open_tab(page, said.TITLE)
    rows = page.locator("#hn-records tbody tr", has_text=OFF_TOPIC)
    expect(rows).to_have_count(2)
    with page.expect_download() as download:
        page.locator('#hn-records a[data-save="xlsx"]').click()
    book = load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    saved = {(row[1], row[2]) for row in book.active.values}
    assert {(said.VERDICTS[v], OFF_TOPIC) for v in ("wrong", "refused")} <= saved
    clear = page.locator("#hn-records-clear")
    clear.click()
    expect(clear).to_have_text(said.CLEAR_SURE)
    clear.click()
    expect(page.locator("#hn-records")).to_contain_text(said.CLEARED)


def test_another_page_cannot_judge(base: str) -> None:
    assert post(f"{base}judge/x/wrong", **{"Sec-Fetch-Site": "cross-site"}) == 404
    assert post(f"{base}judge/x/wrong") == 404
