"""The rules of the paste guard as `corpus/guard.toml` holds them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from indexer.catalog import CORPUS, load_toml, named_entry

# More pieces than any text has.
MANY = 1_000_000_000
NAME = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Sign:
    """A shape, and how many different pieces of a text must have it, at least and at most."""

    pattern: re.Pattern[str]
    at_least: int
    at_most: int

    def is_met(self, count: int) -> bool:
        """Whether so many pieces are enough and not too many."""
        return self.at_least <= count <= self.at_most


@dataclass(frozen=True)
class Rule:
    """All its signs in a text of so many lines (that are not empty) and characters.

    `why` may hold {count}, pieces with the first sign, and {length}, characters of the text; `open`
    says that the excerpt need not be masked; the signs are looked for in the sentences without a shape.
    """

    why: str
    signs: tuple[Sign, ...]
    lines: int
    characters: int
    open: bool
    without: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of thing that should not be pasted, and how to ask without it."""

    id: str
    name: str
    hint: str
    rules: tuple[Rule, ...]


@lru_cache(maxsize=4)
def load_guard(path: Path = CORPUS / "guard.toml") -> tuple[Kind, ...]:
    """Read the kinds in their order. Raises CorpusInvalid naming a broken entry."""
    data = load_toml(path)
    with named_entry(path, "words, shapes, kind"):
        words, shapes, kinds = (data[name] for name in ("words", "shapes", "kind"))
    patterns: dict[str, str] = {}
    for name, entry in (words | shapes).items():
        with named_entry(path, name):
            patterns[name] = _alternatives(entry) if name in words else NAME.sub(_from(patterns), entry)
            _compiled(patterns[name])
    return tuple(_kind(path, row, patterns) for row in kinds)


def _alternatives(words: list[str]) -> str:
    """Return a pattern for any of the words in either case, longer ones first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    # One look at the first character spares most places of a text the whole list.
    first = "".join(sorted({case(word[0]) for word in words for case in (str.lower, str.upper)}))
    return f"(?=[{re.escape(first)}])(?i:{'|'.join(map(re.escape, ordered))})"


def _from(patterns: dict[str, str]) -> Callable[[re.Match[str]], str]:
    return lambda found: f"(?:{patterns[found[1]]})"


def _kind(path: Path, row: dict[str, Any], patterns: dict[str, str]) -> Kind:
    with named_entry(path, row.get("id")):
        rules = tuple(_rule(rule, patterns) for rule in row["rule"])
        return Kind(row["id"], row["name"], row["hint"], rules)


def _rule(row: dict[str, Any], patterns: dict[str, str]) -> Rule:
    return Rule(
        why=row["why"],
        signs=tuple(_sign(sign, patterns) for sign in row["signs"]),
        lines=int(row.get("lines", 1)),
        characters=int(row.get("characters", 1)),
        open=bool(row.get("open", False)),
        without=_compiled(patterns[row["without"]]) if "without" in row else None,
    )


def _sign(row: dict[str, Any], patterns: dict[str, str]) -> Sign:
    (name,) = {"words", "shape"} & set(row)
    most = row.get("at_most", MANY)
    return Sign(_compiled(patterns[row[name]]), int(row.get("at_least", min(1, most))), int(most))


def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a shape; raises ValueError for one that is no regular expression."""
    try:
        return re.compile(pattern, re.MULTILINE)
    except re.error as error:
        raise ValueError(str(error)) from error
