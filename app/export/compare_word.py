"""A comparison of countries as a Word file: landscape, at most five countries to a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from docx.document import Document as Word
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from app import texts, texts_tools
from app import texts_compare as own
from app import texts_web as web
from app.export.word import NAVY, blank, bullets, clean, linked, row, saved, small, table
from app.labels import authority_label, edition_label, kind_label, place_label, safe_url
from app.tools.compare import Cell, Compared, Line, named
from app.tools.differences import BETWEEN, Difference, differences, differs

# Columns that stay readable on A4 landscape (26.1 cm inside its margins).
COLUMNS = 5
INSIDE, FIRST = 26.1, 3.1
SMALL = Pt(8.5)
DOCUMENT_WIDTHS = (Cm(8.6), Cm(5.6), Cm(8.9), Cm(3.0))
NOTE_COLUMNS = 2
DIFFERENCE_WIDTHS = (Cm(5.0), Cm(9.6), Cm(11.5))


def to_docx(compared: Compared, day: date) -> bytes:
    """Return the comparison, its notes and its sources as a Word file."""
    word = blank(own.EXPORT_TITLE, day, landscape=True)
    word.add_heading(own.EXPORT_TITLE, level=0)
    small(word, texts_tools.EXPORT_DATE.format(date=day.isoformat()))
    word.add_paragraph(own.SELECTED.format(countries="、".join(compared.countries)))
    _differences(word, differences(compared))
    parts = list(_parts(compared))
    for number, part in enumerate(parts, 1):
        title = own.TABLE_PART.format(part=number, parts=len(parts)) if len(parts) > 1 else own.TABLE
        word.add_heading(title, level=1)
        _table(word, part)
    _coverage(word, compared)
    for title, told in compared.remarks:
        _listed(word, title, [f"{named(name, said)}{said.text} [{said.number}]" for name, said in told])
    _listed(word, web.WARNINGS, [w for w in compared.warnings if w != texts.NOT_ADVICE])
    word.add_heading(web.DISCLAIMER_HEADING, level=1)
    word.add_paragraph(texts.NOT_ADVICE)
    _documents(word, compared)
    _notes(word, compared)
    return saved(word)


def _listed(word: Word, title: str, lines: Sequence[str]) -> None:
    """Add a list in small type."""
    bullets(word, title, lines)
    for paragraph in word.paragraphs[len(word.paragraphs) - len(lines) :]:
        _tight(paragraph)


def _parts(compared: Compared) -> Iterator[Compared]:
    """Cut the comparison into tables of as many countries as a page holds, of equal widths."""
    tables = -(-len(compared.countries) // COLUMNS)
    step = -(-len(compared.countries) // tables)
    for at in range(0, len(compared.countries), step):
        lines = tuple(Line(line.row, line.cells[at : at + step]) for line in compared.lines)
        yield replace(compared, countries=compared.countries[at : at + step], lines=lines)


def _table(word: Word, compared: Compared) -> None:
    width = (INSIDE - FIRST) / len(compared.countries)
    widths = (Cm(FIRST), *(Cm(width) for _ in compared.countries))
    made = table(word, (own.ITEM, *compared.countries), widths)
    for line in compared.lines:
        cells = row(made, ("", *("" for _ in compared.countries)))
        _head(cells[0], line)
        for cell, told in zip(cells[1:], line.cells, strict=True):
            _cell(cell, told)
    _compact(made)


def _compact(made: Table) -> None:
    """Set a table in small type, each row on one page where it fits on one."""
    for added in made.rows:
        properties: Any = added._tr.get_or_add_trPr()
        properties.insert(0, OxmlElement("w:cantSplit"))
        for paragraph in (p for cell in added.cells for p in cell.paragraphs):
            _tight(paragraph)


def _head(cell: _Cell, line: Line) -> None:
    cell.paragraphs[0].add_run(clean(line.row.name)).bold = True
    if differs(line):
        cell.add_paragraph().add_run(own.DIFFERS).font.color.rgb = NAVY
    if line.row.note:
        cell.add_paragraph(clean(line.row.note))


def _cell(cell: _Cell, told: Cell) -> None:
    """Write the state where it is a caution, then what is compared, then the sentences."""
    first = cell.paragraphs[0]
    if told.state != "told":
        run = first.add_run(own.STATES[told.state])
        run.bold, run.font.highlight_color = True, WD_COLOR_INDEX.YELLOW
        first = cell.add_paragraph() if told.said else first
    if told.points:
        first.add_run(clean(BETWEEN.join(told.points))).bold = True
        first = cell.add_paragraph()
    for at, said in enumerate(told.said):
        paragraph = first if at == 0 else cell.add_paragraph()
        paragraph.add_run(clean(said.text))
        paragraph.add_run(f" [{said.number}]").font.color.rgb = NAVY


def _tight(paragraph: Paragraph) -> None:
    form: Any = paragraph.paragraph_format
    form.line_spacing, form.space_after, form.space_before = 1.15, Pt(2), Pt(0)
    for run in paragraph.runs:
        run.font.size = SMALL


def _differences(word: Word, found: Sequence[Difference]) -> None:
    if not found:
        return
    word.add_heading(own.DIFFERENCES, level=1)
    small(word, own.DIFFERENCES_NOTE)
    made = table(word, own.DIFFERENCE_COLUMNS, DIFFERENCE_WIDTHS)
    for one in found:
        for at, group in enumerate(one.groups):
            named = "、".join(f"{name} {''.join(f'[{n}]' for n in marks)}" for name, marks in group.countries)
            head = "\n".join(filter(None, (one.name, one.note))) if at == 0 else ""
            row(made, (head, group.label, named.strip()))
    _compact(made)


def _coverage(word: Word, compared: Compared) -> None:
    counts = compared.coverage()
    numbers = {state: counts.get(state, 0) for state in ("told", "partly", "unconfirmed", "absent")}
    small(word, own.COVERAGE.format(total=sum(numbers.values()), **numbers))
    small(word, own.ROWS_NOTE)


def _documents(word: Word, compared: Compared) -> None:
    """List each cited document once, with its address."""
    word.add_heading(own.DOCUMENTS, level=1)
    made = table(word, own.DOCUMENT_COLUMNS, DOCUMENT_WIDTHS)
    seen: set[tuple[str, str]] = set()
    for source in compared.sources:
        cited = source.citation
        if (cited.document, cited.edition) in seen:
            continue
        seen.add((cited.document, cited.edition))
        labels = (edition_label(cited.edition), authority_label(cited.authority), kind_label(cited.kind))
        kinds = "・".join(label for label in labels if label)
        cells = row(made, (cited.title, kinds, "", source.checked or own.UNDATED))
        if url := safe_url(cited.url):
            linked(cells[2].paragraphs[0], url)
    _compact(made)


def _notes(word: Word, compared: Compared) -> None:
    """Say by number where each quotation stands: the sentence itself is in the table already."""
    word.add_heading(own.NOTES, level=1)
    small(word, own.NOTES_NOTE)
    _columns(word, NOTE_COLUMNS)
    for cited in compared.citations:
        place = own.NOTE_PLACE.format(number=cited.number, title=cited.title, place=place_label(cited))
        _tight(word.add_paragraph(clean(place)))
    _columns(word, 1)


def _columns(word: Word, count: int) -> None:
    """Begin a part of the page in so many columns: python-docx has no call for it."""
    part: Any = word.add_section(WD_SECTION.CONTINUOUS)
    for columns in part._sectPr.findall(qn("w:cols")):
        columns.set(qn("w:num"), str(count))
