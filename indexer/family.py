"""Families: neighbouring passages of one section, shown as one result and answered from together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.link import overlap
from indexer.passages import Passage

# Characters. A family larger than a long page is no longer one thing to read.
LARGEST = 2500


def families(passages: Sequence[Passage]) -> list[int]:
    """Return for each passage the row of the first passage of its family.

    An aid is a family of its own and does not part its neighbours. Digest sections belong together by
    id (ch2-1-5, ch2-1-5.a, ...); passages of an original when they share their heading, at most one
    level apart, and a page where pages are known.
    """
    found: list[int] = []
    size, last = 0, -1
    for row, passage in enumerate(passages):
        if passage.stands_for:
            found.append(row)
            continue
        first = found[last] if last >= 0 else 0
        if last >= 0 and size + len(passage.text) <= LARGEST and related(passages[first], passage):
            found.append(first)
            size += len(passage.text)
        else:
            found.append(row)
            size = len(passage.text)
        last = row
    return found


def related(a: Passage, b: Passage) -> bool:
    """Whether two passages of one document lie in the same section."""
    if (a.document, a.edition, a.kind) != (b.document, b.edition, b.kind):
        return False
    if a.kind == "digest":
        return base(a.section_ids[0]) == base(b.section_ids[0])
    if (a.pages or b.pages) and not overlap(a.pages, b.pages):
        return False
    shared = sum(1 for x, y in zip(a.path, b.path, strict=False) if x == y)
    return shared >= max(1, max(len(a.path), len(b.path)) - 1)


def base(section: str) -> str:
    """Return a section id without the letter of a split."""
    return re.sub(r"\.[a-z0-9]+$", "", section)
