"""A follow-up and the question before it, written out as one question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile

from app.cues import Cues
from app.phrases import Phrase, text_of
from indexer.lexicon import pattern
from indexer.places import HOME, Places

MARKS = "　 、。，．,.？?！!…・"
YEAR = re.compile(r"(令和|平成|昭和)?([0-9０-９]{1,4}|元)年(?!間|以|未満|目)")
PLACE, YEARS = "国", "年"
# A case particle that a held-out noun shares with the previous question's (本人には？, 委員会に).
CASE = re.compile(r"^(に|で|から|へ|と|を|まで)(は|も|って|だと|なら)?$")
CLAUSE = re.compile(r"(と|ば|たら|だら|なら|て|で|が|けど|けれど|ので|から)$")
PURPOSE = re.compile(r"(に|ため|ために)は$")
# After these a noun is what the question is about, or what something is of.
TOPICS = frozenset({"", "は", "が", "を", "って", "とは", "も", "の", "への"})
TOPICAL = re.compile(r"(は|って|とは)$")
CONDITION = re.compile(r"(と|ば|たら|だら|なら|ても|でも|場合|とき|時)(は|も|には|に)?$")
ABOUT, OF, IN_CASE, IS, PAUSE = "について、", "の", "の場合、", "は、", "、"


@dataclass(frozen=True)
class Follow:
    """The phrases of a follow-up, and which of them points back (-1 for none)."""

    phrases: tuple[Phrase, ...]
    pointer: int

    @property
    def text(self) -> str:
        """The follow-up as written, without its opening word."""
        return text_of(self.phrases).strip()


def repeat(previous: str, remark: str) -> str:
    """Return the previous question with what the user says of it."""
    return f"{previous.rstrip(MARKS)}（{remark.strip(MARKS)}）"


@dataclass(frozen=True)
class Composer:
    """Writes the whole question that a follow-up stands for."""

    cues: Cues
    places: Places

    def compose(self, follow: Follow, before: Sequence[Phrase]) -> str:
        """Exchange a word of the previous question, add a condition to it, or ask of its topic."""
        said = list(follow.phrases)
        if follow.pointer >= 0:
            return self._pointing(said, follow.pointer, before)
        if shifted := self._shifted(follow.text, text_of(before)):
            return shifted
        held = said if len(said) == 1 and self._rival(said[0], "", before) >= 0 else self.held(said)
        if held:
            return self._exchanged(held, before)
        if self.is_condition(said):
            clause = text_of(self._spoken(said)).rstrip(MARKS)
            return f"{clause}{PAUSE}{text_of(before)}"
        return self._asked_of(said, before)

    @cached_property
    def _place(self) -> re.Pattern[str]:
        """Names of jurisdictions, several in a row as one."""
        name = pattern([name for place in self.places.places for name in place.names]).pattern
        return re.compile(f"(?:{name})(?:[とや、・](?:{name}))*", re.IGNORECASE)

    def kind(self, name: str) -> str:
        """Return the family of words a noun belongs to."""
        if self.places.named(name):
            return PLACE
        return YEARS if YEAR.search(name) else self.cues.family_of(name)

    def is_condition(self, said: Sequence[Phrase]) -> bool:
        """Whether a follow-up is a condition alone: 気づかないままだったら？"""
        spoken = self._spoken(said)
        if not spoken or any(phrase.asks for phrase in spoken):
            return False
        scene = any(phrase.verb and not self._says_nothing(phrase) for phrase in spoken)
        return scene and bool(CONDITION.search(spoken[-1].text.strip(MARKS)))

    def _spoken(self, said: Sequence[Phrase]) -> list[Phrase]:
        """Return the phrases without those at the end that say nothing (どうなりますか)."""
        end = len(said)
        while end > 1 and self._says_nothing(said[end - 1]) and said[end - 1].name not in self.cues.scenes:
            end -= 1
        return list(said[:end])

    def _says_nothing(self, phrase: Phrase) -> bool:
        return self.cues.is_empty(phrase.name, phrase.particle)

    def held(self, said: Sequence[Phrase]) -> list[Phrase]:
        """Return the noun held out with nothing said of it (退職者の場合は？, タイも同じ？), [] for none."""
        said = list(dropwhile(self._says_nothing, said))
        spoken = [phrase for phrase in said if not self._says_nothing(phrase)]
        if not spoken or any(phrase.asks for phrase in spoken) or said[: len(spoken)] != spoken:
            return []
        last = spoken[-1]
        added = last.particle.endswith("も") and last.name not in self.cues.relational
        if not last.name or last.verb or (self.is_attribute(last) and not added):
            return []
        joined = all(_adnominal(one, spoken[at + 1 : -1]) for at, one in enumerate(spoken[:-1]))
        return spoken if joined else []

    def is_attribute(self, phrase: Phrase) -> bool:
        """Whether a phrase names what is always of something, and is no word to exchange."""
        return self.cues.is_relational(phrase.name) and not self.kind(phrase.name)

    def _exchanged(self, held: list[Phrase], before: Sequence[Phrase]) -> str:
        """Return the previous question about what the follow-up names instead."""
        last = held[-1]
        name = text_of(held[:-1]) + last.name
        whole = text_of(before)
        kind = self.kind(last.name)
        if old := self._word_of(kind, whole):
            return whole.replace(old, name, 1)
        at = self._rival(last, kind, before)
        if at >= 0:
            return _with(before, at, at, name)
        case = CASE.match(last.particle)
        alike = [at for at, one in enumerate(before) if one.name and case and one.particle == case[1]]
        if alike:
            end = start = alike[-1]
            while start and before[start - 1].particle == OF:
                start -= 1
            return _with(before, start, end, name)
        return f"{name}{IN_CASE}{whole}"

    def _word_of(self, kind: str, whole: str) -> str:
        """Return the place, the year or the part of a word that the previous question has, "" for none."""
        if kind == PLACE:
            named = [match[0] for match in self._place.finditer(whole)]
            # Our own country is named in passing (日本の親会社から中国へ).
            abroad = [one for one in named if self.places.named(one) != {HOME}]
            return next(iter(abroad or named), "")
        year = YEAR.search(whole) if kind == YEARS else None
        return year[0] if year else self.cues.part_in(whole, kind)

    def _rival(self, last: Phrase, kind: str, before: Sequence[Phrase]) -> int:
        """Return the phrase of the previous question whose noun the held-out one replaces, -1 for none."""
        for at, one in enumerate(before):
            if kind and self.cues.family_of(one.name) == kind:
                return at
        for at, one in enumerate(before):
            if len(last.nouns) > 1 < len(one.nouns) and last.nouns[-1] == one.nouns[-1] and not one.asks:
                return at
        return -1

    def _shifted(self, said: str, whole: str) -> str:
        """Return the previous question about the year before or after its own, "" where none is asked."""
        step = -1 if said.startswith(self.cues.before) else 1 if said.startswith(self.cues.after) else 0
        year = YEAR.search(whole)
        if not step or not year:
            return ""
        number = 1 if year[2] == "元" else int(year[2])
        if number + step < 1:
            return ""
        return f"{whole[: year.start()]}{year[1] or ''}{number + step}年{whole[year.end() :]}"

    def _pointing(self, said: list[Phrase], at: int, before: Sequence[Phrase]) -> str:
        """Return the follow-up with the topic in place of the word that points to it."""
        word, rest = said[at], said[:at] + said[at + 1 :]
        named = word.name in self.cues.things | self.cues.places
        if not named and at < len(rest) and rest[at].name in self.cues.occasions:
            rest = rest[:at] + rest[at + 1 :]
        if not rest or all(map(self._says_nothing, rest)):
            return repeat(text_of(before), text_of(said))
        frame = self._frame(before, [])
        if named and at == 0 and frame and not frame[-1].predicate and not self.held(rest):
            topic = text_of(frame[:-1]) + frame[-1].lead + frame[-1].name
            return topic + (word.tail if word.particle else IS) + text_of(rest)
        return self.compose(Follow(tuple(rest), -1), before)

    def _asked_of(self, said: Sequence[Phrase], before: Sequence[Phrase]) -> str:
        """Return the follow-up asked of the previous question's topic."""
        frame = self._frame(before, said)
        if not frame:
            return text_of(said)
        text, last = text_of(frame).rstrip(MARKS), frame[-1]
        base = text_of(frame[:-1]) + last.lead + last.name
        attribute = self.is_attribute(said[0]) and not said[0].asks
        if not last.predicate and last.name and attribute and last.particle in TOPICS:
            return (text if last.particle.endswith(OF) else base + OF) + text_of(said)
        about = last.particle in TOPICS and not last.predicate and last.name not in self.cues.scenes
        return base + ABOUT + text_of(said) if last.name and about else f"{text}{PAUSE}{text_of(said)}"

    def _frame(self, before: Sequence[Phrase], said: Sequence[Phrase]) -> list[Phrase]:
        """Return what the previous question is about, without what it asks of it."""
        asked = self._asked(before)
        frame = self._without_degrees(before[:asked])
        focus = frame[-1] if frame else None
        if focus and self.is_attribute(focus) and self._replaces_focus(said):
            stem = self.cues.stem(focus.name)
            kept = [*frame[:-1], Phrase(stem, OF, (stem,))] if stem else self._without_degrees(frame[:-1])
            frame = kept or frame
        kinds = {self.kind(phrase.name) for phrase in said} & {PLACE, YEARS}
        kept = [one for one in frame if not (self.kind(one.name) in kinds and len(one.nouns) <= 1)]
        return kept or frame or [one for one in before[asked + 1 :] if one.nouns and not one.asks]

    def _asked(self, before: Sequence[Phrase]) -> int:
        """Return where the previous question stops naming and begins to ask."""
        for at, phrase in enumerate(before):
            if phrase.asks:
                return at
        last = before[-1]
        if not last.predicate and not last.text.startswith(self.cues.closings):
            return len(before)
        if last.verb and PURPOSE.search(last.particle):
            return len(before)
        # What a yes or no is asked of ends at its last topic or condition.
        ends = [at for at, one in enumerate(before[:-1]) if self._ends_scene(one)]
        return ends[-1] + 1 if ends and last.predicate else len(before) - 1

    def _ends_scene(self, phrase: Phrase) -> bool:
        clause = phrase.verb and CLAUSE.search(phrase.particle)
        return bool(clause) or phrase.name in self.cues.scenes or bool(TOPICAL.search(phrase.particle))

    def _without_degrees(self, frame: Sequence[Phrase]) -> list[Phrase]:
        kept = list(frame)
        while kept and kept[-1].name in self.cues.degrees:
            kept.pop()
        return kept

    def _replaces_focus(self, said: Sequence[Phrase]) -> bool:
        """Whether the follow-up asks for another attribute than the previous question did."""
        return any(one.verb or (one.name and not one.asks) for one in said)


def _with(before: Sequence[Phrase], start: int, end: int, name: str) -> str:
    """Return a question with another noun in place of the phrases from start to end."""
    return text_of(before[:start]) + before[start].lead + name + before[end].tail + text_of(before[end + 1 :])


def _adnominal(phrase: Phrase, between: Sequence[Phrase]) -> bool:
    """Whether a phrase belongs to the noun at the end, itself or through a clause between them."""
    if phrase.verb:
        return not CLAUSE.search(phrase.particle)
    if phrase.particle in ("の", "と", "や", ""):
        return True
    return phrase.particle in ("を", "が", "に", "で", "へ", "から") and any(one.verb for one in between)
