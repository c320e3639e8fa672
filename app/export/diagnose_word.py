"""The outcome of a diagnosis as a Word file of one to two pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from docx.document import Document as Word
from docx.shared import Cm, Pt
from docx.table import _Cell

from app import texts, texts_tools
from app import texts_diagnose as said
from app.export import word as blocks
from app.labels import kind_label, place_label
from app.tools.diagnose_report import Line, Part, Pointer, Report, Weight
from app.tools.diagnose_rules import LEANINGS

WIDTHS = (Cm(2.6), Cm(15.0))
MARGIN, SIZE, SMALL = Cm(1.7), Pt(9.5), Pt(8)
HEAD = Cm(1.4)
LEADING, TIGHT = Pt(13), Pt(10.5)


def to_word(report: Report, day: date) -> bytes:
    """Return the file."""
    word = blocks.blank(said.TITLE, day)
    _narrow(word)
    word.add_heading(said.TITLE, level=0)
    subject = said.SUBJECT.format(name=report.name or said.UNNAMED)
    blocks.paragraph(word, f"{subject}　{texts_tools.EXPORT_DATE.format(date=day.isoformat())}")
    _overall(word, report)
    _findings(word, report.parts)
    _pointers(word, said.STEPS, report.steps, style="List Number")
    _likenesses(word, report)
    _abroad(word, report)
    desks = [said.DESK.format(name=desk.name, contact=desk.contact) for desk in report.desks]
    blocks.bullets(word, said.DESKS, desks)
    answers = [said.ANSWERED.format(label=label, answer=answer) for label, answer in report.answers]
    _small_list(word, said.ANSWERS, ["／".join(answers)])
    _small_list(word, said.SOURCES, [*_sources(report), said.SECONDARY])
    blocks.small(word, texts.NOT_ADVICE)
    return blocks.saved(word)


def _narrow(word: Word) -> None:
    """Set the page so that a usual outcome takes two pages."""
    page = word.sections[0]
    page.left_margin = page.right_margin = MARGIN
    page.top_margin = page.bottom_margin = HEAD
    page.footer_distance = Cm(0.7)
    for name in ("Normal", "List Bullet", "List Number"):
        style: Any = word.styles[name]
        style.font.size = SIZE
        # Exact: lines of Japanese fonts differ in height from machine to machine.
        style.paragraph_format.line_spacing = LEADING
        style.paragraph_format.space_after = Pt(1.5)
    for name, size, before in (("Title", 17, 0), ("Heading 1", 12, 8)):
        heading: Any = word.styles[name]
        heading.font.size = Pt(size)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(before), Pt(3)


def _overall(word: Word, report: Report) -> None:
    word.add_heading(said.OVERALL, level=1)
    for sentence in (*report.standing, *report.overall):
        blocks.paragraph(word, sentence).runs[0].bold = True
    blocks.paragraph(word, report.three.text, report.three.numbers)
    blocks.small(word, said.LIMITS)


def _findings(word: Word, parts: Sequence[Part]) -> None:
    word.add_heading(said.FINDINGS, level=1)
    made = blocks.table(word, (said.REQUIREMENT_COLUMN, said.REASON_COLUMN), WIDTHS)
    for column, width in zip(made.columns, WIDTHS, strict=True):
        column.width = width
    for part in parts:
        name, why = blocks.row(made, (part.title, ""))
        name.paragraphs[0].runs[0].bold = True
        name.add_paragraph().add_run(part.label).bold = True
        _why(why, part)


def _why(cell: _Cell, part: Part) -> None:
    """Fill the cell of one requirement: quotations, answers, what weighs in, what would change it."""
    first = True
    for line in part.quotes:
        _line(cell, line, first=first)
        first = False
    if part.unsaid:
        _text(cell, f"{texts_tools.UNCONFIRMED}：{part.unsaid}")
    weighed = {weight.answers for weight in part.weights}
    if told := [answer for answer in part.answers if answer not in weighed]:
        _text(cell, f"{said.YOUR_ANSWERS}：{'／'.join(told)}", small=True)
    for leans in LEANINGS:
        weights = [weight for weight in part.weights if weight.leans == leans]
        if weights:
            _text(cell, f"{said.LEANINGS[leans]}：{'；'.join(map(_weighed, weights))}", small=True)
    _text(cell, part.changes_title).runs[0].bold = True
    for line in part.changes:
        _line(cell, line, lead="・")


def _weighed(weight: Weight) -> str:
    """Return the answers that weigh in, with the numbers of what is said of them."""
    numbers = [number for quote in weight.quotes for number in quote.numbers]
    unsaid = f"（{texts_tools.UNCONFIRMED}：{weight.unsaid}）" if weight.unsaid else ""
    return f"{weight.answers}{_marks(numbers)}{unsaid}"


def _marks(numbers: Sequence[int]) -> str:
    return "".join(f"[{number}]" for number in dict.fromkeys(numbers))


def _line(cell: _Cell, line: Line, lead: str = "", *, first: bool = False) -> None:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.add_run(blocks.clean(f"{lead}{line.text}"))
    if line.numbers:
        paragraph.add_run(f" {_marks(line.numbers)}").font.color.rgb = blocks.NAVY


def _text(cell: _Cell, text: str, *, small: bool = False) -> Any:
    paragraph = cell.add_paragraph()
    run = paragraph.add_run(blocks.clean(text))
    if small:
        paragraph.paragraph_format.line_spacing = TIGHT
        run.font.size, run.font.color.rgb = SMALL, blocks.GREY
    return paragraph


def _pointers(word: Word, title: str, pointers: Sequence[Pointer], style: str) -> None:
    word.add_heading(title, level=1)
    for pointer in pointers:
        quotes = "".join(f"{line.text}{_marks(line.numbers)}" for line in pointer.quotes)
        kind = f"（{pointer.kind}）" if pointer.kind else ""
        paragraph = word.add_paragraph(style=style)
        paragraph.add_run(blocks.clean(f"{pointer.name}{kind}")).bold = True
        paragraph.add_run(blocks.clean(f"　{quotes}"))
        if pointer.note:
            note = paragraph.add_run(blocks.clean(f"　{pointer.note}"))
            note.font.size, note.font.color.rgb = SMALL, blocks.GREY


def _likenesses(word: Word, report: Report) -> None:
    if not report.likenesses:
        word.add_heading(said.LIKENESSES, level=1)
        blocks.paragraph(word, said.NO_LIKENESS)
        return
    _pointers(word, said.LIKENESSES, report.likenesses, style="List Bullet")
    for line in report.cautions:
        blocks.paragraph(word, line.text, line.numbers)
    blocks.small(word, said.LIKENESS_NOTE)


def _abroad(word: Word, report: Report) -> None:
    if not report.abroad:
        return
    word.add_heading(said.ABROAD, level=1)
    for line in report.abroad:
        blocks.paragraph(word, line.text, line.numbers)
    for sheet in report.sheets:
        quotes = "".join(f"{line.text}{_marks(line.numbers)}" for line in sheet.quotes)
        paragraph = word.add_paragraph(style="List Bullet")
        paragraph.add_run(blocks.clean(sheet.name)).bold = True
        paragraph.add_run(blocks.clean(f"　{quotes}"))


def _sources(report: Report) -> list[str]:
    """Return the sources, a paragraph for each document: the quotations stand in the text."""
    documents: dict[str, dict[str, list[int]]] = {}
    for citation in report.citations:
        document = said.SOURCE.format(title=citation.title, kind=kind_label(citation.kind))
        documents.setdefault(document, {}).setdefault(place_label(citation), []).append(citation.number)
    return [
        document + "／".join(f"{_marks(numbers)} {place}" for place, numbers in places.items())
        for document, places in documents.items()
    ]


def _small_list(word: Word, title: str, lines: Sequence[str]) -> None:
    word.add_heading(title, level=1)
    for line in lines:
        paragraph = word.add_paragraph(style="Normal")
        paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(0), TIGHT
        run = paragraph.add_run(blocks.clean(line))
        run.font.size, run.font.color.rgb = SMALL, blocks.GREY
