"""The door of the room: does a claim stand in the quotation that it cites?

Three steps: a sentence of the quotation stands as it is; rules refuse what the quotation cannot hold
(`rules`); a learnt likelihood judges the rest (`likelihood`).
"""

from __future__ import annotations

from dataclasses import dataclass

from app.verify.copied import copied
from app.verify.features import Features, features
from app.verify.likelihood import Learnt, load_learnt
from app.verify.pairing import Pairing
from app.verify.reading import Statement, claim_statement, context_statement, hidden, statements
from app.verify.rules import refused, squeezed
from app.verify.terms import Terms, load_terms
from app.verify.verdict import Quoted, Reason, Verdict
from indexer.japanese import fold
from indexer.lexicon import Lexicon

# Of a quotation so much is read: a checker must answer within milliseconds whatever it is given.
LONGEST = 6000
LONGEST_CLAIM = 600


@dataclass(frozen=True)
class Checker:
    """Checks claims. Safe to share between threads: it keeps nothing of what it has checked."""

    terms: Terms
    learnt: Learnt

    @classmethod
    def make(cls, lexicon: Lexicon) -> Checker:
        """Make a checker with the words of the corpus."""
        return cls(load_terms().with_lexicon(lexicon), load_learnt())

    def check(self, claim: str, quoted: Quoted) -> Verdict:
        """Return whether a claim stands in a quotation, and if not, why. Never raises."""
        text = quoted.text[:LONGEST]
        pairing = self.pairing(claim, Quoted(text, quoted.context))
        if not pairing.quoted:
            return Verdict("uncited", 0.0, 0, 0)
        if not pairing.words or len(claim) > LONGEST_CLAIM:
            return Verdict("unsupported", 0.0, *_place(pairing))
        if veiled := hidden(claim):
            return Verdict("unsupported", 0.0, *_place(pairing), veiled)
        if (whole := numbered(claim, text, pairing) or verbatim(pairing)) is not None:
            return Verdict("", 1.0, whole.start, whole.end)
        reason, fault = refused(pairing)
        if reason:
            return Verdict(reason, 0.0, *_place(pairing), fault)
        if (whole := copied(pairing)) is not None:
            return Verdict("", 1.0, whole.start, whole.end)
        found = features(pairing)
        score = self.learnt.likelihood.of(found)
        if score >= self.learnt.likelihood.threshold:
            return Verdict("", score, *_place(pairing))
        return Verdict(suspected(found), score, *_place(pairing))

    def pairing(self, claim: str, quoted: Quoted) -> Pairing:
        """Lay a claim beside its quotation."""
        return Pairing(
            claim_statement(claim),
            statements(quoted.text),
            context_statement(quoted.context),
            self.terms,
            self.learnt.weights.idf,
        )


def verbatim(pairing: Pairing) -> Statement | None:
    """Return the statement of the quotation that a claim repeats, marks aside."""
    said = squeezed(pairing.claim.text)
    return next((s for s in pairing.quoted if squeezed(s.text) == said), None)


def numbered(claim: str, text: str, pairing: Pairing) -> Statement | None:
    """Return the statement that a claim repeats with the number it has in its list."""
    said = squeezed(fold(claim))
    return next((s for s in pairing.quoted if squeezed(fold(text[s.start : s.end])) == said), None)


def suspected(found: Features) -> Reason:
    """Return what a likelihood too low points to."""
    if found.unbound or found.rival > 0:
        return "merged" if found.rival > 0 else "figure"
    if found.negated or found.lost:
        return "negation"
    if found.scope:
        return "scope"
    if found.duty_added or found.may_lost or found.usage_lost or found.opinion_lost:
        return "modality"
    return "subject" if found.exchanged else "unsupported"


def _place(pairing: Pairing) -> tuple[int, int]:
    """Where the statements lie that the claim rests on; the first one where it rests on none.

    Of two that are no neighbours the better alone: what stands between them supports nothing.
    """
    rests = pairing.rests_on
    if rests and max(rests) - min(rests) > 1:
        rests = rests[:1]
    chosen = [pairing.quoted[n] for n in rests] or list(pairing.quoted[:1])
    return (min(s.start for s in chosen), max(s.end for s in chosen)) if chosen else (0, 0)
