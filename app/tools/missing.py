"""Facts that an enquiry leaves out and an answer depends on; the rules are in `corpus/reply/missing.toml`."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.cited import Ref
from app.tools.personal import NARROW
from indexer.catalog import CORPUS, load_toml, named_entry
from indexer.places import HOME

FILE = CORPUS / "reply" / "missing.toml"


@dataclass(frozen=True)
class Rule:
    """A fact to ask for: `when` is looked for in a question, `scene` and `unless` in the whole enquiry.

    `places` limits it to questions about these jurisdictions (日本 for those that name none), `placeless`
    to questions that name no foreign one. `assumed` says how the draft answered meanwhile.
    """

    id: str
    when: re.Pattern[str]
    ask: str
    refs: tuple[Ref, ...]
    scene: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    places: tuple[str, ...] = ()
    placeless: bool = False
    assumed: str = ""

    def applies(self, question: str, letter: str, named: Collection[str]) -> bool:
        """Whether a question needs this fact; `named` are the foreign jurisdictions it is about."""
        if self.placeless and named:
            return False
        if self.places and not set(self.places) & (set(named) or {HOME}):
            return False
        if not self.when.search(question) or (self.scene and not self.scene.search(letter)):
            return False
        return not (self.unless and self.unless.search(letter))


@dataclass(frozen=True)
class Missing:
    """A fact to ask the enquirer for, and the numbers (from 0) of the questions it matters to."""

    rule: Rule
    questions: tuple[int, ...]


def missing(
    questions: Sequence[tuple[str, Collection[str]]], letter: str, rules: Sequence[Rule]
) -> list[Missing]:
    """Return what an enquiry leaves out.

    Args:
        questions: Each question as searched, with the foreign jurisdictions it is about.
        letter: The masked enquiry.
        rules: The facts to look for.
    """
    whole = letter.translate(NARROW)
    found = []
    for rule in rules:
        concerned = [
            at
            for at, (question, named) in enumerate(questions)
            if rule.applies(question.translate(NARROW), whole, named)
        ]
        if concerned:
            found.append(Missing(rule, tuple(concerned)))
    return found


@lru_cache(maxsize=2)
def load_rules(path: Path = FILE) -> tuple[Rule, ...]:
    """Read the rules. Raises CorpusInvalid naming the entry that breaks the format."""
    found = []
    for row in load_toml(path)["fact"]:
        with named_entry(path, row.get("id")):
            found.append(_rule(row))
    return tuple(found)


def _rule(row: dict[str, Any]) -> Rule:
    patterns = {name: re.compile(row[name]) for name in ("scene", "unless") if name in row}
    return Rule(
        id=row["id"],
        when=re.compile(row["when"]),
        ask=row["ask"],
        refs=tuple(Ref.parse(ref) for ref in row["refs"]),
        places=tuple(row.get("places", ())),
        placeless=bool(row.get("placeless", False)),
        assumed=row.get("assumed", ""),
        **patterns,
    )
