"""`himitsu fetch`: the catalogue's official files into the library."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from app import texts
from app import texts_corpus as said
from app.manage import Outcome, show_progress
from app.settings import Settings
from indexer.catalog import Catalog, Document, Edition
from indexer.digests import load_digests
from indexer.errors import HimitsuError
from indexer.fetch import Fetcher, FetchFailed, Pace
from indexer.library import Library, describe
from indexer.read import read


def fetch_files(
    settings: Settings,
    ids: Sequence[str],
    catalog: Catalog,
    pace: Pace | None = None,
    say: Callable[[str], None] = lambda line: None,
) -> Outcome:
    """Bring current editions by document id, or all that have an address; one failure stops no other.

    An unchanged file changes nothing; a changed one is added and its predecessor kept as an older
    edition. Raises HimitsuError for an id that the catalogue does not know.
    """
    outcome = Outcome()
    fetcher = Fetcher(settings.home / "downloads", pace or Pace())
    for document, edition in _wanted(catalog, ids):
        if not edition.download:
            line = said.NO_ADDRESS.format(title=document.title, url=document.url)
            outcome.failures.append(line)
        else:
            line = _one(settings, fetcher, catalog, document, edition, outcome)
        say(line)
    return outcome


def _wanted(catalog: Catalog, ids: Sequence[str]) -> Iterator[tuple[Document, Edition]]:
    for key in ids:
        if catalog.get(key) is None:
            raise HimitsuError("unknown_document", name=key)
    for document in catalog.documents.values():
        if document.id in ids or (not ids and document.current.download):
            yield document, document.current


def _one(
    settings: Settings,
    fetcher: Fetcher,
    catalog: Catalog,
    document: Document,
    edition: Edition,
    outcome: Outcome,
) -> str:
    """Fetch, read and add one file; returns its line."""
    name = f"{document.id}-{edition.id}"
    try:
        path = fetcher.fetch(edition.download, name, lambda done, total: show_progress("fetch", done, total))
        reading = read(path)
        entry = describe(path, reading, catalog, load_digests(), date.today(), document.id, edition.id)
        entry = replace(entry, address=edition.download)
        result = Library(settings.home).add(path, reading, entry, keep=True)
        path.unlink()
    except FetchFailed as error:
        line = said.FETCH_ERRORS[error.key].format(title=document.title, **error.values)
        outcome.failures.append(line)
        return line
    except HimitsuError as error:
        outcome.failures.append(texts.error(error))
        return texts.error(error)
    outcome.changed |= result != "unchanged"
    line = said.FETCHED[result].format(title=f"{document.title} {edition.name}".strip(), pages=entry.pages)
    outcome.lines.append(line)
    return line
