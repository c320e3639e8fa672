"""The form of digests: ids, titles, lengths, expected questions, sentences, and no staff names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from indexer.curate.problem import Problem
from indexer.digests import Digest
from indexer.japanese import morphemes, sentences

# Characters of a section, of a question, and questions a section: rules for curators (corpus/README.md).
SHORTEST, LONGEST = 60, 600
QUESTION = (4, 80)
QUESTIONS = 4
ID = re.compile(r"[a-z0-9-]+(\.[a-z0-9]+)?")
PAGES = re.compile(r"|\d+(-\d+)?")
# A sentence quoted alone must name its subject.
LEANS = re.compile(
    r"^(この|その(?!他)|これ(?!まで)|それ(?!ぞれ|以外)|同条|同法|同項|上記|前記|また[、，]|なお[、，]|さらに|ただし)"
)
# Japanese words that the dictionary takes for names, and letters that stand for parties.
NO_NAMES = frozenset(
    {"領", "見方", "原", "何", "章", "何章", "チョン", "ガイア", "page", "申立人"}
) | frozenset("ABCDEFGHIJKLMNXYZ")
ADDRESSED = ("氏", "さん", "様", "殿", "先生")


def check_form(digests: Sequence[Digest]) -> Iterator[Problem]:
    """Check every digest; yields what is wrong with its form."""
    for digest in digests:
        yield from _sections(digest)
        yield from _questions(digest)


def check_names(corpus: Path) -> Iterator[Problem]:
    """Check every other text of the corpus that a reader may see for names of persons."""
    for path in sorted(corpus.rglob("*.toml")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            yield from (Problem(path.name, str(number), "person", p) for p in persons(line))


def body(digest: Digest, section: int) -> str:
    """Return the text of a digest's section."""
    units = digest.text.sections[section].units
    return digest.text.body[units[0].start : units[-1].end]


def _sections(digest: Digest) -> Iterator[Problem]:
    name = digest.path.name
    titles: set[str] = set()
    for at, section in enumerate(digest.text.sections):
        text, title = body(digest, at), section.path[0]
        if not ID.fullmatch(section.id):
            yield Problem(name, section.id, "id")
        if title in titles:
            yield Problem(name, section.id, "same_title", title)
        titles.add(title)
        if not SHORTEST <= len(text) <= LONGEST:
            yield Problem(name, section.id, "length", str(len(text)))
        pages = [int(n) for n in section.pages.split("-") if n] if PAGES.fullmatch(section.pages) else None
        if pages is None or pages != sorted(pages):
            yield Problem(name, section.id, "pages", section.pages)
        yield from (Problem(name, section.id, "leans", s[:40]) for s in leaning(text))
        yield from (Problem(name, section.id, "person", p) for p in persons(f"{title}\n{text}"))


def _questions(digest: Digest) -> Iterator[Problem]:
    for section, asked in digest.questions.items():
        texts = [question.text for question in asked]
        if len(texts) < QUESTIONS or len(set(texts)) != len(texts):
            yield Problem(digest.path.name, section, "questions", str(len(set(texts))))
        for question in texts:
            if not QUESTION[0] <= len(question) <= QUESTION[1]:
                yield Problem(digest.path.name, section, "question", question)


def leaning(text: str) -> list[str]:
    """Return the sentences that begin with a word which only the sentence before explains."""
    return [text[a:b] for a, b in sentences(text) if LEANS.match(text[a:b])]


def persons(text: str) -> list[str]:
    """Return surnames followed by a given name, or by a form of address."""
    found = []
    for (one, kind), (two, after) in itertools.pairwise(morphemes(text)):
        named = kind[2] == "人名" and (after[2] == "人名" or two in ADDRESSED)
        if named and one not in NO_NAMES and one + two not in NO_NAMES:
            found.append(one + two)
    return found
