"""`himitsu compare`: countries side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import texts_compare as own
from indexer.errors import HimitsuError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from app.tools.compare import Compared

Countries = Annotated[list[str] | None, typer.Option("--country", "-c", help=own.HELP_COUNTRY)]
Rows = Annotated[list[str] | None, typer.Option("--row", "-r", help=own.HELP_ROW)]


def compare(
    country: Countries = None,
    row: Rows = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSONで出力する")] = False,
    out: Annotated[Path | None, typer.Option(help=own.HELP_OUT)] = None,
    listing: Annotated[bool, typer.Option("--list", help=own.HELP_LIST)] = False,
) -> None:
    """国・地域の制度を、出典つきの表で比べる。"""
    from datetime import date

    from app.engine import Engine
    from app.settings import load_settings
    from app.show_compare import compared_json, compared_text, plan_text
    from app.tools.choosing import choose_countries, choose_rows
    from app.tools.compare import Comparer
    from indexer.compare import load_compare
    from indexer.places import load_places

    plan = load_compare()
    if listing:
        typer.echo(plan_text(plan))
        return
    countries = choose_countries(plan, load_places(), country or ())
    rows = choose_rows(plan, row or ())
    maker = _maker(out) if out else None
    engine = Engine.open(load_settings())
    today = date.today()
    compared = Comparer(engine.index, plan, engine.updates).compare(countries, rows, today)
    if out and maker:
        _write(out, maker(compared, today))
        typer.echo(own.SAVED.format(file=out), err=as_json)
    if as_json:
        typer.echo(compared_json(compared))
    elif not out:
        typer.echo(compared_text(compared))


def _maker(out: Path) -> Callable[[Compared, date], bytes]:
    """Return what makes the file that its ending asks for; raises HimitsuError "bad_ending"."""
    from app.export.compare_sheet import to_xlsx
    from app.export.compare_word import to_docx

    makers = {".xlsx": to_xlsx, ".docx": to_docx}
    if out.suffix.lower() not in makers:
        raise HimitsuError("bad_ending", path=out, endings=" ".join(makers))
    return makers[out.suffix.lower()]


def _write(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError as error:
        raise HimitsuError("compare_unwritable", file=out, reason=type(error).__name__) from error
