"""External collections: figures by hand, and a small collection through the whole line."""

from __future__ import annotations

import json
import math
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.settings import Settings
from eval.collections import Figures, collect, measure, run, table

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {
    "p1": ("研修", "情報管理の研修は役職ごとに実施する。"),
    "p2": ("退職", "退職者のアカウントは速やかに停止する。"),
    "p3": ("展示会", "展示会では来訪者の撮影を制限する。"),
    "p4": ("監査", "監査の結果を経営層に報告する。"),
}
# The third question's words stand in p2 alone, so that its gold is never found.
ASKED = [
    {"qid": "q1", "question": "研修は役職ごとですか", "gold": ["p1"]},
    {"qid": "q2", "question": "来訪者の撮影を制限しますか", "gold": ["p3"]},
    {"qid": "q3", "question": "アカウントの停止", "gold": ["p4"]},
]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    passages, queries = tmp_path / "p.jsonl", tmp_path / "q.jsonl"
    rows = [{"id": key, "title": title, "text": text} for key, (title, text) in TEXTS.items()]
    passages.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
    queries.write_text("".join(json.dumps(q, ensure_ascii=False) + "\n" for q in ASKED), "utf-8")
    return passages, queries


def value(shown: str, name: str) -> float:
    match = re.search(rf"^{re.escape(name)}\s+([\d.]+)", shown, re.MULTILINE)
    assert match is not None
    return float(match[1])


def test_the_gold_first_scores_one_everywhere() -> None:
    assert measure(["a", "b"], {"a"}) == Figures(1, 1, 1, 1, 1)


def test_the_gold_third() -> None:
    found = measure(["x", "y", "a"], {"a"})
    assert (found.r1, found.r5, found.r10) == (0, 1, 1)
    assert found.mrr == pytest.approx(1 / 3)
    assert found.ndcg == pytest.approx(1 / math.log2(4))


def test_the_gold_seventh_is_in_ten_but_not_in_five() -> None:
    found = measure([*"bcdefg", "a"], {"a"})
    assert (found.r1, found.r5, found.r10) == (0, 0, 1)
    assert found.mrr == pytest.approx(1 / 7)


def test_two_golds_share_the_ideal_gain() -> None:
    ideal = 1 + 1 / math.log2(3)
    assert measure(["a", "x", "b"], {"a", "b"}).ndcg == pytest.approx((1 + 1 / math.log2(4)) / ideal)
    assert measure(["b", "a"], {"a", "b"}).ndcg == pytest.approx(1)


def test_no_gold_found_scores_nothing() -> None:
    assert measure(["x"], {"a"}) == Figures(0, 0, 0, 0, 0)
    assert measure([], {"a"}) == Figures(0, 0, 0, 0, 0)


def test_the_table_shows_means_within_their_intervals() -> None:
    shown = table([Figures(1, 1, 1, 1, 1)] * 3 + [Figures(0, 0, 1, 0.1, 0.3)], 9)
    assert shown.startswith("passages 9  queries 4\n")
    assert value(shown, "R@1") == 0.75
    assert value(shown, "R@10") == 1
    assert value(shown, "MRR@10") == pytest.approx(0.775, abs=1e-3)
    low, high = map(float, re.search(r"R@1 .*\[([\d.]+), ([\d.]+)\]", shown).groups())  # type: ignore[union-attr]
    assert low <= 0.75 <= high
    assert low < high


def test_the_table_is_repeatable() -> None:
    figures = [Figures(1, 1, 1, 1, 1), Figures(0, 0, 0, 0, 0)] * 5
    assert table(figures, 3) == table(figures, 3)


def test_passages_keep_their_text_and_sentences() -> None:
    found = collect([{"id": "x", "title": "題", "text": "一である。二である。"}])
    passage = found.passages[0]
    assert [passage.quote(s) for s in passage.sentences] == ["一である。", "二である。"]
    assert passage.path[0] == "題"


def test_passages_of_one_title_are_all_ranked(tmp_path: Path) -> None:
    passages, queries = tmp_path / "p.jsonl", tmp_path / "q.jsonl"
    texts = ["秘密の管理を行う者を定める。", "秘密の管理を監査する。"]
    rows = [{"id": str(at), "title": "管理", "text": text} for at, text in enumerate(texts)]
    passages.write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    queries.write_text(json.dumps({"qid": "q", "question": "秘密の管理", "gold": ["0", "1"]}) + "\n", "utf-8")
    shown = run(passages, queries, Settings(home=tmp_path, embedding_model="none"))
    assert value(shown, "nDCG@10") == 1


def test_a_small_collection_gives_the_figures_counted_by_hand(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    shown = run(*files, Settings(home=tmp_path, embedding_model="none"))
    assert shown.startswith("passages 4  queries 3\n")
    assert value(shown, "R@1") == pytest.approx(2 / 3, abs=1e-3)
    assert value(shown, "R@10") >= value(shown, "R@1")
    assert value(shown, "MRR@10") >= 0.666


def test_measuring_leaves_the_users_home_alone(files: tuple[Path, Path], tmp_path: Path) -> None:
    run(*files, Settings(home=tmp_path / "home", embedding_model="none"))
    assert not (tmp_path / "home" / "index").exists()


def test_the_command_prints_the_table(files: tuple[Path, Path], tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "app.cli",
            "eval",
            "collection",
            "--passages",
            files[0],
            "--queries",
            files[1],
        ],
        env=os.environ | {"HIMITSU_HOME": str(tmp_path), "HIMITSU_EMBEDDING_MODEL": "none"},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert value(done.stdout, "R@1") == pytest.approx(2 / 3, abs=1e-3)
    for name in ("R@5", "R@10", "MRR@10", "nDCG@10"):
        assert 0 <= value(done.stdout, name) <= 1
