"""A generation of the index: opened, verified, searched.

Layout of a generation: `manifest.json`, `passages.jsonl`, `texts.json`, `readings.json`, `terms.json`,
`words/` (see `bags`), `contexts.npy`, `lexical/`, `expected/` (BM25 over expected questions),
`passages.faiss`, `expected.faiss`, `beyond.json` and `beyond.faiss` (questions that the corpus does not
answer), and `metric.npy` where there were questions to learn it from. It is never changed in place;
`CURRENT` in the parent folder names the one in use.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer import metric
from indexer.bags import Bags
from indexer.contexts import Contexts
from indexer.embed import Vectors
from indexer.errors import IndexUnusable
from indexer.flat import Flat
from indexer.lexical import Lexical
from indexer.passages import Expected, Passage, Sentence
from indexer.terms import restored

SCHEMA = 9
FIELDS = tuple(field.name for field in fields(Passage))


@dataclass(frozen=True)
class Manifest:
    """What a generation was made from and with; `files` maps each file to its SHA-256."""

    schema: int
    generation: str
    built: str
    model: str
    dimension: int
    tokenizer: str
    settings: str
    corpus: dict[str, str]
    counts: dict[str, int]
    files: dict[str, str]


@dataclass(frozen=True)
class Entry:
    """A document as indexed: shown by `himitsu docs` and in the filter (see `catalog`, `digests`)."""

    document: str
    edition: str
    title: str
    edition_name: str
    kind: str
    authority: str
    url: str
    publisher: str = ""
    file: str = ""
    passages: int = 0
    matched: int = 0
    superseded: bool = False
    valid_until: str = ""
    in_force: str = ""
    jurisdiction: str = ""
    basis: str = "original"


class Index:
    """An opened generation. Rows of `passages` and of every score array agree."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder, self.manifest = folder, manifest
        self.passages = list(_read_passages(folder / "passages.jsonl"))
        meta = json.loads((folder / "texts.json").read_text("utf-8"))
        self.entries = [Entry(**entry) for entry in meta["entries"]]
        self.texts: dict[str, str] = meta["texts"]
        self.readings: dict[str, str] = json.loads((folder / "readings.json").read_text("utf-8"))
        self.terms = restored(json.loads((folder / "terms.json").read_text("utf-8")))
        self._by_key = {_key(e): e for e in self.entries}
        self.bags = Bags(folder / "words", self.passages)
        self.contexts = Contexts(folder / "contexts.npy", self.passages)
        self.lexical = Lexical.load(folder / "lexical")
        self.expected = Lexical.load(folder / "expected")
        rows = {passage.id: row for row, passage in enumerate(self.passages)}
        # The row that a row's finding counts for: itself, or the original that an aid stands for.
        self.targets = [rows[p.stands_for] if p.stands_for else row for row, p in enumerate(self.passages)]
        self.expected_rows = np.array(
            [row for row, p in enumerate(self.passages) for _ in p.questions], np.int64
        )
        self.first_expected = np.searchsorted(self.expected_rows, np.arange(len(self.passages) + 1))
        # Rows of the passages that have expected questions.
        self._asked = np.flatnonzero(np.diff(self.first_expected))
        # For each passage its document's place in `entries`.
        places = {_key(entry): at for at, entry in enumerate(self.entries)}
        self.entry_rows = np.array([places[_key(p)] for p in self.passages], np.int32)
        learnt = folder / "metric.npy"
        self._metric = np.load(learnt, allow_pickle=False)[0] if learnt.exists() else None
        self._vectors = Flat(folder / "passages.faiss")
        # Replaced where a LlamaIndex vector store is plugged in (see `indexer.llama.plug`).
        self.dense: Callable[[Vectors], NDArray[np.float32]] = self._own_dense
        self._expected_vectors = Flat(folder / "expected.faiss")
        self._beyond_vectors = Flat(folder / "beyond.faiss")
        self.beyond: list[str] = json.loads((folder / "beyond.json").read_text("utf-8"))

    @property
    def generation(self) -> str:
        """The id of this generation."""
        return self.manifest.generation

    def text(self, passage: Passage) -> str:
        """Return the whole text of the document a passage lies in."""
        return self.texts[f"{passage.document}/{passage.edition}/{passage.kind}"]

    def entry(self, passage: Passage) -> Entry:
        """Return the indexed document a passage lies in."""
        return self._by_key[_key(passage)]

    def word_scores(self, query: Mapping[str, float]) -> NDArray[np.float32]:
        """BM25 of every passage, as a share of the query's best possible score."""
        return self.lexical.scores(query)

    def expected_word_scores(self, query: Mapping[str, float]) -> NDArray[np.float32]:
        """BM25 of every expected question, likewise; rows as in `expected_rows`."""
        return self.expected.scores(query)[: len(self.expected_rows)]

    def vector_scores(self, vector: Vectors) -> NDArray[np.float32]:
        """Cosine of every passage with one question vector of shape (1, dimension)."""
        return self.dense(vector)

    def _own_dense(self, vector: Vectors) -> NDArray[np.float32]:
        return self._vectors.cosines(self.projected(vector))

    def projected(self, vector: Vectors) -> Vectors:
        """Return a question's vector under the metric learnt from the expected questions."""
        return metric.apply(self._metric, vector)

    def expected_vector_scores(self, vector: Vectors) -> NDArray[np.float32]:
        """Cosine of every expected question."""
        return self._expected_vectors.cosines(self.projected(vector))

    def beyond_scores(self, vector: Vectors) -> NDArray[np.float32]:
        """Cosine of every question beyond the corpus (see `beyond`)."""
        return self._beyond_vectors.cosines(self.projected(vector))

    def best_expected(self, scores: NDArray[np.float32]) -> NDArray[np.float32]:
        """Each passage's best score among its expected questions; 0 where it has none."""
        out = np.zeros(len(self.passages), np.float32)
        if len(scores):
            best = np.maximum.reduceat(scores, self.first_expected[self._asked])
            out[self._asked] = np.maximum(best, 0)
        return out


