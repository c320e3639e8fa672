"""The rules that refuse a claim before any likelihood: each names what is at fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from app.verify import articles, figures, names
from app.verify.pairing import Pairing
from app.verify.verdict import Reason

Rule = Callable[[Pairing], Iterable[str]]


def lacking_figures(pairing: Pairing) -> list[str]:
    """Return figures that the quotation does not hold."""
    quoted = [figure for s in (*pairing.quoted, pairing.context) for figure in s.figures]
    return [figure.surface for figure in figures.lacking(pairing.claim.figures, quoted)]


def lacking_articles(pairing: Pairing) -> list[str]:
    """Return articles and documents that the quotation does not name."""
    return articles.lacking(pairing.claim.text, pairing.whole)


def lacking_names(pairing: Pairing) -> Iterator[str]:
    """Yield places, proper names and Latin words that the quotation does not name."""
    yield from names.lacking_places(pairing.claim.text, pairing.whole)
    yield from names.lacking_names(pairing.claim, pairing.whole)
    yield from names.lacking_latin(pairing.claim.text, pairing.whole)


def lacking_actors(pairing: Pairing) -> list[str]:
    """Return actors of whose kind the quotation names none."""
    return names.lacking_actors(pairing.claim.text, pairing.whole, pairing.terms)


RULES: tuple[tuple[Reason, Rule], ...] = (
    ("article", lacking_articles),
    ("figure", lacking_figures),
    ("name", lacking_names),
    ("subject", lacking_actors),
)


def refused(pairing: Pairing) -> tuple[Reason, str]:
    """Return why a rule refuses the claim and what is at fault; two empty strings where none does."""
    for reason, rule in RULES:
        for fault in rule(pairing):
            return reason, fault
    return "", ""
