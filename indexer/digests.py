"""Digest files: our own-words summaries, read into the same text and sections as originals."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from indexer.catalog import CORPUS
from indexer.errors import CorpusInvalid
from indexer.lines import blocks
from indexer.passages import WHOLE, Expected
from indexer.structure import Section, Text, Unit

HEADING = re.compile(
    r"^##\s+(?P<title>.+?)\s*\{#(?P<id>[\w.\-]+)(?:\s+pages=\"(?P<pages>[^\"]*)\")?"
    r"(?:\s+sources=\"(?P<sources>[^\"]*)\")?\s*\}\s*$"
)
QUESTIONS = re.compile(r"^想定質問[:：]\s*(.+)$")
BASES = ("original", "secondary")
# Behind an expected question the number, from 1, of the sentence that answers it: 誰が守る？ [2]
POINTER = re.compile(r"\s*\[([0-9]+)\]$")
SEPARATOR = re.compile(r"^\|[\s\-:|]+\|$")


@dataclass(frozen=True)
class Digest:
    """One digest file: its text, and the expected questions of each section by section id.

    `sources` names, by section id, the documents a section rests on where they are others.
    `basis` is "original" where the digest was written from the document itself, "secondary"
    where only from what others wrote of it: the reader is then told.
    """

    document: str
    edition: str
    text: Text
    questions: dict[str, tuple[Expected, ...]]
    path: Path
    sources: dict[str, tuple[str, ...]] = field(default_factory=dict)
    basis: str = "original"


def load_digests(folder: Path = CORPUS / "digests") -> list[Digest]:
    """Read every digest file, in the order of their names."""
    return [load_digest(path) for path in sorted(folder.glob("*.md"))]


def load_digest(path: Path) -> Digest:
    """Read a digest file. Raises CorpusInvalid naming file and line where the format breaks."""
    head, body, offset = _front_matter(path)
    parts: list[str] = []
    length = 0
    sections: list[Section] = []
    questions: dict[str, tuple[Expected, ...]] = {}
    sources: dict[str, tuple[str, ...]] = {}
    for line, match, lines in _split(path, body, offset):
        asked = [q for text in lines if (m := QUESTIONS.match(text)) for q in _asked(m[1], match["id"])]
        units: list[Unit] = []
        for block in blocks("\n".join(_rows(t) for t in lines if not QUESTIONS.match(t))):
            kind = "paragraph" if block.kind in ("caption", "heading") else block.kind
            units.append(Unit(kind, length, length + len(block.text), block.glyph))
            parts.append(block.text + "\n")
            length += len(block.text) + 1
        if not units or match["id"] in questions:
            raise CorpusInvalid("digest_section", file=path.name, line=str(line))
        questions[match["id"]] = tuple(asked)
        sources[match["id"]] = tuple(re.split(r"\s*,\s*", match["sources"])) if match["sources"] else ()
        sections.append(Section((match["title"],), tuple(units), match["id"], match["pages"] or ""))
    text = Text("".join(parts), tuple(sections), (0,), ("",))
    basis = head.get("basis", "original")
    return Digest(head["document"], head["edition"], text, questions, path, sources, basis)


def _asked(row: str, section: str) -> Iterator[Expected]:
    for question in filter(None, map(str.strip, row.split(" / "))):
        pointer = POINTER.search(question)
        text = question[: pointer.start()] if pointer else question
        yield Expected(text, section, int(pointer[1]) - 1 if pointer else WHOLE)


def _front_matter(path: Path) -> tuple[dict[str, str], list[str], int]:
    try:
        raw = path.read_text("utf-8")
        before, written, body = raw.split("---\n", 2)
        head = tomllib.loads(written)
        if before.strip() or not {"document", "edition"} <= head.keys():
            raise ValueError("document, edition")
        if head.get("basis", "original") not in BASES:
            raise ValueError("basis")
    except ValueError as error:  # too few parts, no TOML, no UTF-8
        raise CorpusInvalid("digest_head", file=path.name) from error
    return head, body.splitlines(), raw[: len(raw) - len(body)].count("\n")


def _split(path: Path, body: list[str], offset: int) -> list[tuple[int, re.Match[str], list[str]]]:
    found: list[tuple[int, re.Match[str], list[str]]] = []
    for number, line in enumerate(body, offset + 1):
        if line.startswith("## "):
            match = HEADING.match(line)
            if not match:
                raise CorpusInvalid("digest_heading", file=path.name, line=str(number))
            found.append((number, match, []))
        elif found:
            found[-1][2].append(line)
        elif line.strip():
            raise CorpusInvalid("digest_heading", file=path.name, line=str(number))
    return found


def _rows(line: str) -> str:
    """Turn a pipe table row into the tab-separated row that all readers write."""
    stripped = line.strip()
    if SEPARATOR.match(stripped):
        return ""
    if stripped.startswith("|") and stripped.endswith("|"):
        return "\t".join(cell.strip() for cell in stripped[1:-1].split("|"))
    return line
