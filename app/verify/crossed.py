"""Does a claim turn what it copies: another voice, a prefix lost, words given to another topic?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from app.verify.pairing import Pairing
from app.verify.placed import (
    PREFIXES,
    forms,
    is_topical,
    keeps_particles,
    loses_prefix,
    placed,
    placed_from_end,
    voice_of,
)
from app.verify.polarity import predicates
from app.verify.reading import Statement, Word
from app.verify.terms import Terms

# Words that the name of somebody who acts has at most (大学 + の + 研究 + 者).
RUN = 4


def turned(pairing: Pairing) -> list[str]:
    """Return the claim where its words are copied from one statement but cross what it says.

    None where another statement has the words as well: the claim may rest on that.
    """
    return [pairing.claim.text] if _turned(pairing, turns) else []


def contradicted(pairing: Pairing) -> list[str]:
    """Return the claim where it turns what it copies so that somebody else does it, or the contrary is so.

    Narrower than `turned`, which refuses as many sentences of models rightly as wrongly and is a feature.
    """
    return [pairing.claim.text] if _turned(pairing, partial(_contradicts, pairing.terms)) else []


def _turned(
    pairing: Pairing, is_turned: Callable[[Statement, Statement, Sequence[tuple[int, int]]], bool]
) -> bool:
    """Whether each statement that has all of a claim's words is turned by it."""
    claim = pairing.claim
    found = []
    for whole in pairing.quoted:
        ways = [
            places
            for places in (placed(claim, whole), placed_from_end(claim, whole))
            if places and keeps_particles(claim, whole, places)
        ]
        if ways:
            found.append(all(is_turned(claim, whole, places) for places in ways))
    return bool(found) and all(found)


def turns(claim: Statement, whole: Statement, places: Sequence[tuple[int, int]]) -> bool:
    """Whether the words kept have another voice, have lost a prefix, or stand behind another topic."""
    return (
        any(voice_of(claim, a) != voice_of(whole, b) for a, b in places)
        or any(loses_prefix(claim, a, whole, b) for a, b in places)
        or any(
            _crosses(claim.words[a + 1 : c], whole.words[b + 1 : d]) for (a, b), (c, d) in pairwise(places)
        )
    )


def _contradicts(terms: Terms, claim: Statement, whole: Statement, places: Sequence[tuple[int, int]]) -> bool:
    acts = any(_is_actor(claim, at, terms) for at in range(len(claim.words)))
    voice = any(voice_of(claim, a) != voice_of(whole, b) for a, b in places[-1:])
    negated = any(predicate.negated for predicate in predicates(claim))
    lost = any(loses_prefix(claim, a, whole, b) and whole.words[b - 1].surface in PREFIXES for a, b in places)
    steps = list(pairwise(places))
    return (
        (acts and voice)
        or (lost and not negated)
        or any(_crosses_topics(claim, a, c, whole.words[b + 1 : d]) for (a, b), (c, d) in steps)
        # 秘密にしたい情報 where the statement speaks of 秘密情報.
        or any(d == b + 1 and forms(claim.words[a + 1 : c]) for (a, b), (c, d) in steps)
    )


def _is_actor(statement: Statement, at: int, terms: Terms) -> bool:
    """Whether a particle marks somebody who is said to do something: 元従業員 + が."""
    words = statement.words
    if not is_topical(words[at]):
        return False
    run = "".join(word.surface for word in words[max(0, at - RUN) : at])
    return any(found.end() == len(run) for kind in terms.actors for found in kind.pattern.finditer(run))


def _crosses(kept: Sequence[Word], stretch: Sequence[Word]) -> bool:
    """Whether what was left out between two kept words has a topic or subject of its own.

    Then the words on its two sides may belong to different ones: A社は侵害を認め、B社は責任を否定した.
    """
    return sum(map(is_topical, stretch)) > sum(map(is_topical, kept))


def _crosses_topics(claim: Statement, before: int, behind: int, stretch: Sequence[Word]) -> bool:
    """Whether a claim gives its topic what a statement says, after another clause, of another topic.

    A社は侵害を認め、B社は責任を否定した: A社 did not deny it.
    """
    between = claim.words[before + 1 : behind]
    if any(map(is_topical, stretch)) and all(w.surface == "の" or w.kind[0] == "補助記号" for w in between):
        return True  # one name, torn apart: A社は … B社は, 日本の企業は … 中国の企業は
    comma = next((n for n, word in enumerate(stretch) if word.surface == "、"), len(stretch))
    return (
        any(map(is_topical, stretch[comma:]))
        and any(word.kind[0] in ("動詞", "助動詞") for word in stretch[:comma])
        and any(_names_topic(claim.words, at) for at in range(before + 2))
        and not any(is_topical(word) for word in claim.words[behind:])
    )


def _names_topic(words: Sequence[Word], at: int) -> bool:
    """Whether a particle marks who or what something is said of: は behind では and には marks where."""
    return at < len(words) and is_topical(words[at]) and at > 0 and words[at - 1].kind[0] != "助詞"
