"""A free topic: the sections of the corpus that speak of it, or a refusal that names the nearest topics."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from app import texts
from app.cited import Ref, Sources
from app.confidence import judge
from app.engine import Engine
from app.hit import Hit
from app.select import ANNOUNCES, LEANS, gather, score_sentences
from app.tools.seminar_data import SeminarData, SlideRef
from indexer.errors import HimitsuError
from indexer.passages import Passage

LONGEST_TOPIC = 100
LOOKED_AT, WIDE, SECTIONS, NEAREST = 60, 3, 24, 3
# A seminar stands on its topic as a whole: it is refused earlier than an answer, which names its doubt.
SURE = 0.5
# Share of the topic's words that a section must hold, and of the best section's score that it must reach.
HELD, NEAR_BEST = 0.6, 0.55
# The fewest sections that make a seminar.
FEWEST = 3
LINES = 3
# A list that a sentence promises is shown whole up to so many items, and not at all beyond.
LISTED = 8
# Sections about the collection itself: what it holds, where files lie, which page refers to which.
ABOUT = re.compile(
    r"収録|索引|目次|掲載先|参照資料|参照頁|参照する対策|出典と確認日|構成|入手先|未確認|改訂履歴|引くページ"
    r"|一覧|順位表|チェックリスト|図の|区分別|ご活用例|の概要$|^ステップ"
)
FIRST, SECOND = 5, 12


def sections(engine: Engine, topic: str, data: SeminarData, audience: str) -> tuple[SlideRef, ...]:
    """Return the sections that speak of a topic, in the order to speak of them.

    Raises HimitsuError: "seminar_topic" for an empty or overlong one, "seminar_outside" where the corpus
    holds too little of it.
    """
    topic = topic.strip()
    if not topic or len(topic) > LONGEST_TOPIC:
        raise HimitsuError("seminar_topic", limit=LONGEST_TOPIC)
    query = engine.searcher.query(topic)
    hits, rest = engine.searcher.search_wide(query, LOOKED_AT, WIDE)
    scored = score_sentences(gather(engine.searcher, query, hits[:5], rest, query.asked))
    verdict = judge(engine.searcher, query, hits[:5], scored[0].score if scored else 0.0)
    found = list(_slides(engine, [*hits, *rest], abroad=audience == "overseas"))[:SECTIONS]
    if verdict.refused or verdict.confidence < SURE or len(found) < FEWEST:
        near = "」「".join(nearest(engine, topic, data))
        raise HimitsuError("seminar_outside", topic=topic, near=near)
    levels = [1 if at < FIRST else 2 if at < SECOND else 3 for at in range(len(found))]
    leveled = [
        SlideRef(slide.document, slide.section, slide.at, level)
        for slide, level in zip(found, levels, strict=True)
    ]
    documents = list(dict.fromkeys(slide.document for slide in leveled))
    return tuple(sorted(leveled, key=lambda slide: documents.index(slide.document)))


def nearest(engine: Engine, topic: str, data: SeminarData) -> list[str]:
    """Return the titles of the ready topics nearest to a topic."""
    embedder = engine.searcher.embedder
    ready = list(data.topics.values())
    vectors = embedder.passages([f"{one.title} {' '.join(one.words)}" for one in ready])
    cosines = vectors @ embedder.queries([topic])[0]
    return [ready[at].title for at in np.argsort(-cosines, kind="stable")[:NEAREST]]


def _slides(engine: Engine, hits: Sequence[Hit], *, abroad: bool) -> Iterator[SlideRef]:
    """Yield the sections of the hits that hold the topic, best first, each once."""
    sources = Sources(engine.index)
    best = max((hit.score for hit in hits), default=0.0)
    seen: set[tuple[str, str]] = set()
    for hit in sorted(hits, key=lambda hit: -hit.score):
        foreign = hit.evidence.place < 0 and not abroad
        if hit.evidence.cover < HELD or hit.score < NEAR_BEST * best or foreign:
            continue
        for section in hit.passage.section_ids:
            key = (hit.passage.document, section)
            if key not in seen and (slide := _slide(sources, Ref(*key))):
                seen.add(key)
                yield slide


def _slide(sources: Sources, ref: Ref) -> SlideRef | None:
    """Return a section's first sentences as a slide, None where it has none to show."""
    try:
        passage = sources.passage(ref)
    except HimitsuError:
        # An older edition, or a document of the user's own: not what a seminar is built of.
        return None
    shown = [] if ABOUT.search(passage.section) else _first(passage)
    return SlideRef(ref.document, ref.section, tuple(shown)) if shown else None


def _first(passage: Passage) -> list[int]:
    """Return the first sentences to show; one that promises a list comes with all of it or is left out."""
    found: list[int] = []
    at = 0
    while at < len(passage.sentences) and len(found) < LINES:
        listed = _listed(passage, at)
        if _shown(passage, at) and not (listed is not None and not 0 < len(listed) <= LISTED):
            found += [at, *(listed or ())]
        at += 1 + len(listed or ())
    return found


def _listed(passage: Passage, at: int) -> list[int] | None:
    """Return the items behind a sentence that promises them, None for any other sentence."""
    sentence = passage.sentences[at]
    if sentence.kind != "paragraph" or not ANNOUNCES.search(passage.quote(sentence)):
        return None
    end = at + 1
    while end < len(passage.sentences) and passage.sentences[end].kind == "item":
        end += 1
    return list(range(at + 1, end)) if all(_shown(passage, one) for one in range(at + 1, end)) else []


def _shown(passage: Passage, at: int) -> bool:
    sentence = passage.sentences[at]
    text = passage.quote(sentence)
    first = at == 0 or not LEANS.match(text)
    return sentence.kind in ("paragraph", "item") and first and texts.UNCONFIRMED_MARK not in text
