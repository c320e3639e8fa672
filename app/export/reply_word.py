"""A reply as a letter in Word: blanks to fill in are marked, what only the officer reads is a comment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from app import texts
from app import texts_reply as own
from app.export.word import NAVY, blank, clean, linked, saved
from app.tools.reply_letter import Block

# 〔所属〕: for the officer to fill in.
FILL = re.compile(r"(〔[^〔〕]*〕)")
# By kind: how far a paragraph is set in, and its first line against it.
INDENTS = {
    "quote": (Cm(1.0), None),
    "item": (Cm(0.75), None),
    "source": (Cm(1.0), Cm(-1.0)),
}
# Lines of a letter stand closer than those of a handout.
SPACING = 1.25
INITIALS = "秘"


def to_docx(blocks: Sequence[Block], day: date) -> bytes:
    """Return a letter as a Word file."""
    word = blank(own.LETTER_TITLE, day)
    # A letter of an office, not a print of this program.
    word.sections[0].footer.paragraphs[0].text = ""
    _text(
        word.add_paragraph(), own.LETTER_DATE.format(date=own.japanese(day))
    ).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for block in blocks:
        added = _block(word, block)
        if block.notes and added.runs:
            said = "\n".join(map(clean, block.notes))
            word.add_comment(added.runs, said, author=texts.NAME, initials=INITIALS)
    return saved(word)


def _block(word: Word, block: Block) -> Paragraph:
    if block.kind == "heading":
        return word.add_heading(clean(block.text), level=1)
    added = word.add_paragraph()
    before = f"[{block.marks[0]}] " if block.kind == "source" else block.bullet
    _text(added, before + block.text)
    form = added.paragraph_format
    form.space_after, form.line_spacing = Pt(4), SPACING
    form.keep_with_next = block.kind in ("question", "label", "intro")
    form.left_indent, form.first_line_indent = INDENTS.get(block.kind, (None, None))
    _dressed(added, block)
    return added


def _dressed(added: Paragraph, block: Block) -> None:
    """Set what differs by kind: weight, colour, marks, link."""
    if block.kind in ("question", "label"):
        for run in added.runs:
            run.bold = True
        added.runs[0].font.color.rgb = NAVY if block.kind == "label" else None
    elif block.kind in ("quote", "item") and block.marks:
        added.add_run(" " + "".join(f"[{number}]" for number in block.marks)).font.color.rgb = NAVY
    elif block.kind == "source":
        for run in added.runs:
            run.font.size = Pt(9.5)
        if block.link:
            added.add_run("\n")
            linked(added, block.link)
    elif block.kind == "sign":
        added.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _text(paragraph: Paragraph, text: str) -> Paragraph:
    """Write a text, with what is to be filled in marked yellow."""
    for part in FILL.split(clean(text)):
        if part:
            run = paragraph.add_run(part)
            if FILL.fullmatch(part):
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    return paragraph
