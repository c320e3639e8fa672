"""The last and dearest check, off by default: the model itself is asked whether a claim stands.

It is asked only of claims that no rule refused and that the learnt likelihood leaves open: it may let such a
claim pass, and can never bring back what was refused.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from app import texts_written as own
from app.llm import Writer
from app.llm_errors import ModelError
from app.verify.verdict import Quoted
from app.write.prompt import Message, data

RULES = Path(__file__).with_name("prompts") / "judge.md"
# A word, and what a model may put before it.
TOKENS = 8


@dataclass(frozen=True)
class Judge:
    """Asks the model that writes. `until` is when an answer must be done, in time.monotonic()'s seconds."""

    writer: Writer
    until: float = math.inf

    def within(self, seconds: float) -> Judge:
        """Return a judge of one answer: judging and writing end together."""
        return replace(self, until=time.monotonic() + seconds)

    def holds(self, claim: str, quoted: Quoted) -> bool:
        """Whether the model says that the claim stands; False where it does not answer in time."""
        said, left = "", self.until - time.monotonic()
        if left <= 0:
            return False
        try:
            for piece in self.writer.stream(question(claim, quoted), TOKENS, left):
                said += piece
        except ModelError as error:
            # Where it goes on to explain, its word has been said before.
            return error.kind == "limit" and said.strip().startswith(own.YES)
        return said.strip().startswith(own.YES)


def question(claim: str, quoted: Quoted) -> list[Message]:
    """Return what the model is asked, the quotation before the claim, as data."""
    quote = f"{data(quoted.context)}\n{data(quoted.text)}"
    return [
        ("system", _rules()),
        ("user", f"<quote>\n{quote}\n</quote>\n\n<claim>\n{data(claim)}\n</claim>"),
    ]


@cache
def _rules() -> str:
    return RULES.read_text("utf-8")
