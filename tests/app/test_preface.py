"""What is said before an answer, in its order."""

from __future__ import annotations

from dataclasses import replace

from app import texts
from app.model import Answer
from app.preface import preface
from app.show import answer_text

PLAIN = Answer("罰金は", "answered", "答え")


def test_most_answers_have_none() -> None:
    assert preface(PLAIN) == ()
    assert answer_text(PLAIN).startswith("答え")


def test_spelling_comes_first_then_what_was_understood_then_the_premise() -> None:
    whole = replace(PLAIN, suggestion="罰金は", understood="中国の罰金は", premise=texts.PREMISE_CHECK)
    said = preface(whole)
    assert len(said) == 3
    assert "罰金は" in said[0]
    assert "中国の罰金は" in said[1]
    assert said[2] == texts.PREMISE_CHECK
    assert answer_text(whole).startswith("\n\n".join(said))


def test_a_premise_that_differs_is_said_by_the_product(engine) -> None:
    answer = engine.ask("韓国の懲罰的な賠償は、損害の30倍までですよね。")
    assert answer.status == "answered"
    assert answer.premise == texts.PREMISE_DIFFERS.format(figures="30倍")
    assert engine.ask("韓国の懲罰的な賠償は損害の何倍までですか。").premise == ""
