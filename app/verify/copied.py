"""Is a claim a shortened copy of one statement, with nothing left out that would change it?

The likelihood is learnt on claims that were mostly written anew, and is wary of copies with a word changed.
A language model copies much; where every word, particle and figure stands in one statement in the same
order, and nothing was left out that restricts or weakens, there is nothing to be wary of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.verify import clauses, modality, scope
from app.verify.figures import same
from app.verify.pairing import Pairing
from app.verify.polarity import predicates
from app.verify.reading import Statement, Word

# Particles that may stand for each other behind a copied word.
LOOSE = frozenset("は が も".split())
MARKING = frozenset("は が も を に へ から より と で の".split())
# What weakens a statement: a copy may not leave it out.
WEAKENS = re.compile(
    r"など|等|約|おおむね|原則|主に|一部|程度|ほぼ|おそれ|可能性|ことがある|場合がある|例|とされ|考え|案|予定|未確認|要約によれば|のほか|だけでな|うち|を除|以外|場合|とき|限り|ただし|又は|または|若しくは|か、|では|には|においては"
)


def copied(pairing: Pairing) -> Statement | None:
    """Return the statement that a claim is a shortened copy of."""
    if not pairing.words:
        return None
    return next((one for one in pairing.quoted if _is_copy(pairing, one)), None)


def _is_copy(pairing: Pairing, whole: Statement) -> bool:
    claim = pairing.claim
    places = _places(claim, whole)
    if not places or not _keeps_particles(claim, whole, places):
        return False
    if _left_out_weakens(whole, claim):
        return False
    mine, theirs = predicates(claim), predicates(whole)
    if not mine or sum(p.negated for p in mine) != sum(p.negated for p in theirs):
        return False
    if modality.marks(claim.text) != modality.marks(whole.text) or _scopes(claim, pairing) > _scopes(
        whole, pairing
    ):
        return False
    # The end of a sentence says what of all the rest is so: it must be the same word.
    return mine[-1].form == theirs[-1].form and mine[-1].negated == theirs[-1].negated


def _scopes(statement: Statement, pairing: Pairing) -> int:
    text = scope.HARMLESS.sub(" ", statement.text)
    return sum(len(kind.pattern.findall(text)) for kind in pairing.terms.scopes)


def _places(claim: Statement, whole: Statement) -> list[tuple[int, int]]:
    """Where each word and figure of a claim stands in a statement, in order; empty where one does not."""
    found, at = [], 0
    for n, word in enumerate(claim.words):
        if not word.is_content and word.figure < 0:
            continue
        while at < len(whole.words) and not _same(word, claim, whole.words[at], whole):
            at += 1
        if at == len(whole.words):
            return []
        found.append((n, at))
        at += 1
    return found


def _same(word: Word, claim: Statement, other: Word, whole: Statement) -> bool:
    if word.figure < 0 or other.figure < 0:
        return word.figure < 0 and other.figure < 0 and word.form == other.form
    mine, theirs = claim.figures[word.figure], whole.figures[other.figure]
    return same(mine, theirs) and mine.value == theirs.value and mine.bound == theirs.bound


def _keeps_particles(claim: Statement, whole: Statement, places: Sequence[tuple[int, int]]) -> bool:
    return all(_agree(_behind(claim, a), _behind(whole, b)) for a, b in places)


def _agree(one: str, other: str) -> bool:
    return one == other or not one or {one, other} <= LOOSE


def _behind(statement: Statement, at: int) -> str:
    """The particle behind a word, "" for none."""
    rest = statement.words[at + 1 : at + 2]
    return rest[0].surface if rest and rest[0].kind[0] == "助詞" and rest[0].surface in MARKING else ""


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
