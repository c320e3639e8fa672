"""Answering: a cold command, a warm process, and several clients at once."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from app.engine import Engine
from app.settings import Settings
from eval.bench.figure import Figure, percentile
from eval.bench.homes import Built
from eval.bench.process import child, python
from eval.questions import load_questions

COLD_RUNS = 5
QUESTION = "退職する人のアクセス権はどうすればいいですか"
CLIENTS = (1, 2, 8, 32)
# Rounds of the development questions shared out among the clients.
ROUNDS = 2
SHARES = {"p50": 0.50, "p95": 0.95, "p99": 0.99}


def cold(built: Built) -> list[Figure]:
    """Seconds from the start of `himitsu ask` to its end, and its peak memory: medians of five."""
    runs = [python("app.cli", "ask", QUESTION, home=built.home) for _ in range(COLD_RUNS)]
    name, size = built.corpus.name, built.passages
    return [
        Figure("cold", "himitsu ask", statistics.median(r.seconds for r in runs), "s", name, size),
        Figure("cold", "himitsu ask, peak", statistics.median(r.peak for r in runs), "MiB", name, size),
    ]


def warm(built: Built, kinds: Sequence[str]) -> list[Figure]:
    """Percentiles of search and ask over the development questions, and the process's peak memory."""
    times, peak = child("warm", built.home)
    name, size = built.corpus.name, built.passages
    found = [
        Figure(kind, f"{work} {label}{of}", percentile([pair[at] for pair in pairs], share), "ms", name, size)
        for work, pairs in times.items()
        for kind in kinds
        if work.split(",")[0] == kind
        for at, of in enumerate(("", ", processor"))
        for label, share in SHARES.items()
    ]
    return [*found, Figure(kinds[0], "serving process, peak", peak, "MiB", name, size)]


def clients(built: Built) -> list[Figure]:
    """Answers a second, and the 95th percentile of one answer, with several threads on one engine."""
    engine = Engine.open(Settings(home=built.home))
    asked = [question.question for question in load_questions("dev")]
    for question in asked:
        engine.ask(question)
    found = []
    for count in CLIENTS:
        times, seconds = _together(engine.ask, asked * ROUNDS, count)
        late = percentile(times, SHARES["p95"])
        name, size = built.corpus.name, built.passages
        found.append(Figure("clients", "answers", len(times) / seconds, "answers/s", name, size, count))
        found.append(Figure("clients", "ask p95", late, "ms", name, size, count))
    return found


def _together(
    work: Callable[[str], object], questions: Sequence[str], count: int
) -> tuple[list[float], float]:
    """Let `count` clients take questions from one queue; returns each one's ms, and all seconds."""
    queue, lock = iter(questions), threading.Lock()

    def taken() -> Iterator[str]:
        while True:
            with lock:
                question = next(queue, None)
            if question is None:
                return
            yield question

    def client() -> list[float]:
        times = []
        for question in taken():
            started = time.perf_counter()
            work(question)
            times.append((time.perf_counter() - started) * 1000)
        return times

    started = time.perf_counter()
    with ThreadPoolExecutor(count) as pool:
        every = [future.result() for future in [pool.submit(client) for _ in range(count)]]
    return [ms for times in every for ms in times], time.perf_counter() - started
