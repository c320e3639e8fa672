"""The child process: what it costs, and what the parent says when it dies."""

from __future__ import annotations

import json
from pathlib import Path

import pdfs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import indexer.read
from indexer.errors import Unreadable
from indexer.read import Heading, Limits, Page, Reading, read
from indexer.read.inprocess import read_here
from indexer.read.kinds import SUFFIXES
from indexer.read.limits import MEBIBYTE
from indexer.read.wire import outcome, page_line, reading_line

MAGICS = [
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    bytes.fromhex("d0cf11e0a1b11ae1"),
    b"<html>",
    b"\xff\xfe",
]


def refused(path: Path, limits: Limits | None = None) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(path, limits or Limits())
    assert caught.value.values["file"] == path.name
    return caught.value


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "覚え書き 1.txt"
    path.write_text("営業秘密の三要件\n", encoding="utf-8")
    return path


def test_a_file_goes_through_a_child_whole(note: Path) -> None:
    assert read(note) == Reading(pages=(Page("", "営業秘密の三要件\n"),))


def test_relative_paths_and_other_working_directories(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(note.parent)
    # Modules in the working directory must not be imported by the child.
    (note.parent / "json.py").write_text("raise SystemExit('imported')", encoding="utf-8")
    assert read(Path(note.name)).pages[0].text.startswith("営業秘密")


def test_pdf_warnings_and_headings_survive_the_pipe(tmp_path: Path) -> None:
    page = pdfs.both(pdfs.lines("営業秘密管理指針の本文です。" * 2), pdfs.unseen("隠し", "white"))
    path = pdfs.outlined(tmp_path / "b.pdf", pdfs.pdf(tmp_path / "a.pdf", page), [(1, "章", 0)])
    reading = read(path)
    assert reading == read_here(path)
    assert reading.headings == (Heading(1, "章", 0),)
    assert reading.warnings == (("hidden_text", {"pages": "1", "count": "1"}),)


def test_what_a_child_reports_is_raised_here(tmp_path: Path) -> None:
    error = refused(pdfs.pageless(tmp_path / "a.pdf"))
    assert (error.key, error.values) == ("pdf_empty", {"file": "a.pdf"})


@pytest.mark.parametrize(
    ("program", "key", "values"),
    [
        ("os.abort()", "crashed", {"code": -6}),
        ("sys.exit(3)", "crashed", {"code": 3}),
        ("os.kill(os.getpid(), 9)", "memory", {"limit": 2048}),
        ("sys.exit('terminate: std::bad_alloc')", "memory", {"limit": 2048}),
        ("time.sleep(30)", "timeout", {"seconds": 1.0}),
    ],
)
def test_a_dead_child_is_one_clear_error(
    note: Path, monkeypatch: pytest.MonkeyPatch, program: str, key: str, values: dict[str, object]
) -> None:
    code = f"import os, sys, time; print({page_line(7)!r}, flush=True); {program}"
    monkeypatch.setattr(indexer.read, "_CHILD", ("-c", code))
    error = refused(note, Limits(seconds=1.0))
    assert error.key == key
    assert error.values == {"file": note.name, "page": 7, **values}


def test_a_memory_bomb_is_stopped_by_the_limit(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="no memory limits on this system")
    path = tmp_path / "a.txt"
    path.write_bytes("秘密".encode("cp932") * (30 * MEBIBYTE))
    error = refused(path, Limits(memory_bytes=256 * MEBIBYTE))
    assert (error.key, error.values["limit"]) == ("memory", 256)


def test_reader_that_cannot_start(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nonexistent/python")
    assert refused(note).key == "reader_failed"


def test_refused_before_a_child_is_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nonexistent/python")
    cases: dict[str, tuple[bytes, str, dict[str, object]]] = {
        "empty.txt": (b"", "empty_file", {}),
        "sheet.xls": (b"abc", "unsupported", {"suffix": ".xls"}),
        "page.pdf": (b"<html></html>", "content_mismatch", {"suffix": ".pdf"}),
        "page.docx": (b"plain", "content_mismatch", {"suffix": ".docx"}),
        "big.txt": (b"a" * 2 * MEBIBYTE, "too_large", {"megabytes": 2.0, "limit": 1.0}),
    }
    for name, (data, key, values) in cases.items():
        path = tmp_path / name
        path.write_bytes(data)
        error = refused(path, Limits(file_bytes=MEBIBYTE))
        assert (error.key, error.values) == (key, {"file": name, **values})


def test_missing_files_and_folders(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.pdf").values["reason"] == "not_found"
    assert refused(tmp_path).values["reason"] == "not_a_file"


def test_content_decides_before_the_suffix(tmp_path: Path) -> None:
    source = pdfs.pdf(tmp_path / "a.pdf", pdfs.lines("営業秘密管理指針の本文です。"))
    assert read_here(source.rename(tmp_path / "a.txt")).pages[0].label == "1"


def test_a_cut_outcome_counts_as_none() -> None:
    whole = reading_line(Reading(pages=(Page("1", "本文"),)))
    assert outcome(f"{page_line(1)}\n{whole}\n") == Reading(pages=(Page("1", "本文"),))
    assert outcome(f"{page_line(1)}\n{page_line(2)}\n{whole[:-3]}") == 2
    assert outcome("") == 0
    assert json.loads(whole)["reading"]["pages"][0]["text"] == "本文"


def _read_or_refuse(path: Path, data: bytes, child: bool) -> None:
    path.write_bytes(data)
    named: object = path.name
    text = ""
    try:
        reading = read(path) if child else read_here(path)
        text = "".join(page.text for page in reading.pages)
    except Unreadable as error:
        named = error.values["file"]
        text = error.key
    assert named == path.name
    assert text.strip()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(suffix=st.sampled_from(sorted(SUFFIXES)), magic=st.sampled_from(MAGICS), data=st.binary())
def test_random_bytes_are_read_or_refused(tmp_path: Path, suffix: str, magic: bytes, data: bytes) -> None:
    _read_or_refuse(tmp_path / f"a{suffix}", magic + data, child=False)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(suffix=st.sampled_from(sorted(SUFFIXES)), data=st.binary(min_size=1))
def test_random_bytes_are_read_or_refused_by_a_child(tmp_path: Path, suffix: str, data: bytes) -> None:
    _read_or_refuse(tmp_path / f"a{suffix}", data, child=True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(position=st.integers(0, 4000), data=st.binary(min_size=1, max_size=40))
def test_damaged_pdfs_are_read_or_refused(tmp_path: Path, position: int, data: bytes) -> None:
    source = tmp_path / "whole.pdf"
    if not source.exists():
        pdfs.pdf(source, *[pdfs.lines("営業秘密管理指針の本文です。")] * 3)
    whole = bytearray(source.read_bytes())
    position %= len(whole)
    whole[position : position + len(data)] = data
    _read_or_refuse(tmp_path / "a.pdf", bytes(whole), child=False)
