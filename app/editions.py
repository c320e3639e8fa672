"""Which edition answers: the current one, an older one only on request, the newer of two documents."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from indexer.index import Entry
from indexer.updates import Update

if TYPE_CHECKING:
    from app.retrieve import Hit, Query, Searcher

# Words by which people ask for what held before.
# What a newer section's score is raised above the best: more than sentences may differ within one
# answer (`gap` in selection.json, divided by the weight of a hit's score), so that it answers alone.
LEAD = 1.0
BEFORE = re.compile("旧版|旧法|旧規定|旧条文|旧指針|改正前|改訂前|前の版|以前の版|古い版|前回の版")


def asks_before(question: str) -> bool:
    """Whether a question asks for what held before."""
    return bool(BEFORE.search(question))


def is_hidden(entry: Entry, question: str, words: Collection[str]) -> bool:
    """Whether an entry is an older edition that the question does not ask for, by word or year."""
    return entry.superseded and not asks_before(question) and f"={entry.in_force[:4]}年" not in words


def bring_up_to_date(
    searcher: Searcher,
    query: Query,
    hits: Sequence[Hit],
    updates: Sequence[Update],
    documents: Collection[str] | None = None,
) -> list[Hit]:
    """Let the newer section lead, and older ones go, if the question asks for that matter.

    A newer section outside the searched documents is not brought in.
    """
    found = list(hits)
    for update in updates:
        outside = documents is not None and update.newer[0] not in documents
        if outside or asks_before(query.text) or not update.is_asked(query.text):
            continue
        if not any(update.involves(hit.passage) for hit in found):
            continue
        newer = next((hit for hit in found if update.is_newer(hit.passage)), None)
        newer = newer or searcher.hit_of(query, update.is_newer)
        if newer:
            lifted = replace(newer, score=found[0].score + LEAD)
            kept = [h for h in found if not update.is_older(h.passage) and h.row != newer.row]
            found = [lifted, *kept]
    return found
