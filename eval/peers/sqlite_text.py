"""SQLite's FTS5 with its trigram tokenizer: full-text search with no more than the standard library."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from eval.peers.peer import DEPTH, Corpus, Found


class SqliteText:
    """Any trigram of the question may match, best by FTS5's own BM25: all must, unless told so."""

    name = "SQLite FTS5"
    version = sqlite3.sqlite_version
    settings = "Japanese: trigram, any of the question's"

    def __init__(self, corpus: Corpus) -> None:
        self._database = sqlite3.connect(":memory:")
        self._database.execute("CREATE VIRTUAL TABLE p USING fts5(id UNINDEXED, text, tokenize='trigram')")
        rows = [(piece.id, piece.text) for piece in corpus.pieces]
        self._database.executemany("INSERT INTO p VALUES (?, ?)", rows)

    def rank(self, queries: Sequence[str]) -> list[list[Found]]:
        """Return the rows that hold any trigram."""
        return [self._rank(any_trigram(query)) for query in queries]

    def _rank(self, match: str) -> list[Found]:
        if not match:
            return []
        sql = "SELECT id FROM p WHERE p MATCH ? ORDER BY rank LIMIT ?"
        return [(key,) for (key,) in self._database.execute(sql, (match, DEPTH))]


def any_trigram(query: str) -> str:
    """Return an FTS5 expression: the question's trigrams, each quoted, joined by OR."""
    found = [run[at : at + 3] for run in re.findall(r"\w{3,}", query) for at in range(len(run) - 2)]
    return " OR ".join(f'"{trigram}"' for trigram in dict.fromkeys(found))


MAKERS = (SqliteText,)
