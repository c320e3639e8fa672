"""Does a claim say of something else what its quotation says, in the quotation's own words?

「中途退職者の17.8%は、426人に対する割合である」 says nothing of 「漏えいの割合」: where all that follows は is copied,
its topic must be the quotation's too, or less of it.
"""

from __future__ import annotations

from app.verify.pairing import Pairing
from app.verify.placed import is_topical
from app.verify.reading import Statement, Word

# Characters of what is said; less (重要である) is said of many things: of the development pairs one that stands is
# refused from 7 on, none from 10 on, where 10 that do not stand are.
LEAST = 10
Halves = tuple[tuple[Word, ...], str]


def replaced(pairing: Pairing) -> list[str]:
    """Return the nouns of a claim's topic that are in none of which the quotation says the same.

    Of 7,173 development pairs 10 are so, and none of them stands in its quotation.
    """
    mine = _halves(pairing.claim)
    if mine is None or len(mine[1]) < LEAST:
        return []
    same = [
        "".join(word.surface for word in theirs[0]) + statement.lead
        for statement in pairing.quoted
        if (theirs := _halves(statement)) and theirs[1] == mine[1]
    ]
    lacking = [[word.surface for word in mine[0] if not _stands(word, topic, pairing)] for topic in same]
    return min(lacking, key=len, default=[])


def _halves(statement: Statement) -> Halves | None:
    """Return the words before the first は that marks a topic, and the text behind it without white space."""
    words = statement.words
    at = next((n for n, word in enumerate(words) if word.surface == "は" and is_topical(word)), 0)
    behind = "".join(word.surface for word in words[at + 1 :] if word.kind[0] not in ("補助記号", "空白"))
    return (words[:at], behind) if at else None


def _stands(word: Word, topic: str, pairing: Pairing) -> bool:
    return (
        not (word.is_noun and word.is_content)
        or word.surface in topic
        or word.surface in pairing.context.text
    )
