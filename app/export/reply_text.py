"""A reply as plain text, for the body of a mail."""

from __future__ import annotations

from collections.abc import Sequence

from app.tools.reply_letter import Block

BEFORE = {"heading": "\n■ ", "question": "\n", "label": "【", "quote": "　　", "sign": "\n"}
AFTER = {"label": "】"}


def to_text(blocks: Sequence[Block]) -> str:
    """Return a letter as plain text; what only the officer is to read is left out."""
    return "\n".join(map(_line, blocks)).strip() + "\n"


def _line(block: Block) -> str:
    marks = "".join(f"[{number}]" for number in block.marks)
    if block.kind == "source":
        link = f"\n　　{block.link}" if block.link else ""
        return f"{marks} {block.text}{link}"
    before = BEFORE.get(block.kind, block.bullet)
    gap = "\n" if block.kind in ("address", "paragraph") else ""
    return f"{before}{block.text}{AFTER.get(block.kind, '')}{f' {marks}' if marks else ''}{gap}"
