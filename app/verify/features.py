"""What the checks found of one claim, as numbers for the learnt likelihood."""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from difflib import SequenceMatcher

import numpy as np

from app.verify import (
    articles,
    clauses,
    crossed,
    figures,
    measures,
    modality,
    names,
    opposites,
    rivals,
    roles,
    scope,
)
from app.verify.measures import Array
from app.verify.pairing import HELD, Pairing, share
from app.verify.polarity import predicates
from indexer.japanese import bigrams


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
    reason_gap: float
    reason_added: float
    condition_gap: float
    concession_added: float
    concession_gap: float
    noun_put: float
    word_put: float
    taken: float
    stronger: float
    stronger_last: float
    copied: float
    framed: float
    miscased: float
    neighbours: float
    lacking_nouns: float
    lacking_others: float
    single: float
    crossed: float
    misread: float
    miscast: float
    put_in: float
    must_added: float
    doubt_lost: float


NAMES = tuple(field.name for field in fields(Features))


def features(pairing: Pairing) -> Features:
    """Measure a claim against its quotation."""
    claim, support, whole = pairing.claim.text, pairing.support, pairing.whole
    held, weights = pairing.held(pairing.rests_on), pairing.weights
    every = pairing.held(range(len(pairing.quoted)))
    noun = np.array([word.is_noun for word in pairing.words], bool)
    span, second = measures.spans(every, weights)
    said, restriction, restrictions = measures.unsaid(pairing)
    ratio, put = measures.replaced(pairing)
    one, any_ = measures.by_clause(pairing)
    negated, lost, agree = measures.polar(pairing)
    mine, theirs = (
        predicates(pairing.claim),
        [p for n in pairing.rests_on for p in predicates(pairing.quoted[n])],
    )
    claimed, quoted = modality.marks(claim), modality.marks(support)
    own = {(fit.own, fit.rival) for fit in rivals.fits(pairing)}
    quoted_figures = [f for s in (*pairing.quoted, pairing.context) for f in s.figures]
    kept, miscased, neighbours = measures.framed(pairing)
    least = pairing.held(pairing.order[:1])
    noun_put, word_put = measures.substituted(pairing)
    stronger, stronger_last = measures.strengthened(pairing)
    rested = [pairing.quoted[n] for n in pairing.rests_on]
    cause, cause_support = clauses.CAUSE.search(claim), clauses.CAUSE.search(support)
    least_text = " ".join(pairing.quoted[n].text for n in pairing.order[:1])
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
        longest=measures.longest(claim, support),
        longest_word=float(SequenceMatcher(None, claim, support, autojunk=False).find_longest_match().size),
        ratio=ratio,
        put=put,
        tau=measures.tau(pairing),
        clause=one,
        clause_any=any_,
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
        exchanged=float(len(roles.exchanged(pairing.claim, rested, pairing.terms))),
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
        reason_gap=measures.gap(pairing, every, clauses.REASON),
        reason_added=float(bool(clauses.REASON.search(claim) and not clauses.REASON.search(whole))),
        condition_gap=measures.gap(pairing, every, clauses.RESTRICTS),
        concession_added=float(bool(clauses.CONCEDES.search(claim) and not clauses.CONCEDES.search(support))),
        concession_gap=measures.gap(pairing, every, clauses.CONCEDES),
        noun_put=noun_put,
        word_put=word_put,
        taken=float(len(roles.taken(pairing.claim, rested, pairing.terms))),
        stronger=stronger,
        stronger_last=stronger_last,
        copied=share((pairing.alike >= 1).any(axis=1).astype(float), weights) * (1 - ratio)
        if pairing.alike.size
        else 0.0,
        framed=kept,
        miscased=miscased,
        neighbours=neighbours,
        lacking_nouns=float(((every < HELD) & noun).sum()),
        lacking_others=float(((every < HELD) & ~noun).sum()),
        single=float((least < HELD).sum()),
        crossed=float(bool(crossed.turned(pairing))),
        misread=rivals.misread(pairing),
        miscast=float(roles.miscast(pairing.claim, rested)),
        put_in=measures.put_in(pairing),
        must_added=measures.must_added(pairing),
        doubt_lost=float(bool(clauses.DOUBTS.search(least_text) and not clauses.DOUBTS.search(claim))),
    )


def vector(found: Features) -> Array:
    """Return the features as a row."""
    return np.array(astuple(found), float)
