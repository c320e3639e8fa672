"""An answer as a Word file."""

from __future__ import annotations

from datetime import date

from docx.document import Document as Word

from app import texts
from app import texts_web as web
from app.export.word import NAVY, blank, bullets, clean, paragraph, saved, small, sources
from app.lines import lines_of
from app.model import Answer
from app.preface import preface


def to_docx(answer: Answer, day: date) -> bytes:
    """Return the answer, its sources and where to go next as a Word file."""
    word = blank(web.EXPORT_TITLE, day)
    word.add_heading(web.EXPORT_TITLE, level=0)
    small(word, web.EXPORT_DATE.format(date=day.isoformat()))
    word.add_heading(web.QUESTION_ROLE, level=1)
    word.add_paragraph(clean(answer.question))
    for said in preface(answer):
        small(word, said)
    word.add_heading(web.ANSWER_ROLE, level=1)
    _answer(word, answer)
    bullets(word, web.WARNINGS, [w for w in answer.warnings if w != texts.NOT_ADVICE])
    sources(word, answer.citations)
    bullets(word, texts.CHECKLIST, [f"□ {i.text}（{i.title or i.checklist}）" for i in answer.checklist])
    bullets(word, texts.DESKS, [f"{d.name}　{d.contact}：{d.why}" for d in answer.desks])
    word.add_heading(web.DISCLAIMER_HEADING, level=1)
    word.add_paragraph(texts.NOT_ADVICE)
    return saved(word)


def _answer(word: Word, answer: Answer) -> None:
    for line in lines_of(answer):
        style = "List Bullet" if line.listed else None
        if line.claim is None or line.claim.support != "unverified":
            paragraph(word, line.text, line.claim.citations if line.claim else (), style)
            continue
        added = paragraph(word, line.text, style=style)
        added.add_run(f"（{web.UNVERIFIED}）").bold = True
        added.add_run(" " + "".join(f"[{n}]" for n in line.claim.citations)).font.color.rgb = NAVY
