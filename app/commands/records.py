"""`himitsu records`: what readers said of answers, and what could not be answered."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from app.settings import load_settings


def records(
    out: Annotated[Path | None, typer.Option(help="保存するファイル（.xlsx）")] = None,
    clear: Annotated[bool, typer.Option("--clear", help="記録をすべて消す")] = False,
) -> None:
    """回答への評価と、答えられなかった質問の一覧（このパソコンの中だけに残る）。"""
    from app import texts_records as said
    from app.export.records import to_xlsx
    from app.tools.notebook import Notebook
    from indexer.errors import HimitsuError

    notebook = Notebook(load_settings().home)
    if clear:
        notebook.clear()
        typer.echo(said.CLEARED)
        return
    found = notebook.read()
    if out is not None:
        if out.suffix != ".xlsx":
            raise HimitsuError("bad_ending", path=out, endings=".xlsx")
        out.write_bytes(to_xlsx(found, date.today()))
        typer.echo(said.PLACE.format(path=out))
        return
    for record in found:
        typer.echo(f"{record.day}　{said.VERDICTS[record.verdict]}　{record.question}")
    if not found:
        typer.echo(said.EMPTY)
