"""What a user does with documents: add, remove, list, build the index."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from app import texts
from app.engine import embedder_of, model_name
from app.settings import Settings
from indexer.build import build
from indexer.catalog import load_catalog
from indexer.digests import load_digests
from indexer.errors import HimitsuError, IndexUnusable, Unreadable
from indexer.index import Manifest, open_index
from indexer.library import Library, describe
from indexer.read import read

READABLE = frozenset({".pdf", ".txt", ".md", ".html", ".htm", ".docx", ".xml"})


@dataclass
class Outcome:
    """What became of the files: a line each, and whether the index must be rebuilt."""

    lines: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    changed: bool = False


def add_files(settings: Settings, paths: Sequence[Path], document: str = "") -> Outcome:
    """Read files and folders into the library; one bad file never stops the others."""
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
            result = library.add(path, reading, entry)
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
    """Describe every document: what is original, digest, superseded, expired, unmatched."""
    index = open_index(settings.home, verify=False)
    today = date.today().isoformat()
    return [
        {
            "document": e.document,
            "edition": e.edition,
            "title": f"{e.title} {e.edition_name}".strip(),
            "kind": e.kind,
            "authority": e.authority,
            "file": e.file,
            "passages": e.passages,
            "matched": e.matched,
            "superseded": e.superseded,
            "expired": bool(e.valid_until) and e.valid_until < today,
            "valid_until": e.valid_until,
            "url": e.url,
        }
        for e in index.entries
    ]


__all__ = [
    "Outcome",
    "Unreadable",
    "add_files",
    "build_index",
    "ensure_index",
    "list_documents",
    "remove_files",
]
