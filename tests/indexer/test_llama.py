"""LlamaIndex's interfaces over a generation."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from llama_index.core.schema import TextNode
from llama_index.core.vector_stores import SimpleVectorStore
from llama_index.core.vector_stores.types import (
    FilterCondition,
    FilterOperator,
    MetadataFilter,
    MetadataFilters,
    VectorStoreQuery,
)

from app.engine import Engine
from app.llama import PassageRetriever
from app.retrieve import Searcher
from app.settings import Settings
from eval.collections import collect
from indexer.build import build_from
from indexer.embed import EMBEDDED, default_model, load_embedder
from indexer.errors import IndexUnusable
from indexer.index import Index, open_index
from indexer.lexicon import load_lexicon
from indexer.llama import PassageStore, node, plug

QUESTION = "退職者の面談で何を確認すればよいですか"
GUIDANCE, SLIDES = "meti-tech-leak-guidance", "meti-trade-secret-slides"

pytestmark = pytest.mark.skipif(default_model() != EMBEDDED, reason="ja-ginza is not installed")


@pytest.fixture
def own(engine: Engine, home: Path) -> Engine:
    """An engine of one's own, so that plugging changes no other test."""
    return Engine.open(Settings(home=home))


def vector(engine: Engine) -> list[float]:
    return [float(x) for x in engine.searcher.query(QUESTION).vector[0]]


def ranked(engine: Engine, k: int, *documents: str) -> list[str]:
    scores = engine.index.vector_scores(engine.searcher.query(QUESTION).vector)
    rows = [r for r in np.argsort(-scores) if engine.index.passages[r].document in documents or not documents]
    return [engine.index.passages[row].id for row in rows[:k]]


def asked(engine: Engine, filters: MetadataFilters | None = None, k: int = 10) -> list[str]:
    query = VectorStoreQuery(query_embedding=vector(engine), similarity_top_k=k, filters=filters)
    return PassageStore(engine.index).query(query).ids or []


def test_a_node_is_its_passage(engine: Engine) -> None:
    passage = engine.index.passages[5]
    made = node(passage)
    assert (made.node_id, made.text) == (passage.id, passage.text)
    assert (made.start_char_idx, made.end_char_idx) == (passage.start, passage.end)
    assert made.metadata == {
        "document": passage.document,
        "edition": passage.edition,
        "kind": "digest",
        "section": passage.section,
        "pages": passage.pages,
    }


def test_a_query_is_our_own_ranking_by_vector(engine: Engine) -> None:
    query = VectorStoreQuery(query_embedding=vector(engine), similarity_top_k=10)
    found = PassageStore(engine.index).query(query)
    assert found.ids == ranked(engine, 10)
    assert [n.node_id for n in found.nodes or []] == found.ids
    similarities = found.similarities or []
    assert similarities == sorted(similarities, reverse=True)
    assert similarities[0] == pytest.approx(
        float(engine.index.vector_scores(engine.searcher.query(QUESTION).vector).max())
    )


@pytest.mark.parametrize(
    ("operator", "value", "documents"),
    [
        (FilterOperator.EQ, GUIDANCE, {GUIDANCE}),
        (FilterOperator.IN, [GUIDANCE, SLIDES], {GUIDANCE, SLIDES}),
    ],
)
def test_a_filter_limits_the_ranking(
    engine: Engine, operator: FilterOperator, value: str | list[str], documents: set[str]
) -> None:
    wanted = MetadataFilter(key="document", value=value, operator=operator)
    assert asked(engine, MetadataFilters(filters=[wanted])) == ranked(engine, 10, *documents)


def test_a_filter_may_exclude(engine: Engine) -> None:
    wanted = MetadataFilter(key="document", value=GUIDANCE, operator=FilterOperator.NE)
    others = {e.document for e in engine.index.entries} - {GUIDANCE}
    assert asked(engine, MetadataFilters(filters=[wanted])) == ranked(engine, 10, *others)


