"""A reply as a letter in Word: what is to be filled in is marked, what only the officer reads is a comment."""

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
QUOTE_INDENT, ITEM_INDENT = Cm(1.0), Cm(0.75)
# Lines of a letter stand closer than those of a handout.
SPACING = 1.25
INITIALS = "秘"


def to_docx(blocks: Sequence[Block], day: date) -> bytes:
    """Return a letter as a Word file."""
    word = blank(own.LETTER_TITLE, day)
    # A letter of an office, not a print of this program.
    word.sections[0].footer.paragraphs[0].text = ""
    _text(word.add_paragraph(), own.LETTER_DATE.format(date=own.japanese(day))).alignment = (
        WD_ALIGN_PARAGRAPH.RIGHT
    )
    for block in blocks:
        added = _block(word, block)
        if block.notes and added.runs:
            word.add_comment(added.runs, "\n".join(map(clean, block.notes)), author=texts.NAME, initials=INITIALS)
    return saved(word)


def _block(word: Word, block: Block) -> Paragraph:
    if block.kind == "heading":
        return word.add_heading(clean(block.text), level=1)
    added = word.add_paragraph()
    before = f"[{block.marks[0]}] " if block.kind == "source" else block.bullet
    _text(added, before + block.text)
    added.paragraph_format.space_after, added.paragraph_format.line_spacing = Pt(4), SPACING
    if block.kind in ("question", "label"):
        for run in added.runs:
            run.bold = True
        added.paragraph_format.keep_with_next = True
        if block.kind == "question":
            added.paragraph_format.space_before = Pt(10)
        else:
            added.runs[0].font.color.rgb = NAVY
    elif block.kind in ("quote", "item"):
        added.paragraph_format.left_indent = QUOTE_INDENT if block.kind == "quote" else ITEM_INDENT
        if block.marks:
            added.add_run(" " + "".join(f"[{number}]" for number in block.marks)).font.color.rgb = NAVY
    elif block.kind == "source":
        for run in added.runs:
            run.font.size = Pt(9.5)
        added.paragraph_format.left_indent, added.paragraph_format.first_line_indent = Cm(1.0), Cm(-1.0)
        if block.link:
            added.add_run("\n")
            linked(added, block.link)
    elif block.kind == "sign":
        added.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if block.kind == "intro":
        added.paragraph_format.keep_with_next = True
    return added


def _text(paragraph: Paragraph, text: str) -> Paragraph:
    """Write a text, with what is to be filled in marked yellow."""
    for part in FILL.split(clean(text)):
        if part:
            run = paragraph.add_run(part)
            if FILL.fullmatch(part):
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    return paragraph
