"""Where a newer document says otherwise than an older one: read from `corpus/updates.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from indexer.catalog import CORPUS, load_toml, named_entry
from indexer.family import base
from indexer.japanese import fold
from indexer.lexicon import pattern
from indexer.passages import Passage

Place = tuple[str, str]


@dataclass(frozen=True)
class Update:
    """A matter, the section that holds today, those that are older, and where to confirm.

    A question with one of `words` asks for the matter itself. `also` are sections that say
    something else without being older.
    """

    id: str
    matter: str
    words: tuple[str, ...]
    newer: Place
    older: tuple[Place, ...]
    since: str
    confirm: str
    also: tuple[Place, ...] = ()

    def is_asked(self, question: str) -> bool:
        """Whether a question asks for the matter."""
        return bool(self._asked.search(fold(question)))

    @cached_property
    def _asked(self) -> re.Pattern[str]:
        return pattern(self.words)

    def is_newer(self, passage: Passage) -> bool:
        """Whether a passage is, or belongs to, the newer section."""
        return _in(passage, self.newer)

    def is_older(self, passage: Passage) -> bool:
        """Whether a passage is, or belongs to, one of the older sections."""
        return any(_in(passage, place) for place in self.older)

    def involves(self, passage: Passage) -> bool:
        """Whether a passage speaks of the matter: the newer section, an older or another one."""
        return self.is_newer(passage) or self.differs(passage)

    def differs(self, passage: Passage) -> bool:
        """Whether a passage says otherwise than the newer section."""
        return self.is_older(passage) or any(_in(passage, place) for place in self.also)


def _in(passage: Passage, place: Place) -> bool:
    document, section = place
    return passage.document == document and any(section in (s, base(s)) for s in passage.section_ids)


def load_updates(path: Path = CORPUS / "updates.toml") -> tuple[Update, ...]:
    """Read the updates; an absent file has none. Raises CorpusInvalid naming a broken entry."""
    if not path.exists():
        return ()
    found = []
    for row in load_toml(path).get("update", []):
        with named_entry(path, row.get("id")):
            (document, section), older = row["newer"], tuple((d, s) for d, s in row["older"])
            found.append(
                Update(
                    row["id"],
                    row["matter"],
                    tuple(row["words"]),
                    (document, section),
                    older,
                    row["since"],
                    row["confirm"],
                    tuple((d, s) for d, s in row.get("also", ())),
                )
            )
    return tuple(found)
