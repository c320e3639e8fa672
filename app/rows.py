"""Rows of tables: their cells, and which row is a table's head."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.passages import Sentence

# Characters. A longer cell is a statement, not a column's label.
LABEL = 20


def split(text: str) -> list[str]:
    """Split a row into its cells; a row without tabs is one cell, its columns being unknown."""
    return [cell.strip() for cell in text.strip("\n").split("\t")]


def heads_table(sentences: Sequence[Sentence], at: int, text: str) -> bool:
    """Whether the row at `at` heads a table: rows follow it, and its cells are short labels."""
    if sentences[at].kind != "row" or (at and sentences[at - 1].kind == "row"):
        return False
    followed = at + 1 < len(sentences) and sentences[at + 1].kind == "row"
    return followed and all(len(cell) <= LABEL for cell in split(text)) and not text.strip()[:1].isdigit()
