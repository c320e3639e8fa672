"""A model's text as it arrives, cut into sentences with the keys that they cite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.write.pack import KEY_LENGTH, LETTERS
from indexer.japanese import plain

# A bracket that holds nothing but what could be keys: models write [kbcd], 【kbcd、kcfg】 and (kbcd) alike.
# In round brackets only what has the form of a key: (1) belongs to the sentence.
ANY, OWN = r"[A-Za-z0-9０-９]{1,8}", rf"[{LETTERS}]{{{KEY_LENGTH}}}"
# One or more, so that a run of letters can be read in one way alone: the time stays linear.
BETWEEN = r"[\s,、，・;；]+"
KEYS = re.compile(
    rf"[\[［【〔]\s*({ANY}(?:{BETWEEN}{ANY})*)\s*[\]］】〕]|[(（]\s*({OWN}(?:{BETWEEN}{OWN})*)\s*[)）]"
)
KEY = re.compile(r"[A-Za-z0-9]+")
# Between two of these a bracket is no mark but a word of the sentence (説明は[1]にある), which has a hole
# without it; at the beginning it is the source (［kbcd］によると、).
PARTICLES = "はがをにでとの"
SOURCE = re.compile(r"^によ(?:ると|れば)[、,]?")
ENDS = "。！？!?"
OPEN, CLOSE = "「『（(【", "」』）)】"
# What a line may begin with and a claim does not say: bullets, numbers, headings.
NUMBER = r"[0-9０-９]{1,2}[.．)）](?![0-9０-９])"
LEAD = re.compile(rf"^\s*(?:#{{1,6}}\s+|>\s*|(?:[-*]\s|[・•‣●○◦]|{NUMBER}|[①-⑳])\s*)+")
BULLET = re.compile(rf"^\s*(?:[-*]\s|[・•‣●○◦]|{NUMBER}|[①-⑳])\s*")
MARKDOWN = re.compile(r"\*\*|__|`")
# A line that only leads to what follows says nothing by itself, nor does a name in brackets.
LEADS_ON = re.compile(r"[：:]$|^【[^】]*】$")
# Nothing shorter says anything.
LEAST = 4
# Characters; what goes on longer without an end is no sentence, and would be looked through at every piece.
LONGEST = 1200


@dataclass(frozen=True)
class Draft:
    """One sentence as the model wrote it: its text without marks, the keys behind it, whether in a list."""

    text: str
    keys: tuple[str, ...]
    listed: bool


class Sentences:
    """Takes pieces of text, gives whole sentences as soon as it is clear that their keys are complete."""

    def __init__(self) -> None:
        self._rest = ""
        self._listed = False
        self._begun = False

    def feed(self, piece: str) -> Iterator[Draft]:
        """Add a piece; yield the sentences that it completes."""
        self._rest += piece.replace("\r\n", "\n").replace("\r", "\n")
        while (cut := self._cut()) is not None:
            said, self._rest = self._rest[:cut], self._rest[cut:]
            yield from self._draft(said)

    def end(self) -> Iterator[Draft]:
        """Yield what is left, which nothing has ended: the model's last words."""
        said, self._rest = self._rest, ""
        yield from self._draft(said)

    def _cut(self) -> int | None:
        """Return where the first sentence and its keys end, None while more may belong to them."""
        depth = 0
        for at, char in enumerate(self._rest):
            if char == "\n":
                return at + 1
            if char in OPEN:
                depth += 1
            elif char in CLOSE:
                depth = max(0, depth - 1)
            elif char in ENDS and depth == 0:
                return self._after_keys(at + 1)
            if at >= LONGEST:
                return at
        return None

    def _after_keys(self, at: int) -> int | None:
        """Skip keys behind a full stop, on the next line too; None where a bracket may still become keys."""
        while True:
            rest = self._rest[at : at + LONGEST]
            space = len(rest) - len(rest.lstrip(" \u3000\n" + ENDS))
            if space == len(rest):
                return None if space < LONGEST else at + space
            found = KEYS.match(rest, space)
            if found:
                at += found.end()
                continue
            unclosed = rest[space] in "[［【〔(（" and not re.search(r"[\]］】〕)）\n]", rest[space:])
            return None if unclosed and len(rest) < LONGEST else at + space

    def _draft(self, said: str) -> Iterator[Draft]:
        if not self._begun:
            self._listed = bool(BULLET.match(said))
        self._begun = bool(said.strip()) and "\n" not in said[len(said.rstrip()) :]
        marks = [found for found in KEYS.finditer(said) if not _is_word(found)]
        keys = tuple(dict.fromkeys(key for found in marks for key in KEY.findall(found[0])))
        unmarked = KEYS.sub(lambda found: found[0] if _is_word(found) else "", said)
        # What the check does not see (tags, targets of links) is not shown either.
        text = plain(MARKDOWN.sub("", LEAD.sub("", unmarked))).strip()
        text = SOURCE.sub("", text) if marks else text
        if len(text) >= LEAST and not LEADS_ON.search(text):
            yield Draft(text, keys, self._listed)


def _is_word(found: re.Match[str]) -> bool:
    """Whether a bracket stands where a word of the sentence would."""
    before, after = found.string[: found.start()].rstrip(), found.string[found.end() :].lstrip()
    return bool(before) and before[-1] in f"{PARTICLES}、" and after[:1] in tuple(PARTICLES)
