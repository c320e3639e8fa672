"""Written answers measured beside LlamaIndex's CitationQueryEngine: `python -m eval.written [SET] [NUMBER]`.

The model is the one of the settings (HIMITSU_LLM_URL, HIMITSU_LLM_MODEL). Both programs get the same model,
the same ranked passages and the same questions: NUMBER answerable ones of SET, spread over it. Printed of
each: facts in the answer (`facts`), sentences, citations in ALCE's sense by our checker (`recall`: sentences
that a quotation they cite holds; `precision`: citations that hold their sentence), and seconds. Of ours also
what the checker did, and the facts of the extractive answer (`floor`). `--dump FILE` writes every sentence
with its quotations, and ours also as the model wrote them, to be judged by hand. `--replay FILE` reviews the
words of such a file anew, without a model: what a change of the flow makes of the same words. Its seconds
are not the model's.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from app.llm import Message, Writer
from app.model import Answer
from app.settings import Settings, load_settings
from app.verify.verdict import Quoted
from app.write.scribe import Scribe, open_scribe
from eval.answers import TODAY, engine_of
from eval.questions import Question, holds, load_questions
from eval.setups import setups
from indexer.japanese import sentences

DEFAULT, NUMBER = "dev", 24
# Passages given to the other program: as many as ours may quote.
PASSAGES = 6
# Its own prompts are English, and so is then the answer: what a user would add.
IN_JAPANESE = "\n日本語で答えてください。"
# Of what the checker did with our sentences.
COUNTS = ("sentences", "softened", "dropped", "aside")
MARK = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class Sentence:
    """One sentence of an answer, the passages it cites, and which of them hold it by our checker."""

    text: str
    cited: tuple[str, ...]
    held: tuple[bool, ...]


@dataclass(frozen=True)
class Result:
    """What one program made of one question; `seconds` to the first sentence and to the last."""

    program: str
    question: Question
    sentences: tuple[Sentence, ...]
    first: float
    last: float
    note: str = ""
    extra: dict[str, float] = field(default_factory=dict)
    draft: str = ""

    @property
    def text(self) -> str:
        """The whole answer."""
        return "\n".join(one.text for one in self.sentences)


@dataclass(frozen=True)
class Overheard(Writer):
    """A model whose words are kept as it wrote them."""

    heard: list[str] = field(default_factory=list)

    def stream(
        self, messages: Sequence[Message], limit: int | None = None, seconds: float | None = None
    ) -> Generator[str, None, None]:
        """Yield the pieces as they come, and keep them."""
        for piece in super().stream(messages, limit, seconds):
            self.heard.append(piece)
            yield piece


@dataclass(frozen=True)
class Retold(Overheard):
    """A model that says again what was heard of it."""

    def stream(
        self, messages: Sequence[Message], limit: int | None = None, seconds: float | None = None
    ) -> Generator[str, None, None]:
        """Yield the words at once."""
        yield from self.heard


def chosen(name: str, number: int) -> list[Question]:
    """Return so many answerable questions of a set, spread over it."""
    every = [q for q in load_questions(name) if q.answerable and q.facts]
    return every[:: max(1, len(every) // number)][:number]


def ours(
    scribe: Scribe, questions: Sequence[Question], drafts: Mapping[str, str] | None = None
) -> Iterator[Result]:
    """Answer with our program; with `drafts`, the model's words by question, from those."""
    writer = scribe.writer
    assert writer is not None  # noqa: S101
    for question in questions:
        if drafts is not None and question.question not in drafts:
            continue
        told = Overheard(**vars(writer))
        if drafts is not None:
            told = Retold(**vars(writer), heard=[drafts[question.question]])
        scribe = replace(scribe, writer=told)
        started, first = time.perf_counter(), 0.0
        answers = scribe.answers(question.question, today=TODAY)
        floor = answer = next(answers)
        for answer in answers:
            first = first or (time.perf_counter() - started if answer.mode == "written" else 0.0)
        last = time.perf_counter() - started
        said = tuple(_own(scribe, answer))
        written = answer.written
        extra = {k: float(v) for k, v in asdict(written).items() if k in COUNTS} if written else {}
        extra["floor"] = holds("\n".join(claim.text for claim in floor.claims), question.facts)
        note = written.note if written else answer.status
        yield Result("himitsu", question, said, first or last, last, note, extra, "".join(told.heard))


def _own(scribe: Scribe, answer: Answer) -> Iterator[Sentence]:
    passages = {one.number: one for one in answer.citations}
    for claim in answer.claims:
        cited = [passages[number] for number in claim.citations]
        held = (scribe.checker.check(claim.text, Quoted(c.passage, f"{c.title} {c.section}")) for c in cited)
        yield Sentence(claim.text, tuple(c.passage for c in cited), tuple(v.supported for v in held))


