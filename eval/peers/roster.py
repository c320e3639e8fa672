"""Which peers there are, and which of them can run here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from eval.peers.peer import Maker
from indexer.embed import NONE


@dataclass(frozen=True)
class Entry:
    """A module of this package that measures what `package` brings as `imports`."""

    module: str
    package: str
    imports: str
    embeds: bool = False


ROSTER = (
    Entry("llama_bm25", "llama-index-retrievers-bm25", "llama_index.retrievers.bm25"),
    Entry("llama_vectors", "llama-index-core", "llama_index.core", embeds=True),
    Entry("llama_fusion", "llama-index-retrievers-bm25", "llama_index.retrievers.bm25", embeds=True),
    Entry("haystack_bm25", "haystack-ai", "haystack"),
    Entry("txtai_keyword", "txtai", "txtai"),
    Entry("lancedb_text", "lancedb", "lancedb"),
    Entry("sqlite_text", "sqlite3", "sqlite3"),
)


def missing(entry: Entry, model: str) -> str:
    """Return why a peer cannot run with our `model`; empty where it can."""
    try:
        here = find_spec(entry.imports) is not None
    except ModuleNotFoundError:  # of a parent of a dotted name
        here = False
    if not here:
        return f"{entry.package} is not installed"
    return "the default model is not installed" if entry.embeds and model == NONE else ""


def makers(entry: Entry) -> Iterator[Maker]:
    """Return what builds the configurations of an installed peer."""
    yield from import_module(f"eval.peers.{entry.module}").MAKERS
