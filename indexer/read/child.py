"""The process that parses one file: `python -m indexer.read.child`, request on stdin."""

from __future__ import annotations

import json
import logging
import os
import sys
from pathlib import Path
from typing import TextIO

from indexer.errors import Unreadable
from indexer.read.inprocess import read_here
from indexer.read.limits import Limits
from indexer.read.wire import page_line, reading_line, unreadable_line


def confine(limits: Limits) -> None:
    """Bound this process by the kernel, where there is one that can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    seconds = int(limits.seconds) + 1
    for which, limit in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        # The parent keeps wall time; this ends a child whose parent has died.
        (resource.RLIMIT_CPU, seconds),
        # A core file would leave a confidential document on disk.
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(which, (limit, limit))
        except (ValueError, OSError):  # e.g. macOS refuses RLIMIT_AS, or a lower limit holds
            continue


def _private_stdout() -> TextIO:
    """Keep stdout for the protocol: whatever a parser prints goes to stderr instead."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    return out


def main() -> None:
    """Read the file named on stdin and write its outcome, as `wire` describes."""
    out = _private_stdout()
    request = json.load(sys.stdin)
    limits = Limits(**request["limits"])
    confine(limits)
    # Parsers log warnings that quote the document; stderr may end up in a log file.
    logging.disable(logging.CRITICAL)

    def progress(page: int) -> None:
        print(page_line(page), file=out, flush=True)

    try:
        line = reading_line(read_here(Path(request["path"]), limits, progress))
    except Unreadable as error:
        line = unreadable_line(error)
    print(line, file=out, flush=True)


if __name__ == "__main__":
    main()
