"""The set phrases of a reply, from `corpus/reply/phrases.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from indexer.catalog import CORPUS, load_toml, named_entry

FILE = CORPUS / "reply" / "phrases.toml"


@dataclass(frozen=True)
class Phrases:
    """Phrases by group and name; `opening` and `closing` are paragraphs."""

    groups: dict[str, dict[str, str]]
    opening: tuple[str, ...]
    closing: tuple[str, ...]

    def say(self, group: str, key: str, /, **values: object) -> str:
        """Return a phrase with its values filled in."""
        return self.groups[group][key].format(**values)


@lru_cache(maxsize=2)
def load_phrases(path: Path = FILE) -> Phrases:
    """Read the phrases. Raises CorpusInvalid naming a group that is missing or ill-typed."""
    data = load_toml(path)
    with named_entry(path, "letter"):
        opening, closing = (tuple(map(str, data["letter"][name])) for name in ("opening", "closing"))
        groups = {
            group: {name: value for name, value in rows.items() if isinstance(value, str)}
            for group, rows in data.items()
        }
    return Phrases(groups, opening, closing)
