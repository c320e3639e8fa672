"""docs/quality.md out of stored results: a section for every suite that was measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from eval import texts as t
from eval.beside import ablation, bench, collections, named_figures, peers
from eval.breakdown import SHOWN
from eval.expectations import Suite
from eval.markdown import interval, share, table
from eval.questions import FOLDER, load_questions
from eval.sets import HELD_OUT, SEEN
from eval.suites import PREMISES

Results = Mapping[str, Any]
Suites = Mapping[str, Suite]
TESTS = (*HELD_OUT, "edition-test", "premise-test", "story-test")
ANSWERS = ("R@1", "R@5", "RR@10", "nDCG@10", "facts", "first sentence", "refusals", "false refusals")
CITED = ("verbatim", "relevant", "pointers in section", "pointers in chapter")
# The fresh clone's: what a reader has before adding anything.
FRESH = "digests"


def page(results: Results, suites: Suites) -> str:
    """Return the page. A suite that was never measured has no section."""
    parts = [t.TITLE, t.INTRO, sets()]
    for name, section in SECTIONS:
        if name in results:
            stored = results[name]
            command = t.COMMAND.format(command=suites[name].command, date=stored["date"])
            title, *body = section(stored["details"])
            parts += [title, command, *body]
    return "\n\n".join(part for part in parts if part) + "\n"


def sets() -> str:
    """Return the table of the sets of questions, those for training as one."""
    rows = []
    for name in (*TESTS, *SEEN):
        found = load_questions(name)
        yes = sum(question.answerable for question in found)
        use = t.HELD_OUT if name in TESTS else t.TUNED
        rows.append((f"`{name}`", str(yes), str(len(found) - yes), use))
    trained = [q for path in sorted(FOLDER.glob("train-*.jsonl")) for q in load_questions(path.stem)]
    yes = sum(question.answerable for question in trained)
    rows.append(("`train-*`", str(yes), str(len(trained) - yes), t.TRAINED))
    return f"{t.SETS_TITLE}\n\n{table(t.SETS_HEAD, rows)}"


def answers(details: Results) -> Iterator[str]:
    """Yield the answers' section: every setup and set with intervals, then the breakdowns."""
    yield t.ANSWERS_TITLE
    yield t.ANSWERS_NOTE
    for measures in (ANSWERS, CITED):
        yield _measures(details, measures)
    yield t.LENGTH_NOTE.format(**details[FRESH]["held-out"]["summary"])
    yield t.BREAKDOWN_TITLE
    yield t.BREAKDOWN_NOTE.format(setup=t.SETUPS[FRESH][0])
    for part, rows in details[FRESH]["held-out"]["tables"].items():
        if rows:
            yield f"### {t.PARTS[part]}"
            yield breakdown(rows)


def _measures(details: Results, measures: tuple[str, ...]) -> str:
    rows = [
        (t.SETUPS[setup][0], t.ASKED[asked][0], *(interval(found["intervals"].get(m)) for m in measures))
        for setup, asked, found in _scopes(details)
    ]
    return table(("索引", "質問", *(t.MEASURES[m] for m in measures)), rows)


def _scopes(details: Results) -> Iterator[tuple[str, str, Any]]:
    for setup in t.SETUPS:
        for asked in t.ASKED:
            if found := details.get(setup, {}).get(asked):
                yield setup, asked, found


def breakdown(rows: Mapping[str, Mapping[str, float]]) -> str:
    """Return one breakdown as a table, larger parts first; measures that none is asked for are left out."""
    counts = ("answerable", "unanswerable")
    shown = [m for m in SHOWN if any(m in row for row in rows.values())]
    ordered = sorted(rows.items(), key=lambda item: (-sum(item[1][n] for n in counts), item[0]))
    return table(
        ("", *(t.MEASURES[n] for n in (*counts, *shown))),
        [
            (
                t.LABELS.get(name, name),
                *(f"{row[n]:.0f}" for n in counts),
                *(share(row.get(m)) for m in shown),
            )
            for name, row in ordered
        ],
    )


