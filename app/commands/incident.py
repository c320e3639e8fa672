"""`himitsu incident`: the first response to a leak, by options or asked question by question."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import texts, texts_tools
from app import texts_incident as said
from app.settings import load_settings
from indexer.errors import HimitsuError

if TYPE_CHECKING:
    from app.tools.incident import Line, Plan
    from app.tools.incident_case import Case
    from app.tools.incident_rules import Playbook

# The one question that takes several answers, or none.
SEVERAL = "what"
WORD = ".docx"

Who = Annotated[
    str | None, typer.Option(help="だれから：leaver,staff,partner,attack,mistake,newcomer,unknown")
]
What = Annotated[
    str | None, typer.Option(help="何が（コンマ区切り、空でもよい）：drawing,customers,personal,data,paper")
]
Certain = Annotated[str | None, typer.Option(help="確かさ：sign（兆候だけ）,sure（ほぼ確実）")]
Where = Annotated[
    str | None, typer.Option(help="場所：japan,cn,kr,th,vn,id,in,sg,mx,us,eu,de,uk,other（その他の国）")
]
Going = Annotated[str | None, typer.Option(help="いまも続いているか：yes,no,unknown")]
Note = Annotated[str, typer.Option(help="用紙に載せるひとことメモ（どこにも保存しない）")]
Out = Annotated[Path | None, typer.Option(help="1枚のWord（.docx）を書き出すファイル")]
AsJson = Annotated[bool, typer.Option("--json", help="JSONで出力する")]


def incident(
    who: Who = None,
    what: What = None,
    certain: Certain = None,
    where: Where = None,
    going: Going = None,
    note: Note = "",
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """漏えいしたときの手順を、出典つきで1枚にまとめる（省いた選択肢は順に尋ねる）。"""
    from app.tools.incident_rules import load_playbook
    from app.tools.incident_words import situation

    if out and out.suffix.lower() != WORD:
        raise HimitsuError("incident_out", file=out.name)
    book = load_playbook()
    given = {"who": who, "what": what, "certain": certain, "where": where, "going": going}
    case = _case(given, book)
    plan = _plan(case, book)
    if out:
        _write(out, plan, book.countries, " ".join(note.split())[: said.LONGEST_NOTE])
    if as_json:
        typer.echo(json.dumps(plan.to_dict(), ensure_ascii=False, indent=1))
    elif not out:
        typer.echo(_text(plan, situation(case, book.countries)))


def _case(given: Mapping[str, str | None], book: Playbook) -> Case:
    """Return the case of the options; what is missing is asked for."""
    from app.tools.incident_case import case_of
    from app.tools.incident_words import choices

    labels = choices(book.countries)
    found = {name: _ask(name, labels[name]) if value is None else value for name, value in given.items()}
    things = [thing.strip() for thing in found.pop(SEVERAL).split(",") if thing.strip()]
    return case_of(what=things, countries=tuple(book.countries), **found)


def _ask(name: str, labels: Mapping[str, str]) -> str:
    """Ask a question on standard error, so that standard output holds the answer alone."""
    typer.echo(said.QUESTIONS[name], err=True)
    for number, label in enumerate(labels.values(), 1):
        typer.echo(f"  {number}. {label}", err=True)
    if name == SEVERAL:
        found = typer.prompt(
            said.ASK_NUMBERS, default="", show_default=False, err=True, value_proc=_numbers(labels)
        )
    else:
        found = typer.prompt(said.ASK_NUMBER, err=True, value_proc=_numbers(labels, most=1))
    return str(found)


def _numbers(labels: Mapping[str, str], most: int | None = None) -> Callable[[str], str]:
    """Return what turns "1,3" into the ids of choices; `most` numbers where that is bounded."""
    ids = list(labels)

    def read(text: str) -> str:
        parts = [part.strip() for part in text.replace("、", ",").split(",") if part.strip()]
        good = all(part.isdecimal() and 1 <= int(part) <= len(ids) for part in parts)
        if not good or (most is not None and len(parts) != most):
            raise typer.BadParameter(said.BAD_NUMBER.format(last=len(ids)))
        return ",".join(ids[int(part) - 1] for part in parts)

    return read


def _plan(case: Case, book: Playbook) -> Plan:
    from app.cited import Sources
    from app.models import model_name
    from app.tools.incident import make_plan
    from indexer.checklists import load_desks
    from indexer.index import open_index

    settings = load_settings()
    index = open_index(settings.home, model=model_name(settings))
    return make_plan(case, book, Sources(index), {desk.id: desk for desk in load_desks()})


def _write(out: Path, plan: Plan, countries: Mapping[str, str], note: str) -> None:
    from app.export.incident_word import to_incident_docx

    try:
        out.write_bytes(to_incident_docx(plan, countries, date.today(), note))
    except OSError as error:
        raise HimitsuError("cannot_write", file=out, reason=error.strerror or error) from error
    typer.echo(said.WRITTEN.format(file=out), err=True)


def _text(plan: Plan, chosen: str) -> str:
    """Return the plan as plain text."""
    lines = [f"{said.TITLE}　{chosen}", said.EDITION_NOTE]
    if plan.foreign:
        lines += ["", said.FOREIGN]
    for number, stage in enumerate(plan.stages, 1):
        lines += ["", f"{number}. {stage.title}"]
        for step in stage.steps:
            lines += _lines(f"{said.BOX} {step.heading}", step)
    lines += ["", said.AVOID]
    for line in plan.avoid:
        lines += _lines(f"✕ {line.heading}", line)
    lines += ["", said.OPEN, *(f"  {one.text} [{one.number}]" for one in plan.open), f"  {said.OPEN_NOTE}"]
    lines += ["", said.DESKS, *(f"  {d.name}　{d.contact} [{d.number}]" for d in plan.desks)]
    lines += ["", texts.SOURCES]
    lines += [f"  [{c.number}] {c.title} {c.section} {_page(c.pages)}".rstrip() for c in plan.citations]
    return "\n".join(lines)


def _lines(head: str, line: Line) -> list[str]:
    return [
        f"  {head}",
        *(
            f"      {one.text} [{one.number}]{f'（{texts_tools.UNCONFIRMED}）' if one.unconfirmed else ''}"
            for one in line.says
        ),
    ]


def _page(pages: str) -> str:
    return texts.PAGE.format(pages=pages) if pages else ""
