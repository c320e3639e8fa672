"""Ranked passages to the few sentences that answer: every one a slice of its document."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app import texts
from app.asked import Kind, fits
from app.hit import Hit
from app.query import Query
from app.retrieve import BODY_KINDS, YEAR_TOKEN, Searcher
from app.rows import heads_table
from indexer.japanese import plain
from indexer.passages import Passage, Sentence

EVIDENCE = (
    "under",
    "adds",
    "near",
    "said",
    "kind",
    "hit",
    "focus",
    "first",
    "rest",
    "short",
    "length",
    "aside",
    "caption",
    "unconfirmed",
    "scope",
)
# Characters; a shorter sentence is a label more often than an answer.
SHORT = 12
# A sentence that begins so is understood only after the one before it.
LEANS = re.compile(
    r"その後|その[^他]|この|これ|また[、，]|なお[、，]|さらに|一方|同時に|ただし|しかし|そのため|そうした|同社"
)
# What promises a list: without the list it tells nothing.
ANNOUNCES = re.compile(
    r"次の(?:とおり|通り|よう[なに]|[0-9一二三四五六七八九]つ|点|もの|場合|要素)|のどちらか"
)
# Sentences of one item taken along with the best.
ITEM = 3
# Nothing shorter says anything (など, or).
LEAST = 4
# Weights of a sentence's evidence and the limits of an answer, with how they were measured.
SELECTION = json.loads(Path(__file__).with_name("selection.json").read_text("utf-8"))
INTRODUCES = re.compile(r"以下|次の|次に|下記|[：:]$")
# A remark in brackets or a line of cross references tells nothing by itself.
ASIDE = re.compile(r"^[（(※].{0,60}[）)]。?$|^p\.?\s?[0-9]+「|^https?://\S+$|^[(（]?https?://\S+[)）]?。?$")


@dataclass(frozen=True)
class Chosen:
    """A sentence chosen for the answer, and why."""

    hit: Hit
    at: int
    score: float

    @property
    def passage(self) -> Passage:
        """The passage it lies in."""
        return self.hit.passage

    @property
    def sentence(self) -> Sentence:
        """Its place in the document."""
        return self.passage.sentences[self.at]

    @property
    def text(self) -> str:
        """What is shown: the slice without Markdown marks."""
        return plain(self.passage.quote(self.sentence)).strip()


@dataclass(frozen=True)
class Scored:
    """A quotable sentence with its evidence, in the order of EVIDENCE.

    `under` is the share of the question's words that the sentence and its heading hold, `adds` what the
    sentence adds to its heading; `near` counts words like them, `said` is the sentence's cosine; `kind`
    tells whether it holds what is asked for, `focus` how strongly an aid points to it; `hit`, `first` and
    `rest` tell of its passage; the others of its form.
    """

    hit: Hit
    at: int
    evidence: tuple[float, ...]


def gather(
    searcher: Searcher, query: Query, hits: Sequence[Hit], rest: Sequence[Hit], asked: Sequence[Kind]
) -> list[Scored]:
    """Collect every quotable sentence of the hits, and of the rest of their sections, with its evidence.

    Headings and captions count only where they hold what is asked for.
    """
    found: list[Scored] = []
    asked_years = years(query.own)
    for hit in (*hits, *rest):
        head = searcher.head(hit.row)
        known = searcher.coverage(query, head)
        near, said = searcher.likenesses(query, hit.row)
        for at, (_, words) in enumerate(searcher.sentences(hit.row)):
            sentence = hit.passage.sentences[at]
            text = plain(hit.passage.quote(sentence)).strip()
            fit = fits(asked, text)
            if len(text) < LEAST or sentence.kind == "order" or (sentence.kind not in BODY_KINDS and not fit):
                continue
            if sentence.kind == "row" and heads_table(hit.passage.sentences, at, text):
                continue
            under = searcher.coverage(query, words | head)
            evidence = (
                under,
                under - known,
                near[at],
                said[at],
                fit,
                hit.score - hits[0].score,
                hit.focus.get(at, 0.0),
                float(hit.family == hits[0].family),
                -float(hit in rest),
                -float(len(text) < SHORT),
                math.log(len(text)),
                -float(bool(ASIDE.match(text)) or _other_year(asked_years, words)),
                -float(sentence.kind in ("caption", "heading")),
                -float(texts.UNCONFIRMED_MARK in text),
                -float("収録した" in text),
            )
            found.append(Scored(hit, at, evidence))
    return found


def years(words: Iterable[str]) -> frozenset[str]:
    """Return the years among words, as the tokenizer writes them (=2024年)."""
    return frozenset(word for word in words if YEAR_TOKEN.match(word))


def _other_year(asked: frozenset[str], words: Collection[str]) -> bool:
    """Whether a sentence tells of other years than the one asked for."""
    told = years(words)
    return bool(asked and told and not asked & told)


def score_sentences(gathered: Sequence[Scored], weights: Mapping[str, float] | None = None) -> list[Chosen]:
    """Score gathered sentences, best first."""
    w = [(weights or SELECTION["weights"])[name] for name in EVIDENCE]
    chosen = [Chosen(s.hit, s.at, sum(x * y for x, y in zip(w, s.evidence, strict=True))) for s in gathered]
    return sorted(chosen, key=lambda c: (-c.score, c.hit.row, c.at))


def near(scored: Sequence[Chosen]) -> list[Chosen]:
    """Return the sentences that come near the best one, which leads; those of its section may be farther."""
    if not scored:
        return []
    best = scored[0]
    limits = {True: SELECTION["own_gap"], False: SELECTION["gap"]}
    return [c for c in scored if c.score >= best.score - limits[c.hit.row == best.hit.row]]


def reached(scored: Sequence[Chosen]) -> list[Chosen]:
    """Return the sentences that come near the best one, and the items of the lists that they introduce."""
    close = near(scored)
    return [*close, *(item for choice in close for item in _children(choice))]


def select(scored: Sequence[Chosen]) -> list[Chosen]:
    """Choose the answer: the best sentence, its section's best others, then what other sections add.

    The best sentence comes first; the rest of its section follows in the document's order, so
    that it reads as it was written.
    """
    if not scored:
        return []
    lead, *close = near(scored)
    own = [c for c in close if c.hit.row == lead.hit.row]
    others = [c for c in close if c.hit.row != lead.hit.row]
    taken = [lead, *_rest_of_item(lead), *_children(lead)]
    for candidate in own[: SELECTION["own"]]:
        _take(taken, candidate)
    rest = sorted(taken[1:], key=lambda c: (c.hit.row, c.at))
    kept = sorted(taken, key=lambda c: (c.hit.row, c.at)) if LEANS.match(lead.text) else [lead, *rest]
    added = 0
    for candidate in others:
        if added < SELECTION["others"] and _take(kept, candidate):
            added += 1
    return kept


def _take(taken: list[Chosen], candidate: Chosen) -> bool:
    """Add a sentence if it is new and the answer stays within its length."""
    size = sum(len(c.text) for c in taken)
    if size + len(candidate.text) > SELECTION["characters"] or any(_same(candidate, c) for c in taken):
        return False
    # A list stays whole however alike its items are: 次の3つ must be three.
    said = {(c.hit.row, c.at) for c in taken} | {c.text for c in taken}
    taken.append(candidate)
    taken.extend(c for c in _children(candidate) if not {(c.hit.row, c.at), c.text} & said)
    return True


def _same(a: Chosen, b: Chosen) -> bool:
    if a.hit.row == b.hit.row and a.at == b.at:
        return True
    x, y = set(_grams(a.text)), set(_grams(b.text))
    return bool(len(x & y) >= SELECTION["repeat"] * min(len(x), len(y) or 1))


def _grams(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)]


def _rest_of_item(lead: Chosen) -> list[Chosen]:
    """The sentences that go on with the lead in its list item or paragraph, and those it leans on."""
    passage = lead.passage
    found: list[Chosen] = []
    for step, wanted in ((1, True), (-1, bool(LEANS.match(lead.text)))):
        at = lead.at
        while wanted and 0 <= at + step < len(passage.sentences) and len(found) < ITEM:
            a, b = sorted((at, at + step))
            between = slice(
                passage.sentences[a].end - passage.start, passage.sentences[b].start - passage.start
            )
            if "\n" in passage.text[between] or passage.sentences[at + step].kind not in BODY_KINDS:
                break
            at += step
            found.append(Chosen(lead.hit, at, lead.score))
    return found


def _children(parent: Chosen) -> list[Chosen]:
    """List items that a sentence introduces: those after it, under another mark."""
    sentences = parent.passage.sentences
    if not INTRODUCES.search(parent.text):
        return []
    mark = next((sentences[at].glyph for at in range(parent.at, -1, -1) if sentences[at].glyph), "")
    found: list[Chosen] = []
    for at in range(parent.at + 1, len(sentences)):
        sentence = sentences[at]
        if sentence.kind != "item" or (sentence.glyph and sentence.glyph == mark):
            break
        if sentence.glyph or found:
            found.append(Chosen(parent.hit, at, parent.score))
    return found[: SELECTION["children"]]
