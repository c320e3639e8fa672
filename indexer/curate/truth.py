"""Digests against the texts they were written from: every figure stands there, no sentence does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indexer.catalog import Catalog, Document, load_toml
from indexer.checklists import load_desks
from indexer.curate.facts import facts, facts_of_source
from indexer.curate.form import body
from indexer.curate.problem import Problem
from indexer.digests import Digest
from indexer.japanese import fold

# A run of this many characters shared with a source is copying, names and statutory terms aside.
LONGEST_RUN = 30
ADDRESS = re.compile(r"(?:https?://|(?:[a-z0-9-]+\.)+[a-z]{2,}/)[!-~]+")


@dataclass(frozen=True)
class Allowed:
    """A run that a digest may share with its source, or a figure that the source writes otherwise."""

    document: str
    text: str
    reason: str
    section: str = ""
    number: bool = False


class Sources:
    """Folders of source texts, found by the names that the catalogue lists."""

    def __init__(self, *folders: Path) -> None:
        self._paths = {
            path.stem: path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()
        }

    def texts(self, names: Sequence[str]) -> list[str]:
        """Return the texts that are here; none where any is missing, since half a source proves nothing."""
        paths = [self._paths.get(name) for name in names]
        return [path.read_text("utf-8") for path in paths if path] if all(paths) else []


def load_allowed(path: Path) -> list[Allowed]:
    """Read the allow-list; an absent file allows nothing."""
    return [Allowed(**row) for row in load_toml(path).get("run", [])] if path.exists() else []


def check_truth(
    corpus: Path, catalog: Catalog, digests: Sequence[Digest], sources: Sources, allowed: Sequence[Allowed]
) -> Iterator[Problem]:
    """Check each digest whose sources are here; one whose sources are absent is a notice."""

    @cache
    def held(document: str) -> list[str]:
        known = catalog.get(document)
        return sources.texts(known.against) if known else []

    for digest in digests:
        texts = held(digest.document)
        if not texts:
            yield Problem(digest.path.name, digest.document, "no_source", level="notice")
            continue
        mine = [row for row in allowed if row.document == digest.document]
        yield from _facts(digest, catalog, texts, mine)
        yield from _runs(digest, texts, mine)
    for desk in load_desks(corpus / "desks.toml"):
        texts = held(desk.document)
        known = frozenset[tuple[str, str]]().union(*map(facts_of_source, texts))
        for kind, value in sorted(facts(desk.contact)):
            if texts and kind in ("mail", "phone") and (kind, value) not in known:
                yield Problem("desks.toml", desk.id, "fact", value)


def catalogued(document: Document | None) -> frozenset[tuple[str, str]]:
    """Return the facts that the catalogue holds of a document: its title, editions and dates."""
    if document is None:
        return frozenset()
    dated = [f"{e.name} {e.published} {e.in_force} {e.valid_until}" for e in document.editions]
    return frozenset(facts_of_source("\n".join((document.title, *dated))))


def _facts(
    digest: Digest, catalog: Catalog, texts: Sequence[str], allowed: Sequence[Allowed]
) -> Iterator[Problem]:
    known = frozenset[tuple[str, str]]().union(*map(facts_of_source, texts))
    excused = {(row.section, row.text) for row in allowed if row.number}
    for at, section in enumerate(digest.text.sections):
        named = (digest.document, *digest.sources.get(section.id, ()))
        listed = frozenset[tuple[str, str]]().union(*(catalogued(catalog.get(name)) for name in named))
        for kind, value in sorted(facts(body(digest, at)) - known - listed):
            if (section.id, value) not in excused and ("", value) not in excused:
                yield Problem(digest.path.name, section.id, "fact", f"{kind} {value}")


def _runs(digest: Digest, texts: Sequence[str], allowed: Sequence[Allowed]) -> Iterator[Problem]:
    grams = {gram for text in texts for gram in grams_of(squeeze(text))}
    excused = [squeeze(row.text) for row in allowed if not row.number]
    for at, section in enumerate(digest.text.sections):
        for run in runs(squeeze(body(digest, at)), grams):
            if not any(run in text for text in excused):
                yield Problem(digest.path.name, section.id, "run", run)


def squeeze(text: str) -> str:
    """Return text for comparing: folded, without white space and addresses."""
    return re.sub(r"\s", "", ADDRESS.sub("", fold(text)))


def grams_of(text: str) -> set[str]:
    """Return every stretch of LONGEST_RUN characters."""
    return {text[at : at + LONGEST_RUN] for at in range(len(text) - LONGEST_RUN + 1)}


def runs(text: str, grams: set[str]) -> Iterator[str]:
    """Yield the longest stretches of a text of which every LONGEST_RUN characters are among `grams`."""
    at = 0
    while at <= len(text) - LONGEST_RUN:
        end = at
        while end <= len(text) - LONGEST_RUN and text[end : end + LONGEST_RUN] in grams:
            end += 1
        if end > at:
            yield text[at : end + LONGEST_RUN - 1]
        at = max(end, at + 1)
