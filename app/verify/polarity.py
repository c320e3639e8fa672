"""Is something said to be, or said not to be? By predicate: its word, and whether it is negated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.verify.reading import Statement, Word

# Negations that say no: must (なければならない), may be (かもしれない), nothing but (ほかならない), not only.
NOT_NEGATED = re.compile(
    r"(?:なけれ?ば|なくては|ないと|ねば)(?:なら|いけ)(?:ない|ぬ|ず|ません|なく|なかっ)|なければ(?:なら|いけ)|ざるを得(?:ない|ず|ません)"
    r"|(?:に|で)?ほかなら(?:ない|ず|ぬ|ません)|かもしれ(?:ない|ません)|に過ぎ(?:ない|ず|ません)|(?:だけ|のみ|ばかり)(?:で(?:は)?|に?は?とどまら)(?:なく|ない|ず)"
    r"|のみならず|にとどまらず|(?:に|も)かかわらず|のではない(?:か|でしょう)|ではないか|間違い(?:ない|なく|ありません)|少な(?:くない|くありません)"
    r"|せざる|やむを得(?:ない|ず|ません)|例外なく|関係なく|問題(?:ない|なく)|余儀なく|まもなく|限りな"
)
NEGATED = re.compile(
    r"な(?:い|く(?!なる)|かっ|けれ|かろ)|ません|(?<![少は])ず(?:に|、|。|と|も|$|[^つ])|ざる|まい(?:$|[。、と])|ぬ(?:$|[。、と])|(?:は|が|も)?なし(?:$|[。、にで])"
)
# Words that negate what they stand with.
PREFIXES = frozenset("不 未 非 無".split())
NEGATIVE = {"不要": "必要", "不可": "可能", "不可能": "可能", "無効": "有効", "無罪": "有罪", "対象外": "対象", "未確認": "確認",
            "不明": "判明", "禁止": "許可", "禁じる": "許可", "禁ずる": "許可", "拒否": "承諾", "違法": "適法", "除外": "含む", "除く": "含む",
            "否定": "肯定", "棄却": "認める", "却下": "認める", "退ける": "認める", "欠く": "満たす", "無関係": "関係", "免除": "課する",
            "免れる": "負う", "外れる": "含む", "外す": "含む"}  # fmt: skip
LIGHT = frozenset(
    "こと もの 事 為る 居る 有る 成る 事 物 訳 出来る 様 得る 無い 行く 来る 置く 見る 所 為 限る 言う 思う 考える 致す 御座る 因る 於く 就く".split()
)

# Words that say how strongly the predicate before them is meant: they belong to what follows it.
MODAL = frozenset(
    "必要 義務 望ましい 好ましい 可能 可能性 恐れ 虞 重要 有用 有効 大切 求める 勧める 推奨 認める 許す 予定 場合 ケース 禁止 禁ずる 禁じる".split()
)


@dataclass(frozen=True)
class Predicate:
    """A word that says something, whether it is negated, and what follows it."""

    at: int
    form: str
    negated: bool
    tail: str


@lru_cache(maxsize=512)
def predicates(statement: Statement) -> tuple[Predicate, ...]:
    """Return the predicates of a statement in order."""
    return tuple(_predicates(statement.words))


def _predicates(words: Sequence[Word]) -> Iterator[Predicate]:
    heads = [at for at, word in enumerate(words) if _is_head(word) and not _is_modal(words, at)]
    # Of a compound verb (届け + 出る) the last part carries what follows.
    heads = [
        at for at in heads if not (at + 1 in heads and words[at].kind[0] == words[at + 1].kind[0] == "動詞")
    ]
    for number, at in enumerate(heads):
        end = heads[number + 1] if number + 1 < len(heads) else len(words)
        tail = "".join(word.surface for word in words[at + 1 : end])
        kinds = {word.kind[0] for word in words[at + 1 : end]}
        word = words[at]
        if (
            word.kind[0] not in ("動詞", "形容詞")
            and not kinds & {"動詞", "助動詞", "形容詞"}
            and word.form not in NEGATIVE
        ):
            continue
        negated = is_negated(tail)
        if at and words[at - 1].kind[0] == "接頭辞" and words[at - 1].form in PREFIXES:
            negated = not negated
        form = word.form
        if (
            word.kind[0] == "動詞"
            and at
            and words[at - 1].kind[0] == "動詞"
            and words[at - 1].form not in LIGHT
        ):
            form = words[at - 1].form + form
        if NEGATIVE.get(form):
            form, negated = NEGATIVE[form], not negated
        yield Predicate(at, form, negated, tail)


def _is_head(word: Word) -> bool:
    return word.figure >= 0 or (
        word.kind[0] in ("名詞", "動詞", "形容詞", "形状詞")
        and word.form not in LIGHT
        and word.kind[1] != "数詞"
    )


def _is_modal(words: Sequence[Word], at: int) -> bool:
    """Whether a word says how the verb before it is meant (届け出る必要がある)."""
    before = [word for word in words[max(0, at - 3) : at] if word.kind[0] != "補助記号"]
    return words[at].form in MODAL and any(word.kind[0] == "動詞" for word in before)


def is_negated(tail: str) -> bool:
    """Whether what follows a word negates it; two negations cancel each other."""
    return len(NEGATED.findall(NOT_NEGATED.sub("", tail))) % 2 == 1


def turned(claim: Statement, quoted: Sequence[Statement]) -> list[str]:
    """Return the last predicate of a claim where statements that end in it say it only the other way round."""
    mine = predicates(claim)
    ends = [found[-1] for statement in quoted if (found := predicates(statement))]
    theirs = [end.negated for end in ends if mine and end.form == mine[-1].form]
    return (
        [mine[-1].form + mine[-1].tail] if theirs and all(one != mine[-1].negated for one in theirs) else []
    )
