"""The curator's commands: check the corpus, count what is in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from app import texts_corpus as texts
from indexer.catalog import CORPUS, load_catalog
from indexer.checklists import load_desks, load_items
from indexer.curate import Problem, check_corpus
from indexer.digests import load_digests
from indexer.lexicon import load_lexicon


def report(today: date, sources: Path | None = None, corpus: Path = CORPUS) -> tuple[list[str], bool]:
    """Check the corpus; returns a line for each finding and the counts, and whether it is clean."""
    found = check_corpus(today, sources, corpus)
    errors = [problem for problem in found if problem.level == "error"]
    lines = [line(problem) for problem in found]
    lines.append(counts(corpus))
    lines.append(texts.CLEAN if not errors else texts.NOT_CLEAN.format(n=len(errors)))
    return lines, not errors


def line(problem: Problem) -> str:
    """Return a finding as a line for the curator."""
    sentence = texts.PROBLEMS[problem.key].format(what=problem.what)
    return f"{texts.LEVELS[problem.level]} {problem.file} {problem.place}：{sentence}"


def counts(corpus: Path = CORPUS) -> str:
    """Count the corpus in one line."""
    digests, catalog = load_digests(corpus / "digests"), load_catalog(corpus / "catalog.toml")
    lexicon = load_lexicon(corpus / "lexicon.toml")
    return texts.COUNTS.format(
        documents=len(catalog.documents),
        jurisdictions=len(_jurisdictions([d.document for d in digests], corpus)),
        digests=len(digests),
        sections=sum(len(d.text.sections) for d in digests),
        questions=sum(len(asked) for d in digests for asked in d.questions.values()),
        items=len(load_items(corpus / "checklists")),
        checklists=len(list((corpus / "checklists").glob("*.toml"))),
        desks=len(load_desks(corpus / "desks.toml")),
        words=len(lexicon.words),
        synonyms=len(lexicon.synonyms),
    )


def _jurisdictions(documents: Sequence[str], corpus: Path) -> set[str]:
    """Jurisdictions that have a country sheet."""
    catalog = load_catalog(corpus / "catalog.toml")
    sheets = [known for d in documents if (known := catalog.get(d)) and known.id.startswith("sheet-")]
    return {document.jurisdiction for document in sheets}
