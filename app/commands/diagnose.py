"""`himitsu diagnose`: the interview in the terminal, or answers from a file."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import texts
from app import texts_diagnose as said
from app.settings import load_settings
from indexer.errors import HimitsuError

if TYPE_CHECKING:
    from app.tools.diagnose import Interview, Question
    from app.tools.diagnose_report import Line, Part, Report

Answered = dict[str, frozenset[str]]
OUT = (".docx", ".json")
SEPARATORS = re.compile(r"[\s,、，]+")


def run(
    answers: Annotated[Path | None, typer.Option("--answers", help=said.HELP_ANSWERS)] = None,
    out: Annotated[Path | None, typer.Option("--out", help=said.HELP_OUT)] = None,
    as_json: Annotated[bool, typer.Option("--json", help=said.HELP_JSON)] = False,
) -> None:
    """Diagnose one piece of information."""
    from app.engine import Engine
    from app.tools.diagnose_load import load_diagnosis
    from app.tools.diagnose_report import report
    from app.tools.diagnose_result import diagnose

    if out and out.suffix.lower() not in OUT:
        raise HimitsuError("diagnosis_out", file=out.name)
    diagnosis = load_diagnosis()
    name, given = _read(answers, diagnosis.interview) if answers else ("", _asked(diagnosis.interview))
    outcome = diagnose(diagnosis, given, name)
    engine = Engine.open(load_settings())
    made = report(diagnosis, outcome, engine.index)
    if as_json:
        typer.echo(json.dumps(made.to_dict(), ensure_ascii=False, indent=1))
    elif not out:
        _show(made)
    if out:
        _save(out, made, name, diagnosis.interview, given)
        typer.echo(said.SAVED.format(file=out), err=as_json)


def _read(file: Path, interview: Interview) -> tuple[str, Answered]:
    """Read a file of answers. Raises HimitsuError."""
    from app.tools.diagnose_state import LARGEST, from_state

    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise HimitsuError("no_such_file", file=file) from error
    except OSError as error:
        raise HimitsuError("cannot_open", file=file, reason=error.strerror or "") from error
    return from_state(data, file.name, interview)


def _asked(interview: Interview) -> Answered:
    """Ask what is to be asked, one question after the other; 0 goes back."""
    given: Answered = {}
    typer.echo(f"{said.PURPOSE}\n{said.PRIVACY}\n{said.BACK_HINT}")
    while left := interview.open(given):
        chosen = _answer(left[0])
        if chosen:
            given[left[0].id] = chosen
        elif counted := list(interview.counted(given)):
            del given[counted[-1]]
    return given


def _answer(question: Question) -> frozenset[str]:
    """Ask one question until its answer can be read; an empty answer goes back."""
    many = said.MANY if question.many and said.MANY not in question.text else ""
    typer.echo(f"\n{question.text}{many}")
    if question.hint:
        typer.echo(f"　{question.hint}")
    for number, choice in enumerate(question.choices, 1):
        typer.echo(f"　{number:2}. {choice.text}")
    while True:
        typed = typer.prompt(said.CHOOSE_MANY if question.many else said.CHOOSE)
        numbers = [int(part) for part in SEPARATORS.split(typed) if part.isdecimal()]
        if numbers == [0]:
            return frozenset()
        if numbers and all(1 <= number <= len(question.choices) for number in numbers):
            chosen = frozenset(question.choices[number - 1].id for number in numbers)
            if question.many or len(chosen) == 1:
                return question.settled(chosen)
        typer.echo(said.CHOOSE_AGAIN.format(last=len(question.choices)))


def _save(out: Path, made: Report, name: str, interview: Interview, given: Answered) -> None:
    """Write the outcome or the answers. Raises HimitsuError "cannot_open"."""
    from app.export.diagnose_word import to_word
    from app.tools.diagnose_state import to_state

    wanted_word = out.suffix.lower() == ".docx"
    data = to_word(made, date.today()) if wanted_word else to_state(name, interview, given)
    try:
        out.write_bytes(data)
    except OSError as error:
        raise HimitsuError("cannot_open", file=out, reason=error.strerror or "") from error


def _show(made: Report) -> None:
    """Print the outcome."""
    subject = said.SUBJECT.format(name=made.name or said.UNNAMED)
    _section(said.TITLE, [subject, *made.standing, *made.overall, _line(made.three), said.LIMITS])
    for part in made.parts:
        _section(f"{part.title}　{part.label}", _part(part))
    for title, pointers in ((said.STEPS, made.steps), (said.LIKENESSES, made.likenesses)):
        rows = [
            f"・{p.name}{f'（{p.kind}）' if p.kind else ''}　{''.join(map(_line, p.quotes))}　{p.note}"
            for p in pointers
        ]
        _section(title, rows or [said.NO_LIKENESS])
    _section("", [_line(line) for line in made.cautions])
    if made.abroad:
        sheets = [f"・{sheet.name}　{''.join(map(_line, sheet.quotes))}" for sheet in made.sheets]
        _section(said.ABROAD, [*map(_line, made.abroad), *sheets])
    _section(said.DESKS, [said.DESK.format(name=desk.name, contact=desk.contact) for desk in made.desks])
    sources = [f"[{c.number}] {c.title} {c.section}" for c in made.citations]
    _section(said.SOURCES, [*sources, said.SECONDARY, texts.NOT_ADVICE])


def _part(part: Part) -> list[str]:
    rows = [_line(line) for line in part.quotes]
    rows += [part.unsaid] if part.unsaid else []
    rows += [f"{said.YOUR_ANSWERS}：{'／'.join(part.answers)}"]
    for weight in part.weights:
        quotes = "".join(map(_line, weight.quotes))
        rows.append(f"・{said.LEANINGS[weight.leans]}　{weight.answers}　{quotes}{weight.unsaid}")
    return [*rows, part.changes_title, *(f"・{_line(line)}" for line in part.changes)]


def _line(line: Line) -> str:
    return line.text + "".join(f"[{number}]" for number in line.numbers)


def _section(title: str, lines: list[str]) -> None:
    if title:
        typer.echo(f"\n■ {title}")
    for line in lines:
        typer.echo(line)
