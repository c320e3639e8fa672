"""The check of published figures: on suites and files made by hand, and one real suite."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from eval import others
from eval.agreement import Pair, figures, pairs, summary
from eval.check import SUITES, main
from eval.expectations import FILE, compare, judge, load, store
from eval.measured import Measured, absent
from eval.setups import SETUPS
from eval.suites import ASKED, NO_ORIGINALS, NOT_QUICK, QUICK, scopes

TOML = """# Why the file is there.
[[suite]]
name = "made"
command = "python -m eval.check --only made"
tolerance = 0.01
# Machines differ.
ratio = 0.5

[suite.figures]
"a/R@1" = 0.8
"a/p50 ms" = 100.0
"b/R@1" = 0.5
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "expectations.toml"
    path.write_text(TOML, "utf-8")
    return path


def run(file: Path, measured: Measured, *arguments: str) -> int:
    return main(arguments, {"made": lambda quick: measured}, file, file.with_name("results.json"))


@pytest.mark.parametrize(
    ("value", "state"),
    [
        (0.8, "OK"),
        (0.81, "OK"),
        (0.79, "OK"),
        (0.82, "OKish"),
        (0.77, "OKish"),
        (0.84, "FAIL"),
        (0.7, "FAIL"),
    ],
)
def test_shares_may_not_move_either_way(file: Path, value: float, state: str) -> None:
    assert judge(load(file)["made"], "a/R@1", 0.8, value) == state


@pytest.mark.parametrize(("value", "state"), [(10, "OK"), (150, "OK"), (240, "OKish"), (251, "FAIL")])
def test_times_may_only_be_shorter(file: Path, value: float, state: str) -> None:
    assert judge(load(file)["made"], "a/p50 ms", 100, value) == state


def test_a_figure_that_was_not_measured_fails_unless_skipped(file: Path) -> None:
    suite = load(file)["made"]
    measured = {"a/R@1": 0.8, "a/p50 ms": 100.0}
    states = {line.name: line.state for line in compare(suite, measured, {})}
    assert states == {"a/R@1": "OK", "a/p50 ms": "OK", "b/R@1": "FAIL"}
    assert [line.state for line in compare(suite, measured, {"b": "no b here"})][-1] == "skipped"
    assert [line.state for line in compare(suite, measured, {"bb": "no bb here"})][-1] == "FAIL"
    assert {line.state for line in compare(suite, {}, {"": "nothing here"})} == {"skipped"}


