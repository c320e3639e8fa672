"""Quotations: what goes into a prompt, in which order, and how much of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import texts_written as own
from app.engine import Engine
from app.write.pack import MOST, Quotation, pack
from app.write.prompt import data, messages, said_cannot
from app.write.sentences import Sentences
from indexer.japanese import plain

QUESTION = "営業秘密の三要件は何ですか"


@pytest.fixture(scope="module")
def packed(engine: Engine) -> list[Quotation]:
    consulted = engine.consult(QUESTION)
    quoted = [choice.hit for choice in consulted.chosen]
    return pack(engine.index, QUESTION, quoted, consulted.found[0].hits, 4000)


def test_what_the_answer_rests_on_goes_first(engine: Engine, packed: list[Quotation]) -> None:
    first = engine.consult(QUESTION).chosen[0].passage
    assert packed[0].passage == first
    assert 1 < len(packed) <= MOST
    assert len({one.passage.id for one in packed}) == len(packed)


def test_keys_are_opaque_different_and_the_same_next_time(engine: Engine, packed: list[Quotation]) -> None:
    keys = [one.key for one in packed]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[bcdfghjkmnpqrstvwxz]{4}", key) for key in keys)
    hits = [one.hit for one in packed]
    assert [one.key for one in pack(engine.index, QUESTION, hits, [], 4000)] == keys
    assert [one.key for one in pack(engine.index, "別の質問", hits, [], 4000)] != keys


@pytest.mark.parametrize("room", [0, 50, 300, 700])
def test_nothing_is_cut_to_fit(engine: Engine, packed: list[Quotation], room: int) -> None:
    made = pack(engine.index, QUESTION, [one.hit for one in packed], [], room)
    assert sum(len(one.shown) + len(one.quoted.context) for one in made) <= room
    for one in made:
        assert one.quoted.text == one.passage.text
        assert one.shown.replace("\n", "") in re.sub(r"\s*\n\s*", "", plain(one.passage.text))


def test_a_weightier_authority_goes_before_a_nearer_passage(engine: Engine) -> None:
    hits = engine.consult("営業秘密侵害罪の罰則は何ですか").found[0].hits
    made = pack(engine.index, "q", [], hits, 10_000)
    order = [engine.index.entry(one.passage).authority for one in made]
    assert set(order) != {order[0]}
    weights = {"law": 0, "guideline": 1, "handbook": 2, "guidance": 3, "manual": 4}
    assert [weights.get(name, 5) for name in order] == sorted(weights.get(name, 5) for name in order)


def test_the_prompt_holds_rules_question_and_quotations(packed: list[Quotation]) -> None:
    (role, rules), (asker, asked) = messages(QUESTION, packed)
    assert (role, asker) == ("system", "user")
    assert own.CANNOT_WRITE in rules
    assert f"<question>\n{QUESTION}\n</question>" in asked
    assert re.findall(r'<quote key="(\w+)"', asked) == [one.key for one in packed]
    assert all(one.shown.splitlines()[0][:20].translate({0x5B: "［", 0x5D: "］"}) in asked for one in packed)


def test_every_sentence_of_a_quotation_is_followed_by_its_key(packed: list[Quotation]) -> None:
    (_, _), (_, asked) = messages(QUESTION, packed)
    for one in packed:
        shown = asked.partition(f'key="{one.key}"')[2].partition("</quote>")[0].partition("\n")[2]
        bare = shown.replace(f"[{one.key}]", "")
        assert bare.strip() == data(one.shown)
        lines = [line for line in shown.strip().splitlines() if line not in map(data, one.headings)]
        assert all(line.endswith(f"[{one.key}]") for line in lines)
        # What is copied with its keys is read as one sentence each.
        drafts = [*(reader := Sentences()).feed("".join(lines)), *reader.end()]
        assert {draft.keys for draft in drafts} == {(one.key,)}
        assert len(drafts) == shown.count(f"[{one.key}]")


@given(st.text(max_size=200))
def test_data_closes_nothing_and_hides_nothing(text: str) -> None:
    shown = data(text)
    assert not set(shown) & set("<>[]\u200b\u202e\x00")


def test_the_phrase_of_the_prompt_is_the_one_that_is_looked_for() -> None:
    assert said_cannot(own.CANNOT_WRITE)
    assert said_cannot("申し訳ありませんが、" + own.CANNOT_WRITE.rstrip("。"))
    assert not said_cannot("引用から答えられます。")
