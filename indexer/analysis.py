"""Words of the passages and of all that is asked of them, found in one analysis of each text.

Five parts of an index are made of them: what is searched (`lexical/`, `expected/`), readings, terms and the
rows of `words/` (see `bags`). A text is analysed by itself, as a question is when it is asked; all that
is wanted of it is taken while its analysis is at hand.
"""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path

from indexer.bags import Numbering
from indexer.embed import Embedder
from indexer.japanese import readings
from indexer.lexical import Lexical
from indexer.lexicon import Lexicon
from indexer.passages import HEADINGS, Passage, index_text
from indexer.terms import Counting, stored, terms_of


class Analysis:
    """What has been found in the passages so far."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._searched: list[list[str]] = []
        self._expected: list[list[str]] = []
        self._readings: dict[str, str] = {}
        self._terms = Counting()
        self._rows = Numbering()

    def add(self, passage: Passage) -> None:
        """Analyse the next passage."""
        text, tokens = index_text(passage), self._lexicon.tokens
        searched = tokens(text)
        self._readings |= readings(text)
        terms = terms_of(text)
        said = [searched, tokens(" ".join(passage.path[:-HEADINGS]))]
        for question in passage.questions:
            said.append(tokens(question.text))
            self._expected.append(said[-1])
            terms |= terms_of(question.text)
        self._searched.append(searched)
        self._terms.add(terms)
        self._rows.add("passages", chain.from_iterable(said))
        self._rows.add("heads", tokens(passage.heading))
        for sentence in passage.sentences:
            self._rows.add("sentences", tokens(passage.quote(sentence)))

    def write(self, folder: Path, embedder: Embedder) -> None:
        """Write what was found, and the vector of each word."""
        Lexical.build(self._searched).save(folder / "lexical")
        Lexical.build(self._expected).save(folder / "expected")
        _write_json(folder / "readings.json", dict(sorted(self._readings.items())))
        _write_json(folder / "terms.json", stored(self._terms.kept()))
        self._rows.save(folder / "words", embedder)


def _write_json(path: Path, found: dict[str, str] | dict[str, tuple[int, str]]) -> None:
    path.write_text(json.dumps(found, ensure_ascii=False), "utf-8")
