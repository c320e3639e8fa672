"""The incident tab in the real browser, to its one-page Word file and its printed page."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from browsing import Page, expect, opened, sync_api
from browsing import open_tab as show
from docx import Document
from pypdf import PdfReader

from app import texts_incident as said

TAB = "#hn-tab-incident"
SOFFICE = shutil.which("soffice")


def open_tab(page: Page) -> None:
    show(page, said.TAB)
    page.locator("#hn-incident-go").wait_for()


def choose(page: Page, *labels: str) -> None:
    for label in labels:
        page.locator(TAB).get_by_label(label, exact=True).check()


def make(page: Page) -> None:
    page.locator("#hn-incident-go").click()
    page.locator(f"{TAB} .hn-incident .hn-steps").first.wait_for(timeout=60_000)


def test_from_choices_to_the_word_file_and_the_printed_page(page: Page, tmp_path: Path) -> None:
    open_tab(page)
    expect(page.locator(f"{TAB} .hn-empty")).to_be_visible()
    choose(
        page,
        "退職した人・退職予定の人",
        "図面・技術の情報",
        "個人データを含む",
        "ほぼ確実",
        "中国",
        "続いている",
    )
    page.locator("#hn-incident-note textarea").fill("きのう気づいた <img src=x>")
    make(page)
    shown = page.locator(f"{TAB} .hn-incident")
    expect(shown.locator(".hn-chosen")).to_contain_text("中国")
    expect(shown.locator(".hn-steps").first).to_contain_text("すぐに調べ、事実関係を確かめる")
    expect(shown.locator(".hn-desks")).to_contain_text("03-3582-5198")
    expect(shown.locator(".hn-warnings")).to_contain_text("内々に甘く片付ける")
    assert shown.locator("img").count() == 0
    assert shown.locator(".hn-unverified").count() >= 1

    mark = shown.locator(".hn-onscreen .hn-mark").first
    mark.click()
    expect(page.locator(f"#{mark.get_attribute('data-target')}")).to_be_in_viewport()

    with page.expect_download() as download:
        shown.get_by_role("link", name=said.SAVE_SHEET).click()
    file = Path(tmp_path / download.value.suggested_filename)
    download.value.save_as(file)
    assert file.name.startswith("漏えい初動シート_")
    word = Document(io.BytesIO(file.read_bytes()))
    text = "\n".join(p.text for p in word.paragraphs)
    assert "きのう気づいた <img src=x>" in text
    assert "ip-sr01@inpit.go.jp" in text
    assert "個人情報保護委員会" in "".join(c.text for row in word.tables[0].rows for c in row.cells)
    if SOFFICE:
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [
            SOFFICE,
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(file),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        assert len(PdfReader(file.with_suffix(".pdf")).pages) == 1

    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 1
    assert printed.pages[0].mediabox.width == pytest.approx(595, abs=1)
    assert "漏えい初動シート" in printed.pages[0].extract_text()


def test_it_answers_with_nothing_chosen(page: Page) -> None:
    open_tab(page)
    make(page)
    expect(page.locator(f"{TAB} .hn-desks")).to_contain_text("INPIT")
    expect(page.locator(f"{TAB} .hn-chosen")).to_contain_text("まだ分からない")


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (390, "dark"), (1280, "dark")])
def test_it_fits_a_phone_and_the_dark(
    base: str, browser: sync_api.Browser, requests: list[str], width: int, scheme: str
) -> None:
    for page in opened(base, browser, requests, width, 844, scheme):
        open_tab(page)
        choose(page, "転職者が他社の情報を持ち込んだ", "その他の国")
        make(page)
        expect(page.locator(f"{TAB} .hn-banner")).to_have_text(said.FOREIGN)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_is_made_with_the_keyboard_alone(page: Page) -> None:
    open_tab(page)
    page.locator("#hn-incident-who input").first.focus()
    page.keyboard.press("Space")
    page.locator("#hn-incident-note textarea").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(f"{TAB} .hn-incident .hn-steps").first.wait_for(timeout=60_000)
