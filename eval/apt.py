"""Which quoted sentences are near the question, and which hold what it asks for: `python -m eval.apt [SET]`.

A model may write from any sentence of its quotations; what it writes from one that is not near the question
is not shown (`app.write.material.apt`). Printed of each setup: quoted sentences that hold a fact of the
answer, and the others, with the share of each that is near. A fact may also stand in a sentence about
something else, and a sentence without a fact may help: both shares are of sentences, not of answers.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence

from app.write.material import apt, quotations
from eval.answers import TODAY, engine_of
from eval.questions import holds, load_questions
from eval.setups import Setup, setups

DEFAULT = "dev"
# Characters of quotations, as for a context of 8,192 tokens.
ROOM = 6500


def quoted(setup: Setup, name: str) -> Iterator[tuple[bool, bool]]:
    """Yield of each quoted sentence whether it holds a fact of the answer, and whether it is near."""
    engine = engine_of(setup)
    for question in load_questions(name):
        consulted = engine.consult(question.question, None, TODAY, ())
        if not question.facts or consulted.answer.status == "refused":
            continue
        near = apt(consulted)
        for one in quotations(engine.index, consulted, ROOM):
            for at, sentence in enumerate(one.passage.sentences):
                text = one.passage.quote(sentence)
                holds_fact = any(holds(text, (group,)) for group in question.facts)
                yield holds_fact, (one.passage.id, at) in near


def main(arguments: Sequence[str]) -> None:
    """Print a line a setup."""
    read = argparse.ArgumentParser(prog="python -m eval.apt", description=__doc__)
    read.add_argument("set", nargs="?", default=DEFAULT)
    name = read.parse_args(arguments).set
    for setup in setups():
        sentences = list(quoted(setup, name))
        told = []
        for label, wanted in (("with a fact", True), ("others", False)):
            marks = [is_near for holds_fact, is_near in sentences if holds_fact == wanted]
            told.append(f"{label} {len(marks)}, near {sum(marks) / max(len(marks), 1):.2f}")
        sys.stdout.write(f"{setup.name}: {'; '.join(told)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
