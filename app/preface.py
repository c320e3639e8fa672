"""What is said before an answer: the question as it was read, and where its premise differs."""

from __future__ import annotations

from app import texts
from app.model import Answer


def preface(answer: Answer) -> tuple[str, ...]:
    """Return the sentences that go before an answer; most answers have none."""
    understood = texts.UNDERSTOOD.format(question=answer.understood) if answer.understood else ""
    tool = texts.TOOL.get(answer.tool, "")
    return tuple(filter(None, (texts.did_you_mean(answer.suggestion), understood, answer.premise, tool)))
