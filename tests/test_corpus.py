"""The corpus as data: the curator's check finds nothing, and it would find what is wrong."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from app.corpus import report
from indexer.catalog import CORPUS, load_catalog
from indexer.curate import Problem, Sources, check_corpus
from indexer.curate.facts import facts
from indexer.curate.form import leaning, persons
from indexer.curate.truth import grams_of, load_allowed, runs, squeeze
from indexer.digests import load_digests

TODAY = date(2026, 11, 25)
OUTLINE = (
    "根拠法",
    "定義と要件",
    "侵害行為",
    "民事救済",
    "刑事罰",
    "行政",
    "労務",
    "企業の実務対策",
    "相談先",
    "出典と確認日",
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the corpus, to be broken."""
    return Path(shutil.copytree(CORPUS, tmp_path / "corpus"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def keys(found: list[Problem]) -> set[str]:
    return {problem.key for problem in found if problem.level == "error"}


def test_the_check_finds_no_error() -> None:
    assert [p for p in check_corpus(TODAY) if p.level == "error"] == []


def test_every_figure_stands_in_a_source_and_no_sentence_is_copied(originals: Path) -> None:
    found = check_corpus(TODAY, originals.parent)
    assert [p for p in found if p.level == "error" or p.key == "no_source"] == []


def test_it_has_the_size_it_promises() -> None:
    digests = load_digests()
    assert sum(len(d.text.sections) for d in digests) >= 350
    assert sum(len(asked) for d in digests for asked in d.questions.values()) >= 1800
    assert len([d for d in digests if d.document.startswith("sheet-")]) == 13


def test_every_country_sheet_keeps_the_outline_and_names_its_sources() -> None:
    for digest in load_digests():
        if digest.document.startswith("sheet-"):
            titles = " ".join(section.path[0] for section in digest.text.sections)
            assert [row for row in OUTLINE if f"― {row}" not in titles] == [], digest.document
            assert [s for s in digest.questions if not digest.sources[s]] == [], digest.document


DIGEST = "digests/jetro-support-program.md"


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        (DIGEST, "{#summary}", "{#Summary_1}", "id"),
        (DIGEST, "## 営業秘密とは ― 営業上の情報 {", "## 営業秘密とは ― 技術上の情報 {", "same_title"),
        (DIGEST, "{#summary}", '{#summary pages="7-3"}', "pages"),
        (DIGEST, "{#summary}", '{#summary sources="no-such-law"}', "unknown_document"),
        (DIGEST, "{#period.a}\n", "{#period.a}\nまた、担当は山田太郎です。\n", "leans"),
        (DIGEST, "{#period.a}\n", "{#period.a}\n担当は山田太郎です。\n", "person"),
        (DIGEST, "{#period.a}\n", "{#period.a}\n" + "長い文である。" * 90 + "\n", "length"),
        (DIGEST, "\n想定質問: ", "\n想定質問: 短い / 短い / 短い / 短い / ", "questions"),
        (DIGEST, "\n想定質問: ", "\n想定質問: 何 / ", "question"),
        ("digests/meti-tech-leak-guidance.md", 'pages="4"', 'pages="87"', "page_outside"),
        ("updates.toml", '"period.a"', '"period.z"', "unknown_section"),
        ("desks.toml", 'section = "', 'section = "nowhere-', "unknown_section"),
        ("checklists/tech-leak-chapter1.toml", 'section = "', 'section = "nowhere-', "unknown_section"),
        ("checklists/tech-leak-chapter1.toml", 'id = "1-2-a"', 'id = "1-1-a"', "same_id"),
        ("catalog.toml", 'valid_until = "2025-03-30"', 'valid_until = "2025-04-01"', "overlap"),
        ("catalog.toml", 'supersedes = "2019-01"', 'supersedes = "2018-01"', "unknown_edition"),
        ("catalog.toml", "current = true", "current = false", "current"),
        ("catalog.toml", 'terms = "', 'terms = ""\n# "', "terms"),
        (DIGEST, 'edition = "2026"', 'edition = "1999"', "unknown_edition"),
    ],
)
def test_what_is_wrong_is_found(copy: Path, file: str, old: str, new: str, key: str) -> None:
    edit(copy / file, old, new)
    assert key in keys(check_corpus(TODAY, corpus=copy))


