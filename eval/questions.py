"""Our questions, and when a passage counts as right.

A gold names a document, a section id (digests), a title (originals) and a page where the
document has pages, so that one gold serves originals and digests alike.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from indexer.link import overlap
from indexer.passages import Passage

FOLDER = Path(__file__).with_name("questions")


@dataclass(frozen=True)
class Gold:
    """A section that answers a question fully."""

    document: str
    section: str
    title: str
    pages: str


@dataclass(frozen=True)
class Question:
    """A question. `facts` are groups of alternative patterns a right answer must hold.

    `kind` is "near" or "off" (of the domain) for one that the corpus does not answer, "false" or
    "true" for one that puts a premise; `form` is "fact" where one sentence with one fact answers it,
    else "list", "how" or "explain". `history` are the questions before a follow-up, and `understood`
    is the follow-up as a careful colleague would write it out.
    `meant` is what a misspelt question (style "typo" of the sets typo-…) would be rightly spelt.
    In the sets guard-…, `kind` is what was pasted, and "" for an ordinary question; they have no gold.
    """

    id: str
    group: str
    style: str
    question: str
    answerable: bool
    gold: tuple[Gold, ...]
    facts: tuple[tuple[str, ...], ...]
    kind: str = ""
    form: str = ""
    history: tuple[str, ...] = ()
    understood: str = ""
    meant: str = ""


def load_questions(name: str) -> list[Question]:
    """Read `questions/<name>.jsonl`."""
    found = []
    for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        row["gold"] = tuple(Gold(**gold) for gold in row["gold"])
        row["facts"] = tuple(tuple(group) for group in row["facts"])
        row["history"] = tuple(row.get("history", ()))
        found.append(Question(**row))
    return found


def fold(text: str) -> str:
    """Return text as fact patterns expect it: NFKC, without white space."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def holds(text: str, facts: tuple[tuple[str, ...], ...]) -> float:
    """Share of the fact groups of which the text holds at least one alternative."""
    folded = fold(text)
    return sum(any(re.search(p, folded) for p in group) for group in facts) / max(1, len(facts))


def is_right(passage: Passage, question: Question) -> bool:
    """Whether a passage lies in a gold section.

    A digest by its own section id alone: a neighbour that another letter of the id tells apart is
    wrong. An original by the id of a section that stands for it, else by page where both have one,
    else by title; one of the gold's document that holds every fact counts too, since extractions
    lose some slide titles.
    """
    return any(_matches(passage, gold, question) for gold in question.gold)


def _matches(passage: Passage, gold: Gold, question: Question) -> bool:
    if passage.document != gold.document:
        return False
    if gold.section in passage.section_ids:
        return True
    if passage.kind == "digest":
        return False
    if gold.pages and passage.pages:
        return overlap(gold.pages, passage.pages)
    title = _key(gold.title)
    if len(title) >= 4 and any(title in _key(part) for part in passage.path):
        return True
    return bool(question.facts) and holds(passage.text, question.facts) == 1.0


def _key(title: str) -> str:
    bare = re.sub(r"^[(（]?(第?[0-9]+[章節.．]*|[①-⑳]|[IVX]+\b|[-.．\s])+", "", fold(title))
    return re.sub(r"[~～〜・()（）「」]", "", bare)