def premises(details: Results) -> Iterator[str]:
    """Yield the section on questions that put a premise."""
    yield t.PREMISES_TITLE
    yield t.PREMISES_NOTE
    measures = ("corrected", "corrected at once", "noticed", "true left alone", "true facts")
    rows = [
        (t.SETUPS[setup][0], t.ASKED[name][0], *(interval(details[setup][name].get(m)) for m in measures))
        for setup in t.SETUPS
        for name in PREMISES
        if name in details.get(setup, {})
    ]
    yield table(("索引", "質問", *(t.MEASURES[m] for m in measures)), rows)


def of_kind(title: str) -> Callable[[Results], Iterator[str]]:
    """Return what yields the section on questions of one kind."""

    def section(details: Results) -> Iterator[str]:
        yield title
        yield _measures(details, ("R@1", "R@5", "RR@10", "facts", "first sentence", "false refusals"))

    return section


def refusals(details: Results) -> Iterator[str]:
    """Yield the refusal curve, and the limit of answering by quotation."""
    yield t.CURVE_TITLE
    yield t.CURVE_NOTE
    yield f"![{t.CURVE_IMAGE}](images/quality-refusals.png)"
    found = [*_scopes(details)]
    every = [(setup, asked) for setup, asked, _ in found if asked == "held-out" or setup == "originals-only"]
    shown = [details[setup][asked]["points"] for setup, asked in every]
    rows = [
        (share(points[0]["allowed"]), *(interval(point["refusals"]) for point in points))
        for points in zip(*shown, strict=True)
    ]
    yield table((t.CURVE_HEAD[0], *(t.SETUPS[setup][0] for setup, _ in every)), rows)
    yield t.LIMIT_TITLE
    yield t.LIMIT_NOTE
    limits = [
        (t.SETUPS[setup][0], t.ASKED[asked][0], share(one["facts at most"]), share(one["product"]["facts"]))
        for setup, asked, one in found
    ]
    yield table(t.LIMIT_HEAD, limits)


def agreement(details: Results) -> Iterator[str]:
    """Yield the agreement of two people."""
    yield t.AGREEMENT_TITLE
    yield t.AGREEMENT_NOTE.format(questions=details["questions"])
    rows = [
        (title, *(share(details["figures"][f"{way}/{name}"]) for name in ("common section", "Jaccard")))
        for way, title in t.AGREEMENT_ROWS.items()
    ]
    yield table(t.AGREEMENT_HEAD, rows)


def worst(details: Results) -> Iterator[str]:
    """Yield the development questions answered worst."""
    yield t.WORST_TITLE
    yield t.WORST_NOTE
    rows = [
        (f"{one['question']}（`{one['id']}`）", share(one["quality"]), reason(one))
        for one in details[FRESH]["worst"]
    ]
    yield table(t.WORST_HEAD, rows)


def reason(failure: Mapping[str, Any]) -> str:
    """Return in words why a question failed."""
    place = t.PLACE.format(rank=failure["rank"]) if failure["rank"] else t.NO_PLACE
    return t.REASONS[failure["reason"]].format(place=place, **failure)


SECTIONS: tuple[tuple[str, Callable[[Results], Iterator[str]]], ...] = (
    ("answers", answers),
    ("premises", premises),
    ("editions", of_kind(t.EDITIONS_TITLE)),
    ("stories", of_kind(t.STORIES_TITLE)),
    ("refusal-curve", refusals),
    ("ablation", ablation),
    ("peers", peers),
    ("collections", collections),
    ("turns", named_figures(t.TURNS_TITLE)),
    ("spelling", named_figures(t.SPELLING_TITLE)),
    ("guard", named_figures(t.GUARD_TITLE, t.GUARD_NOTE)),
    ("claims", named_figures(t.CLAIMS_TITLE, t.CLAIMS_NOTE)),
    ("agreement", agreement),
    ("bench", bench),
    ("answers", worst),
)
