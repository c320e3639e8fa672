"""Parts of a sentence: its clauses, and those that restrict what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.verify.reading import Statement, Word

# What ends a clause besides a comma: て, ば, が, し and the like.
CONJUNCTIVE = "接続助詞"
LEAST = 2
RESTRICTS = re.compile(
    r"(?:場合|とき|時|際|限り|限っ|ば|たら|なら|うち|除き|除い|以外|ただし|目的|ために|ずに|ないで|までは|うえで|上で|により|によって|次第|ところ|範囲|あいだ|間は|までに)"
)
REASON = re.compile(
    r"ため|ので|から(?=、|だ|で(?:す|あ))|理由|原因|背景|きっかけ|結果|影響|せい|おかげ|受けて|踏まえ|に伴"
)
CONCEDES = re.compile(r"(?:て|で)も(?!よ|い|構)|なくても|にかかわらず|を問わ|に関係なく|限らず|であれ")
# That something is not known, or asked and not said.
DOUBTS = re.compile(
    r"未確認|不明|確(?:認で|かめら)[きれ](?:てい|ており)?(?:な[いかく]|ず|ません)|[分わ]から(?:な[いかく]|ず|ません)|かどうか|か否か"
    r"|有無|とは限ら|判断できな|断定|(?:書かれ|載っ|示され|定められ)ていな"
)
CAUSE = re.compile(
    r"ため(?!の|に(?:は|も)?(?:、)?[^、]{0,12}(?:必要|有効|有用))|ので|から(?=、|だ|で(?:す|あ))|ことで|によ(?:り|って|る)|理由|原因|背景|目的|狙い|ねらい|趣旨|きっかけ|結果|影響|せい|おかげ|受けて|踏まえ|に伴"
)


def clauses(statement: Statement) -> list[list[int]]:
    """Return the clauses of a statement, each by where its words of content stand; short ones are joined."""
    found: list[list[int]] = [[]]
    content = set(statement.content)
    for at, word in enumerate(statement.words):
        if at in content or word.figure >= 0:
            found[-1].append(at)
        if _ends(statement.words, at) and len(found[-1]) >= LEAST:
            found.append([])
    if len(found) > 1 and len(found[-1]) < LEAST:
        last = found.pop()
        found[-1] += last
    return [clause for clause in found if clause]


def _ends(words: tuple[Word, ...], at: int) -> bool:
    word = words[at]
    if word.surface in ("、", "。", ";", ":", "（", "(", ")", "「", "」"):
        return word.surface in ("、", "。", "(", ")", ";")
    return word.kind[1:2] == (CONJUNCTIVE,) and word.surface not in ("て", "で")


def restrictions(statement: Statement) -> Iterator[list[int]]:
    """Yield the clauses and phrases that restrict a statement, by where their words of content stand."""
    for clause in clauses(statement):
        last = clause[-1]
        tail = "".join(word.surface for word in statement.words[last : last + 5])
        if RESTRICTS.search(tail):
            yield clause


def marked(statement: Statement, pattern: re.Pattern[str]) -> Iterator[list[int]]:
    """Yield the clauses whose end a pattern marks, by where their words of content stand."""
    for clause in clauses(statement):
        last = clause[-1]
        if pattern.search("".join(word.surface for word in statement.words[max(0, last - 1) : last + 6])):
            yield clause
