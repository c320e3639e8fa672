"""A reading (pages of lines) into a text: one string, its pages, and its sections.

Two habits of layout are told apart. In a report, a heading governs what follows it. On a slide,
the extraction may give the body first: there a page has one title, found by its numbering or
beside the running header, and governs the whole page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from indexer.headings import Numbering, Outline, clean, numbering
from indexer.lines import CHAPTER, SENTENCE_END, Block, Kind, blocks, furniture, norm, running_header
from indexer.pages import TITLE, number_pages, split_pages
from indexer.read.reading import Page, Reading

# Share of pages that must carry exactly one slide title for a document to be read as slides.
SLIDES = 0.4
SLIDE_TITLE = ("title", "case")
DECLARED = Numbering("declared", 3.5)
# A page that could not be placed exactly carries the range it lies in (see `pages`).
RANGE = re.compile(r"^([0-9]+)-([0-9]+)$")
RULING = re.compile(r"^参考裁判例$")
# A contents list: this share of a page's blocks are headings, and none ends a sentence.
CONTENTS = 0.6


@dataclass(frozen=True)
class Unit:
    """A block at its place: `start`..`end` are offsets into the text's body."""

    kind: Kind
    start: int
    end: int
    glyph: str = ""


@dataclass(frozen=True)
class Section:
    """A heading path and the units below it, in reading order."""

    path: tuple[str, ...]
    units: tuple[Unit, ...]
    id: str = ""
    pages: str = ""


@dataclass(frozen=True)
class Text:
    """A document's recovered text: quotations are slices of `body`."""

    body: str
    sections: tuple[Section, ...]
    page_starts: tuple[int, ...]
    page_labels: tuple[str, ...]

    def pages(self, start: int, end: int) -> str:
        """Printed pages a slice lies on: "57", "57-58", or "" where none are known."""
        first = max(0, bisect_right(self.page_starts, start) - 1)
        last = max(first, bisect_right(self.page_starts, max(start, end - 1)) - 1)
        a, b = self.page_labels[first], self.page_labels[last]
        if not a or not b or a == b:
            return a or b
        first_page, last_page = RANGE.match(a), RANGE.match(b)
        return f"{first_page[1] if first_page else a}-{last_page[2] if last_page else b}"


@dataclass
class _Writer:
    """Collects the body and the sections while reading."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    sections: list[tuple[tuple[str, ...], list[Unit]]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def page(self) -> None:
        self.starts.append(self.length)

    def add(self, path: tuple[str, ...], block: Block) -> None:
        if not self.sections or self.sections[-1][0] != path:
            self.sections.append((path, []))
        unit = Unit(block.kind, self.length, self.length + len(block.text), block.glyph)
        self.sections[-1][1].append(unit)
        self.parts.append(block.text + "\n")
        self.length += len(block.text) + 1

    def extend(self, text: str) -> None:
        """Append to the last unit (a sentence that a page break cut)."""
        _path, units = self.sections[-1]
        last = units[-1]
        units[-1] = Unit(last.kind, last.start, last.end + len(text), last.glyph)
        self.parts[-1] = self.parts[-1][:-1] + text + "\n"
        # Empty pages in between begin here too: starts stay in order.
        self.starts = [min(start, self.length - 1) for start in self.starts]
        self.length += len(text)

    def unfinished(self) -> Unit | None:
        """Return the last unit if its sentence is still open."""
        if not self.sections or not self.sections[-1][1]:
            return None
        unit = self.sections[-1][1][-1]
        open_ = unit.kind in ("paragraph", "item") and not SENTENCE_END.search(self.parts[-1].strip())
        return unit if open_ and len(self.parts[-1]) > 20 else None


def recover(reading: Reading) -> Text:
    """Recover a document's structure from its reading."""
    pages = reading.pages
    if len(pages) == 1 and not pages[0].label:
        pages = tuple(number_pages(split_pages(pages[0].text)))
    repeated = furniture([page.text for page in pages])
    declared = _declared(reading)
    contents = [blocks(page.text, repeated, declared.get(at, frozenset())) for at, page in enumerate(pages)]
    writer = _Writer()
    if _is_slides(contents):
        _read_slides(pages, contents, repeated, writer)
    else:
        _read_report(contents, declared, writer)
    return Text(
        "".join(writer.parts),
        tuple(Section(path, tuple(units)) for path, units in writer.sections if units),
        tuple(writer.starts),
        tuple(page.label for page in pages),
    )


