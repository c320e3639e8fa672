"""Which original passage a digest section summarises.

The digest section then is an aid: it is searched, and finds the original, which is what gets quoted.
Several sections may stand for one passage; each is searched by itself, so that a passage that many
summarise is not found for all their words at once. Evidence for a
pair: shared rare words of the bodies, the digest's title among the original's headings, the same
article of a law, and overlapping pages.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from indexer.japanese import articles, bigrams, fold
from indexer.passages import Passage, with_sections

# A pair below this is left unmatched. On the five originals it pairs 462 of the 468 digest
# sections (`himitsu docs`); ranking hardly moves between 0.15 and 0.35 (`python -m eval.sweep`).
MATCHED = 0.25
TITLE, PAGES = 0.25, 0.25
# Share of a sentence's character bigrams that its digest must hold. Chosen by reading some pairs,
# not measured: a paraphrase keeps about half of a sentence's bigrams, a neighbour about a fifth.
FOCUS = 0.45


def link(originals: Sequence[Passage], digests: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """Let digest sections stand for the originals they summarise.

    Both lists belong to one document. Returns the originals, with the ids of the sections that stand
    for them, and the digest sections, the matched ones as aids.
    """
    if not originals or not digests:
        return list(originals), list(digests)
    vectors, idf = _vectors(originals)
    out = list(originals)
    sections: list[Passage] = []
    for digest in digests:
        query = _weights(digest.text + digest.heading, idf)
        scores = [_score(digest, query, p, v) for p, v in zip(originals, vectors, strict=True)]
        best = max(range(len(scores)), key=scores.__getitem__)
        if scores[best] < MATCHED:
            sections.append(digest)
            continue
        out[best] = with_sections(out[best], digest.section_ids)
        focus = _focus(digest, originals[best], query)
        sections.append(replace(digest, stands_for=originals[best].id, focus=focus))
    return out, sections


def _focus(digest: Passage, passage: Passage, query: dict[str, float]) -> tuple[tuple[int, int], ...]:
    """Sentences of the original that the digest speaks of, each with the digest's that is most like it.

    Most of their words stand in the digest.
    """
    own = [set(bigrams(digest.quote(sentence))) for sentence in digest.sentences]
    found = []
    for at, sentence in enumerate(passage.sentences):
        grams = set(bigrams(passage.quote(sentence)))
        if sentence.kind != "heading" and grams and sum(g in query for g in grams) >= FOCUS * len(grams):
            found.append((at, max(range(len(own)), key=lambda other: len(own[other] & grams))))
    return tuple(found)


def _vectors(passages: Sequence[Passage]) -> tuple[list[dict[str, float]], dict[str, float]]:
    counts = [Counter(bigrams(p.text + p.heading)) for p in passages]
    seen = Counter(gram for count in counts for gram in count)
    idf = {gram: math.log(1 + len(passages) / n) for gram, n in seen.items()}
    return [_unit({g: (1 + math.log(n)) * idf[g] for g, n in count.items()}) for count in counts], idf


def _weights(text: str, idf: dict[str, float]) -> dict[str, float]:
    count = Counter(bigrams(text))
    return _unit({g: (1 + math.log(n)) * idf.get(g, 1.0) for g, n in count.items()})


def _unit(vector: dict[str, float]) -> dict[str, float]:
    norm = math.sqrt(sum(x * x for x in vector.values())) or 1.0
    return {g: x / norm for g, x in vector.items()}


def _score(digest: Passage, query: dict[str, float], passage: Passage, vector: dict[str, float]) -> float:
    body = sum(x * vector.get(g, 0.0) for g, x in query.items())
    title = TITLE if _titled(digest, passage) else TITLE * _same_article(digest, passage)
    return body + title + (PAGES if overlap(digest.pages, passage.pages) else 0.0)


def _titled(digest: Passage, passage: Passage) -> bool:
    """Whether one of the original's headings stands in the digest's title."""
    title = _key(digest.heading)
    return any(len(key) >= 4 and key in title for part in passage.path if (key := _key(part)))


def _same_article(digest: Passage, passage: Passage) -> int:
    """How closely two headings name the same article of a law: 1 the article, 2 its paragraph too.

    第二十一条 > 第二十一条第二項 and 第21条第2項第3号 share two.
    """
    return len(set(articles(fold(digest.heading))) & set(articles(fold(" ".join(passage.path)))))


def _key(heading: str) -> str:
    bare = re.sub(r"^[（(]?(?:第?[0-9a-z]+[章節条.．\s]*|[①-⑳ivx]+[.．\s-]*)+", "", fold(heading))
    return re.sub(r"[\s~～〜・（）()「」]", "", bare)


def overlap(a: str, b: str) -> bool:
    """Whether two page labels ("57", "57-58") share a page; False where either is unknown."""
    x, y = _range(a), _range(b)
    return bool(x and y and x[0] <= y[1] and y[0] <= x[1])


def _range(pages: str) -> tuple[int, int] | None:
    numbers = [int(n) for n in re.findall(r"\d+", pages)]
    return (min(numbers), max(numbers)) if numbers else None
