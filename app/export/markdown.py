"""An answer as Markdown, with everything a reader needs to check it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from app import texts_web as texts
from app.labels import authority_label, edition_label, kind_label, place_label, safe_url
from app.model import Answer, Citation, Claim

SPECIAL = re.compile(r"([\\`*_\[\]<>~|#&$])")
# Only at the start of a line do these begin a list, a rule, a heading or a numbered item.
LINE_START = re.compile(r"^([-+=])|^(\d{1,9})([.)])(?=\s|$)")
# Many readers turn these into links by themselves; only our own links are links.
AUTOLINK = re.compile(r"(?i)((?:https?|ftp)(?=://))|(\bwww(?=\.))|((?<=\S)(?=@))")
# The ideographic space is kept: it belongs to the quotation.
SPACE = re.compile(r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\ufeff]+")


def escape_markdown(text: str) -> str:
    """Return text as one line that Markdown shows as it is: no markup, no HTML, no link."""
    line = SPACE.sub(" ", text).strip()
    line = SPECIAL.sub(r"\\\1", line)
    line = AUTOLINK.sub(r"\g<0>\\", line)
    return LINE_START.sub(lambda m: f"{m[2] or ''}\\{m[1] or m[3]}", line)


def quoted(text: str) -> str:
    """Return text as a block quotation, line by line."""
    lines = [line for line in text.splitlines() if SPACE.sub("", line)]
    return "\n".join(f"> {escape_markdown(line)}  " for line in lines)


def to_markdown(answer: Answer, day: date) -> str:
    """Return the answer, its sources and where to go next as one Markdown document."""
    return "\n\n".join(part for part in _parts(answer, day) if part) + "\n"


def _parts(answer: Answer, day: date) -> Iterator[str]:
    yield f"# {texts.EXPORT_TITLE}"
    yield texts.EXPORT_DATE.format(date=day.isoformat())
    yield f"## {texts.QUESTION_ROLE}"
    yield quoted(answer.question)
    yield f"## {texts.ANSWER_ROLE}"
    if answer.status == "refused":
        yield f"**{texts.REFUSED}**"
    elif answer.status == "partial":
        yield f"**{texts.PARTIAL}**"
    if answer.status == "refused" or not answer.claims:
        yield from (escape_markdown(line) for line in answer.answer.splitlines())
    else:
        yield from (_claim(claim) for claim in answer.claims)
    yield from _listed(texts.WARNINGS, [escape_markdown(text) for text in answer.warnings])
    yield from _sources(answer)
    yield from _listed(
        texts.CHECKLIST,
        [
            f"[ ] {escape_markdown(item.text)}"
            f"（{escape_markdown(item.title or item.checklist)} {escape_markdown(item.section)}）"
            for item in answer.checklist
        ],
    )
    yield from _listed(
        texts.DESKS,
        [
            f"**{escape_markdown(desk.name)}** {escape_markdown(desk.contact)}："
            f"{escape_markdown(desk.why)}"
            for desk in answer.desks
        ],
    )
    yield f"## {texts.DISCLAIMER_HEADING}"
    yield texts.DISCLAIMER


def _claim(claim: Claim) -> str:
    flag = f"（{texts.UNVERIFIED}）" if claim.support == "unverified" else ""
    marks = "".join(f"\\[{number}\\]" for number in claim.citations)
    return f"{escape_markdown(claim.text)}{flag} {marks}".rstrip()


def _listed(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"## {title}"
        yield "\n".join(f"- {line}" for line in lines)


def _sources(answer: Answer) -> Iterator[str]:
    if not answer.citations:
        return
    yield f"## {texts.NEARBY if answer.status == 'refused' else texts.SOURCES}"
    for citation in answer.citations:
        yield f"### \\[{citation.number}\\] {escape_markdown(citation.title)}"
        yield "\n".join(_fields(citation))
        yield quoted(citation.quote)


def _fields(citation: Citation) -> Iterator[str]:
    edition = escape_markdown(edition_label(citation.edition))
    yield f"- {texts.EDITION_FIELD}：{edition}"
    yield f"- {texts.AUTHORITY_FIELD}：{authority_label(citation.authority)}"
    yield f"- {texts.KIND_FIELD}：{kind_label(citation.kind)}"
    yield f"- {texts.PLACE_FIELD}：{escape_markdown(place_label(citation))}"
    if url := safe_url(citation.url):
        yield f"- {texts.URL_FIELD}：<{url}>"
