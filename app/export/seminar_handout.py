"""A seminar as a Word handout and its questions as a CSV file."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from io import StringIO

from docx.document import Document as Word
from docx.enum.text import WD_BREAK
from docx.shared import Cm

from app import texts_seminar as say
from app.answer import japanese_date
from app.export import word as blocks
from app.export.seminar_lines import answer_lines, desk_line, source_line
from app.labels import edition_label, pages_label
from app.tools.seminar import Case, Question, Said, Seminar

OUTLINE_WIDTHS = (Cm(12.5), Cm(3.5))
MEMO_LINES = 3
BLANK_LINE = "＿" * 38
# A cell that begins so would be a formula in a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
BOM = "\ufeff"


def to_handout(seminar: Seminar, day: date) -> bytes:
    """Return the handout: outline, slides, case, questions; the answers on pages of their own."""
    word = blocks.blank(seminar.topic, day)
    word.add_heading(blocks.clean(seminar.topic), level=0)
    subtitle = say.SUBTITLE.format(audience=seminar.audience, minutes=seminar.minutes)
    blocks.paragraph(word, f"{say.KIND}（{say.HANDOUT}）　{subtitle}")
    blocks.small(word, f"{say.NOT_ADVICE}　{say.MADE.format(date=japanese_date(day.isoformat()))}")
    blocks.paragraph(word, say.NAME_LINE)
    _outline(word, seminar)
    _slides(word, seminar)
    for case in seminar.cases:
        _case(word, case)
    _questions(word, seminar.questions)
    _answers(word, seminar)
    word.add_heading(say.SOURCES, level=1)
    for citation in seminar.citations:
        # Their words stand above, each with its number.
        blocks.small(word, source_line(citation))
    desks = [desk_line(desk.name, desk.contact, desk.checked) for desk in seminar.desks]
    blocks.bullets(word, say.DESKS, desks)
    blocks.bullets(word, say.BEFORE_USE, seminar.notes)
    return blocks.saved(word)


def _outline(word: Word, seminar: Seminar) -> None:
    word.add_heading(say.OUTLINE, level=1)
    made = blocks.table(word, say.OUTLINE_HEAD, OUTLINE_WIDTHS)
    for part in seminar.parts:
        label = say.PARTS[part.key].format(count=part.count)
        blocks.row(made, (label, say.MINUTES_OF.format(minutes=part.minutes)))
    blocks.row(made, (say.TOTAL, say.MINUTES_OF.format(minutes=seminar.minutes)))


def _slides(word: Word, seminar: Seminar) -> None:
    word.add_heading(say.SLIDES, level=1)
    for at, slide in enumerate(seminar.slides, 1):
        word.add_heading(blocks.clean(f"{at}. {slide.title}"), level=2)
        if slide.kicker:
            blocks.small(word, slide.kicker)
        _said(word, slide.lines)


def _said(word: Word, lines: Sequence[Said]) -> None:
    for line in lines:
        blocks.paragraph(word, line.text, line.marks, "List Bullet")


def _case(word: Word, case: Case) -> None:
    word.add_heading(blocks.clean(f"{say.CASE}：{case.title}"), level=1)
    word.add_heading(say.CASE_FACTS, level=2)
    _said(word, case.facts)
    word.add_heading(say.CASE_DISCUSS, level=2)
    for question in case.discuss:
        blocks.paragraph(word, question, style="List Bullet")
        for _ in range(MEMO_LINES):
            blocks.small(word, BLANK_LINE)


def _questions(word: Word, questions: Sequence[Question]) -> None:
    if not questions:
        blocks.paragraph(word, say.NO_QUESTIONS)
        return
    word.add_heading(say.QUIZ_COUNT.format(count=len(questions)), level=1)
    for at, question in enumerate(questions, 1):
        head = blocks.paragraph(word, f"{say.QUIZ_NUMBER.format(number=at)}　{question.ask}")
        head.paragraph_format.keep_with_next = True
        for last, (letter, option) in enumerate(zip(say.LETTERS, question.options, strict=True), 2):
            line = blocks.paragraph(word, f"　{letter}　{option}")
            line.paragraph_format.keep_with_next = last <= len(question.options)


def _answers(word: Word, seminar: Seminar) -> None:
    """Write what participants should see afterwards, from a new page on."""
    word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    for case in seminar.cases:
        word.add_heading(blocks.clean(f"{say.CASE}：{case.title}　{say.CASE_SAYS}"), level=1)
        _said(word, case.says)
    if seminar.questions:
        word.add_heading(say.QUIZ_ANSWERS, level=1)
    for at, question in enumerate(seminar.questions, 1):
        right, *reasons = answer_lines(question)
        blocks.paragraph(word, f"{say.QUIZ_NUMBER.format(number=at)}　{right}").runs[0].bold = True
        for reason in reasons:
            blocks.paragraph(word, reason, style="List Bullet")


def to_quiz(seminar: Seminar) -> bytes:
    """Return the questions as CSV: UTF-8 with its mark, so that Excel reads it, and no formulas."""
    by_number = {citation.number: citation for citation in seminar.citations}
    written = StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(say.CSV_HEAD)
    for at, question in enumerate(seminar.questions, 1):
        source = by_number[question.why.marks[0]]
        explained = "\n".join(answer_lines(question)[1:])
        values = (
            str(at),
            question.ask,
            *question.options,
            say.LETTERS[question.right],
            explained,
            source.title,
            edition_label(source.edition),
            source.section,
            pages_label(source.pages),
        )
        rows.writerow([_text(value) for value in values])
    return (BOM + written.getvalue()).encode("utf-8")


def _text(value: str) -> str:
    """Return a value that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(FORMULA) else value
