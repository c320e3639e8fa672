"""Write the measured figures and a real answer into the READMEs: `python -m eval.report`.

What stands between the markers is written by this command alone, so that it cannot drift from
what was measured.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from app.show import answer_text
from eval.answers import engine_of, run, summary
from eval.questions import load_questions
from eval.setups import setups

ROOT = Path(__file__).resolve().parent.parent
QUESTION = "令和6年の営業秘密侵害罪の検挙件数は何件ですか？"
NAMES = {
    "digests": ("要約だけ（入れた直後）", "digests alone (fresh clone)"),
    "with-originals": ("原文5件を追加", "five originals added"),
    "originals-only": ("原文だけ（要約と想定質問なし）", "originals alone (no digests)"),
}
# What each set asks of; the second one has no originals to be asked of alone.
SETS = {
    "test": ("ガイダンス・説明資料・支援事業・報告書", "guidance, slides, programme, reports"),
    "corpus-test": ("法令・指針・ハンドブック・各国", "statutes, guideline, handbook, countries"),
}
ASKED = (
    ("digests", ("test", "corpus-test")),
    ("digests", ("test",)),
    ("digests", ("corpus-test",)),
    ("with-originals", ("test", "corpus-test")),
    ("with-originals", ("test",)),
    ("with-originals", ("corpus-test",)),
    ("originals-only", ("test",)),
)
ALL = ("すべて", "all")
COLUMNS = ("R@1", "R@5", "R@10", "MRR", "facts", "refusals", "false refusals", "ms p50", "ms p95")
HEADS = {
    "README.md": "| 索引 | 質問 | R@1 | R@5 | R@10 | MRR | 答えに事実 | 正しい拒否 | 誤った拒否 | p50 | p95 |",
    "README.en.md": "| index | questions | R@1 | R@5 | R@10 | MRR | facts | refusals | false refusals | p50 | p95 |",
}
NOTES = {
    "README.md": (
        "調整に使っていない{total}問（答えのある{yes}問、ない{no}問。"
        "言い換え・話し言葉・打ち間違い・誤った前提・旧版を含む）。"
        "R@k は正しい節が k 位までに出た割合、「答えに事実」は正解の事実がすべて答えにあった割合、"
        "p50・p95 は温まった状態での1問の時間（2コア）。`python -m eval.report` が測って書きます。"
    ),
    "README.en.md": (
        "{total} questions never used for tuning ({yes} answerable, {no} not; colloquial, typos, false premises, "
        "older editions). R@k: the right section among the first k; facts: every gold fact stands in the answer; "
        "p50/p95: one question, warm, on two cores. Measured and written by `python -m eval.report`."
    ),
}
Row = tuple[str, tuple[str, ...], dict[str, float]]


def figures() -> list[Row]:
    """Measure the test questions in every setup."""
    here = {setup.name: setup for setup in setups()}
    pairs = sorted({(setup, name) for setup, names in ASKED if setup in here for name in names})
    outcomes = {(s, name): run(engine_of(here[s]), load_questions(name)) for s, name in pairs}
    return [
        (setup, names, summary([o for name in names for o in outcomes[setup, name]]))
        for setup, names in ASKED
        if setup in here
    ]


def table(name: str, measured: Sequence[Row]) -> str:
    """Return the table of one README."""
    language = int(name != "README.md")
    lines = [HEADS[name], "|---" * (len(COLUMNS) + 2) + "|"]
    for setup, sets, row in measured:
        asked = SETS[sets[0]][language] if len(sets) == 1 else ALL[language]
        cells = [f"{row[c]:.0f} ms" if c.startswith("ms") else f"{row[c]:.2f}" for c in COLUMNS]
        lines.append(f"| {NAMES[setup][language]} | {asked} | " + " | ".join(cells) + " |")
    first = measured[0][2]
    yes, no = int(first["answerable"]), int(first["unanswerable"])
    return "\n".join([*lines, "", NOTES[name].format(total=yes + no, yes=yes, no=no)])


def replace_block(text: str, block: str, body: str) -> str:
    """Put `body` between the markers of `block`."""
    pattern = rf"(<!-- {block}:begin -->\n).*?(<!-- {block}:end -->)"
    return re.sub(pattern, lambda m: f"{m[1]}{body}\n{m[2]}", text, flags=re.DOTALL)


def main() -> None:
    """Measure and write."""
    measured = figures()
    answer = answer_text(engine_of(setups()[0]).ask(QUESTION))
    for name in HEADS:
        path = ROOT / name
        text = replace_block(path.read_text("utf-8"), "quality", table(name, measured))
        text = replace_block(text, "answer", f"```\n{answer}\n```")
        path.write_text(text, "utf-8")
    sys.stdout.write(table("README.en.md", measured) + "\n")


if __name__ == "__main__":
    main()
