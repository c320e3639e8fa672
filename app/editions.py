"""Which edition answers: the current one, an older one only on request."""

from __future__ import annotations

import re
from collections.abc import Collection

from indexer.index import Entry

# Words by which people ask for what held before.
BEFORE = re.compile("旧版|旧法|旧規定|旧条文|旧指針|改正前|改訂前|前の版|以前の版|古い版|前回の版")


def asks_before(question: str) -> bool:
    """Whether a question asks for what held before."""
    return bool(BEFORE.search(question))


def is_hidden(entry: Entry, question: str, words: Collection[str]) -> bool:
    """Whether an entry is an older edition that the question does not ask for, by word or year."""
    return entry.superseded and not asks_before(question) and f"={entry.in_force[:4]}年" not in words
