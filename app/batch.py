"""Batch files of `himitsu ask` and `himitsu search`: a question a line.

`ask` also reads the questions before it ("history").
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from indexer.errors import HimitsuError


def read_batch(path: Path) -> Iterator[dict[str, Any]]:
    """Read the lines of a batch file; raises HimitsuError naming the line that is not one."""
    if not path.exists():
        raise HimitsuError("no_such_file", file=str(path))
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise HimitsuError("undecodable", file=path.name, reason="UTF-8") from error
    except OSError as error:
        raise HimitsuError("cannot_open", file=path.name, reason=type(error).__name__) from error
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield {
                "id": row.get("id", str(number)),
                "question": str(row["question"]),
                "history": _history(row.get("history", [])),
            }
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            raise HimitsuError("bad_batch", file=path.name, line=number) from error


def _history(said: Any) -> tuple[str, ...]:
    """Return the earlier questions; raises TypeError for anything but a list of texts."""
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        raise TypeError("history")
    return tuple(said)
