"""The self-check's screen without a browser: what its steps make of the page's JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app import texts_selfcheck as said
from app.engine import Engine
from app.export.selfcheck_book import to_book
from app.tools.selfcheck import Mark, from_plain, new_check, to_plain
from app.tools.selfcheck_desk import Desk
from app.tools.selfcheck_view import View
from app.web.selfcheck_steps import Steps
from app.web.shelf import Shelf
from indexer.errors import HimitsuError

EVIL = '"><img src=x onerror=alert(1)></textarea><script>1</script>'
DAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def steps(engine: Engine) -> Steps:
    return Steps(Desk(engine), Shelf())


def box_of(steps: Steps, **marks: Mark) -> str:
    check = new_check(steps.desk.catalogue, ["three-requirements"])
    named = {f"three-requirements/{name.replace('_', '-')}": mark for name, mark in marks.items()}
    return json.dumps(to_plain(replace(check, marks={**check.marks, **named})))


def offered(steps: Steps, html: str) -> bytes:
    token = re.search(r'href="export/([\w-]+)\.xlsx"', html)
    assert token
    offer = steps.shelf.get(token[1])
    assert offer
    return offer.makers["xlsx"]()


def test_a_page_holds_the_marks_and_the_guidance_of_its_items(steps: Steps) -> None:
    box = box_of(steps, secrecy_a=Mark("part", "佐藤", date(2026, 12, 1), "メモ", "規程"))
    found = steps.page(box, View(today=DAY), 0)
    assert len(found.labels) == 3
    assert found.html.count('class="hn-sc-item"') == 16
    assert len(re.findall(r'value="part" data-sc-field="status" checked', found.html)) == 1
    assert 'value="2026-12-01"' in found.html
    assert found.html.count('class="hn-sc-source"') == 16
    targets = set(re.findall(r'data-target="([^"]+)"', found.html))
    assert targets <= set(re.findall(r' id="([^"]+)"', found.html))


def test_nothing_that_a_user_wrote_is_markup(steps: Steps) -> None:
    box = box_of(steps, secrecy_a=Mark("todo", EVIL[:60], None, EVIL, EVIL))
    assert "<img" not in steps.page(box, View(today=DAY), 0).html
    assert "<script" not in steps.page(box, View(today=DAY), 0).html
    assert "<img" not in steps.propose(box, EVIL, "タイ")


@pytest.mark.parametrize("box", ["", "[", "[]", '{"marks": 3}', "[" * 100_000, "null"])
def test_what_is_no_self_check_shows_nothing_and_breaks_nothing(steps: Steps, box: str) -> None:
    assert said.NO_ITEMS in steps.page(box, View(), 0).html
    assert said.NO_CHECK in steps.save(box, "")
    assert not steps.edited(box)


def test_a_page_that_is_not_there_is_the_nearest(steps: Steps) -> None:
    box = box_of(steps)
    assert steps.page(box, View(), 99).at == 2
    assert steps.page(box, View(), -1).at == 0


def test_only_what_the_user_changed_is_called_unsaved(steps: Steps) -> None:
    box = box_of(steps, secrecy_a=Mark("done"))
    assert said.NOT_SAVED not in steps.progress(box)[0]
    assert said.NOT_SAVED in steps.progress(json.dumps({**json.loads(box), "edited": True}))[0]


def test_a_saved_file_is_loaded_again_and_deleted_from_the_temporary_folder(
    steps: Steps, tmp_path: Path
) -> None:
    box = box_of(steps, secrecy_a=Mark("done", note="メモ"))
    file = tmp_path / "点検.xlsx"
    file.write_bytes(offered(steps, steps.save(box, " タイ工場 ")))
    loaded, check, told = steps.load(str(file))
    assert not file.exists()
    assert check.place == "タイ工場"
    assert "点検.xlsx" in told
    assert from_plain(json.loads(loaded), steps.desk.catalogue).marks == check.marks
    assert check.marks == steps.check(box).marks


def test_a_file_that_cannot_be_read_is_deleted_too(steps: Steps, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"nothing")
    with pytest.raises(HimitsuError):
        steps.load(str(file))
    assert not file.exists()


def test_a_comparison_tells_what_moved_and_is_offered_as_a_file(steps: Steps, tmp_path: Path) -> None:
    older = steps.check(box_of(steps, secrecy_a=Mark("todo"), secrecy_b=Mark("done")))
    file = tmp_path / "old.xlsx"
    file.write_bytes(to_book(older, steps.desk.catalogue, DAY, steps.desk.cite))
    html = steps.compare(box_of(steps, secrecy_a=Mark("done"), secrecy_b=Mark("todo")), str(file))
    assert f"{said.DIRECTIONS['better']} 1<" in html
    assert f"{said.DIRECTIONS['worse']} 1<" in html
    assert said.compared(DAY) in html
    assert offered(steps, html)[:2] == b"PK"


def test_a_suggestion_cites_each_row_and_offers_the_draft(steps: Steps) -> None:
    html = steps.propose(box_of(steps, secrecy_k=Mark("todo")), "", "中国本土")
    assert said.PROPOSED.format(country="中国本土", total=5, limit=23, left=18) in html
    targets = set(re.findall(r'data-target="(scmenu-[cm]\d+)"', html))
    assert len(targets) >= 2 * len(steps.desk.menu.items)
    assert targets <= set(re.findall(r' id="([^"]+)"', html))
    assert offered(steps, html)[:2] == b"PK"
