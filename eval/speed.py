"""Speed and memory on this machine: `python -m eval.speed`. Figures, never assertions."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.engine import Engine
from app.settings import Settings
from eval.questions import load_questions
from eval.setups import SHARED

RUNS = 5
QUESTION = "退職する人のアクセス権はどうすればいいですか"


def command(home: Path, *args: str) -> tuple[float, float]:
    """Run `himitsu …` as a user does: seconds, and peak resident memory in MiB."""
    environment = {**os.environ, "HIMITSU_HOME": str(home)}
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "app.cli", *args], env=environment, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"himitsu {args[0]} failed")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def warm(home: Path) -> list[float]:
    """Milliseconds of each development question on an engine that has answered before."""
    engine = Engine.open(Settings(home=home))
    questions = [question.question for question in load_questions("dev")]
    engine.ask(questions[0])
    times = []
    for question in questions:
        started = time.perf_counter()
        engine.ask(question)
        times.append((time.perf_counter() - started) * 1000)
    return sorted(times)


def report(name: str, home: Path) -> None:
    """Measure one home folder and print its lines."""
    builds = [command(home, "index") for _ in range(RUNS)]
    asks = [command(home, "ask", QUESTION) for _ in range(RUNS)]
    times = warm(home)
    lines = {
        "index": f"{statistics.median(t for t, _ in builds):.1f} s, {max(m for _, m in builds):.0f} MiB",
        "cold ask": f"{statistics.median(t for t, _ in asks):.2f} s, {max(m for _, m in asks):.0f} MiB",
        "warm ask": f"p50 {times[len(times) // 2]:.0f} ms, p95 {times[int(len(times) * 0.95)]:.0f} ms",
    }
    for key, value in lines.items():
        sys.stdout.write(f"{name:15} {key:9} {value}\n")


def main() -> None:
    """Measure the fresh clone, and with the originals where they are at hand."""
    with tempfile.TemporaryDirectory(prefix="himitsu-speed-") as folder:
        report("digests", Path(folder) / "digests")
        if SHARED.is_dir():
            home = Path(folder) / "originals"
            seconds, _ = command(home, "add", str(SHARED))
            sys.stdout.write(
                f"{'with-originals':15} {'add':9} {seconds:.1f} s (five files, index included)\n"
            )
            report("with-originals", home)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{'this process':15} {'memory':9} {peak:.0f} MiB\n")


if __name__ == "__main__":
    main()
