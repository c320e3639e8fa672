"""Markdown: already the form that readers write, less what is not text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from indexer.read.clean import clean
from indexer.read.decode import decode
from indexer.read.reading import Page, Reading

_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n.*?^\1[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# The URL may hold one level of parentheses, and a title after it.
_IMAGE = re.compile(r"!\[[^\]\n]*\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\]\n]*\])")

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_SETEXT = re.compile(r"^ {0,3}(=+|-{2,})[ \t]*$")
_BULLET = re.compile(r"^(\s*)[-*+][ \t]+(?=\S)")
# A thematic break looks like a bullet: `* * *`.
_RULE = re.compile(r"^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_CELL_BREAK = re.compile(r"(?<!\\)\|")


def read_markdown(path: Path) -> Reading:
    """Read a Markdown file as one page; the title is its first heading of level 1."""
    text = markdown_text(clean(decode(path.read_bytes())))
    title = next((line[2:] for line in text.split("\n") if line.startswith("# ")), "")
    return Reading(pages=(Page("", text),), title=title)


def markdown_text(text: str) -> str:
    """Return `text` without front matter, comments and images, in the form of `Reading`."""
    body = _FRONT_MATTER.sub("", text, count=1)
    return "\n".join(_lines(body)).strip("\n")


def _lines(body: str) -> Iterator[str]:
    """Convert what is not code; pass code through, indented so that its `#` is no heading."""
    prose: list[str] = []
    fence = ""
    for line in body.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark.group(1).startswith(fence):
                fence = ""
            else:
                yield f"    {line}"
        elif mark:
            yield from _prose("\n".join(prose))
            prose, fence = [], mark.group(1)
        else:
            prose.append(line)
    yield from _prose("\n".join(prose))


def _prose(text: str) -> Iterator[str]:
    lines = _IMAGE.sub("", _COMMENT.sub("", text)).split("\n")
    at = 0
    while at < len(lines):
        line, after = lines[at], lines[at + 1] if at + 1 < len(lines) else ""
        at += 1
        if "|" in line and "|" in after and _TABLE_RULE.match(after):
            yield _row(line)
            at += 1
            while at < len(lines) and "|" in lines[at]:
                yield _row(lines[at])
                at += 1
        elif line.strip() and not _BULLET.match(line) and _SETEXT.match(after):
            yield f"{'#' if '=' in after else '##'} {line.strip()}"
            at += 1
        elif not _RULE.match(line):
            yield _plain(line)


def _plain(line: str) -> str:
    heading = _HEADING.match(line)
    if heading:
        return f"{heading.group(1)} {heading.group(2)}".rstrip()
    return _BULLET.sub("- ", line)


def _row(line: str) -> str:
    inner = line.strip().removeprefix("|")
    cells = _CELL_BREAK.split(inner)
    if not cells[-1].strip():
        cells.pop()
    return "\t".join(cell.strip().replace("\\|", "|") for cell in cells)
