"""`himitsu fetch` from a web site into the library and the index, with a catalogue of our own."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pdfs
import pytest
from website import Site

from app import texts_corpus
from app.manage import build_index, list_documents
from app.originals import fetch_files
from app.settings import Settings
from indexer.catalog import Catalog, load_catalog
from indexer.errors import HimitsuError
from indexer.fetch import Pace
from indexer.library import Library

FAST = Pace(between=0, timeout=2, tries=2, backoff=0.01, longest_wait=0.05)
GUIDE, SLIDES, BARE = "meti-management-guideline", "meti-employee-pamphlet", "jetro-manual-cn"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.fixture
def catalog(site: Site) -> Catalog:
    """Our catalogue, with the addresses of two documents on the site."""
    found = load_catalog()
    for document, path in ((GUIDE, "/r7ts.pdf"), (SLIDES, "/pamphlet.pdf")):
        known = found.documents[document]
        current = replace(known.current, download=site.address + path)
        others = tuple(e for e in known.editions if not e.current)
        found.documents[document] = replace(known, editions=(current, *others))
    return found


def pdf(tmp_path: Path, sentence: str) -> bytes:
    drawn = pdfs.lines("営業秘密管理指針", *(f"{sentence}（{n}）" for n in range(20)))
    return pdfs.pdf(tmp_path / "made.pdf", drawn).read_bytes()


def test_a_fetched_document_is_added_with_where_it_came_from(
    settings: Settings, catalog: Catalog, site: Site, tmp_path: Path
) -> None:
    site.files["/r7ts.pdf"] = pdf(tmp_path, "秘密管理性の考え方である。")
    said: list[str] = []
    outcome = fetch_files(settings, [GUIDE], catalog, FAST, said.append)
    assert outcome.changed
    assert not outcome.failures
    assert said == outcome.lines
    assert "営業秘密管理指針 令和7年3月改訂" in said[0]
    (entry,) = Library(settings.home).entries()
    assert (entry.document, entry.edition) == (GUIDE, "2025-03")
    assert entry.address == site.address + "/r7ts.pdf"
    assert len(entry.sha256) == 64
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", entry.added)
    assert not list((settings.home / "downloads").iterdir())


def test_the_same_file_again_changes_nothing(
    settings: Settings, catalog: Catalog, site: Site, tmp_path: Path
) -> None:
    site.files["/r7ts.pdf"] = pdf(tmp_path, "秘密管理性の考え方である。")
    fetch_files(settings, [GUIDE], catalog, FAST)
    again = fetch_files(settings, [GUIDE], catalog, FAST)
    assert not again.changed
    assert again.lines[0].startswith("変わりありません")
    assert len(Library(settings.home).entries()) == 1


def test_a_file_that_changed_replaces_the_old_one_which_is_kept_as_an_older_edition(
    settings: Settings, catalog: Catalog, site: Site, tmp_path: Path
) -> None:
    site.files["/r7ts.pdf"] = pdf(tmp_path, "はじめの内容である。")
    fetch_files(settings, [GUIDE], catalog, FAST)
    site.files["/r7ts.pdf"] = pdf(tmp_path, "あらためた内容である。")
    outcome = fetch_files(settings, [GUIDE], catalog, FAST)
    assert outcome.lines[0].startswith("新しい内容を取得しました")
    entries = Library(settings.home).entries()
    assert [(e.edition.split("+")[0], bool(e.replaced)) for e in entries] == [
        ("2025-03", True),
        ("2025-03", False),
    ]
    build_index(settings)
    rows = [row for row in list_documents(settings) if row["document"] == GUIDE and row["kind"] == "original"]
    assert sorted(row["superseded"] for row in rows) == [False, True]


def test_one_failure_stops_no_other(settings: Settings, catalog: Catalog, site: Site, tmp_path: Path) -> None:
    site.files["/pamphlet.pdf"] = pdf(tmp_path, "従業員に知ってほしいことである。")
    outcome = fetch_files(settings, [GUIDE, SLIDES], catalog, FAST)
    assert [e.document for e in Library(settings.home).entries()] == [SLIDES]
    assert len(outcome.failures) == 1
    assert "営業秘密管理指針" in outcome.failures[0]
    assert "HTTP 404" in outcome.failures[0]


def test_a_damaged_file_is_one_sentence_and_adds_nothing(
    settings: Settings, catalog: Catalog, site: Site
) -> None:
    site.files["/r7ts.pdf"] = b"%PDF-1.7\nnot a pdf at all"
    outcome = fetch_files(settings, [GUIDE], catalog, FAST)
    assert len(outcome.failures) == 1
    assert not outcome.changed
    assert Library(settings.home).entries() == []


def test_without_a_network_each_document_gets_one_sentence_and_nothing_changes(settings: Settings) -> None:
    catalog = load_catalog()
    for document in (GUIDE, SLIDES):
        known = catalog.documents[document]
        nowhere = replace(known.current, download="http://127.0.0.1:9/x.pdf")
        catalog.documents[document] = replace(known, editions=(nowhere,))
    outcome = fetch_files(settings, [GUIDE, SLIDES], catalog, FAST)
    assert len(outcome.failures) == 2
    assert all("接続できません" in line for line in outcome.failures)
    assert Library(settings.home).entries() == []
    assert not outcome.changed


def test_a_document_without_an_address_says_where_to_get_it(settings: Settings, catalog: Catalog) -> None:
    (line,) = fetch_files(settings, [BARE], catalog, FAST).failures
    assert "himitsu add" in line
    assert "https://" in line


def test_an_unknown_id_is_refused_before_anything_is_fetched(
    settings: Settings, catalog: Catalog, site: Site
) -> None:
    with pytest.raises(HimitsuError) as caught:
        fetch_files(settings, [GUIDE, "no-such"], catalog, FAST)
    assert caught.value.values == {"name": "no-such"}
    assert site.asked == []


def test_every_failure_and_every_problem_has_a_sentence() -> None:
    root = Path(__file__).resolve().parents[2] / "indexer"
    failures = set(re.findall(r'FetchFailed\(\s*"(\w+)"', (root / "fetch.py").read_text("utf-8")))
    assert failures == set(texts_corpus.FETCH_ERRORS)
    source = "".join(p.read_text("utf-8") for p in (root / "curate").glob("*.py"))
    keys = set(re.findall(r'Problem\([^()]*?(?:\([^()]*\)[^()]*?)*?, "(\w+)"', source))
    assert keys <= set(texts_corpus.PROBLEMS)
    assert len(keys) > 15