def test_a_document_that_nothing_cites_is_found(copy: Path) -> None:
    entry = """
[[document]]
id = "lonely"
title = "x"
publisher = "x"
authority = "report"
url = "https://example.org"
terms = "x"
[[document.edition]]
id = "1"
name = ""
current = true
"""
    path = copy / "catalog.toml"
    path.write_text(path.read_text("utf-8") + entry, "utf-8")
    assert Problem("catalog.toml", "lonely", "uncited") in check_corpus(TODAY, corpus=copy)


def test_what_has_run_out_is_flagged_by_the_day_passed_in() -> None:
    def expired(day: date) -> set[tuple[str, str]]:
        return {(p.place, p.key) for p in check_corpus(day) if p.key in ("expired", "stale")}

    assert expired(TODAY) == set()
    assert ("jetro-support-program", "expired") in expired(date(2027, 2, 6))
    assert ("police", "stale") in expired(date(2028, 1, 1))


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("2027年2月5日まで", "2027年2月6日まで", "date 2027-02-06"),
        ("上限", "上限は99999円で、上限", "number 99999"),
        ("上限", "不正競争防止法第777条により上限", "article 777"),
    ],
)
def test_a_figure_the_source_does_not_have_is_found(
    copy: Path, originals: Path, old: str, new: str, what: str
) -> None:
    edit(copy / DIGEST, old, new)
    found = check_corpus(TODAY, originals.parent, copy)
    assert what in {p.what for p in found if p.key == "fact"}


def test_a_copied_sentence_is_found(copy: Path, originals: Path) -> None:
    copied = squeeze((originals / "jetro-support-program-overview.txt").read_text("utf-8"))[300:360]
    edit(copy / DIGEST, "{#period.a}\n", "{#period.a}\n" + copied + "\n")
    assert "run" in keys(check_corpus(TODAY, originals.parent, copy))


def test_a_contact_the_source_does_not_have_is_found(copy: Path, originals: Path) -> None:
    edit(copy / "desks.toml", "0570-082-100", "0570-082-101")
    found = check_corpus(TODAY, originals.parent, copy)
    assert Problem("desks.toml", "chizai-sogo-shien", "fact", "0570-082-101") in found


def test_half_a_source_proves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("あ", "utf-8")
    assert Sources(tmp_path).texts(["a"]) == ["あ"]
    assert Sources(tmp_path).texts(["a", "b"]) == []
    assert Sources(tmp_path).texts([]) == []


def test_every_allowed_run_says_why_and_is_still_needed() -> None:
    digests = load_digests()
    for row in load_allowed(CORPUS / "allowed.toml"):
        assert row.reason in ("address", "title", "statute", "table", "court", "dates", "press"), row.text
        held = "".join(d.text.body for d in digests if d.document == row.document)
        if row.number:
            assert row.text in {value for _, value in facts(held)}, row.text
        else:
            assert squeeze(row.text) in squeeze(held), row.text


def test_runs_are_found_whole() -> None:
    original = "".join(chr(0x3042 + n % 80) for n in range(400))
    assert next(runs("前置き" + original[50:100], grams_of(original))) == original[50:100]
    assert list(runs(original[50:79], grams_of(original))) == []


def test_names_and_leaning_sentences_are_recognised() -> None:
    assert persons("担当は山田太郎です。") == ["山田太郎"]
    assert persons("佐藤さんに連絡する。") == ["佐藤さん"]
    assert persons("申立人と被告") == []
    assert leaning("営業秘密は情報である。その条件は三つある。") == ["その条件は三つある。"]
    assert leaning("その他の罪は別に定める。これまでの例は三つある。") == []


def test_no_personal_address_is_given() -> None:
    """Mail addresses are a desk's own; given name, dot, surname would be a person's."""
    texts = [p.read_text("utf-8") for p in CORPUS.rglob("*.*") if p.suffix in (".md", ".toml")]
    found = [m for text in texts for m in re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text)]
    assert found
    assert [m for m in found if re.match(r"[a-z]+[._][a-z]+@", m, re.IGNORECASE)] == []


def test_the_report_counts_and_ends_with_the_verdict(copy: Path) -> None:
    lines, clean = report(TODAY, corpus=copy)
    assert clean
    assert f"資料{len(load_catalog().documents)}件" in lines[-2]
    edit(copy / "updates.toml", '"period.a"', '"period.z"')
    lines, clean = report(TODAY, corpus=copy)
    assert not clean
    assert any(line.startswith("誤り updates.toml jetro-support-period：") for line in lines)
