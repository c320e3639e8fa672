"""The three files of a seminar: no text runs over, sources on every slide, no formula in the quiz."""

from __future__ import annotations

import csv
import shutil
import subprocess
import zipfile
from collections import Counter
from datetime import date
from io import BytesIO, StringIO
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pypdf import PdfReader

from app import texts_seminar as say
from app.engine import Engine
from app.export.fitting import fit, height, overfull, pages
from app.export.seminar_files import makers
from app.export.seminar_handout import FORMULA, to_handout, to_quiz
from app.export.seminar_slides import to_slides
from app.export.slides import Box, Style, bar, blank, deck, put, saved, title
from app.tools.seminar import Order, Question, Said
from app.tools.seminar_build import build
from app.tools.seminar_data import load_seminar

DAY = date(2026, 11, 26)
DATA = load_seminar()
SOFFICE = shutil.which("soffice")


def opened(content: bytes) -> Any:
    return Presentation(BytesIO(content))


def texts_of(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


@pytest.mark.parametrize(
    ("topic", "audience"), list(zip([*DATA.topics, "中国の営業秘密"], cycle(DATA.audiences), strict=False))
)
def test_no_text_runs_over_its_box(engine: Engine, topic: str, audience: str) -> None:
    file = opened(to_slides(build(engine, Order(topic, audience, 120)), DAY))
    over = [
        (at, shape.name, shape.text_frame.text[:30])
        for at, slide in enumerate(file.slides, 1)
        for shape in slide.shapes
        if shape.has_text_frame and overfull(shape)
    ]
    assert over == []
    for slide in file.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= file.slide_width
            assert shape.top + shape.height <= file.slide_height


def test_every_sentence_of_the_seminar_is_on_a_slide_with_its_sources(engine: Engine) -> None:
    made = build(engine, Order("leavers", "managers", 60))
    file = opened(to_slides(made, DAY))
    shown = [texts_of(slide) for slide in file.slides]
    everything = "\n".join(text for slide in shown for text in slide)
    for slide in made.slides:
        for line in slide.lines:
            assert line.text in everything
    for question in made.questions[: made.in_class]:
        assert question.ask in everything
        assert question.why.text in everything
    for slide, found in zip(file.slides, shown, strict=True):
        assert slide.shapes.title.text_frame.text
        quoted = "\n".join(text for text in found if "[" in text)
        if quoted and slide.shapes.title.text_frame.text not in (say.SOURCES, say.SOURCES + say.CONTINUED):
            names = [shape.name for shape in slide.shapes]
            assert "footnotes" in names
    assert say.NOT_ADVICE in "\n".join(shown[0])
    assert all(say.PAGE_FOOT in found for found in shown[1:])


def test_the_notes_tell_time_rest_of_the_section_and_questions(engine: Engine) -> None:
    made = build(engine, Order("leavers", "managers", 30))
    notes = [slide.notes_slide.notes_text_frame.text for slide in opened(to_slides(made, DAY)).slides]
    for slide in made.slides:
        own = [note for note in notes if slide.lines[0].text in note]
        assert own, slide.title
        assert say.NOTE_TIME.format(minutes=f"{made.slide_minutes:g}") in own[0]
        assert all(one.text in own[0] for one in (*slide.more, *slide.unconfirmed))
        assert all(asked.question in own[0] and asked.answer.text in own[0] for asked in slide.asked)


def test_every_run_has_the_japanese_font_and_the_number_is_a_field(engine: Engine) -> None:
    content = to_slides(build(engine, Order("三要件", "staff", 15)), DAY)
    with zipfile.ZipFile(BytesIO(content)) as package:
        pages_of = [name for name in package.namelist() if name.startswith("ppt/slides/slide")]
        for name in pages_of:
            xml = package.read(name).decode()
            assert xml.count("<a:latin ") == xml.count('<a:ea typeface="Yu Gothic"')
        fields = sum(package.read(name).decode().count('type="slidenum"') for name in pages_of)
    assert fields == len(pages_of) - 1


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_renderer_makes_as_many_pages_as_there_are_slides(engine: Engine, tmp_path: Path) -> None:
    content = to_slides(build(engine, Order("penalties", "executives", 15)), DAY)
    (tmp_path / "a.pptx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        SOFFICE,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.pptx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    assert len(PdfReader(tmp_path / "a.pdf").pages) == len(opened(content).slides)


@settings(max_examples=40)
@given(
    st.lists(st.text("あいう漢字ABC123 、。（）", min_size=1, max_size=300), min_size=1, max_size=6),
    st.floats(120, 880),
    st.floats(60, 400),
)
def test_pages_hold_all_text_in_order_and_none_runs_over(lines: list[str], width: float, tall: float) -> None:
    box, style = Box(10, 10, width, tall), Style(20, bullet=True)
    shared = pages(lines, box, (20, 16, 12), style)
    assert "".join(line for page, _ in shared for line in page) == "".join(lines)
    file = deck("x", DAY)
    for page, sized in shared:
        shape = put(blank(file, ""), box, page, sized)
        assert not overfull(shape)
        assert height(page, width, sized) <= tall


def test_what_runs_over_is_found() -> None:
    file = deck("x", DAY)
    slide = blank(file, "x")
    box = Box(10, 10, 200, 60)
    assert fit(["長い文" * 40], box, (20, 16), Style(20)) is None
    assert overfull(put(slide, box, ["長い文" * 40], Style(20)))
    bar(slide, Box(0, 0, 100, 4), Style(8).color)
    title(slide, box, "題", Style(20))
    assert not overfull(slide.shapes.title)
    assert opened(saved(file)).slides[0].shapes.title.text_frame.text == "題"


def test_the_handout_has_all_ten_questions_and_answers_after_them(engine: Engine) -> None:
    made = build(engine, Order("genai-cloud", "staff", 15))
    assert made.in_class < len(made.questions)
    lines = [paragraph.text for paragraph in Document(BytesIO(to_handout(made, DAY))).paragraphs]
    answers = lines.index(say.QUIZ_ANSWERS)
    for question in made.questions:
        asked = next(at for at, line in enumerate(lines) if question.ask in line)
        assert asked < answers
        assert any(question.why.text in line for line in lines[answers:])
        assert not any(question.why.text == line for line in lines[asked:answers])
    for citation in made.citations:
        assert any(line.startswith(f"[{citation.number}] {citation.title}") for line in lines)
    assert any(say.NOT_ADVICE in line for line in lines)
    assert f"{say.CASE}：{made.cases[0].title}" in lines


def test_the_quiz_opens_in_a_spreadsheet_as_text(engine: Engine) -> None:
    made = build(engine, Order("export-control", "managers", 60))
    content = to_quiz(made)
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(StringIO(content.decode("utf-8-sig")))
    assert tuple(head) == say.CSV_HEAD
    assert len(rows) == 10
    for row, question in zip(rows, made.questions, strict=True):
        assert row[2 + say.LETTERS.index(row[6])] == question.options[question.right]
        assert question.why.text in row[7]
        assert row[8]
    assert set(Counter(row[6] for row in rows).values()) <= {2, 3}


@pytest.mark.parametrize("start", FORMULA)
def test_no_cell_of_the_quiz_is_a_formula(engine: Engine, start: str) -> None:
    from dataclasses import replace

    made = build(engine, Order("leavers", "staff", 15))
    first = made.questions[0]
    evil = replace(first, ask=f"{start}1+1", options=(f"{start}cmd", *first.options[1:]))
    rows = list(csv.reader(StringIO(to_quiz(replace(made, questions=(evil,))).decode("utf-8-sig"))))
    assert not [cell for cell in rows[1] if cell.startswith(FORMULA)]


def test_control_characters_and_marks_do_not_break_the_files(engine: Engine) -> None:
    from dataclasses import replace

    made = build(engine, Order("leavers", "staff", 15))
    evil = "a\x00b\x0b<script>&\ud7ff"
    slide = replace(made.slides[0], title=evil, lines=(Said(evil, (1,)),))
    question: Question = replace(made.questions[0], ask=evil)
    broken = replace(made, topic=evil, slides=(slide,), questions=(question,))
    for make in makers(broken, DAY).values():
        assert make()
