"""What `eval.check` measures: every suite by name.

Quick suites have a part that takes less than five minutes in all: what CI runs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from app.settings import Settings
from app.show import answer_text
from eval import agreement, breakdown, collections, curve, metrics, others, premises, retrieval
from eval.answers import TODAY, Outcome, engine_of, intervals, outcomes, summary
from eval.measured import Measured, absent, named
from eval.sets import DEVELOPMENT, HELD_OUT, of_setup
from eval.setups import SETUPS, SHARED, Setup, home_of, searcher, setups
from eval.worst import ceiling, worst

# Questions under the name of their figures; the held-out ones first, since they are the published.
ASKED = {
    "held-out": HELD_OUT,
    "test": ("test",),
    "corpus-test": ("corpus-test",),
    "dev": DEVELOPMENT,
}
PREMISES = ("premise-test", "premise-dev")
# Shown in the README with its real answer.
EXAMPLE = "令和6年の営業秘密侵害罪の検挙件数は何件ですか？"
COLLECTIONS = {"jsquad": "jsquad", "lawqa": "lawqa_jp/retrieval"}
NO_ORIGINALS = "the originals are not on this machine"
NOT_QUICK = "not part of --quick"


@dataclass(frozen=True)
class Scope:
    """Questions asked in one setup."""

    setup: Setup
    asked: str
    sets: tuple[str, ...]

    @property
    def name(self) -> str:
        """How its figures begin."""
        return f"{self.setup.name}/{self.asked}"

    @property
    def outcomes(self) -> list[Outcome]:
        """Its questions answered."""
        return [outcome for name in self.sets for outcome in outcomes(self.setup, name)]


def scopes(
    asked: Mapping[str, Sequence[str]], wanted: Callable[[Scope], bool] | None
) -> tuple[list[Scope], dict[str, str]]:
    """Return what can be asked here, and why the rest is skipped; `wanted` picks a quick part."""
    here = {setup.name for setup in setups()}
    chosen, skipped = [], {}
    for setup in SETUPS:
        for name, every in asked.items():
            if (sets := of_setup(every, digests=setup.digests)) != tuple(every):
                continue  # half of the questions would not be the same figure
            scope = Scope(setup, name, sets)
            if setup.name not in here:
                skipped[scope.name] = NO_ORIGINALS
            elif wanted and not wanted(scope):
                skipped[scope.name] = NOT_QUICK
            else:
                chosen.append(scope)
    return chosen, skipped


def answers(quick: bool) -> Measured:
    """Answer the questions in every setup: ranks, facts, citations, refusals, length, time."""
    chosen, skipped = scopes(ASKED, _is_quick if quick else None)
    figures: dict[str, float] = {}
    details: dict[str, Any] = {}
    for scope in chosen:
        found = scope.outcomes
        figures |= named(scope.name, summary(found))
        detail = details.setdefault(scope.setup.name, {})
        detail[scope.asked] = _detail(found)
        if scope.asked == "held-out":
            apart = breakdown.section_disjoint(found)
            figures |= named(f"{scope.setup.name}/disjoint", summary(apart))
            detail["disjoint"] = _detail(apart)
        if scope.asked == "dev" and scope.setup == SETUPS[0]:
            detail["worst"] = [asdict(one) for one in worst(engine_of(scope.setup), found)]
    if not quick:
        details["example"] = answer_text(engine_of(SETUPS[0]).ask(EXAMPLE, today=TODAY))
    return Measured(figures, details, skipped | _with_disjoint(skipped))


def _is_quick(scope: Scope) -> bool:
    return scope.asked in ("held-out", "test", "corpus-test") and scope.setup.digests


def _with_disjoint(skipped: Mapping[str, str]) -> dict[str, str]:
    ends = {name: why for name, why in skipped.items() if name.endswith("/held-out")}
    return {name.replace("/held-out", "/disjoint"): why for name, why in ends.items()}


def _detail(found: Sequence[Outcome]) -> dict[str, Any]:
    return {
        "summary": summary(found),
        "intervals": {name: asdict(interval) for name, interval in intervals(found).items()},
        "tables": breakdown.tables(found),
    }


def premise(quick: bool) -> Measured:
    """Ask questions that put a premise."""
    asked = {name: (name,) for name in PREMISES}
    chosen, skipped = scopes(asked, (lambda scope: scope.asked == PREMISES[0]) if quick else None)
    figures: dict[str, float] = {}
    details: dict[str, Any] = {}
    for scope in chosen:
        found = [(outcome.question, outcome.answer) for outcome in scope.outcomes]
        figures |= named(scope.name, premises.summary(found))
        shown = {name: asdict(metrics.bootstrap(v)) for name, v in premises.values(found).items() if v}
        details.setdefault(scope.setup.name, {})[scope.asked] = shown
    return Measured(figures, details, skipped)


def of_kind(test: str, dev: str, quick: bool) -> Measured:
    """Ask questions of one kind; told apart from the other held-out questions."""
    chosen, skipped = scopes({name: (name,) for name in (test, dev)}, None)
    figures: dict[str, float] = {}
    details: dict[str, Any] = {}
    for scope in chosen:
        figures |= named(scope.name, summary(scope.outcomes))
        details.setdefault(scope.setup.name, {})[scope.asked] = _detail(scope.outcomes)
    return Measured(figures, details, skipped)


def refusal_curve(quick: bool) -> Measured:
    """Refusals at each price, and the physical limit of answering by quotation."""
    chosen, skipped = scopes({"held-out": HELD_OUT, "test": ("test",)}, None)
    figures: dict[str, float] = {}
    details: dict[str, Any] = {}
    for scope in chosen:
        points = curve.curve(scope.outcomes)
        limit = ceiling(engine_of(scope.setup), scope.outcomes)
        at = {f"refusals at {point.allowed:g}": point.refusals.mean for point in points}
        figures |= named(scope.name, at | {"facts at most": limit})
        steps = curve.curve(scope.outcomes, [step / 200 for step in range(81)])
        details.setdefault(scope.setup.name, {})[scope.asked] = {
            "points": [asdict(point) for point in points],
            "steps": [[point.allowed, point.refusals.mean] for point in steps],
            "product": {
                name: summary(scope.outcomes)[name] for name in ("false refusals", "refusals", "facts")
            },
            "facts at most": limit,
        }
    return Measured(figures, details, skipped)


def ablation(quick: bool) -> Measured:
    """Rank by each way of `eval.rankers`."""
    chosen, skipped = scopes({"held-out": HELD_OUT, "test": ("test",)}, _once)
    skipped = {name: why for name, why in skipped.items() if why == NO_ORIGINALS}
    figures: dict[str, float] = {}
    details: dict[str, Any] = {}
    for scope in chosen:
        rows = retrieval.ablation(searcher(scope.setup), retrieval.answerable(scope.sets))
        for row in rows:
            shown = {name: row.measures[name].mean for name in ("R@1", "R@5", "RR@10")}
            figures |= named(f"{scope.name}/{row.title}", shown)
        details[scope.setup.name] = {"asked": scope.asked, "rows": [asdict(row) for row in rows]}
        skipped |= {f"{scope.name}/{line.split(':')[0]}": line for line in retrieval.left_out()}
    return Measured(figures, details, skipped)


def _once(scope: Scope) -> bool:
    """All held-out questions where they can be asked, else those of originals."""
    return scope.asked == ("held-out" if scope.setup.digests else "test")


def collection(quick: bool) -> Measured:
    """Rank external collections with the product's tokenizer, index and fusion."""
    figures: dict[str, float] = {}
    details: dict[str, Any] = {}
    skipped = {}
    for name, folder in COLLECTIONS.items():
        place = SHARED.parent / "bench" / folder
        if not place.is_dir():
            skipped[name] = f"{place.name} is not on this machine"
            continue
        settings = Settings(home=home_of(SETUPS[0]))
        found = collections.measured(place / "passages.jsonl", place / "queries.jsonl", settings)
        means = collections.means(found)
        figures |= named(name, {title: mean.mean for title, mean in means.items()})
        details[name] = {"queries": len(found), **{title: asdict(mean) for title, mean in means.items()}}
    return Measured(figures, details, skipped)


def agree(quick: bool) -> Measured:
    """Compare the gold with a second person's labels."""
    if not agreement.BLIND.exists():
        return absent("no second labels")
    figures = agreement.figures()
    return Measured(figures, {"questions": len(agreement.pairs()), "figures": figures})


def _other(measure: Callable[[], Measured], quick: bool) -> Measured:
    return measure()


QUICK = ("answers", "premises", "guard", "claims")
SUITES: Mapping[str, Callable[[bool], Measured]] = {
    "answers": answers,
    "premises": premise,
    "editions": partial(of_kind, "edition-test", "edition-dev"),
    "stories": partial(of_kind, "story-test", "story-dev"),
    "refusal-curve": refusal_curve,
    "ablation": ablation,
    "collections": collection,
    "agreement": agree,
    "peers": partial(_other, others.peers),
    "turns": partial(_other, others.turns),
    "spelling": partial(_other, others.spelling),
    "guard": partial(_other, others.guard),
    "claims": partial(_other, others.claims),
    "bench": partial(_other, others.bench),
}
