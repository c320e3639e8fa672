"""Fetching over real HTTP: a server that is slow, cuts off, redirects, refuses, and changes its files."""

from __future__ import annotations

from pathlib import Path

import pytest
from website import PDF, Site

from indexer.fetch import AGENT, Fetcher, FetchFailed, Pace

# Tests wait for nothing but what they test.
FAST = Pace(between=0, timeout=2, tries=3, backoff=0.01, longest_wait=0.05)


def fetched(site: Site, folder: Path, path: str = "/a.pdf", pace: Pace = FAST) -> Path:
    return Fetcher(folder, pace).fetch(site.address + path, "doc")


def failure(site: Site, folder: Path, path: str, pace: Pace = FAST) -> FetchFailed:
    with pytest.raises(FetchFailed) as caught:
        fetched(site, folder, path, pace)
    assert not [p for p in folder.iterdir() if p.suffix in (".pdf", ".xml")]
    return caught.value


def gets(site: Site, path: str = "/a.pdf") -> list[str]:
    return [wanted for asked, wanted in site.asked if asked == path]


def test_a_file_comes_whole_under_the_suffix_of_its_kind(site: Site, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    path = Fetcher(tmp_path, FAST).fetch(f"{site.address}/a.pdf", "doc", lambda a, b: seen.append((a, b)))
    assert path.read_bytes() == PDF
    assert [p.name for p in tmp_path.iterdir()] == ["doc.pdf"]
    assert seen[-1] == (len(PDF), len(PDF))
    assert site.agents == {AGENT}


def test_a_law_file_is_kept_as_xml(site: Site, tmp_path: Path) -> None:
    site.files["/law"] = "\ufeff<?xml version='1.0'?><Law/>".encode()
    assert fetched(site, tmp_path, "/law").suffix == ".xml"


def test_a_cut_file_is_resumed_where_it_ended(site: Site, tmp_path: Path) -> None:
    site.cuts["/a.pdf"] = [30_000, 60_000]
    assert fetched(site, tmp_path).read_bytes() == PDF
    assert gets(site) == ["", "bytes=30000-", "bytes=60000-"]


def test_a_later_run_resumes_what_a_stopped_one_left(site: Site, tmp_path: Path) -> None:
    site.cuts["/a.pdf"] = [10_000, 20_000, 30_000]
    assert failure(site, tmp_path, "/a.pdf").key == "cut_short"
    assert fetched(site, tmp_path).read_bytes() == PDF
    assert gets(site)[-1] == "bytes=30000-"


def test_a_file_that_changed_meanwhile_is_begun_anew(site: Site, tmp_path: Path) -> None:
    site.cuts["/a.pdf"] = [10_000] * 3
    assert failure(site, tmp_path, "/a.pdf").key == "cut_short"
    site.files["/a.pdf"] = PDF[::-1].replace(b"%", b"x")[:0] + b"%PDF-1.4\n" + b"new" * 999
    assert fetched(site, tmp_path).read_bytes() == site.files["/a.pdf"]


def test_a_busy_server_is_asked_again(site: Site, tmp_path: Path) -> None:
    site.failures["/a.pdf"] = [503, 429]
    assert fetched(site, tmp_path).read_bytes() == PDF
    assert len(gets(site)) == 3


@pytest.mark.parametrize(("status", "asked"), [(403, 1), (404, 1), (503, 3)])
def test_a_refusal_ends_with_its_status(site: Site, tmp_path: Path, status: int, asked: int) -> None:
    site.failures["/a.pdf"] = [status] * 9
    error = failure(site, tmp_path, "/a.pdf")
    assert (error.key, error.values["status"]) == ("http_status", status)
    assert len(gets(site)) == asked


def test_a_redirect_to_a_web_page_is_no_document(site: Site, tmp_path: Path) -> None:
    site.files["/sorry"] = b"<!DOCTYPE html><html><body>sorry</body></html>"
    site.moved["/a.pdf"] = "/sorry"
    error = failure(site, tmp_path, "/a.pdf")
    assert (error.key, error.values["kind"]) == ("not_a_document", "HTML")
    assert list(tmp_path.iterdir()) == []


def test_a_redirect_to_the_document_is_followed(site: Site, tmp_path: Path) -> None:
    site.moved["/old.pdf"] = "/a.pdf"
    assert fetched(site, tmp_path, "/old.pdf").read_bytes() == PDF


def test_a_server_that_does_not_answer_in_time_is_unreachable(site: Site, tmp_path: Path) -> None:
    site.slow["/a.pdf"] = 1
    error = failure(site, tmp_path, "/a.pdf", Pace(between=0, timeout=0.1, tries=2, backoff=0.01))
    assert error.key in ("unreachable", "cut_short")


def test_no_server_is_unreachable_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FetchFailed) as caught:
        Fetcher(tmp_path, FAST).fetch("http://127.0.0.1:9/a.pdf", "doc")
    assert caught.value.key == "unreachable"
    assert list(tmp_path.iterdir()) == []


def test_robots_are_asked_once_and_obeyed(site: Site, tmp_path: Path) -> None:
    site.files["/robots.txt"] = b"User-agent: *\nDisallow: /private/\n"
    site.files["/private/b.pdf"] = PDF
    fetcher = Fetcher(tmp_path, FAST)
    with pytest.raises(FetchFailed) as caught:
        fetcher.fetch(f"{site.address}/private/b.pdf", "doc")
    assert caught.value.key == "robots_forbid"
    assert fetcher.fetch(f"{site.address}/a.pdf", "doc").exists()
    assert gets(site, "/robots.txt") == [""]
    assert gets(site, "/private/b.pdf") == []


def test_a_host_is_left_its_pause(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("indexer.fetch.time.sleep", pauses.append)
    fetcher = Fetcher(tmp_path, Pace(between=5, timeout=2))
    fetcher.fetch(f"{site.address}/a.pdf", "doc")
    assert [round(p) for p in pauses if p > 0] == [5]


def test_what_is_too_large_is_not_kept(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.fetch.LARGEST", 50_000)
    assert failure(site, tmp_path, "/a.pdf").key == "too_large"
    assert list(tmp_path.iterdir()) == []
