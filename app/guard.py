"""Whether a text looks pasted from what a company keeps to itself: by the rules of `corpus/guard.toml` alone.

A rule fires where every one of its signs is found often enough, and says so in words a reader can
check. Nothing is learnt, kept or sent; what is shown of a text is masked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.guard_rules import Kind, Rule, Sign, load_guard

# Characters of an excerpt, and of its beginning that stay readable, at most a third of it: enough to
# find the place again.
EXCERPT, READABLE = 28, 2
MASK = "●"
HIDDEN = re.compile(r"\w")
# A sentence, or the half of one that tells what the other half asks about (…していますが、…ですか).
SENTENCE = re.compile(
    r"[^。?!\n]*?(?:[。?!\n]+|(?:ます|です|ました|ません|でした|んだ|[いっし]た)(?:が|けど|けれども?|ので|から|し)、?|$)"
)
# One character for one, so that an excerpt keeps its place: full-width ASCII, dashes, diameters.
FOLDED = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, "　\u00a0\u2003"), " ")
    | dict.fromkeys(map(ord, "‐‑‒–—−－"), "-")
    | dict.fromkeys(map(ord, "ΦøØ⌀∅"), "φ")
    | {ord("µ"): "μ", ord("￥"): "¥", ord("～"): "〜", ord("＋"): "+"}
)


@dataclass(frozen=True)
class Finding:
    """One kind of thing seen in a text: its name, why, a masked excerpt, and how to ask without it."""

    kind: str
    name: str
    why: str
    excerpt: str
    hint: str


def inspect(text: str, leave: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return what a reader should look at again before `text` is used, at most one finding a kind.

    Kinds in `leave` are not looked for (a field for whole mails leaves out "long"). Raises
    CorpusInvalid where the rules cannot be read.
    """
    seen = _Seen(text.replace("\r\n", "\n").translate(FOLDED))
    found = (_finding(kind, seen) for kind in load_guard() if kind.id not in leave)
    return tuple(one for one in found if one)


class _Seen:
    """A text with what was found in it, so that no shape is searched twice."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.length = len(text.strip())
        self.lines = sum(1 for line in text.split("\n") if line.strip())
        self._found: dict[re.Pattern[str], list[str]] = {}
        self._parts: dict[re.Pattern[str], _Seen] = {}

    def of(self, sign: Sign) -> list[str]:
        """Return the different pieces of the text that have a shape, in their order."""
        if sign.pattern not in self._found:
            pieces = (match.group().strip() for match in sign.pattern.finditer(self.text))
            self._found[sign.pattern] = list(dict.fromkeys(pieces))
        return self._found[sign.pattern]

    def without(self, shape: re.Pattern[str] | None) -> _Seen:
        """Return the sentences of the text that do not have a shape."""
        if shape is None:
            return self
        if shape not in self._parts:
            sentences = (part for part in SENTENCE.findall(self.text) if not shape.search(part))
            self._parts[shape] = _Seen("".join(sentences))
        return self._parts[shape]


def _finding(kind: Kind, seen: _Seen) -> Finding | None:
    rule = next((rule for rule in kind.rules if _fires(rule, seen)), None)
    if rule is None:
        return None
    pieces = seen.without(rule.without).of(rule.signs[0]) if rule.signs else []
    why = rule.why.format_map(_values(pieces, seen))
    excerpt = _cut(pieces[0]) if pieces else ""
    return Finding(kind.id, kind.name, why, excerpt if rule.open else masked(excerpt), kind.hint)


def _fires(rule: Rule, seen: _Seen) -> bool:
    if seen.lines < rule.lines or seen.length < rule.characters:
        return False
    part = seen.without(rule.without)
    return all(sign.is_met(len(part.of(sign))) for sign in rule.signs)


def _values(pieces: Collection[str], seen: _Seen) -> Mapping[str, int]:
    return {"count": len(pieces), "length": seen.length}


def _cut(piece: str) -> str:
    return piece if len(piece) <= EXCERPT else f"{piece[: EXCERPT - 1]}…"


def masked(excerpt: str) -> str:
    """Return an excerpt of which only the first characters, spaces and punctuation can be read."""
    shown = min(READABLE, len(excerpt) // 3)
    return excerpt[:shown] + HIDDEN.sub(MASK, excerpt[shown:])
