"""Blocks of a Word file for meetings and files: A4, Japanese fonts, headings, lists, tables, sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from app import texts, texts_tools
from app import texts_web as web
from app.labels import authority_label, edition_label, kind_label, place_label, safe_url
from app.model import Citation

# On every Windows and Mac with Office; Word falls back by itself elsewhere.
FONT = "Yu Gothic"
NAVY = RGBColor(0x1F, 0x3A, 0x6E)
GREY = RGBColor(0x55, 0x60, 0x7A)
STYLES = ("Normal", "Title", "Heading 1", "Heading 2", "List Bullet", "List Number")
# XML 1.0 cannot carry these; python-docx would refuse the whole file for one of them.
FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SOURCE_WIDTHS = (Cm(1.2), Cm(6.3), Cm(8.5))


def clean(text: str) -> str:
    """Return text without what a Word file cannot carry."""
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def blank(title: str, day: date, *, landscape: bool = False) -> Word:
    """Return an empty A4 document with its properties and its foot set; landscape has narrow margins."""
    word = Document()
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    if landscape:
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = page.page_height, page.page_width
    page.left_margin = page.right_margin = Cm(1.8 if landscape else 2.5)
    page.top_margin = page.bottom_margin = Cm(1.8 if landscape else 2.5)
    for name in STYLES:
        _japanese(word.styles[name])
    normal: Any = word.styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.line_spacing = 1.5
    core = word.core_properties
    # The template brings its own author and a date in 2013.
    core.author, core.title, core.language = texts.NAME, clean(title), "ja-JP"
    core.created = core.modified = datetime.combine(day, time())
    core.comments = ""
    footer = page.footer.paragraphs[0]
    footer.text = texts_tools.FOOT
    _shade_text(footer)
    return word


def saved(word: Word) -> bytes:
    """Return a document as the bytes of its file."""
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _japanese(style: Any) -> None:
    """Set the font for Japanese too, and take away the theme fonts, which would win."""
    style.font.name = FONT
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
        fonts.attrib.pop(qn(f"w:{script}Theme"), None)
    fonts.attrib.pop(qn("w:cstheme"), None)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "ja-JP")
    properties.append(language)
    if style.name.startswith(("Heading", "Title")):
        style.font.color.rgb = NAVY


def paragraph(word: Word, text: str, marks: Sequence[int] = (), style: str | None = None) -> Paragraph:
    """Add a paragraph with the numbers of its citations behind it."""
    added = word.add_paragraph(clean(text), style=style)
    if marks:
        added.add_run(" " + "".join(f"[{number}]" for number in marks)).font.color.rgb = NAVY
    return added


def bullets(word: Word, title: str, lines: Iterable[str]) -> None:
    """Add a heading and a list under it; nothing where there are no lines."""
    lines = list(lines)
    if not lines:
        return
    word.add_heading(clean(title), level=1)
    for line in lines:
        word.add_paragraph(clean(line), style="List Bullet")


def small(word: Word, text: str) -> Paragraph:
    """Add a small grey paragraph."""
    added = word.add_paragraph(clean(text))
    _shade_text(added)
    return added


def table(word: Word, head: Sequence[str], widths: Sequence[Length]) -> Table:
    """Add a table of fixed widths with its head repeated on every page."""
    made = word.add_table(rows=1, cols=len(head), style="Table Grid")
    made.autofit = False
    # Word reads the widths of cells, LibreOffice those of columns.
    for column, width in zip(made.columns, widths, strict=True):
        column.width = width
    for cell, title, width in zip(made.rows[0].cells, head, widths, strict=True):
        cell.paragraphs[0].add_run(clean(title)).bold = True
        cell.width = width
    repeated = OxmlElement("w:tblHeader")
    made.rows[0]._tr.get_or_add_trPr().append(repeated)
    return made


def row(made: Table, values: Sequence[str]) -> tuple[_Cell, ...]:
    """Add a row to a table, as wide as its head; returns its cells."""
    cells: tuple[_Cell, ...] = made.add_row().cells
    for cell, above, value in zip(cells, made.rows[0].cells, values, strict=True):
        cell.text, cell.width = clean(value), above.width
    return cells


def sources(word: Word, citations: Sequence[Citation], widths: Sequence[Length] = SOURCE_WIDTHS) -> None:
    """Add the table of sources: number, where it stands, what is quoted."""
    if not citations:
        return
    word.add_heading(texts.SOURCES, level=1)
    made = table(word, web.SOURCE_COLUMNS, widths)
    for citation in citations:
        cells = row(made, (f"[{citation.number}]", "", citation.quote))
        _source(cells[1], citation)


def _source(cell: _Cell, citation: Citation) -> None:
    cell.paragraphs[0].add_run(clean(citation.title)).bold = True
    labels = (
        edition_label(citation.edition),
        authority_label(citation.authority),
        kind_label(citation.kind),
    )
    cell.add_paragraph(clean("・".join(label for label in labels if label)))
    cell.add_paragraph(clean(place_label(citation)))
    if url := safe_url(citation.url):
        linked(cell.add_paragraph(), url)


def linked(paragraph: Paragraph, url: str) -> None:
    """Add a link to a paragraph: python-docx has no call for it."""
    identity = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), identity)
    run = paragraph.add_run(url)
    run.font.color.rgb, run.font.underline, run.font.size = NAVY, True, Pt(9)
    link.append(run._r)
    paragraph._p.append(link)


def _shade_text(paragraph: Paragraph) -> None:
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(9), GREY
