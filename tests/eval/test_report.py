"""The report: tables from figures made by hand, and the files in the repository as it writes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval import texts
from eval.check import RESULTS
from eval.expectations import load
from eval.markdown import interval, replace_block, share, table
from eval.plots import PLOTS, draw, japanese_font
from eval.quality import SECTIONS, breakdown, page, reason
from eval.rankers import RANKERS
from eval.report import COLUMNS, QUALITY, ROOT, ROWS, written
from eval.report import table as readme_table
from eval.suites import SUITES

FAILURE: dict[str, Any] = {"rank": 3, "facts": 0.5, "confidence": 0.25, "reason": "unchosen"}


def figures(scopes: tuple[tuple[str, str], ...] = ROWS) -> dict[str, float]:
    found = {f"{setup}/{asked}/{column}": 0.5 for setup, asked in scopes for column in COLUMNS}
    return found | {"digests/held-out/answerable": 142, "digests/held-out/unanswerable": 57}


def test_a_table_has_a_line_a_row_and_keeps_bars_inside_cells() -> None:
    assert table(("a", "b"), [("1", "x|y")]).splitlines() == ["| a | b |", "| --- | --- |", r"| 1 | x\|y |"]


def test_what_was_not_asked_is_empty_rather_than_zero() -> None:
    assert share(None) == interval(None) == ""
    assert share(0.0) == "0.00"
    assert interval({"mean": 0.704, "low": 0.627, "high": 0.7749}) == "0.70 (0.63–0.77)"


def test_a_block_is_replaced_between_its_markers_alone() -> None:
    text = "a\n<!-- q:begin -->\nold\n<!-- q:end -->\nb\n"
    assert replace_block(text, "q", r"new \1") == "a\n<!-- q:begin -->\nnew \\1\n<!-- q:end -->\nb\n"
    with pytest.raises(ValueError, match="no block p"):
        replace_block(text, "p", "new")


@pytest.mark.parametrize("name", texts.README_HEADS)
def test_a_readme_shows_every_measured_row_and_no_other(name: str) -> None:
    made = readme_table(name, {**figures(), "digests/held-out/R@1": 0.704, "digests/held-out/p50 ms": 51.4})
    assert made.count("\n|") == len(ROWS) + 1
    assert "| 0.70 | 0.50 |" in made
    assert "| 51 ms |" in made
    assert "199" in made
    assert readme_table(name, figures(ROWS[:3])).count("\n|") == 4


def test_larger_parts_come_first_and_unasked_measures_are_left_out() -> None:
    rows = {
        "jetro": {"answerable": 1, "unanswerable": 1, "R@1": 0.25},
        "employee": {"answerable": 3, "unanswerable": 0, "R@1": 1.0},
    }
    lines = breakdown(rows).splitlines()
    assert lines[0] == "|  | 答えあり | 答えなし | R@1 |"
    assert [line.split("|")[1].strip() for line in lines[2:]] == ["従業員", "海外の窓口"]
    assert lines[3].endswith("| 1 | 1 | 0.25 |")


@pytest.mark.parametrize("key", texts.REASONS)
def test_a_failure_is_told_in_words(key: str) -> None:
    told = reason({**FAILURE, "reason": key})
    assert "{" not in told
    assert ("3位" in told) is ("{place}" in texts.REASONS[key])
    assert texts.NO_PLACE in reason({**FAILURE, "rank": 0})


def test_everything_measured_has_its_words() -> None:
    assert set(texts.RANKERS) == set(RANKERS)
    assert {name for name, _ in SECTIONS} == set(SUITES)


@pytest.fixture(scope="module")
def results() -> dict[str, Any]:
    stored: dict[str, Any] = json.loads(RESULTS.read_text("utf-8"))
    return stored


def test_the_files_are_what_the_report_writes(results: dict[str, Any]) -> None:
    """Nobody has typed a figure: run `python -m eval.report` where this fails."""
    suites = load()
    readmes = {name: (ROOT / name).read_text("utf-8") for name in texts.README_HEADS}
    for name, text in written(results, suites, readmes).items():
        assert (ROOT / name).read_text("utf-8") == text, name
    assert (ROOT / QUALITY).exists()


def test_the_page_names_the_command_of_every_suite_it_shows(results: dict[str, Any]) -> None:
    suites = load()
    text = page(results, suites)
    for name in results:
        assert f"`{suites[name].command}`" in text
    assert page({}, suites).count("\n## ") == 1, "a suite that was never measured has no section"


def test_only_development_questions_are_shown_as_failures(results: dict[str, Any]) -> None:
    worst = results["answers"]["details"]["digests"]["worst"]
    assert 0 < len(worst) <= 20
    assert {one["id"].rstrip("0123456789") for one in worst} <= {"d", "cd"}
    qualities = [one["quality"] for one in worst]
    assert qualities == sorted(qualities)


def test_plots_are_drawn_wide_enough_to_read(results: dict[str, Any], tmp_path: Path) -> None:
    if not japanese_font():
        pytest.skip("no Japanese font")
    from PIL import Image

    files = draw(results, tmp_path)
    assert {file.name for file in files} == {PLOTS[name][0] for name in PLOTS if name in results}
    for file in files:
        assert Image.open(file).width >= 700


def test_every_image_of_the_page_is_there(results: dict[str, Any]) -> None:
    for name, (image, _) in PLOTS.items():
        if name in results:
            assert f"images/{image}" in page(results, load())
            assert (ROOT / "docs" / "images" / image).stat().st_size > 5_000
