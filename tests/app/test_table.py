"""Table rows as facts: the asked column under its head."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.engine import Engine
from app.hit import Evidence, Hit
from app.select import Chosen
from app.table import cells, head_of
from indexer.digests import load_digest
from indexer.passages import make_passages

TABLE = """---
document = "meti-trade-secret-slides"
edition = "2025"
---
## 統計 {#stats pages="7"}
| 区分 | 令和5年 | 令和6年 |
|---|---|---|
| 検挙件数 | 26件 | 22件 |
| 検挙人員 | 45人 | |

窓口の一覧である。

| INPIT 営業秘密支援窓口 | 0570-000-000 |
"""
Row = Callable[[int, str], str]


@pytest.fixture
def choose(tmp_path: Path) -> Callable[[int], Chosen]:
    path = tmp_path / "t.md"
    path.write_text(TABLE, "utf-8")
    digest = load_digest(path)
    passage = make_passages(digest.text, digest.document, digest.edition, "digest")[0]
    rows = [at for at, s in enumerate(passage.sentences) if s.kind == "row"]
    return lambda at: Chosen(Hit(passage, 1.0, Evidence(), 0, 0), rows[at], 1.0)


@pytest.fixture
def row(choose: Callable[[int], Chosen], engine: Engine) -> Row:
    return lambda at, question: cells(choose(at), engine.searcher.query(question))


def test_the_asked_years_column_is_shown(row: Row) -> None:
    assert row(1, "令和6年の検挙件数は？") == "検挙件数 — 令和6年：22件"


def test_a_year_may_be_asked_for_in_any_calendar(row: Row) -> None:
    assert row(1, "2023年の検挙件数は？") == "検挙件数 — 令和5年：26件"


def test_without_a_year_all_columns_are_shown(row: Row) -> None:
    assert row(1, "検挙件数の推移は？") == "検挙件数 — 令和5年：26件、令和6年：22件"


def test_empty_cells_are_left_out(row: Row) -> None:
    assert row(2, "検挙人員の推移は？") == "検挙人員 — 令和5年：45人"


def test_the_head_is_found_within_its_own_table(choose: Callable[[int], Chosen]) -> None:
    head, other = head_of(choose(2)), head_of(choose(3))
    assert choose(2).passage.quote(head).startswith("区分")
    assert choose(3).passage.quote(other).startswith("INPIT")


def test_the_head_itself_is_shown_as_its_cells(row: Row) -> None:
    assert row(0, "検挙件数は？") == "区分 / 令和5年 / 令和6年"


def test_a_row_without_a_head_keeps_all_its_cells(row: Row) -> None:
    found = row(3, "窓口の電話番号は？")
    assert "INPIT 営業秘密支援窓口" in found
    assert "0570-000-000" in found


def test_a_year_of_the_real_statistics_is_answered_with_its_column(engine: Engine) -> None:
    answer = engine.ask("令和4年の営業秘密侵害罪の検挙件数は何件ですか")
    assert any("29" in claim.text for claim in answer.claims)
