"""What the corpus says of a matter where all it says is that it could not be confirmed.

Such sections of the digests say so in one sentence, and in the next where to look instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app import texts
from app.select import Chosen

# Of 589 answerable development and training questions three are led by such a sentence in a section that
# says 未確認; of the 24 unanswerable ones that were answered eleven.
ELSEWHERE = re.compile(r"(調べる|確かめる|確認する)には|確かめる必要|確認(する|が)必要")


def unconfirmed(chosen: Sequence[Chosen]) -> list[Chosen]:
    """Return the sentences to quote where an answer would begin with one that tells nothing else."""
    if not chosen:
        return []
    lead = chosen[0]
    if texts.UNCONFIRMED_MARK in lead.text:
        return [lead]
    beside = [Chosen(lead.hit, at, lead.score) for at in range(len(lead.passage.sentences))]
    said = [choice for choice in beside if texts.UNCONFIRMED_MARK in choice.text]
    return [said[0], lead] if said and ELSEWHERE.search(lead.text) else []
