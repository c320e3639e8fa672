"""One opened index and everything that answers from it: the door to `app` for chat, CLI and tests."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from app.asked import parts
from app.concluding import Concluding, Consulted
from app.confidence import judge
from app.cues import Cues, load_cues
from app.followup import understand
from app.found import Found
from app.guide import Guide
from app.hit import Hit
from app.model import Answer
from app.models import embedder_of, model_name
from app.newer import bring_up_to_date
from app.result import result
from app.retrieve import Searcher
from app.select import gather, score_sentences, select
from app.settings import Settings
from app.spelling import Speller
from app.tools.incident_story import Story, load_story_cues, read_story
from app.write.orders import marked
from indexer.errors import HimitsuError
from indexer.index import Index, open_index
from indexer.lexicon import load_lexicon
from indexer.updates import Update, load_updates

# Passages looked at, and how many of them with their whole section.
LOOKED_AT, WIDE = 5, 3
# Sentences that answer a story by itself, behind what is done after a leak.
ALONE = 3


@dataclass(frozen=True)
class DocumentInfo:
    """A document as shown in lists and in the filter."""

    id: str
    title: str
    edition: str
    kind: str
    authority: str
    jurisdiction: str = ""


@dataclass
class Engine:
    """Answers questions from one generation of the index."""

    searcher: Searcher
    guide: Guide
    settings: Settings
    updates: tuple[Update, ...] = field(default_factory=load_updates)
    cues: Cues = field(default_factory=load_cues)

    @classmethod
    def open(cls, settings: Settings) -> Engine:
        """Open the index in use. Raises HimitsuError where it cannot be used."""
        name = model_name(settings)
        index = open_index(settings.home, model=name)
        embedder = embedder_of(settings, name)
        lexicon = load_lexicon()
        return cls(Searcher(index, lexicon, embedder), Guide(lexicon, embedder), settings)

    @cached_property
    def speller(self) -> Speller:
        """What puts misspelt words right; made when first asked for."""
        return Speller(self.index.terms, self.searcher.lexicon, self.index.readings)

    @property
    def index(self) -> Index:
        """The generation answered from."""
        return self.searcher.index

    def documents(self) -> list[DocumentInfo]:
        """Return the documents that can be searched, one entry an edition and kind."""
        return [
            DocumentInfo(
                e.document,
                f"{e.title} {e.edition_name}".strip(),
                e.edition,
                e.kind,
                e.authority,
                e.jurisdiction,
            )
            for e in self.index.entries
            if e.passages
        ]

    def search(
        self, question: str, limit: int = 10, documents: Collection[str] | None = None
    ) -> list[dict[str, Any]]:
        """Return ranked passages with the fields of a citation; misspelt words are put right first."""
        question = self._checked(question, documents)
        query = self.searcher.query(self.spelt(question) or question)
        return [
            result(self.index, hit, rank)
            for rank, hit in enumerate(self.searcher.search(query, limit, documents), 1)
        ]

    def ask(
        self,
        question: str,
        documents: Collection[str] | None = None,
        today: date | None = None,
        history: Sequence[str] = (),
    ) -> Answer:
        """Answer a question. Raises HimitsuError for an empty or overlong one.

        `history` holds the user's earlier questions, oldest first, as understood or as asked.
        """
        return self.consult(question, documents, today, history).answer

    def consult(
        self,
        question: str,
        documents: Collection[str] | None = None,
        today: date | None = None,
        history: Sequence[str] = (),
    ) -> Consulted:
        """Answer a question as `ask` does, and return what the answer was made from."""
        typed = self._checked(question, documents)
        started = time.perf_counter()
        suggestion = self.spelt(typed)
        spelt = suggestion or typed
        question = self.understood(spelt, history)
        story = read_story(question, load_story_cues())
        if story.is_told:
            found = self._of_a_leak(question, story, documents)
        else:
            found = [self._find(part, documents) for part in parts(question)]
        middle = time.perf_counter()
        answered = [one for one in found if one.answered]
        concluding = Concluding(self.searcher, self.guide, self.updates, today or date.today())
        made = (
            concluding.answered(question, found, answered)
            if answered
            else concluding.refused(question, found)
        )
        times = {"retrieve": _ms(started, middle), "answer": _ms(middle, time.perf_counter())}
        answer = replace(
            made.answer,
            question=typed,
            suggestion=suggestion,
            understood=question if question != spelt else "",
            timings_ms=times,
            tool="incident" if story.is_told else "",
        )
        return replace(made, answer=answer)

    def _of_a_leak(self, text: str, story: Story, documents: Collection[str] | None) -> list[Found]:
        """Find what is done after a leak: the words of a story are those of what is done before one.

        A story that asks nothing may be told to learn what the law says of it: a little of that follows.
        Where nothing says that it is the asker's own, the law comes first, and a little of the plan follows.
        """
        cues = load_story_cues()
        plan = self._find(f"{text} {' '.join(cues.seeks)}", documents)
        if not story.wants_plan:
            law = self._find(f"{text} {' '.join(cues.law_seeks)}", documents)
            found = [law, _beginning(plan)] if law.answered else [plan]
        elif story.asked == "nothing":
            found = [plan, _beginning(self._find(text, documents))]
        else:
            found = [plan]
        return [one for one in found if one.answered] or found[:1]

    def spelt(self, question: str) -> str:
        """Return the question with its misspelt words put right, "" where there are none."""
        correction = self.speller.suggest(question)
        return correction.text if correction else ""

    def understood(self, question: str, history: Sequence[str]) -> str:
        """Return the question with what it takes from the conversation."""
        limit = self.settings.longest_question
        said = [earlier for earlier in history if len(earlier) <= limit]
        said = [self.spelt(one) or one for one in said]
        text = understand(question, said, self.cues, self.searcher.places).text
        # One more turn must not make a question of a length that nobody could ask.
        return text if len(text) <= limit else question

    def _checked(self, question: str, documents: Collection[str] | None) -> str:
        question = question.strip()
        if not question:
            raise HimitsuError("empty_question")
        limit = self.settings.longest_question
        if len(question) > limit:
            raise HimitsuError("too_long", length=len(question), limit=limit)
        known = {entry.document for entry in self.index.entries}
        for document in documents or ():
            if document not in known:
                raise HimitsuError("unknown_document", name=document)
        return question

    def _find(self, question: str, documents: Collection[str] | None) -> Found:
        query = self.searcher.query(question)
        hits, rest = self.searcher.search_wide(query, LOOKED_AT, WIDE, documents)
        hits, rest = bring_up_to_date(self.searcher, query, hits, rest, self.updates, documents)
        hits, rest = _marked(hits), _marked(rest)
        gathered = gather(self.searcher, query, hits, rest, query.asked)
        scored = score_sentences(gathered)
        best = scored[0].score if scored else 0.0
        return Found(query, hits, select(scored), judge(self.searcher, query, hits, best), scored)


def _beginning(found: Found) -> Found:
    return replace(found, chosen=found.chosen[:ALONE])


def _marked(hits: Sequence[Hit]) -> list[Hit]:
    """Return hits whose passages tell which of their sentences are orders to a program that reads them."""
    return [replace(hit, passage=marked(hit.passage)) for hit in hits]


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 2)
