"""Orders inside texts: sentences addressed to a program that reads them. A model is not shown them.

The check of claims is what an answer rests on; this keeps a planted sentence from being quoted as fact by
a model that obeys it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from indexer.catalog import CORPUS, load_toml, named_entry
from indexer.japanese import fold
from indexer.passages import Passage

DATA = CORPUS / "orders.toml"


def is_order(text: str) -> bool:
    """Whether a text gives orders to the program that reads it."""
    folded = fold(text)
    raw = text.lower()
    return any(pattern.search(folded) or pattern.search(raw) for pattern in load_orders())


def without_orders(passage: Passage) -> str:
    """Return a passage's text with the sentences that give orders blanked; offsets stay as they are."""
    text = passage.text
    # An order may be cut in two by the splitting into sentences, and is then seen in its line alone.
    if not is_order(text) and not any(is_order(line) for line in text.splitlines()):
        return text
    for start, end in _pieces(passage):
        if is_order(text[start:end]):
            text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text


def holds_orders(passage: Passage) -> bool:
    """Whether a passage holds sentences that give orders."""
    return without_orders(passage) != passage.text


def _pieces(passage: Passage) -> list[tuple[int, int]]:
    """Return the spans of a passage's sentences and of its lines."""
    spans = [(s.start - passage.start, s.end - passage.start) for s in passage.sentences]
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", passage.text)]
    return [*spans, *lines]


@cache
def load_orders(path: Path = DATA) -> tuple[re.Pattern[str], ...]:
    """Read the patterns. Raises HimitsuError naming the entry that has an error."""
    made: list[re.Pattern[str]] = []
    for entry in load_toml(path)["orders"]:
        with named_entry(path, entry.get("why", "")):
            made += [re.compile(pattern, re.MULTILINE) for pattern in entry["patterns"]]
    return tuple(made)
