"""The user's originals: added, recognised, replaced, removed; a stopped command harms nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from indexer.catalog import load_catalog
from indexer.digests import load_digests
from indexer.errors import HimitsuError
from indexer.library import Added, Library, Outcome, describe, write_atomic
from indexer.read import read
from indexer.read.reading import Heading, Page, Reading

TODAY = date(2026, 11, 21)
RULES = "就業規則\n\n従業員は営業秘密を第三者に開示してはならない。\n"


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def add(library: Library, path: Path, document: str = "") -> tuple[Outcome, Added]:
    reading = read(path)
    entry = describe(path, reading, load_catalog(), load_digests(), TODAY, document)
    return library.add(path, reading, entry), entry


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "home")


def stored(library: Library) -> set[str]:
    folder = library.home / "documents"
    return {p.name for p in folder.iterdir()} if folder.exists() else set()


def test_an_empty_library_has_no_entries(library: Library) -> None:
    assert library.entries() == []


def test_a_file_outside_the_catalogue_becomes_a_user_document(library: Library, tmp_path: Path) -> None:
    outcome, entry = add(library, write(tmp_path, "就業規則 2026.txt", RULES))
    assert outcome == "added"
    assert (entry.document, entry.edition) == ("user-就業規則-2026", "")
    assert entry.file == "就業規則 2026.txt"
    assert entry.added == "2026-11-21"
    assert library.entries() == [entry]


def test_the_file_is_kept_as_it_was_with_its_reading(library: Library, tmp_path: Path) -> None:
    path = write(tmp_path, "rules.TXT", RULES)
    _, entry = add(library, path)
    assert (library.home / "documents" / entry.sha256 / "original.txt").read_bytes() == path.read_bytes()
    assert library.reading(entry) == read(path)


def test_a_reading_keeps_its_headings_and_title(library: Library, tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", RULES)
    reading = Reading((Page("i", "はじめに\n"), Page("1", RULES)), (Heading(1, "はじめに", 0),), "規則")
    entry = describe(path, reading, load_catalog(), [], TODAY)
    library.add(path, reading, entry)
    assert library.reading(entry) == reading
    assert (entry.title, entry.pages) == ("規則", 2)


def test_warnings_survive_the_list(library: Library, tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", RULES)
    reading = Reading((Page("", RULES),), warnings=(("ocr_text", {"pages": "3"}),))
    library.add(path, reading, describe(path, reading, load_catalog(), [], TODAY))
    assert library.entries()[0].warnings == (("ocr_text", {"pages": "3"}),)


def test_the_same_file_twice_is_unchanged(library: Library, tmp_path: Path) -> None:
    path = write(tmp_path, "rules.txt", RULES)
    assert [add(library, path)[0], add(library, path)[0]] == ["added", "unchanged"]
    assert len(library.entries()) == 1


def test_a_changed_file_replaces_the_old_one_and_deletes_it(library: Library, tmp_path: Path) -> None:
    _, old = add(library, write(tmp_path, "rules.txt", RULES))
    outcome, new = add(library, write(tmp_path, "rules.txt", RULES + "研修を行う。\n"))
    assert outcome == "replaced"
    assert library.entries() == [new]
    assert stored(library) == {new.sha256} != {old.sha256}


def test_two_documents_stand_side_by_side(library: Library, tmp_path: Path) -> None:
    add(library, write(tmp_path, "a.txt", RULES))
    add(library, write(tmp_path, "b.txt", RULES + "別紙。\n"))
    assert [e.document for e in library.entries()] == ["user-a", "user-b"]


def test_one_file_may_be_two_documents(library: Library, tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", RULES)
    add(library, path)
    assert add(library, path, "jetro-support-program")[0] == "added"
    library.remove("user-a")
    assert len(stored(library)) == 1
    assert library.reading(library.entries()[0]) == read(path)


@pytest.mark.parametrize("by", ["document", "file", "hash"])
def test_removing_deletes_entry_and_file(library: Library, tmp_path: Path, by: str) -> None:
    _, entry = add(library, write(tmp_path, "rules.txt", RULES))
    _, other = add(library, write(tmp_path, "other.txt", RULES + "別紙。\n"))
    key = {"document": entry.document, "file": entry.file, "hash": entry.sha256[:6]}[by]
    assert library.remove(key) == [entry]
    assert library.entries() == [other]
    assert stored(library) == {other.sha256}


def test_one_wrong_key_removes_nothing(library: Library, tmp_path: Path) -> None:
    _, entry = add(library, write(tmp_path, "rules.txt", RULES))
    with pytest.raises(HimitsuError):
        library.remove(entry.document, "unknown")
    assert library.entries() == [entry]
    assert library.remove(entry.document, entry.file) == [entry]


@pytest.mark.parametrize("key", ["unknown", "", "0"])
def test_removing_what_is_not_there_is_refused(library: Library, tmp_path: Path, key: str) -> None:
    _, entry = add(library, write(tmp_path, "rules.txt", RULES))
    with pytest.raises(HimitsuError) as caught:
        library.remove(key or entry.sha256[:5])
    assert caught.value.key == "no_such_document"
    assert library.entries() == [entry]


def test_a_document_may_be_named(library: Library, tmp_path: Path) -> None:
    _, entry = add(library, write(tmp_path, "scan.txt", RULES), "meti-tech-leak-guidance")
    assert (entry.document, entry.edition) == ("meti-tech-leak-guidance", "2025-05")
    assert entry.title == "技術流出対策ガイダンス"


def test_an_original_is_recognised_by_its_headings_under_any_name(originals: Path, tmp_path: Path) -> None:
    for path in sorted(originals.glob("*.txt")):
        named = load_catalog().by_filename(path.name)
        copy = write(tmp_path, f"scan-{len(path.name)}.txt", path.read_text("utf-8"))
        entry = describe(copy, read(copy), load_catalog(), load_digests(), TODAY)
        assert named is not None
        assert entry.document == named.id


def test_a_stranger_is_not_taken_for_an_original(tmp_path: Path) -> None:
    text = "技術流出対策について社内で議論した。研修の実施と退職時の対応を検討する。\n" * 50
    path = write(tmp_path, "minutes.txt", text)
    assert describe(path, read(path), load_catalog(), load_digests(), TODAY).document == "user-minutes"


def test_names_of_user_documents_are_safe(tmp_path: Path) -> None:
    reading = Reading((Page("", RULES),))
    for name in ("../../etc/passwd.txt", "a b（案）.txt", "．．.txt", "!!!.txt"):
        path = write(tmp_path, name.replace("../", "").replace("/", "_"), RULES)
        found = describe(path, reading, load_catalog(), [], TODAY).document
        assert found.startswith("user-")
        assert len(found) > len("user-")
        assert not set(found) & set("/\\. \t（）")


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = write(tmp_path, "list.json", "old")
    write_atomic(path, "new")
    assert path.read_text("utf-8") == "new"
    assert [p.name for p in tmp_path.iterdir()] == ["list.json"]


def test_what_a_stopped_add_left_is_swept_by_the_next(library: Library, tmp_path: Path) -> None:
    (library.home / "documents" / ".adding-x").mkdir(parents=True)
    (library.home / "documents" / ("0" * 64)).mkdir()
    _, entry = add(library, write(tmp_path, "rules.txt", RULES))
    assert stored(library) == {entry.sha256}


# Adds one file after another, for as long as it lives.
ADDS = """
import sys
from datetime import date
from pathlib import Path
from indexer.catalog import load_catalog
from indexer.library import Library, describe
from indexer.read.reading import Page, Reading
library, folder = Library(Path(sys.argv[1])), Path(sys.argv[2])
catalog = load_catalog()
for at in range(100000):
    path = folder / f"f{at % 7}.txt"
    path.write_text(f"{at}" * 20000, "utf-8")
    reading = Reading((Page("", path.read_text("utf-8")),))
    library.add(path, reading, describe(path, reading, catalog, [], date(2026, 11, 21)))
    print(at, flush=True)
"""


def test_killing_an_add_leaves_the_list_intact(library: Library, tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    for at in range(6):
        child = subprocess.Popen(
            [sys.executable, "-c", ADDS, str(library.home), str(files)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        child.stdout.readline()  # at least one file was added
        time.sleep(0.011 * at)
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
        assert child.returncode == -signal.SIGKILL
        entries = library.entries()
        assert entries
        assert len({e.document for e in entries}) == len(entries)
        assert all(library.reading(entry).pages[0].text for entry in entries)
    _, entry = add(library, write(tmp_path, "rules.txt", RULES))
    assert library.entries()[-1] == entry
    assert stored(library) == {e.sha256 for e in library.entries()}
