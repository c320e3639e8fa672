"""The checks of claims, each by itself."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.verify import added, articles, figures, modality, names, polarity, roles, scope
from app.verify.figures import Figure
from app.verify.reading import claim_statement, statements
from app.verify.terms import load_terms
from indexer.japanese import fold

TERMS = load_terms()


def read(text: str) -> list[Figure]:
    return figures.figures(fold(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2,000万円", "二千万円"),
        ("２０００万円", "20,000,000円"),
        ("1億2,000万円", "120,000,000円"),
        ("令和6年4月1日", "2024年四月一日"),
        ("令和6年（2024年）4月1日", "2024/4/1"),
        ("3割", "30％"),
        ("12か月", "1年間"),
        ("半年", "六カ月"),
        ("三つ", "3要件"),
        ("8か国", "八カ国"),
        ("3分の1", "三分の一"),
    ],
)
def test_one_figure_however_written(one: str, other: str) -> None:
    (mine,), (theirs,) = read(one), read(other)
    assert figures.same(mine, theirs)
    assert figures.same(theirs, mine)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5年", "5か月"),
        ("2,000万円", "2,000億円"),
        ("2024年4月1日", "2023年4月1日"),
        ("2024年4月", "2024年5月"),
        ("3割", "3%"),
        ("3人", "3社"),
    ],
)
def test_other_figures(one: str, other: str) -> None:
    assert not figures.same(read(one)[0], read(other)[0])


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("10年以下", "le"),
        ("最長10年", "le"),
        ("10年を超えない", "le"),
        ("50%以上", "ge"),
        ("少なくとも50%", "ge"),
        ("50%を超える", "gt"),
        ("50%未満", "lt"),
        ("50%に満たない", "lt"),
        ("10年の刑", ""),
    ],
)
def test_a_figure_is_bound_by_the_words_around_it(text: str, bound: str) -> None:
    assert read(text)[0].bound == bound


@pytest.mark.parametrize(
    "text", ["第三者", "一部の社員", "十分な管理", "一般に", "二次資料", "万一の事態", "唯一の方法"]
)
def test_a_word_with_a_numeral_is_no_figure(text: str) -> None:
    assert read(text) == []


@given(st.text(alphabet="0123456789年月日万億円%条項第、はのを.,・一二十", max_size=30))
def test_every_digit_lies_in_a_figure(text: str) -> None:
    folded = fold(text)
    found = figures.figures(folded)
    covered = {at for figure in found for at in range(figure.start, figure.end)}
    assert all(at in covered for at, char in enumerate(folded) if char in "0123456789")
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_small_number_may_count_what_a_quotation_lists() -> None:
    assert figures.lacking(read("2つの条件"), read("10年以下")) == []
    assert figures.lacking(read("4つの条件"), read("3つの条件"))


@pytest.mark.parametrize(
    ("claim", "whole", "fault"),
    [
        ("第21条第1項により罰する。", "第21条第2項により罰する。", "=21条1項"),
        ("21条1項により罰する。", "第二十一条第一項により罰する。", ""),
        ("著作権法により罰する。", "不正競争防止法により罰する。", "著作権法"),
        ("不競法により罰する。", "不正競争防止法により罰する。", ""),
        ("方法を定める。", "やり方を定める。", ""),
        ("第21条第1項第3号は移った。", "第21条第1項 第1号 第3号", ""),
    ],
)
def test_articles_that_a_quotation_does_not_name(claim: str, whole: str, fault: str) -> None:
    assert (articles.lacking(fold(claim), fold(whole)) or [""])[0] == fault


def test_places_actors_and_latin_names() -> None:
    assert names.lacking_places("ベトナムの会社", "中国の会社") == ["ベトナム"]
    assert names.lacking_actors("警察が命じる。", "裁判所が命じる。", TERMS) == ["警察"]
    assert names.lacking_actors("社員が守る。", "従業員が守る。", TERMS) == []
    assert names.lacking_latin("ipaに相談する。", "inpitに相談する。") == ["ipa"]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("会社は届け出ない。", True),
        ("会社は届け出なければならない。", False),
        ("会社は届け出なくてよい。", True),
        ("会社は届け出ずに済む。", True),
        ("会社は届け出ざるを得ない。", False),
        ("会社は届け出る必要はありません。", True),
        ("会社は届け出るだけでなく", False),
        ("会社は届け出る。", False),
    ],
)
def test_negation_of_a_predicate(text: str, negated: bool) -> None:
    found = [p for p in polarity.predicates(claim_statement(text)) if "届" in p.form]
    assert [p.negated for p in found] == [negated]


@pytest.mark.parametrize(
    ("tail", "strength"),
    [
        ("しなければならない。", 4.0),
        ("する。", 3.0),
        ("することが望ましい。", 2.0),
        ("することができる。", 2.0),
        ("するおそれがある。", 1.0),
    ],
)
def test_how_strongly_a_predicate_is_said(tail: str, strength: float) -> None:
    assert modality.strength(tail) == strength


@pytest.mark.parametrize(
    ("claim", "support", "kinds"),
    [
        ("すべての従業員に課す。", "従業員に課す。", ["all"]),
        ("従業員だけに課す。", "従業員に課す。", ["only"]),
        ("必ず課す。", "課す。", ["always"]),
        ("全国の従業員に課す。", "従業員に課す。", []),
        ("従業員だけでなく役員にも課す。", "従業員に課す。役員にも課す。", []),
        ("すべての従業員に課す。", "全従業員に課す。", []),
    ],
)
def test_scope_that_a_claim_adds(claim: str, support: str, kinds: list[str]) -> None:
    assert scope.added(claim, support, TERMS) == kinds


def test_roles_exchanged_and_kept() -> None:
    quoted = statements("会社が従業員に資料を提供する。")
    assert roles.exchanged(claim_statement("従業員が会社に資料を提供する。"), quoted, TERMS)
    assert not roles.exchanged(claim_statement("会社は資料を従業員に提供します。"), quoted, TERMS)
    passive = statements("侵害が警察に通報される。")
    assert not roles.exchanged(claim_statement("警察が侵害を通報する。"), passive, TERMS)


def test_comparisons_reasons_and_breadth_are_added() -> None:
    assert added.comparison("日本の刑は韓国より重い。", "日本の刑は10年である。")
    assert not added.comparison("日本の刑は韓国より重い。", "韓国の刑は日本より軽い。")
    assert added.reason("改訂されたのは、事件が増えたためである。", "2024年に改訂された。")
    assert added.whatever("目的を問わず罰する。", "目的がある場合に罰する。")


def test_statements_of_lists_tables_and_broken_lines() -> None:
    text = (
        "条件は次のとおり。\n- 一つ目は秘密。\n- 二つ目は有用。\n"
        "| 国 | 期間 |\n|---|---|\n| 韓国 | 10年 |\n刑は、\n１０年である。"
    )
    found = statements(text)
    assert [one.text for one in found] == [
        "条件は次のとおり。", "一つ目は秘密。", "二つ目は有用。", "国 期間", "韓国 10年", "刑は、10年である。"
    ]  # fmt: skip
    assert found[1].lead == "条件は次のとおり。"
    assert found[4].lead.startswith("国 期間")
    assert all(text[one.start : one.end].strip() for one in found)
