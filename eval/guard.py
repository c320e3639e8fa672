"""The paste guard measured: `python -m eval.guard [--show] [dev | test]`.

Of pastes, the share that is noticed, by what was pasted; of secrets told in a sentence or two (style
"prose"), which no rule of form can be sure of, the same apart; of ordinary questions, the share that is
bothered; and how long one look takes. The pastes and the ordinary questions that look like pastes are
ours (`guard-dev`, `guard-test`); further ordinary questions are taken from the other sets, for tuning
from those for training. `--show` lists what went wrong, for the development set alone.
"""

from __future__ import annotations

import hashlib
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from app.guard import inspect
from eval.questions import FOLDER, Question, load_questions
from eval.sets import is_training

TUNED, MEASURED = "guard-dev", "guard-test"
# Ordinary questions in all: ours and so many of the others that they make up this number.
ORDINARY = 200
# Characters of the text that a look is timed on.
TIMED = 1000


@dataclass(frozen=True)
class Sample:
    """Pastes by what was pasted, secrets told in prose, and ordinary questions."""

    pastes: dict[str, list[Question]]
    prose: list[Question]
    ordinary: list[Question]


def sample(name: str) -> Sample:
    """Return what a set holds; ordinary questions are filled up from the other sets."""
    pastes: dict[str, list[Question]] = defaultdict(list)
    every = load_questions(name)
    for question in every:
        if question.style == "paste":
            pastes[question.kind].append(question)
    ordinary = [q for q in every if not q.kind]
    return Sample(
        dict(pastes),
        [q for q in every if q.style == "prose"],
        ordinary + _drawn(others(name), ORDINARY - len(ordinary)),
    )


def others(name: str) -> list[Question]:
    """Return the questions of other sets that a set draws from: for tuning, those for training."""
    names = sorted({path.stem for path in FOLDER.glob("*.jsonl")} - {TUNED, MEASURED})
    return [q for one in names if is_training(one) == (name == TUNED) for q in load_questions(one)]


def _drawn(questions: Sequence[Question], number: int) -> list[Question]:
    """Return some of the questions, the same every time, as if by lot."""
    return sorted(questions, key=lambda q: hashlib.sha256(q.question.encode()).digest())[:number]


def bothered(questions: Sequence[Question]) -> float:
    """Return the share of questions in which the guard finds something."""
    return statistics.mean(bool(inspect(q.question)) for q in questions)


def figures(name: str) -> dict[str, float]:
    """Return the figures of a set by name."""
    found = sample(name)
    by_kind = {kind: bothered(pastes) for kind, pastes in found.pastes.items()}
    every = [q for pastes in found.pastes.values() for q in pastes]
    prose = {f"{name}/prose noticed": bothered(found.prose)} if found.prose else {}
    return {
        f"{name}/pastes noticed": bothered(every),
        **prose,
        **{f"{name}/noticed, {kind}": share for kind, share in by_kind.items()},
        f"{name}/ordinary bothered": bothered(found.ordinary),
        f"{name}/all questions of other sets bothered": bothered(others(name)),
    }


def published() -> dict[str, float]:
    """Return the figures of both sets: of the measuring one first."""
    inspect("")  # reads the rules
    return figures(MEASURED) | figures(TUNED) | {"look p95 ms": look_ms()}


def look_ms() -> float:
    """Return the processor time of one look at 1,000 characters of our pastes, in ms (p95)."""
    whole = "\n".join(q.question for q in load_questions(TUNED))
    times = []
    for at in range(0, len(whole) - TIMED, TIMED):
        started = time.process_time()
        inspect(whole[at : at + TIMED])
        times.append((time.process_time() - started) * 1000)
    return sorted(times)[int(len(times) * 0.95)]


def wrong(name: str) -> str:
    """List the pastes of a set that go unnoticed, and the ordinary questions that are bothered."""
    found = sample(name)
    missed = [q for pastes in found.pastes.values() for q in pastes if not inspect(q.question)]
    lines = [f"unnoticed {q.id} {q.kind}: {q.question!r}" for q in missed]
    for question in [*found.ordinary, *others(name)]:
        seen = "; ".join(f"{one.kind}: {one.why} {one.excerpt!r}" for one in inspect(question.question))
        lines += [f"bothered {question.id}: {question.question!r} ({seen})"] if seen else []
    return "\n".join(dict.fromkeys(lines))


def main(arguments: Sequence[str]) -> None:
    """Print the figures of both sets, or of the one named."""
    names = [f"guard-{one}" for one in arguments if one in ("dev", "test")] or [MEASURED, TUNED]
    for name in names:
        for title, value in figures(name).items():
            sys.stdout.write(f"{title:52} {value:.3f}\n")
    sys.stdout.write(f"{'look p95 ms':52} {look_ms():.2f}\n")
    if "--show" in arguments:
        sys.stdout.write(f"{wrong(TUNED)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
