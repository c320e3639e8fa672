"""Write what was measured into the READMEs and docs/quality.md: `python -m eval.report`.

Everything comes from expectations.toml and results.json (`python -m eval.check --write`). What stands
between the READMEs' markers, and all of quality.md, is written by this command alone, so that it
cannot drift from what was measured.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval import texts as t
from eval.check import RESULTS
from eval.expectations import Suite, load
from eval.markdown import replace_block
from eval.plots import draw
from eval.quality import page

ROOT = Path(__file__).resolve().parent.parent
QUALITY = Path("docs") / "quality.md"
IMAGES = ROOT / "docs" / "images"
ROWS = (
    ("digests", "held-out"),
    ("digests", "test"),
    ("digests", "corpus-test"),
    ("with-originals", "held-out"),
    ("with-originals", "test"),
    ("with-originals", "corpus-test"),
    ("originals-only", "test"),
)
COLUMNS = ("R@1", "R@5", "R@10", "RR@10", "facts", "refusals", "false refusals", "p50 ms", "p95 ms")


def table(name: str, figures: Mapping[str, float]) -> str:
    """Return the table of one README from the published figures of the suite "answers"."""
    language = int(name != "README.md")
    lines = [t.README_HEADS[name], "|---" * (len(COLUMNS) + 2) + "|"]
    for setup, asked in ROWS:
        values = [figures.get(f"{setup}/{asked}/{column}") for column in COLUMNS]
        if None in values:
            continue  # never measured: no row rather than an empty one
        cells = [_cell(column, value or 0.0) for column, value in zip(COLUMNS, values, strict=True)]
        lines.append(
            f"| {t.SETUPS[setup][language]} | {t.ASKED[asked][language]} | " + " | ".join(cells) + " |"
        )
    yes, no = (int(figures[f"digests/held-out/{kind}"]) for kind in ("answerable", "unanswerable"))
    return "\n".join([*lines, "", t.README_NOTES[name].format(total=yes + no, yes=yes, no=no)])


def _cell(column: str, value: float) -> str:
    return f"{value:.0f} ms" if column.endswith("ms") else f"{value:.2f}"


def written(
    results: Mapping[str, Any], suites: Mapping[str, Suite], texts: Mapping[str, str]
) -> dict[str, str]:
    """Return every file of the report by its path, given the READMEs as they are."""
    answer = results["answers"]["details"]["example"]
    made = {}
    for name in t.README_HEADS:
        text = replace_block(texts[name], "quality", table(name, suites["answers"].figures))
        made[name] = replace_block(text, "answer", f"```\n{answer}\n```") if "answer:begin" in text else text
    return {**made, str(QUALITY): page(results, suites)}


def main(arguments: Sequence[str] = ()) -> None:
    """Write the files and the plots."""
    results = json.loads(RESULTS.read_text("utf-8"))
    texts = {name: (ROOT / name).read_text("utf-8") for name in t.README_HEADS}
    for name, text in written(results, load(), texts).items():
        (ROOT / name).write_text(text, "utf-8")
        sys.stdout.write(f"{name}\n")
    for path in draw(results, IMAGES):
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
