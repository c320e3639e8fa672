"""Questions that people ask and the corpus does not answer.

What is likely to be asked and is not there is known as well as what is: a question nearer to one of these
than to any expected question is better refused. `corpus/beyond.txt` holds one a line.
"""

from __future__ import annotations

from pathlib import Path


def load_beyond(path: Path) -> tuple[str, ...]:
    """Read the questions; an absent file has none."""
    if not path.exists():
        return ()
    return tuple(line.strip() for line in path.read_text("utf-8").splitlines() if line.strip())
