"""`himitsu diagnose`, with answers from a file and with answers typed in."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner

from app import texts_diagnose as said
from app.cli import cli
from app.tools.diagnose_load import load_diagnosis
from app.tools.diagnose_state import to_state
from indexer.errors import HimitsuError

INTERVIEW = load_diagnosis().interview
CASES = {
    case["id"]: case
    for case in tomllib.loads(Path(__file__).with_name("diagnose_cases.toml").read_text("utf-8"))["case"]
}
SHORT = CASES["former-employer"]


def listed(case: dict) -> dict[str, list[str]]:
    return {k: v if isinstance(v, list) else [v] for k, v in case["answers"].items()}


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch):
    """Run the command on the fresh clone's index."""
    monkeypatch.setenv("HIMITSU_HOME", str(home))

    def command(*args: str, typed: str = ""):
        return CliRunner().invoke(cli, ["diagnose", *args], input=typed)

    return command


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    file = tmp_path / "answers.json"
    file.write_bytes(to_state("価格表", INTERVIEW, INTERVIEW.checked(listed(SHORT))))
    return file


def test_answers_of_a_file_come_out_as_json_and_as_a_word_file(run, answers: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    done = run("--answers", str(answers), "--json", "--out", str(out))
    assert done.exit_code == 0, done.output
    made = json.loads(done.stdout)
    assert {part["requirement"]: part["verdict"] for part in made["parts"]} == SHORT["verdicts"]
    assert made["name"] == "価格表"
    assert all(citation["quote"] for citation in made["citations"])
    assert "価格表" in "\n".join(paragraph.text for paragraph in Document(str(out)).paragraphs)


def test_typed_answers_can_be_taken_back_and_saved(run, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    numbers = []
    for name, chosen in listed(SHORT).items():
        ids = [choice.id for choice in INTERVIEW.question(name).choices]
        numbers.append(str(ids.index(chosen[0]) + 1))
    typed = ["99", "x", "1", "0", *numbers]
    done = run("--out", str(out), typed="\n".join(typed) + "\n")
    assert done.exit_code == 0, done.output
    assert done.output.count(said.CHOOSE_AGAIN.format(last=5)) == 2
    assert json.loads(out.read_text("utf-8"))["answers"] == listed(SHORT)


def test_the_outcome_is_printed_with_its_sources(run, answers: Path) -> None:
    done = run("--answers", str(answers))
    for text in (
        said.OTHERS,
        "秘密管理性　判断できない",
        said.STEPS,
        "かっぱ寿司事件",
        "[1]",
        said.SECONDARY,
    ):
        assert text in done.output


@pytest.mark.parametrize(
    ("args", "key"),
    [
        (["--answers", "nowhere.json"], "no_such_file"),
        (["--answers", "."], "cannot_open"),
        (["--out", "result.pdf"], "diagnosis_out"),
    ],
)
def test_what_cannot_be_read_or_written_is_said(run, args: list[str], key: str) -> None:
    done = run(*args)
    assert isinstance(done.exception, HimitsuError)
    assert done.exception.key == key
