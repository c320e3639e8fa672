"""The pairs that the checker of claims is measured on, and how it is measured."""

from __future__ import annotations

import random

import pytest

from app.verify.verdict import Verdict
from eval.claim_edits import EDITS, edited, made
from eval.claims import MEASURED, TUNED, Judged, Pair, load_pairs
from indexer.digests import load_digests

PAIR = Pair(
    "x",
    "jp-ucpa",
    "art1",
    "会社は3年以内に届け出なければならない。",
    "会社は3年以内に届け出る。",
    True,
    "paraphrase",
)


@pytest.mark.parametrize("name", [*TUNED, *MEASURED])
def test_pairs_quote_the_digests(name: str) -> None:
    known = {(d.document, s.id) for d in load_digests() for s in d.text.sections}
    pairs = load_pairs(name)
    assert len({pair.id for pair in pairs}) == len(pairs)
    assert {(pair.document, pair.section) for pair in pairs} <= known
    assert all(pair.quoted.context for pair in pairs)


def test_no_pair_is_learnt_from_and_measured_on() -> None:
    learnt = {pair.claim for name in TUNED for pair in load_pairs(name)}
    assert not [pair.id for name in MEASURED for pair in load_pairs(name) if pair.claim in learnt]


def verdicts(*scores: float) -> list[Verdict]:
    return [Verdict("" if score >= 0.5 else "unsupported", score, 0, 1) for score in scores]


def pairs(*stand: bool) -> list[Pair]:
    return [Pair(str(n), "d", "s", "q", "c", one, "kind") for n, one in enumerate(stand)]


def test_precision_is_of_what_is_let_stand_and_recall_of_what_stands() -> None:
    found = Judged(pairs(True, True, False, False, True), verdicts(0.9, 0.2, 0.8, 0.1, 0.7), 1.0)
    assert found.precision == pytest.approx(2 / 3)
    assert found.recall == pytest.approx(2 / 3)
    assert found.by_kind == {"does not, kind": (2, 1), "stands, kind": (3, 2)}


def test_precision_at_a_recall_is_at_the_threshold_that_gives_it() -> None:
    found = Judged(pairs(True, False, True, False), verdicts(0.9, 0.8, 0.7, 0.0), 1.0)
    assert found.precision_at(0.5) == 1.0
    assert found.precision_at(1.0) == pytest.approx(2 / 3)


def test_made_claims_are_the_same_every_time_and_wrong_ones_differ_from_right_ones() -> None:
    found = made(6)
    assert found == made(6)
    right = {(pair.quotation, pair.claim) for pair in found if pair.stands}
    wrong = {(pair.quotation, pair.claim) for pair in found if not pair.stands}
    assert right
    assert wrong
    assert not right & wrong


def test_an_edit_changes_one_thing() -> None:
    lot = random.Random(1)  # noqa: S311
    assert EDITS["modality"]("会社は請求することができる。", lot, []) == "会社は請求しなければならない。"
    assert EDITS["negation"]("会社は届け出る必要がある。", lot, []) == "会社は届け出る必要はない。"
    assert [pair.kind for pair in edited(PAIR, lot, [], 12)].count("made, number") == 1
