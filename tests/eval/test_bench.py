"""The benchmark: its arithmetic, and that what it searches is sound. It asserts no time."""

from __future__ import annotations

from eval.bench.figure import Figure, percentile, table
from eval.bench.synthetic import synthetic


def test_a_percentile_is_one_of_the_values_by_nearest_rank() -> None:
    values = [float(n) for n in range(100, 0, -1)]
    assert [percentile(values, share) for share in (0.5, 0.95, 0.99, 1)] == [50, 95, 99, 100]
    assert percentile([7.0], 0.95) == 7


def test_synthetic_passages_are_sound_and_differ() -> None:
    made = synthetic(200, asked=True)
    assert len({p.text for p in made.passages}) == len({p.id for p in made.passages}) == 200
    for passage in made.passages:
        quoted = "\n".join(passage.quote(sentence) for sentence in passage.sentences)
        assert quoted == passage.text
    # The digests hold about fifteen expected questions a passage.
    assert 10 < sum(len(p.questions) for p in made.passages) / 200 < 20
    assert not any(p.questions for p in synthetic(20, asked=False).passages)


def test_a_seed_gives_one_corpus() -> None:
    assert synthetic(20, asked=True) == synthetic(20, asked=True)
    assert synthetic(20, asked=False, seed=1) != synthetic(20, asked=False, seed=2)


def test_a_line_names_what_was_searched() -> None:
    line = table([Figure("clients", "ask p95", 12.345, "ms", "real", 1501, 8)])
    assert line.split() == ["clients", "real", "1501", "×8", "ask", "p95", "12.35", "ms"]
