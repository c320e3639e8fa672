"""Peers: every installed one over a small corpus, what they are given, and how they are judged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.collections import collect
from eval.peers.__main__ import everyone, table
from eval.peers.measure import Judge, row, run
from eval.peers.ours import Ours
from eval.peers.peer import DEPTH, Corpus, Found, Piece, corpus_of
from eval.peers.roster import ROSTER, Entry, makers, missing
from eval.peers.sqlite_text import SqliteText, any_trigram
from eval.questions import Gold, Question
from indexer.build import build_from
from indexer.embed import NONE, Embedder, NoModel, default_model, load_embedder
from indexer.index import Index, open_index
from indexer.passages import Expected, Passage, with_questions

# Words stand apart, so that programs made for English find them too.
TEXTS = {
    "p1": "取引先 と 秘密保持契約 を 結ぶ",
    "p2": "退職者 の アカウント を 停止 する",
    "p3": "展示会 では 撮影 を 制限 する",
}
ASKED = {"秘密保持契約": "p1", "アカウント": "p2", "展示会": "p3"}


@pytest.fixture(scope="module")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    return load_embedder(default_model(), tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def corpus(embedder: Embedder) -> Corpus:
    pieces = tuple(Piece(key, text, f"d-{key}", 0, len(text)) for key, text in TEXTS.items())
    return Corpus(pieces, {f"d-{key}": text for key, text in TEXTS.items()}, embedder)


@pytest.mark.parametrize("entry", ROSTER, ids=lambda entry: entry.module)
def test_every_installed_peer_finds_what_holds_the_words(entry: Entry, corpus: Corpus) -> None:
    if why := missing(entry, corpus.embedder.name):
        pytest.skip(why)
    settings = []
    for make in makers(entry):
        peer = make(corpus)
        settings.append(peer.settings)
        assert peer.name
        assert peer.version
        ranked = peer.rank(list(ASKED))
        assert [results[0] for results in ranked] == [(key,) for key in ASKED.values()], peer.settings
        assert all(len(set(results)) == len(results) <= DEPTH for results in ranked)
        assert {key for results in ranked for found in results for key in found} <= set(TEXTS)
    assert len(set(settings)) == len(settings), "rows are told apart by their settings"


@pytest.mark.parametrize("module", ["llama_bm25", "lancedb_text"])
def test_defaults_are_those_that_know_no_japanese(module: str, corpus: Corpus) -> None:
    entry = next(entry for entry in ROSTER if entry.module == module)
    if why := missing(entry, corpus.embedder.name):
        pytest.skip(why)
    running = tuple(replace(piece, text=piece.text.replace(" ", "")) for piece in corpus.pieces)
    written = replace(corpus, pieces=running)
    right = {}
    for make in makers(entry):
        peer = make(written)
        found = [results[:1] for results in peer.rank(list(ASKED))]
        right[peer.settings] = found == [[(key,)] for key in ASKED.values()]
    assert right == {settings: settings.startswith("Japanese") for settings in right}
    assert set(right.values()) == {True, False}


def test_peers_that_cannot_run_are_named_with_the_reason() -> None:
    assert missing(Entry("x", "no-such-peer", "no_such.peer"), NONE) == "no-such-peer is not installed"
    assert missing(Entry("x", "sqlite3", "sqlite3"), NONE) == ""
    assert "model" in missing(Entry("x", "sqlite3", "sqlite3", embeds=True), NONE)


def test_peers_see_neither_expected_questions_nor_aids(full_engine) -> None:
    index = full_engine.index
    corpus = corpus_of(index, NoModel())
    citable = [passage for passage in index.passages if not passage.stands_for]
    assert [piece.id for piece in corpus.pieces] == [passage.id for passage in citable]
    assert len(citable) < len(index.passages)
    hidden = [
        (piece.text, held)
        for piece, passage in zip(corpus.pieces, citable, strict=True)
        for held in (question.text for question in passage.questions)
        # A few are phrases that the passage has too.
        if held not in passage.text and held not in passage.section
    ]
    assert len(hidden) > 1000
    assert [held for text, held in hidden if held in text] == []


def test_offsets_point_into_the_whole_documents(full_engine) -> None:
    corpus = corpus_of(full_engine.index, NoModel())
    slices = [corpus.documents[p.document][p.start : p.end] for p in corpus.pieces]
    citable = [passage for passage in full_engine.index.passages if not passage.stands_for]
    for piece, passage, found in zip(corpus.pieces, citable, slices, strict=True):
        assert found == (piece.text if passage.kind == "digest" else passage.text)
    assert all(piece.document in corpus.documents for piece in corpus.pieces)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """Three passages; the first one's expected question has words that its text lacks."""
    folder = tmp_path_factory.mktemp("index")
    collected = collect([{"id": key, "title": key, "text": text} for key, text in TEXTS.items()])
    asked = with_questions(collected.passages[0], (Expected("判子を押す紙はありますか", "s"),))
    collected.passages[0] = asked
    build_from(folder, collected, NoModel())
    return open_index(folder)


