"""The comparison's tab in the real browser: from the boxes to the saved files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import Page, expect, opened, sync_api
from docx import Document
from openpyxl import load_workbook

from app import texts, texts_tools
from app import texts_compare as own

FORM = "#hn-compare-form"
PROGRAMME = ["中国", "タイ", "ベトナム", "インドネシア"]


def visit(page: Page) -> None:
    tab = page.get_by_role("tab", name=own.TAB)
    menu = page.locator("#hn-tabs .overflow-menu > button")
    tab.or_(menu).first.wait_for()
    if not tab.is_visible():
        # On a phone Gradio keeps the tabs that have no room in a menu.
        menu.click()
        tab = page.locator("#hn-tabs .overflow-dropdown button", has_text=own.TAB)
    tab.click()
    expect(page.locator(FORM)).to_be_visible()


def make(page: Page) -> sync_api.Locator:
    page.get_by_role("button", name=own.GO).click()
    page.locator(".hn-compare table").wait_for(timeout=30_000)
    return page.locator(".hn-compare")


def box(page: Page, name: str) -> sync_api.Locator:
    return page.locator(f"{FORM} label", has_text=re.compile(f"^\\s*{name}\\s*$")).locator("input")


def test_the_programme_is_compared_with_every_cell_cited_or_marked(page: Page) -> None:
    visit(page)
    expect(page.locator(".hn-empty", has_text=own.EMPTY)).to_be_visible()
    found = make(page)
    heads = found.locator("thead th").all_inner_texts()
    assert heads == [own.ITEM, *PROGRAMME]
    cells = found.locator("tbody td")
    assert cells.count() == found.locator("tbody tr").count() * len(PROGRAMME)
    for cell in cells.all():
        state = cell.get_attribute("data-state")
        assert cell.locator(".hn-mark").count() >= 1 or state == "absent"
        if state in ("unconfirmed", "partly"):
            assert own.STATES[state] in cell.inner_text()
            assert texts.UNCONFIRMED_MARK in cell.locator("p").last.inner_text() or state == "partly"
    expect(found.locator(".hn-warnings")).to_contain_text(texts.UNCONFIRMED)


def test_a_mark_opens_its_card_and_the_card_leads_back(page: Page) -> None:
    visit(page)
    found = make(page)
    mark = found.locator("tbody .hn-mark").first
    mark.focus()
    page.keyboard.press("Enter")
    card = found.locator(".hn-card").first
    expect(card).to_be_focused()
    expect(card).to_be_in_viewport()
    card.locator(".hn-number").focus()
    page.keyboard.press("Enter")
    expect(mark).to_be_focused()


def test_chosen_countries_and_rows_alone_are_compared(page: Page) -> None:
    visit(page)
    page.get_by_role("button", name=own.PRESET_NONE).click()
    page.get_by_role("button", name=own.GO).click()
    expect(page.locator("#hn-compare-out .hn-failed")).to_contain_text(texts.ERRORS["compare_nothing"])
    for name in ("米国", "英国"):
        box(page, name).check()
    page.locator("#hn-compare-fine button.label-wrap").click()
    box(page, "侵害にならない場合").check()
    expect(page.locator("#hn-compare-fine .label-wrap")).to_contain_text("4件を選択中")
    found = make(page)
    assert found.locator("thead th").all_inner_texts()[1:] == ["米国", "英国"]
    row = found.locator("tbody tr", has=page.get_by_text("侵害にならない場合", exact=True))
    assert row.locator("td").nth(1).inner_text() == own.ABSENT
    page.get_by_role("button", name=own.PRESET_PROGRAMME).click()
    expect(box(page, "ベトナム")).to_be_checked()
    expect(box(page, "米国")).not_to_be_checked()


def test_saved_files_hold_the_table_and_its_sources(page: Page, tmp_path: Path) -> None:
    visit(page)
    found = make(page)
    sentence = re.split(r"\u2060|\[", found.locator("tbody td p:not(.hn-point)").first.inner_text())[
        0
    ].strip()
    saved = {}
    for name, ending in ((texts_tools.SAVE_EXCEL, "xlsx"), (texts_tools.SAVE_WORD, "docx")):
        with page.expect_download() as download:
            found.get_by_role("link", name=name).click()
        assert download.value.suggested_filename.startswith("国別比較_中国・タイ・ベトナム・インドネシア_")
        saved[ending] = tmp_path / f"table.{ending}"
        download.value.save_as(saved[ending])
    book = load_workbook(saved["xlsx"])
    table = book[own.SHEET_TABLE]
    assert [cell.value for cell in table[1]] == [own.ITEM, *PROGRAMME]
    assert sentence in str(table["B2"].value)
    assert book[own.SHEET_SOURCES].max_row > found.locator(".hn-card").count()
    word = Document(str(saved["docx"]))
    cells = [cell.text for made in word.tables for row in made.rows for cell in row.cells]
    assert any(sentence in text for text in cells)
    assert texts.NOT_ADVICE in "\n".join(paragraph.text for paragraph in word.paragraphs)


@pytest.mark.parametrize(
    ("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
)
def test_the_table_fits_its_window_and_keeps_its_rows_names_in_sight(
    base: str,
    browser: sync_api.Browser,
    requests: list[str],
    tmp_path: Path,
    width: int,
    scheme: str,
) -> None:
    for page in opened(base, browser, requests, width, 844, scheme):
        visit(page)
        page.get_by_role("button", name=own.PRESET_ALL).click()
        found = make(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        wide = found.locator(".hn-wide").first
        assert wide.evaluate("e => e.scrollWidth > e.clientWidth")
        head = found.locator("tbody th").first
        before = head.bounding_box()
        wide.evaluate("e => { e.scrollLeft = 600; }")
        after = head.bounding_box()
        assert before is not None
        assert after is not None
        assert abs(before["x"] - after["x"]) < 2
        page.screenshot(path=str(tmp_path / f"compare-{width}-{scheme}.png"))
