"""Does a question put a premise that the corpus speaks against?

A reader who asks 「10年以下の罰金500万円でしたっけ」 wants to be told where the premise differs, not to find
out from a quotation. Told from the form of both alone: the premise names a figure and the quotation has
others of its kind, claims something for all cases where the quotation sets limits, or denies what the
quotation affirms. The notice never says that the premise is false: it points to what differs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.asked import COUNTERS, NUMBER
from indexer.japanese import fold

# Endings by which people put what they believe.
PUT = re.compile(
    r"(よね|だよな|でしょ|でしたっけ|だっけ|はず|んだろ|って本当|って聞[いき]|と聞[いき]|合って(い?る|い?ます)|間違いない"
    r"|の(です|だ)よ?ね|で(いい|良い|よい)んです|ということです|と思って|と教えて|認識|ていいんだ|なくていい)"
)
FIGURE = re.compile(rf"({NUMBER})\s*(年|か月|ヶ月|カ月|日|時間|{COUNTERS}|万元|億元|回目|分の1)")
DATE = re.compile(r"(?:(?:令和|平成|昭和)\s*[0-9元]+|(?:19|20)[0-9]{2})年(?:[0-9]+月)?(?:[0-9]+日)?")
EVERY = re.compile(
    r"必ず|だけ|しか|すべて|全て|全部|一切|絶対|ずっと|無条件|何でも|誰でも|誰にでも|完全に|一つ残らず|自動的|どんな|いつでも|のみ|そのまま|終わり"
)
LIMITS = re.compile(
    r"限ら(ない|れない|ず)|(だけ|のみ)(で|では|に)|とは(言|い)えない|わけではない|ものではない|ではな(い|く)|必要(は|が)?ない|場合[がも]?ある"
    r"|ことがある|例外|除[きく]|足り(ない|ず)|一律|にかかわらず|関係(が|は)?ない|も(対象|含)|(で|て)(も|いなくても)|なくても|ただし|に限(る|ら)|挙げ(られ)?ていない|失われない|当たらない|ならない|義務ではない"
)
DENIES = re.compile(
    r"(ない|ません|なくて|いらない|不要|セーフ|大丈夫|無効|対象外|消え|なくな|済む|自由|問題な|関係な|外れ|いいんだ|でいい)"
)
AFFIRMS = re.compile(
    r"(必要がある|必要である|義務|罰(する|金|せ)|罪|責任を負|対象(に|と)|含(む|まれ)|及ぶ|禁止|違反|当たる|該当する|侵害|できる|求め(る|られ)|しなければ|重要である|効力|続く)"
)
# Sentences compared: what follows them is seldom about the premise.
COMPARED = 2


@dataclass(frozen=True)
class Signs:
    """What speaks against a premise; each is 1 where it does."""

    figure: bool
    limits: bool
    denied: bool


def is_put(question: str) -> bool:
    """Whether a question puts a premise rather than asks openly."""
    return bool(PUT.search(fold(question)))


def signs(question: str, sentences: Sequence[str]) -> Signs:
    """Compare the premise of a question with the first sentences of its answer."""
    asked = fold(question)
    told = [fold(sentence) for sentence in sentences[:COMPARED]]
    joined = "\n".join(told)
    return Signs(
        figure=_other_figures(asked, joined),
        limits=bool(EVERY.search(asked)) and any(LIMITS.search(one) for one in told),
        denied=bool(DENIES.search(asked)) and any(AFFIRMS.search(one) for one in told),
    )


def _other_figures(asked: str, told: str) -> bool:
    """Whether the question names a figure of which the sentences have others of its kind, and not it."""
    named, held = _figures(asked), _figures(told)
    differing = [unit for unit, numbers in named.items() if unit in held and not numbers & held[unit]]
    return bool(differing)


def _figures(text: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for number, unit in FIGURE.findall(DATE.sub(" ", text)):
        found.setdefault(unit, set()).add(number.replace(",", ""))
    return {unit: frozenset(numbers) for unit, numbers in found.items()}
