"""三要件診断 in the browser: from the first question to the Word file, back again, and saved answers."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from browsing import Page, expect, opened, sync_api
from docx import Document

from app import texts_diagnose as said
from app import texts_tools
from app.tools.diagnose_load import load_diagnosis

INTERVIEW = load_diagnosis().interview
CASES = {
    case["id"]: case
    for case in tomllib.loads(
        (Path(__file__).parents[1] / "app/tools/diagnose_cases.toml").read_text("utf-8")
    )["case"]
}
# Milliseconds. Answers come within half a second on a quiet machine.
PATIENT = 60_000
RESULT = "#hn-diagnose-result .hn-diagnose-part"


def open_tab(page: Page) -> None:
    page.locator("#hn-tab-diagnose-button").click()
    expect(page.locator("#hn-diagnose-q-kind")).to_be_visible(timeout=PATIENT)


def choose(page: Page, question: str, chosen: str | list[str]) -> None:
    """Choose as a user does, by the words on the screen."""
    texts = {choice.id: choice.text for choice in INTERVIEW.question(question).choices}
    field = page.locator(f"#hn-diagnose-q-{question}")
    expect(field).to_be_visible(timeout=PATIENT)
    for choice in [chosen] if isinstance(chosen, str) else chosen:
        field.get_by_label(texts[choice], exact=True).check()


def interviewed(page: Page, answers: dict[str, str | list[str]]) -> None:
    """Answer the questions step by step and come to the outcome."""
    done = 0
    for at, step in enumerate(INTERVIEW.steps):
        if page.locator(RESULT).count():
            return
        own = [q for q in INTERVIEW.questions if q.step == step.id and q.id in answers]
        if not own:
            continue
        for question in own:
            choose(page, question.id, answers[question.id])
            done += 1
        expect(page.locator("#hn-diagnose-progress")).to_contain_text(f"うち{done}問", timeout=PATIENT)
        page.locator("#hn-diagnose-next").click()
        expect(page.locator("#hn-diagnose-progress")).not_to_contain_text(f"手順 {at + 1}／", timeout=PATIENT)
    page.locator(RESULT).first.wait_for(timeout=PATIENT)


def verdicts(page: Page) -> dict[str, str]:
    parts = page.locator(RESULT)
    return dict(parts.evaluate_all("all => all.map(p => [p.dataset.requirement, p.dataset.verdict])"))


def saved(page: Page, label: str, path: Path) -> Path:
    with page.expect_download() as download:
        page.locator("#hn-diagnose-result").get_by_role("link", name=label).click()
    download.value.save_as(path)
    return path


def test_an_interview_leads_to_verdicts_citations_and_a_word_file(page: Page, tmp_path: Path) -> None:
    case = CASES["small-shop-recipe"]
    open_tab(page)
    page.fill("#hn-diagnose-name textarea", "焼き菓子の配合")
    interviewed(page, case["answers"])
    assert verdicts(page) == case["verdicts"]
    result = page.locator("#hn-diagnose-result")
    expect(result.locator(".hn-diagnose-likenesses")).to_contain_text(
        "大阪地判平成15年2月27日", timeout=PATIENT
    )
    assert result.locator(".hn-diagnose-steps ol > li").count() == 3
    targets = set(result.locator(".hn-mark").evaluate_all("all => all.map(a => a.dataset.target)"))
    assert len(targets) > 5
    assert all(page.locator(f"#{target}").count() == 1 for target in targets)
    word = Document(str(saved(page, texts_tools.SAVE_WORD, tmp_path / "a.docx")))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])
    for part in result.locator(".hn-diagnose-part").all():
        title, label = part.locator("h4").inner_text().split("\n")[:2]
        assert f"{title}\n{label}" in text
    assert "焼き菓子の配合" in text
    assert said.SOURCES in text


def test_a_mark_leads_to_its_card_and_back_into_what_is_folded(page: Page) -> None:
    open_tab(page)
    interviewed(page, CASES["former-employer"]["answers"])
    folded = page.locator("#hn-diagnose-result details:has(.hn-mark)").first
    folded.locator("summary").click()
    mark = folded.locator(".hn-mark").first
    number = mark.inner_text().strip("[]")
    mark.click()
    card = page.locator(f"#diagnose-c{number}")
    expect(card).to_be_in_viewport(timeout=PATIENT)
    folded.evaluate("d => { d.open = false }")
    card.locator(".hn-number").click()
    expect(page.locator(f"#diagnose-m{number}")).to_be_in_viewport(timeout=PATIENT)


def test_an_open_question_is_named_and_back_keeps_the_answers(page: Page) -> None:
    open_tab(page)
    choose(page, "kind", "price")
    page.locator("#hn-diagnose-next").click()
    expect(page.locator("#hn-diagnose-message")).to_contain_text("だれの情報か", timeout=PATIENT)
    choose(page, "owner", "own")
    choose(page, "country", "japan")
    page.locator("#hn-diagnose-next").click()
    expect(page.locator("#hn-diagnose-q-decided")).to_be_visible(timeout=PATIENT)
    expect(page.locator("#hn-diagnose-message")).not_to_contain_text("だれの情報か", timeout=PATIENT)
    page.locator("#hn-diagnose-back").click()
    price = next(c.text for c in INTERVIEW.question("kind").choices if c.id == "price")
    expect(page.locator("#hn-diagnose-q-kind").get_by_label(price, exact=True)).to_be_checked(timeout=PATIENT)


def test_questions_come_and_go_with_the_answers(page: Page) -> None:
    open_tab(page)
    expect(page.locator("#hn-diagnose-q-countries")).to_be_hidden(timeout=PATIENT)
    choose(page, "country", "abroad")
    expect(page.locator("#hn-diagnose-q-countries")).to_be_visible(timeout=PATIENT)
    choose(page, "countries", ["cn", "th"])
    choose(page, "country", "japan")
    expect(page.locator("#hn-diagnose-q-countries")).to_be_hidden(timeout=PATIENT)
    choose(page, "owner", "entrusted")
    expect(page.locator("#hn-diagnose-q-promise")).to_be_visible(timeout=PATIENT)


def test_answers_are_saved_and_loaded_again(page: Page, tmp_path: Path) -> None:
    case = CASES["site-in-vietnam"]
    open_tab(page)
    interviewed(page, case["answers"])
    file = saved(page, said.SAVE_ANSWERS, tmp_path / "answers.json")
    listed = {k: v if isinstance(v, list) else [v] for k, v in case["answers"].items()}
    assert json.loads(file.read_text("utf-8"))["answers"] == listed
    expect(page.locator(".hn-diagnose-abroad")).to_contain_text(
        "ベトナムの営業秘密制度（国別シート）", timeout=PATIENT
    )
    page.locator("#hn-diagnose-again").click()
    expect(page.locator(RESULT)).to_have_count(0, timeout=PATIENT)
    expect(page.locator("#hn-diagnose-q-kind input:checked")).to_have_count(0, timeout=PATIENT)
    page.locator("#hn-diagnose-buttons input[type=file]").set_input_files(str(file))
    page.locator(RESULT).first.wait_for(timeout=PATIENT)
    assert verdicts(page) == case["verdicts"]
    page.locator("#hn-diagnose-back").click()
    expect(page.locator("#hn-diagnose-q-use input:checked")).to_have_count(1, timeout=PATIENT)


def test_a_file_that_is_no_saved_interview_is_told_in_place(page: Page, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"kind": "<b>x</b>"}', "utf-8")
    open_tab(page)
    choose(page, "kind", "price")
    page.locator("#hn-diagnose-buttons input[type=file]").set_input_files(str(wrong))
    expect(page.locator("#hn-diagnose-message .hn-failed")).to_contain_text("wrong.json", timeout=PATIENT)
    expect(page.locator("#hn-diagnose-q-kind input:checked")).to_have_count(1, timeout=PATIENT)


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_the_tab_fits_its_window_and_every_control_has_a_name(
    base: str, browser: sync_api.Browser, requests: list[str], width: int, scheme: str
) -> None:
    for page in opened(base, browser, requests, width, 844, scheme):
        open_tab(page)
        interviewed(page, CASES["former-employer"]["answers"])
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        nameless = page.evaluate(
            """() => [...document.querySelectorAll("#hn-tab-diagnose :is(button, a[href], input)")]
              .filter(e => e.checkVisibility() && e.type !== "file")
              .filter(e => !(e.getAttribute("aria-label") || e.innerText?.trim()
                || [...(e.labels || [])].some(l => l.textContent.trim())))
              .map(e => e.outerHTML.slice(0, 120))"""
        )
        assert nameless == []
        assert re.search(said.LIMITS, page.locator("#hn-diagnose-result").inner_text())
