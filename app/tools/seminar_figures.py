"""Figures in a sentence: where they stand, of what kind they are, what they are worth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.japanese import fold

# Kinds whose figures can stand for one another, by unit. Money of different countries stays apart.
KINDS = {
    "億円": "yen", "万円": "yen", "円": "yen", "億ウォン": "won", "万元": "yuan", "万ドル": "dollar",
    "億ルピア": "rupiah", "%": "percent", "％": "percent", "件": "cases", "人": "people", "名": "people",
    "法人": "firms", "倍": "times", "年間": "years", "年": "years", "か月": "months", "日間": "days",
    "時間": "hours", "ページ": "pages", "都道府県": "prefectures",
}  # fmt: skip
SCALE = {"億": 100_000_000, "万": 10_000}
UNIT = "|".join(sorted(KINDS, key=len, reverse=True))
FIGURE = re.compile(rf"(?<![0-9０-９.,，第])[0-9０-９][0-9０-９,，.]*(?:{UNIT})")
# A year of the calendar is no length of time, and 2年6月 is one figure.
CALENDAR = re.compile(r"(?:令和|平成|昭和|仏暦|明治|大正)$")
GOES_ON = re.compile(r"[0-9０-９]|か月|ヶ月|度|代|法|改正|版")
LONGEST_YEARS = 100


@dataclass(frozen=True)
class Figure:
    """A figure in a sentence: its place, text, kind and worth (yen, years, percent …)."""

    start: int
    end: int
    text: str
    kind: str
    worth: float


def figures(sentence: str) -> list[Figure]:
    """Return the figures of a sentence that another could stand in for, in order."""
    return list(_figures(sentence))


def _figures(sentence: str) -> Iterator[Figure]:
    for match in FIGURE.finditer(sentence):
        text = match[0]
        unit = next(unit for unit in sorted(KINDS, key=len, reverse=True) if text.endswith(unit))
        digits = fold(text.removesuffix(unit)).replace(",", "").rstrip(".")
        before, after = sentence[: match.start()], sentence[match.end() :]
        if CALENDAR.search(before) or GOES_ON.match(after) or not digits.replace(".", "", 1).isdigit():
            continue
        worth = float(digits) * SCALE.get(unit[0], 1)
        if KINDS[unit] == "years" and worth >= LONGEST_YEARS:
            continue
        yield Figure(match.start(), match.end(), text, KINDS[unit], worth)


def holds(sentence: str, words: str) -> bool:
    """Whether a sentence says these words, widths of letters apart; a figure counts only as a whole."""
    text, wanted = fold(sentence), fold(words)
    before = r"(?<![0-9.,])" if wanted[:1].isdigit() else ""
    return re.search(before + re.escape(wanted), text) is not None
