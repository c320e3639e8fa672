"""Kanji numerals: 二千五百万, 二百一十九, 二〇一九."""

from __future__ import annotations

import re

DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
SMALL = {"十": 10, "百": 100, "千": 1000}
# Japanese, Chinese and Korean.
LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12, "亿": 10**8, "만": 10**4, "억": 10**8}
KANJI = "".join(DIGITS) + "".join(SMALL)


def kanji_value(numeral: str) -> int:
    """Return the value of a kanji numeral: 二千五百万, 二百一十九, 二〇一九."""
    if not re.search(rf"[{''.join(SMALL)}万億兆亿]", numeral):
        return int("".join(str(DIGITS[c]) for c in numeral))
    total = part = digit = 0
    for char in numeral:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in SMALL:
            part += (digit or 1) * SMALL[char]
            digit = 0
        else:
            total += (part + digit or 1) * LARGE[char]
            part = digit = 0
    return total + part + digit
