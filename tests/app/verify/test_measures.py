"""What is measured of a claim beside its quotation: each measure tells a turned claim from a right one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.verify import clauses, crossed, figures, measures, rivals, roles
from app.verify.check import Checker
from app.verify.pairing import Pairing
from app.verify.verdict import Quoted
from indexer.japanese import fold
from indexer.lexicon import load_lexicon

Lays = Callable[[str, str], Pairing]
ROUTES = "漏えいのルートは、サイバー攻撃等が36.6%、ルール不徹底が32.6%である。"
CALLS = "相談の件数は、令和4年が59件、令和3年が60件である。"
DEAL = "A社は、取引先のB社に図面を渡した。B社は、C社に図面を渡し、部品を作らせている。"
TERMS = "秘密管理性は、秘密として管理されていることをいう。非公知性は、公然と知られていないことをいう。"


@pytest.fixture(scope="module")
def lays() -> Lays:
    checker = Checker.make(load_lexicon())

    def lay(claim: str, quotation: str) -> Pairing:
        return checker.pairing(claim, Quoted(quotation))

    return lay


@pytest.mark.parametrize(
    ("wrong", "right", "quotation"),
    [
        ("ルール不徹底は36.6%です。", "ルール不徹底は32.6%です。", ROUTES),
        ("件数は、令和4年が60件です。", "件数は、令和4年が59件です。", CALLS),
    ],
)
def test_a_figure_that_is_named_as_anothers(lays: Lays, wrong: str, right: str, quotation: str) -> None:
    assert rivals.misread(lays(wrong, quotation)) > 0.5
    assert rivals.misread(lays(right, quotation)) <= 0


def test_those_named_by_letters_keep_their_case(lays: Lays) -> None:
    wrong, right = lays("C社はB社に図面を渡しています。", DEAL), lays("B社はC社に図面を渡しています。", DEAL)
    second = wrong.quoted[1:]
    assert roles.miscast(wrong.claim, second) == 2
    assert roles.miscast(right.claim, second) == 0


def test_a_word_put_into_another_words_place(lays: Lays) -> None:
    wrong = lays("秘密管理性とは、公然と知られていないことをいいます。", TERMS)
    right = lays("非公知性とは、公然と知られていないことをいいます。", TERMS)
    assert measures.put_in(wrong) > measures.put_in(right) == 0


def test_a_duty_that_nothing_quoted_is(lays: Lays) -> None:
    quotation = "接触を受けた場合は、会社へ報告することを奨励する。"
    assert measures.must_added(lays("接触を受けた場合は、会社へ報告しなければなりません。", quotation))
    assert not measures.must_added(lays("接触を受けた場合は、会社への報告が奨励されます。", quotation))
    duty = "接触を受けた場合は、会社へ報告しなければならない。"
    assert not measures.must_added(lays("接触を受けた場合は、会社へ報告する必要があります。", duty))


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("手続の有無は、収録した資料では未確認である。", True),
        ("適用されるかどうかが問題になる。", True),
        ("内容は、収録した資料では確認できていません。", True),
        ("手続がある。", False),
        ("身元を確認できるようにする。", False),
        ("窓口で確認できます。", False),
    ],
)
def test_what_is_not_known(text: str, doubts: bool) -> None:
    assert bool(clauses.DOUBTS.search(text)) == doubts


def test_times_of_the_day_are_whole_figures() -> None:
    (first, second) = figures.figures(fold("受付は8:30〜17:15である。"))
    assert (first.value, second.value) == ((8.0, 30.0), (17.0, 15.0))
    (said,) = figures.figures(fold("17時30分まで受け付ける。"))
    assert not figures.same(said, second)
    assert figures.same(figures.figures("17:15")[0], figures.figures("17時15分")[0])


@pytest.mark.parametrize(
    ("claim", "quotation"),
    [
        ("東京高裁は控訴を棄却しました。", "東京地裁が罰金を言い渡し、東京高裁は控訴を棄却した。"),
        (
            "秘密管理性の趣旨は、情報の範囲を明らかにすることにあります。",
            "秘密管理性の趣旨は、会社が情報の範囲を明らかにすることにある。",
        ),
        ("内容は、資料では確認できていません。", "内容は、資料では未確認である。"),
        ("秘密を使って生産したものと推定されます。", "秘密を使って生産したものと推定する。"),
    ],
)
def test_a_copy_in_a_models_words_contradicts_nothing(lays: Lays, claim: str, quotation: str) -> None:
    assert crossed.contradicted(lays(claim, quotation)) == []
