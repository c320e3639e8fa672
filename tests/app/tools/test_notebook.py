"""Records: kept once, on this machine, readable again, and never in the way of an answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from app import texts_records as said
from app.export.records import to_xlsx
from app.model import Answer, Claim
from app.tools.notebook import VERDICTS, Notebook, Record, record_of
from app.web.conversation import converse
from app.web.records_html import feedback_bar, records_html
from app.web.shelf import Shelf
from indexer.errors import HimitsuError

DAY = date(2026, 11, 25)
REFUSED = Answer("火星の営業秘密は", "refused", "確認できませんでした。")
ANSWERED = Answer("研修は", "answered", "年1回。", (Claim("年1回。", ()),))
RECORDS = st.builds(
    Record,
    st.just("2026-11-25"),
    st.sampled_from(VERDICTS),
    st.text(max_size=30),
    st.text(max_size=30),
    st.text(max_size=30),
    st.lists(st.text(max_size=10), max_size=2).map(tuple),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(RECORDS, max_size=5))
def test_what_is_written_is_read_again_once(tmp_path: Path, records: list[Record]) -> None:
    notebook = Notebook(tmp_path)
    notebook.clear()
    for record in [*records, *records]:
        notebook.add(record)
    assert notebook.read() == list(dict.fromkeys(records))


def test_a_damaged_line_is_passed_over(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    notebook.add(record_of(REFUSED, "refused", DAY))
    odd = json.dumps({"verdict": "odd"})
    notebook.path.write_text(notebook.path.read_text("utf-8") + "{\n" + odd + "\n[]\n", "utf-8")
    assert [record.question for record in notebook.read()] == [REFUSED.question]


class Engine:
    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    writing = False

    def answers(self, question: str, documents: object = None, *, history: object = ()) -> Iterator[Answer]:
        yield self.answer


def test_only_what_had_no_answer_is_written_down_by_itself(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    for answer in (ANSWERED, REFUSED):
        last = list(converse(Engine(answer), Shelf(), "q", None, 1, 0, notebook=notebook))[-1]
        assert f'data-judge="{last.token}/wrong"' in last.html
    assert [(r.verdict, r.question) for r in notebook.read()] == [("refused", REFUSED.question)]
    silent = list(converse(Engine(REFUSED), Shelf(), "q", None, 1, 0))[-1]
    assert "data-judge" not in silent.html


def test_a_paste_that_was_asked_all_the_same_is_not_kept(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path)
    paste = "【社外秘】\n来期の価格表の案です。\n主力品は据え置きます。"
    assert list(converse(Engine(REFUSED), Shelf(), paste, None, 1, 0, notebook=notebook))[-1].token
    assert notebook.read() == []


def test_a_notebook_that_cannot_be_written_costs_no_answer(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    notebook = Notebook(tmp_path / "file" / "below")
    last = list(converse(Engine(REFUSED), Shelf(), "q", None, 1, 0, notebook=notebook))[-1]
    assert REFUSED.answer in last.html
    with pytest.raises(HimitsuError) as caught:
        notebook.add(record_of(REFUSED, "wrong", DAY))
    assert caught.value.key in {"records_unwritable", "records_unreadable"}


def test_the_list_and_the_file_hold_everything_as_text() -> None:
    hostile = Record("2026-11-25", "wrong", "=1+1<b>", "", "<script>", ("資料「節」",))
    shown = records_html([hostile], Path("/x"))
    assert "<b>" not in shown
    assert "<script>" not in shown
    assert said.VERDICTS["wrong"] in shown
    cells = list(load_workbook(BytesIO(to_xlsx([hostile], DAY))).active.iter_rows())[1]
    assert [cells[2].value, cells[2].data_type] == ["=1+1<b>", "s"]
    assert said.EMPTY in records_html([], Path("/x"))
    assert "token/useful" in feedback_bar("token")
