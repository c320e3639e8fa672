"""What the model is told: the rules (a file a lawyer can edit), the question and the quotations, as data."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from app import texts_written as own
from app.write.pack import Quotation
from app.write.seen import seen
from indexer.japanese import sentences

Message = tuple[Literal["system", "user"], str]
RULES = Path(__file__).with_name("prompts") / "answer.md"
# What the prompt's own marks are made of: data that holds them must not close them.
MARKS = str.maketrans({"<": "＜", ">": "＞", "[": "［", "]": "］"})


def messages(question: str, quotations: Sequence[Quotation]) -> list[Message]:
    """Return the two messages of a request: rules, then question and quotations as marked data."""
    example = quotations[0].key
    quotes = "\n".join(_quote(one) for one in quotations)
    now = own.NOW_ANSWER.format(example=example)
    return [
        ("system", rules(example)),
        ("user", f"<question>\n{data(question)}\n</question>\n\n{quotes}\n\n{now}"),
    ]


def rules(example: str) -> str:
    """Return the rules, with a key of this answer as the example."""
    return _rules().format(example=example, cannot=own.CANNOT_WRITE)


def data(text: str) -> str:
    """Return text that cannot close the prompt's marks, forge a key or hide anything."""
    return seen(text.replace("\t", " ")).translate(MARKS).strip()


def said_cannot(text: str) -> bool:
    """Whether the model wrote that the quotations do not answer."""
    return own.CANNOT_WRITE.rstrip("。") in text


@cache
def _rules() -> str:
    return RULES.read_text("utf-8")


def _quote(one: Quotation) -> str:
    # A title, a file's name among them, is one line of data.
    source = data(one.quoted.context).replace("\n", " ").replace('"', "”")
    return f'<quote key="{one.key}" source="{source}">\n{_keyed(one)}\n</quote>'


def _keyed(one: Quotation) -> str:
    """Put the key behind each sentence: a small model that copies one copies its key, told so or not.

    Of five development questions Qwen2.5-Coder 1.5B cited a valid key in two without, in all five with it.
    """
    headings = set(map(data, one.headings))
    lines = []
    for line in data(one.shown).splitlines():
        # A heading says nothing that could be cited.
        said = [] if line in headings else [line[start:end].strip() for start, end in sentences(line)]
        lines.append("".join(f"{sentence}[{one.key}]" for sentence in said) or line)
    return "\n".join(lines)
