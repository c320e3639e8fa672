"""Does a question tell that a leak has happened, and ask for nothing but what to do now?

The words are data (`corpus/incident/story.toml`). A question that asks about a rule, a case, a penalty
or what would be if is left to the answer: to be silent is the lesser fault.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

from app.tools.incident_rules import FOLDER
from indexer.catalog import load_toml, named_entry
from indexer.japanese import fold

Asked = Literal["now", "nothing", "other"]
# A sentence ends here; a comma does not end one: 「図面を抜かれた、どうすれば」 is one story.
SENTENCE = re.compile(r"[。！!\n?？…]+")
# What may stand between a verb's head and the form that says it happened: inflections, no particles.
BETWEEN = "[んっいきしちりびみられさせまてでゃじがう行帰去]{0,8}?"
# After such a form these make a clause that describes a person or a thing (盗んだ人), or a condition.
DESCRIBES, CONDITION = "[一-龥ァ-ヴa-z]", "ら(?!し)"
# An act that the teller regrets or suffered, and who else did it.
REGRETTED = re.compile(
    "しま(?:っ|い)|ちゃ[っい]|じゃ[っい]|[かさたなまらわが]れ(?:た|て|ま)|られ(?:た|て|ま)"
)
DOER = re.compile("[がは]")


@dataclass(frozen=True)
class StoryCues:
    """The lists of `story.toml`, by their names there, folded."""

    ignore: tuple[str, ...]
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    things: tuple[str, ...]
    forms: tuple[str, ...]
    nouns: tuple[str, ...]
    not_then: tuple[str, ...]
    supposing: tuple[str, ...]
    now: tuple[str, ...]
    law: tuple[str, ...]
    later: tuple[str, ...]
    tails: tuple[str, ...]
    asks: tuple[str, ...]
    fresh: tuple[str, ...]
    own: tuple[str, ...]
    suffered: tuple[str, ...]
    not_own: tuple[str, ...]
    urgent: tuple[str, ...]
    theirs: tuple[str, ...]
    seeks: tuple[str, ...]
    law_seeks: tuple[str, ...]

    @cached_property
    def ignored(self) -> re.Pattern[str]:
        """Words that look like a leak and are none."""
        return re.compile(_any(self.ignore))

    @cached_property
    def strong_act(self) -> re.Pattern[str]:
        """An act that is a leak by itself, in a form that says it happened."""
        return self._act(self.strong)

    @cached_property
    def weak_act(self) -> re.Pattern[str]:
        """An act that is a leak where a secret thing is named."""
        return self._act(self.weak)

    def _act(self, stems: Sequence[str]) -> re.Pattern[str]:
        follows = f"(?={_any(self.nouns)})|(?!{DESCRIBES}|{CONDITION}|{_any(self.not_then)})"
        return re.compile(f"(?:{_any(stems)}){BETWEEN}(?:{_any(self.forms)})(?:{follows})")


@dataclass(frozen=True)
class Story:
    """What a question tells: the words of the leak ("" where it tells none), what it asks, whose it is."""

    act: str
    asked: Asked
    own: bool

    @property
    def is_told(self) -> bool:
        """Whether it tells of a leak and asks nothing else than what to do."""
        return bool(self.act) and self.asked != "other"

    @property
    def wants_plan(self) -> bool:
        """Whether the plan for a leak answers it: who asks is in it. A case of others' is for the law."""
        return self.is_told and self.own


def read_story(question: str, cues: StoryCues) -> Story:
    """Return what a question tells and asks."""
    text = fold(question)
    sentences = SENTENCE.split(cues.ignored.sub("", text))
    acts = [(sentence, act) for sentence in sentences if (act := _act(sentence, cues))]
    return Story(acts[0][1] if acts else "", _asked(text, cues), _is_own(text, acts, cues))


def _is_own(text: str, acts: Sequence[tuple[str, str]], cues: StoryCues) -> bool:
    """Whether something says that the leak is the asker's, or of those who ask the asker."""
    for words in cues.not_own:
        text = text.replace(words, "")
    if _has(text, cues.own) or _has(text, cues.fresh):
        return True
    said = any(_is_suffered(*told, cues) for told in acts) or _has(text, cues.urgent)
    return said and not _has(text, cues.theirs)


def _is_suffered(sentence: str, act: str, cues: StoryCues) -> bool:
    """Whether an act befell the teller, or was the teller's own: nobody else is said to have done it."""
    named = DOER.search(sentence.split(act)[0])
    return not named or bool(REGRETTED.search(act)) or act.startswith(cues.suffered)


def _act(sentence: str, cues: StoryCues) -> str:
    # 「かもしれない」 holds もし and supposes nothing.
    if _has(sentence.replace("かもし", "かも"), cues.supposing):
        return ""
    found = cues.strong_act.search(sentence)
    if not found and _has(sentence, cues.things):
        found = cues.weak_act.search(sentence)
    return found[0] if found else ""


def _asked(text: str, cues: StoryCues) -> Asked:
    if _has(text, cues.law) or _has(text, cues.later):
        return "other"
    if _has(text, cues.now):
        return "now"
    bare = text.rstrip("。、！!… \n")
    told = bare.endswith(cues.tails) and not _has(text, cues.asks)
    # Of a longer story something must say that it is of today; one sentence alone says nothing else.
    return "nothing" if told and ("。" not in bare or _has(text, cues.fresh)) else "other"


def _has(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=4)
def load_story_cues(path: Path = FOLDER / "story.toml") -> StoryCues:
    """Read the words. Raises CorpusInvalid naming the list that is missing or empty."""
    data = load_toml(path)
    lists: dict[str, tuple[str, ...]] = {}
    for table, row in data.items():
        for name, words in row.items():
            with named_entry(path, f"{table}.{name}"):
                lists[name] = _words(words)
    with named_entry(path, "act, happened, ask"):
        return StoryCues(**lists)


def _words(values: Any) -> tuple[str, ...]:
    words = tuple(fold(value) for value in values)
    if not words or not all(words):
        raise ValueError("empty")
    return words
