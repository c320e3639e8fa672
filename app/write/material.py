"""What a model is given to write from, and which of its sentences are near the question."""

from __future__ import annotations

from app.concluding import Consulted
from app.select import reached
from app.write.pack import Quotation, pack
from app.write.review import Spot
from indexer.index import Index


def quotations(index: Index, consulted: Consulted, room: int) -> list[Quotation]:
    """Choose what fits `room` characters: what the extractive answer rests on, then what was near as well."""
    quoted = [choice.hit for choice in consulted.chosen]
    others = [hit for one in consulted.found if one.answered for hit in one.hits]
    return pack(index, consulted.asked, quoted, others, room)


def apt(consulted: Consulted) -> frozenset[Spot]:
    """Return the sentences that the extractive answer says or could have said."""
    close = [choice for one in consulted.found if one.answered for choice in reached(one.scored)]
    return frozenset((choice.passage.id, choice.at) for choice in (*consulted.chosen, *close))
