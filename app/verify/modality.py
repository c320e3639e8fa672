"""How strongly something is said: duty, advice, permission, possibility, usage, opinion, example."""

from __future__ import annotations

import re

MARKS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "duty": r"なけれ?ば(?:なら|いけ)|なくては(?:なら|いけ)|ないと(?:いけ|なら)|ねばなら|(?<!不)必要(?:が|で|と|だ|に|な|は)|義務|必須|不可欠|要する|べき|てはなら|てはいけ|禁止|禁じ|禁ずる"
        r"|ざるを得|責任を負|責務|(?:を|が)要(?:し|す|る)|求め(?:られ|てい)|ものと(?:する|され)|することと(?:され|する)|しなければ|できない|できません|許され",
        "advice": r"望まし|好まし|推奨|勧め|薦め|(?:と|が)(?:良|よ)い|(?:と|が)(?:良|よ)さ|重要|大切|大事|肝要|有効|有用|有益|留意|注意|心掛け|心がけ|努め|べき|検討|考慮|意識|ください|効果的|期待",
        "may": r"おそれ|恐れ|可能性|かもしれ|得る|得ま|得て|得な|うる(?!さ)|うりま|あり得|リスク|懸念|危険|なりかね|かねな|こともあ|場合もあ|ことがあ|場合があ|ケースもあ|ケースがあ|することも|されることも|ことも",
        "can": r"でき(?:る|ま|て|た|、|。|な)|可能(?!性)|認め(?:られ|て|る)|許(?:さ|可)|られる|得る|差し支え|構わな|て(?:も|)よい|てもいい",
        "usage": r"ことが多|ケースが多|場合が多|一般(?:に|的)|原則|通常|ふつう|普通|主に|主とし|多くは|おおむね|概ね|基本的|傾向|しばしば|典型|とは限ら|場合によ|近時",
        "opinion": r"考え(?:られ|る)|思われ|とみられ|と見られ|解(?:され|する|説)|いえ(?:る|ま)|とされ|とし(?:て|ま)|と述べ|と説明|推定|推測|推認|みな(?:す|さ)|見込|予定|目安|程度|約[0-9〓]|案",
        "example": r"例えば|たとえば|などの?|等(?!し|級|号|位)|例(?:に|と|が|は|で|の|示)|事例|ような|といった|ほか|1つ|一つ|ひとつ|一部",
    }.items()
}
# How strongly a predicate is said by what follows it, the first that fits; said plainly it is PLAIN.
STRENGTH = (
    ("duty", 4.0), ("may", 1.0), ("advice", 2.0), ("can", 2.0), ("usage", 2.5), ("opinion", 2.5),
)  # fmt: skip
PLAIN = 3.0


def marks(text: str) -> frozenset[str]:
    """Return how a folded text speaks."""
    return frozenset(name for name, pattern in MARKS.items() if pattern.search(text))


def strength(tail: str) -> float:
    """Return how strongly a predicate is said, from 1 (may) to 4 (must), by what follows it."""
    return next((value for name, value in STRENGTH if MARKS[name].search(tail)), PLAIN)


def is_duty(tail: str) -> bool:
    """Whether what follows a predicate makes a duty of it."""
    return MARKS["duty"].search(tail) is not None
