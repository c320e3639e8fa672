"""The corpus as data: complete, in our own words, true to its originals, and without staff names."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.catalog import CORPUS, load_catalog
from indexer.digests import Digest, load_digests
from indexer.japanese import ERAS, _tokenizer, fold

ALLOWED = tomllib.loads(Path(__file__).with_name("allowed_runs.toml").read_text("utf-8"))["run"]
LONGEST_RUN = 30
ERA = re.compile(r"(令和|平成|昭和|(?<![a-z])[rh])\s*(元|\d{1,2})(?=\s*年|\.)")
# Japanese words that the dictionary takes for names, and letters that stand for parties.
NO_NAMES = {"領", "見方", "原", "何", "章", "何章", "チョン", "ガイア", "page"} | set("ABCDEFGHIJKLMNXYZ")
DIGESTS = load_digests()
ids = [digest.document for digest in DIGESTS]


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", fold(text))


def numbers(text: str) -> set[str]:
    """Numbers of a text: thousands' commas dropped, era years as western ones."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", fold(text))
    western = ERA.sub(lambda m: str(ERAS[m[1]] + (1 if m[2] == "元" else int(m[2]))), text)
    return set(re.findall(r"\d+(?:\.\d+)?", western))


def bodies(digest: Digest) -> Iterator[tuple[str, str]]:
    for section in digest.text.sections:
        yield section.id, digest.text.body[section.units[0].start : section.units[-1].end]


def source(digest: Digest, originals: Path) -> str:
    catalog = load_catalog()
    for path in originals.iterdir():
        document = catalog.by_filename(path.name)
        if document and document.id == digest.document:
            return path.read_text("utf-8")
    pytest.skip(f"no original of {digest.document} on this machine")


def runs(text: str, grams: set[str]) -> Iterator[str]:
    """Longest stretches of a text whose every 30 characters stand in the original."""
    at = 0
    while at <= len(text) - LONGEST_RUN:
        end = at
        while text[end : end + LONGEST_RUN] in grams and end <= len(text) - LONGEST_RUN:
            end += 1
        if end > at:
            yield text[at : end + LONGEST_RUN - 1]
        at = max(end, at + 1)


def names(text: str) -> list[str]:
    """Surnames followed by a given name, or by a form of address."""
    found = []
    morphemes = list(_tokenizer().tokenize(text))
    for one, two in itertools.pairwise(morphemes):
        kind, after = one.part_of_speech(), two.part_of_speech()
        named = kind[2] == "人名" and (
            after[2] == "人名" or two.surface() in ("氏", "さん", "様", "殿", "先生")
        )
        if named and one.surface() not in NO_NAMES and one.surface() + two.surface() not in NO_NAMES:
            found.append(one.surface() + two.surface())
    return found


def written() -> Iterator[tuple[str, str]]:
    """Every text of the corpus that a reader may see."""
    for path in sorted(CORPUS.rglob("*.*")):
        if path.suffix in (".md", ".toml"):
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                yield f"{path.name}:{number}", line


@pytest.mark.parametrize("digest", DIGESTS, ids=ids)
def test_section_ids_are_unique_and_well_formed(digest: Digest) -> None:
    found = [section.id for section in digest.text.sections]
    assert len(set(found)) == len(found)
    for section in found:
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9]+)?", section), section


@pytest.mark.parametrize("digest", DIGESTS, ids=ids)
def test_sections_are_neither_stubs_nor_essays(digest: Digest) -> None:
    for section, body in bodies(digest):
        assert 60 <= len(body) <= 600, section


@pytest.mark.parametrize("digest", DIGESTS, ids=ids)
def test_every_section_has_at_least_four_expected_questions(digest: Digest) -> None:
    for section, asked in digest.questions.items():
        assert len(asked) >= 4, section
        assert len(set(asked)) == len(asked), section
        assert all(4 <= len(question) <= 80 for question in asked), section


@pytest.mark.parametrize("digest", DIGESTS, ids=ids)
def test_pages_are_numbers_or_ordered_ranges(digest: Digest) -> None:
    for section in digest.text.sections:
        assert re.fullmatch(r"|\d+(-\d+)?", section.pages), section.id
        known = [int(n) for n in section.pages.split("-") if n]
        assert known == sorted(known), section.id


@pytest.mark.parametrize("digest", DIGESTS, ids=ids)
def test_titles_tell_sections_apart(digest: Digest) -> None:
    titles = [section.path[0] for section in digest.text.sections]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("digest", DIGESTS, ids=ids)
def test_every_number_of_a_digest_stands_in_its_original(digest: Digest, originals: Path) -> None:
    text = source(digest, originals)
    known = numbers(text) | set(re.findall(r"\d+(?:\.\d+)?", re.sub(r"\s", "", fold(text))))
    stated = {(section, n) for section, body in bodies(digest) for n in numbers(body)}
    assert len(stated) > 30
    excused = {(r["section"], r["text"]) for r in ALLOWED if r.get("number")}
    assert {(section, n) for section, n in stated if n not in known} - excused == set()


@pytest.mark.parametrize("digest", DIGESTS, ids=ids)
def test_digests_are_in_our_own_words(digest: Digest, originals: Path) -> None:
    original = squeeze(source(digest, originals))
    grams = {original[at : at + LONGEST_RUN] for at in range(len(original) - LONGEST_RUN + 1)}
    assert next(runs("前置き" + original[50:100], grams)) == original[50:100]
    allowed = [
        squeeze(r["text"]) for r in ALLOWED if not r.get("number") and r["document"] == digest.document
    ]
    found = [(section, run) for section, body in bodies(digest) for run in runs(squeeze(body), grams)]
    assert [(section, run) for section, run in found if not any(run in text for text in allowed)] == []


def test_every_allowed_run_says_why_and_is_still_needed() -> None:
    bodies_of = {d.document: squeeze("".join(body for _, body in bodies(d))) for d in DIGESTS}
    for row in ALLOWED:
        assert row["reason"] in ("address", "title", "statute", "table", "court", "dates"), row["text"]
        assert squeeze(row["text"]) in bodies_of[row["document"]], row["text"]


def test_names_of_persons_are_recognised() -> None:
    assert names("担当は山田太郎です。") == ["山田太郎"]
    assert names("佐藤さんに連絡する。") == ["佐藤さん"]


def test_no_staff_is_named() -> None:
    assert [(place, found) for place, line in written() if (found := names(line))] == []


def test_no_personal_address_is_given() -> None:
    """Mail addresses are a desk's own; given name, dot, surname would be a person's."""
    found = [m for _, line in written() for m in re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", line)]
    assert found
    assert [m for m in found if re.match(r"[a-z]+[._][a-z]+@", m, re.IGNORECASE)] == []


def test_every_document_has_a_digest_and_terms() -> None:
    catalog = load_catalog()
    assert {d.document for d in DIGESTS} == set(catalog.documents)
    assert all(document.terms for document in catalog.documents.values())
