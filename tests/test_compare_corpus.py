"""The data of the comparison: every cell quotes what it means to, and a moved sentence is found."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from app.cited import Sources
from app.engine import Engine
from indexer.catalog import CORPUS, load_catalog
from indexer.compare import FIGURES, load_compare
from indexer.curate.compare import check_compare, sentences_of
from indexer.curate.problem import Problem
from indexer.digests import load_digest, load_digests
from indexer.places import load_places

PLAN, CATALOG = load_compare(), load_catalog()
DIGESTS = load_digests()
SAID = sentences_of(CATALOG, DIGESTS)
ROWS = "compare/rows.toml"
SHEET = "digests/sheet-th.md"


def check(corpus: Path = CORPUS) -> list[Problem]:
    sheet = load_digest(corpus / SHEET)
    digests = [sheet if digest.document == sheet.document else digest for digest in DIGESTS]
    return list(check_compare(corpus, CATALOG, digests))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the corpus, to be broken."""
    return Path(shutil.copytree(CORPUS, tmp_path / "corpus"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_check_finds_nothing() -> None:
    assert check() == []
    assert list(check_compare(CORPUS / "digests", CATALOG, [])) == []


def test_every_country_with_a_sheet_can_be_compared() -> None:
    sheets = {d.jurisdiction for d in CATALOG.documents.values() if d.id.startswith("sheet-")}
    assert {country.name for country in PLAN.countries} == sheets
    assert len(sheets) == 13
    assert PLAN.defaults == ("中国", "タイ", "ベトナム", "インドネシア")


def test_the_default_countries_are_those_of_the_programme() -> None:
    (sentence,) = (s for s in SAID["jetro-support-program", "summary"] if "4つである" in s)
    assert all(name in sentence for name in PLAN.defaults)


@pytest.mark.parametrize("built", ["engine", "full_engine"])
def test_every_reference_resolves_to_the_sentence_meant(request: pytest.FixtureRequest, built: str) -> None:
    engine: Engine = request.getfixturevalue(built)
    sources = Sources(engine.index)
    quotes = [quote for row in PLAN.rows for quotes in row.cells.values() for quote in quotes]
    quotes += [quote for c in PLAN.countries for quote in (c.checked, *c.notices)]
    assert len(quotes) > 450
    for quote in quotes:
        assert quote.holds(sources.says(quote.ref)), quote.ref
        citation = sources.citation(quote.ref)
        assert citation.quote in citation.passage


def test_every_cell_speaks_of_its_own_country() -> None:
    places = load_places()
    for row in PLAN.rows:
        for name, quotes in row.cells.items():
            for quote in quotes:
                document = CATALOG.get(quote.ref.document)
                assert document is not None
                sentence = SAID[quote.ref.document, quote.ref.section][quote.ref.at]
                assert document.jurisdiction == name or name in places.named(sentence), (row.id, quote.ref)


def test_figures_are_of_the_kind_of_their_row() -> None:
    kinds = {row.kind for row in PLAN.rows}
    assert kinds == {"text", *FIGURES}
    for row in (row for row in PLAN.rows if row.kind in FIGURES):
        for name, quotes in row.cells.items():
            points = [quote.point for quote in quotes if quote.point and not quote.none]
            assert all(FIGURES[row.kind].search(point) for point in points), (row.id, name)
            sentences = [SAID[q.ref.document, q.ref.section][q.ref.at] for q in quotes]
            silent = all("未確認" in sentence for sentence in sentences)
            denied = any(quote.none for quote in quotes)
            assert bool(points) or silent or denied or any("未確認" in s for s in sentences), (row.id, name)
    (prison,) = (row for row in PLAN.rows if row.id == "prison")
    assert all("年" in q.point for quotes in prison.cells.values() for q in quotes if q.point)


def test_a_figure_is_never_quoted_for_another_country_in_a_sentence_of_many() -> None:
    """A sentence that names several countries may only say that something is unconfirmed."""
    places = load_places()
    for row in (row for row in PLAN.rows if row.kind in FIGURES):
        for quote in (q for quotes in row.cells.values() for q in quotes if q.point):
            sentence = SAID[quote.ref.document, quote.ref.section][quote.ref.at]
            # 国内 stands for Japan in a question, and ドイツ brings the EU with it.
            assert len(places.named(sentence.replace("国内", "")) - {"EU"}) <= 1 or quote.none, quote.ref


def test_names_of_rows_are_unambiguous() -> None:
    names = Counter(n for row in PLAN.rows for n in (row.id, row.name, *row.names))
    names.update({row.group for row in PLAN.rows})
    assert [name for name, count in names.items() if count > 1] == []


def test_rows_of_a_group_stand_together() -> None:
    groups = [row.group for row in PLAN.rows]
    assert groups == sorted(groups, key=groups.index)
    assert 5 <= sum(row.default for row in PLAN.rows) <= 15


MOVED = "タイの営業秘密の根拠法は、仏暦2545年（2002年）の営業秘密法である。"


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        # A sentence put before another moves it: the number now names a different sentence.
        (SHEET, MOVED, f"タイには拠点の多い工業団地がある。{MOVED}", "compare_moved"),
        (SHEET, "{#criminal.b ", "{#criminal.z ", "unknown_section"),
        (SHEET, "タイの営業秘密の罪の懲役の年数と、", "タイの罪の刑の長さと、", "compare_moved"),
        (SHEET, "タイの営業秘密法第5条では、", "タイの10年とみなされる扱いでは、", "compare_must"),
        (ROWS, 'must = "懲役の年数"', 'must = "タイ"', "compare_must"),
        (
            ROWS,
            'ref = "id-trade-secret-law#art17[1]"',
            'ref = "cn-criminal-law#art219.a[1]"',
            "compare_place",
        ),
        (
            ROWS,
            'ref = "id-trade-secret-law#art17[1]"',
            'ref = "id-trade-secret-law#art17[9]"',
            "unknown_section",
        ),
        (
            ROWS,
            'ref = "id-trade-secret-law#art17[1]"',
            'ref = "id-trade-secret-law#art17"',
            "unknown_section",
        ),
        (ROWS, 'point = "2年以下の拘禁"', 'point = "拘禁"', "compare_kind"),
        (ROWS, ', point = "2年以下の拘禁"', "", "compare_figure"),
        (ROWS, 'must = "通常の方法で決めた額"', 'must = "通常の方法で決めた金額"', "compare_moved"),
        (ROWS, 'point = "5倍まで" }', 'point = "5倍まで", none = true }', "compare_none"),
        (ROWS, 'defaults = ["中国"', 'defaults = ["フランス"', "compare_country"),
        (ROWS, '"タイ" = [', '"フランス" = [', "compare_country"),
        (ROWS, 'id = "fine"', 'id = "prison"', "same_id"),
    ],
)
def test_what_is_wrong_is_found(copy: Path, file: str, old: str, new: str, key: str) -> None:
    edit(copy / file, old, new)
    found = check(copy)
    assert key in {problem.key for problem in found}, found
    assert all(problem.level == "error" for problem in found)


def test_a_problem_names_row_and_country_for_the_curator(copy: Path) -> None:
    edit(copy / SHEET, "タイの営業秘密の罪の懲役の年数と、", "タイの罪の刑の長さと、")
    (problem,) = check(copy)
    assert problem.file == ROWS
    assert problem.place == "prison タイ"
    assert re.search(r"sheet-th#criminal\.b\[2\].*懲役の年数", problem.what)
