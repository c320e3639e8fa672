"""Markdown tables, and blocks between markers that a command writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; bars inside cells are escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", r"\|") for cell in line) + " |" for line in lines)


def share(value: float | None) -> str:
    """Return a share with two digits; nothing where there is none."""
    return "" if value is None else f"{value:.2f}"


def interval(found: Mapping[str, float] | None) -> str:
    """Return a mean with its interval; nothing where there is none."""
    return "" if found is None else f"{found['mean']:.2f} ({found['low']:.2f}–{found['high']:.2f})"


def replace_block(text: str, block: str, body: str) -> str:
    """Put `body` between the markers of `block`. Raises ValueError where the text has no such markers."""
    pattern = rf"(<!-- {block}:begin -->\n).*?(<!-- {block}:end -->)"
    made, count = re.subn(pattern, lambda m: f"{m[1]}{body}\n{m[2]}", text, flags=re.DOTALL)
    if not count:
        raise ValueError(f"no block {block}")
    return made
