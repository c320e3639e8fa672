"""The three ways an index is measured: digests alone, with originals, originals alone."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from app.retrieve import Searcher
from indexer.build import build
from indexer.catalog import load_catalog
from indexer.digests import load_digests
from indexer.embed import default_model, load_embedder
from indexer.index import open_index
from indexer.lexicon import load_lexicon
from indexer.library import Library, describe
from indexer.read import read

SHARED = Path(
    os.environ.get(
        "HIMITSU_ORIGINALS", Path(__file__).resolve().parent.parent.parent / "shared" / "originals"
    )
)


@dataclass(frozen=True)
class Setup:
    """`name` is shown in tables; `originals` are added or not, `digests` used or withheld."""

    name: str
    originals: bool
    digests: bool


SETUPS = (
    Setup("digests", originals=False, digests=True),
    Setup("with-originals", originals=True, digests=True),
    Setup("originals-only", originals=True, digests=False),
)


def setups() -> tuple[Setup, ...]:
    """Return the setups that can be built here: originals are not part of the repository."""
    return SETUPS if SHARED.is_dir() else SETUPS[:1]


@lru_cache(maxsize=1)
def _root() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="himitsu-eval-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def home_of(setup: Setup) -> Path:
    """Build the index of a setup once a run; returns its home folder."""
    home = _root() / setup.name
    if home.exists():
        return home
    home.mkdir()
    models = _root() / "models"
    models.mkdir(exist_ok=True)
    (home / "models").symlink_to(models)
    if setup.originals:
        _add_originals(home)
    build(home, load_embedder(default_model(), home), digests=setup.digests)
    return home


def _add_originals(home: Path) -> None:
    library, catalog, digests = Library(home), load_catalog(), load_digests()
    for path in sorted(SHARED.glob("*.txt")):
        reading = read(path)
        library.add(path, reading, describe(path, reading, catalog, digests, date.today()))


def searcher(setup: Setup) -> Searcher:
    """Return a searcher over a setup's index."""
    home = home_of(setup)
    return Searcher(open_index(home), load_lexicon(), load_embedder(default_model(), home))
