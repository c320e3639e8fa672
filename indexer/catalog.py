"""The catalogue: which official documents may be cited, and which edition is current."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from indexer.errors import CorpusInvalid

# Names of official files that tell nothing by themselves (…/handbook/full.pdf).
GENERIC = frozenset({"full", "index", "main"})
CORPUS = Path(__file__).resolve().parent.parent / "corpus"
# From the strongest source to the weakest; "sheet" is what we compiled ourselves from laws and
# public material, "user" a document outside the catalogue.
AUTHORITIES = (
    "law",
    "guideline",
    "handbook",
    "guidance",
    "manual",
    "survey",
    "slides",
    "report",
    "sheet",
    "user",
)


@dataclass(frozen=True)
class Edition:
    """One dated version of a document. Dates are ISO strings of any precision.

    It holds from `in_force` to `valid_until`; `supersedes` is the edition it replaced, `download`
    the address of the official file, `pages` how many pages it has (0: not known).
    """

    id: str
    name: str
    published: str = ""
    in_force: str = ""
    valid_until: str = ""
    supersedes: str = ""
    download: str = ""
    pages: int = 0
    current: bool = False


@dataclass(frozen=True)
class Document:
    """One official publication.

    `files` are names under which people keep the original, `against` names of the source texts
    that a curator checks the digest against.
    """

    id: str
    title: str
    publisher: str
    authority: str
    url: str
    editions: tuple[Edition, ...]
    jurisdiction: str = ""
    language: str = "ja"
    terms: str = ""
    files: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def current(self) -> Edition:
        """The current edition (the last one where none is marked)."""
        return next((e for e in self.editions if e.current), self.editions[-1])

    def edition(self, key: str) -> Edition:
        """Return an edition by id; the current one where the id is unknown."""
        return next((e for e in self.editions if e.id == key), self.current)

    def edition_named(self, name: str) -> Edition | None:
        """Return the edition whose official file has this name (h31ts.pdf), else None."""
        stem = _squeeze(Path(name).stem)
        official = {_squeeze(PurePosixPath(e.download).stem): e for e in self.editions if e.download}
        return None if stem in GENERIC else official.get(stem)


class Catalog:
    """The documents of `catalog.toml`, by id."""

    def __init__(self, documents: tuple[Document, ...]) -> None:
        self.documents = {document.id: document for document in documents}

    def get(self, document: str) -> Document | None:
        """Return a document, or None for one outside the catalogue."""
        return self.documents.get(document)

    def by_filename(self, name: str) -> Document | None:
        """Recognise an original by its file name."""
        stem = _squeeze(Path(name).stem)
        for document in self.documents.values():
            known = (_squeeze(known) for known in document.files)
            if document.edition_named(name) or any(key in stem for key in known):
                return document
        return None


def _squeeze(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).lower()


def load_catalog(path: Path = CORPUS / "catalog.toml") -> Catalog:
    """Read the catalogue. Raises CorpusInvalid naming the entry that breaks the format."""
    documents = []
    for entry in load_toml(path).get("document", []):
        with named_entry(path, entry.get("id")):
            documents.append(_document(entry))
    return Catalog(tuple(documents))


@contextmanager
def named_entry(path: Path, entry: object) -> Iterator[None]:
    """Turn a missing or ill-typed field into CorpusInvalid that names the file and the entry."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        raise CorpusInvalid("catalog_entry", file=path.name, entry=str(entry), why=str(error)) from error


def _document(entry: dict[str, Any]) -> Document:
    editions = tuple(Edition(**edition) for edition in entry["edition"])
    if not editions:
        raise KeyError("edition")
    lists: dict[str, Any] = {key: tuple(entry.get(key, ())) for key in ("files", "against")}
    fields = {key: value for key, value in entry.items() if key not in ("edition", *lists)}
    document = Document(**fields, **lists, editions=editions)
    if document.authority not in AUTHORITIES:
        raise KeyError(f"authority={document.authority}")
    return document


def load_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file of the corpus. Raises CorpusInvalid where it does not parse."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusInvalid("toml", file=path.name, why=str(error)) from error
