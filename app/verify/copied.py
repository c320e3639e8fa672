"""Is a claim a shortened copy of one statement, with nothing left out that would change it?

The likelihood is learnt on claims that were mostly written anew, and is wary of copies with a word changed.
A language model copies much; where every word, particle and figure stands in one statement in the same
order, and nothing was left out that restricts or weakens, there is nothing to be wary of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from app.verify import clauses, modality, scope
from app.verify.crossed import turns
from app.verify.pairing import Pairing
from app.verify.placed import forms, keeps_particles, placed, placed_from_end
from app.verify.polarity import predicates
from app.verify.reading import Statement, Word

# What weakens a statement: a copy may not leave it out.
WEAKENS = re.compile(
    r"など|等|約|おおむね|原則|主に|一部|程度|ほぼ|おそれ|可能性|ことがある|場合がある|例|とされ|考え|案|予定|未確認|要約によれば|のほか|だけでな|うち|を除|以外|場合|とき|限り|限定|範囲|だけ|のみ|ただし|又は|または|若しくは|か、|では|には|においては"
)


def copied(pairing: Pairing) -> Statement | None:
    """Return the statement that a claim is a shortened copy of."""
    if not pairing.words:
        return None
    return next((one for one in pairing.quoted if _is_copy(pairing, one)), None)


def _is_copy(pairing: Pairing, whole: Statement) -> bool:
    claim = pairing.claim
    ways = (placed(claim, whole), placed_from_end(claim, whole))
    if not any(places and _keeps_sense(claim, whole, places) for places in ways):
        return False
    if _left_out_weakens(whole, claim):
        return False
    mine, theirs = predicates(claim), predicates(whole)
    if not mine or not theirs or sum(p.negated for p in mine) != sum(p.negated for p in theirs):
        return False
    if modality.marks(claim.text) != modality.marks(whole.text) or _scopes(claim, pairing) > _scopes(
        whole, pairing
    ):
        return False
    # The end of a sentence says what of all the rest is so: it must be the same word, as strongly meant.
    return (
        mine[-1].form == theirs[-1].form
        and mine[-1].negated == theirs[-1].negated
        and modality.strength(mine[-1].tail) == modality.strength(theirs[-1].tail)
    )


def _scopes(statement: Statement, pairing: Pairing) -> int:
    text = scope.HARMLESS.sub(" ", statement.text)
    return sum(len(kind.pattern.findall(text)) for kind in pairing.terms.scopes)


def _keeps_sense(claim: Statement, whole: Statement, places: Sequence[tuple[int, int]]) -> bool:
    """Whether the words kept say among them what they say in the statement."""
    return (
        keeps_particles(claim, whole, places)
        and not turns(claim, whole, places)
        and not any(
            forms(claim.words[a + 1 : c]) - forms(whole.words[b + 1 : d])
            for (a, b), (c, d) in pairwise(places)
        )
        and not _goes_on(whole.words[places[-1][1] + 1 :])
        and not any(_has_clause(whole.words[b + 1 : d]) for (_, b), (_, d) in pairwise(places))
    )


def _goes_on(rest: Sequence[Word]) -> bool:
    """Whether a statement says more behind the last word kept, what stands in brackets aside."""
    depth = 0
    for word in rest:
        depth += (word.surface == "(") - (word.surface == ")")
        if depth <= 0 and word.is_content:
            return True
    return False


def _has_clause(stretch: Sequence[Word]) -> bool:
    """Whether what was left out between two kept words has a clause of its own before a comma."""
    first = next((n for n, word in enumerate(stretch) if word.is_content or word.figure >= 0), None)
    return first is not None and any(
        word.surface == "、" and _is_clause(stretch[first:at])
        for at, word in enumerate(stretch)
        if at > first
    )


def _is_clause(words: Sequence[Word]) -> bool:
    """Whether the words before a comma end in a predicate: 認め、 ・ 確認し、 ・ 調査を実施、."""
    last = words[-1]
    return (
        last.kind[0] in ("動詞", "形容詞", "助動詞")
        or last.kind[1] == "接続助詞"
        or (last.is_noun and any(word.surface == "を" for word in words))
    )


def _left_out_weakens(whole: Statement, claim: Statement) -> bool:
    """Whether a word that weakens or restricts stands in a statement more often than in its copy."""
    theirs, mine = WEAKENS.findall(whole.text), WEAKENS.findall(claim.text)
    if any(theirs.count(word) > mine.count(word) for word in set(theirs)):
        return True
    held = {word.form for word in claim.words}
    return any(
        any(whole.words[at].form not in held for at in clause if whole.words[at].figure < 0)
        for clause in clauses.restrictions(whole)
    )
