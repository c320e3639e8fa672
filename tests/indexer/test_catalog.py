"""The catalogue of official documents and its editions."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.catalog import AUTHORITIES, Catalog, load_catalog
from indexer.digests import load_digests
from indexer.errors import CorpusInvalid

ENTRY = """
[[document]]
id = "guide"
title = "管理指針"
publisher = "経済産業省"
authority = "guideline"
url = "https://example.go.jp/"
files = ["trade-secret-guideline", "管理指針"]

[[document.edition]]
id = "2019"
name = "平成31年改訂"

[[document.edition]]
id = "2025"
name = "令和7年改訂"
current = true
"""


def load(tmp_path: Path, text: str) -> Catalog:
    path = tmp_path / "catalog.toml"
    path.write_text(text, "utf-8")
    return load_catalog(path)


def test_a_document_knows_its_current_edition(tmp_path: Path) -> None:
    found = load(tmp_path, ENTRY).get("guide")
    assert found is not None
    assert found.current.id == "2025"
    assert found.edition("2019").name == "平成31年改訂"
    assert found.edition("unknown") is found.current


def test_without_a_mark_the_last_edition_is_current(tmp_path: Path) -> None:
    found = load(tmp_path, ENTRY.replace("current = true\n", "")).get("guide")
    assert found is not None
    assert found.current.id == "2025"


@pytest.mark.parametrize(
    "name",
    ["trade_secret_guideline_r7.pdf", "Trade-Secret-Guideline.PDF", "【経産省】管理指針（令和7年）.pdf"],
)
def test_a_file_is_recognised_by_its_name_however_it_is_punctuated(tmp_path: Path, name: str) -> None:
    found = load(tmp_path, ENTRY).by_filename(name)
    assert found is not None
    assert found.id == "guide"


def test_other_files_are_not_recognised(tmp_path: Path) -> None:
    catalog = load(tmp_path, ENTRY)
    assert catalog.by_filename("就業規則.pdf") is None
    assert catalog.get("unknown") is None


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('authority = "guideline"', 'authority = "rumour"', "rumour"),
        ('title = "管理指針"\n', "", "title"),
        ('name = "平成31年改訂"', 'nam = "x"', "nam"),
        ("[[document.edition]]", "[[document.editions]]", "edition"),
    ],
)
def test_a_broken_entry_is_named_with_its_file(tmp_path: Path, old: str, new: str, why: str) -> None:
    with pytest.raises(CorpusInvalid) as caught:
        load(tmp_path, ENTRY.replace(old, new))
    assert caught.value.key == "catalog_entry"
    assert caught.value.values["file"] == "catalog.toml"
    assert caught.value.values["entry"] == "guide"
    assert why in str(caught.value.values["why"])


def test_an_entry_without_any_edition_is_refused(tmp_path: Path) -> None:
    head = ENTRY.split("[[document.edition]]")[0]
    with pytest.raises(CorpusInvalid):
        load(tmp_path, head + "edition = []\n")


def test_a_file_that_is_no_toml_is_named_with_the_line(tmp_path: Path) -> None:
    with pytest.raises(CorpusInvalid) as caught:
        load(tmp_path, "\n\n[[document]\n")
    assert caught.value.key == "toml"
    assert caught.value.values["file"] == "catalog.toml"
    assert "line 3" in str(caught.value.values["why"])


def test_our_catalogue_and_our_digests_agree() -> None:
    catalog = load_catalog()
    for digest in load_digests():
        document = catalog.get(digest.document)
        assert document is not None
        assert digest.edition in {e.id for e in document.editions}


def test_our_entries_are_complete() -> None:
    for document in load_catalog().documents.values():
        assert document.url.startswith("https://"), document.id
        assert document.publisher
        assert document.terms
        assert document.authority in AUTHORITIES
        assert sum(e.current for e in document.editions) == 1


def test_the_five_originals_are_recognised_by_name(originals: Path) -> None:
    catalog = load_catalog()
    found = {path.name: catalog.by_filename(path.name) for path in originals.glob("*.txt")}
    digested = {d.id for d in found.values() if d}
    assert len(digested) == len(found) == 5
    assert digested <= {d.document for d in load_digests()}
