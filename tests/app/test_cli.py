"""The `himitsu` command, run as a user runs it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app import texts, texts_guard
from app.texts_llm import LLM_ERRORS
from indexer.catalog import load_catalog
from indexer.digests import load_digests

DOCUMENTS = len({digest.document for digest in load_digests()})
ROOT = Path(__file__).resolve().parents[2]
QUESTION = "退職者の面談では何を確認すればよいですか"
# Without digests a build takes a second. One test below builds with them.
OFF = {"HIMITSU_DIGESTS": "off"}
RULES = "就業規則\n\n従業員は、在職中に知り得た営業秘密を、退職後も第三者に開示してはならない。\n"
FORM = "別紙の様式である。\n" * 5


def himitsu(home: Path, *args: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *map(str, args)],
        env=os.environ | {"HIMITSU_HOME": str(home), "PYTHONUTF8": "1"} | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def ok(home: Path, *args: str | Path, **environment: str) -> str:
    done = himitsu(home, *args, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refusal(home: Path, *args: str | Path, **environment: str) -> str:
    """Run a command that must fail with one sentence and no traceback."""
    done = himitsu(home, *args, **environment)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.fixture
def own(home: Path, tmp_path: Path) -> Path:
    """A home of one's own, with the session's index and model."""
    shutil.copytree(home, tmp_path / "own", symlinks=True)
    return tmp_path / "own"


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_ask_json_is_the_contract(home: Path) -> None:
    found = json.loads(ok(home, "ask", "--json", QUESTION))
    assert found["question"] == QUESTION
    assert found["status"] == "answered"
    assert found["citations"][0]["quote"] in found["citations"][0]["passage"]
    assert texts.NOT_ADVICE in found["warnings"]


def test_ask_shows_answer_sources_desks_and_warnings(home: Path) -> None:
    shown = ok(home, "ask", QUESTION)
    for part in ("[1]", texts.SOURCES, texts.DESKS, texts.NOT_ADVICE, "https://"):
        assert part in shown


def test_ask_limited_to_a_document(home: Path) -> None:
    found = json.loads(ok(home, "ask", "--json", "-d", "meti-trade-secret-slides", "三要件とは何ですか"))
    assert {c["document"] for c in found["citations"]} == {"meti-trade-secret-slides"}


def test_a_batch_answers_every_line_with_its_id(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    asked = [{"id": "a", "question": QUESTION}, {"id": 7, "question": ""}, {"question": "三要件とは何ですか"}]
    path.write_text("\n".join(json.dumps(q, ensure_ascii=False) for q in asked) + "\n\n", "utf-8")
    found = rows(ok(home, "ask", "--batch", path))
    assert [row["id"] for row in found] == ["a", 7, "3"]
    assert found[0]["status"] == "answered"
    assert found[1]["error"] == texts.EMPTY_QUESTION
    assert found[2]["citations"]


@pytest.mark.parametrize("line", ["{", "[]", '"text"', '{"id": "x"}', "null"])
def test_a_line_that_is_no_question_is_named(home: Path, tmp_path: Path, line: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(line + "\n", "utf-8")
    said = refusal(home, "ask", "--batch", path)
    assert "q.jsonl" in said
    assert "1行目" in said


BEFORE, FOLLOW = "中国で営業秘密を盗むと懲役は何年ですか", "韓国だと？"
UNDERSTOOD = "韓国で営業秘密を盗むと懲役は何年ですか"


def test_a_follow_up_is_answered_after_the_question_before_it(home: Path) -> None:
    found = json.loads(ok(home, "ask", "--json", FOLLOW, "--after", BEFORE))
    assert (found["question"], found["understood"]) == (FOLLOW, UNDERSTOOD)
    assert {"kr-ucpa", "sheet-kr"} & {citation["document"] for citation in found["citations"]}
    assert ok(home, "ask", FOLLOW, "--after", BEFORE).startswith(texts.UNDERSTOOD.format(question=UNDERSTOOD))
    assert json.loads(ok(home, "ask", "--json", QUESTION, "--after", BEFORE))["understood"] == ""


def test_a_batch_line_may_hold_the_questions_before_it(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(json.dumps({"question": FOLLOW, "history": [BEFORE]}) + "\n", "utf-8")
    assert rows(ok(home, "ask", "--batch", path))[0]["understood"] == UNDERSTOOD
    path.write_text(json.dumps({"question": FOLLOW, "history": BEFORE}) + "\n", "utf-8")
    assert "q.jsonl" in refusal(home, "ask", "--batch", path)


def test_a_batch_file_that_cannot_be_read_is_named(home: Path, tmp_path: Path) -> None:
    assert "none.jsonl" in refusal(home, "ask", "--batch", tmp_path / "none.jsonl")
    path = tmp_path / "sjis.jsonl"
    path.write_bytes('{"id": "x", "question": "営業秘密とは"}\n'.encode("cp932"))
    assert "sjis.jsonl" in refusal(home, "ask", "--batch", path)
    assert tmp_path.name in refusal(home, "ask", "--batch", tmp_path)


def test_a_batch_file_as_windows_editors_save_it(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps({"id": "a", "question": QUESTION}).encode() + b"\r\n")
    assert rows(ok(home, "ask", "--batch", path))[0]["status"] == "answered"


def test_a_bad_certificate_file_costs_neither_the_answer_nor_the_screen(home: Path, tmp_path: Path) -> None:
    """Nothing of it is sent: port 9 of this machine has no server."""
    model = {"HIMITSU_LLM_URL": "https://127.0.0.1:9/v1", "HIMITSU_LLM_MODEL": "m"}
    bad = {"SSL_CERT_FILE": str(tmp_path / "none.pem")}
    done = himitsu(home, "ask", QUESTION, **model, **bad)
    assert (done.returncode, done.stderr) == (0, "")
    assert LLM_ERRORS["llm_certificates"] in done.stdout
    assert LLM_ERRORS["llm_certificates"] in himitsu(home, "doctor", **model, **bad).stdout


def test_what_is_logged_stands_in_the_log_and_not_on_the_screen(tmp_path: Path) -> None:
    program = (
        "import logging, sys; import app.cli\n"
        "app.cli.cli = lambda: logging.getLogger('app.write.scribe').error('of writing')\n"
        "app.cli.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"HIMITSU_HOME": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "app.write.scribe: of writing" in (tmp_path / "error.log").read_text("utf-8")


def test_search_ranks_k_passages(home: Path) -> None:
    found = json.loads(ok(home, "search", "--json", "-k", "3", QUESTION))
    assert found["question"] == QUESTION
    assert [row["rank"] for row in found["results"]] == [1, 2, 3]
    assert ok(home, "search", "-k", "2", QUESTION).startswith("1. ")


def test_search_puts_a_misspelt_word_right_and_says_so(home: Path) -> None:
    found = json.loads(ok(home, "search", "--json", "-k", "3", "営業必密とは"))
    assert found["suggestion"] == "営業秘密とは"
    assert found["results"] == json.loads(ok(home, "search", "--json", "-k", "3", "営業秘密とは"))["results"]
    assert ok(home, "search", "営業必密とは").startswith(texts.did_you_mean("営業秘密とは"))


def test_search_in_a_batch(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(json.dumps({"id": "a", "question": QUESTION}) + "\n", "utf-8")
    found = rows(ok(home, "search", "-k", "4", "--batch", path))
    assert found[0]["id"] == "a"
    assert len(found[0]["results"]) == 4


def test_an_empty_question_is_one_sentence(home: Path) -> None:
    assert refusal(home, "ask", "") == texts.EMPTY_QUESTION
    assert refusal(home, "search", " ") == texts.EMPTY_QUESTION


def test_an_unknown_document_is_one_sentence(home: Path) -> None:
    assert "no-such" in refusal(home, "ask", "-d", "no-such", QUESTION)


def test_without_an_index_the_user_is_told_what_to_do(tmp_path: Path) -> None:
    assert refusal(tmp_path, "ask", QUESTION) == texts.ERRORS["no_index"]
    assert refusal(tmp_path, "docs") == texts.ERRORS["no_index"]


def test_a_damaged_index_is_one_sentence(own: Path) -> None:
    folder = own / "index" / (own / "index" / "CURRENT").read_text("utf-8")
    (folder / "passages.jsonl").write_text("{}\n", "utf-8")
    assert "passages.jsonl" in refusal(own, "ask", QUESTION)


def test_another_model_is_one_sentence(home: Path) -> None:
    assert "none" in refusal(home, "ask", QUESTION, HIMITSU_EMBEDDING_MODEL="none")


def test_docs_lists_every_document(home: Path) -> None:
    found = json.loads(ok(home, "docs", "--json"))
    assert {row["document"] for row in found} == set(load_catalog().documents)
    assert {row["kind"] for row in found} == {"digest", "listed"}
    shown = ok(home, "docs")
    assert all(row["document"] in shown for row in found)


def test_without_digests_there_is_nothing_to_index_on_a_fresh_clone(tmp_path: Path) -> None:
    said = refusal(tmp_path, "index", **OFF, HIMITSU_EMBEDDING_MODEL="none")
    assert said == texts.ERRORS["nothing_to_index"]


def test_a_good_and_a_bad_file_then_remove(own: Path, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a-broken.pdf").write_bytes(b"%PDF-1.7\nnot a pdf at all")
    (folder / "rules.txt").write_text(RULES, "utf-8")
    (folder / "other.txt").write_text(FORM, "utf-8")
    (folder / "empty.txt").write_text("", "utf-8")
    done = himitsu(own, "add", folder, **OFF)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert sorted(name for name in ("a-broken.pdf", "empty.txt") if name in done.stderr) == [
        "a-broken.pdf",
        "empty.txt",
    ]
    assert len(done.stderr.strip().splitlines()) == 2
    assert "rules.txt" in done.stdout
    assert "資料2件" in done.stdout

    assert added(own) == {("user-other", "user"), ("user-rules", "user")}
    question = "退職後に営業秘密を開示してもよいですか"
    found = json.loads(ok(own, "search", "--json", "-d", "user-rules", question))["results"]
    assert "退職後も第三者に開示してはならない" in found[0]["passage"]

    assert "追加済み" in ok(own, "add", folder / "rules.txt", **OFF)
    assert "rules.txt" in ok(own, "remove", "user-rules", **OFF)
    assert not list((own / "documents").glob("*rules*"))
    assert added(own) == {("user-other", "user")}
    assert "user-rules" in refusal(own, "remove", "user-rules", **OFF)


def added(home: Path) -> set[tuple[str, str]]:
    found = json.loads(ok(home, "docs", "--json"))
    return {(row["document"], row["authority"]) for row in found if row["file"]}


def holds(home: Path, text: str) -> list[str]:
    """Files below a home that hold a text, as it is or as JSON writes it."""
    forms = {text.encode(), json.dumps(text).strip('"').encode()}
    files = [p for p in home.rglob("*") if p.is_file()]
    return [p.name for p in files if any(form in p.read_bytes() for form in forms)]


def test_what_is_removed_is_gone_from_the_disk(own: Path, tmp_path: Path) -> None:
    (tmp_path / "rules.txt").write_text(RULES, "utf-8")
    (tmp_path / "other.txt").write_text(FORM, "utf-8")
    ok(own, "add", tmp_path / "rules.txt", tmp_path / "other.txt", **OFF)
    assert holds(own, "在職中に知り得た")
    assert "unknown" in refusal(own, "remove", "user-rules", "unknown", **OFF)
    assert holds(own, "在職中に知り得た")
    ok(own, "remove", "user-rules", **OFF)
    assert holds(own, "在職中に知り得た") == []
    assert holds(own, "別紙の様式")


def test_removing_the_last_document_empties_an_index_without_digests(own: Path, tmp_path: Path) -> None:
    (tmp_path / "rules.txt").write_text(RULES, "utf-8")
    ok(own, "add", tmp_path / "rules.txt", **OFF)
    done = himitsu(own, "remove", "user-rules", **OFF)
    assert texts.EMPTY_INDEX in done.stdout
    assert holds(own, "在職中に知り得た") == []


def test_digests_off_indexes_added_documents_alone(own: Path, tmp_path: Path) -> None:
    (tmp_path / "rules.txt").write_text(RULES, "utf-8")
    ok(own, "add", tmp_path / "rules.txt", **OFF)
    assert {row["kind"] for row in json.loads(ok(own, "docs", "--json"))} == {"original", "listed"}
    assert ok(own, "index", **OFF).startswith("索引を作りました：資料1件")
    found = json.loads(ok(own, "ask", "--json", "退職後に営業秘密を第三者に開示してもよいですか"))
    assert {c["document"] for c in found["citations"]} <= {"user-rules"}


def test_a_file_that_is_not_there_is_one_sentence(home: Path, tmp_path: Path) -> None:
    assert "none.pdf" in refusal(home, "add", tmp_path / "none.pdf")


def test_doctor_names_every_check_and_its_status(home: Path) -> None:
    done = himitsu(home, "doctor")
    lines = done.stdout.splitlines()
    assert len(lines) >= 6
    assert all(line.startswith(("OK  ", "NG  ")) for line in lines)
    assert done.returncode == int(any(line.startswith("NG") for line in lines))
    assert next(line for line in lines if texts.DOCTOR_INDEX in line).startswith("OK")


def test_doctor_says_what_to_do_about_a_missing_index(tmp_path: Path) -> None:
    done = himitsu(tmp_path, "doctor", HIMITSU_EMBEDDING_MODEL="none")
    assert done.returncode == 1
    assert texts.ERRORS["no_index"] in done.stdout
    assert "Traceback" not in done.stderr


LOADED = """
import sys
from app.cli import main
sys.argv = ["himitsu", *sys.argv[1:]]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print("\\n" + " ".join(sorted({name.split(".")[0] for name in sys.modules})))
"""
HEAVY = {"gradio", "llama_index", "torch", "transformers", "sentence_transformers", "bm25s", "pypdf", "docx"}


@pytest.mark.parametrize("command", [["ask", QUESTION], ["search", QUESTION], ["docs"], ["doctor"]])
def test_a_command_loads_no_heavy_library(home: Path, command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *command],
        env=os.environ | {"HIMITSU_HOME": str(home)},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    loaded = set(done.stdout.splitlines()[-1].split())
    assert {"app", "indexer", "typer"} <= loaded, done.stderr
    assert not loaded & HEAVY


def test_help_is_in_japanese_and_lists_the_commands(home: Path) -> None:
    shown = ok(home, "--help")
    for command in ("ask", "search", "index", "add", "remove", "docs", "serve", "doctor", "eval"):
        assert command in shown
    assert texts.PURPOSE[:8] in shown


def test_a_bad_setting_is_one_sentence(own: Path) -> None:
    done = himitsu(own, "docs", HIMITSU_PORT="abc")
    assert done.returncode == 1
    assert "HIMITSU_PORT" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_document_stored_while_the_build_failed_is_indexed_by_the_next_add(
    own: Path, tmp_path: Path
) -> None:
    (tmp_path / "rules.txt").write_text(RULES, "utf-8")
    failed = himitsu(own, "add", tmp_path / "rules.txt", HIMITSU_EMBEDDING_MODEL=str(tmp_path / "no-model"))
    assert failed.returncode == 1
    assert f"資料{DOCUMENTS + 1}件" in ok(own, "add", tmp_path / "rules.txt")
    assert "user-rules" in ok(own, "docs")


def test_an_unknown_document_id_is_refused(own: Path, tmp_path: Path) -> None:
    (tmp_path / "rules.txt").write_text(RULES, "utf-8")
    done = himitsu(own, "add", tmp_path / "rules.txt", "--document", "nope")
    assert done.returncode == 1
    assert "nope" in done.stderr


PASTED = "【社外秘】\n来期の価格表の案です。\n主力品は据え置きます。"


def test_guard_names_what_it_sees_in_a_file_or_on_standard_input(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "paste.txt"
    file.write_text(PASTED, "utf-8")
    seen = himitsu(home, "guard", file)
    assert seen.returncode == 1
    assert "秘密の表示" in seen.stdout
    command = [sys.executable, "-m", "app.cli", "guard", "--json"]
    piped = subprocess.run(command, input=PASTED.encode(), cwd=ROOT, capture_output=True)
    assert [one["kind"] for one in json.loads(piped.stdout)] == ["mark"]
    file.write_text(QUESTION, "utf-8")
    assert texts_guard.NOTHING in ok(home, "guard", file)
    assert json.loads(ok(home, "guard", "--json", file)) == []
    file.write_bytes(b"\x82\xa0\xff")
    assert "paste.txt" in refusal(home, "guard", file)
    assert "missing.txt" in refusal(home, "guard", tmp_path / "missing.txt")


def test_a_paste_is_warned_of_on_standard_error_and_asked_all_the_same(home: Path, tmp_path: Path) -> None:
    for command in ("ask", "search"):
        done = himitsu(home, command, "--json", PASTED)
        assert done.returncode == 0
        assert texts_guard.TITLE in done.stderr
        assert json.loads(done.stdout)["question"] == PASTED
    assert himitsu(home, "ask", "--json", QUESTION).stderr == ""
    batch = tmp_path / "batch.jsonl"
    batch.write_text(json.dumps({"id": "1", "question": PASTED}), "utf-8")
    assert himitsu(home, "ask", "--batch", batch).stderr == ""


def test_a_long_paste_is_warned_of_before_its_length_is(home: Path) -> None:
    done = himitsu(home, "ask", "工場の移転について検討した。" * 80)
    assert done.returncode == 1
    said = done.stderr
    assert -1 < said.find(texts_guard.TITLE) < said.find("質問が長すぎます")
