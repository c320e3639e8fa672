"""Hand-made questions, answers and outcomes to count by hand."""

from __future__ import annotations

from app.model import Answer, Citation, Claim
from eval.answers import Outcome
from eval.metrics import measure
from eval.questions import Gold, Question

GOLD = Gold("guide", "ch2-1-5.a", "研修の実施", "")


def question(key: str = "q", *, answerable: bool = True, **given: object) -> Question:
    fields: dict[str, object] = {
        "group": "trainer",
        "style": "plain",
        "question": f"{key}？",
        "gold": (GOLD,) if answerable else (),
        "facts": (("役職",), ("部署",)) if answerable else (),
        "form": "fact" if answerable else "",
    }
    return Question(id=key, answerable=answerable, **(fields | given))  # type: ignore[arg-type]


def citation(number: int, passage: str, passage_id: str = "p") -> Citation:
    source = ("guide", "手引", "1", "guidance", "digest", "研修", "", "")
    return Citation(number, *source, passage, passage, passage_id, 1.0, 0, 9)


def answer(*texts: str, passage: str = "", status: str = "answered") -> Answer:
    claims = tuple(Claim(text, (1,)) for text in texts)
    cited = (citation(1, passage or "".join(texts)),) if texts else ()
    return Answer("q？", status, "\n".join(texts), claims, cited)  # type: ignore[arg-type]


def outcome(asked: Question, *, rank: int = 0, confidence: float = 0.5, refused: bool = False,
            facts: float = 0.0, first: float = 0.0) -> Outcome:  # fmt: skip
    """An outcome whose right result stands at `rank`, 0 for nowhere."""
    given = answer(status="refused") if refused else answer("役職ごとに行う。")
    ranked = ["right" if at == rank else f"wrong{at}" for at in range(1, 11)]
    right = {"right"} if asked.answerable else set()
    return Outcome(
        asked, given, measure(ranked, right), rank, confidence, facts, first, 1.0, 1.0, 0.0, 0.0, 10.0
    )
