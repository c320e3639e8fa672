"""The curator's check of the corpus: form, links, truth. `himitsu corpus check` and the tests run it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from indexer.catalog import CORPUS, load_catalog
from indexer.curate.compare import check_compare
from indexer.curate.form import check_form, check_names
from indexer.curate.links import check_links
from indexer.curate.problem import Problem
from indexer.curate.truth import Sources, check_truth, load_allowed
from indexer.digests import load_digests

__all__ = ["Problem", "Sources", "check_corpus"]


def check_corpus(today: date, sources: Path | None = None, corpus: Path = CORPUS) -> list[Problem]:
    """Check every file of the corpus; with `sources`, also against the texts it was written from.

    Raises CorpusInvalid where a file cannot be read at all.
    """
    catalog = load_catalog(corpus / "catalog.toml")
    digests = load_digests(corpus / "digests")
    found = [*check_form(digests), *check_names(corpus), *check_links(corpus, catalog, digests, today)]
    found += check_compare(corpus, catalog, digests)
    if sources:
        allowed = load_allowed(corpus / "allowed.toml")
        found += check_truth(corpus, catalog, digests, Sources(sources), allowed)
    return found