def test_filters_combine(engine: Engine) -> None:
    one = MetadataFilter(key="document", value=GUIDANCE)
    two = MetadataFilter(key="document", value=SLIDES)
    either = MetadataFilters(filters=[one, two], condition=FilterCondition.OR)
    both = MetadataFilters(filters=[one, two], condition=FilterCondition.AND)
    neither = MetadataFilters(filters=[either], condition=FilterCondition.NOT)
    others = {e.document for e in engine.index.entries} - {GUIDANCE, SLIDES}
    assert asked(engine, either) == ranked(engine, 10, GUIDANCE, SLIDES)
    assert asked(engine, both) == []
    assert asked(engine, neither) == ranked(engine, 10, *others)


def test_nested_filters_are_honoured(engine: Engine) -> None:
    inner = MetadataFilters(filters=[MetadataFilter(key="document", value=SLIDES)])
    outer = MetadataFilters(filters=[inner, MetadataFilter(key="kind", value="digest")])
    assert asked(engine, outer) == ranked(engine, 10, SLIDES)


def test_an_operator_we_do_not_know_is_refused_not_ignored(engine: Engine) -> None:
    wanted = MetadataFilter(key="pages", value=5, operator=FilterOperator.GT)
    with pytest.raises(NotImplementedError):
        asked(engine, MetadataFilters(filters=[wanted]))


def test_the_store_is_read_only(engine: Engine) -> None:
    store = PassageStore(engine.index)
    assert store.client is engine.index
    for refused in (lambda: store.add([TextNode(text="x")]), lambda: store.delete("x")):
        with pytest.raises(IndexUnusable) as caught:
            refused()
        assert caught.value.key == "index_immutable"


def test_the_retriever_ranks_as_search_does(engine: Engine) -> None:
    found = PassageRetriever(engine.searcher, limit=7).retrieve(QUESTION)
    wanted = engine.search(QUESTION, 7)
    assert [n.node.node_id for n in found] == [row["passage_id"] for row in wanted]
    assert [round(n.score or 0, 4) for n in found] == [row["score"] for row in wanted]


def test_the_retriever_honours_a_document_filter(engine: Engine) -> None:
    found = PassageRetriever(engine.searcher, 5, [SLIDES]).retrieve(QUESTION)
    assert {n.node.metadata["document"] for n in found} == {SLIDES}


def few(home: Path, tmp_path: Path, texts: list[str]) -> tuple[Index, Searcher]:
    """An index without a metric: too few questions to learn one from."""
    embedder = load_embedder(EMBEDDED, home)
    build_from(tmp_path, collect([{"id": str(n), "text": text} for n, text in enumerate(texts)]), embedder)
    index = open_index(tmp_path)
    assert not (index.folder / "metric.npy").exists()
    return index, Searcher(index, load_lexicon(), embedder)


def test_llamaindexs_own_store_gives_the_same_dense_scores(
    engine: Engine, home: Path, tmp_path: Path
) -> None:
    index, searcher = few(home, tmp_path, [p.text for p in engine.index.passages[:60]])
    query = searcher.query(QUESTION)
    ours = index.vector_scores(query.vector)
    before = [hit.passage.id for hit in searcher.search(query)]
    plug(index, searcher.embedder, SimpleVectorStore())
    assert np.allclose(index.vector_scores(query.vector), ours, atol=1e-4)
    assert [hit.passage.id for hit in searcher.search(query)] == before
    assert ours.max() > 0.3


def test_a_plugged_store_serves_the_dense_side_of_search(own: Engine) -> None:
    before = own.index.vector_scores(own.searcher.query(QUESTION).vector)
    plug(own.index, own.searcher.embedder, SimpleVectorStore())
    after = own.index.vector_scores(own.searcher.query(QUESTION).vector)
    assert after.shape == before.shape
    assert own.ask(QUESTION).citations
