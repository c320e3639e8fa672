"""What one question found, and the sentences of several as one answer."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.confidence import Verdict
from app.hit import Hit
from app.query import Query
from app.select import Chosen
from app.untold import unconfirmed
from indexer.japanese import fold


@dataclass(frozen=True)
class Found:
    """What one question (or one of two asked in one breath) found.

    `scored` are all sentences that were looked at, best first; `chosen` the few that answer.
    """

    query: Query
    hits: list[Hit]
    chosen: list[Chosen]
    verdict: Verdict
    scored: list[Chosen] = field(default_factory=list)

    @property
    def answered(self) -> bool:
        """Whether the corpus answers: it holds something near, and does not say that it cannot tell."""
        return bool(self.chosen) and not self.verdict.refused and not self.unconfirmed

    @property
    def unconfirmed(self) -> list[Chosen]:
        """What the corpus says of the matter where all it says is that it could not be confirmed."""
        return [] if self.verdict.refused else unconfirmed(self.chosen)


def merged(found: list[Found]) -> list[Chosen]:
    """Join the sentences of two questions, each sentence once, wherever it stands."""
    seen: dict[str, Chosen] = {}
    for one in found:
        for choice in one.chosen:
            seen.setdefault(fold(choice.text), choice)
    return list(seen.values())
