"""The real chat in the real browser: a reader's way through it, and what must never happen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import BOX, Page, expect, get, opened, sync_api
from docx import Document

from app import texts, texts_web

QUESTION = "派遣社員にも情報管理の研修は必要ですか"
OFF_TOPIC = "明日の東京の天気を教えてください"


def ask(page: Page, question: str, number: int = 1) -> sync_api.Locator:
    """Ask with Enter; return the finished turn."""
    page.fill(BOX, question)
    page.press(BOX, "Enter")
    turn = page.locator(f"#t{number}")
    finished = turn.locator(".hn-actions, .hn-failed")
    finished.first.wait_for(timeout=60_000)
    return turn


def no_sideways_scroll(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_question_is_answered_with_cards_whose_quotation_is_marked(page: Page) -> None:
    turn = ask(page, QUESTION)
    expect(page.locator(BOX)).to_have_value("")
    expect(turn.locator(".hn-asked")).to_have_text(QUESTION)
    assert turn.locator(".hn-body > p, .hn-body > ul > li").count() >= 1
    card = turn.locator(".hn-card").first
    assert re.search("原文|要約", card.locator(".hn-badge").first.inner_text())
    assert card.locator(".hn-authority").inner_text() in {
        *texts.AUTHORITY.values(),
        texts_web.OTHER_AUTHORITY,
    }
    marked = "".join(card.locator(".hn-passage").first.locator("mark").all_inner_texts())
    assert len(marked) > 10
    link = card.locator("a.hn-official")
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert link.get_attribute("target") == "_blank"


def test_mark_leads_to_its_card_and_the_card_leads_back_by_keyboard(page: Page) -> None:
    turn = ask(page, QUESTION)
    mark = turn.locator(".hn-mark").first
    mark.focus()
    page.keyboard.press("Enter")
    card = turn.locator(".hn-card").first
    expect(card).to_be_focused()
    expect(card).to_be_in_viewport()
    expect(card).to_have_class(re.compile("hn-flash"))
    card.locator(".hn-number").focus()
    page.keyboard.press("Enter")
    expect(mark).to_be_focused()


def test_every_mark_has_its_card(page: Page) -> None:
    turn = ask(page, "海外拠点で現地スタッフからの漏えいを防ぐには何をすればよいですか")
    targets = turn.locator(".hn-mark").evaluate_all("all => all.map(a => a.dataset.target)")
    assert targets
    for target in set(targets):
        assert turn.locator(f"#{target}").count() == 1


def test_document_filter_is_followed(page: Page) -> None:
    page.locator("#hn-filter button.label-wrap").click()
    page.get_by_role("button", name=texts_web.FILTER_NONE).click()
    boxes = page.locator("#hn-filter fieldset input[type=checkbox]")
    expect(page.locator("#hn-filter fieldset input[type=checkbox]:checked")).to_have_count(0)
    turn = ask(page, QUESTION)
    expect(turn.locator(".hn-failed")).to_contain_text(texts_web.NO_DOCUMENT)
    page.locator("#hn-filter fieldset label", has_text="ドイツ").first.locator("input").check()
    expect(page.locator("#hn-filter .label-wrap")).to_contain_text(f"{boxes.count()}種類中1種類")
    turn = ask(page, "営業秘密を盗んだときの刑は何年ですか", 2)
    titles = turn.locator(".hn-card h4").all_inner_texts()
    assert titles
    assert all("ドイツ" in found for found in titles)


def test_ticks_stay_when_the_conversation_goes_on(page: Page) -> None:
    turn = ask(page, QUESTION)
    box = turn.locator(".hn-checklist input").first
    box.check()
    ask(page, OFF_TOPIC, 2)
    expect(page.locator("#t1 .hn-checklist input").first).to_be_checked()
    expect(page.locator("#t1 .hn-checklist label").first).not_to_be_empty()


def test_enter_during_conversion_does_not_send_and_plain_enter_does(page: Page) -> None:
    page.focus(BOX)
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "けんしゅう", "selectionStart": 5, "selectionEnd": 5})
    converting = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    keyboard.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **converting})
    keyboard.send("Input.dispatchKeyEvent", {"type": "char", "text": "\r", **converting})
    # Some input methods report a composition that has just ended: the same key, code 229.
    page.evaluate(
        """box => {
          const area = document.querySelector(box);
          const press = (type, init) => area.dispatchEvent(new KeyboardEvent(type,
            { key: "Enter", bubbles: true, cancelable: true, ...init }));
          area.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
          press("keydown", { isComposing: true });
          press("keypress", { isComposing: true });
          press("keydown", { keyCode: 229 });
          press("keypress", { keyCode: 229 });
        }""",
        BOX,
    )
    page.wait_for_timeout(1500)
    assert page.locator(".hn-turn").count() == 0
    keyboard.send("Input.insertText", {"text": "研修"})
    page.evaluate(
        "box => document.querySelector(box).dispatchEvent("
        "new CompositionEvent('compositionend', { bubbles: true }))",
        BOX,
    )
    page.wait_for_timeout(100)
    assert "研修" in page.input_value(BOX)
    page.press(BOX, "Shift+Enter")
    page.wait_for_timeout(500)
    assert page.input_value(BOX).endswith("\n")
    assert page.locator(".hn-turn").count() == 0
    page.fill(BOX, QUESTION)
    page.press(BOX, "Enter")
    page.locator("#t1 .hn-actions").wait_for(timeout=60_000)


def test_saved_files_hold_the_answer_and_its_sources(page: Page, tmp_path: Path) -> None:
    turn = ask(page, QUESTION)
    sentence = turn.locator(".hn-body > p, .hn-body > ul > li").first.inner_text()
    sentence = re.split(r"\u2060|\[", sentence)[0].strip()
    title = turn.locator(".hn-card h4").first.inner_text()
    saved = {}
    for name, kind in ((texts_web.SAVE_MARKDOWN, "md"), (texts_web.SAVE_WORD, "docx")):
        with page.expect_download() as download:
            turn.get_by_role("link", name=name).click()
        assert download.value.suggested_filename.endswith(f".{kind}")
        saved[kind] = tmp_path / f"answer.{kind}"
        download.value.save_as(saved[kind])
    word = Document(str(saved["docx"]))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    in_word = "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])
    for text in (saved["md"].read_text(encoding="utf-8"), in_word):
        assert QUESTION in text
        assert sentence in text
        assert title in text
        assert texts.NOT_ADVICE in text


def test_copied_answer_is_markdown_with_sources(page: Page) -> None:
    turn = ask(page, QUESTION)
    turn.get_by_role("button", name=texts_web.COPY).click()
    expect(turn.get_by_role("button", name=texts_web.COPIED)).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"# {texts_web.EXPORT_TITLE}")
    assert f"## {texts.SOURCES}" in copied


def test_refusal_looks_like_one_and_names_a_desk(page: Page) -> None:
    turn = ask(page, OFF_TOPIC)
    expect(turn.locator(".hn-refused .hn-banner-title")).to_have_text(texts.CANNOT_ANSWER)
    assert turn.locator(".hn-desks li").count() >= 1
    assert turn.locator(".hn-mark").count() == 0


def test_markup_in_a_question_is_text(page: Page) -> None:
    question = "<img src=x onerror=\"document.title='owned'\"> **研修** は必要ですか <script>1</script>"
    turn = ask(page, question)
    expect(turn.locator(".hn-asked")).to_have_text(question)
    assert turn.locator("img, script").count() == 0
    assert page.title() == texts.NAME


def test_markup_that_slipped_through_could_not_run(base: str, browser: sync_api.Browser) -> None:
    page = browser.new_page()
    page.goto(base)
    page.wait_for_selector(BOX)
    page.evaluate(
        """() => document.body.insertAdjacentHTML("beforeend",
          "<img src=x onerror=\\"window.owned = 1\\"><a href=\\"javascript:owned=1\\" id=j>j</a>")"""
    )
    page.evaluate("document.getElementById('j').click()")
    page.wait_for_timeout(500)
    assert page.evaluate("window.owned") is None
    page.close()


def test_example_is_asked_with_one_click(page: Page) -> None:
    example = texts_web.EXAMPLE_GROUPS[1][1][0]
    page.get_by_role("button", name=example).click()
    page.locator("#t1 .hn-actions").wait_for(timeout=60_000)
    expect(page.locator("#t1 .hn-asked")).to_have_text(example)


def test_a_follow_up_is_answered_and_shown_as_it_was_understood(page: Page) -> None:
    first, follow = "中国で営業秘密を盗むと懲役は何年ですか", "韓国だと？"
    line = texts.UNDERSTOOD.format(question="韓国で営業秘密を盗むと懲役は何年ですか")
    assert ask(page, first).locator(".hn-preface").count() == 0
    turn = ask(page, follow, 2)
    expect(turn.locator(".hn-asked")).to_have_text(follow)
    expect(turn.locator(".hn-preface")).to_have_text(line)
    expect(turn.locator(".hn-card").first).to_contain_text("韓国")
    assert no_sideways_scroll(page)
    page.get_by_role("button", name=texts_web.CLEAR).click()
    expect(page.locator(".hn-turn")).to_have_count(0)
    assert ask(page, follow).locator(".hn-preface").count() == 0


def test_history_is_gone_when_it_is_cleared(page: Page, base: str) -> None:
    turn = ask(page, QUESTION)
    saved = turn.get_by_role("link", name=texts_web.SAVE_MARKDOWN).get_attribute("href")
    assert get(f"{base}{saved}")[0] == 200
    page.get_by_role("button", name=texts_web.CLEAR).click()
    expect(page.locator(".hn-turn")).to_have_count(0)
    expect(page.get_by_role("button", name=texts_web.EXAMPLE_GROUPS[0][1][0])).to_be_visible()
    assert get(f"{base}{saved}")[0] == 404


@pytest.mark.parametrize(
    ("width", "height", "scheme"),
    [(1280, 900, "light"), (1280, 900, "dark"), (390, 844, "light"), (390, 844, "dark")],
)
def test_page_fits_its_window(
    base: str,
    browser: sync_api.Browser,
    requests: list[str],
    tmp_path: Path,
    width: int,
    height: int,
    scheme: str,
) -> None:
    for page in opened(base, browser, requests, width, height, scheme):
        assert page.evaluate("document.documentElement.lang") == "ja"
        assert page.evaluate("document.body.classList.contains('dark')") is (scheme == "dark")
        assert page.evaluate("window.scrollY") == 0
        assert no_sideways_scroll(page)
        page.screenshot(path=str(tmp_path / f"start-{width}-{scheme}.png"))
        turn = ask(page, "営業秘密侵害罪の検挙件数の推移を教えてください")
        for details in turn.locator("details summary").all():
            details.click()
        page.locator("#hn-filter button.label-wrap").click()
        page.wait_for_timeout(500)
        assert no_sideways_scroll(page)
        beside = turn.locator(".hn-sources").bounding_box()
        answer = turn.locator(".hn-answer").bounding_box()
        assert beside is not None
        assert answer is not None
        assert (beside["x"] >= answer["x"] + answer["width"]) is (width >= 1000)
        page.screenshot(path=str(tmp_path / f"answer-{width}-{scheme}.png"), full_page=True)


def test_every_control_has_a_name(page: Page) -> None:
    ask(page, QUESTION)
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("button, a[href], input, textarea, select")]
          .filter(e => e.checkVisibility() && !e.closest("[aria-hidden=true]"))
          .filter(e => !(e.getAttribute("aria-label") || e.innerText?.trim()
            || [...(e.labels || [])].some(l => l.textContent.trim())))
          .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert nameless == []


def test_answers_of_the_server_are_guarded(base: str) -> None:
    status, headers, page = get(base, Accept="text/html")
    assert status == 200
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self' 'nonce-" in policy
    assert "'unsafe-inline'" not in policy.split("style-src")[0]
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert '<html\n\tlang="ja"' in page
    assert "githubusercontent" not in page
    assert get(f"{base}healthz")[2] == '{"status":"ok"}'


@pytest.mark.parametrize(
    "path",
    ["gradio_api/proxy=https://example.org/", "gradio_api/runs", "export/x.md", "docs"],
)
def test_doors_that_are_not_needed_are_closed(base: str, path: str) -> None:
    assert get(f"{base}{path}")[0] == 404


def test_server_answers_only_to_its_own_name(base: str) -> None:
    assert get(base, Host="evil.example")[0] == 400
