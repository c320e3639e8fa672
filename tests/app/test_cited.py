"""Sections that data files name: found, quoted, numbered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cited import Bibliography, Ref, Sources
from app.engine import Engine
from indexer.errors import HimitsuError
from indexer.passages import WHOLE

NAMES = st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)
SENTENCE = Ref("meti-handbook", "ch6-flow.c", 0)


@given(NAMES, NAMES, st.integers(WHOLE, 30))
def test_a_reference_is_read_as_it_is_written(document: str, section: str, at: int) -> None:
    ref = Ref(document, section, at)
    assert Ref.parse(str(ref)) == ref


@pytest.mark.parametrize("text", ["", "a", "a#", "#b", "a#b[0]", "a#b[x]", "a b#c", "a#b[1] "])
def test_what_is_no_reference_is_refused(text: str) -> None:
    with pytest.raises(HimitsuError) as caught:
        Ref.parse(text)
    assert caught.value.key == "bad_ref"


def test_a_sentence_is_quoted_word_for_word_from_its_passage(engine: Engine) -> None:
    sources = Sources(engine.index)
    citation = sources.citation(SENTENCE)
    assert citation.quote in citation.passage
    assert engine.index.text(sources.passage(SENTENCE))[citation.start : citation.end] == citation.quote
    assert sources.says(SENTENCE) == citation.quote
    whole = sources.citation(Ref(SENTENCE.document, SENTENCE.section))
    assert citation.quote in whole.quote
    assert len(whole.quote) > len(citation.quote)


def test_the_same_quotation_keeps_its_number(engine: Engine) -> None:
    made = Bibliography(Sources(engine.index))
    numbers = [made.cite(SENTENCE), made.cite(Ref("meti-handbook", "ch6-flow.a")), made.cite(SENTENCE)]
    assert numbers == [1, 2, 1]
    assert [c.number for c in made.citations] == [1, 2]


@pytest.mark.parametrize("ref", [Ref("meti-handbook", "nowhere"), Ref("meti-handbook", "ch6-flow.c", 99)])
def test_a_section_that_is_not_there_is_an_error_that_says_which(engine: Engine, ref: Ref) -> None:
    with pytest.raises(HimitsuError) as caught:
        Sources(engine.index).says(ref)
    assert caught.value.key == "section_missing"
    assert "meti-handbook" in caught.value.values["ref"]
