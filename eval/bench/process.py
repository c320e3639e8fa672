"""Run a process and learn what it cost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KIB_A_MIB = 1024


@dataclass(frozen=True)
class Cost:
    """What a process wrote, and its cost: wall seconds, and peak resident memory in MiB."""

    output: str
    seconds: float
    peak: float


def python(*arguments: str, home: Path) -> Cost:
    """Run `python -m …` with HIMITSU_HOME set; leave this program where the process fails."""
    environment = {**os.environ, "HIMITSU_HOME": str(home)}
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None  # noqa: S101 - a pipe was asked for
    output = process.stdout.read()
    # Not `wait`: the kernel tells a process's own peak only to whoever reaps it so.
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if status:
        raise SystemExit(f"python -m {' '.join(arguments)} failed")
    return Cost(output, time.perf_counter() - started, usage.ru_maxrss / KIB_A_MIB)


def child(work: str, home: Path, *rest: str) -> tuple[dict[str, Any], float]:
    """Let `eval.bench.child` do a piece of work; returns its outcome and its peak in MiB."""
    cost = python("eval.bench.child", work, str(home), *rest, home=home)
    outcome: dict[str, Any] = json.loads(cost.output)
    return outcome, cost.peak
