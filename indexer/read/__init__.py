"""Bytes in, pages of text out; every parser runs in a child process that may die alone.

Files come from outside, and PDF, HTML and Word parsers are where such files hurt: pdfium is C++,
pypdf has a history of endless loops. A crash, a hang or a memory bomb ends one child, and the
caller gets one `Unreadable` that names the file and, where known, the page.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from indexer.errors import Unreadable
from indexer.read.kinds import kind_of
from indexer.read.limits import DEFAULT, MEBIBYTE, Limits
from indexer.read.reading import Heading, Page, Reading
from indexer.read.wire import outcome

__all__ = ["DEFAULT", "Heading", "Limits", "Page", "Reading", "read"]

# The folder that holds the `indexer` package: a checkout or site-packages.
_ROOT = Path(__file__).resolve().parents[2]

# -P: the working directory may hold anybody's files, so nothing is imported from it.
_CHILD = ("-P", "-m", "indexer.read.child")

# What native code says on stderr when an allocation fails; Python's MemoryError the child catches.
_OUT_OF_MEMORY = ("MemoryError", "bad_alloc", "ut of memory", "annot allocate memory")
# SIGKILL that we did not send comes from the kernel's out-of-memory killer.
_SIGKILL = 9


def read(path: Path, limits: Limits = DEFAULT) -> Reading:
    """Read `path` in a child process, within `limits`.

    Raises `Unreadable` and nothing else, always with `file` (the name) among its values:

    - before reading: cannot_open(reason), empty_file, too_large(megabytes, limit),
      unsupported(suffix), content_mismatch(suffix), reader_failed(reason);
    - PDF: pdf_encrypted, pdf_scanned(pages, characters), pdf_garbled(pages, garbled),
      pdf_truncated, pdf_empty;
    - Word: docx_encrypted; text: undecodable(reason); any format: damaged(kind, reason),
      no_text, too_many_pages(pages, limit), too_much_text(characters, limit);
    - the child died, at `page` (0: not known): timeout(page, seconds), memory(page, limit in
      MiB), crashed(page, code).
    """
    try:
        kind_of(path, limits)  # spares a process for what the first bytes decide
    except Unreadable as error:
        raise Unreadable(error.key, **{"file": path.name, **error.values}) from error
    return _run(path, limits)


def _run(path: Path, limits: Limits) -> Reading:
    request = json.dumps({"path": str(path.resolve()), "limits": asdict(limits)})
    timed_out = False
    with _start(path.name) as child:
        try:
            output, errors = child.communicate(request, timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            timed_out = True
            child.kill()
            output, errors = child.communicate()
        except BaseException:
            child.kill()
            raise
    ended = outcome(output)
    if isinstance(ended, Reading):
        return ended
    code = None if timed_out else child.returncode
    raise _death(path, limits, page=ended, code=code, said=errors)


def _start(name: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")])),
        "PYTHONUTF8": "1",
        # glibc gives each thread a 64 MiB arena; one is enough and address space is limited.
        "MALLOC_ARENA_MAX": "1",
    }
    try:
        return subprocess.Popen(  # noqa: S603 - our interpreter, our module, no shell
            [sys.executable, *_CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise Unreadable("reader_failed", file=name, reason=type(error).__name__) from error


def _death(path: Path, limits: Limits, page: int, code: int | None, said: str) -> Unreadable:
    """Say what a child that gave no outcome died of. `code` is None when it was out of time."""
    if code is None:
        return Unreadable("timeout", file=path.name, page=page, seconds=limits.seconds)
    if code == -_SIGKILL or any(words in said for words in _OUT_OF_MEMORY):
        limit = limits.memory_bytes // MEBIBYTE
        return Unreadable("memory", file=path.name, page=page, limit=limit)
    return Unreadable("crashed", file=path.name, page=page, code=code)