def test_ours_with_expected_questions_and_without(index: Index) -> None:
    makes = list(everyone(index, corpus_of(index, NoModel())))
    full, bare = makes[0](), makes[1]()
    assert isinstance(full, Ours)
    assert isinstance(bare, Ours)
    assert full.rank(["判子を押す紙"])[0][0] == (index.passages[0].id,)
    assert bare.rank(["判子を押す紙"]) == [[]]
    assert bare.rank(["秘密保持契約"])[0][0] == (index.passages[0].id,)


def question(number: int, *titles: str) -> Question:
    gold = tuple(Gold("d", "", title, "") for title in titles)
    return Question(f"q{number}", "trainer", "plain", f"質問{number}", True, gold, ())


def passage(key: str, title: str) -> Passage:
    return Passage(key, "d", "1", "original", (title,), "", 0, 4, "本文です", ())


JUDGE = Judge.of([passage("a1", "甲の管理"), passage("a2", "甲の管理"), passage("b1", "乙の研修")])


@pytest.mark.parametrize(
    ("results", "rank"),
    [
        ([("b1",), ("a1",)], 1),
        ([("a1",), ("b1",)], 2),
        ([("a1",), ("a2",), ("b1",)], 3),
        ([("a1",), ("a1",), ("b1",)], 2),
        ([("a1", "b1")], 1),
        ([("a1",), ("a1", "a2"), ("a1", "a2"), ("a2", "b1")], 3),
        ([("a1",), ("a2",)], 0),
        ([], 0),
    ],
)
def test_a_result_seen_before_takes_no_rank(results: list[Found], rank: int) -> None:
    assert JUDGE.rank(results, question(1, "乙の研修")) == rank


class Fixed:
    """A peer that always answers the same."""

    name, version, settings = "fixed", "1", "default"

    def rank(self, queries: list[str]) -> list[list[Found]]:
        return [[("a1",), ("b1",)] for _ in queries]


def test_figures_counted_by_hand() -> None:
    asked = [question(1, "甲の管理"), question(2, "乙の研修"), question(3, "丙の監査")]
    done = run(Fixed, asked, JUDGE)
    found = row(done, "digests", "dev", asked, 3)
    assert (found.r1, found.r5, found.r10) == pytest.approx((1 / 3, 2 / 3, 2 / 3))
    assert found.mrr == pytest.approx(0.5)
    assert row(done, "digests", "dev", asked[1:2], 3).r1 == 0
    assert "| fixed | 1 | default | 0.33 | 0.67 | 0.67 | 0.50 |" in table([found])


def test_a_node_must_share_half_with_a_passage() -> None:
    shares_half = pytest.importorskip("eval.peers.llama_vectors").shares_half
    assert shares_half(0, 100, 50, 1000)
    assert not shares_half(0, 100, 51, 1000)
    assert shares_half(0, 1000, 990, 1010)
    assert not shares_half(0, 1000, 991, 1011)


@given(st.integers(0, 99), st.integers(1, 99), st.integers(0, 99), st.integers(1, 99))
def test_sharing_is_mutual_and_holds_for_what_lies_within(a: int, size: int, start: int, length: int) -> None:
    shares_half = pytest.importorskip("eval.peers.llama_vectors").shares_half
    b, end = a + size, start + length
    assert shares_half(a, b, start, end) == shares_half(start, end, a, b)
    assert shares_half(a, b, start, end) or not (a <= start and end <= b)
    assert not shares_half(a, b, b, b + length)


@given(st.text(max_size=40))
def test_any_question_is_an_expression_that_sqlite_accepts(text: str) -> None:
    peer = SqliteText(Corpus((Piece("p", "秘密保持契約", "d", 0, 6),), {}, NoModel()))
    assert peer.rank([text]) in ([[]], [[("p",)]])


def test_trigrams_of_a_question() -> None:
    assert any_trigram("秘密保持、NDA") == '"秘密保" OR "密保持" OR "NDA"'
    assert any_trigram("は？") == ""
