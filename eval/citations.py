"""Does an answer say what its sources say, and do they answer? Claims, citations, pointers judged."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Mapping

from app.guide import Guide
from app.model import Answer, ChecklistPointer, Citation, Claim
from eval.questions import Question, fold, holds, is_right
from indexer.checklists import Item
from indexer.family import base
from indexer.japanese import plain
from indexer.passages import Passage

# What `app.table.cells` puts between the cells of a row.
BETWEEN_CELLS = re.compile(r" — |：|、| / |\t")


def verbatim(answer: Answer) -> float:
    """Share of the claims whose text stands in what they cite; 0 where there are no claims.

    Marks of Markdown and white space apart. A claim written from a table row must have each of its
    cells there: such a claim is told by its support, which is not "verbatim".
    """
    return _share(any(_stands(claim, one) for one in _cited(answer, claim)) for claim in answer.claims)


def relevant(answer: Answer, question: Question, passages: Mapping[str, Passage]) -> float:
    """Share of the claims that cite a passage of a gold section, or one that holds a group of facts."""
    right = {c.number for c in answer.citations if _answers(c, question, passages)}
    return _share(bool(right & set(claim.citations)) for claim in answer.claims)


def _answers(citation: Citation, question: Question, passages: Mapping[str, Passage]) -> bool:
    in_gold = is_right(passages[citation.passage_id], question)
    return in_gold or holds(citation.passage, question.facts) > 0


def _cited(answer: Answer, claim: Claim) -> list[Citation]:
    return [citation for citation in answer.citations if citation.number in claim.citations]


def _stands(claim: Claim, citation: Citation) -> bool:
    source = fold(plain(citation.quote)) + "\n" + fold(plain(citation.passage))
    parts = [claim.text] if claim.support == "verbatim" else BETWEEN_CELLS.split(claim.text)
    return all(fold(plain(part)) in source for part in parts)


def pointed_sections(answer: Answer, question: Question, guide: Guide) -> float:
    """Share of the checklist pointers whose item belongs to a gold section; letters of a split apart.

    An item names the section of a document that it was written from (corpus/checklists), and
    `app.guide` offers it because that section is cited or the words are alike. No gold exists for
    pointers; the section that answers the question is the nearest thing to it.
    """
    golds = {(gold.document, base(gold.section)) for gold in question.gold}
    return _share((item.document, base(item.section)) in golds for item in _items(answer.checklist, guide))


def pointed_chapters(answer: Answer, question: Question, guide: Guide) -> float:
    """Share of the checklist pointers whose item lies in the chapter of a gold section.

    A chapter is what ids share before their last hyphen (ch2-1-5 and ch2-1-6.a lie in ch2-1); an
    id without one is a chapter by itself.
    """
    golds = {(gold.document, chapter(gold.section)) for gold in question.gold}
    return _share((item.document, chapter(item.section)) in golds for item in _items(answer.checklist, guide))


def chapter(section: str) -> str:
    """Return the chapter of a section id."""
    return base(section).rpartition("-")[0] or base(section)


def _items(pointers: Iterable[ChecklistPointer], guide: Guide) -> list[Item]:
    known = {(item.checklist, item.id): item for item in guide.items}
    return [known[pointer.checklist, pointer.item] for pointer in pointers]


def _share(judged: Iterable[bool]) -> float:
    return statistics.fmean([*judged] or [0.0])
