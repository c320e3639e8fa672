"""The comparison of editions in the real browser, to its files."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from browsing import Page, expect, open_tab
from docx import Document
from openpyxl import load_workbook

from app import texts_revisions as said


@pytest.fixture
def compared(page: Page) -> Page:
    open_tab(page, said.TITLE)
    page.get_by_label("反不正当競争法").check()
    page.get_by_role("button", name=said.COMPARE, exact=True).click()
    page.locator("#hn-revisions .hn-result").wait_for(timeout=60_000)
    return page


def saved(page: Page, ending: str) -> bytes:
    with page.expect_download() as download:
        page.locator(f'#hn-revisions a[data-save="{ending}"]').click()
    assert download.value.suggested_filename.startswith("改訂の比較_cn-aucl_")
    return Path(download.value.path()).read_bytes()


def test_editions_are_set_side_by_side_with_their_source(compared: Page) -> None:
    result = compared.locator("#hn-revisions")
    expect(result.get_by_role("heading", name=said.STATEMENTS)).to_be_visible()
    row = result.locator("tbody tr", has=compared.locator("strong", has_text="旧第21条"))
    expect(row).to_contain_text("第26条")
    result.locator(".hn-mark").first.click()
    expect(result.locator(".hn-card").first).to_be_focused()


def test_the_comparison_is_saved_as_word_and_excel(compared: Page) -> None:
    word = Document(BytesIO(saved(compared, "docx")))
    assert any("旧第21条" in cell.text for cell in word.tables[0].columns[1].cells)
    book = load_workbook(BytesIO(saved(compared, "xlsx")))
    assert book.sheetnames == [said.SHEET_ROWS, said.SHEET_STATEMENTS]
    assert any("旧第21条" in str(row[1]) for row in book[said.SHEET_ROWS].values)