def _key(what: Entry | Passage) -> tuple[str, str, str]:
    return what.document, what.edition, what.kind


def open_index(home: Path, *, model: str | None = None, verify: bool = True) -> Index:
    """Open the generation in use.

    Raises IndexUnusable: "no_index", "index_damaged" (a file differs from its checksum),
    "index_schema", "index_model" (built with another model than `model`).
    """
    folder = current(home)
    if folder is None:
        raise IndexUnusable("no_index")
    try:
        stored = json.loads((folder / "manifest.json").read_text("utf-8"))
        # Before its fields are read: another schema may have others.
        if stored["schema"] != SCHEMA:
            raise IndexUnusable("index_schema", found=str(stored["schema"]), wanted=str(SCHEMA))
        manifest = Manifest(**stored)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise IndexUnusable("index_damaged", file="manifest.json") from error
    if model is not None and model != manifest.model:
        raise IndexUnusable("index_model", built=manifest.model, asked=model)
    if verify:
        check(folder, manifest)
    return Index(folder, manifest)


def check(folder: Path, manifest: Manifest) -> None:
    """Compare every file of a generation with its checksum; raises IndexUnusable."""
    for name, wanted in manifest.files.items():
        path = folder / name
        if not path.exists() or file_hash(path) != wanted:
            raise IndexUnusable("index_damaged", file=name)


def current(home: Path) -> Path | None:
    """Return the folder of the generation in use, or None."""
    pointer = home / "index" / "CURRENT"
    if not pointer.exists():
        return None
    folder = pointer.parent / pointer.read_text("utf-8").strip()
    return folder if folder.is_dir() else None


def file_hash(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_passages(path: Path, passages: Sequence[Passage]) -> None:
    """Write passages as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for passage in passages:
            # Not `asdict`, which copies every sentence and takes a tenth of a build.
            stored = {name: getattr(passage, name) for name in FIELDS}
            stored["sentences"] = [[s.start, s.end, s.kind, s.glyph] for s in passage.sentences]
            stored["questions"] = [[q.text, q.section, q.at] for q in passage.questions]
            file.write(json.dumps(stored, ensure_ascii=False) + "\n")


def _read_passages(path: Path) -> Iterator[Passage]:
    # Line by line: the whole file parsed at once takes several times the memory of its passages.
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield _passage(json.loads(line))


def _passage(stored: dict[str, Any]) -> Passage:
    stored["sentences"] = tuple(Sentence(*s) for s in stored["sentences"])
    stored["questions"] = tuple(Expected(*q) for q in stored["questions"])
    stored["focus"] = tuple((a, b) for a, b in stored["focus"])
    for key in ("path", "section_ids"):
        stored[key] = tuple(stored[key])
    return Passage(**stored)
