"""Question to ranked passages: weighted evidence from words, vectors, headings and sentences."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.asked import fits, kinds
from app.editions import is_hidden
from app.hit import EVIDENCE, Evidence, Hit
from app.likeness import likeness
from app.pairs import pairs, share
from app.query import AtHand, Query
from indexer.catalog import AUTHORITIES
from indexer.embed import Embedder
from indexer.family import families
from indexer.index import Index
from indexer.japanese import kana_words
from indexer.lexicon import Lexicon
from indexer.passages import WHOLE, Expected, Passage, Sentence
from indexer.places import Places, load_places

YEAR_TOKEN = re.compile(r"^=[0-9]{4}年$")
WEIGHTS = Path(__file__).with_name("ranking.json")
# Candidates looked at closely. `python -m eval.sweep` compares others: with originals nothing moves
# from 20 to 120, over originals alone 20 loses .015 of R@1.
POOL = 60
# And as many of each search's own best, so that no weight can hide what one search is sure of.
EACH = 10
# Weight of a word found by its reading: likely, but 鯛 and タイ sound alike.
KANA = 0.8
# Passages sharing this part of their words are near-duplicates: one is shown.
DUPLICATE = 0.9
# A question for a rule (see `query`) is answered by its country's own law: its documents lead, so that
# nobody reads one country's fine for another's. Not learnt: a slip here costs more than a rank.
LOCAL = 0.5
# Likewise a foreign law counts this much less where no country is named: of 633 development and training
# questions two lose their section among the first five to it, none at .25, three at 1.
FOREIGN = 0.5
# Headings and captions are quoted only where they hold what is asked for (see `select`).
BODY_KINDS = ("paragraph", "item", "row")


@dataclass
class Searcher:
    """Ranks the passages of one generation."""

    index: Index
    lexicon: Lexicon
    embedder: Embedder
    weights: Mapping[str, float] = field(default_factory=dict)
    places: Places = field(default_factory=load_places)

    def __post_init__(self) -> None:
        """Prepare what every question needs."""
        self.weights = self.weights or load_weights(questions=len(self.index.expected_rows) > 0)
        alone = families(self.index.passages)
        self.family = [alone[target] for target in self.index.targets]
        self._members: dict[int, list[int]] = {}
        for row, target in enumerate(self.index.targets):
            if row == target:
                self._members.setdefault(self.family[row], []).append(row)
        self._worth = AtHand(self._weigh)
        self._asked = AtHand(self._ask)
        self._projected = AtHand(lambda query: self.index.projected(query.vector))
        self.likeness = AtHand(lambda query: likeness(self.index, self.embedder, query))
        self._pairs = AtHand(lambda query: pairs(query.text))
        self._titles: dict[tuple[str, str], frozenset[str]] = {}

    def query(self, text: str) -> Query:
        """Prepare a question for searching."""
        weights = self.lexicon.query(text)
        heard = kana_words(text, self.index.readings)
        for word in heard:
            weights.setdefault(word, KANA)
        read = " ".join((text, *heard))
        return Query(text, weights, self.embedder.queries([read]), self.places.named(read), kinds(read))

    def search(self, query: Query, limit: int = 10, documents: Collection[str] | None = None) -> list[Hit]:
        """Return the best passages, best first, near-duplicates left out."""
        return self._distinct(self._ranked(query, self.rough(query, documents)))[:limit]

    def search_wide(
        self, query: Query, limit: int, wide: int, documents: Collection[str] | None = None
    ) -> tuple[list[Hit], list[Hit]]:
        """Return the best passages, one a family, and the other members of the first `wide` families."""
        rough = self.rough(query, documents)
        hits = self._one_a_family(self._distinct(self._ranked(query, rough)))[:limit]
        rest = [
            self._hit(query, row, rough)
            for hit in hits[:wide]
            for row in self._members[hit.family]
            if row != hit.row
        ]
        return hits, rest

    def _ranked(self, query: Query, rough: Mapping[str, NDArray[np.float32]]) -> list[Hit]:
        order = _best(rough["total"], POOL)
        for name in ("words", "expected", "vector", "expected_vector"):
            order = np.union1d(order, _best(np.where(rough["total"] >= 0, rough[name], 0), EACH))
        hits = [self._hit(query, int(row), rough) for row in order if rough["total"][row] >= 0]
        hits.sort(key=lambda hit: (-hit.score, hit.row))
        return _one_a_passage(hits)

    def rough(self, query: Query, documents: Collection[str] | None = None) -> dict[str, NDArray[np.float32]]:
        """Return the scores of the four searches for every passage, and their weighted total."""
        index, w = self.index, self.weights
        asked_words, asked_vectors = self._asked(query)
        found = {
            "words": index.word_scores(query.weights),
            "expected": index.best_expected(asked_words),
            "vector": index.vector_scores(query.vector),
            "expected_vector": index.best_expected(asked_vectors),
        }
        total = np.zeros(len(index.passages), np.float32)
        # Coverage and sentences are measured on candidates alone; until then BM25 and the passage's
        # vector stand for them.
        later = {"words": w["cover"] + w["near"] + w["pairs"], "vector": w["said"]}
        for name, scores in found.items():
            total += (w[name] + later.get(name, 0.0)) * scores
        total = np.where(self._admitted(query, documents), total, -1)
        return {
            **found,
            "total": total.astype(np.float32),
            "asked": np.asarray((asked_words + asked_vectors) / 2, np.float32),
        }

    def _admitted(self, query: Query, documents: Collection[str] | None) -> NDArray[np.bool_]:
        """Tell the passages that may answer: of the documents, the edition and the country asked for."""
        entries = self.index.entries
        out = [
            entry
            for entry in entries
            if (documents is not None and entry.document not in documents)
            or is_hidden(entry, query.text, query.own)
            or self.places.is_elsewhere(query.places, entry.jurisdiction)
        ]
        closed = {(entry.document, entry.edition) for entry in out}
        open_entries = np.array([(e.document, e.edition) not in closed for e in entries], bool)
        return np.asarray(open_entries[self.index.entry_rows], bool)

    def hit_of(self, query: Query, wanted: Callable[[Passage], bool]) -> Hit | None:
        """Return the best hit among the wanted passages, however it ranks; None where there is none."""
        rough = self.rough(query)
        rows = [row for row, passage in enumerate(self.index.passages) if wanted(passage)]
        return max((self._hit(query, row, rough) for row in rows), key=lambda hit: hit.score, default=None)

    def _hit(self, query: Query, row: int, rough: Mapping[str, NDArray[np.float32]]) -> Hit:
        passage = self.index.passages[row]
        target = self.index.targets[row]
        entry = self.index.entry(passage)
        first, end = (int(n) for n in self.index.first_expected[row : row + 2])
        evidence = Evidence(
            words=float(rough["words"][row]),
            expected=float(rough["expected"][row]),
            vector=float(rough["vector"][row]),
            expected_vector=float(rough["expected_vector"][row]),
            cover=self.coverage(query, self.words(row)),
            near=self.likeness(query).share(self.index.bags.numbers("passages", row)),
            said=self._said(query, row, rough),
            heading=self.coverage(query, self.head(row)),
            document=self.coverage(query, self._title(passage)),
            kind=fits(query.asked, passage.text),
            authority=1 - AUTHORITIES.index(entry.authority) / len(AUTHORITIES),
            place=self.places.nearness(query.places, entry.jurisdiction),
            asked=float(rough["asked"][first:end].max()) if end > first else 0.0,
            pairs=share(self._pairs(query), " ".join((*passage.path[-3:], passage.text))),
        )
        score = sum(self.weights[name] * getattr(evidence, name) for name in EVIDENCE)
        score += LOCAL * float(query.wants_rule and evidence.place == 1)
        score -= FOREIGN * float(not query.places and evidence.place < 0)
        focus = pointed(passage, rough["asked"][first:end].tolist())
        return Hit(self.index.passages[target], score, evidence, target, row, focus, self.family[row])

    def _said(self, query: Query, row: int, rough: Mapping[str, NDArray[np.float32]]) -> float:
        """Cosine of the nearest sentence; of the passage where sentences have no vectors."""
        if not self.index.contexts.written:
            return float(rough["vector"][row])
        cosines = self.index.contexts.cosines(self._projected(query), row)
        body = [at for at, s in enumerate(self.index.passages[row].sentences) if s.kind in BODY_KINDS]
        return float(cosines[body].max()) if body else 0.0

    def likenesses(self, query: Query, row: int) -> tuple[list[float], list[float]]:
        """Likeness of each sentence of a passage: by words like the question's, and by its vector."""
        compared = self.likeness(query)
        near = [compared.share(numbers) for numbers in self.index.bags.sentence_numbers(row)]
        said = self.index.contexts.cosines(self._projected(query), row)
        return near, [float(x) for x in said]

    def expected(self, query: Query, limit: int) -> list[tuple[Expected, float]]:
        """Return the expected questions nearest to a question, with their likeness."""
        words, vectors = self._asked(query)
        scores = (words + vectors) / 2
        found = []
        for at in _top(scores, limit):
            row = int(self.index.expected_rows[at])
            question = self.index.passages[row].questions[int(at) - int(self.index.first_expected[row])]
            found.append((question, float(scores[at])))
        return found

    def coverage(self, query: Query, words: Set[str]) -> float:
        """Share of the question's words, by idf, that `words` hold; synonyms count their weight."""
        own, worth = self._worth(query)
        # `fsum`: the sum must not depend on the order of a set.
        return min(1.0, math.fsum(worth[word] for word in worth.keys() & words) / own)

    def _weigh(self, query: Query) -> tuple[float, Mapping[str, float]]:
        """What the question's own words weigh together, and each word."""
        idf = self.index.lexical.idf
        own = sum(map(idf, query.own)) or 1.0
        return own, {word: idf(word) * x for word, x in query.weights.items()}

    def _ask(self, query: Query) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Likeness of all expected questions, by words and by vectors."""
        index = self.index
        return index.expected_word_scores(query.weights), index.expected_vector_scores(query.vector)

    def near_expected(self, query: Query) -> NDArray[np.float32]:
        """Cosines of all expected questions with a question."""
        return self._asked(query)[1]

    def held(self, hits: Iterable[Hit]) -> frozenset[str]:
        """All words of passages and of what found them."""
        rows = {row for hit in hits for row in (hit.row, hit.by)}
        return frozenset[str]().union(*(self.words(row) for row in rows))

    def words(self, row: int) -> frozenset[str]:
        """All words of a passage: headings, text and expected questions."""
        return self.index.bags.passage(row)

    def word_vectors(self, row: int) -> NDArray[np.float32]:
        """Vectors of all words of a passage, shape (words, dimension)."""
        return self.index.bags.vectors(row)

    def head(self, row: int) -> frozenset[str]:
        """Words of a passage's innermost headings."""
        return self.index.bags.head(row)

    def _title(self, passage: Passage) -> frozenset[str]:
        key = (passage.document, passage.edition)
        if key not in self._titles:
            entry = self.index.entry(passage)
            self._titles[key] = frozenset(self.lexicon.tokens(f"{entry.title} {entry.publisher}"))
        return self._titles[key]

    def sentences(self, row: int) -> list[tuple[Sentence, frozenset[str]]]:
        """All sentences of a passage with their words."""
        return list(zip(self.index.passages[row].sentences, self.index.bags.sentences(row), strict=True))

    def _one_a_family(self, hits: Iterable[Hit]) -> list[Hit]:
        best: dict[int, Hit] = {}
        for hit in hits:
            best.setdefault(hit.family, hit)
        return list(best.values())

    def _distinct(self, hits: Iterable[Hit]) -> list[Hit]:
        """Of near-duplicates keep the first."""
        kept: list[Hit] = []
        for hit in hits:
            if not any(self._same(hit, other) for other in kept[:10]):
                kept.append(hit)
        return kept

    def _same(self, a: Hit, b: Hit) -> bool:
        x, y = self.index.bags.body(a.row), self.index.bags.body(b.row)
        wanted = DUPLICATE * max(1, len(x), len(y))
        return min(len(x), len(y)) >= wanted and len(x & y) >= wanted


