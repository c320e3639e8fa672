"""Two editions side by side: what the newer one says of itself, and what its text shows."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from app import texts_revisions as said
from app.engine import Engine
from app.export.revisions import to_docx, to_xlsx
from app.manage import add_files, build_index
from app.settings import Settings
from app.tools.revisions import comparable, compare, load_told, name_of
from app.web.revisions_html import revision_html
from indexer.errors import HimitsuError
from indexer.index import Index

DAY = date(2026, 11, 25)
CHINA = "cn-aucl/2019-04-23/2025-10-15/digest"
OLD = """# 第1章 管理
## 1. 研修
研修は年1回、全社員に対して行う。講師は社内から選ぶ。
## 2. 鍵
図面は鍵のかかる棚に保管し、管理者が鍵を預かる。
## 3. 名簿
顧客名簿は紙で配り、使った後に回収する。
"""
NEW = """# 第1章 管理
## 1. 目的
この規程は、会社の営業秘密を守ることを目的として、取扱いの手順を定める。
## 2. 研修
研修は年2回、全社員に対して行う。講師は社内から選ぶ。
## 3. 鍵
図面は鍵のかかる棚に保管し、管理者が鍵を預かる。
"""


@pytest.mark.parametrize("told", load_told(), ids=lambda told: told.document)
def test_what_a_curator_wrote_is_held_by_the_index(engine: Engine, told: object) -> None:
    editions = {one.key.rsplit("/", 1)[0]: one for one in comparable(engine.index)}
    key = f"{told.document}/{told.older}/{told.newer}"  # type: ignore[attr-defined]
    revision = compare(engine.index, editions[key].key, [told])  # type: ignore[list-item]
    assert len(revision.statements) == len(told.told)  # type: ignore[attr-defined]
    assert all(s.text for s in revision.statements)
    assert revision.count("paired") == len(told.pairs)  # type: ignore[attr-defined]


def test_digests_are_paired_by_hand_and_judged_by_nothing(engine: Engine) -> None:
    revision = compare(engine.index, CHINA, load_told())
    assert {row.state for row in revision.rows} == {"paired", "untold"}
    assert "100万元" in "".join(s.text for s in revision.statements)
    fine = next(row for row in revision.rows if row.older and row.older.heading.startswith("旧第21条"))
    assert fine.newer is not None
    assert fine.newer.heading.startswith("第26条")
    shown = revision_html(revision, only_changes=True)
    assert said.DIGEST_NOTE in shown
    assert "<del>" not in shown


def test_an_unknown_pair_is_refused(engine: Engine) -> None:
    with pytest.raises(HimitsuError) as caught:
        compare(engine.index, "cn-aucl/1/2/original")
    assert caught.value.key == "no_such_editions"


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """An index of a user's rules, added twice with changes."""
    settings = Settings(home=tmp_path_factory.mktemp("home"), digests="off")
    folder = tmp_path_factory.mktemp("rules")
    for text in (OLD, NEW):
        path = Path(folder) / "規程.md"
        path.write_text(text, "utf-8")
        add_files(settings, [path], "user-rules", keep=True)
    build_index(settings)
    return Engine.open(settings).index


def test_originals_are_compared_by_their_text(originals: Index) -> None:
    (editions,) = comparable(originals)
    revision = compare(originals, editions.key)
    told = {(row.newer or row.older).heading: row for row in revision.rows}  # type: ignore[union-attr]
    states = {heading.split(" ")[-1]: row.state for heading, row in told.items()}
    assert states["目的"] == "added"
    assert states["研修"] == "changed"
    assert states["鍵"] == "same"
    assert states["名簿"] == "removed"
    training = next(row for row in revision.rows if row.state == "changed")
    assert (training.gone, training.come) == (("1",), ("2",))
    shown = revision_html(revision, only_changes=True)
    assert "<del>1</del>" in shown
    assert "<ins>2</ins>" in shown
    assert "鍵のかかる棚" not in shown
    assert "鍵のかかる棚" in revision_html(revision, only_changes=False)


def test_files_hold_both_sides_and_mark_what_changed(originals: Index, engine: Engine) -> None:
    revision = compare(originals, comparable(originals)[0].key)
    word = Document(BytesIO(to_docx(revision, name_of(revision.editions), DAY)))
    runs = [r for t in word.tables for c in t._cells for p in c.paragraphs for r in p.runs]
    assert [r.text for r in runs if r.font.strike] == ["1"]
    assert [r.text for r in runs if r.font.underline] == ["2"]
    china = compare(engine.index, CHINA, load_told())
    book = load_workbook(BytesIO(to_xlsx(china, name_of(china.editions), DAY)))
    rows, statements = (list(book[name].values) for name in (said.SHEET_ROWS, said.SHEET_STATEMENTS))
    assert len(rows) == len(china.rows) + 1
    assert statements[1][1].startswith("反不正当競争法")
    assert len(statements) == len(china.statements) + 1
