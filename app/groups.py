"""Documents in groups that a reader can choose from: by country, and at home by kind."""

from __future__ import annotations

from collections.abc import Sequence

from app import texts_web as web
from app.engine import DocumentInfo
from indexer.catalog import AUTHORITIES
from indexer.places import HOME, MANY

GUIDES = ("guideline", "handbook", "guidance", "manual")


def groups(documents: Sequence[DocumentInfo]) -> list[tuple[str, tuple[str, ...]]]:
    """Return (label, document ids): home first, then countries, then each document of the user's own."""
    found: dict[str, dict[str, None]] = {}
    for document in sorted(documents, key=_order):
        found.setdefault(_label(document), {})[document.id] = None
    return [(label, tuple(ids)) for label, ids in found.items()]


def _order(document: DocumentInfo) -> tuple[int, int]:
    """Home, abroad, comparisons, the user's own; the strongest source first."""
    place = {HOME: 0, MANY: 2, "": 3}.get(document.jurisdiction, 1)
    return place, AUTHORITIES.index(document.authority)


def _label(document: DocumentInfo) -> str:
    if document.authority == "user":
        return document.title
    if document.jurisdiction == MANY:
        return web.GROUP_MANY
    if document.jurisdiction != HOME:
        return document.jurisdiction
    if document.authority == "law":
        return web.GROUP_LAW
    return web.GROUP_GUIDES if document.authority in GUIDES else web.GROUP_OTHERS
