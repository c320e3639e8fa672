"""A story of a leak is answered with what is done after one, and led to the tool."""

from __future__ import annotations

import re

import pytest

from app import texts
from app.engine import Engine
from app.show import answer_text
from app.web.turn import turn

STORIES = (
    "退職した社員がUSBに設計データを入れて持って行ったようです。まず何をすればいいですか",
    "辞める人が図面を持ち出した",
    "派遣の人がスマホで試作品を撮ってSNSに上げてしまいました。何から手をつければ？",
    "研究員が実験データを競合に渡していたことが分かりました",
)


@pytest.mark.parametrize("story", STORIES)
def test_a_story_is_answered_from_the_sections_on_responding(engine: Engine, story: str) -> None:
    answer = engine.ask(story)
    assert answer.tool == "incident"
    assert any(word in answer.claims[0].text for word in ("初動", "疑い", "漏えいへの対応", "証拠"))
    said = "".join(claim.text for claim in answer.claims)
    assert "被害の拡大" in said
    assert "証拠の保全" in said
    assert answer.desks
    assert texts.TOOL["incident"] in answer_text(answer)
    assert 'data-tab="incident"' in turn(answer, 1)


@pytest.mark.parametrize(
    "case", ["元役員が退任後に入札情報を話した。", "販売店の店長が仕入値の一覧を競合に送った。"]
)
def test_of_a_case_that_is_nobodys_the_law_comes_first(engine: Engine, case: str) -> None:
    answer = engine.ask(case)
    assert re.search(r"第2?1?条.*(?:罰する|不正競争とする)", "".join(c.text for c in answer.claims[:3]))
    assert "被害の拡大" in "".join(claim.text for claim in answer.claims[3:])
    assert answer.tool == "incident"
    asked = engine.ask(f"{case}営業秘密侵害になりますか")
    assert asked.claims
    assert asked.tool == ""


def test_other_questions_lead_to_no_tool(engine: Engine) -> None:
    answer = engine.ask("図面を持ち出した社員はどんな刑になりますか")
    assert answer.tool == ""
    assert "data-tab" not in turn(answer, 1)
