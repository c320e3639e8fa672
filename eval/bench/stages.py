"""Where the time of one answer goes, beside the least time this machine could need for it.

The least time follows from what a step must touch: bytes of vectors and postings at the speed of memory,
characters at the speed of Sudachi. Of the steps that weigh a few dozen passages no such bound is known:
they are Python, and their times stand alone.
"""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from app.answer import cite, compose, warnings
from app.confidence import judge
from app.engine import LOOKED_AT, WIDE, Engine
from app.newer import bring_up_to_date
from app.select import gather, score_sentences, select
from app.settings import Settings
from eval.bench.figure import Figure
from eval.bench.homes import Built
from eval.questions import load_questions
from indexer.japanese import kana_words, morphemes

FLOAT = 4
# A posting: a score read, a row number read, a sum read and written.
POSTING = 16
COPIED_MIB = 256


@dataclass(frozen=True)
class Machine:
    """What one thread of this machine can do: bytes (read or written) and characters a second."""

    bytes: float
    characters: float


@dataclass
class Stages:
    """Milliseconds of each step, one value a question; and what each step had to touch."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    least: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time one step."""
        started = time.perf_counter()
        yield
        self.times[name].append((time.perf_counter() - started) * 1000)


def machine() -> Machine:
    """Measure this machine: the best of several runs, which others disturb least."""
    block = np.ones(COPIED_MIB << 18, np.float32)
    target = np.empty_like(block)
    copied = 2 * block.nbytes / _best(lambda: np.copyto(target, block))
    text = "".join(question.question for question in load_questions("dev"))
    read = len(text) / _best(lambda: morphemes(text))
    return Machine(copied, read)


def _best(work: Callable[[], object], runs: int = 5) -> float:
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def measure(built: Built) -> list[Figure]:
    """Answer the development questions twice, step by step; the second round is reported."""
    able = machine()
    engine = Engine.open(Settings(home=built.home))
    asked = [question.question for question in load_questions("dev")]
    stages = Stages()
    for stages in (Stages(), Stages()):
        for question in asked:
            _answer(engine, question, stages)
            _least(engine, question, stages, able)
    name, size = built.corpus.name, built.passages
    found = [
        Figure("stages", "memory copied", able.bytes / 1e9, "GB/s"),
        Figure("stages", "Sudachi", able.characters, "characters/s"),
    ]
    for step, times in stages.times.items():
        found.append(Figure("stages", step, statistics.fmean(times), "ms", name, size))
        if step in stages.least:
            least = statistics.fmean(stages.least[step])
            found.append(Figure("stages", f"{step}: least", least, "ms", name, size))
    return found


def _answer(engine: Engine, question: str, stages: Stages) -> None:
    """Do what `Engine.ask` does, one step at a time, and then at once."""
    searcher, index = engine.searcher, engine.index
    with stages.step("tokenise"):
        weights = searcher.lexicon.query(question)
        kana_words(question, index.readings)
    with stages.step("embed"):
        searcher.embedder.queries([question])
    query = searcher.query(question)
    with stages.step("words"):
        index.word_scores(weights)
        index.best_expected(index.expected_word_scores(weights))
    with stages.step("vectors"):
        index.vector_scores(query.vector)
        index.best_expected(index.expected_vector_scores(query.vector))
    with stages.step("four searches"):
        searcher.rough(query)
    with stages.step("searches, evidence"):
        hits, rest = searcher.search_wide(query, LOOKED_AT, WIDE)
    hits, rest = bring_up_to_date(searcher, query, hits, rest, engine.updates)
    with stages.step("sentences"):
        scored = score_sentences(gather(searcher, query, hits, rest, query.asked))
        chosen = select(scored)
    with stages.step("confidence"):
        judge(searcher, query, hits, scored[0].score if scored else 0.0)
    with stages.step("compose"):
        claims, _ = cite(index, query, chosen)
        warnings(index, query, chosen, engine.updates, date.today())
        compose(claims, chosen)
        engine.guide.pointers(query, chosen)
        engine.guide.desks_for(question, chosen, refused=False)
    with stages.step("ask"):
        engine.ask(question)


def _least(engine: Engine, question: str, stages: Stages, able: Machine) -> None:
    """Note what each step has to touch, as milliseconds of this machine."""
    index, weights = engine.index, engine.searcher.lexicon.query(question)
    size = index.manifest.dimension * FLOAT
    rows = len(index.passages) + len(index.expected_rows)
    postings = sum(index.lexical.held_by(word) + index.expected.held_by(word) for word in weights)
    least = {
        "tokenise": len(question) / able.characters,
        "embed": len(question) / able.characters + len(weights) * size / able.bytes,
        "words": postings * POSTING / able.bytes,
        "vectors": rows * size / able.bytes,
        "four searches": (postings * POSTING + rows * size) / able.bytes,
    }
    for name, seconds in least.items():
        stages.least[name].append(seconds * 1000)
