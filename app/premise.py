"""Does a question put a premise, and does the answer speak of another figure, or of the contrary outcome?

A reader who asks 「罰金500万円でしたっけ」 wants to be told at once that the quotation says 2,000万円. Told
from the form alone: the question names a figure, and the answer has others of its kind but not this one.
The notice never calls a premise false: it points to what differs. Cues for premises that differ in words
(必ず, だけ; 罪にならない) were tried and left out: on 130 training questions with a premise they spoke up
for 28 of 90 false and 6 of 40 true ones.

Where a question asks for cases of an outcome (「秘密管理性が認められなかった裁判例」) and the quotations tell
only of cases that went the other way, that is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.asked import COUNTERS, NUMBER
from indexer.japanese import fold

# Endings by which people put what they believe: 113 of the 130 training questions with a premise have one,
# none of the 120 of the set dev. A polite question (でしょうか, いいんですか) is open, and so is one that
# holds an interrogative.
PUT = re.compile(
    r"(よね|だよな|でしょ(?!うか)|でしたっけ|だっけ|はず(?!の)|んだろ(?!うか)|って本当|(?:って|と)聞(?:いた|きま|いて)|合って(?:い?る|い?ます)"
    r"|間違いない|認識で(?:合|いい|よ)|ていいんだ|なくていい(?!で))"
)
OPEN = re.compile(r"何|いつ|どこ|誰|だれ|どの|どう|どれ|どんな|いくら|なぜ|いくつ")
# What follows a figure of circumstance: 5年前, 1人目, 3分の1.
FIGURE = re.compile(rf"({NUMBER})\s*(年|か月|ヶ月|カ月|日|時間|万元|億元|{COUNTERS})(?!前|後|目|の[0-9])")
# A year names a time, no amount.
DATE = re.compile(r"(?:(?:令和|平成|昭和)\s*[0-9元]+|(?:19|20)[0-9]{2})年(?:[0-9]+月)?(?:[0-9]+日)?")
# How a case went for a thing that a court looked at.
CASES = r"裁判例?|判例|判決|事例|例|事件|事案|ケース"
AFFIRMS = (
    r"認め(?:た|られた|られる|られている)|肯定(?:した|された|している|されている)|有効と(?:した|された|判断)"
)
DENIES = (
    r"(?:認め(?:られ)?な(?:かった|い)|認めず|否定(?:した|された|している|されている)"
    r"|無効(?:と(?:した|された|判断)|になった))"
)
THING = r"([一-鿿ァ-ヶー]{2,})(?:が|を|は|も)"
ASKED = re.compile(rf"({THING}(?:({AFFIRMS})|{DENIES}))[^、。]{{0,4}}(?:{CASES})")
# Sentences in which another figure counts; what follows them is seldom about the premise.
COMPARED = 2


def is_put(question: str) -> bool:
    """Whether a question puts a premise rather than asks openly."""
    asked = fold(question)
    return bool(PUT.search(asked)) and not OPEN.search(asked)


def differing(question: str, sentences: Sequence[str]) -> tuple[str, ...]:
    """Return the figures of a premise that no sentence holds while the first ones hold others of the kind."""
    if not is_put(question):
        return ()
    first, every = _figures("\n".join(sentences[:COMPARED])), _figures("\n".join(sentences))
    return tuple(
        f"{number}{unit}"
        for unit, numbers in _figures(question).items()
        for number in sorted(numbers)
        if unit in first and number not in every[unit]
    )


def contrary(question: str, sentences: Sequence[str]) -> tuple[str, str] | None:
    """Return the outcome that cases are asked for by and the contrary one that sentences tell of.

    None where the question asks for no outcome of a thing, where a sentence that names the thing tells of
    the outcome asked for, and where none tells of the contrary.
    """
    asked = ASKED.search(fold(question))
    if not asked:
        return None
    outcome, thing, affirms = asked[1], asked[2], bool(asked[3])
    own, other = (AFFIRMS, DENIES) if affirms else (DENIES, AFFIRMS)
    near = [fold(sentence) for sentence in sentences if thing in fold(sentence)]
    if any(re.search(own, sentence) for sentence in near):
        return None
    told = (re.search(rf"{re.escape(thing)}(?:が|を|は|も){other}", sentence) for sentence in near)
    return next(((outcome, one[0]) for one in told if one), None)


def _figures(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for number, unit in FIGURE.findall(DATE.sub(" ", fold(text))):
        found.setdefault(unit, set()).add(number.replace(",", ""))
    return found
