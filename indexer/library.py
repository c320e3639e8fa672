"""The user's originals: what was added, recognised as which document, and its reading.

Files live under `documents/<sha256>/`: the original as it was, and `reading.json`. The list is
`documents.json`, replaced as a whole so that a stopped command leaves the old or the new one.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from indexer.catalog import Catalog
from indexer.digests import Digest
from indexer.errors import HimitsuError
from indexer.japanese import fold
from indexer.read.reading import Heading, Page, Reading
from indexer.structure import recover

# Share of a digest's section titles that must occur in a file to recognise its document.
# tests/indexer/test_library.py holds the five originals to it, each against every other digest.
RECOGNISED = 0.4
# Few titles prove little: a digest with fewer is held to this many.
FEWEST = 5
Outcome = Literal["added", "unchanged", "replaced"]


@dataclass(frozen=True)
class Added:
    """One added original. `document` is a catalogue id, or "user-…" for other files.

    `address` is where `himitsu fetch` brought it from. A fetched file that its publisher replaced
    under the same edition is kept as an older edition: `replaced` is the day.
    """

    document: str
    edition: str
    title: str
    file: str
    sha256: str
    added: str
    pages: int
    warnings: tuple[tuple[str, dict[str, str]], ...] = ()
    address: str = ""
    replaced: str = ""


class Library:
    """The added originals under one home folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._list = home / "documents.json"

    def entries(self) -> list[Added]:
        """Return all added originals, in the order of adding."""
        if not self._list.exists():
            return []
        stored = json.loads(self._list.read_text("utf-8"))
        return [Added(**{**e, "warnings": tuple((k, v) for k, v in e["warnings"])}) for e in stored]

    def add(self, path: Path, reading: Reading, entry: Added, *, keep: bool = False) -> Outcome:
        """Store a file and its reading; a file of the same document and edition is replaced.

        With `keep` the replaced file stays, as an edition that ended today.
        """
        known = self.entries()
        if any(e.sha256 == entry.sha256 and e.document == entry.document for e in known):
            return "unchanged"
        folder = self.home / "documents" / entry.sha256
        if not folder.exists():
            self._store(folder, path, reading)
        same = [e for e in known if (e.document, e.edition) == (entry.document, entry.edition)]
        ended = [_ended(e, entry.added) for e in same] if keep else []
        self._write([*(e for e in known if e not in same), *ended, entry])
        self._sweep()
        return "replaced" if same else "added"

    def remove(self, *keys: str) -> list[Added]:
        """Remove originals by document id, file name or hash prefix; returns what went.

        Where one key names nothing, nothing is removed.
        """
        known = self.entries()
        gone: list[Added] = []
        for key in keys:
            found = [
                e
                for e in known
                if key in (e.document, e.file) or (len(key) >= 6 and e.sha256.startswith(key))
            ]
            if not found:
                raise HimitsuError("no_such_document", name=key)
            gone += [e for e in found if e not in gone]
        self._write([e for e in known if e not in gone])
        self._sweep()
        return gone

    def reading(self, entry: Added) -> Reading:
        """Return the stored reading of an entry."""
        stored = json.loads((self.home / "documents" / entry.sha256 / "reading.json").read_text("utf-8"))
        return Reading(
            tuple(Page(**page) for page in stored["pages"]),
            tuple(Heading(**heading) for heading in stored["headings"]),
            stored["title"],
        )

    def _store(self, folder: Path, path: Path, reading: Reading) -> None:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".adding-"))
        shutil.copyfile(path, aside / f"original{path.suffix.lower()}")
        stored = asdict(reading)
        (aside / "reading.json").write_text(json.dumps(stored, ensure_ascii=False), "utf-8")
        aside.rename(folder)

    def _write(self, entries: Sequence[Added]) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        write_atomic(self._list, json.dumps([asdict(e) for e in entries], ensure_ascii=False, indent=1))

    def _sweep(self) -> None:
        """Delete stored files that no entry names: removed means gone."""
        kept = {entry.sha256 for entry in self.entries()}
        for folder in (self.home / "documents").glob("*"):
            if folder.name not in kept:
                shutil.rmtree(folder, ignore_errors=True)


def _ended(entry: Added, day: str) -> Added:
    """Make an entry an older edition of its own name: 2025-03 becomes 2025-03+1a2b3c4d."""
    return replace(entry, edition=f"{entry.edition}+{entry.sha256[:8]}", replaced=day)


def write_atomic(path: Path, text: str) -> None:
    """Replace a file as a whole, on disk before it is named."""
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(aside, path)


def describe(
    path: Path,
    reading: Reading,
    catalog: Catalog,
    digests: Sequence[Digest],
    today: date,
    document: str = "",
    edition: str = "",
) -> Added:
    """Make the entry of a file: recognised by `document` and `edition`, its name, or its headings."""
    if document and catalog.get(document) is None and not document.startswith("user-"):
        raise HimitsuError("unknown_document", name=document)
    known = catalog.get(document) if document else catalog.by_filename(path.name)
    known = known or (None if document else _by_headings(reading, catalog, digests))
    sha = hashlib.sha256(path.read_bytes()).hexdigest()
    common: dict[str, Any] = {
        "file": path.name,
        "sha256": sha,
        "added": today.isoformat(),
        "pages": len(recover(reading).page_labels),
        "warnings": reading.warnings,
    }
    if known:
        held = known.edition(edition) if edition else known.edition_named(path.name) or known.current
        return Added(known.id, held.id, known.title, **common)
    name = document or "user-" + (
        re.sub(r"[^\w\-]+", "-", unicodedata.normalize("NFKC", path.stem)).strip("-") or sha[:8]
    )
    return Added(name, "", reading.title or path.stem, **common)


def _by_headings(reading: Reading, catalog: Catalog, digests: Sequence[Digest]) -> Any:
    text = _squeeze("".join(page.text for page in reading.pages))
    scored = [
        (_share(digest, text), digest.document)
        for digest in digests
        # What we compiled ourselves has no original.
        if (known := catalog.get(digest.document)) and known.authority != "sheet"
    ]
    best = max(scored, default=(0.0, ""))
    return catalog.get(best[1]) if best[0] >= RECOGNISED else None


def _share(digest: Digest, text: str) -> float:
    titles = {_squeeze(re.split(r" ― ", s.path[0])[0].split(" ", 1)[-1]) for s in digest.text.sections}
    titles = {re.sub(r"^(?:[ivx]+\.|[0-9]+\.)+", "", title) for title in titles}  # Ⅳ．１．
    titles = {t for t in titles if len(t) >= 6}
    return sum(title in text for title in titles) / max(FEWEST, len(titles))


def _squeeze(text: str) -> str:
    return re.sub(r"[\s*#]", "", fold(text))
