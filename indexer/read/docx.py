"""Word files: paragraphs, lists and tables in the order of the document."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn

from indexer.errors import Unreadable
from indexer.read.clean import clean, one_line
from indexer.read.limits import MEBIBYTE, Limits
from indexer.read.reading import Page, Reading

# lxml elements of python-docx: its stubs cover neither content controls nor deletions, which is
# why this module walks elements instead of `Document.paragraphs` (that one loses both).
Element = Any

_BODY = "word/document.xml"
# The stream name that an OLE2 container of an encrypted Office file always has.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# A Word file unpacks to some 10 times its size; beyond this it was made to.
_MOST_UNPACKED = 5

_HEADING_NAME = re.compile(r"^(?:heading|見出し)\s*(\d)", re.IGNORECASE)
_TITLE_NAMES = frozenset({"title", "表題"})
_LIST_NAME = re.compile(r"^(?:list|箇条書き|段落番号)", re.IGNORECASE)
_DEEPEST = 6

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_TEXT_BOX = qn("w:txbxContent")
# Deleted or moved-away text, readings over kanji, and the second copy of a drawing that is there
# for old versions of Word.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset({qn("w:del"), qn("w:moveFrom"), qn("w:rt"), _FALLBACK})
# Text boxes hold paragraphs of their own, which follow the one they hang on.
_SKIPPED = _GONE | {qn("w:pPr"), _TEXT_BOX}
_BREAKS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def read_docx(path: Path, limits: Limits) -> Reading:
    """Read a Word file as one page. Its title is the title paragraph or property.

    Numbers that Word itself writes before headings and list items are not in the file's text
    and so not here; footnotes and page headers are left out.
    Raises `Unreadable`: docx_encrypted, unsupported, damaged, too_large.
    """
    _check_package(path, limits)
    document = Document(str(path))
    styles = _styles(document)
    lines = list(_blocks(document.element.body, styles))
    title = document.core_properties.title or next((line[2:] for line in lines if line.startswith("# ")), "")
    return Reading(pages=(Page("", clean("\n".join(lines))),), title=one_line(clean(title)))


def _check_package(path: Path, limits: Limits) -> None:
    if not zipfile.is_zipfile(path):
        data = path.read_bytes()
        if data.startswith(b"PK"):
            raise Unreadable("damaged", kind="docx", reason="zip")
        encrypted = _ENCRYPTED in data
        raise Unreadable("docx_encrypted") if encrypted else _unsupported(path)
    with zipfile.ZipFile(path) as package:
        if _BODY not in package.namelist():
            raise _unsupported(path)
        unpacked = sum(entry.file_size for entry in package.infolist())
    if unpacked > limits.file_bytes * _MOST_UNPACKED:
        raise Unreadable(
            "too_large",
            megabytes=unpacked // MEBIBYTE,
            limit=limits.file_bytes * _MOST_UNPACKED // MEBIBYTE,
        )


def _unsupported(path: Path) -> Unreadable:
    return Unreadable("unsupported", suffix=path.suffix.lower())


def _styles(document: Opened) -> dict[str, str]:
    """Return the line prefix of each paragraph style that has one, by style id.

    Office in Japanese names styles 見出し 1 or gives them ids like "1": names, base styles and
    outline levels are looked at, ids never.
    """
    by_id = {
        style.get(qn("w:styleId"), ""): style for style in document.styles.element.iterfind(qn("w:style"))
    }
    prefixes: dict[str, str] = {}
    for style_id, style in by_id.items():
        prefix = next(filter(None, map(_style_prefix, _ancestry(style, by_id))), "")
        if prefix:
            prefixes[style_id] = prefix
    return prefixes


def _ancestry(style: Element | None, by_id: dict[str, Element]) -> Iterator[Element]:
    for _ in range(10):  # styles may be based on each other in a circle
        if style is None:
            return
        yield style
        base = style.find(qn("w:basedOn"))
        style = None if base is None else by_id.get(base.get(qn("w:val"), ""))


def _style_prefix(style: Element) -> str:
    element = style.find(qn("w:name"))
    name = "" if element is None else element.get(qn("w:val"), "")
    heading = _HEADING_NAME.match(name)
    if heading:
        return _heading(int(heading.group(1)))
    if name.lower() in _TITLE_NAMES:
        return _heading(1)
    properties = style.find(qn("w:pPr"))
    own = "" if properties is None else _own_prefix(properties)
    return own or ("- " if _LIST_NAME.match(name) else "")


def _own_prefix(properties: Element) -> str:
    """Return the prefix that paragraph properties give by themselves."""
    outline = properties.find(qn("w:outlineLvl"))
    if outline is not None:
        level = int(outline.get(qn("w:val"), "9"))
        if level < 9:  # 9 is Word's "body text"
            return _heading(level + 1)
    numbering = properties.find(f"{qn('w:numPr')}/{qn('w:numId')}")
    if numbering is not None and numbering.get(qn("w:val")) != "0":  # 0 takes numbering away
        return "- "
    return ""


def _heading(level: int) -> str:
    return "#" * min(level, _DEEPEST) + " "


def _blocks(container: Element, styles: dict[str, str]) -> Iterator[str]:
    """Yield the lines of paragraphs and tables below `container`, through content controls."""
    for child in container:
        if child.tag == _PARAGRAPH:
            yield from _paragraph(child, styles)
        elif child.tag == _TABLE:
            yield from _table(child)
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from _blocks(child, styles)


def _paragraph(element: Element, styles: dict[str, str]) -> Iterator[str]:
    lines = [one_line(line) for line in _text(element).split("\n")]
    properties = element.find(qn("w:pPr"))
    prefix = _prefix(properties, styles)
    if prefix.startswith("#"):
        lines = [one_line(" ".join(lines))]
    for line in filter(None, lines):
        yield prefix + line
        prefix = ""
    for box in element.iter(_TEXT_BOX):
        if _SKIPPED.isdisjoint(_tags_between(box, element)):
            yield from _blocks(box, styles)


def _tags_between(node: Element, top: Element) -> Iterator[str]:
    for ancestor in node.iterancestors():
        if ancestor is top:
            return
        yield ancestor.tag


def _prefix(properties: Element | None, styles: dict[str, str]) -> str:
    if properties is None:
        return ""
    style = properties.find(qn("w:pStyle"))
    named = "" if style is None else styles.get(style.get(qn("w:val"), ""), "")
    # A numbered heading is a heading.
    return named if named.startswith("#") else _own_prefix(properties) or named


def _text(element: Element) -> str:
    """Return the visible text below `element`, with a line feed for each break in it."""
    parts: list[str] = []
    stack = [element]
    while stack:
        node = stack.pop()
        if node.tag in _SKIPPED or (node.tag == qn("w:r") and _is_hidden(node)):
            continue
        if node.tag == qn("w:t"):
            parts.append(node.text or "")
        parts.append(_BREAKS.get(node.tag, ""))
        stack.extend(reversed(node))
    return "".join(parts)


def _is_hidden(run: Element) -> bool:
    mark = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return mark is not None and mark.get(qn("w:val"), "true") not in ("0", "false", "off")


def _table(table: Element) -> Iterator[str]:
    """Yield rows as tab-separated lines; a cell that spans columns is written once."""
    for row in table.iter(_ROW):
        if next(row.iterancestors(_TABLE)) is not table:
            continue  # a row of a table inside a cell is part of that cell
        cells = [
            one_line(
                " ".join(
                    _text(paragraph).replace("\n", " ")
                    for paragraph in cell.iter(_PARAGRAPH)
                    if _GONE.isdisjoint(_tags_between(paragraph, cell))
                )
            )
            for cell in row.iter(_CELL)
            if next(cell.iterancestors(_ROW)) is row
        ]
        if any(cells):
            yield "\t".join(cells)
