"""What `corpus/seminar` holds: ready topics, audiences, cases, questions; read, not yet quoted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.cited import Ref
from indexer.catalog import CORPUS, load_toml, named_entry
from indexer.japanese import fold

FOLDER = CORPUS / "seminar"
LEVELS = (1, 2, 3)


@dataclass(frozen=True)
class SlideRef:
    """A slide as data: a section, which of its sentences (from 0, in this order), and its level.

    `level` 1 stays in the shortest seminar; `only` names the audiences it is for, empty for all.
    """

    document: str
    section: str
    at: tuple[int, ...]
    level: int = 2
    only: tuple[str, ...] = ()

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Its sentences."""
        return tuple(Ref(self.document, self.section, at) for at in self.at)

    @property
    def whole(self) -> Ref:
        """Its section."""
        return Ref(self.document, self.section)


@dataclass(frozen=True)
class Topic:
    """A ready topic; `words` are other names by which a free topic is taken for it, `order` its place."""

    id: str
    order: int
    title: str
    words: tuple[str, ...]
    cases: tuple[str, ...]
    slides: tuple[SlideRef, ...]


@dataclass(frozen=True)
class Audience:
    """Who is trained, with the slides that stand before and after every topic's own."""

    id: str
    label: str
    opening: tuple[SlideRef, ...]
    closing: tuple[SlideRef, ...]


@dataclass(frozen=True)
class CaseRef:
    """A case exercise as data."""

    id: str
    title: str
    facts: tuple[Ref, ...]
    discuss: tuple[str, ...]
    says: tuple[Ref, ...]


@dataclass(frozen=True)
class Wrong:
    """A wrong option and the sentence it was taken from."""

    text: str
    ref: Ref


@dataclass(frozen=True)
class QuizRef:
    """A question as data: `right` stands in the sentence `ref`, each wrong option in one of its own."""

    id: str
    topics: tuple[str, ...]
    ask: str
    right: str
    ref: Ref
    wrong: tuple[Wrong, ...]


@dataclass(frozen=True)
class SeminarData:
    """All of it, by id where it has one."""

    topics: Mapping[str, Topic]
    audiences: Mapping[str, Audience]
    cases: Mapping[str, CaseRef]
    quiz: tuple[QuizRef, ...]

    def named(self, text: str) -> Topic | None:
        """Return the ready topic that goes by this name, id or title."""
        asked = fold(text.strip())
        for topic in self.topics.values():
            if asked in {fold(name) for name in (topic.id, topic.title, *topic.words)}:
                return topic
        return None


@lru_cache(maxsize=1)
def load_seminar(folder: Path = FOLDER) -> SeminarData:
    """Read the folder. Raises CorpusInvalid naming the file and entry that break the format."""
    topics = sorted((_topic(path) for path in folder.glob("topic-*.toml")), key=lambda topic: topic.order)
    audiences = _entries(folder / "audiences.toml", "audience", _audience)
    cases = _entries(folder / "cases.toml", "case", _case)
    return SeminarData(
        {topic.id: topic for topic in topics},
        {audience.id: audience for audience in audiences},
        {case.id: case for case in cases},
        tuple(_entries(folder / "quiz.toml", "quiz", _quiz)),
    )


def _entries(path: Path, name: str, make: Any) -> list[Any]:
    found = []
    for row in load_toml(path).get(name, []):
        with named_entry(path, row.get("id")):
            found.append(make(row))
    return found


def _topic(path: Path) -> Topic:
    data = load_toml(path)
    with named_entry(path, data.get("id")):
        return Topic(
            data["id"],
            data["order"],
            data["title"],
            tuple(data["words"]),
            tuple(data["cases"]),
            tuple(_slide(row) for row in data["slides"]),
        )


def _audience(row: dict[str, Any]) -> Audience:
    slides = {name: tuple(_slide(one) for one in row[name]) for name in ("opening", "closing")}
    return Audience(row["id"], row["label"], **slides)


def _slide(row: dict[str, Any]) -> SlideRef:
    ref = Ref.parse(row["section"])
    level = row.get("level", 1)
    if level not in LEVELS or not row["at"] or min(row["at"]) < 1:
        raise ValueError(row["section"])
    at = tuple(number - 1 for number in row["at"])
    return SlideRef(ref.document, ref.section, at, level, tuple(row.get("only", ())))


def _case(row: dict[str, Any]) -> CaseRef:
    facts, says = (tuple(Ref.parse(ref) for ref in row[name]) for name in ("facts", "says"))
    return CaseRef(row["id"], row["title"], facts, tuple(row["discuss"]), says)


def _quiz(row: dict[str, Any]) -> QuizRef:
    wrong = tuple(Wrong(one["text"], Ref.parse(one["ref"])) for one in row["wrong"])
    return QuizRef(row["id"], tuple(row["topics"]), row["ask"], row["right"], Ref.parse(row["ref"]), wrong)
