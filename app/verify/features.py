"""What the checks found of one claim, as numbers for the learnt likelihood."""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from app.verify import articles, clauses, figures, modality, names, opposites, rivals, roles, scope
from app.verify.pairing import HELD, Pairing, share
from app.verify.polarity import Predicate, predicates
from app.verify.reading import Statement
from indexer.japanese import bigrams

Array = NDArray[np.float64]


def polar(pairing: Pairing) -> tuple[float, float, float]:
    """Weight of the predicates that are negated in the claim alone, in the quotation alone, and of those that agree."""
    mine = predicates(pairing.claim)
    theirs = [p for n in pairing.rests_on for p in predicates(pairing.quoted[n])]
    only, lost, agree = 0.0, 0.0, 0.0
    for predicate in mine:
        alike = [p for p in theirs if _alike(pairing, predicate, p)]
        if not alike:
            continue
        weight = pairing.idf(predicate.form)
        if any(p.negated == predicate.negated for p in alike):
            agree += weight
        elif predicate.negated:
            only += weight
        else:
            lost += weight
    return only, lost, agree


def _alike(pairing: Pairing, one: Predicate, other: Predicate) -> bool:
    return one.form == other.form or pairing.terms.are_same(one.form, other.form)


def spans(held: Array, weights: Array) -> tuple[float, float]:
    """Weight of the heaviest and the second heaviest run of words that are not held."""
    runs, run = [0.0, 0.0], 0.0
    for likeness, weight in zip(held, weights, strict=True):
        if likeness < HELD:
            run += weight * (1 - likeness)
        else:
            runs.append(run)
            run = 0.0
    runs.append(run)
    runs.sort(reverse=True)
    return runs[0], runs[1]


def replaced(pairing: Pairing) -> tuple[float, float]:
    """How much of the claim runs along with the statement it rests on, and the weight of what is put in place."""
    if not pairing.order:
        return 0.0, 0.0
    statement = pairing.quoted[pairing.order[0]]
    mine, theirs = [w.form for w in pairing.words], [statement.words[at].form for at in statement.content]
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    worst = 0.0
    held = pairing.held(pairing.rests_on)
    for tag, a, b, _, _ in matcher.get_opcodes():
        if tag in ("replace", "delete"):
            worst = max(worst, float(((1 - held[a:b]) * pairing.weights[a:b]).sum()))
    return matcher.ratio(), worst


def longest(one: str, other: str) -> float:
    """Share of a text that its longest run of characters in another makes."""
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return match.size / max(1, len(one))


def tau(pairing: Pairing) -> float:
    """How far the claim's words stand in the quotation's order: share of neighbours that go forward."""
    if not pairing.order or not len(pairing.words):
        return 1.0
    column = pairing.owner == pairing.order[0]
    mine = pairing.alike[:, column]
    if mine.shape[1] < 2:
        return 1.0
    places = [int(row.argmax()) for row in mine if row.max() >= 0.9]
    steps = list(zip(places, places[1:], strict=False))
    return sum(b >= a for a, b in steps) / len(steps) if steps else 1.0


def by_clause(pairing: Pairing) -> tuple[float, float]:
    """The least share of a clause of the claim that one statement holds, and that any hold."""
    where = {at: n for n, at in enumerate(pairing.claim.content)}
    one, every = 1.0, 1.0
    whole = pairing.held(range(len(pairing.quoted)))
    for clause in clauses.clauses(pairing.claim):
        rows = [where[at] for at in clause if at in where]
        if not rows:
            continue
        weights = pairing.weights[rows]
        best = max((share(pairing.held([n])[rows], weights) for n in range(len(pairing.quoted))), default=0.0)
        one, every = min(one, best), min(every, share(whole[rows], weights))
    return one, every


def back(pairing: Pairing, statement: Statement, number: int) -> Array:
    """Likeness of each word of content of a statement to the best of the claim's."""
    mine = pairing.alike[:, pairing.owner == number]
    return mine.max(axis=0) if mine.size else np.zeros(len(statement.content))


def unsaid(pairing: Pairing) -> tuple[float, float, float]:
    """Share of what the claim rests on that it says; weight of the heaviest restriction that it does not, and of all."""
    said, total, worst, every = 0.0, 0.0, 0.0, 0.0
    for number in pairing.rests_on:
        statement = pairing.quoted[number]
        held = back(pairing, statement, number)
        weights = np.array([pairing.idf(statement.words[at].form) for at in statement.content])
        said, total = said + float(held @ weights), total + float(weights.sum())
        where = {at: n for n, at in enumerate(statement.content)}
        for clause in clauses.restrictions(statement):
            rows = [where[at] for at in clause if at in where]
            missing = float(((held[rows] < HELD) * (1 - held[rows])) @ weights[rows]) if rows else 0.0
            worst, every = max(worst, missing), every + missing
    return (said / total if total else 0.0), worst, every


