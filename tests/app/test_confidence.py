"""When to refuse: every branch judges, and what is stored fits the code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.confidence import SIGNALS, features, judge, load_model, neighbours, scalars
from app.engine import LOOKED_AT
from app.retrieve import Searcher
from indexer.build import build_from
from indexer.collect import Collected
from indexer.embed import EMBEDDED
from indexer.index import open_index

INSIDE = "営業秘密の3つの要件は何ですか"
OUTSIDE = "明日の東京の天気と気温を教えて"


def judged(searcher: Searcher, question: str):
    query = searcher.query(question)
    return judge(searcher, query, searcher.search_wide(query, LOOKED_AT, 0)[0], 5.0)


def row(searcher: Searcher, question: str) -> np.ndarray:
    query = searcher.query(question)
    return features(searcher, query, searcher.search(query, 3), 5.0)


def test_what_is_stored_fits_the_features(engine) -> None:
    stored = load_model()
    assert stored["signals"] == list(SIGNALS)
    query = engine.searcher.query(INSIDE)
    hits = engine.searcher.search(query, 3)
    assert len(stored["scalars"]["weights"]) == len(scalars(engine.searcher, query, hits, 5.0))
    if engine.index.manifest.model == EMBEDDED:
        assert max(stored["trees"]["feature"]) < len(row(engine.searcher, INSIDE))
    assert all(0 < stored[name]["refuse"] < stored[name]["sure"] < 1 for name in ("scalars", "full", "bare"))


def test_a_question_inside_is_surer_than_one_outside(engine) -> None:
    inside, outside = judged(engine.searcher, INSIDE), judged(engine.searcher, OUTSIDE)
    assert inside.confidence > outside.confidence
    assert not inside.refused
    assert outside.refused


def test_nothing_found_is_refused(engine) -> None:
    assert judge(engine.searcher, engine.searcher.query(INSIDE), [], 0.0).refused


def test_a_question_beyond_is_nearest_to_itself_unless_it_lies_apart(engine) -> None:
    if engine.index.manifest.model != EMBEDDED:
        pytest.skip("the default model is not installed")
    question = engine.index.beyond[10]
    query = engine.searcher.query(question)
    assert neighbours(engine.searcher, query)[0] == pytest.approx(1, abs=1e-3)
    assert neighbours(engine.searcher, query, {question})[0] < 0.999
    assert not neighbours(engine.searcher, query, set(engine.index.beyond))[:3].max() > -0.99


def test_another_model_is_judged_by_the_scalars(engine) -> None:
    query = engine.searcher.query(INSIDE)
    hits = engine.searcher.search(query, 3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine.searcher.embedder, "name", "other")
        by_scalars = judge(engine.searcher, query, hits, 5.0)
    total = float(scalars(engine.searcher, query, hits, 5.0) @ np.array(load_model()["scalars"]["weights"]))
    wanted = 1 / (1 + np.exp(-(total + load_model()["scalars"]["bias"])))
    assert by_scalars.confidence == pytest.approx(wanted)


def test_an_index_without_questions_beyond_has_a_threshold_of_its_own(engine, tmp_path: Path) -> None:
    if engine.index.manifest.model != EMBEDDED:
        pytest.skip("the default model is not installed")
    index = engine.index
    passages = [replace(p, questions=()) for p in index.passages[:80]]
    build_from(tmp_path, Collected(passages, index.entries, index.texts), engine.searcher.embedder)
    bare = Searcher(open_index(tmp_path), engine.searcher.lexicon, engine.searcher.embedder)
    assert bare.index.beyond == []
    assert not neighbours(bare, bare.query(INSIDE)).any()
    found = judged(bare, OUTSIDE)
    assert found.refused == (found.confidence < load_model()["bare"]["refuse"])
