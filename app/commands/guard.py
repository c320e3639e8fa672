"""`himitsu guard`, and the warning that the asking commands give before they go on."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from indexer.errors import HimitsuError

# Standard input, where commands take a file.
STDIN = "-"


def guard(
    file: Annotated[str, typer.Argument(help="調べるテキストファイル（- は標準入力）")] = STDIN,
    as_json: Annotated[bool, typer.Option("--json", help="JSONで出力する")] = False,
) -> None:
    """文章に、社内の秘密や個人の情報らしいものがないかを調べる（あれば終了コード1）。"""
    from app.guard import inspect
    from app.guard_text import findings_text

    findings = inspect(_read(file))
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in findings], ensure_ascii=False, indent=1))
    else:
        typer.echo(findings_text(findings))
    if findings:
        raise typer.Exit(1)


def warn(question: str) -> None:
    """Say on standard error what was seen in a question that is asked all the same."""
    from app.guard import inspect
    from app.guard_text import notice

    if said := notice(inspect(question)):
        typer.echo(said, err=True)


def _read(file: str) -> str:
    """Return the text; raises HimitsuError for what is no readable text."""
    path = Path(file)
    if file != STDIN and not path.exists():
        raise HimitsuError("no_such_file", file=file)
    try:
        raw = sys.stdin.buffer.read() if file == STDIN else path.read_bytes()
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise HimitsuError("undecodable", file=path.name, reason="UTF-8") from error
    except OSError as error:
        raise HimitsuError("cannot_open", file=path.name, reason=type(error).__name__) from error