def test_the_command_ends_with_one_where_a_figure_fails(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = {"a/R@1": 0.8, "a/p50 ms": 90.0, "b/R@1": 0.52}
    assert run(file, Measured(good)) == 0
    assert "2 OK, 1 OKish, 0 FAIL" in capsys.readouterr().out
    assert run(file, Measured({**good, "a/R@1": 0.9})) == 1
    out = capsys.readouterr().out
    assert "FAIL    a/R@1" in out
    assert "0.8 -> 0.9" in out
    assert "1 FAIL" in out


def test_better_is_no_excuse_and_worse_is_recorded_as_it_is(file: Path) -> None:
    assert run(file, Measured({"a/R@1": 1.0}, skipped={"b": "x"})) == 1
    assert run(file, Measured({"a/R@1": 0.12345678}, skipped={"b": "x"}), "--write") == 0
    figures = load(file)["made"].figures
    assert figures == {"a/R@1": 0.1235, "b/R@1": 0.5}, "b was skipped, the time is no figure any more"
    assert "# Why the file is there." in file.read_text("utf-8")
    assert "# Machines differ." in file.read_text("utf-8")


def test_looking_alone_changes_nothing(file: Path) -> None:
    run(file, Measured({"a/R@1": 0.1}, {"x": 1}))
    assert file.read_text("utf-8") == TOML
    assert not file.with_name("results.json").exists()


def test_details_of_what_was_not_measured_stay(file: Path) -> None:
    results = file.with_name("results.json")
    run(file, Measured({}, {"digests": [1.23456], "originals": 2}), "--write")
    run(file, Measured({}, {"digests": [3.0]}, {"originals": "not here"}), "--write")
    assert json.loads(results.read_text("utf-8"))["made"]["details"] == {"digests": [3.0], "originals": 2}
    run(file, Measured({}, {"digests": [4.0]}), "--write")
    assert json.loads(results.read_text("utf-8"))["made"]["details"] == {"digests": [4.0]}


def test_a_part_is_never_recorded(file: Path) -> None:
    with pytest.raises(SystemExit):
        run(file, Measured({}), "--quick", "--write")


def test_new_figures_do_not_fail(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(file, Measured({"c/R@1": 0.3}, skipped={"a": "x", "b": "x"})) == 0
    assert "NEW" in capsys.readouterr().out


def test_every_suite_is_published_with_its_command_and_the_reverse() -> None:
    assert set(load(FILE)) == set(SUITES)
    for suite in load(FILE).values():
        assert suite.command.endswith(f" {suite.name}")
    assert set(QUICK) <= set(SUITES)
    text = FILE.read_text("utf-8").splitlines()
    for at, line in enumerate(text):
        if line.startswith("tolerance"):
            assert text[at - 1].startswith("#"), "a tolerance says why"


def test_stored_figures_can_be_read_again(file: Path) -> None:
    store("made", {"x/R@1": 2 / 3, "with, commas (and) 日本語/R@5": 1}, {}, file)
    assert tomllib.loads(file.read_text("utf-8"))["suite"][0]["figures"] == {
        "x/R@1": 0.6667,
        "with, commas (and) 日本語/R@5": 1.0,
    }


def test_what_cannot_be_asked_here_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.suites.setups", lambda: SETUPS[:1])
    chosen, skipped = scopes(ASKED, lambda scope: scope.asked == "held-out")
    assert [scope.name for scope in chosen] == ["digests/held-out"]
    assert skipped["digests/dev"] == NOT_QUICK
    assert skipped["with-originals/held-out"] == skipped["originals-only/test"] == NO_ORIGINALS
    assert "originals-only/held-out" not in skipped, "originals alone are never asked half of a set"


def test_a_suite_whose_module_is_missing_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    assert others._published("eval.nowhere") == absent("eval.nowhere is not here")
    assert others._published("eval.nowhere.deeper") == absent("eval.nowhere.deeper is not here")
    assert others._published("eval.sets") == absent("eval.sets has no published()")
    monkeypatch.setattr("eval.sets.published", lambda: {"turns/R@1": 0.5}, raising=False)
    assert others._published("eval.sets").figures == {"turns/R@1": 0.5}


def program(written: str) -> ModuleType:
    """A program as `eval.peers` and `eval.bench` are: it writes what it measured to the file after --json."""
    made = ModuleType("made")
    made.main = lambda arguments: Path(arguments[1]).write_text(written, "utf-8")  # type: ignore[attr-defined]
    return made


def test_peers_are_read_from_what_their_program_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    ranks = {"r1": 0.1, "r5": 0.2, "r10": 0.3, "mrr": 0.15}
    row = {"setup": "digests", "sets": "test", "name": "Lucene", "settings": "default", **ranks}
    monkeypatch.setitem(sys.modules, "eval.peers.__main__", program(json.dumps(row) + "\n"))
    found = others.peers()
    assert found.details == {"rows": [row]}
    assert found.figures["digests/test/Lucene, default/R@1"] == 0.1
    assert len(found.figures) == 4


def test_only_times_and_sizes_of_the_bench_are_published(monkeypatch: pytest.MonkeyPatch) -> None:
    where = {"corpus": "real", "passages": 1500, "clients": 0}
    rows = [
        {"part": "ask", "name": "ask p50", "value": 50.0, "unit": "ms", **where},
        {"part": "index", "name": "passages", "value": 150.0, "unit": "passages/s", **where},
    ]
    stored = json.dumps({"machine": {"cores": 2}, "figures": rows})
    monkeypatch.setitem(sys.modules, "eval.bench.__main__", program(stored))
    assert others.bench().figures == {"ask/real 1500/ask p50 ms": 50.0}
    assert others.bench().details["machine"] == {"cores": 2}


ONE, TWO, THREE = ("d", "s.a"), ("d", "s.b"), ("e", "s.a")


def test_agreement_is_counted_by_exact_ids() -> None:
    both = Pair("x", frozenset({ONE, TWO}), frozenset({TWO, THREE}))
    assert (both.common, both.jaccard) == (True, pytest.approx(1 / 3))
    neighbours = Pair("y", frozenset({ONE}), frozenset({TWO}))
    assert (neighbours.common, neighbours.jaccard) == (False, 0)
    assert summary([both, neighbours]) == {"common section": 0.5, "Jaccard": pytest.approx(1 / 6)}


def test_the_second_labels_are_of_questions_we_have() -> None:
    found = pairs()
    assert len(found) == 40
    assert all(pair.gold and pair.blind for pair in found)


def test_the_agreement_is_the_published_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--only", "agreement"]) == 0
    assert "4 OK, 0 OKish, 0 FAIL, 0 NEW" in capsys.readouterr().out


def test_the_gold_was_put_right_with_the_labels_in_sight() -> None:
    found = figures()
    assert found["before/Jaccard"] < found["today/Jaccard"]
    assert [pair.blind for pair in pairs(before=True)] == [pair.blind for pair in pairs()]
