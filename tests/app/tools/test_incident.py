"""The incident tool: every case has a plan, every sentence is quoted, the page is one page."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from itertools import chain, combinations, product
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from typer.testing import CliRunner

from app import texts, texts_incident
from app.cited import Sources
from app.cli import cli
from app.engine import Engine
from app.export.incident_word import to_incident_docx
from app.tools.incident import Plan, make_plan
from app.tools.incident_case import CERTAIN, GOING, HOME, WHAT, WHO, Case, case_of
from app.tools.incident_page import ROOM, height, printed, source_lines
from app.tools.incident_rules import ALWAYS, FOLDER, load_playbook
from app.tools.incident_words import choices, situation
from app.web.incident_html import actions, result
from indexer.checklists import load_desks
from indexer.errors import HimitsuError

DAY = date(2026, 11, 25)
BOOK = load_playbook()
DESKS = {desk.id: desk for desk in load_desks()}
PLACES = (HOME, *BOOK.countries)
SOFFICE = shutil.which("soffice")
# The plans with the most steps, and the others of a kind.
HARD = (
    ("leaver", ("drawing", "personal"), "sure", "cn", "yes"),
    ("staff", ("personal", "data"), "sure", "de", "yes"),
    ("partner", ("drawing", "customers", "personal", "paper"), "sure", "other", "unknown"),
    ("newcomer", ("drawing", "customers"), "sure", "japan", "yes"),
    ("attack", ("customers",), "sign", "japan", "no"),
    ("mistake", ("customers", "data"), "sure", "us", "no"),
)


def case(who: str, what: tuple[str, ...], certain: str, where: str, going: str) -> Case:
    return case_of(who, what, certain, where, going, BOOK.countries)


def every_case() -> Iterator[Case]:
    subsets = list(chain.from_iterable(combinations(WHAT, size) for size in range(len(WHAT) + 1)))
    for who, what, certain, where, going in product(WHO, subsets, CERTAIN, PLACES, GOING):
        yield case(who, what, certain, where, going)


@pytest.fixture(scope="module")
def sources(engine: Engine) -> Sources:
    return Sources(engine.index)


def plan_of(sources: Sources, *chosen: object) -> Plan:
    return make_plan(case(*chosen), BOOK, sources, DESKS)  # type: ignore[arg-type]


def test_every_reference_of_the_playbook_resolves(sources: Sources) -> None:
    for rule in BOOK.rules():
        for ref in rule.says:
            citation = sources.citation(ref)
            assert sources.says(ref)
            assert citation.quote in citation.passage


def test_every_combination_of_choices_has_an_ordered_plan_with_a_desk() -> None:
    order = list(BOOK.phases)
    count, reached = 0, set()
    for one in every_case():
        steps = [rule for rule in BOOK.steps if rule.holds(one)]
        reached.update(rule.id for rule in steps)
        phases = [order.index(rule.phase) for rule in steps]
        assert phases == sorted(phases)
        assert {"sign", "keep", "stop", "inside", "ask"} <= {rule.phase for rule in steps}
        assert any(rule.rank == ALWAYS for rule in steps)
        assert any(rule.holds(one) for rule in BOOK.desks)
        assert any(rule.holds(one) for rule in BOOK.open)
        count += 1
    assert reached == {rule.id for rule in BOOK.steps}
    assert count == len(WHO) * 2 ** len(WHAT) * len(CERTAIN) * len(PLACES) * len(GOING)


def test_a_desk_with_a_telephone_is_always_among_them(sources: Sources) -> None:
    for who, certain in product(WHO, CERTAIN):
        desks = plan_of(sources, who, (), certain, HOME, "unknown").desks
        assert any(number in desk.contact for desk in desks for number in ("0570-", "03-"))
        assert all(desk.contact == DESKS[desk.id].reach for desk in desks)


def test_personal_data_brings_the_report_and_what_is_not_known_of_it(sources: Sources) -> None:
    plan = plan_of(sources, "leaver", ("customers", "personal"), "sure", HOME, "no")
    ids = [step.id for step in plan.steps]
    assert ids.index("report-personal") < ids.index("report-person")
    assert "report-is-personal" not in ids
    assert any("期限" in one.text and one.unconfirmed for one in plan.open)
    without = [step.id for step in plan_of(sources, "leaver", ("customers",), "sure", HOME, "no").steps]
    assert "report-personal" not in without
    assert "report-is-personal" in without


def test_whoever_brought_secrets_in_is_told_of_the_own_liability_not_of_suing(sources: Sources) -> None:
    phases = {stage.id for stage in plan_of(sources, "newcomer", (), "sure", "cn", "no").stages}
    assert "liable" in phases
    assert not phases & {"blame", "report"}


def test_a_suspicion_does_not_yet_accuse(sources: Sources) -> None:
    ids = {step.id for step in plan_of(sources, "staff", ("drawing",), "sign", HOME, "yes").steps}
    assert "blame-later" in ids
    assert not {step for step in ids if step.startswith("blame-")} - {"blame-later"}


def test_a_country_without_documents_is_said_to_be_unknown(sources: Sources) -> None:
    assert plan_of(sources, "staff", (), "sure", "other", "no").foreign
    assert not plan_of(sources, "staff", (), "sure", "cn", "no").foreign


@pytest.mark.parametrize("country", [place for place in BOOK.countries if place != "other"])
def test_each_country_has_steps_of_its_own(sources: Sources, country: str) -> None:
    for who in ("staff", "newcomer"):
        found = [s.id for s in plan_of(sources, who, (), "sure", country, "no").steps]
        assert any(step.startswith(f"{country}-") for step in found)


def test_every_sentence_of_a_plan_is_its_citation_word_for_word(sources: Sources) -> None:
    for chosen in HARD:
        plan = plan_of(sources, *chosen)
        quotes = {citation.number: citation.quote for citation in plan.citations}
        said = [one for line in (*plan.steps, *plan.avoid) for one in line.says]
        assert len(said) > 10
        for one in (*said, *plan.open):
            # Tables and list marks apart, a digest's sentence is shown as it stands.
            assert one.text in quotes[one.number].replace("**", "")
            assert one.unconfirmed is (texts.UNCONFIRMED_MARK in one.text)
        assert sorted(quotes) == list(range(1, len(quotes) + 1))


def test_nothing_is_said_of_a_device_that_the_corpus_does_not_say() -> None:
    text = "".join((FOLDER / name).read_text("utf-8") for name in ("steps.toml", "abroad.toml"))
    assert "初期化" not in text
    assert all("初期化" not in rule.heading for rule in BOOK.rules())


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("who", ("boss", (), "sure", HOME, "no")),
        ("what", ("staff", ("gold",), "sure", HOME, "no")),
        ("where", ("staff", (), "sure", "fr", "no")),
    ],
)
def test_what_is_no_choice_is_named(name: str, chosen: tuple[str, tuple[str, ...], str, str, str]) -> None:
    with pytest.raises(HimitsuError) as caught:
        case(*chosen)
    assert caught.value.values["name"] == name
    assert texts.error(caught.value).startswith(name)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('phase = "sign"', 'phase = "nowhere"'),
        ('certain = ["sign"]', 'certain = ["perhaps"]'),
        ("rank = 1", "rank = 9"),
        ('says = ["meti', 'says = ["#meti'),
    ],
)
def test_a_broken_entry_of_the_playbook_is_named(tmp_path: Path, old: str, new: str) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "incident"))
    file = folder / "steps.toml"
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(HimitsuError) as caught:
        load_playbook(folder)
    assert caught.value.key in {"catalog_entry", "bad_ref"}


@pytest.mark.parametrize("what", [("drawing", "personal"), ("customers", "data", "paper")])
def test_what_must_be_on_the_page_is_on_it_and_fits(sources: Sources, what: tuple[str, ...]) -> None:
    for who, certain, where in product(WHO, CERTAIN, PLACES):
        plan = plan_of(sources, who, what, certain, where, "yes")
        page = printed(plan)
        assert height(page) <= ROOM
        shown = {step.id for step in page.steps}
        assert {step.id for step in plan.steps if step.rank == ALWAYS} <= shown
        assert len(shown) + page.left_out == len(plan.steps)
        assert page.desks
        assert page.rows >= 3


@settings(max_examples=25)
@given(
    st.sampled_from(WHO),
    st.sets(st.sampled_from(WHAT)),
    st.sampled_from(CERTAIN),
    st.sampled_from(PLACES),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), max_size=120),
)
def test_a_page_numbers_its_own_sources_from_one(
    sources: Sources, who: str, what: set[str], certain: str, where: str, note: str
) -> None:
    page = printed(plan_of(sources, who, tuple(what), certain, where, "unknown"), note)
    marks = [one.says[0].number for one in (*page.steps, *page.avoid)]
    marks += [one.number for one in page.open] + [desk.number for desk in page.desks]
    assert set(marks) == set(range(1, len(page.citations) + 1))
    listed = "".join(places for _, places in source_lines(page.citations))
    assert all(f"[{number}]" in listed for number in marks)
    assert height(page, note) <= ROOM


def test_the_word_file_holds_the_plan_and_room_to_write(sources: Sources) -> None:
    plan = plan_of(sources, *HARD[0])
    note = "きのう気づいた <b>"
    word = Document(io.BytesIO(to_incident_docx(plan, BOOK.countries, DAY, note)))
    text = "\n".join(p.text for p in word.paragraphs)
    assert text.startswith(texts_incident.TITLE)
    assert note in text
    assert "03-3582-5198" in text
    assert "中国" in text
    steps, record = word.tables
    assert "すぐに調べ、事実関係を確かめる" in steps.rows[1].cells[1].text
    assert [cell.text for cell in record.rows[0].cells] == list(texts_incident.RECORD_COLUMNS)
    assert all(not cell.text for row in record.rows[1:] for cell in row.cells)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is absent")
def test_the_word_file_is_one_page(sources: Sources, tmp_path: Path) -> None:
    for number, chosen in enumerate(HARD):
        note = "共有フォルダの持ち出しに気づき、情報システム部が調べている。" * 3 if number % 2 else ""
        made = to_incident_docx(plan_of(sources, *chosen), BOOK.countries, DAY, note)
        (tmp_path / f"{number}.docx").write_bytes(made)
    assert SOFFICE is not None
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(path) for path in sorted(tmp_path.glob("*.docx"))]
    command = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    pages = {path.stem: len(PdfReader(path).pages) for path in tmp_path.glob("*.pdf")}
    assert pages == {str(number): 1 for number in range(len(HARD))}


def test_the_screen_escapes_the_note_and_shows_what_is_unconfirmed(sources: Sources) -> None:
    plan = plan_of(sources, "staff", ("personal",), "sure", "th", "yes")
    shown = result(plan, BOOK.countries, DAY, "<script>1</script>", actions("<div></div>"))
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "hn-unverified" in shown
    assert "data-print" in shown
    assert situation(plan.case, BOOK.countries) in shown
    assert shown.count('class="hn-card"') == len(plan.citations)


def test_the_command_writes_json_and_word(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIMITSU_HOME", str(home))
    out = tmp_path / "plan.docx"
    options = ["--who", "mistake", "--what", "personal", "--certain", "sure", "--where", "japan"]
    done = CliRunner().invoke(cli, ["incident", *options, "--going", "no", "--json", "--out", str(out)])
    assert done.exit_code == 0
    found = json.loads(done.stdout)
    assert found["case"] == {
        "who": "mistake", "what": ["personal"], "certain": "sure", "where": "japan", "going": "no"
    }  # fmt: skip
    assert found["stages"][0]["steps"][0]["says"][0]["number"] == 1
    assert Document(str(out)).tables


def test_the_command_asks_what_is_missing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HIMITSU_HOME", str(home))
    done = CliRunner().invoke(cli, ["incident", "--going", "no"], input="4\n1、3\n9\n2\n1\n")
    assert done.exit_code == 0
    labels = choices(BOOK.countries)
    assert labels["who"]["attack"] in done.stdout
    assert labels["what"]["personal"] in done.stdout
    assert texts_incident.BAD_NUMBER.format(last=2) in done.output
    assert "情報セキュリティ安心相談窓口" in done.stdout


def test_the_command_refuses_another_ending() -> None:
    done = CliRunner().invoke(cli, ["incident", "--out", "plan.pdf"])
    assert isinstance(done.exception, HimitsuError)
    assert ".docx" in texts.error(done.exception)