def theirs(scribe: Scribe, settings: Settings, questions: Sequence[Question]) -> Iterator[Result]:
    """Answer with LlamaIndex's CitationQueryEngine over our retriever, with the prompts it comes with."""
    from llama_index.core.query_engine import CitationQueryEngine
    from llama_index.llms.openai_like import OpenAILike

    from app.llama import PassageRetriever

    endpoint = scribe.endpoint
    assert endpoint is not None  # noqa: S101
    model = OpenAILike(
        model=endpoint.model,
        api_base=endpoint.url,
        api_key=settings.llm_key.get_secret_value() or "none",
        is_chat_model=True,
        temperature=0.0,
        context_window=settings.llm_context,
        max_tokens=settings.llm_answer,
        timeout=float(settings.llm_timeout),
    )
    # Its types ask for an index; with a retriever it needs none.
    made: Any = CitationQueryEngine.from_args
    engine = made(index=None, llm=model, retriever=PassageRetriever(scribe.engine.searcher, PASSAGES))
    for question in questions:
        started = time.perf_counter()
        reply = engine.query(f"{question.question}{IN_JAPANESE}")
        last = time.perf_counter() - started
        sources = [node.node.get_content() for node in reply.source_nodes]
        yield Result("CitationQueryEngine", question, tuple(_other(scribe, str(reply), sources)), last, last)


def _other(scribe: Scribe, reply: str, sources: Sequence[str]) -> Iterator[Sentence]:
    # A mark behind the full stop belongs to the sentence before it.
    moved = re.sub(r"([。.])\s*((?:\[\d+\][、,\s]*)+)", r"\2\1", reply)
    for start, end in sentences(moved):
        said = moved[start:end].strip()
        text = MARK.sub("", said).strip()
        if len(text) < 4:
            continue
        cited = [sources[int(n) - 1] for n in MARK.findall(said) if 0 < int(n) <= len(sources)]
        held = tuple(scribe.checker.check(text, Quoted(one)).supported for one in cited)
        yield Sentence(text, tuple(cited), held)


def measured(results: Sequence[Result]) -> dict[str, float]:
    """Return the means over one program's results; recall and precision over all of its sentences."""
    said = [one for result in results for one in result.sentences]
    marks = [held for one in said for held in one.held]
    shares = {name: sum(r.extra.get(name, 0.0) for r in results) for name in COUNTS}
    return {
        "facts": statistics.mean(holds(r.text, r.question.facts) for r in results),
        "sentences": len(said) / len(results),
        "cited": statistics.mean(bool(one.cited) for one in said) if said else 0.0,
        "recall": statistics.mean(any(one.held) for one in said) if said else 0.0,
        "precision": statistics.mean(marks) if marks else 0.0,
        "first s": statistics.median(r.first for r in results),
        "last s": statistics.median(r.last for r in results),
        "floor": statistics.mean(r.extra.get("floor", 0.0) for r in results),
        "written": statistics.mean(bool(r.draft) and not r.note for r in results),
        "dropped": shares["dropped"] / max(shares["sentences"], 1),
        "aside": shares["aside"] / max(shares["sentences"], 1),
        "softened": shares["softened"] / max(shares["sentences"], 1),
    }


def main(arguments: Sequence[str]) -> None:
    """Answer, print a table, and write the sentences where asked to."""
    read = argparse.ArgumentParser(prog="python -m eval.written", description=__doc__)
    read.add_argument("set", nargs="?", default=DEFAULT)
    read.add_argument("number", nargs="?", type=int, default=NUMBER)
    read.add_argument("--setup", default="with-originals")
    read.add_argument("--dump", type=Path)
    read.add_argument("--only", choices=("ours", "theirs"))
    read.add_argument("--replay", type=Path)
    asked = read.parse_args(arguments)
    settings = load_settings()
    setup = next(one for one in setups() if one.name == asked.setup)
    scribe = open_scribe(engine_of(setup), settings)
    if scribe.writer is None:
        sys.exit("set HIMITSU_LLM_URL and HIMITSU_LLM_MODEL")
    scribe.writer.prepare()
    questions = chosen(asked.set, asked.number)
    runs: list[Iterator[Result]] = []
    drafts = _drafts(asked.replay) if asked.replay else None
    runs += [ours(scribe, questions, drafts)] if asked.only != "theirs" else []
    runs += [theirs(scribe, settings, questions)] if asked.only != "ours" and drafts is None else []
    found: list[Result] = []
    for run in runs:
        results = []
        for result in run:
            results.append(result)
            _dump(asked.dump, result)
        found += results
        _table(results)


def _table(results: Sequence[Result]) -> None:
    sys.stdout.write(f"{results[0].program}: {len(results)} questions\n")
    for name, value in measured(results).items():
        sys.stdout.write(f"  {name:<10} {value:.3f}\n")
    sys.stdout.flush()


def _drafts(path: Path) -> dict[str, str]:
    """Return what the model wrote to each question of a file that `_dump` wrote."""
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return {row["question"]: row["draft"] for row in rows if row["draft"]}


def _dump(path: Path | None, result: Result) -> None:
    if path is None:
        return
    row = {
        "program": result.program,
        "question": result.question.question,
        "note": result.note,
        "first": round(result.first, 1),
        "last": round(result.last, 1),
        "facts": holds(result.text, result.question.facts),
        "draft": result.draft,
        "extra": result.extra,
        "sentences": [asdict(one) for one in result.sentences],
    }
    with path.open("a", encoding="utf-8") as out:
        out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
