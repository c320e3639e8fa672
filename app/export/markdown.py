"""An answer as Markdown, with everything a reader needs to check it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from app import texts
from app import texts_web as web
from app.labels import authority_label, edition_label, kind_label, place_label, safe_url
from app.lines import Line, lines_of
from app.model import Answer, Citation
from app.preface import preface

SPECIAL = re.compile(r"([\\`*_\[\]<>~|#&$])")
# Only at the start of a line do these begin a list, a rule, a heading or a numbered item.
LINE_START = re.compile(r"^([-+=])|^(\d{1,9})([.)])(?=\s|$)")
# The ideographic space is kept: it belongs to the quotation.
SPACE = re.compile(r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\ufeff]+")


def escape_markdown(text: str) -> str:
    """Return text as one line that Markdown shows as it is: no markup, no HTML.

    An address that stands in the text stays readable; where a reader makes a link of it, the
    link goes where it says.
    """
    line = SPACE.sub(" ", text).strip()
    line = SPECIAL.sub(r"\\\1", line)
    return LINE_START.sub(lambda m: f"{m[2] or ''}\\{m[1] or m[3]}", line)


def quoted(text: str) -> str:
    """Return text as a block quotation, line by line."""
    lines = [line for line in text.splitlines() if SPACE.sub("", line)]
    return "\n".join(f"> {escape_markdown(line)}  " for line in lines)


def to_markdown(answer: Answer, day: date) -> str:
    """Return the answer, its sources and where to go next as one Markdown document."""
    return "\n\n".join(part for part in _parts(answer, day) if part) + "\n"


def _parts(answer: Answer, day: date) -> Iterator[str]:
    yield f"# {web.EXPORT_TITLE}"
    yield web.EXPORT_DATE.format(date=day.isoformat())
    yield f"## {web.QUESTION_ROLE}"
    yield quoted(answer.question)
    yield from map(escape_markdown, preface(answer))
    yield f"## {web.ANSWER_ROLE}"
    yield from _body(answer)
    notes = [note for note in answer.warnings if note != texts.NOT_ADVICE]
    yield from _listed(web.WARNINGS, [escape_markdown(note) for note in notes])
    yield from _sources(answer)
    yield from _listed(
        texts.CHECKLIST,
        [
            f"[ ] {escape_markdown(item.text)}（{escape_markdown(item.title or item.checklist)}）"
            for item in answer.checklist
        ],
    )
    yield from _listed(
        texts.DESKS,
        [
            f"**{escape_markdown(desk.name)}** {escape_markdown(desk.contact)}：{escape_markdown(desk.why)}"
            for desk in answer.desks
        ],
    )
    yield f"## {web.DISCLAIMER_HEADING}"
    yield texts.NOT_ADVICE


def _body(answer: Answer) -> Iterator[str]:
    """Yield paragraphs, and each run of list items as one list."""
    for listed, group in groupby(lines_of(answer), key=lambda line: line.listed):
        if listed:
            yield "\n".join(f"- {_line(line)}" for line in group)
        else:
            paragraphs: list[str] = []
            for line in group:
                if line.joined and paragraphs:
                    paragraphs[-1] += _line(line)
                else:
                    paragraphs.append(_line(line))
            yield from paragraphs


def _line(line: Line) -> str:
    text = escape_markdown(line.text)
    if line.claim is None:
        return text
    flag = f"（{web.UNVERIFIED}）" if line.claim.support == "unverified" else ""
    # Not escaped: without a definition, and none can be smuggled in, [1] is just text.
    marks = "".join(f"[{number}]" for number in line.claim.citations)
    return f"{text}{flag} {marks}".rstrip()


def _listed(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"## {title}"
        yield "\n".join(f"- {line}" for line in lines)


def _sources(answer: Answer) -> Iterator[str]:
    if not answer.citations:
        return
    yield f"## {texts.SOURCES}"
    for citation in answer.citations:
        yield f"### [{citation.number}] {escape_markdown(citation.title)}"
        yield "\n".join(_fields(citation))
        yield quoted(citation.quote)


def _fields(citation: Citation) -> Iterator[str]:
    edition = escape_markdown(edition_label(citation.edition))
    yield f"- {web.EDITION_FIELD}：{edition}"
    yield f"- {web.AUTHORITY_FIELD}：{authority_label(citation.authority)}"
    yield f"- {web.KIND_FIELD}：{kind_label(citation.kind)}"
    yield f"- {web.PLACE_FIELD}：{escape_markdown(place_label(citation))}"
    if url := safe_url(citation.url):
        yield f"- {web.URL_FIELD}：<{url}>"
