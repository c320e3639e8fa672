"""Statutes in the law XML of e-Gov: one section an article, its paragraphs and items below it.

The standard law XML schema nests Law / LawBody / MainProvision / Part, Chapter, Section … / Article
/ Paragraph / Item / Subitem; amendments' own articles stand under SupplProvision. Titles are kept as
the law writes them (第二十一条の二), so that a quotation is verbatim.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from indexer.errors import Unreadable
from indexer.read.clean import clean, one_line
from indexer.read.reading import Page, Reading

# From the outermost to the innermost; the title of each is <…Title>.
DIVISIONS = ("Part", "Chapter", "Section", "Subsection", "Division")
# Beside the law's text: its contents list, and the readings of characters.
SKIPPED = frozenset({"TOC", "Rt"})
SUBITEMS = frozenset({"Item", *(f"Subitem{level}" for level in range(1, 11))})
# Level of an article's heading; a paragraph's is one below.
ARTICLE = 3
Element = etree._Element


def read_egov(path: Path) -> Reading:
    """Read a law file as one page; raises Unreadable("content_mismatch") where it holds no law."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(path.read_bytes(), parser)
    law = root if root.tag == "Law" else root.find(".//Law")
    body = law.find("LawBody") if law is not None else None
    if law is None or body is None:
        raise Unreadable("content_mismatch", suffix=path.suffix.lower())
    title = _text(body.find("LawTitle"))
    number = _text(law.find("LawNum"))
    lines = [f"# {title}", *([number] if number else [])]
    for child in body:
        if child.tag == "MainProvision":
            lines += _division(child, 2)
        elif child.tag == "SupplProvision":
            lines += [_supplement(child), *_division(child, 2)]
    return Reading(pages=(Page("", clean("\n\n".join(lines))),), title=title)


def _supplement(element: Element) -> str:
    """Heading of supplementary provisions, with the amending law they came with."""
    amending = element.get("AmendLawNum", "")
    label = one_line(_text(element.find("SupplProvisionLabel")).replace("　", "")) or "附則"
    return f"## {label}（{amending}）" if amending else f"## {label}"


def _division(element: Element, level: int) -> Iterator[str]:
    """Lines of a part, chapter or section: its title, then what it holds."""
    for child in element:
        if child.tag in DIVISIONS:
            yield f"{'#' * level} {one_line(_text(child.find(f'{child.tag}Title')))}"
            yield from _division(child, min(level + 1, ARTICLE - 1))
        elif child.tag == "Article":
            yield from _article(child)
        elif child.tag == "Paragraph":  # a law or supplement without articles
            yield from _paragraph(child)


def _article(element: Element) -> Iterator[str]:
    title = _text(element.find("ArticleTitle"))
    caption = _text(element.find("ArticleCaption"))
    yield f"{'#' * ARTICLE} {one_line(title + caption)}"
    paragraphs = element.findall("Paragraph")
    for at, paragraph in enumerate(paragraphs, 1):
        if len(paragraphs) > 1:
            yield f"{'#' * (ARTICLE + 1)} {one_line(title)}第{_kanji(at)}項"
        yield from _paragraph(paragraph)


def _paragraph(element: Element) -> Iterator[str]:
    number = _text(element.find("ParagraphNum"))
    text = _text(element.find("ParagraphSentence"))
    if text:
        yield f"{number}　{text}" if number else text
    yield from _below(element)


def _item(element: Element) -> Iterator[str]:
    """A 号 or what is listed below it: its mark and its sentence, then its own list."""
    mark = _text(element.find(f"{element.tag}Title"))
    yield f"- {mark}　{_text(element.find(f'{element.tag}Sentence'))}"
    yield from _below(element)


def _below(element: Element) -> Iterator[str]:
    """Items and tables of a paragraph or an item, in their order."""
    for child in element:
        if child.tag in SUBITEMS:
            yield from _item(child)
        elif child.tag == "TableStruct":
            yield from _table(child)


def _table(element: Element) -> Iterator[str]:
    rows = [
        [_text(cell) for cell in row if cell.tag in ("TableColumn", "TableHeaderColumn")]
        for row in element.iter("TableRow", "TableHeaderRow")
    ]
    if rows:
        yield "\n".join("\t".join(row) for row in rows)


def _text(element: Element | None) -> str:
    """Text of an element: columns set apart, readings of characters left out."""
    if element is None:
        return ""
    parts: list[str] = [element.text or ""]
    for child in element:
        if child.tag not in SKIPPED:
            parts += ["　" if child.tag == "Column" and parts != [""] else "", _text(child)]
        parts.append(child.tail or "")
    return "".join(part.strip("\r\n\t ") for part in parts).strip("　")


def _kanji(number: int) -> str:
    """Return 1–99 as the law writes it: 二十一."""
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else digits[tens] + "十"
    return head + (digits[ones] if ones or not tens else "")
