"""Questions made from sentences: a figure or an article left out, offered among those of its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app import texts, texts_seminar
from app.cited import Ref, Sources
from app.select import LEANS
from app.tools.seminar_data import QuizRef, SlideRef, Wrong
from app.tools.seminar_figures import Figure, figures, holds
from indexer.family import base

WRONG = 3
# Characters of a sentence that can stand as a question by itself.
SHORT, LONG = 20, 140
A_SECTION = 2
# Examples, minima and estimates leave other figures true as well.
OPEN = re.compile(r"例えば|たとえば|少なくとも|など[、は]|以上[^0-9]*以下|約[0-9]|目安|ページ")
# What a rule does not say, other rules do not say either.
ABSENT = re.compile(r"ない|なく|次のとおり")
# Two sentences as alike as this, what is left out aside, may state one rule twice.
SAME_FIGURE, SAME_ARTICLE = 0.92, 0.5
# A sentence of law as the digests write it: 不正競争防止法 / 第5条第2項 / は、侵害者が…
ARTICLE = re.compile(
    r"^(?P<law>[^第、。「]{2,30}?(?:（[^）]{2,30}）)?)"
    r"(?P<article>第[0-9]+条(?:の[0-9]+)?(?:第[0-9]+項)?(?:第[0-9]+号)?[イロハ]?)"
    r"(?P<rest>(?:により|では|は|の|が).+)$"
)


@dataclass(frozen=True)
class Line:
    """A sentence that may be asked of or taken from, with its figures."""

    ref: Ref
    text: str
    figures: tuple[Figure, ...]

    @property
    def section(self) -> tuple[str, str]:
        """Its section."""
        return (self.ref.document, self.ref.section)


class Lines:
    """All sentences, and those near one of them."""

    def __init__(self, every: Sequence[Line]) -> None:
        self.every = tuple(every)
        self._at = {line.ref: at for at, line in enumerate(self.every)}
        self._near: dict[tuple[str, ...], list[Line]] = {}
        for line in every:
            for key in _places(line):
                self._near.setdefault(key, []).append(line)

    def near(self, line: Line) -> Iterator[Line]:
        """Yield the other sentences, nearest first: same section, same family, same document, others."""
        seen = {line.ref}
        own = self._at[line.ref]
        for key in _places(line):
            there = self._near[key]
            # Within a document, what stands next to it is nearer than what stands at its beginning.
            ordered = sorted(there, key=lambda other: abs(self._at[other.ref] - own)) if key else there
            for other in ordered:
                if other.ref not in seen:
                    seen.add(other.ref)
                    yield other


def _places(line: Line) -> tuple[tuple[str, ...], ...]:
    document, section = line.section
    return (document, section, ""), (document, base(section)), (document,), ()


def lines(sources: Sources) -> Lines:
    """Return the paragraphs and list items of all digests, in their order."""
    found = []
    for document, section in sources.sections():
        for at, sentence in enumerate(sources.passage(Ref(document, section)).sentences):
            if sentence.kind in ("paragraph", "item"):
                ref = Ref(document, section, at)
                text = sources.says(ref)
                found.append(Line(ref, text, tuple(figures(text))))
    return Lines(found)


def swapped(slides: Sequence[SlideRef], every: Lines) -> Iterator[QuizRef]:
    """Yield questions on the slides' sections, at most two of each; figures before articles.

    What is offered beside the right option comes from the nearest other sentences.
    """
    wanted = {(slide.document, slide.section): 0 for slide in slides}
    own = [line for line in every.every if line.section in wanted and _askable(line.text)]
    order = {section: at for at, section in enumerate(wanted)}
    own.sort(key=lambda line: order[line.section])
    articles: set[str] = set()
    for make in (_figure_quiz, _article_quiz):
        for line in own:
            quiz = make(line, every) if wanted[line.section] < A_SECTION else None
            if quiz is None or quiz.right in articles:
                continue
            if make is _article_quiz:
                articles.add(quiz.right)
            wanted[line.section] += 1
            yield quiz


def _askable(text: str) -> bool:
    """Whether a sentence says something definite by itself."""
    barred = LEANS.match(text) or OPEN.search(text) or texts.UNCONFIRMED_MARK in text
    return SHORT <= len(text) <= LONG and not barred


def _figure_quiz(line: Line, every: Lines) -> QuizRef | None:
    """Leave out a figure that is the only one of its kind in the sentence: with two, a blank is a riddle."""
    for figure in line.figures:
        if sum(other.kind == figure.kind for other in line.figures) > 1:
            continue
        wrong: dict[float, Wrong] = {}
        for other in every.near(line):
            for candidate in other.figures:
                there = candidate.worth == figure.worth or holds(line.text, candidate.text)
                if candidate.kind == figure.kind and not there:
                    same = alike(_bare(line.text), _bare(other.text)) >= SAME_FIGURE
                    if not same:
                        wrong.setdefault(candidate.worth, Wrong(candidate.text, other.ref))
            if len(wrong) >= WRONG:
                return _quiz("figure", line, figure.start, figure.end, list(wrong.values()))
    return None


def _article_quiz(line: Line, every: Lines) -> QuizRef | None:
    """Leave out the article that a sentence of law begins with."""
    found = ARTICLE.match(line.text)
    if not found or ABSENT.search(found["rest"]):
        return None
    wrong: dict[str, Wrong] = {}
    for other in every.near(line):
        theirs = ARTICLE.match(other.text) if other.ref.document == line.ref.document else None
        if not theirs or theirs["law"] != found["law"]:
            continue
        article = theirs["article"]
        if alike(found["rest"], theirs["rest"]) >= SAME_ARTICLE:
            if _within(article, found["article"]):
                continue
            # Another article says nearly the same: then more than one option would be right.
            return None
        known = (found["article"], *wrong)
        if not any(_within(article, one) for one in known) and not holds(line.text, article):
            wrong[article] = Wrong(article, other.ref)
    if len(wrong) < WRONG:
        return None
    return _quiz("article", line, found.start("article"), found.end("article"), list(wrong.values()))


def _quiz(kind: str, line: Line, start: int, end: int, wrong: Sequence[Wrong]) -> QuizRef:
    sentence = line.text[:start] + texts_seminar.BLANK + line.text[end:]
    ask = texts_seminar.FILL.format(sentence=sentence)
    return QuizRef(f"{kind}-{line.ref}", (), ask, line.text[start:end], line.ref, tuple(wrong[:WRONG]))


def _within(one: str, other: str) -> bool:
    """Whether an article is a part of another: 第5条第2項 of 第5条."""
    return one.startswith(other) or other.startswith(one)


def _bare(text: str) -> str:
    """Return a sentence without its figures."""
    for figure in reversed(figures(text)):
        text = text[: figure.start] + text[figure.end :]
    return text


def alike(one: str, other: str) -> float:
    """Return the share of pairs of characters that two texts have in common."""
    left, right = (frozenset(text[at : at + 2] for at in range(len(text) - 1)) for text in (one, other))
    return len(left & right) / max(1, len(left | right))
