"""Sections of two editions find each other, and their differences are told without a word lost."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from app.tools.alignment import Block, align, figures, wording
from indexer.catalog import CORPUS
from indexer.digests import load_digests
from indexer.passages import make_passages

TEXT = st.text("営業秘密は第9条10万元。、\n ABcｱ", max_size=40)
BLOCKS = st.lists(st.builds(Block, TEXT, TEXT), max_size=8)


@given(TEXT, TEXT)
def test_the_pieces_make_both_texts(older: str, newer: str) -> None:
    pieces = wording(older, newer)
    assert "".join(p.text for p in pieces if p.mark != "new") == older
    assert "".join(p.text for p in pieces if p.mark != "old") == newer


@given(BLOCKS, BLOCKS)
def test_every_section_stands_in_one_row(older: list[Block], newer: list[Block]) -> None:
    rows = align(older, newer)
    assert sorted(i for i, _ in rows if i is not None) == list(range(len(older)))
    assert [j for _, j in rows if j is not None] == list(range(len(newer)))
    assert all(row != (None, None) for row in rows)


@given(BLOCKS)
def test_an_edition_is_itself_and_what_is_left_out_is_gone(blocks: list[Block]) -> None:
    assert all(i is None for i, _ in align([], blocks))
    assert all(j is None for _, j in align(blocks, []))


def test_a_figure_is_told_by_itself() -> None:
    assert figures("50万元以上500万元以下", "100万元以上５００万元以下") == (("50",), ("100",))
    pieces = wording("下限は50万元である。", "下限は100万元である。")
    assert [(p.mark, p.text) for p in pieces if p.mark != "same"] == [("old", "50"), ("new", "100")]


def sections() -> list[Block]:
    found = []
    for digest in load_digests(CORPUS / "digests"):
        if digest.document in ("meti-tech-leak-guidance", "jp-ucpa"):
            made = make_passages(digest.text, digest.document, digest.edition, "digest")
            found += [Block(p.path[-1], p.text) for p in made]
    return found


def edited(block: Block, chance: random.Random, others: list[str]) -> Block:
    """Change a section as a heavy revision would: sentences dropped, replaced, added, headings renumbered."""
    sentences = block.text.split("。")
    out: list[str] = []
    for sentence in sentences:
        if len(sentences) > 2 and chance.random() < 0.15:
            continue
        out.append(chance.choice(others) if chance.random() < 0.12 else sentence)
        if chance.random() < 0.2:
            out.append(chance.choice(others))
    return Block(block.heading.replace("第1", "第2").replace("1.", "3."), "。".join(out))


def test_sections_of_a_heavy_revision_find_each_other_and_no_strangers() -> None:
    chance = random.Random(11)  # noqa: S311
    older = sections()
    assert len(older) > 200
    others = [s for block in older for s in block.text.split("。") if len(s) > 20]
    kept = [i for i in range(len(older)) if chance.random() > 0.12]
    newer = [edited(older[i], chance, others) for i in kept]
    partner = {i: j for i, j in align(older, newer) if i is not None}
    right = [partner[i] == j for j, i in enumerate(kept)]
    strangers = [i for i in range(len(older)) if i not in kept and partner[i] is not None]
    assert sum(right) / len(right) > 0.93
    assert len(strangers) / (len(older) - len(kept)) < 0.2
