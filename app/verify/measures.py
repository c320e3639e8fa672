"""Measures of a claim beside its quotation: what is held, left out, put in place of what, said how strongly."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from app.verify import clauses, modality
from app.verify.pairing import HELD, Pairing, share
from app.verify.polarity import Predicate, predicates
from app.verify.reading import Statement

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
    return pairing.aligned.ratio(), _heaviest(pairing, 1 - pairing.held(pairing.rests_on))


def put_in(pairing: Pairing) -> float:
    """Weight of the heaviest words that are put into the one statement which holds most of the claim.

    They may stand in another statement: 秘密管理性 for 非公知性 in a definition, one country for the next.
    """
    if not pairing.order:
        return 0.0
    held = pairing.by_statement[:, pairing.order[0]]
    return _heaviest(pairing, (held < HELD) * (1 - held))


def _heaviest(pairing: Pairing, lacking: Array) -> float:
    """Weight of the heaviest run of the claim's words that the statement has not in its place."""
    runs = [slice(a, b) for tag, a, b, _, _ in pairing.aligned.get_opcodes() if tag in ("replace", "delete")]
    return max((float((lacking[run] * pairing.weights[run]).sum()) for run in runs), default=0.0)


def must_added(pairing: Pairing) -> float:
    """Whether a claim ends in a duty and nothing that it rests on does."""
    mine = predicates(pairing.claim)
    if not mine or not modality.is_duty(mine[-1].tail):
        return 0.0
    theirs = [p for n in pairing.rests_on for p in predicates(pairing.quoted[n])]
    return float(not any(modality.is_duty(p.tail) for p in theirs))


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
    steps = list(pairwise(places))
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


def gap(pairing: Pairing, held: Array, pattern: re.Pattern[str]) -> float:
    """Weight of what is not held in the claim's worst clause that a pattern marks."""
    where = {at: n for n, at in enumerate(pairing.claim.content)}
    worst = 0.0
    for clause in clauses.marked(pairing.claim, pattern):
        rows = [where[at] for at in clause if at in where]
        if rows:
            missing = (held[rows] < HELD) * (1 - held[rows])
            worst = max(worst, float(missing @ pairing.weights[rows]))
    return worst


def substituted(pairing: Pairing) -> tuple[float, float]:
    """Weight of the heaviest noun, and of the heaviest other word, in whose place the quotation has another word.

    A word that is not held stands in another's place where its neighbour stands beside one that the claim
    does not say.
    """
    nouns, others = 0.0, 0.0
    for number in pairing.rests_on:
        columns = np.flatnonzero(pairing.owner == number)
        table = pairing.alike[:, columns]
        if not table.size:
            continue
        said = table.max(axis=0) >= HELD
        for n, word in enumerate(pairing.words):
            if table[n].max() >= HELD or pairing.beside[n] >= HELD:
                continue
            for side in (-1, 1):
                if not 0 <= n + side < len(pairing.words) or table[n + side].max() < 0.9:
                    continue
                at = int(table[n + side].argmax()) - side
                if 0 <= at < len(columns) and not said[at]:
                    weight = pairing.weights[n] * (1 - table[n, at])
                    other = pairing.other[columns[at]]
                    if word.is_noun and other.is_noun:
                        nouns = max(nouns, float(weight))
                    else:
                        others = max(others, float(weight))
    return nouns, others


def strengthened(pairing: Pairing) -> tuple[float, float]:
    """How much more strongly the claim says what its support says: of any predicate, and of the last one."""
    theirs = [p for n in pairing.rests_on for p in predicates(pairing.quoted[n])]
    most, last = -3.0, 0.0
    for predicate in predicates(pairing.claim):
        alike = [modality.strength(p.tail) for p in theirs if _alike(pairing, predicate, p)]
        if alike:
            last = min(modality.strength(predicate.tail) - value for value in alike)
            most = max(most, last)
    return most, last


CASES = frozenset("が を に から へ".split())


def framed(pairing: Pairing) -> tuple[float, float, float]:
    """Share of the claim's words with their particle in the quotation; weight of those with another case; order.

    The last is the share of neighbouring words that are neighbours there too.
    """
    if not len(pairing.words) or not pairing.rests_on:
        return 0.0, 0.0, 0.0
    kept, bad, close, pairs_ = 0.0, 0.0, 0, 0
    behind = [_particle(pairing.claim, at) for at in pairing.claim.content]
    places = [(n, at) for n, s in enumerate(pairing.quoted) for at in s.content]
    for n, weight in enumerate(pairing.weights):
        row = pairing.alike[n, : len(places)]
        columns = np.flatnonzero(row >= 0.9) if row.size else np.array([], int)
        theirs = {_particle(pairing.quoted[places[c][0]], places[c][1]) for c in columns}
        if len(columns):
            kept += weight if behind[n] in theirs or not behind[n] else 0.0
            if behind[n] in CASES and not theirs & {behind[n], "", "は", "も", "の"}:
                bad += weight
        if n:
            pairs_ += 1
            last = np.flatnonzero(pairing.alike[n - 1, : len(places)] >= 0.9)
            close += bool(len(columns) and len(last) and min(abs(a - b) for a in columns for b in last) <= 2)
    return kept / float(pairing.weights.sum()), bad, close / max(1, pairs_)


def _particle(statement: Statement, at: int) -> str:
    """The particle behind a word, passing over the rest of its compound."""
    for word in statement.words[at + 1 : at + 4]:
        if word.kind[0] == "助詞":
            return word.surface
        if word.kind[0] not in ("名詞", "接尾辞"):
            return ""
    return ""
