"""Where documents differ on a matter, the newer section leads: see `indexer.updates`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from app.editions import asks_before
from app.hit import Hit
from app.query import Query
from app.retrieve import Searcher
from app.select import SELECTION
from indexer.updates import Update

# What a newer section's score is raised above the best: more than sentences may differ within one
# answer, so that it answers alone.
LEAD = SELECTION["gap"] / SELECTION["weights"]["hit"] + 0.5


def bring_up_to_date(
    searcher: Searcher,
    query: Query,
    hits: Sequence[Hit],
    rest: Sequence[Hit],
    updates: Sequence[Update],
    documents: Collection[str] | None = None,
) -> tuple[list[Hit], list[Hit]]:
    """Let the newer section lead, and older ones go, if the question asks for that matter.

    `rest` are the hits' neighbours in their sections. A newer section outside the searched documents is
    not brought in.
    """
    found, beside = list(hits), list(rest)
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
            beside = [h for h in beside if not update.is_older(h.passage) and h.row != newer.row]
    return found, beside
