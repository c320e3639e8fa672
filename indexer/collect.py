"""Originals and digests into the passages, entries and texts of a generation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.catalog import Catalog
from indexer.digests import Digest
from indexer.errors import CorpusInvalid
from indexer.index import Entry
from indexer.library import Added, Library
from indexer.link import link
from indexer.passages import Passage, make_passages, with_questions
from indexer.structure import recover


@dataclass(frozen=True)
class Collected:
    """Everything that goes into a generation, before it is indexed."""

    passages: list[Passage]
    entries: list[Entry]
    texts: dict[str, str]
    beyond: tuple[str, ...] = ()


def collect(library: Library, catalog: Catalog, digests: Sequence[Digest]) -> Collected:
    """Cut originals and digests into passages and match them.

    A digest section whose original is present stays only as a finding aid; an unmatched one stays
    citable, so that nothing is lost.
    """
    out = Collected([], [], {})
    originals: dict[tuple[str, str], Added] = {(e.document, e.edition): e for e in library.entries()}
    for digest in digests:
        added = originals.pop((digest.document, digest.edition), None)
        _collect_digest(digest, added, library, catalog, out)
    for added in originals.values():
        _add(out, _original(added, library, out), catalog, added)
    return out


def _collect_digest(
    digest: Digest, added: Added | None, library: Library, catalog: Catalog, out: Collected
) -> None:
    made = make_passages(digest.text, digest.document, digest.edition, "digest")
    made = [with_questions(p, digest.questions[p.section_ids[0]]) for p in made]
    for passage in made:
        check_pointers(digest, passage)
    if added:
        found, made = link(_original(added, library, out), made)
        _add(out, found, catalog, added)
    out.texts[f"{digest.document}/{digest.edition}/digest"] = digest.text.body
    aids = sum(bool(p.stands_for) for p in made)
    entry = _entry(catalog, digest.document, digest.edition, "digest")
    out.entries.append(replace(entry, passages=len(made) - aids, matched=aids, basis=digest.basis))
    out.passages.extend(made)


def check_pointers(digest: Digest, passage: Passage) -> None:
    """Raise CorpusInvalid where an expected question points at a sentence that its section lacks."""
    for question in passage.questions:
        if question.at >= len(passage.sentences):
            raise CorpusInvalid("digest_pointer", file=digest.path.name, question=question.text)


def _original(added: Added, library: Library, out: Collected) -> list[Passage]:
    text = recover(library.reading(added))
    out.texts[f"{added.document}/{added.edition}/original"] = text.body
    return make_passages(text, added.document, added.edition, "original")


def _add(out: Collected, found: list[Passage], catalog: Catalog, added: Added) -> None:
    entry = _entry(catalog, added.document, added.edition, "original")
    entry = replace(entry, title=entry.title or added.title, file=added.file, passages=len(found))
    if added.replaced:
        entry = replace(entry, superseded=True, valid_until=added.replaced)
    out.passages.extend(found)
    out.entries.append(entry)


def _entry(catalog: Catalog, document: str, edition: str, kind: str) -> Entry:
    known = catalog.get(document)
    if known is None:
        return Entry(document, edition, "", "", kind, "user", "")
    dated = known.edition(edition.split("+")[0])
    return Entry(
        document,
        edition,
        known.title,
        dated.name,
        kind,
        known.authority,
        known.url,
        known.publisher,
        superseded=dated != known.current,
        valid_until=dated.valid_until,
        in_force=dated.in_force or dated.published,
        jurisdiction=known.jurisdiction,
    )
