"""`himitsu revisions`: two editions of a document side by side."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from app.settings import load_settings


def revisions(
    key: Annotated[str, typer.Argument(help="比べる版（省略すると一覧を出す）")] = "",
    out: Annotated[Path | None, typer.Option(help="保存するファイル（.docx か .xlsx）")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSONで出力する")] = False,
) -> None:
    """同じ資料の二つの版を比べる。"""
    from app import texts_revisions as said
    from app.engine import Engine
    from app.export.revisions import to_docx, to_xlsx
    from app.tools.revisions import comparable, compare, load_told, name_of
    from indexer.errors import HimitsuError

    index = Engine.open(load_settings()).index
    if not key:
        found = comparable(index)
        for one in found:
            typer.echo(said.LISTED.format(key=one.key, choice=name_of(one)))
        if not found:
            typer.echo(said.NONE)
        return
    revision = compare(index, key, load_told())
    if out is not None:
        makers = {".docx": to_docx, ".xlsx": to_xlsx}
        if out.suffix not in makers:
            raise HimitsuError("bad_ending", path=out, endings=" ".join(makers))
        out.write_bytes(makers[out.suffix](revision, name_of(revision.editions), date.today()))
        typer.echo(said.COMMAND_DONE.format(path=out))
    elif as_json:
        typer.echo(json.dumps(asdict(revision), ensure_ascii=False, indent=1))
    else:
        for statement in revision.statements:
            typer.echo(f"{statement.text} [{statement.number}]")
        for row in revision.rows:
            heads = [part.heading if part else said.NOTHING_HERE for part in (row.older, row.newer)]
            typer.echo(f"{said.STATES[row.state]}　{heads[0]} → {heads[1]}")
