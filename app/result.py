"""One search result as `himitsu search --json` gives it."""

from __future__ import annotations

from typing import Any

from app.hit import Hit
from indexer.index import Index


def result(index: Index, hit: Hit, rank: int) -> dict[str, Any]:
    """Return one search result: rank, score, citation fields, and the passage."""
    passage, entry = hit.passage, index.entry(hit.passage)
    return {
        "rank": rank,
        "score": round(hit.score, 4),
        "document": passage.document,
        "title": f"{entry.title} {entry.edition_name}".strip(),
        "edition": passage.edition,
        "authority": entry.authority,
        "kind": passage.kind,
        "section": passage.section,
        "section_ids": list(passage.section_ids),
        "pages": passage.pages,
        "url": entry.url,
        "passage": passage.text,
        "passage_id": passage.id,
        "start": passage.start,
        "end": passage.end,
    }