def pointed(passage: Passage, asked: Sequence[float]) -> dict[int, float]:
    """How strongly expected questions point to sentences of a passage, or of the original it stands for.

    `asked` is the likeness of each of its questions; one that the whole section answers points to all.
    """
    if not asked:
        return {}
    whole = 0.0
    own: dict[int, float] = {}
    for question, likeness_ in zip(passage.questions, asked, strict=True):
        if question.at == WHOLE:
            whole = max(whole, likeness_)
        else:
            own[question.at] = max(own.get(question.at, 0.0), likeness_)
    pairs_ = passage.focus if passage.stands_for else [(at, at) for at in range(len(passage.sentences))]
    return {at: max(whole, own.get(mine, 0.0)) for at, mine in pairs_}


def _one_a_passage(hits: Sequence[Hit]) -> list[Hit]:
    """Keep the best of the hits that found a passage, with all that points to its sentences."""
    best: dict[int, Hit] = {}
    for hit in hits:
        kept = best.setdefault(hit.row, hit)
        focus = {at: max(kept.focus.get(at, 0.0), x) for at, x in hit.focus.items()}
        best[hit.row] = replace(kept, focus={**kept.focus, **focus})
    return list(best.values())


def _best(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Rows of the best positive scores, best first."""
    order = _top(scores, count)
    return order[scores[order] > 0]


def _top(scores: NDArray[np.floating[Any]], count: int) -> NDArray[np.int64]:
    """Rows of the best scores, best first; of equal ones the first rows.

    Only what reaches the last place is sorted: all of 100,000 scores would take most of a search.
    """
    rows = np.arange(len(scores))
    if len(scores) > count:
        rows = np.flatnonzero(scores >= np.partition(scores, -count)[-count])
    return rows[np.argsort(-scores[rows], kind="stable")][:count]


def load_weights(path: Path = WEIGHTS, *, questions: bool = True) -> dict[str, float]:
    """Read the weights of the evidence, learnt by `python -m eval.tune`.

    An index without expected questions (a user's own documents alone, an external collection) has
    weights of its own.
    """
    stored = json.loads(path.read_text("utf-8"))["weights" if questions else "without_questions"]
    return {name: float(stored[name]) for name in EVIDENCE}
