"""Who does what to whom: nouns with their particles, by the predicate that they belong to.

Bunsetsu are told by parts of speech alone: a run of nouns and the particle behind it, up to the next
predicate. A passive swaps を and が, and makes of に the one who does it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.verify.reading import Statement, Word
from app.verify.terms import Terms

ACTS, TAKES = "acts", "takes"
# Particle -> role in the active; は and も may be either and tell the one who acts where no が is.
ROLE = {
    "が": "acts",
    "は": "topic",
    "も": "topic",
    "を": "takes",
    "に": "to",
    "へ": "to",
    "から": "from",
    "より": "from",
    "と": "with",
    "で": "by",
}
PASSIVE = frozenset({"れる", "られる"})
KANA = frozenset(map(chr, range(ord("ぁ"), ord("ヿ"))))
CAUSATIVE = frozenset({"せる", "させる"})

# Who is named by a letter in cases (A社, B氏), and the particle behind.
LETTERED = re.compile(
    r"(?<![a-z])([a-z](?:社|氏|国|部長|部|課|工場|大学))(は|が|も|を|に|へ|から|より|と|で)?"
)
ALL_TOPICS = str.maketrans("がも", "はは")


@dataclass(frozen=True)
class Role:
    """A run of nouns (normalised), its part in what a predicate says, and that predicate."""

    noun: str
    part: str
    predicate: str


def roles(statement: Statement) -> list[Role]:
    """Return the roles of a statement, in order."""
    found: list[Role] = []
    open_: list[tuple[str, str]] = []
    noun: list[Word] = []
    words = statement.words
    for at, word in enumerate(words):
        if word.is_noun and word.figure < 0:
            noun.append(word)
            continue
        if noun and word.kind[0] == "助詞" and word.surface in ROLE:
            open_.append(
                (noun[-1].form if len(noun) == 1 else "".join(w.form for w in noun[-2:]), ROLE[word.surface])
            )
        elif noun and word.form == "為る":
            found += _close(open_, noun[-1].form, words[at : at + 5])
            open_ = []
        elif word.kind[0] == "動詞" and word.form not in ("為る", "居る", "有る", "成る", "出来る", "因る"):
            found += _close(open_, word.form, words[at + 1 : at + 5])
            open_ = []
        noun = []
    return found


def _close(open_: Sequence[tuple[str, str]], predicate: str, behind: Sequence[Word]) -> list[Role]:
    forms = {word.form for word in behind if word.kind[0] == "助動詞"}
    passive, causative = bool(forms & PASSIVE), bool(forms & CAUSATIVE)
    names = {part for _, part in open_}
    found = []
    for noun, part in open_:
        if part == "topic":
            part = "takes" if "acts" in names and "takes" not in names else "acts"
        if passive:
            part = {"acts": "takes", "to": "acts", "by": "acts"}.get(part, part)
        if causative:
            part = {"to": "acts", "acts": "causes"}.get(part, part)
        found.append(Role(noun, part, predicate))
    return found


def exchanged(claim: Statement, quoted: Sequence[Statement], terms: Terms) -> list[str]:
    """Return the nouns of a claim that have another part, held by another noun, in the quotation."""
    theirs = [role for statement in quoted for role in roles(statement)]
    found = []
    for mine in roles(claim):
        alike = [r for r in theirs if _alike(r.predicate, mine.predicate, terms)]
        of_noun = [r for r in alike if _alike(r.noun, mine.noun, terms)]
        if of_noun and all(r.part != mine.part for r in of_noun):
            holders = [r.noun for r in alike if r.part == mine.part and not _alike(r.noun, mine.noun, terms)]
            if holders:
                found.append(mine.noun)
    return found


def _alike(one: str, other: str, terms: Terms) -> bool:
    return one == other or terms.are_same(one, other)


def taken(claim: Statement, quoted: Sequence[Statement], terms: Terms) -> list[str]:
    """Return the nouns of a claim in whose part of what a predicate says the quotation has other nouns alone."""
    theirs = [role for statement in quoted for role in roles(statement)]
    found = []
    for mine in roles(claim):
        holders = [
            r.noun for r in theirs if r.part == mine.part and _alike(r.predicate, mine.predicate, terms)
        ]
        if holders and not any(_near(noun, mine.noun, terms) for noun in holders):
            found.append(mine.noun)
    return found


def _near(one: str, other: str, terms: Terms) -> bool:
    return _alike(one, other, terms) or one in other or other in one or bool(set(one) & set(other) - KANA)


def miscast(claim: Statement, quoted: Sequence[Statement]) -> int:
    """Return how many of those named by letters the quotation does not name in the same case."""
    mine, theirs = _cast([claim]), _cast(quoted)
    return sum((mine - theirs).values())


def _cast(statements: Sequence[Statement]) -> Counter[tuple[str, str]]:
    return Counter(
        {
            (name, case.translate(ALL_TOPICS)): 1
            for statement in statements
            for name, case in LETTERED.findall(statement.text)
        }
    )
