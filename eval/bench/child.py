"""What is measured in a process of its own: `python -m eval.bench.child <work> <home> …`.

A process of its own tells its peak memory, and starts with empty caches as a user's does. The outcome is
one line of JSON on standard output.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.engine import Engine
from app.settings import Settings
from eval.bench.synthetic import synthetic
from eval.questions import load_questions
from indexer.build import build, build_from
from indexer.embed import default_model, load_embedder

REAL = 0
Outcome = dict[str, Any]


def build_home(home: Path, size: int, asked: bool) -> Outcome:
    """Build the index of the fresh clone (size 0), or of a synthetic corpus."""
    embedder = load_embedder(default_model(), home)
    collected = synthetic(size, asked=asked) if size != REAL else None
    started, used = time.perf_counter(), time.process_time()
    manifest = build_from(home, collected, embedder) if collected else build(home, embedder)
    spent = {"seconds": time.perf_counter() - started, "processor": time.process_time() - used}
    return {**spent, **manifest.counts}


def warm(home: Path) -> Outcome:
    """Milliseconds of each development question: search and ask, on first sight and once more.

    On first sight passages are met that no question met before; once more the process is warm. Each time is
    a pair: by the clock, and of the processor, which other programs on the machine hardly change.
    """
    engine = Engine.open(Settings(home=home))
    asked = [question.question for question in load_questions("dev")]
    engine.ask(asked[0])
    return {
        "search, first pass": _times(engine.search, asked),
        "search": _times(engine.search, asked),
        "ask, first pass": _times(engine.ask, asked),
        "ask": _times(engine.ask, asked),
    }


def _times(work: Callable[[str], object], questions: list[str]) -> list[tuple[float, float]]:
    times = []
    for question in questions:
        started, used = time.perf_counter(), time.process_time()
        work(question)
        times.append(((time.perf_counter() - started) * 1000, (time.process_time() - used) * 1000))
    return times


def main(work: str, home: str, *rest: str) -> None:
    """Do one piece of work and print its outcome."""
    if work == "build":
        outcome = build_home(Path(home), int(rest[0]), rest[1] == "asked")
    else:
        outcome = warm(Path(home))
    sys.stdout.write(json.dumps(outcome) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
