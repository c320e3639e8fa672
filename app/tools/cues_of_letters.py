"""The expressions by which the parts of an enquiry are known; the words are in `corpus/reply/cues.toml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from indexer.catalog import CORPUS, load_toml, named_entry

FILE = CORPUS / "reply" / "cues.toml"


@dataclass(frozen=True)
class LetterCues:
    """The lists of `cues.toml` by their names there, each as one pattern, `openers` as words."""

    greeting: re.Pattern[str]
    about: re.Pattern[str]
    closing: re.Pattern[str]
    lead: re.Pattern[str]
    ends: re.Pattern[str]
    requests: re.Pattern[str]
    pleases: re.Pattern[str]
    nothing: re.Pattern[str]
    procedural: re.Pattern[str]
    implied: re.Pattern[str]
    additive: re.Pattern[str]
    nominal: re.Pattern[str]
    empty: re.Pattern[str]
    home: re.Pattern[str]
    legal: re.Pattern[str]
    elsewhere: re.Pattern[str]
    openers: tuple[str, ...]


@lru_cache(maxsize=2)
def load_letter_cues(path: Path = FILE) -> LetterCues:
    """Read the expressions. Raises CorpusInvalid naming the list that is missing or no pattern."""
    data = load_toml(path)
    found: dict[str, re.Pattern[str]] = {}
    with named_entry(path, "roles, asking"):
        for group in ("roles", "asking"):
            for name, rows in data[group].items():
                if isinstance(rows, list):
                    found[name] = _pattern(rows)
        words = tuple(sorted(data["asking"]["words"]["openers"], key=len, reverse=True))
    with named_entry(path, "places"):
        found |= {name: re.compile(data["places"][name]) for name in ("home", "legal")}
        # ドバイ is not in アドバイス.
        names = "|".join(map(re.escape, data["places"]["elsewhere"]))
        found["elsewhere"] = re.compile(f"(?<![ァ-ヶー])(?:{names})(?![ァ-ヶー])")
    with named_entry(path, "asking.nominal"):
        found["nominal"] = re.compile(f"(?:{'|'.join(data['asking']['nominal'])})$")
        return LetterCues(**found, openers=words)


def _pattern(rows: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row})" for row in rows))
