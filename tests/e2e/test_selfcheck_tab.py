"""The self-check in the browser: marked, saved, read again, compared, and made an application of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from browsing import Page, expect, open_tab, opened, reload, sync_api
from fullest import fullest
from openpyxl import load_workbook

from app import texts, texts_selfcheck
from app.export.selfcheck_book import HEAD_ROW, to_book
from app.tools.selfcheck_items import load_catalogue
from app.tools.selfcheck_read import read_check

said = texts_selfcheck
ITEM = ".hn-sc-item"


def begin(page: Page, *titles: str) -> None:
    open_tab(page, said.TAB)
    for title in titles:
        page.locator("#hn-sc-lists label", has_text=title).locator("input").check()
    page.click("#hn-sc-start")
    page.locator(ITEM).first.wait_for(timeout=60_000)


def mark(page: Page, at: int, status: str) -> None:
    page.locator(ITEM).nth(at).locator(f"input[value={status}]").check()


def saved(page: Page, area: str, path: Path) -> Path:
    with page.expect_download() as download:
        page.locator(f"{area} [data-save=xlsx]").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    download.value.save_as(path)
    return path


def no_sideways_scroll(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_check_is_marked_saved_read_again_and_compared(page: Page, tmp_path: Path) -> None:
    begin(page, "3要件")
    expect(page.locator(ITEM)).to_have_count(16)
    mark(page, 0, "done")
    mark(page, 1, "todo")
    mark(page, 2, "none")
    second = page.locator(ITEM).nth(1)
    second.locator(".hn-sc-more summary").click()
    second.locator("[data-sc-field=owner]").fill("情報システム部")
    second.locator("[data-sc-field=due]").fill("2026-01-05")
    second.locator("[data-sc-field=note]").fill("=1+1\n<b>確認中</b>")
    # Leaving the chapter straight from a field that was typed into.
    page.click("#hn-sc-on")
    expect(page.locator(".hn-sc-form h3")).to_contain_text("有用性")
    page.click("#hn-sc-back")
    expect(page.locator(ITEM)).to_have_count(16)
    expect(second.locator("[data-sc-field=note]")).to_have_value("=1+1\n<b>確認中</b>")
    expect(second.locator(".hn-tag-lack")).to_have_text(said.LATE)
    expect(page.locator("#hn-sc-overall")).to_contain_text("1／26項目が済（3%）")
    expect(page.locator("#hn-sc-overall")).to_contain_text(said.NOT_SAVED)
    page.click("#hn-sc-save")
    file = saved(page, "#hn-sc-saved", tmp_path / "check.xlsx")
    expect(page.locator(".hn-sc-unsaved-tag")).to_be_hidden()
    sheet = load_workbook(file)[said.SHEET_CHECK]
    rows = [
        [cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD_ROW + 1, max_row=HEAD_ROW + 3)
    ]
    assert [row[4] for row in rows] == ["済", "未", "対象外"]
    assert rows[1][5] == "情報システム部"
    assert rows[1][7] == "=1+1\n<b>確認中</b>"
    assert sheet.cell(HEAD_ROW + 2, 8).data_type == "s"

    reload(page)
    open_tab(page, said.TAB)
    page.set_input_files("#hn-tab-selfcheck input[type=file] >> nth=0", file)
    expect(page.locator("#hn-sc-message")).to_contain_text("27項目")
    expect(page.locator(ITEM).nth(1).locator("input[value=todo]")).to_be_checked()
    mark(page, 1, "done")
    mark(page, 0, "part")
    expect(page.locator("#hn-sc-overall")).to_contain_text(said.NOT_SAVED)
    page.set_input_files("#hn-tab-selfcheck input[type=file] >> nth=1", file)
    table = page.locator("#hn-sc-compared tbody tr")
    expect(table).to_have_count(2)
    expect(table.first).to_contain_text(said.DIRECTIONS["better"])
    expect(table.last).to_contain_text(said.DIRECTIONS["worse"])
    compared = load_workbook(saved(page, "#hn-sc-compared", tmp_path / "compared.xlsx"))
    assert compared.sheetnames == [said.SHEET_COMPARISON]


def test_a_file_is_offered_straight_from_a_field_and_goes_when_something_changes(
    page: Page, tmp_path: Path
) -> None:
    begin(page, "3要件")
    mark(page, 0, "done")
    first, hint = page.locator(ITEM).first, page.locator("#hn-sc-hint")
    first.locator(".hn-sc-more summary").click()
    first.locator("[data-sc-field=note]").fill("規程を直す")
    page.click("#hn-sc-save")
    file = saved(page, "#hn-sc-saved", tmp_path / "check.xlsx")
    assert load_workbook(file)[said.SHEET_CHECK].cell(HEAD_ROW + 1, 8).value == "規程を直す"
    expect(page.locator(".hn-sc-unsaved-tag")).to_be_hidden()
    expect(hint).to_be_hidden()
    first.locator("[data-sc-field=note]").fill("規程を直した")
    first.locator("[data-sc-field=note]").blur()
    expect(page.locator("#hn-sc-saved [data-save]")).to_be_hidden()
    expect(page.locator(".hn-sc-unsaved-tag")).to_be_visible()
    expect(hint).to_be_visible()
    page.click("#hn-sc-save")
    again = saved(page, "#hn-sc-saved", tmp_path / "again.xlsx")
    assert load_workbook(again)[said.SHEET_CHECK].cell(HEAD_ROW + 1, 8).value == "規程を直した"


def test_the_fullest_file_goes_through_the_tab_and_comes_back(page: Page, tmp_path: Path) -> None:
    catalogue = load_catalogue()
    check = fullest(catalogue, "漢字", date.today())
    file = tmp_path / "full.xlsx"
    file.write_bytes(to_book(check, catalogue, date.today(), lambda key: "根拠"))
    assert file.stat().st_size > 1_000_000
    open_tab(page, said.TAB)
    page.set_input_files("#hn-tab-selfcheck input[type=file] >> nth=0", file)
    expect(page.locator("#hn-sc-overall")).to_contain_text("一部 298", timeout=60_000)
    page.click("#hn-sc-save")
    # Fields filled to their end look like pastes, and are to be agreed to.
    offered, agree = page.locator("#hn-sc-saved [data-save]"), page.locator(".hn-guard-on:visible").first
    expect(offered.or_(agree).first).to_be_visible(timeout=60_000)
    if agree.is_visible():
        agree.click()
    offered.wait_for(timeout=60_000)
    again = saved(page, "#hn-sc-saved", tmp_path / "again.xlsx")
    assert read_check(again.read_bytes(), catalogue).check == check


def test_support_is_suggested_and_the_application_drafted(page: Page, tmp_path: Path) -> None:
    begin(page, "3要件")
    mark(page, 4, "todo")
    mark(page, 12, "part")
    page.locator("#hn-sc-country label", has_text="タイ").click()
    page.click("#hn-sc-propose")
    proposed = page.locator("#hn-sc-proposed")
    expect(proposed).to_contain_text(said.PROPOSED.format(country="タイ", total=7, limit=23, left=16))
    first = proposed.locator(".hn-mark").first
    first.click()
    expect(proposed.locator(f"#{first.get_attribute('data-target')}")).to_be_focused()
    book = load_workbook(saved(page, "#hn-sc-proposed", tmp_path / "application.xlsx"))
    assert book.sheetnames[:4] == [
        said.SHEET_SYSTEM,
        said.SHEET_HOLDINGS,
        said.SHEET_SELFCHECK,
        said.SHEET_MENU,
    ]
    wished = [row[3].value for row in book[said.SHEET_MENU].iter_rows(max_col=4)]
    assert wished.count(said.REQUIRED) == 2
    assert wished.count(said.IN) == 2


def test_a_view_by_gap_holds_what_is_open_and_guidance_opens(page: Page) -> None:
    begin(page, "3要件", "漏えい時の初動")
    mark(page, 3, "todo")
    page.locator("#hn-sc-words textarea, #hn-sc-words input").fill("事実")
    page.locator("#hn-sc-words textarea, #hn-sc-words input").press("Enter")
    expect(page.locator(ITEM)).to_have_count(1)
    item = page.locator(ITEM).first
    item.locator(".hn-sc-source > summary").click()
    expect(item.locator(".hn-card").first).to_be_visible()
    expect(item.locator(".hn-card h4").first).not_to_be_empty()


def test_what_is_written_on_one_page_does_not_show_on_the_next(page: Page) -> None:
    begin(page, "3要件")
    mark(page, 1, "done")
    second = page.locator(ITEM).nth(1)
    second.locator(".hn-sc-more summary").click()
    second.locator("[data-sc-field=note]").fill("確認中")
    page.click("#hn-sc-on")
    expect(page.locator(".hn-sc-form h3")).to_contain_text("有用性")
    expect(page.locator(f"{ITEM} input:checked")).to_have_count(0)
    expect(second.locator("[data-sc-field=note]")).to_have_value("")
    page.click("#hn-sc-back")
    expect(second.locator("[data-sc-field=note]")).to_have_value("確認中")
    expect(page.locator(f"{ITEM} input:checked")).to_have_count(1)


def test_every_status_is_reached_by_keyboard_and_can_be_taken_back(page: Page) -> None:
    begin(page, "3要件")
    item = page.locator(ITEM).first
    item.locator("input[value=done]").focus()
    page.keyboard.press("Space")
    expect(page.locator("#hn-sc-overall")).to_contain_text("済 1")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#hn-sc-overall")).to_contain_text("一部 1")
    item.locator("[data-sc-clear]").press("Enter")
    expect(page.locator("#hn-sc-overall")).to_contain_text("未回答 27")


def test_a_file_that_is_none_is_an_error_in_place(page: Page, tmp_path: Path) -> None:
    open_tab(page, said.TAB)
    wrong = tmp_path / "wrong.xlsx"
    wrong.write_bytes(b"no workbook")
    page.set_input_files("#hn-tab-selfcheck input[type=file] >> nth=0", wrong)
    shown = texts.ERRORS["selfcheck_file"].format(file="wrong.xlsx")
    expect(page.locator("#hn-sc-message .hn-failed")).to_contain_text(shown)
    page.click("#hn-sc-start")
    expect(page.locator("#hn-sc-message .hn-failed")).to_contain_text(said.NONE_CHOSEN)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_all_items_fit_the_window(
    base: str, browser: sync_api.Browser, requests: list[str], width: int, scheme: str
) -> None:
    for page in opened(base, browser, requests, width, 844, scheme):
        open_tab(page, said.TAB)
        for box in page.locator("#hn-sc-lists input").all():
            box.check()
        page.click("#hn-sc-start")
        page.locator(ITEM).first.wait_for(timeout=60_000)
        expect(page.locator("#hn-sc-overall")).to_contain_text("298項目")
        assert page.locator(ITEM).count() <= 30
        page.locator(ITEM).first.locator(".hn-sc-more summary").click()
        page.locator(ITEM).first.locator(".hn-sc-source > summary").click()
        page.click("#hn-sc-propose")
        page.locator("#hn-sc-proposed .hn-wide").wait_for()
        assert no_sideways_scroll(page)
        nameless = page.evaluate(
            """() => [...document.querySelectorAll("#hn-tab-selfcheck :is(button, input, textarea, select)")]
              .filter(e => e.checkVisibility() && !(e.getAttribute("aria-label") || e.innerText?.trim()
                || [...(e.labels || [])].some(l => l.textContent.trim())))
              .map(e => e.outerHTML.slice(0, 120))"""
        )
        assert nameless == []
