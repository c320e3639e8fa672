"""Answers and lists as text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app import texts
from app.model import Answer
from app.preface import preface


def answer_text(answer: Answer) -> str:
    """Return an answer as the terminal shows it."""
    lines = [line for said in preface(answer) for line in (said, "")]
    lines.append(answer.answer)
    if answer.citations:
        lines += ["", texts.SOURCES]
        for c in answer.citations:
            page = texts.PAGE.format(pages=c.pages) if c.pages else ""
            marks = f"{texts.AUTHORITY[c.authority]}・{texts.KIND[c.kind]}"
            lines.append(f"[{c.number}] {c.title}（{marks}）{c.section} {page}".rstrip())
            lines.append(f"    {c.url}" if c.url else "")
    if answer.checklist:
        lines += ["", texts.CHECKLIST, *(f"□ {item.text}" for item in answer.checklist)]
    if answer.desks:
        lines += ["", texts.DESKS, *(f"・{d.name}  {d.contact}\n  {d.why}" for d in answer.desks)]
    lines += ["", *(f"※ {w}" for w in answer.warnings)]
    return "\n".join(line for line in lines if line is not None)


def results_text(results: Sequence[dict[str, Any]]) -> str:
    """Return ranked passages as the terminal shows them."""
    lines = []
    for row in results:
        page = texts.PAGE.format(pages=row["pages"]) if row["pages"] else ""
        lines += [
            f"{row['rank']}. {row['title']}  {row['section']} {page}".rstrip(),
            f"   {row['passage'][:120]}",
        ]
    return "\n".join(lines) or texts.NO_RESULTS


def documents_text(rows: Sequence[dict[str, Any]]) -> str:
    """Return the list of documents as the terminal shows it."""
    lines = []
    for row in rows:
        notes = [
            texts.KIND[row["kind"]],
            texts.AUTHORITY[row["authority"]],
            texts.PASSAGES.format(n=row["passages"]),
        ]
        if row["matched"]:
            notes[2:] = [
                texts.MATCHED.format(n=row["matched"]),
                texts.UNMATCHED.format(n=row["passages"]),
            ]
        notes += [texts.OLD_EDITION] if row["superseded"] else []
        notes += [texts.PAST_DATE] if row["expired"] else []
        lines.append(f"{row['document']}  {row['title']}（{'・'.join(notes)}）{row['file']}".rstrip())
    return "\n".join(lines)
