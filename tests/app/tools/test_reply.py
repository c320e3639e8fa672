"""Drafts of replies: every sentence a quotation, nothing personal, what is not found said so."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from app import texts_reply
from app.cited import Sources
from app.cli import cli
from app.engine import Engine
from app.export.reply_text import to_text
from app.export.reply_word import to_docx
from app.tools.missing import load_rules
from app.tools.reply import draft
from app.tools.reply_data import Draft
from app.tools.reply_letter import letter
from app.tools.set_phrases import load_phrases
from app.web.reply_html import result
from eval.enquiries import letters
from indexer.errors import HimitsuError

DAY = date(2026, 11, 25)
QUOTED = {"quote", "intro", "source"}
ENQUIRY = """件名：ご相談
株式会社北斗精密の高橋と申します。
タイに子会社があります。先月、元従業員が図面を持ち出しました。
1．このような行為は、タイの法律で刑事罰の対象になりますか。
2．明日の東京の天気を教えてください。
営業秘密侵害罪の罰金の上限は、個人については1,000万円と理解しております。この理解でよろしいでしょうか。

株式会社北斗精密　高橋 誠一
TEL 0565-00-1234　s-takahashi@hokuto.example.jp"""
SECRETS = ("北斗精密", "高橋", "0565-00-1234", "s-takahashi@hokuto.example.jp")


@pytest.fixture(scope="module")
def made(engine: Engine) -> Draft:
    return draft(engine, ENQUIRY)


def test_every_reference_of_the_rules_is_in_the_corpus(engine: Engine) -> None:
    sources = Sources(engine.index)
    for rule in load_rules():
        for ref in rule.refs:
            assert sources.says(ref), (rule.id, str(ref))


def test_each_question_is_answered_by_quotation_or_said_not_to_be_found(made: Draft) -> None:
    assert [reply.answer.status for reply in made.replies] == ["answered", "refused", "answered"]
    assert made.replies[0].wording.countries == ("タイ",)
    kinds = [(block.kind, block.text) for block in letter(made)]
    unsupported = kinds.index(("heading", load_phrases().say("heading", "unsupported")))
    told = [text for kind, text in kinds[unsupported:] if kind == "item"]
    assert any("東京の天気" in text for text in told)
    answers = [text for kind, text in kinds[:unsupported] if kind == "question"]
    assert not any("東京の天気" in text for text in answers)
    assert made.desks


def test_a_figure_believed_is_contradicted_before_the_quotation(made: Draft) -> None:
    blocks = letter(made)
    said = [block.text for block in blocks]
    premise = next(at for at, text in enumerate(said) if "「1000万円」は、次の記載と異なります" in text)
    asked = next(
        at for at, block in enumerate(blocks) if block.kind == "question" and "理解しております" in block.text
    )
    quote = next(at for at, block in enumerate(blocks) if at > asked and block.kind == "quote")
    assert asked < premise < quote


@pytest.mark.parametrize("brief", [True, False])
@pytest.mark.parametrize("row", letters("dev")[::4] + letters("test2")[::4], ids=lambda row: row["id"])
def test_every_quotation_is_an_answer_s_sentence_with_its_source(
    engine: Engine, row: dict[str, str], brief: bool
) -> None:
    found = draft(engine, row["text"], brief=brief)
    said = {claim.text.strip() for reply in found.replies for claim in engine.ask(reply.asked).claims}
    quotes = [block for block in letter(found) if block.kind == "quote"]
    assert quotes
    for block in quotes:
        assert block.text in said
        assert block.marks
        assert all(1 <= number <= len(found.citations) for number in block.marks)
    assert [citation.number for citation in found.citations] == list(range(1, len(found.citations) + 1))
    for citation in found.citations:
        assert citation.quote in citation.passage
        assert citation.passage[citation.passage.index(citation.quote) :].startswith(citation.quote)


@pytest.mark.parametrize("row", letters("test")[::5] + letters("dev")[1::5], ids=lambda row: row["id"])
def test_no_masked_value_is_in_a_draft(engine: Engine, row: dict[str, list[str]]) -> None:
    found = draft(engine, str(row["text"]))
    own = "\n".join(block.text + "".join(block.notes) for block in letter(found) if block.kind not in QUOTED)
    for value in row["hidden"]:
        assert value not in own
        assert value not in found.letter
        assert value not in json.dumps(found.to_dict()["questions"], ensure_ascii=False)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["青木", "三浦", "桜井", "黒田"]),
    st.sampled_from(["株式会社サンエー", "丸福商事㈱", "合同会社リンク"]),
    st.integers(1000, 9999),
)
def test_names_and_numbers_never_come_back(engine: Engine, name: str, firm: str, digits: int) -> None:
    phone = f"090-{digits}-{digits}"
    text = (
        f"{firm}の{name}です。{firm}の社員が図面を持ち出しました。{firm}は罰せられますか。\n{name}（{phone}）"
    )
    plain = to_text(letter(draft(engine, text)))
    assert not [value for value in (name, firm, phone) if value in plain]


def test_what_happened_is_not_judged_by_a_quotation(made: Draft) -> None:
    labels = [block.text for block in letter(made) if block.kind == "label"]
    assert labels[0] == load_phrases().say("heading", "case")
    assert labels[1] == load_phrases().say("heading", "lead")


def test_questions_put_by_the_officer_take_the_place_of_those_found(engine: Engine) -> None:
    found = draft(engine, ENQUIRY, ["高橋はタイで刑事罰を受けますか。", "", "研修は必要ですか"])
    assert [reply.question.text for reply in found.replies] == [
        "〔氏名〕はタイで刑事罰を受けますか。",
        "研修は必要ですか",
    ]


@pytest.mark.parametrize(
    ("text", "key"),
    [(" \n", "empty_enquiry"), ("あ" * 4001, "enquiry_too_long"), ("お礼まで。", "no_question")],
)
def test_what_cannot_be_answered_is_said(engine: Engine, text: str, key: str) -> None:
    with pytest.raises(HimitsuError) as caught:
        draft(engine, text)
    assert caught.value.key == key


def test_word_file_is_a_letter_with_blanks_marked_and_notes_as_comments(made: Draft) -> None:
    data = to_docx(letter(made), DAY)
    word = Document(BytesIO(data))
    said = [paragraph.text for paragraph in word.paragraphs]
    assert said[0] == "2026年11月25日"
    assert said[1] == load_phrases().say("letter", "addressee")
    marked = [
        run.text
        for paragraph in word.paragraphs
        for run in paragraph.runs
        if run.font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]
    assert "〔担当者名〕" in marked
    notes = "\n".join(comment.text for comment in word.comments)
    assert texts_reply.CHECK_PREMISE in notes
    assert not [text for text in said if texts_reply.CHECK_PREMISE in text]
    assert [text for text in said if text.startswith("[1] ")]
    assert word.sections[0].footer.paragraphs[0].text == ""
    assert not [value for value in SECRETS if value in "\n".join((*said, notes))]
    claims = [claim.text.strip() for reply in made.replies for claim in reply.told]
    assert all(any(text.startswith(claim) for text in said) for claim in claims)


def test_the_page_escapes_what_an_enquiry_says(engine: Engine) -> None:
    found = draft(engine, "<img src=x onerror=alert(1)> の罰則はありますか。")
    blocks = letter(found)
    page = result(found, blocks, to_text(blocks), "token")
    assert "<img" not in page
    assert "&lt;img" in page


def test_command_writes_a_file_json_and_text(home: Path, tmp_path: Path) -> None:
    source = tmp_path / "mail.txt"
    source.write_text(ENQUIRY, "utf-8")
    runner = CliRunner(env={"HIMITSU_HOME": str(home)})
    target = tmp_path / "reply.docx"
    done = runner.invoke(cli, ["reply", str(source), "--out", str(target), "--json"])
    assert done.exit_code == 0
    found = json.loads(done.stdout)
    assert [row["status"] for row in found["questions"]] == ["answered", "refused", "answered"]
    assert found["masked"]["name"] >= 1
    assert not [value for value in SECRETS if value in done.stdout]
    assert Document(str(target)).paragraphs
    piped = runner.invoke(cli, ["reply", "-"], input="派遣社員にも研修は必要ですか。")
    assert piped.stdout.startswith(load_phrases().say("letter", "addressee"))
    wrong = runner.invoke(cli, ["reply", str(source), "--out", str(tmp_path / "reply.pdf")])
    assert isinstance(wrong.exception, HimitsuError)
    assert wrong.exception.key == "reply_ending"
