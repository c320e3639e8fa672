"""Whether a question leans on the one before, and the whole question it then stands for.

No language model: phrases, parts of speech, and the expressions of `corpus/followup.toml`. A wrong
carry-over is worse than none, so that a question with a subject of its own is left alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.asked import parts
from app.carry import MARKS, YEAR, Composer, Follow, repeat
from app.cues import Cues, load_cues
from app.phrases import Phrase, phrases
from indexer.numerals import kanji_value
from indexer.places import Places, load_places

# Measured on 1442 questions that stand alone, each after a random other one (left alone .990), and on
# 77 follow-ups (all carried); beside each value its neighbours, as left alone / carried.
# Phrases of a follow-up that names no subject. 5: .991 / 77, 9: .990 / 77.
LONGEST = 7
# Subjects of its own that a fragment may still have. 0: .991 / 64, 2: .986 / 77.
OWN = 1
# The same where a word points back. 1: .990 / 77, 3: .989 / 77.
POINTED = 2
# Phrases of a fragment with a subject of its own. 3: .990 / 77, 5: .989 / 77.
FRAGMENT = 4
# Nouns of any kind in a question that names no subject. 1: .992 / 71, 3: .981 / 77.
NAMED = 2
# Phrases of a whole sentence with one subject that still leans (牢屋にも入る？). 2: .990 / 76, 4: .983 / 77.
SHORT = 3
NAMING = re.compile(r"(の|は|って|とは)$")
DEFINES = re.compile(r"(とは|って)(何|なに|なん)?(ですか|なの|のこと)?[?？]?$")
# What `repeat` added is no part of the question.
REMARK = re.compile(r"（[^（）]*）$")
LISTED = re.compile(r"[^\s、。・はがをのに「」]+(?:・[^\s、。・はがをのに「」]+)+")
TOPIC = re.compile(r"(とは|には|では|は|が|を|の|に|で)?[、,]?$")
AMONG = "のうち、"


@dataclass(frozen=True)
class Understood:
    """The question to answer; `carried` tells whether the conversation was needed to know it."""

    text: str
    carried: bool


def understand(
    question: str, history: Sequence[str], cues: Cues | None = None, places: Places | None = None
) -> Understood:
    """Return a question with what it leaves unsaid.

    Args:
        question: As the user asked it.
        history: The user's earlier questions as understood, oldest first; the last one counts.
        cues: Expressions; those of the corpus by default.
        places: Names of jurisdictions; those of the corpus by default.
    """
    reader = Reader(cues or load_cues(), places or load_places())
    previous = reader.read(history)
    pieces = parts(question)
    first = reader.resolve(pieces[0], previous)
    if not first:
        return Understood(question, False)
    rest = [reader.resolve(piece, previous) or piece for piece in pieces[1:]]
    return Understood("".join((first, *rest)), True)


@dataclass(frozen=True)
class Reader:
    """Reads a follow-up against the question before it."""

    cues: Cues
    places: Places

    def read(self, history: Sequence[str]) -> str:
        """Return the last question of a conversation, each understood from the one before."""
        previous = ""
        for said in filter(None, map(str.strip, history)):
            previous = self.complete(self.resolve(said, previous) or said)
        return previous

    def complete(self, previous: str) -> str:
        """Return the previous question as one: the last of two asked in one breath, with its subject."""
        bare = REMARK.sub("", previous)
        pieces = parts(bare)
        if len(pieces) < 2:
            return bare
        return self.resolve(pieces[-1], pieces[0]) or pieces[-1]

    def resolve(self, question: str, previous: str) -> str:
        """Return the question with what it takes from the previous one, "" where it takes nothing."""
        said, opened = self._opened(self._phrases(question))
        before = self._phrases(previous)
        if not said or not before or any(word in question for word in self.cues.leaving):
            return ""
        follow = Follow(tuple(said), self._pointer(said))
        if counted := self._counted(follow.text, previous):
            return counted
        if self._wants_more(follow.text):
            return repeat(previous, follow.text)
        if not self._leans(follow, before, opened):
            return ""
        text = Composer(self.cues, self.places).compose(follow, before)
        return "" if text == follow.text else text

    def _phrases(self, text: str) -> list[Phrase]:
        return phrases(text, self.cues.interrogatives)

    def _opened(self, said: list[Phrase]) -> tuple[list[Phrase], bool]:
        """Return the phrases after the words that take up the conversation, and whether there were any."""
        size = 0
        openers = self.cues.openers | self.cues.thanks
        while size < len(said) and said[size].text.strip(MARKS) in openers:
            size += 1
        return said[size:], any(one.text.strip(MARKS) in self.cues.openers for one in said[:size])

    def _counted(self, said: str, previous: str) -> str:
        """Return the follow-up about one of the things that the previous question lists, by its number."""
        listed, ordinal = LISTED.search(previous), re.match(self.cues.ordinals, said)
        if not listed or not ordinal:
            return ""
        items = listed[0].split("・")
        number = re.sub(r"[つ個番点目第]", "", ordinal[0])
        at = {"最初": 1, "最後": len(items)}.get(number) or _number(number)
        if not 1 <= at <= len(items):
            return ""
        topic = TOPIC.sub("", previous[: listed.start()])
        asked = said.replace(ordinal[0], items[at - 1], 1)
        return f"{topic}{AMONG}{asked}" if topic else asked

    def _wants_more(self, body: str) -> bool:
        """Whether nothing is said but "more", "why" or "the second one"."""
        if not self.cues.whole.search(body):
            return False
        rest = self._phrases(self.cues.whole.sub("", body))
        return all(not one.nouns and self.cues.is_empty("", one.verb) for one in rest)

    def _pointer(self, said: Sequence[Phrase]) -> int:
        """Return where a word points back beyond the question itself, -1 for nowhere."""
        for at, phrase in enumerate(said):
            if phrase.text.strip(MARKS) not in self.cues.thanks and self.cues.points(phrase.text):
                return at
            # それ after a clause of the question's own points into that clause.
            if phrase.predicate:
                break
        return -1

    def _leans(self, follow: Follow, before: Sequence[Phrase], opened: bool) -> bool:
        """Whether the question cannot stand alone."""
        said = follow.phrases
        known = {noun for phrase in before for noun in phrase.nouns}
        topic = {noun for phrase in before if self._is_subject(phrase, ()) for noun in phrase.nouns}
        if topic and topic <= {noun for phrase in said for noun in phrase.nouns}:
            return False
        subjects = [phrase for phrase in said if self._is_subject(phrase, known)]
        own = len(subjects)
        if follow.pointer >= 0:
            return own <= POINTED
        if any(phrase.tail.isspace() for phrase in said[:-1]):
            return False  # words in a row, as for a search engine
        if self._is_fragment(said):
            return own == 0 or (own <= OWN and len(said) <= FRAGMENT)
        if DEFINES.search(follow.text) and said[0].name not in self.cues.relational:
            return False
        if own == 0:
            named = sum(bool(phrase.nouns) and not phrase.asks for phrase in said)
            return named <= NAMED and len(said) <= LONGEST
        # A subject that is held up, or that something is asked of, is enough to know what is meant.
        named_it = bool(NAMING.search(subjects[0].particle))
        return own <= OWN and len(said) <= SHORT and (opened or not named_it)

    def _is_subject(self, phrase: Phrase, known: Collection[str]) -> bool:
        """Whether a phrase names a subject of the question's own."""
        if self.cues.is_empty(phrase.name, phrase.particle):
            return False
        if any(word in phrase.name for word in self.cues.domain):
            return True
        if phrase.asks or not phrase.nouns or self.cues.is_light(phrase.name) or YEAR.search(phrase.name):
            return False
        new = [noun for noun in phrase.nouns if noun not in self.cues.light and noun not in known]
        return bool(new) and not self.places.named(phrase.name)

    def _is_fragment(self, said: Sequence[Phrase]) -> bool:
        """Whether it says nothing of what it names: 研修は？ 気づかなかったら？"""
        composer = Composer(self.cues, self.places)
        attribute = len(said) == 1 and composer.is_attribute(said[0]) and not said[0].verb
        return attribute or bool(composer.held(said)) or composer.is_condition(said)


def _number(numeral: str) -> int:
    numeral = unicodedata.normalize("NFKC", numeral)
    if numeral.isdecimal():
        return int(numeral)
    return kanji_value(numeral) or 0
