"""An enquiry cut into sentences, each with its part in the letter; joined, they are the letter again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.tools.cues_of_letters import LetterCues
from app.tools.personal import NARROW
from indexer.japanese import sentences

Role = Literal["subject", "greeting", "about", "lead", "closing", "quoted", "signature", "item", "text"]
MARKERS = (
    r"[・･●○■□◆◇※◎▼▶*-](?!-)\s*",
    r"[(【]?(?:[0-9]{1,2}|[一二三四五六七八九十]|[ア-オ]|[a-eA-E])[)】.、．:](?!\d)\s*",
    r"[ア-オ]\s+",
    r"[①-⑳](?:の件:)?\s*",
    r"(?:質問|Q|問|照会)\s*[0-9一二三四五]*\s*[.、．:)]?\s+",
    r"Q\s*[0-9]+\s*[.、．:)]?\s*",
    r"(?:質問|問)\s*[0-9一二三四五]+\s*",
)
ITEM = re.compile(rf"^\s*(?:{'|'.join(MARKERS)})")
SUBJECT = re.compile(r"^\s*(?:件名|標題|題名|表題|タイトル|Subject)\s*:\s*", re.IGNORECASE)
QUOTED = re.compile(r"^\s*[>|]")
FIELDS = "(?:内容|本文|ご?質問|ご?相談内容)"
FIELD = re.compile(rf"^\s*(?:【(?:お?問い?合わ?せ)?{FIELDS}】:?|(?:お?問い?合わ?せ)?{FIELDS}\s*:)\s*")
ENDED = re.compile(r"[。?!:;」』】)]\s*$")
# Lines that go on with nothing: a numbered heading among them.
BEGUN = (ITEM, QUOTED, FIELD, re.compile(r"^(?:〔署名|\s*[0-9]{1,2}\s)"))
# A line shorter than this was ended by its writer, not by a mail program.
WRAPPED = 24


@dataclass(frozen=True)
class Piece:
    """A sentence with the white space behind it: `text[start:]` as in the letter.

    `paragraph` counts paragraphs, `item` list items (0 for none).
    """

    start: int
    text: str
    role: Role
    paragraph: int
    item: int = 0

    @property
    def said(self) -> str:
        """The sentence without its mark in a list, its line breaks and the white space around it."""
        narrow = self.text.translate(NARROW)
        begun = ITEM.match(narrow) if self.item else FIELD.match(narrow) or SUBJECT.match(narrow)
        bare = self.text[begun.end() if begun else 0 :]
        return re.sub(r"\s*\n\s*", "", bare).strip()


@dataclass(frozen=True)
class _Block:
    start: int
    end: int
    paragraph: int
    item: int


def pieces(letter: str, cues: LetterCues) -> list[Piece]:
    """Cut a letter into sentences; their texts, joined, are the letter."""
    found: list[Piece] = []
    for block in _blocks(letter):
        text = letter[block.start : block.end]
        starts = [start for start, _ in sentences(text)] or [0]
        starts[0] = 0
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            piece = text[start:end]
            item = block.item if start == 0 else 0
            role = _role(piece, cues, item)
            found.append(Piece(block.start + start, piece, role, block.paragraph, item))
    return found


def _blocks(letter: str) -> Iterator[_Block]:
    """Yield lines, wrapped ones joined; a blank line ends a paragraph."""
    start = at = paragraph = item = items = 0
    lines = letter.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if start == at:
            begun = ITEM.match(line.translate(NARROW))
            items += bool(begun)
            item = items if begun else 0
        at += len(line)
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if not _is_wrapped(line.translate(NARROW), following.translate(NARROW)):
            yield _Block(start, at, paragraph, item)
            start = at
        paragraph += not following.strip()
    if start < at or not lines:
        yield _Block(start, len(letter), paragraph, item)


def _is_wrapped(line: str, following: str) -> bool:
    """Whether a line goes on in the next one."""
    if len(line.strip()) < WRAPPED or ENDED.search(line) or QUOTED.match(line) or SUBJECT.match(line):
        return False
    return bool(following.strip()) and not any(begun.match(following) for begun in BEGUN)


def _role(piece: str, cues: LetterCues, item: int) -> Role:
    narrow = piece.translate(NARROW).strip()
    bare = FIELD.sub("", narrow) if FIELD.match(narrow) else narrow
    if QUOTED.match(narrow):
        return "quoted"
    if SUBJECT.match(narrow):
        return "subject"
    if narrow.startswith("〔署名"):
        return "signature"
    if item:
        return "item"
    for role in ("about", "lead", "greeting", "closing"):
        pattern: re.Pattern[str] = getattr(cues, role)
        if pattern.search(bare):
            return role
    return "text"
