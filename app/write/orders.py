"""Orders inside texts: sentences addressed to a program, shown to no model and quoted by no answer.

The check of claims is what a written answer rests on; this keeps a planted sentence from being quoted as
fact, by a model that obeys it or by extraction. What is planted as plain fact is not seen here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from app.write.seen import seen
from indexer.catalog import CORPUS, load_toml, named_entry
from indexer.japanese import REMEMBERED, fold
from indexer.passages import Passage
from indexer.read.clean import one_line

DATA = CORPUS / "orders.toml"
# An order may be cut in so many sentences or lines: by a PDF's line ends, or by who planted it.
CUT = 3
# What an order announces is part of it, to the end of its paragraph.
ANNOUNCES = re.compile(r"以下|次の|下記|following|below|[：:]\s*$", re.IGNORECASE)
# Spaces between single letters of Japanese: 無 視 し て.
WIDE = r"[\u3040-\u30ff\u3400-\u9fff]"
SPREAD = re.compile(rf"(?<={WIDE})[ \u3000\u00a0]+(?={WIDE})")


def is_order(text: str) -> bool:
    """Whether a text gives orders to the program that reads it."""
    return any(pattern.search(form) for form in _forms(text) for pattern in load_orders())


def without_orders(passage: Passage) -> str:
    """Return a passage's text with the sentences that give orders blanked; offsets stay as they are."""
    text = passage.text
    if not _may_hold(text):
        return text
    # A sentence may be cut in two by a bracket left open, and is then seen in its line alone.
    return _blanked(_blanked(text, _sentences(passage)), _lines(text))


def holds_orders(passage: Passage) -> bool:
    """Whether a passage holds sentences that give orders."""
    return _may_hold(passage.text) and without_orders(passage) != passage.text


def marked(passage: Passage) -> Passage:
    """Return a passage whose sentences that give orders are of the kind "order", which nothing quotes."""
    if not _may_hold(passage.text):
        return passage
    left = without_orders(passage)
    told = tuple(
        replace(sentence, kind="order") if left[slice(*span)] != passage.text[slice(*span)] else sentence
        for sentence, span in zip(passage.sentences, _sentences(passage), strict=True)
    )
    return replace(passage, sentences=told)


def _forms(text: str) -> Iterator[str]:
    """Yield a text as it may be meant: folded, on one line without spaces between letters, with its tags."""
    shown = seen(text)
    folded = fold(shown)
    yield folded
    joined = SPREAD.sub("", one_line(folded))
    if joined != folded:
        yield joined
    # Folding takes what looks like a tag of HTML away.
    if "<" in shown or "＜" in shown:
        yield unicodedata.normalize("NFKC", shown).lower()


@lru_cache(maxsize=REMEMBERED)
def _may_hold(text: str) -> bool:
    """Whether a text as a whole, or one of its lines, looks like an order; remembered, since texts return."""
    return is_order(text)


def _sentences(passage: Passage) -> list[tuple[int, int]]:
    """Return the spans of a passage's sentences within its text."""
    return [(s.start - passage.start, s.end - passage.start) for s in passage.sentences]


def _lines(text: str) -> list[tuple[int, int]]:
    return [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]


def _blanked(text: str, pieces: list[tuple[int, int]]) -> str:
    """Return a text with those of its pieces that give orders made of spaces."""
    for start, end in _orders(text, pieces):
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text


def _orders(text: str, pieces: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans of orders: single pieces first, then neighbours that are an order only together."""
    told = [is_order(text[start:end]) for start, end in pieces]
    for size in range(2, CUT + 1):
        for at in range(len(pieces) - size + 1):
            run = slice(at, at + size)
            if not any(told[run]) and is_order(text[pieces[at][0] : pieces[at + size - 1][1]]):
                told[run] = [True] * size
    for at, (start, end) in enumerate(pieces):
        if told[at]:
            yield start, _paragraph_end(text, end) if ANNOUNCES.search(text[start:end]) else end


def _paragraph_end(text: str, at: int) -> int:
    """Return where a paragraph ends: at an empty line, or with the text."""
    gap = re.search(r"\n\s*\n", text[at:])
    return at + gap.start() if gap else len(text)


@cache
def load_orders(path: Path = DATA) -> tuple[re.Pattern[str], ...]:
    """Read the patterns. Raises HimitsuError naming the entry that has an error."""
    made: list[re.Pattern[str]] = []
    for entry in load_toml(path)["orders"]:
        with named_entry(path, entry.get("why", "")):
            made += [re.compile(pattern, re.MULTILINE) for pattern in entry["patterns"]]
    return tuple(made)
