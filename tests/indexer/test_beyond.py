"""Questions beyond the corpus: a file a line each, found by their vectors, none of them expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.questions import FOLDER, load_questions
from eval.sets import is_training
from indexer.beyond import load_beyond
from indexer.catalog import CORPUS
from indexer.digests import load_digests
from indexer.embed import EMBEDDED


def test_lines_are_read_and_an_absent_file_has_none(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("有給休暇は何日？\n\n 株価は \n", "utf-8")
    assert load_beyond(tmp_path / "b.txt") == ("有給休暇は何日？", "株価は")
    assert load_beyond(tmp_path / "none.txt") == ()


def test_no_question_is_both_expected_and_beyond() -> None:
    beyond = load_beyond(CORPUS / "beyond.txt")
    expected = {q.text for digest in load_digests() for asked in digest.questions.values() for q in asked}
    assert len(beyond) > 2000
    assert len(set(beyond)) == len(beyond)
    assert not expected & set(beyond)


def test_no_measuring_question_is_beyond() -> None:
    beyond = set(load_beyond(CORPUS / "beyond.txt"))
    measuring = [p.stem for p in FOLDER.glob("*.jsonl") if not is_training(p.stem)]
    assert len(measuring) >= 8
    assert [q.id for name in measuring for q in load_questions(name) if q.question in beyond] == []


def test_a_question_beyond_finds_itself(engine) -> None:
    index = engine.index
    if index.manifest.model != EMBEDDED:
        pytest.skip("the default model is not installed")
    for at in (0, 500, len(index.beyond) - 1):
        scores = index.beyond_scores(engine.searcher.embedder.queries([index.beyond[at]]))
        assert scores[at] == pytest.approx(scores.max(), abs=1e-4)
        assert scores[at] == pytest.approx(1, abs=1e-3)
