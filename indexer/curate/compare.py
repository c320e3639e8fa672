"""The comparison of countries: every cell quotes the sentence that was meant, of its own country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from indexer.catalog import Catalog
from indexer.compare import FIGURES, Plan, Quote, Row, load_compare
from indexer.curate.problem import Problem
from indexer.digests import Digest
from indexer.japanese import plain
from indexer.passages import WHOLE, make_passages
from indexer.places import Places, load_places

# Digests write it where the sources do not tell.
UNCONFIRMED = "未確認"
DENIES = "ない"
Sentences = dict[tuple[str, str], tuple[str, ...]]


def check_compare(corpus: Path, catalog: Catalog, digests: Sequence[Digest]) -> Iterator[Problem]:
    """Check `compare/rows.toml` against the digests; a corpus without the file has nothing to check."""
    path = corpus / "compare" / "rows.toml"
    if not path.exists():
        return
    plan, places = load_compare(path), load_places(corpus / "places.toml")
    said = sentences_of(catalog, digests)
    yield from _names(plan)
    for country in plan.countries:
        for quote in (country.checked, *country.notices):
            yield from _quoted(quote, country.name, country.name, said, catalog, places)
    for row in plan.rows:
        for name, quotes in row.cells.items():
            place = f"{row.id} {name}"
            for quote in quotes:
                yield from _quoted(quote, name, place, said, catalog, places)
            yield from _figures(row, quotes, place, said)


def sentences_of(catalog: Catalog, digests: Sequence[Digest]) -> Sentences:
    """Return the sentences of every section of the current editions, as they are quoted."""
    said: Sentences = {}
    for digest in digests:
        known = catalog.get(digest.document)
        if known is None or digest.edition != known.current.id:
            continue
        for passage in make_passages(digest.text, digest.document, digest.edition, "digest"):
            sentences = tuple(plain(passage.quote(one)).strip() for one in passage.sentences)
            for section in passage.section_ids:
                said.setdefault((digest.document, section), sentences)
    return said


def _names(plan: Plan) -> Iterator[Problem]:
    known = {country.name for country in plan.countries}
    ids = [row.id for row in plan.rows]
    for row in plan.rows:
        if ids.count(row.id) > 1:
            yield _problem(row.id, "same_id")
        yield from (_problem(row.id, "compare_country", name) for name in row.cells if name not in known)
    yield from (_problem("defaults", "compare_country", name) for name in plan.defaults if name not in known)


def _quoted(
    quote: Quote, country: str, place: str, said: Sentences, catalog: Catalog, places: Places
) -> Iterator[Problem]:
    section = said.get((quote.ref.document, quote.ref.section), ())
    if quote.ref.at == WHOLE or quote.ref.at >= len(section):
        yield _problem(place, "unknown_section", str(quote.ref))
        return
    sentence = section[quote.ref.at]
    if not quote.holds(sentence):
        yield _problem(place, "compare_moved", f"{quote.ref}（{quote.must}）")
    elif sum(quote.must in other for other in section) > 1:
        yield _problem(place, "compare_must", f"{quote.ref}（{quote.must}）")
    document = catalog.get(quote.ref.document)
    home = document.jurisdiction if document else ""
    # By its own name: 国内 names Japan only where the sentence speaks of Japan. インドネシア is not インド.
    named = country in sentence and country in places.named(sentence)
    if home != country and not named:
        yield _problem(place, "compare_place", str(quote.ref))


def _figures(row: Row, quotes: Sequence[Quote], place: str, said: Sentences) -> Iterator[Problem]:
    """A figure's row tells in each cell the figure, that there is none, or that it is unconfirmed."""
    pattern = FIGURES.get(row.kind)
    if pattern is None:
        return
    told = [said.get((q.ref.document, q.ref.section), ())[q.ref.at : q.ref.at + 1] for q in quotes]
    sentences = [one[0] if one else "" for one in told]
    for quote, sentence in zip(quotes, sentences, strict=True):
        if quote.point and not quote.none and not pattern.search(quote.point):
            yield _problem(place, "compare_kind", f"{quote.ref}（{quote.point}）")
        if quote.none and DENIES not in sentence:
            yield _problem(place, "compare_none", str(quote.ref))
    if not any(q.point or q.none or UNCONFIRMED in s for q, s in zip(quotes, sentences, strict=True)):
        yield _problem(place, "compare_figure", row.name)


def _problem(place: str, key: str, what: str = "") -> Problem:
    return Problem("compare/rows.toml", place, key, what)
