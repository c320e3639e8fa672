"""Where the words of a claim stand in one statement, and what stands with them there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile, islice, takewhile

from app.verify.figures import same
from app.verify.reading import Statement, Word
from app.verify.roles import CAUSATIVE, PASSIVE

# Particles that may stand for each other behind a copied word.
LOOSE = frozenset("は が も".split())
MARKING = frozenset("は が も を に へ から より と で の".split())
# A prefix makes another word of the word behind it; some are read as nouns (元従業員).
PREFIXES = frozenset("非 未 不 副 元 無 再 反 準 前 旧 新 現 親 子 他".split())
VOICES = PASSIVE | CAUSATIVE


def placed(claim: Statement, whole: Statement) -> list[tuple[int, int]]:
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


def placed_from_end(claim: Statement, whole: Statement) -> list[tuple[int, int]]:
    """As `placed`, each word as far to the end as it can be: what ends a sentence has its words near."""
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


def forms(words: Sequence[Word]) -> set[str]:
    """The verbs and auxiliaries between two words kept: 秘密にしたい情報 is no 秘密情報."""
    return {word.form for word in words if word.kind[0] in ("動詞", "助動詞")}


def voice_of(statement: Statement, at: int) -> list[str]:
    """The auxiliaries of voice behind a word: 告訴 + された, 提出 + させられた."""
    behind = takewhile(
        lambda word: word.form == "為る" or word.kind[0] == "助動詞", statement.words[at + 1 :]
    )
    return [word.form for word in behind if word.form in VOICES]


def loses_prefix(claim: Statement, a: int, whole: Statement, b: int) -> bool:
    """Whether a statement has a prefix before a word that its copy has not: 元 + 従業員, 非 + 公知."""
    before = whole.words[b - 1] if b else None
    if before is None or (before.surface not in PREFIXES and before.kind[0] != "接頭辞"):
        return False
    return not a or claim.words[a - 1].surface != before.surface


def is_topical(word: Word) -> bool:
    """Whether a word is a particle that marks what is said of: は, が, も."""
    return word.surface in LOOSE and word.kind[:2] in (("助詞", "係助詞"), ("助詞", "格助詞"))


def keeps_particles(claim: Statement, whole: Statement, places: Sequence[tuple[int, int]]) -> bool:
    """Whether each word kept has the particle behind it that it has in the statement, or none."""
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
