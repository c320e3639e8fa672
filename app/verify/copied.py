"""Is a claim a shortened copy of one statement, with nothing left out that would change it?

The likelihood is learnt on claims that were mostly written anew, and is wary of copies with a word changed.
A language model copies much; where every word, particle and figure stands in one statement in the same
order, and nothing was left out that restricts or weakens, there is nothing to be wary of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile, islice, pairwise, takewhile

from app.verify import clauses, modality, scope
from app.verify.figures import same
from app.verify.pairing import Pairing
from app.verify.polarity import predicates
from app.verify.reading import Statement, Word
from app.verify.roles import CAUSATIVE, PASSIVE

# Particles that may stand for each other behind a copied word.
LOOSE = frozenset("は が も".split())
MARKING = frozenset("は が も を に へ から より と で の".split())
# A prefix makes another word of the word behind it; some are read as nouns (元従業員).
PREFIXES = frozenset("非 未 不 副 元 無 再 反 準 前 旧 新 現 親 子 他".split())
VOICES = PASSIVE | CAUSATIVE
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
    ways = (_places(claim, whole), _places_from_end(claim, whole))
    if not any(places and _keeps_sense(claim, whole, places) for places in ways):
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
    # The end of a sentence says what of all the rest is so: it must be the same word, as strongly meant.
    return (
        mine[-1].form == theirs[-1].form
        and mine[-1].negated == theirs[-1].negated
        and modality.strength(mine[-1].tail) == modality.strength(theirs[-1].tail)
    )


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


def _places_from_end(claim: Statement, whole: Statement) -> list[tuple[int, int]]:
    """As `_places`, each word as far to the end as it can be: what ends a sentence has its words near."""
    found, at = [], len(whole.words) - 1
    for n, word in reversed(list(enumerate(claim.words))):
        if not word.is_content and word.figure < 0:
            continue
        while at >= 0 and not _same(word, claim, whole.words[at], whole):
            at -= 1
        if at < 0:
            return []
        found.append((n, at))
        at -= 1
    return found[::-1]


def _same(word: Word, claim: Statement, other: Word, whole: Statement) -> bool:
    if word.figure < 0 or other.figure < 0:
        return word.figure < 0 and other.figure < 0 and word.form == other.form
    mine, theirs = claim.figures[word.figure], whole.figures[other.figure]
    return same(mine, theirs) and mine.value == theirs.value and mine.bound == theirs.bound


def _keeps_sense(claim: Statement, whole: Statement, places: Sequence[tuple[int, int]]) -> bool:
    """Whether the words kept say among them what they say in the statement."""
    return (
        _keeps_particles(claim, whole, places)
        and not _turns(claim, whole, places)
        and not any(
            _forms(claim.words[a + 1 : c]) - _forms(whole.words[b + 1 : d])
            for (a, b), (c, d) in pairwise(places)
        )
        and not _goes_on(whole.words[places[-1][1] + 1 :])
        and not any(_has_clause(whole.words[b + 1 : d]) for (_, b), (_, d) in pairwise(places))
    )


def _turns(claim: Statement, whole: Statement, places: Sequence[tuple[int, int]]) -> bool:
    """Whether the words kept have another voice, have lost a prefix, or stand behind another topic."""
    return (
        any(_voice(claim, a) != _voice(whole, b) for a, b in places)
        or any(_loses_prefix(claim, a, whole, b) for a, b in places)
        or any(
            _crosses(claim.words[a + 1 : c], whole.words[b + 1 : d]) for (a, b), (c, d) in pairwise(places)
        )
    )


def turned(pairing: Pairing) -> list[str]:
    """Return the claim where its words are copied from one statement but cross what it says.

    None where another statement has the words as well: the claim may rest on that.
    """
    claim = pairing.claim
    found = []
    for whole in pairing.quoted:
        ways = [
            places
            for places in (_places(claim, whole), _places_from_end(claim, whole))
            if places and _keeps_particles(claim, whole, places)
        ]
        if ways:
            found.append(all(_turns(claim, whole, places) for places in ways))
    return [claim.text] if found and all(found) else []


def _goes_on(rest: Sequence[Word]) -> bool:
    """Whether a statement says more behind the last word kept, what stands in brackets aside."""
    depth = 0
    for word in rest:
        depth += (word.surface == "(") - (word.surface == ")")
        if depth <= 0 and word.is_content:
            return True
    return False


def _forms(words: Sequence[Word]) -> set[str]:
    """The verbs and auxiliaries between two words kept: 秘密にしたい情報 is no 秘密情報."""
    return {word.form for word in words if word.kind[0] in ("動詞", "助動詞")}


def _voice(statement: Statement, at: int) -> list[str]:
    """The auxiliaries of voice behind a word: 告訴 + された, 提出 + させられた."""
    behind = takewhile(
        lambda word: word.form == "為る" or word.kind[0] == "助動詞", statement.words[at + 1 :]
    )
    return [word.form for word in behind if word.form in VOICES]


def _loses_prefix(claim: Statement, a: int, whole: Statement, b: int) -> bool:
    """Whether a statement has a prefix before a word that its copy has not: 元 + 従業員, 非 + 公知."""
    before = whole.words[b - 1] if b else None
    if before is None or (before.surface not in PREFIXES and before.kind[0] != "接頭辞"):
        return False
    return not a or claim.words[a - 1].surface != before.surface


def _crosses(kept: Sequence[Word], stretch: Sequence[Word]) -> bool:
    """Whether what was left out between two kept words has a topic or subject of its own.

    Then the words on its two sides may belong to different ones: A社は侵害を認め、B社は責任を否定した.
    """
    return sum(map(_is_topical, stretch)) > sum(map(_is_topical, kept))


def _has_clause(stretch: Sequence[Word]) -> bool:
    """Whether what was left out between two kept words has a clause of its own before a comma."""
    first = next((n for n, word in enumerate(stretch) if word.is_content or word.figure >= 0), None)
    return first is not None and any(
        word.surface == "、" and _is_clause(stretch[first:at])
        for at, word in enumerate(stretch)
        if at > first
    )


def _is_topical(word: Word) -> bool:
    return word.surface in LOOSE and word.kind[:2] in (("助詞", "係助詞"), ("助詞", "格助詞"))


def _is_clause(words: Sequence[Word]) -> bool:
    """Whether the words before a comma end in a predicate: 認め、 ・ 確認し、 ・ 調査を実施、."""
    last = words[-1]
    return (
        last.kind[0] in ("動詞", "形容詞", "助動詞")
        or last.kind[1] == "接続助詞"
        or (last.is_noun and any(word.surface == "を" for word in words))
    )


def _keeps_particles(claim: Statement, whole: Statement, places: Sequence[tuple[int, int]]) -> bool:
    return all(_agree(_behind(claim, a), _behind(whole, b)) for a, b in places)


def _agree(one: str, other: str) -> bool:
    return one == other or not one or {one, other} <= LOOSE


def _behind(statement: Statement, at: int) -> str:
    """The particle behind a word, "" for none."""
    behind = dropwhile(
        lambda word: word.kind[0] == "接尾辞" and not word.is_content, statement.words[at + 1 :]
    )
    rest = list(islice(behind, 1))
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
