"""Figures of a sentence as values with units, however they are written.

二千万円, 2,000万円 and ２０００万円 are one figure; so are 令和6年 and 2024年, 12か月 and 1年, 3割 and 30%. A figure
with 以上, 超, 以下 or 未満 is bound by it, and another figure without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from indexer.japanese import ERAS
from indexer.numerals import DIGITS, KANJI, kanji_value

Bound = Literal["", "ge", "gt", "le", "lt"]

_ARABIC = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_KANJI = f"[{KANJI}]+"
_ONE = rf"(?:{_ARABIC}[千百]?|{_KANJI})"
_NUMBER = rf"{_ONE}(?:[万億兆](?:{_ONE})?)*"
# Units by what they count; the first spelling is the unit's name here.
UNITS = (
    ("円",), ("ドル",), ("ユーロ",), ("人民元", "元"), ("ウォン",), ("バーツ",), ("ルピア",), ("ルピー",),
    ("ドン",), ("ポンド",), ("ペソ",), ("%", "パーセント"), ("割",), ("ポイント",), ("倍",), ("件", "事件", "事例"),
    ("人", "名"), ("社", "企業"), ("国", "か国", "ヵ国", "カ国", "ヶ国", "箇国"), ("回", "度"), ("年", "年間"),
    ("か月", "ヶ月", "カ月", "ヵ月", "ケ月", "箇月", "か月間", "ヶ月間", "カ月間"), ("日", "日間"), ("週", "週間"), ("時間",),
    ("つ", "個", "点", "項目", "種類", "種", "類型", "段階", "要件", "要素", "か所", "箇所", "形", "本", "通り", "本柱"),
    ("条",), ("項",), ("号",), ("章",), ("節",), ("ページ", "頁"), ("位",), ("歳",), ("期",), ("版",), ("級",),
)  # fmt: skip
_UNIT_OF = {spelling: names[0] for names in UNITS for spelling in names}
_UNIT = "|".join(sorted(map(re.escape, _UNIT_OF), key=len, reverse=True))
# 度 counts times only by itself: 年度, 程度 and 制度 are other words.
AMOUNT = re.compile(rf"({_NUMBER})\s*({_UNIT})?(?!度)|({_NUMBER})\s*(度)")
FRACTION = re.compile(rf"({_NUMBER})分の({_NUMBER})")
_D = rf"({_ARABIC}|{_KANJI})"
# The same year in brackets behind a year: 令和6年(2024年)4月1日.
_AGAIN = r"(?:\((?:([0-9]{4})|(令和|平成|昭和)(元|[0-9]{1,2}))年\))?"
DATE = re.compile(
    rf"(?:(令和|平成|昭和)\s*(元|[0-9]{{1,2}}|{_KANJI})年|((?:19|20)[0-9]{{2}}|[一二][〇一二三四五六七八九]{{3}})年)"
    rf"(?:度)?{_AGAIN}(?:\s*{_D}月(?:\s*{_D}日)?)?"
    r"|((?:19|20)[0-9]{2})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})(?![0-9])"
)
MONTH = re.compile(rf"{_D}月(?:\s*{_D}日)?(?!間)")
CLOCK = re.compile(r"(?<![0-9:])([01]?[0-9]|2[0-4])(?::|時)([0-5][0-9])(?:分)?(?![0-9:])")
KANA = {
    "ひとつ": "1つ",
    "ふたつ": "2つ",
    "みっつ": "3つ",
    "よっつ": "4つ",
    "半年": "6か月",
    "半数": "50%",
    "半額": "50%",
    "半分": "50%",
    "半減": "50%",
    "倍増": "2倍",
}
# Kanji that count nothing here: 第三者, 一部, 十分, 一つ (の一つ: one of them), 一人ひとり.
NO_FIGURE = re.compile(
    rf"(?<![0-9{KANJI}万億])(?:第三者|第三国|第一|一(?:つ|人|社|件|切|定|部|般|方|律|体|層|連|貫|時|番|緒|種|次|応|概|旦|覧|環|歩)|万一|唯一|十分|二次|三者|双方)"
)
AFTER: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("ge", re.compile(r"以上|以降|を下回らな|より少なくな|から(?!の)|を下限")),
    ("le", re.compile(r"以下|以内|まで|を(?:超え|上回ら|越え)な|を超え(?:ず|ては)|を上限|を限度|が(?:上限|限度)")),
    ("gt", re.compile(r"超|を(?:超え|上回|越え)|より(?:多|高|大き|長)")),
    ("lt", re.compile(r"未満|に満たな|を(?:下回|割)|より(?:少|低|小さ|短)|弱")),
)  # fmt: skip
BEFORE: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("ge", re.compile(r"(?:少なくとも|最低|最少|下限[はがも、]?)$")),
    ("le", re.compile(r"(?:最大で?|最長で?|最高で?|多くとも|上限[はがもを、]?|限度[はがもを、]?)$")),
)
# Things counted without a unit of their own, and up to how many of them a quotation may list uncounted.
COUNTED, LISTED = "つ", 6
NO_YEAR = -1.0
# How far before a figure the words of its bound may begin.
NEAR = 6


@dataclass(frozen=True)
class Figure:
    """A figure at `start`..`end` of a folded text. A date has `unit` "date" and parts that may be None."""

    unit: str
    value: tuple[float | None, ...]
    start: int
    end: int
    bound: Bound = ""
    surface: str = ""


def figures(folded: str) -> list[Figure]:
    """Return all figures of a folded text, in order; every digit of it lies in one of them."""
    taken = [(m.start(), m.end()) for m in NO_FIGURE.finditer(folded)]
    found: list[Figure] = []
    for make in (_kana, _clocks, _dates, _fractions, _months, _amounts):
        for figure in make(folded):
            if all(figure.end <= a or b <= figure.start for a, b in taken):
                taken.append((figure.start, figure.end))
                found.append(figure)
    found += _rest(folded, found)
    return sorted(found, key=lambda figure: figure.start)


def _rest(folded: str, found: Sequence[Figure]) -> Iterator[Figure]:
    """Yield the digits that no figure holds, as bare numbers: those of one that overlapped another."""
    free = list(folded)
    for figure in found:
        free[figure.start : figure.end] = " " * (figure.end - figure.start)
    for match in re.finditer("[0-9]+", "".join(free)):
        yield Figure("", (float(match[0]),), *match.span(), "", match[0])


def number(text: str) -> float:
    """Return the value of a number written in digits, kanji or both: 1億2,000万, 二千万, 5千."""
    total = 0.0
    for part, scale in re.findall(rf"({_ONE})([万億兆]?)", text):
        total += _small(part) * {"": 1, "万": 1e4, "億": 1e8, "兆": 1e12}[scale]
    return total


def same(one: Figure, other: Figure) -> bool:
    """Whether two figures agree in value and, where both have one, in unit; the bound is left aside."""
    if "date" in (one.unit, other.unit):
        return _same_date(one, other)
    if one.unit == other.unit or not one.unit or not other.unit:
        return one.value == other.value
    months, percent = _in_months(one), _in_percent(one)
    return (months is not None and months == _in_months(other)) or (
        percent is not None and percent == _in_percent(other)
    )


def comparable(one: Figure, other: Figure) -> bool:
    """Whether two figures could be taken for one another: they count the same."""
    return (
        one.unit == other.unit
        or {one.unit, other.unit} <= {"年", "か月"}
        or {one.unit, other.unit} <= {"%", "割"}
    )


def lacking(claimed: Sequence[Figure], quoted: Sequence[Figure]) -> list[Figure]:
    """Return the figures that the quotation does not hold.

    A small number of things (2つの条件) may count what a quotation lists, where that counts nothing itself.
    """
    counted = any(figure.unit == COUNTED for figure in quoted)
    return [
        figure
        for figure in claimed
        if not any(same(figure, other) for other in quoted)
        and (counted or figure.unit != COUNTED or (figure.value[0] or 0) > LISTED)
    ]


def unbound(claimed: Sequence[Figure], quoted: Sequence[Figure]) -> list[Figure]:
    """Return the figures that the quotation holds with another bound only."""
    found = []
    for figure in claimed:
        others = [other for other in quoted if same(figure, other)]
        if others and not any(_agrees(figure.bound, other.bound) for other in others):
            found.append(figure)
    return found


def _agrees(claimed: Bound, quoted: Bound) -> bool:
    return claimed == quoted


def _small(part: str) -> float:
    if part[0].isdigit() and part[0].isascii():
        scale = {"千": 1000, "百": 100}.get(part[-1], 1)
        return float(part.rstrip("千百").replace(",", "")) * scale
    return float(kanji_value(part))


def _kana(folded: str) -> Iterator[Figure]:
    for word, written in KANA.items():
        for match in re.finditer(word, folded):
            inner = next(_amounts(written))
            yield Figure(inner.unit, inner.value, match.start(), match.end(), "", match[0])


def _clocks(folded: str) -> Iterator[Figure]:
    for match in CLOCK.finditer(folded):
        value = (float(match[1]), float(match[2]))
        yield Figure("時刻", value, *match.span(), "", match[0])


def _dates(folded: str) -> Iterator[Figure]:
    for match in DATE.finditer(folded):
        era, of_era, western, again, again_era, again_of, month, day, *numeric = match.groups()
        if numeric[0]:
            value: tuple[float | None, ...] = tuple(float(part) for part in numeric)
        else:
            year = _year(era, of_era) if era else _small(western)
            second = _year(again_era, again_of) if again_era else _small(again) if again else year
            # Two years that are not the same are no year: 平成31年(2029年).
            value = (
                year if second == year else NO_YEAR,
                _small(month) if month else None,
                _small(day) if day else None,
            )
        yield Figure("date", value, *match.span(), _bound(folded, *match.span()), match[0])


def _year(era: str, of_era: str) -> float:
    return ERAS[era] + (1.0 if of_era == "元" else _small(of_era))


def _months(folded: str) -> Iterator[Figure]:
    for match in MONTH.finditer(folded):
        value = (None, _small(match[1]), _small(match[2]) if match[2] else None)
        yield Figure("date", value, *match.span(), _bound(folded, *match.span()), match[0])


def _fractions(folded: str) -> Iterator[Figure]:
    for match in FRACTION.finditer(folded):
        yield Figure(
            "分の",
            (number(match[1]), number(match[2])),
            *match.span(),
            _bound(folded, *match.span()),
            match[0],
        )


def _amounts(folded: str) -> Iterator[Figure]:
    for match in AMOUNT.finditer(folded):
        text, unit = (match[1], match[2]) if match[1] else (match[3], match[4])
        if not unit and not re.search("[0-9]", text):
            continue  # a kanji numeral without a unit is a part of a word
        if not re.search("[0-9]", text) and not any(char in DIGITS or char in "十百千" for char in text):
            continue
        yield Figure(
            _UNIT_OF.get(unit or "", unit or ""),
            (number(text),),
            *match.span(),
            _bound(folded, *match.span()),
            match[0],
        )


def _bound(folded: str, start: int, end: int) -> Bound:
    rest = folded[end : end + NEAR + 4]
    for bound, pattern in AFTER:
        if pattern.match(rest):
            return bound
    before = folded[max(0, start - NEAR) : start]
    return next((bound for bound, pattern in BEFORE if pattern.search(before)), "")


def _same_date(one: Figure, other: Figure) -> bool:
    if one.unit != other.unit:  # a year beside a bare number or 2024年 as an amount
        date, amount = (one, other) if one.unit == "date" else (other, one)
        if amount.unit == "日":  # 同じ月の26日
            return date.value[2] == amount.value[0]
        return amount.unit in ("", "年") and date.value[1:] == (None, None) and date.value[:1] == amount.value
    pairs = zip(one.value, other.value, strict=True)
    return all(a == b or a is None for a, b in pairs) or (
        all(a == b or a is None or b is None for a, b in zip(one.value, other.value, strict=True))
        and other.value[0] is None
        and one.value[1:] == other.value[1:]
    )


def _in_months(figure: Figure) -> float | None:
    scale = {"年": 12, "か月": 1}.get(figure.unit)
    return figure.value[0] * scale if scale and figure.value[0] is not None else None


def _in_percent(figure: Figure) -> float | None:
    scale = {"割": 10, "%": 1}.get(figure.unit)
    return figure.value[0] * scale if scale and figure.value[0] is not None else None
