"""What the corpus points to exists; every document is cited; editions follow each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from indexer.catalog import Catalog, Document
from indexer.checklists import load_desks, load_items
from indexer.curate.problem import Problem
from indexer.digests import Digest
from indexer.family import base
from indexer.updates import load_updates

# A desk's contact is looked at again after this long: a rule for curators.
STALE = timedelta(days=365)
Places = frozenset[tuple[str, str]]


def check_links(corpus: Path, catalog: Catalog, digests: Sequence[Digest], today: date) -> Iterator[Problem]:
    """Check what points from file to file; `today` decides what is out of date."""
    places = frozenset((d.document, s) for d in digests for s in _ids(d))
    yield from _digests(catalog, digests)
    yield from _pointers(corpus, places, today)
    yield from _cited(catalog, digests)
    for document in catalog.documents.values():
        yield from _editions(document, today)


def _ids(digest: Digest) -> set[str]:
    """Section ids, whole and without the letter of a split."""
    return {key for section in digest.text.sections for key in (section.id, base(section.id))}


def _digests(catalog: Catalog, digests: Sequence[Digest]) -> Iterator[Problem]:
    for digest in digests:
        name, document = digest.path.name, catalog.get(digest.document)
        if document is None:
            yield Problem(name, digest.document, "unknown_document")
            continue
        edition = next((e for e in document.editions if e.id == digest.edition), None)
        if edition is None:
            yield Problem(name, digest.edition, "unknown_edition")
        for place, sources in digest.sources.items():
            for source in sources:
                if catalog.get(source) is None:
                    yield Problem(name, place, "unknown_document", source)
        for section in digest.text.sections:
            pages = [int(n) for n in section.pages.split("-") if n.isdigit()]
            if edition and edition.pages and pages and not 1 <= min(pages) <= max(pages) <= edition.pages:
                yield Problem(name, section.id, "page_outside", section.pages)
        if edition and not edition.pages and any(section.pages for section in digest.text.sections):
            yield Problem(name, edition.id, "pages_unknown", level="notice")


def _pointers(corpus: Path, places: Places, today: date) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for item in load_items(corpus / "checklists"):
        if (item.document, item.section) not in places:
            yield Problem(f"checklists: {item.checklist}", item.id, "unknown_section", item.section)
        if (item.checklist, item.id) in seen:
            yield Problem(f"checklists: {item.checklist}", item.id, "same_id")
        seen.add((item.checklist, item.id))
    for desk in load_desks(corpus / "desks.toml"):
        if (desk.document, desk.section) not in places:
            yield Problem("desks.toml", desk.id, "unknown_section", desk.section)
        if date.fromisoformat(desk.checked) + STALE < today:
            yield Problem("desks.toml", desk.id, "stale", desk.checked, "notice")
    for update in load_updates(corpus / "updates.toml"):
        for place in (update.newer, *update.older, *update.also):
            if place not in places:
                yield Problem("updates.toml", update.id, "unknown_section", "/".join(place))


def _cited(catalog: Catalog, digests: Sequence[Digest]) -> Iterator[Problem]:
    """Every document has a digest, or stands among the sources of a section."""
    cited = {digest.document for digest in digests}
    cited |= {source for digest in digests for named in digest.sources.values() for source in named}
    for document in catalog.documents.values():
        if document.id not in cited:
            yield Problem("catalog.toml", document.id, "uncited")
        if not document.terms or not document.url:
            yield Problem("catalog.toml", document.id, "terms")


def _editions(document: Document, today: date) -> Iterator[Problem]:
    """One edition is current; each that it replaced ended before it began."""
    if sum(edition.current for edition in document.editions) != 1:
        yield Problem("catalog.toml", document.id, "current")
    known = {edition.id: edition for edition in document.editions}
    for edition in document.editions:
        older = known.get(edition.supersedes) if edition.supersedes else None
        if edition.supersedes and older is None:
            yield Problem("catalog.toml", document.id, "unknown_edition", edition.supersedes)
        if older and not (older.valid_until and older.valid_until < edition.in_force):
            yield Problem("catalog.toml", document.id, "overlap", f"{older.id} / {edition.id}")
        if edition.current and edition.valid_until and edition.valid_until < today.isoformat():
            yield Problem("catalog.toml", document.id, "expired", edition.valid_until, "notice")
