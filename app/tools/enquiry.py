"""The questions of an enquiry, each with what the letter says before it; no language model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.tools.clauses import clauses, has_content, is_bare_request, is_question, is_request
from app.tools.cues_of_letters import LetterCues
from app.tools.letter import Piece, pieces
from app.tools.personal import NARROW

TELLS = re.compile(r"(?:です|ます|ました|ません|でした|ている|ていた|した|ない|である|だ)。?$")
# Background that still belongs to a question.
CONTEXT = 6


@dataclass(frozen=True)
class Asked:
    """A question as written, where it stands in the letter, and the background sentences before it.

    `empty` tells that it names nothing itself (この理解でよろしいでしょうか): the sentence before it does.
    `fresh`: background stands between it and the question before. `listed`: it is an item of a list.
    """

    text: str
    start: int
    end: int
    context: tuple[str, ...] = ()
    empty: bool = False
    fresh: bool = False
    listed: bool = False


@dataclass(frozen=True)
class Enquiry:
    """A letter read: its sentences, its questions in their order."""

    pieces: tuple[Piece, ...]
    questions: tuple[Asked, ...]

    @property
    def setting(self) -> str:
        """What the letter says besides its questions: subject, who writes, background."""
        asked = {question.start for question in self.questions}
        return "\n".join(
            piece.said
            for piece in self.pieces
            if piece.role in ("subject", "about", "text", "item", "lead")
            and not any(piece.start <= start < piece.start + len(piece.text) for start in asked)
        )


def read(letter: str, cues: LetterCues) -> Enquiry:
    """Find the questions of a letter."""
    cut = pieces(letter, cues)
    asking = _asking_items(cut, cues)
    worries = _worries(cut, cues)
    found: list[Asked] = []
    background: list[str] = []
    fresh = False
    for piece in cut:
        here = _questions(piece, cues, piece.item in asking, piece.start in worries)
        if here:
            told = tuple(background[-CONTEXT:])
            for one in here:
                empty = bool(cues.empty.search(one.text))
                found.append(replace(one, context=told, empty=empty, fresh=fresh, listed=bool(piece.item)))
                fresh = False
        elif piece.role in ("text", "item") and has_content(piece.said, cues) and not _bare(piece.said, cues):
            # What was said before the last question is no longer what the next one is about.
            background = background if fresh or not found else []
            background.append(piece.said)
            fresh = True
    return Enquiry(tuple(cut), tuple(found))


def _bare(said: str, cues: LetterCues) -> bool:
    """Whether a sentence only leads to questions: その前に確認させてください."""
    return is_bare_request(said.translate(NARROW), cues)


def _questions(piece: Piece, cues: LetterCues, listed: bool, worry: bool) -> list[Asked]:
    if piece.role in ("quoted", "signature", "subject", "greeting") or not piece.said:
        return []
    said = piece.said.translate(NARROW)
    if worry:
        return [_asked(piece, 0, len(piece.text))]
    if piece.role == "lead" and not is_question(said, cues):
        return []
    if piece.role == "closing" and not _asks_anyway(said, cues):
        return []
    parts = clauses(piece.text, cues)
    asks = is_question(said, cues) or is_request(said, cues)
    if asks or (listed and not _tells(said)):
        return [_asked(piece, start, end) for start, end in parts]
    return []


def _asks_anyway(said: str, cues: LetterCues) -> bool:
    """Whether a sentence of politeness asks something all the same (恐れ入りますが、…可能でしょうか)."""
    return is_question(said, cues) or is_request(said, cues)


def _asked(piece: Piece, start: int, end: int) -> Asked:
    text = piece.text[start:end]
    if start == 0:
        shown = replace(piece, text=text).said
    else:
        shown = re.sub(r"\s*\n\s*", "", text).strip()
    at = piece.start + start + max(0, text.find(shown[:4]))
    return Asked(shown, at, piece.start + start + len(text.rstrip()))


def _tells(said: str) -> bool:
    """Whether an item of a list is a statement."""
    return bool(TELLS.search(said))


def _asking_items(cut: Sequence[Piece], cues: LetterCues) -> set[int]:
    """Return the list items that are questions by their place: after 以下を伺います, or among questions."""
    found: set[int] = set()
    group: list[Piece] = []
    led = False
    for piece in [*cut, None]:
        if piece is not None and (piece.item or (group and _continues(piece, group[-1]))):
            group += [piece] if piece.item else []
            continue
        if group:
            said = [one.said.translate(NARROW).rstrip("。 ") for one in group]
            some = any(is_question(one, cues) or is_request(one, cues) for one in said)
            named = sum(bool(cues.nominal.search(one)) for one in said) * 2 >= len(said)
            if led or some or named:
                found |= {one.item for one in group}
            group, led = [], False
        if piece is not None and piece.text.strip():
            led = piece.role == "lead" or bool(cues.lead.search(piece.said.translate(NARROW)))
            led = led or (piece.role in ("closing", "greeting") and led)
    return found


def _continues(piece: Piece, before: Piece) -> bool:
    """Whether a piece belongs to the list item before it: a further sentence, or a blank line."""
    return not piece.text.strip() or (piece.role == "text" and piece.paragraph == before.paragraph)


def _worries(cut: Sequence[Piece], cues: LetterCues) -> set[int]:
    """Return where a sentence of trouble asks: no question about it follows."""
    found: set[int] = set()
    answered = False
    for piece in reversed(cut):
        said = piece.said.translate(NARROW)
        if piece.role in ("text", "closing", "lead", "item") and _asks_anyway(said, cues):
            answered = not cues.additive.search(said)
        elif piece.role == "text" and cues.implied.search(said):
            if not answered and has_content(said, cues):
                found.add(piece.start)
            answered = answered and True
    return found
