"""Words of a claim in whose place its quotation has the contrary: more for less, before for after."""

from __future__ import annotations

from app.verify.pairing import Pairing


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
    return list(dict.fromkeys(forms + [a + b for a, b in zip(forms, forms[1:], strict=False)]))
