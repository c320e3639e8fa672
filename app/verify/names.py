"""Places, actors and proper names that a claim has and its quotation has not."""

from __future__ import annotations

import re
from functools import lru_cache

from app.verify.reading import Statement, Word
from app.verify.terms import Terms
from indexer.places import HOME, Places, load_places

LATIN = re.compile(r"(?<![a-z])[a-z][a-z&.-]*[a-z](?![a-z])")
KATAKANA = re.compile(r"[ァ-ヴー]{3,}")
HIRAGANA = re.compile("[ぁ-ゖ]")


@lru_cache(maxsize=1)
def places() -> Places:
    """The jurisdictions, read once."""
    return load_places()


def lacking_places(claim: str, whole: str) -> list[str]:
    """Return the jurisdictions, but our own, that a claim names and a text does not."""
    return sorted(_named(claim) - _named(whole) - {HOME})


# Asked for twice a claim, and of a quotation for each of its claims; about 1 KiB each.
@lru_cache(maxsize=256)
def _named(text: str) -> frozenset[str]:
    return places().named(text)


def actors(text: str, terms: Terms) -> frozenset[str]:
    """Return the kinds of actor that a folded text names."""
    return frozenset(kind.name for kind in terms.actors if kind.pattern.search(text))


def lacking_actors(claim: str, whole: str, terms: Terms) -> list[str]:
    """Return the words for actors in a claim of whose kinds a text names none.

    A word of two kinds (役職員) is lacking only where both are.
    """
    held = actors(whole, terms)
    found: dict[str, set[str]] = {}
    for kind in (kind for kind in terms.actors if not kind.vague):
        for match in kind.pattern.finditer(claim):
            found.setdefault(match[0], set()).add(kind.name)
    return [word for word, kinds in found.items() if not kinds & held and word not in whole]


def lacking_names(claim: Statement, whole: str) -> list[str]:
    """Return the proper names in a claim that do not stand in a folded text."""
    squeezed = re.sub(r"\s", "", whole)
    return [
        w.surface for w in claim.words if is_name(w) and w.surface not in squeezed and w.form not in squeezed
    ]


def lacking_latin(claim: str, whole: str) -> list[str]:
    """Return the Latin words in a claim that a text lacks."""
    held = set(LATIN.findall(whole))
    return [word for word in LATIN.findall(claim) if word not in held and word not in whole]


def lacking_katakana(claim: str, whole: str) -> list[str]:
    """Return the katakana words in a claim that a text lacks."""
    return [word for word in KATAKANA.findall(claim) if word not in whole and word.rstrip("ー") not in whole]


def is_name(word: Word) -> bool:
    """Whether a word is a proper name."""
    return (
        word.kind[:2] == ("名詞", "固有名詞")
        and word.kind[2] != "人名"
        and word.figure < 0
        and not HIRAGANA.search(word.surface)
    )
