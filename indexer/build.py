"""Documents into a new generation: prepared aside, checked, committed by one rename."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from indexer import passages as cutting
from indexer.beyond import load_beyond
from indexer.catalog import CORPUS, load_catalog
from indexer.collect import Collected, collect
from indexer.digests import load_digests
from indexer.embed import Embedder
from indexer.errors import HimitsuError
from indexer.generation import Progress, write
from indexer.index import SCHEMA, Manifest, check, file_hash
from indexer.japanese import dictionary_version
from indexer.lexical import K1, B
from indexer.lexicon import Lexicon, load_lexicon
from indexer.library import Library, write_atomic

KEPT_GENERATIONS = 2


def build(
    home: Path,
    embedder: Embedder,
    *,
    digests: bool = True,
    corpus: Path = CORPUS,
    progress: Progress = lambda stage, done, total: None,
) -> Manifest:
    """Build a new generation from the corpus and the library, and put it in use.

    Raises HimitsuError("nothing_to_index") where there is no document at all.
    """
    with _lock(home):
        catalog, lexicon = load_catalog(corpus / "catalog.toml"), load_lexicon(corpus / "lexicon.toml")
        library = Library(home)
        collected = collect(library, catalog, load_digests(corpus / "digests") if digests else [])
        if digests:
            collected = replace(collected, beyond=load_beyond(corpus / "beyond.txt"))
        return _generate(home, collected, embedder, lexicon, _sources(library, corpus, digests), progress)


def build_from(home: Path, collected: Collected, embedder: Embedder) -> Manifest:
    """Build a generation of given passages (an external collection), with our lexicon."""
    with _lock(home):
        return _generate(home, collected, embedder, load_lexicon(), {}, lambda stage, done, total: None)


def _generate(
    home: Path,
    collected: Collected,
    embedder: Embedder,
    lexicon: Lexicon,
    sources: dict[str, str],
    progress: Progress,
) -> Manifest:
    root = home / "index"
    if not collected.passages:
        _forget(root, sources)
        raise HimitsuError("nothing_to_index")
    aside = Path(tempfile.mkdtemp(dir=root, prefix=".building-"))
    try:
        write(aside, collected, embedder, lexicon, progress)
        manifest = _manifest(aside, collected, embedder, sources)
        _commit(root, aside, manifest)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return manifest


@contextmanager
def _lock(home: Path) -> Iterator[None]:
    """One build at a time; a lock dies with its process, so a kill leaves none behind."""
    (home / "index").mkdir(parents=True, exist_ok=True)
    with (home / "index" / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise HimitsuError("index_busy") from error
        yield


def settings_key() -> str:
    """What of the code's own settings a generation depends on."""
    return f"passages={cutting.SHORTEST}-{cutting.LONGEST} bm25={K1},{B}"


def _sources(library: Library, corpus: Path, digests: bool) -> dict[str, str]:
    """Hashes of everything a generation is made from."""
    found = {str(p.relative_to(corpus)): file_hash(p) for p in sorted(corpus.rglob("*.*")) if p.is_file()}
    found = {name: value for name, value in found.items() if digests or not name.startswith("digests")}
    return found | {f"original:{e.document}/{e.edition}": e.sha256 for e in library.entries()}


def _manifest(folder: Path, collected: Collected, embedder: Embedder, sources: dict[str, str]) -> Manifest:
    files = {str(p.relative_to(folder)): file_hash(p) for p in sorted(folder.rglob("*")) if p.is_file()}
    counts = {
        "documents": len({e.document for e in collected.entries}),
        "passages": sum(not p.stands_for for p in collected.passages),
        "questions": sum(len(p.questions) for p in collected.passages),
    }
    now = datetime.now(UTC)
    key = hashlib.sha256(json.dumps([files, sources], sort_keys=True).encode()).hexdigest()[:12]
    return Manifest(
        SCHEMA,
        f"{now:%Y%m%d-%H%M%S}-{key}",
        now.isoformat(timespec="seconds"),
        embedder.name,
        embedder.dimension,
        dictionary_version(),
        settings_key(),
        sources,
        counts,
        files,
    )


def _commit(root: Path, aside: Path, manifest: Manifest) -> None:
    """Check what was written, name it, and let CURRENT point to it: that rename is the commit."""
    (aside / "manifest.json").write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), "utf-8")
    check(aside, manifest)
    for path in aside.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    target = root / manifest.generation
    if not target.exists():  # the same input within one second has the same name and content
        aside.rename(target)
    write_atomic(root / "CURRENT", manifest.generation)
    _forget(root, manifest.corpus)
    _prune(root, manifest.generation)


def _generations(root: Path) -> list[Path]:
    return sorted(p for p in root.iterdir() if p.is_dir() and not p.name.startswith("."))


def _forget(root: Path, sources: dict[str, str]) -> None:
    """Drop generations that hold an original since removed or replaced: removed means gone."""
    for folder in _generations(root):
        try:
            held = json.loads((folder / "manifest.json").read_text("utf-8"))["corpus"]
            gone = any(k.startswith("original:") and sources.get(k) != v for k, v in held.items())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            gone = True  # no command can open it
        if gone:
            shutil.rmtree(folder, ignore_errors=True)


def _prune(root: Path, used: str) -> None:
    """Keep the generation in use and the one before it; drop what stopped builds left."""
    for old in [p for p in _generations(root) if p.name != used][: -(KEPT_GENERATIONS - 1)]:
        shutil.rmtree(old, ignore_errors=True)
    for left in root.glob(".building-*"):
        shutil.rmtree(left, ignore_errors=True)
