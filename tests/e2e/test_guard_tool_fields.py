"""The paste guard before short fields: notes of a self-check, names, words that are sought, questions."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from browsing import Page, expect, open_tab, opened, sync_api
from openpyxl import load_workbook
from playwright.sync_api import Locator

from app import texts_diagnose, texts_guard, texts_reply, texts_selfcheck
from app.export.selfcheck_book import HEAD_ROW

PASTE = "配合は樹脂A 62.5%、硬化剤B 31.0%、添加剤C 6.5%、145℃で30分"
LIST = "山田太郎 090-0000-1234 yamada@example.com\n鈴木花子 080-0000-5678 suzuki@example.com"
ITEM = ".hn-sc-item"
OWNERS = "法務部 佐藤様、総務部 田中様、情報システム部 鈴木様、製造部 高橋様"
PATIENT = 60_000


def begin(page: Page, titles: str = "3要件") -> Locator:
    """Begin a self-check; return its second item with its fields open."""
    open_tab(page, texts_selfcheck.TAB)
    page.locator("#hn-sc-lists label", has_text=titles).locator("input").check()
    page.click("#hn-sc-start")
    item = page.locator(ITEM).nth(1)
    item.locator(".hn-sc-more > summary").click(timeout=PATIENT)
    return item


def warned(item: Locator, field: str) -> Locator:
    return item.locator(f"[data-sc-slot={field}] .hn-warnings")


def write(item: Locator, field: str, text: str) -> None:
    """Write into a field and leave it, as a user does."""
    box = item.locator(f"[data-sc-field={field}]")
    box.fill(text)
    box.press("Tab")


def sheet(page: Page, area: str, name: str, path: Path) -> list[tuple[object, ...]]:
    with page.expect_download() as download:
        page.locator(f"{area} [data-save=xlsx]").click()
    download.value.save_as(path)
    return list(load_workbook(BytesIO(path.read_bytes()))[name].iter_rows(values_only=True))


@pytest.mark.parametrize(
    ("field", "text", "kind"),
    [
        ("note", PASTE, "配合や製造条件"),
        ("evidence", PASTE, "配合や製造条件"),
        ("owner", "パスワードは kogane2026", "鍵"),
    ],
)
def test_a_secret_in_a_field_is_warned_of_under_it(page: Page, field: str, text: str, kind: str) -> None:
    item = begin(page)
    write(item, field, text)
    warning = warned(item, field)
    expect(warning).to_contain_text(kind)
    expect(warning).to_contain_text(texts_guard.HINT_NOTE)
    assert "62.5" not in warning.inner_text()
    assert "kogane" not in warning.inner_text()
    assert item.locator(f"[data-sc-field={field}]").get_attribute("aria-describedby")
    assert page.locator(".hn-sc-item .hn-warnings").count() == 1


def test_what_the_fields_are_meant_for_is_left_alone(page: Page) -> None:
    item = begin(page)
    write(item, "owner", OWNERS)
    write(item, "note", "施錠は済み\n鍵の台帳は総務が保管\n入退室の記録は6か月分\n来月、部長会で再確認の予定")
    write(item, "evidence", "秘密保持誓約書（2026/4/1）、情報セキュリティ委員会の議事録：9/3")
    expect(page.locator("#hn-sc-overall")).to_contain_text(texts_selfcheck.NOT_SAVED)
    page.click("#hn-sc-save")
    page.locator("#hn-sc-saved [data-save=xlsx]").wait_for(timeout=PATIENT)
    assert page.locator("#hn-tab-selfcheck .hn-warnings").count() == 0


def test_no_file_is_made_of_a_warned_text_before_its_writer_goes_on(page: Page, tmp_path: Path) -> None:
    item = begin(page)
    write(item, "note", PASTE)
    expect(warned(item, "note")).to_be_visible()
    page.click("#hn-sc-save")
    gate = page.locator("#hn-sc-work [data-guard]")
    expect(gate).to_contain_text("メモ", timeout=PATIENT)
    assert page.locator("#hn-sc-saved [data-save]").count() == 0
    back = page.get_by_role("button", name=texts_guard.REWRITE, exact=True)
    expect(back.and_(page.locator(":focus"))).to_have_count(1)
    page.keyboard.press("Escape")
    expect(gate).to_be_hidden()
    expect(item.locator("[data-sc-field=note]")).to_be_focused()
    page.click("#hn-sc-save")
    expect(gate).to_be_visible(timeout=PATIENT)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    rows = sheet(page, "#hn-sc-saved", texts_selfcheck.SHEET_CHECK, tmp_path / "a.xlsx")
    assert rows[HEAD_ROW + 1][7] == PASTE
    # Agreed to once, it is not asked again for the draft.
    page.click("#hn-sc-propose")
    page.locator("#hn-sc-proposed [data-save=xlsx]").wait_for(timeout=PATIENT)
    expect(gate).to_be_hidden()


def test_a_field_is_agreed_to_or_written_anew_by_keyboard(page: Page) -> None:
    item = begin(page)
    write(item, "note", PASTE)
    warning = warned(item, "note")
    expect(warning).to_be_visible()
    warning.locator("[data-sc-rewrite]").focus()
    page.keyboard.press("Enter")
    note = item.locator("[data-sc-field=note]")
    expect(note).to_be_focused()
    note.press_sequentially("。")
    expect(warning).to_have_count(0)
    note.press("Tab")
    expect(warning).to_be_visible()
    warning.locator("[data-sc-rewrite]").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(warning).to_have_count(0)
    expect(note).to_be_focused()
    # Agreed to where it stands, it stays so on another page and in the file.
    page.click("#hn-sc-on")
    expect(page.locator(".hn-sc-form h3")).to_contain_text("有用性")
    page.click("#hn-sc-back")
    expect(note).to_have_value(re.compile("硬化剤"))
    page.click("#hn-sc-save")
    page.locator("#hn-sc-saved [data-save=xlsx]").wait_for(timeout=PATIENT)
    assert page.locator("#hn-tab-selfcheck .hn-warnings").count() == 0


def test_a_secret_in_a_file_that_is_read_in_is_warned_of_under_its_field(page: Page, tmp_path: Path) -> None:
    item = begin(page)
    write(item, "note", "確認中")
    page.click("#hn-sc-save")
    path = tmp_path / "b.xlsx"
    sheet(page, "#hn-sc-saved", texts_selfcheck.SHEET_CHECK, path)
    book = load_workbook(path)
    book[texts_selfcheck.SHEET_CHECK].cell(HEAD_ROW + 2, 8).value = LIST
    book.save(path)
    page.set_input_files("#hn-tab-selfcheck input[type=file] >> nth=0", path)
    expect(warned(item, "note")).to_contain_text("個人や取引先の一覧", timeout=PATIENT)
    assert "1234" not in warned(item, "note").inner_text()


def test_words_sought_and_the_place_are_looked_at_too(page: Page) -> None:
    begin(page)
    words = page.locator("#hn-sc-words :is(textarea, input)")
    words.fill(PASTE)
    words.press("Enter")
    gate = page.locator("#hn-sc-work [data-guard]").filter(visible=True)
    expect(gate).to_be_visible(timeout=PATIENT)
    assert page.locator(ITEM).count() == 16
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#hn-sc-items .hn-empty")).to_be_visible(timeout=PATIENT)
    page.locator("#hn-sc-place :is(textarea, input)").fill("パスワードは kogane2026")
    page.click("#hn-sc-propose")
    expect(gate).to_contain_text(texts_selfcheck.PLACE_SHORT, timeout=PATIENT)
    assert page.locator("#hn-sc-proposed [data-save]").count() == 0


def test_a_diagnosis_is_not_gone_on_with_under_a_name_that_tells_a_secret(page: Page, tmp_path: Path) -> None:
    open_tab(page, texts_diagnose.TAB)
    name = page.locator("#hn-diagnose-name :is(textarea, input)")
    name.fill("配合は樹脂A 62.5%、硬化剤B 31%、添加剤C 6%")
    for question, label in (("kind", 0), ("owner", 0), ("country", 0)):
        page.locator(f"#hn-diagnose-q-{question} input").nth(label).check()
    page.click("#hn-diagnose-next")
    gate = page.locator("#hn-tab-diagnose [data-guard]").filter(visible=True)
    expect(gate).to_contain_text("配合", timeout=PATIENT)
    expect(gate).to_be_in_viewport()
    expect(name).to_be_visible()
    page.keyboard.press("Escape")
    expect(name).to_be_focused()
    page.click("#hn-diagnose-next")
    expect(gate).to_be_visible(timeout=PATIENT)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(name).to_be_hidden(timeout=PATIENT)
    expect(page.locator("#hn-diagnose-progress")).to_be_in_viewport()
    # Not again at the next step.
    page.click("#hn-diagnose-next")
    expect(page.locator("#hn-diagnose-message .hn-failed")).to_be_visible(timeout=PATIENT)
    expect(gate).to_have_count(0)


def test_a_name_in_a_saved_diagnosis_is_looked_at(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    saved = {"kind": "himitsu-diagnose", "version": 1, "name": "パスワードは kogane2026", "answers": {}}
    file.write_text(json.dumps(saved), "utf-8")
    open_tab(page, texts_diagnose.TAB)
    gate = page.locator("#hn-tab-diagnose [data-guard]").filter(visible=True)
    name = page.locator("#hn-diagnose-name :is(textarea, input)")
    for key in ("Escape", "Tab"):
        # Through the button: the browser tells of the same file again only where the page emptied its field.
        with page.expect_file_chooser() as chooser:
            page.click("#hn-diagnose-load")
        chooser.value.set_files(file)
        expect(gate).to_contain_text("鍵", timeout=PATIENT)
        expect(name).to_have_value("")
        page.keyboard.press(key)
        if key == "Escape":
            expect(gate).to_have_count(0)
    page.keyboard.press("Enter")
    expect(name).to_have_value(saved["name"], timeout=PATIENT)
    expect(page.locator("#hn-diagnose-message")).to_contain_text(texts_diagnose.LOADED)


def test_questions_written_anew_are_looked_at_and_the_letter_not_again(page: Page) -> None:
    open_tab(page, texts_reply.TAB)
    page.fill("#hn-reply-box textarea", "お世話になっております。営業秘密とは何ですか。")
    page.click("#hn-reply-go")
    page.locator("#hn-reply-result .hn-reply").wait_for(timeout=PATIENT)
    page.locator("#hn-reply-edit > button").click()
    page.fill("#hn-reply-questions textarea", f"{PASTE}\nこれは営業秘密ですか")
    page.click("#hn-reply-again")
    gate = page.locator("#hn-tab-reply [data-guard]").filter(visible=True)
    expect(gate).to_contain_text("配合", timeout=PATIENT)
    page.keyboard.press("Escape")
    expect(page.locator("#hn-reply-questions textarea")).to_be_focused()
    page.fill("#hn-reply-questions textarea", "営業秘密とは何ですか")
    page.click("#hn-reply-again")
    expect(page.locator("#hn-reply-result")).to_contain_text("営業秘密とは何ですか", timeout=PATIENT)
    expect(gate).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_the_warning_of_a_field_fits_its_window(
    base: str, browser: sync_api.Browser, requests: list[str], width: int, scheme: str
) -> None:
    for page in opened(base, browser, requests, width, 844, scheme):
        item = begin(page)
        write(item, "note", PASTE)
        expect(warned(item, "note")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        warned(item, "note").locator("[data-sc-agree]").scroll_into_view_if_needed()
        expect(warned(item, "note").locator("[data-sc-agree]")).to_be_in_viewport()