@dataclass(frozen=True)
class Features:
    """What tells a claim that stands from one that does not; shares in 0..1, weights in idf, counts."""

    exact: float
    whole: float
    one: float
    two: float
    rests: float
    nouns: float
    verbs: float
    least: float
    missing: float
    span: float
    second: float
    said: float
    restriction: float
    restrictions: float
    pairs: float
    longest: float
    longest_word: float
    ratio: float
    put: float
    tau: float
    clause: float
    clause_any: float
    cosine: float
    cosine_all: float
    length: float
    words: float
    statements: float
    figures: float
    unbound: float
    own: float
    rival: float
    negated: float
    lost: float
    agree: float
    parity: float
    negations: float
    articles: float
    names: float
    actors: float
    places: float
    katakana: float
    latin: float
    scope: float
    scope_bare: float
    turned: float
    both: float
    exchanged: float
    cause: float
    cause_lacking: float
    beside: float
    duty_added: float
    advice_added: float
    may_added: float
    can_added: float
    duty_lost: float
    advice_lost: float
    may_lost: float
    can_lost: float
    usage_lost: float
    opinion_lost: float
    example_lost: float
    duty: float
    may: float
    usage: float
    example: float


NAMES = tuple(field.name for field in fields(Features))


def features(pairing: Pairing, cosine: float, cosine_all: float) -> Features:
    """Measure a claim against its quotation; the cosines are of the claim and its support, and of all."""
    claim, support, whole = pairing.claim.text, pairing.support, pairing.whole
    held, weights = pairing.held(pairing.rests_on), pairing.weights
    every = pairing.held(range(len(pairing.quoted)))
    noun = np.array([word.is_noun for word in pairing.words], bool)
    span, second = spans(every, weights)
    said, restriction, restrictions = unsaid(pairing)
    ratio, put = replaced(pairing)
    one, any_ = by_clause(pairing)
    negated, lost, agree = polar(pairing)
    mine, theirs = (
        predicates(pairing.claim),
        [p for n in pairing.rests_on for p in predicates(pairing.quoted[n])],
    )
    claimed, quoted = modality.marks(claim), modality.marks(support)
    own = {(fit.own, fit.rival) for fit in rivals.fits(pairing)}
    quoted_figures = [f for s in (*pairing.quoted, pairing.context) for f in s.figures]
    cause, cause_support = clauses.CAUSE.search(claim), clauses.CAUSE.search(support)
    pairs_ = bigrams(claim)
    squeezed = "".join(support.split())

    def added(name: str) -> float:
        return float(name in claimed and name not in quoted)

    def dropped(name: str) -> float:
        return float(name in quoted and name not in claimed)

    return Features(
        exact=share((pairing.alike >= 1).any(axis=1).astype(float), weights) if pairing.alike.size else 0.0,
        whole=share(every, weights),
        one=pairing.cover(pairing.order[:1]),
        two=pairing.cover(pairing.order[:2]),
        rests=share(held, weights),
        nouns=share(held[noun], weights[noun]) if noun.any() else 1.0,
        verbs=share(held[~noun], weights[~noun]) if (~noun).any() else 1.0,
        least=float(((1 - every) * weights).max()) if len(weights) else 0.0,
        missing=float((1 - every) @ weights) if len(weights) else 0.0,
        span=span,
        second=second,
        said=said,
        restriction=restriction,
        restrictions=restrictions,
        pairs=sum(pair in squeezed for pair in pairs_) / max(1, len(pairs_)),
        longest=longest(claim, support),
        longest_word=float(SequenceMatcher(None, claim, support, autojunk=False).find_longest_match().size),
        ratio=ratio,
        put=put,
        tau=tau(pairing),
        clause=one,
        clause_any=any_,
        cosine=cosine,
        cosine_all=cosine_all,
        length=len(claim) / max(1, len(support)),
        words=float(len(pairing.words)),
        statements=float(len(pairing.quoted)),
        figures=float(len(figures.lacking(pairing.claim.figures, quoted_figures))),
        unbound=float(len(figures.unbound(pairing.claim.figures, quoted_figures))),
        own=min((a for a, _ in own), default=1.0),
        rival=max((b - a for a, b in own), default=-1.0),
        negated=negated,
        lost=lost,
        agree=agree,
        parity=float(sum(p.negated for p in mine) % 2 != sum(p.negated for p in theirs) % 2),
        negations=float(sum(p.negated for p in mine) - sum(p.negated for p in theirs)),
        articles=float(len(articles.lacking(claim, whole))),
        names=float(len(names.lacking_names(pairing.claim, whole))),
        actors=float(len(names.lacking_actors(claim, whole, pairing.terms))),
        places=float(len(names.lacking_places(claim, whole))),
        katakana=float(len(names.lacking_katakana(claim, whole))),
        latin=float(len(names.lacking_latin(claim, whole))),
        scope=float(len(scope.added(claim, support, pairing.terms))),
        scope_bare=float(len(scope.bare(claim, support, pairing.terms))),
        turned=float(len(opposites.turned(pairing))),
        both=float(opposites.both(pairing)),
        exchanged=float(
            len(roles.exchanged(pairing.claim, [pairing.quoted[n] for n in pairing.rests_on], pairing.terms))
        ),
        cause=float(bool(cause)),
        cause_lacking=float(bool(cause and not cause_support)),
        beside=share(pairing.beside, weights),
        duty_added=added("duty"),
        advice_added=added("advice"),
        may_added=added("may"),
        can_added=added("can"),
        duty_lost=dropped("duty"),
        advice_lost=dropped("advice"),
        may_lost=dropped("may"),
        can_lost=dropped("can"),
        usage_lost=dropped("usage"),
        opinion_lost=dropped("opinion"),
        example_lost=dropped("example"),
        duty=float("duty" in claimed),
        may=float("may" in claimed),
        usage=float("usage" in claimed),
        example=float("example" in claimed),
    )


def vector(found: Features) -> Array:
    """Return the features as a row."""
    return np.array(astuple(found), float)
