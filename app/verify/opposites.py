"""Words of a claim in whose place its quotation has the contrary: more for less, before for after."""

from __future__ import annotations

import re
from itertools import pairwise

from app.verify.pairing import Pairing
from app.verify.polarity import predicates
from app.verify.reading import claim_statement

COMPARES = re.compile(r"より|方が|ほうが|比べ")
# What something is compared with: the words before より back to a comma or が, は.
THAN = re.compile(r"([^、。がは]{2,30})より")
# Two comparisons are with the same thing where they share more than this of its words.
SAME_THING = 0.5


def turned(pairing: Pairing) -> list[str]:
    """Return the words of the claim that its support lacks while it has their contrary."""
    held = _forms(pairing)
    found = []
    for form in _claimed(pairing):
        others = pairing.terms.opposites.get(form, frozenset())
        if (
            others
            and form not in held
            and not any(pairing.terms.are_same(form, one) for one in held)
            and others & held
        ):
            found.append(form)
    return found


def refuted(pairing: Pairing) -> list[str]:
    """Return the words of the claim that its support lacks while it plainly has their contrary.

    Not where either side is negated (公開しない for 非公開), nor where two things are compared from both
    ends (A is higher than B, B lower than A), nor a word before の (前の会社).
    """
    if _from_other_end(pairing):
        return []
    theirs = [p.form for n in pairing.rests_on for p in predicates(pairing.quoted[n]) if p.negated]
    mine = [p.form for p in predicates(pairing.claim) if p.negated]
    return [
        form
        for form in turned(pairing)
        if form not in mine
        and not any(other in one for other in pairing.terms.opposites[form] for one in theirs)
        and not re.search(f"{re.escape(_surface(pairing, form))}の", pairing.claim.text)
    ]


def _from_other_end(pairing: Pairing) -> bool:
    """Whether claim and support both compare, and not with the same thing."""
    mine, theirs = THAN.search(pairing.claim.text), THAN.search(pairing.support)
    if not (COMPARES.search(pairing.claim.text) and COMPARES.search(pairing.support)):
        return False
    if not mine or not theirs:
        return True
    one, other = (_words_before(text) for text in (mine[1], theirs[1]))
    return len(one & other) <= SAME_THING * len(one | other)


def _words_before(text: str) -> frozenset[str]:
    statement = claim_statement(text)
    return frozenset(statement.words[at].form for at in statement.content)


def _surface(pairing: Pairing, form: str) -> str:
    return next((word.surface for word in pairing.claim.words if word.form == form), form)


def both(pairing: Pairing) -> int:
    """Return how many words of the claim stand in its support together with their contrary."""
    held = _forms(pairing)
    return sum(
        bool(form in held and pairing.terms.opposites.get(form, frozenset()) & held)
        for form in _claimed(pairing)
    )


def _claimed(pairing: Pairing) -> list[str]:
    return _with_pairs([word.form for word in pairing.claim.words])


def _forms(pairing: Pairing) -> frozenset[str]:
    return frozenset(_with_pairs([w.form for n in pairing.rests_on for w in pairing.quoted[n].words]))


def _with_pairs(forms: list[str]) -> list[str]:
    """Words and neighbours joined: 改正 + 後."""
    return list(dict.fromkeys(forms + [a + b for a, b in pairwise(forms)]))
