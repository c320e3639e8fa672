"""The rules that refuse a claim before any likelihood: each names what is at fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from app.verify import added, articles, crossed, figures, names, opposites, polarity, scope, topics
from app.verify.pairing import Pairing, share
from app.verify.reading import claim_statement
from app.verify.verdict import Reason
from indexer.numerals import KANJI

# Of a reason (〜のは〜ためである) so much must stand in the quotation; on dev .8 refuses 14 of 17 invented ones.
REASON_HELD = 0.8
# Marks that make no difference to what is said, unless they part two numerals: 10.5, 3、4件, 第2・4条.
MARKS = re.compile(r"[\s。.．、，,「」『』|*#・]+")
NUMERALS = frozenset("0123456789０１２３４５６７８９〇" + KANJI)
Rule = Callable[[Pairing], Iterable[str]]


def lacking_figures(pairing: Pairing) -> list[str]:
    """Return figures that the quotation does not hold."""
    quoted = [figure for s in (*pairing.quoted, pairing.context) for figure in s.figures]
    return [figure.surface for figure in figures.lacking(pairing.claim.figures, quoted)]


def changed_figures(pairing: Pairing) -> list[str]:
    """Return a claim that is a statement of the quotation but for its digits."""
    said, shape = squeezed(pairing.claim.text), _shape(pairing.claim.text)
    texts = [squeezed(s.text) for s in pairing.quoted if _shape(s.text) == shape]
    return [said] if texts and said not in texts else []


def _shape(text: str) -> str:
    return re.sub("[0-9]+", "#", squeezed(text))


def squeezed(text: str) -> str:
    """Return a text without the marks and white space that make no difference to what it says."""
    return MARKS.sub(_kept, text)


def _kept(match: re.Match[str]) -> str:
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return match[0] if before in NUMERALS and after in NUMERALS else ""


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


def turned_predicate(pairing: Pairing) -> list[str]:
    """Return what the claim says at its end and the quotation denies, or the reverse."""
    return polarity.turned(pairing.claim, pairing.quoted)


def refuted(pairing: Pairing) -> list[str]:
    """Return words of whose contrary the quotation speaks."""
    return opposites.refuted(pairing)


def added_scope(pairing: Pairing) -> list[str]:
    """Return all, only, always where the quotation does not say so."""
    return scope.added(pairing.claim.text, pairing.body, pairing.terms)


def added_comparison(pairing: Pairing) -> list[str]:
    """Return a comparison where the quotation compares nothing."""
    return added.comparison(pairing.claim.text, pairing.body)


def added_reason(pairing: Pairing) -> list[str]:
    """Return a reason where the quotation gives none, or does not hold it."""
    found = added.reason(pairing.claim.text, pairing.body)
    given = added.reason_of(pairing.claim.text)
    if found or not given:
        return found
    words = {word.form for word in claim_statement(given).words}
    rows = [n for n, word in enumerate(pairing.words) if word.form in words]
    held = pairing.held(range(len(pairing.quoted)))[rows]
    return [given] if share(held, pairing.weights[rows]) < REASON_HELD else []


def added_breadth(pairing: Pairing) -> list[str]:
    """Return a condition set aside where the quotation sets none aside."""
    return added.whatever(pairing.claim.text, pairing.body)


def other_topic(pairing: Pairing) -> list[str]:
    """Return words of a topic of which the quotation does not say what the claim copies from it."""
    return topics.replaced(pairing)


def crossed_copy(pairing: Pairing) -> list[str]:
    """Return a claim copied from a statement whose other topic, other voice or prefix it has lost."""
    return crossed.contradicted(pairing)


RULES: tuple[tuple[Reason, Rule], ...] = (
    ("article", lacking_articles),
    ("figure", lacking_figures),
    ("figure", changed_figures),
    ("name", lacking_names),
    ("subject", lacking_actors),
    ("negation", turned_predicate),
    ("scope", added_scope),
    ("scope", added_breadth),
    ("unsupported", refuted),
    ("unsupported", added_comparison),
    ("unsupported", added_reason),
    ("subject", other_topic),
    ("merged", crossed_copy),
)


def refused(pairing: Pairing) -> tuple[Reason, str]:
    """Return why a rule refuses the claim and what is at fault; two empty strings where none does."""
    for reason, rule in RULES:
        for fault in rule(pairing):
            return reason, fault
    return "", ""
