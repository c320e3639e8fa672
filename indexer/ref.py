"""How data files name a section of a document, or one sentence of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.errors import HimitsuError
from indexer.passages import WHOLE

REF = re.compile(r"^(?P<document>[\w-]+)#(?P<section>[\w.-]+)(?:\[(?P<at>[1-9][0-9]*)\])?$")


@dataclass(frozen=True)
class Ref:
    """A section of a document, or (`at`, from 0) one sentence of it, as a corpus file names it."""

    document: str
    section: str
    at: int = WHOLE

    @classmethod
    def parse(cls, text: str) -> Ref:
        """Read `document#section` or `document#section[2]` (the second sentence).

        Raises HimitsuError "bad_ref".
        """
        found = REF.match(text)
        if not found:
            raise HimitsuError("bad_ref", ref=text)
        at = int(found["at"]) - 1 if found["at"] else WHOLE
        return cls(found["document"], found["section"], at)

    def __str__(self) -> str:
        """Return it as it is written in a corpus file."""
        return f"{self.document}#{self.section}" + (f"[{self.at + 1}]" if self.at != WHOLE else "")
