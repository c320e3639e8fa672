"""How well words hold a question's: the same word fully, one like it in part."""

from __future__ import annotations

import numpy as np

from app.likeness import Likeness, likeness
from indexer.embed import EMBEDDED


def test_shares_weigh_by_idf() -> None:
    found = Likeness(np.array([3.0, 1.0], np.float32), np.array([[1.0, 0.0], [0.2, 0.6]], np.float32))
    assert found.share(np.array([0])) == np.float32((3 * 1 + 1 * 0.2) / 4)
    assert found.share(np.array([0, 1])) == np.float32((3 * 1 + 1 * 0.6) / 4)
    assert found.share(np.array([], np.int64)) == 0
    assert Likeness(np.zeros(0, np.float32), np.zeros((0, 2), np.float32)).share(np.array([0])) == 0


def test_a_passage_holds_its_own_heading_and_likes_what_is_near_it(engine) -> None:
    index, searcher = engine.index, engine.searcher
    row = next(at for at, p in enumerate(index.passages) if "ch2-1-13" in p.section_ids[:1])
    numbers = index.bags.numbers("passages", row)
    query = searcher.query(index.passages[row].path[-1])
    assert likeness(index, searcher.embedder, query).share(numbers) > 0.95
    if index.manifest.model == EMBEDDED:
        near = likeness(index, searcher.embedder, searcher.query("辞職者のログイン権限")).share(numbers)
        far = likeness(index, searcher.embedder, searcher.query("夕食の献立と天気")).share(numbers)
        assert near > far
