"""Numerals, and the facts a text states, in one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.curate.facts import facts, facts_of_source
from indexer.curate.numerals import numbers, numbers_of_source
from indexer.japanese import tokens
from indexer.numerals import kanji_value

UNITS = ((10**8, "億"), (10**4, "万"), (1, ""))


def written(number: int) -> str:
    """A number as a statute writes it."""
    parts = []
    for unit, name in UNITS:
        part, number = divmod(number, unit)
        if part:
            parts.append(below_ten_thousand(part) + name)
    return "".join(parts)


def below_ten_thousand(number: int) -> str:
    digits = "〇一二三四五六七八九"
    out = ""
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            out += (digits[digit] if digit > 1 or not name else "") + name
    return out


@given(st.integers(1, 10**12 - 1))
def test_every_number_is_read_back(number: int) -> None:
    assert kanji_value(written(number)) == number
    assert str(number) in numbers_of_source(f"罰金は{written(number)}円以下とする")


@pytest.mark.parametrize(
    ("digest", "source"),
    [
        ("2000万円以下", "二千万円以下"),
        ("5億円以下", "五億円以下の罰金刑"),
        ("3億ルピア", "3億ルピア"),
        ("10万ユーロ", "100 000 Euro"),
        ("15億ウォン", "15억원"),
        ("2019年", "二〇一九年"),
        ("令和7年", "2025年"),
        ("2,000件", "2000件"),
        ("3年以下", "drei Jahren"),
    ],
)
def test_a_figure_is_the_same_however_it_is_written(digest: str, source: str) -> None:
    assert numbers(digest) <= numbers_of_source(source)


@pytest.mark.parametrize(
    ("digest", "source"),
    [
        ("第21条の2", "第二十一条の二"),
        ("第219条の1", "第二百一十九条之一"),
        ("9条の2", "제9조의2"),
        ("第23条", "§ 23"),
        ("2025年3月31日", "令和七年三月三十一日"),
        ("2016年6月8日", "vom 8. Juni 2016"),
        ("2025年10月15日", "2025-10-15"),
    ],
)
def test_an_article_or_a_date_is_the_same_however_it_is_written(digest: str, source: str) -> None:
    wanted = {fact for fact in facts(digest) if fact[0] in ("article", "date")}
    assert wanted
    assert wanted <= facts_of_source(source)


def test_another_article_date_or_figure_is_not() -> None:
    source = facts_of_source("第二十一条第二項、二千万円、令和七年三月三十一日")
    for text, kind in (("第22条", "article"), ("2025年3月30日", "date"), ("3000万円", "number")):
        assert {fact for fact in facts(text) if fact[0] == kind} - source, text


def test_an_amount_after_an_article_is_no_branch_of_it() -> None:
    assert ("article", "22") in facts("第22条の500万元")
    assert ("article", "22の500") not in facts("第22条の500万元")


@pytest.mark.parametrize("text", ["第二十一条第二項第三号", "21条2項3号", "第21条第2項第3号"])
def test_one_token_for_an_article_however_written(text: str) -> None:
    assert {"=21条", "=21条2項", "=21条2項3号"} <= set(tokens(text))


def test_articles_with_a_branch_and_by_sign() -> None:
    assert "=19条の2" in tokens("第十九条の二")
    assert "=23条" in tokens("§ 23")
    assert "=22条の500" not in tokens("22条の500万円")
