"""What a user does with documents: add, remove, list, build the index."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from app import texts
from app.models import embedder_of, model_name
from app.settings import Settings
from indexer.build import build
from indexer.catalog import Document, load_catalog
from indexer.digests import load_digests
from indexer.errors import HimitsuError, IndexUnusable, Unreadable
from indexer.index import Entry, Manifest, open_index
from indexer.library import Library, describe
from indexer.read import read

READABLE = frozenset({".pdf", ".txt", ".md", ".html", ".htm", ".docx", ".xml"})


@dataclass
class Outcome:
    """What became of the files: a line each, and whether the index must be rebuilt."""

    lines: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    changed: bool = False


def add_files(
    settings: Settings, paths: Sequence[Path], document: str = "", *, keep: bool = False
) -> Outcome:
    """Read files and folders into the library; one bad file never stops the others.

    With `keep` a file that is replaced stays, as an older edition, to compare with (`himitsu revisions`).
    """
    outcome = Outcome()
    library, catalog, digests = Library(settings.home), load_catalog(), load_digests()
    _make_home(settings.home)
    files = list(_files(paths))
    for at, path in enumerate(files):
        try:
            if not path.exists():
                raise HimitsuError("no_such_file", file=str(path))
            reading = read(path)
            entry = describe(path, reading, catalog, digests, date.today(), document)
            result = library.add(path, reading, entry, keep=keep)
        except HimitsuError as exc:
            outcome.failures.append(texts.error(exc))
            continue
        finally:
            show_progress("read", at + 1, len(files))
        outcome.changed |= result != "unchanged"
        outcome.lines.append(texts.ADDED[result].format(file=path.name, title=entry.title, pages=entry.pages))
        outcome.lines += [texts.warning(key, values, path.name) for key, values in reading.warnings]
    return outcome


def _make_home(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HimitsuError("home_unwritable", path=str(home)) from error


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in READABLE)
        else:
            yield path


def remove_files(settings: Settings, keys: Sequence[str]) -> list[str]:
    """Remove originals; returns a line for each."""
    library = Library(settings.home)
    return [texts.REMOVED.format(title=e.title, file=e.file) for e in library.remove(*keys)]


def build_index(settings: Settings) -> Manifest:
    """Build a new generation with the model of the settings."""
    _make_home(settings.home)
    embedder = embedder_of(settings, model_name(settings))
    return build(settings.home, embedder, digests=settings.digests == "on", progress=show_progress)


def ensure_index(settings: Settings) -> None:
    """Build the index where there is none yet, or where its format is of another version."""
    try:
        open_index(settings.home, model=model_name(settings), verify=False)
    except IndexUnusable as error:
        if error.key not in ("no_index", "index_schema"):
            raise
        build_index(settings)


def is_current(settings: Settings) -> bool:
    """Whether the index in use holds exactly the added originals (a stopped build may not have)."""
    try:
        indexed = open_index(settings.home, verify=False).manifest.corpus
    except IndexUnusable:
        return False
    added = {f"original:{e.document}/{e.edition}": e.sha256 for e in Library(settings.home).entries()}
    return added == {key: value for key, value in indexed.items() if key.startswith("original:")}


def show_progress(stage: str, done: int, total: int) -> None:
    """Draw one line of progress on a terminal; nothing where output is not one."""
    if not sys.stderr.isatty() or total < 2:
        return
    filled = round(30 * done / total)
    name = texts.STAGES.get(stage, stage)
    sys.stderr.write(f"\r{name} [{'#' * filled}{'.' * (30 - filled)}] {done}/{total}")
    if done == total:
        sys.stderr.write("\n")
    sys.stderr.flush()


def list_documents(settings: Settings) -> list[dict[str, Any]]:
    """Describe every document: original, digest, superseded, expired, unmatched, or only listed.

    `passages` of a digest are those no original stands for, `matched` those one does.
    """
    index = open_index(settings.home, verify=False)
    indexed = {entry.document for entry in index.entries}
    listed = [d for d in load_catalog().documents.values() if d.id not in indexed]
    return [_row(entry) for entry in [*index.entries, *map(_listed, listed)]]


def _listed(document: Document) -> Entry:
    """An entry for a document of which only the catalogue's lines are here."""
    edition = document.current
    return Entry(
        document=document.id,
        edition=edition.id,
        title=document.title,
        edition_name=edition.name,
        kind="listed",
        authority=document.authority,
        url=document.url,
        valid_until=edition.valid_until,
    )


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "document": entry.document,
        "edition": entry.edition,
        "title": f"{entry.title} {entry.edition_name}".strip(),
        "kind": entry.kind,
        "authority": entry.authority,
        "file": entry.file,
        "passages": entry.passages,
        "matched": entry.matched,
        "superseded": entry.superseded,
        "expired": bool(entry.valid_until) and entry.valid_until < date.today().isoformat(),
        "valid_until": entry.valid_until,
        "url": entry.url,
    }


__all__ = [
    "Outcome",
    "Unreadable",
    "add_files",
    "build_index",
    "ensure_index",
    "list_documents",
    "remove_files",
]
