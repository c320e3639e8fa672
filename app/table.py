"""Table rows as readable facts: which column the question asks for, and under which head."""

from __future__ import annotations

from app.query import Query
from app.rows import heads_table, split
from app.select import Chosen
from indexer.japanese import fold, plain, tokens
from indexer.passages import Sentence


def head_of(choice: Chosen) -> Sentence:
    """Return the first row of the table that a row belongs to."""
    sentences = choice.passage.sentences
    at = choice.at
    while at > 0 and sentences[at - 1].kind == "row":
        at -= 1
    return sentences[at]


def cells(choice: Chosen, query: Query) -> str:
    """Write a row as "label — head: value" for the asked columns, or for all of them."""
    text = plain(choice.passage.quote(choice.sentence))
    row = split(text)
    head_sentence = head_of(choice)
    head_text = plain(choice.passage.quote(head_sentence))
    head = split(head_text)
    headed = heads_table(choice.passage.sentences, choice.passage.sentences.index(head_sentence), head_text)
    if len(row) == 1 or not headed or head_sentence == choice.sentence or len(head) != len(row):
        return "：".join(cell for cell in row if cell) if len(row) == 2 else " / ".join(c for c in row if c)
    wanted = [at for at in range(1, len(head)) if head[at] and _asked(head[at], query)]
    shown = wanted or [at for at in range(1, len(head)) if row[at]]
    facts = "、".join(f"{head[at]}：{row[at]}" for at in shown if row[at])
    return f"{row[0]} — {facts}" if row[0] else facts


def _asked(cell: str, query: Query) -> bool:
    """Whether the question names this column: a year however written, or the whole head."""
    years = [token for token in tokens(cell) if token.startswith("=")]
    if years:
        return any(token in query.weights for token in years)
    return len(cell) >= 2 and fold(cell) in fold(query.text)
