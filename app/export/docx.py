"""An answer as a Word file for meetings and files: A4, Japanese fonts, sources in a table."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from os import PathLike
from typing import IO, Any

from docx import Document
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from app import texts
from app import texts_web as web
from app.labels import authority_label, edition_label, kind_label, place_label, safe_url
from app.lines import lines_of
from app.model import Answer, Citation
from app.preface import preface

# On every Windows and Mac with Office; Word falls back by itself elsewhere.
FONT = "Yu Gothic"
NAVY = RGBColor(0x1F, 0x3A, 0x6E)
GREY = RGBColor(0x55, 0x60, 0x7A)
STYLES = ("Normal", "Title", "Heading 1", "Heading 2", "List Bullet", "List Number")
# XML 1.0 cannot carry these; python-docx would refuse the whole file for one of them.
FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WIDTHS = (Cm(1.2), Cm(6.3), Cm(8.5))


def to_docx(answer: Answer, path: str | PathLike[str] | IO[bytes], day: date) -> None:
    """Write the answer, its sources and where to go next to `path` (or an open file)."""
    word = _blank(answer, day)
    word.add_heading(web.EXPORT_TITLE, level=0)
    _small(word, web.EXPORT_DATE.format(date=day.isoformat()))
    word.add_heading(web.QUESTION_ROLE, level=1)
    word.add_paragraph(_clean(answer.question))
    for said in preface(answer):
        _small(word, _clean(said))
    word.add_heading(web.ANSWER_ROLE, level=1)
    _answer(word, answer)
    _bullets(word, web.WARNINGS, [w for w in answer.warnings if w != texts.NOT_ADVICE])
    _sources(word, answer)
    _bullets(word, texts.CHECKLIST, [f"□ {i.text}（{i.title or i.checklist}）" for i in answer.checklist])
    _bullets(word, texts.DESKS, [f"{d.name}　{d.contact}：{d.why}" for d in answer.desks])
    word.add_heading(web.DISCLAIMER_HEADING, level=1)
    word.add_paragraph(texts.NOT_ADVICE)
    word.save(path if not isinstance(path, PathLike) else str(path))


def _clean(text: str) -> str:
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _blank(answer: Answer, day: date) -> Word:
    word = Document()
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.top_margin = page.bottom_margin = Cm(2.5)
    for name in STYLES:
        _japanese(word.styles[name])
    normal: Any = word.styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.line_spacing = 1.5
    core = word.core_properties
    # The template brings its own author and a date in 2013.
    core.author, core.title, core.language = texts.NAME, web.EXPORT_TITLE, "ja-JP"
    core.created = core.modified = datetime.combine(day, time())
    core.comments = ""
    footer = page.footer.paragraphs[0]
    footer.text = f"{texts.NAME}　{web.NOT_ADVICE_SHORT}"
    _shade_text(footer)
    return word


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


def _answer(word: Word, answer: Answer) -> None:
    for line in lines_of(answer):
        paragraph = word.add_paragraph(_clean(line.text), style="List Bullet" if line.listed else None)
        if line.claim is None:
            continue
        if line.claim.support == "unverified":
            paragraph.add_run(f"（{web.UNVERIFIED}）").bold = True
        marks = "".join(f"[{number}]" for number in line.claim.citations)
        paragraph.add_run(f" {marks}" if marks else "").font.color.rgb = NAVY


def _bullets(word: Word, title: str, lines: list[str]) -> None:
    if not lines:
        return
    word.add_heading(title, level=1)
    for line in lines:
        word.add_paragraph(_clean(line), style="List Bullet")


def _sources(word: Word, answer: Answer) -> None:
    if not answer.citations:
        return
    word.add_heading(texts.SOURCES, level=1)
    table = word.add_table(rows=1, cols=3, style="Table Grid")
    table.autofit = False
    for cell, title in zip(table.rows[0].cells, web.SOURCE_COLUMNS, strict=True):
        cell.paragraphs[0].add_run(title).bold = True
    header = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(header)
    for citation in answer.citations:
        cells = table.add_row().cells
        cells[0].text = f"[{citation.number}]"
        _source(cells[1], citation)
        cells[2].text = _clean(citation.quote)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = width


def _source(cell: _Cell, citation: Citation) -> None:
    cell.paragraphs[0].add_run(_clean(citation.title)).bold = True
    labels = (
        edition_label(citation.edition),
        authority_label(citation.authority),
        kind_label(citation.kind),
    )
    cell.add_paragraph(_clean("・".join(label for label in labels if label)))
    cell.add_paragraph(_clean(place_label(citation)))
    if url := safe_url(citation.url):
        _link(cell.add_paragraph(), url)


def _link(paragraph: Paragraph, url: str) -> None:
    """Add a link: python-docx has no call for it."""
    identity = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), identity)
    run = paragraph.add_run(url)
    run.font.color.rgb, run.font.underline, run.font.size = NAVY, True, Pt(9)
    link.append(run._r)
    paragraph._p.append(link)


def _small(word: Word, text: str) -> None:
    _shade_text(word.add_paragraph(text))


def _shade_text(paragraph: Paragraph) -> None:
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(9), GREY
