"""Ways of ranking: fusion by hand, evidence left out, and the same figures as the answers have."""

from __future__ import annotations

import importlib.util

import pytest

from app.retrieve import Searcher
from eval.answers import run
from eval.questions import load_questions
from eval.rankers import (
    ASKING,
    LLAMA_BM25,
    PRODUCT,
    RANKERS,
    applies,
    bigram_bm25,
    is_installed,
    product,
    reciprocal_rank_fusion,
    without,
    without_metric,
)
from eval.retrieval import ablation, left_out, measured, results
from indexer.index import Index

QUESTION = "退職者のアクセス権はいつ止めますか"


@pytest.fixture(scope="module")
def found(engine) -> Searcher:
    searcher: Searcher = engine.searcher
    return searcher


def test_fusion_adds_reciprocal_ranks() -> None:
    assert reciprocal_rank_fusion([[1, 2, 3], [3, 1]]) == [1, 3, 2]
    assert reciprocal_rank_fusion([[1, 2], [2, 1]]) == [1, 2], "a tie goes to the earlier row"
    assert reciprocal_rank_fusion([[5], [6, 7]], k=0) == [5, 6, 7]


def test_a_row_counts_for_its_target_once(found: Searcher) -> None:
    class Aided:
        passages = found.index.passages
        targets = (2, 1, 2)

    ids = [passage.id for passage in found.index.passages[:3]]
    assert results(Aided(), [0, 1, 2]) == [ids[2], ids[1]]  # type: ignore[arg-type]
    assert results(found.index, [1, 0]) == [ids[1], ids[0]]


def test_leaving_out_changes_a_copy_alone(found: Searcher) -> None:
    before = dict(found.weights)
    every = without(*before)(found)(QUESTION)
    assert found.weights == before
    # Without any evidence nothing ranks one candidate above another but its row.
    assert every != product(found)(QUESTION)
    assert without()(found)(QUESTION) == product(found)(QUESTION)


def test_bigrams_find_a_passage_by_its_own_words(found: Searcher) -> None:
    row = next(at for at, p in enumerate(found.index.passages) if p.section_ids == ("ch2-1-13.a",))
    sentence = found.index.passages[row].quote(found.index.passages[row].sentences[0])
    assert bigram_bm25(found)(sentence)[0] == row


def test_without_a_metric_vectors_rank_otherwise_and_the_index_stays(found: Searcher) -> None:
    if found.embedder.dimension < 2:
        pytest.skip("no vectors on this machine")
    index: Index = found.index
    ranked = product(found)(QUESTION)
    bare = without_metric(found)(QUESTION)
    assert bare != ranked
    assert found.index is index
    assert product(found)(QUESTION) == ranked


def test_the_products_row_has_the_figures_of_the_answers(engine, found: Searcher) -> None:
    questions = [q for q in load_questions("dev") if q.answerable][::10]
    row = measured(found, RANKERS[PRODUCT](found), questions)
    outcomes = run(engine, questions)
    for name, column in row.items():
        assert column == [outcome.ranking[name] for outcome in outcomes]


def test_an_ablation_has_a_row_a_ranker_with_the_product_ahead_of_none(
    found: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eval.retrieval.RANKERS", {name: RANKERS[name] for name in ("vectors", PRODUCT)})
    questions = [q for q in load_questions("dev") if q.answerable][::20]
    vectors, ours = ablation(found, questions)
    assert (vectors.title, ours.title) == ("vectors", PRODUCT)
    assert ours.behind.mean == 0
    wanted = ours.measures["RR@10"].mean - vectors.measures["RR@10"].mean
    assert vectors.behind.mean == pytest.approx(wanted)


def test_a_ranker_that_is_not_installed_is_named() -> None:
    assert is_installed("vectors")
    try:
        here = importlib.util.find_spec("llama_index.retrievers.bm25") is not None
    except ModuleNotFoundError:
        here = False
    assert left_out() == ([] if here else [f"{LLAMA_BM25}: not installed (extra: peers)"])


def test_rankers_by_expected_questions_need_some(found: Searcher) -> None:
    class Silent:
        class index:
            expected_rows = ()

    assert all(applies(title, found) for title in RANKERS)
    assert {t for t in RANKERS if not applies(t, Silent())} == ASKING  # type: ignore[arg-type]
