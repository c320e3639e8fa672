"""Where a letter's signature stands: the last lines, which name a person and say nothing."""

from __future__ import annotations

import re

RULE = re.compile(r"^[\s\-=_*━─～~〜＝＊・+#◇◆□■☆★┏┓┗┛|｜/]{3,}$")
QUOTED = re.compile(r"^\s*[>|＞]")
ITEM = re.compile(
    r"^\s*(?:[・･●○■□◆◇※*-]|[(【]?[0-9一二三四五六七八九十ア-オ①-⑳]+[)】.、．:]|質問|Q\s*[0-9])"
)
TALKS = re.compile(
    r"[。?？!！]|(?:です|ます|ません|ください|下さい|以上|敬具|草々|か|願い|たい)$"
    r"|(?:件名|標題|題名|Subject)\s*[:]"
)
REACH = re.compile(
    r"@|〒|https?://|www\.|(?:tel|fax|phone|mobile|mail)\b|電話|携帯|直通|内線|住所|ファックス"
    r"|\d{2,5}[-)(]\d{1,4}[-)]\d{3,4}",
    re.IGNORECASE,
)
UNITS = "部|課|室|係|グループ|チーム|支店|支社|事務所|営業所|工場|本部|工房"
TITLES = "社長|部長|課長|室長|係長|役員|取締役|主任|所長|代表|担当|弁護士|事務局"
ROLE = re.compile(
    rf"(?:株式|有限|合同|合資)会社|\(株\)|\(有\)|㈱|㈲|(?:{UNITS}|{TITLES})(?:\s|$)|Ltd|Inc|GmbH"
)
NAME = re.compile(r"^\s*[一-龠々]{1,4}\s*[一-龠々ぁ-んァ-ヶー]{0,6}\s*(?:\([ぁ-んァ-ヶーA-Za-z\s]+\))?\s*$")
# Longer lines say something.
LONGEST = 70


def signature_lines(letter: str) -> tuple[int, int]:
    """Return where the signature begins and ends (offsets); the end twice where there is none.

    Quoted lines of an earlier letter below it do not count.
    """
    lines = letter.splitlines(keepends=True)
    last = len(lines)
    while last and (not lines[last - 1].strip() or QUOTED.match(lines[last - 1])):
        last -= 1
    first = last
    while first and _is_part(lines[first - 1].strip()):
        first -= 1
    while first < last and not lines[first].strip():
        first += 1
    block = [line.strip() for line in lines[first:last] if line.strip()]
    end = sum(map(len, lines[:last]))
    # A letter that is nothing but a signature has none; one short line may be a heading.
    if not first or not any(REACH.search(line) or ROLE.search(line) or NAME.match(line) for line in block):
        return end, end
    return sum(map(len, lines[:first])), end


def _is_part(line: str) -> bool:
    if not line or RULE.match(line):
        return True
    if len(line) > LONGEST or ITEM.match(line):
        return False
    if TALKS.search(line) and not (" " in line and NAME.match(line)):
        return False
    return bool(REACH.search(line) or ROLE.search(line) or NAME.match(line))