def _declared(reading: Reading) -> dict[int, frozenset[str]]:
    """Titles that the file's own outline declares, by page."""
    found: dict[int, set[str]] = {}
    for heading in reading.headings:
        found.setdefault(heading.page, set()).add(norm(heading.title))
    return {page: frozenset(titles) for page, titles in found.items()}


def _is_slides(pages: Sequence[Sequence[Block]]) -> bool:
    single = sum(1 for page in pages if len(_titles(page)) == 1)
    return len(pages) > 3 and single >= SLIDES * len(pages)


def _titles(page: Iterable[Block]) -> list[str]:
    found = []
    for block in page:
        kind = numbering(block.text) if block.kind == "heading" else None
        if kind and kind.style in SLIDE_TITLE:
            found.append(block.text)
    return found


def _read_report(
    pages: Sequence[Sequence[Block]], declared: dict[int, frozenset[str]], writer: _Writer
) -> None:
    outline = Outline()
    for at, page in enumerate(pages):
        writer.page()
        for i, block in enumerate(page):
            cut = writer.unfinished() if i == 0 else None
            if cut and block.kind in ("paragraph", "caption"):
                writer.extend(block.text)
                continue
            kind = numbering(block.text)
            if (block.kind == "heading" and kind) or norm(block.text) in declared.get(at, ()):
                outline.enter(kind or DECLARED, block.text)
                block = Block("heading", block.text)
            writer.add(outline.path, block)


def _read_slides(
    pages: Sequence[Page],
    contents: Sequence[Sequence[Block]],
    repeated: frozenset[str],
    writer: _Writer,
) -> None:
    upper: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    for page, found in zip(pages, contents, strict=True):
        writer.page()
        upper = _running_header(page.text, repeated) or upper
        if _is_contents(found):
            continue
        titles = _titles(found)
        lone = titles[0] if titles else _lone_title(page.text, found, repeated)
        if lone and RULING.match(lone):
            path = (*[p for p in path if not RULING.match(p)], clean(lone))
        elif lone:
            path = (*upper, clean(lone))
        _write_slide(found, lone, path, writer)


def _write_slide(found: Sequence[Block], title: str, path: tuple[str, ...], writer: _Writer) -> None:
    """Write a slide: each of its numbered points is a section below the title."""
    outline = Outline()
    for block in found:
        kind = numbering(block.text) if block.kind == "heading" else None
        if (kind and kind.style in SLIDE_TITLE) or block.text == title:
            outline = Outline()
            writer.add(path, Block("heading", block.text))
            continue
        if kind:
            outline.enter(kind, block.text)
        writer.add((*path, *outline.path), block)


def _running_header(page: str, repeated: frozenset[str]) -> tuple[str, ...]:
    """Chapter and part titles from the page's running header; empty where it has none."""
    for line in page.splitlines():
        if norm(line) in repeated and CHAPTER.match(line):
            return running_header(line)
    return ()


def _lone_title(page: str, found: Sequence[Block], repeated: frozenset[str]) -> str:
    """Find an unnumbered slide title: beside the running header, or the page's first caption."""
    lines = [line.strip() for line in page.splitlines() if line.strip()]
    captions = {block.text for block in found if block.kind in ("caption", "heading")}
    for at, line in enumerate(lines):
        if norm(line) in repeated and CHAPTER.match(line):
            for near in (at - 1, at + 1):
                if 0 <= near < len(lines) and lines[near] in captions:
                    return lines[near]
    first = found[0] if found else None
    titled = first and first.kind in ("caption", "heading", "paragraph") and len(first.text) < 45
    return first.text if first and titled and not SENTENCE_END.search(first.text) else ""


def _is_contents(found: Sequence[Block]) -> bool:
    """Tell a contents list: nearly all numbered headings, nothing that ends a sentence."""
    if not found:
        return True
    if any(SENTENCE_END.search(block.text) for block in found):
        return False
    headings = sum(block.kind == "heading" and not TITLE.match(block.text) for block in found)
    return headings >= CONTENTS * len(found) or len(found) <= 2
