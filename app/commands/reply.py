"""`himitsu reply`: a draft of a reply to an enquiry, on the screen or as a file."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from app.settings import load_settings
from indexer.errors import HimitsuError

# Bytes read at most; the limit in characters is the settings'.
LARGEST = 1_000_000


def reply(
    enquiry: Annotated[str, typer.Argument(help="照会の文面のファイル（UTF-8）。- は標準入力")],
    out: Annotated[Path | None, typer.Option(help="保存先（.docx または .txt）")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSONで出力する")] = False,
    whole: Annotated[bool, typer.Option(help="要点だけでなく、引用をすべて載せる")] = False,
) -> None:
    """照会のメールから、出典つきの回答案を作る（個人情報は伏せる）。"""
    from app.engine import Engine
    from app.export.reply_text import to_text
    from app.export.reply_word import to_docx
    from app.tools.reply import draft
    from app.tools.reply_letter import letter

    if out and out.suffix.lower() not in (".docx", ".txt"):
        raise HimitsuError("reply_ending", file=out.name)
    text = _read(enquiry)
    found = draft(Engine.open(load_settings()), text, brief=not whole)
    blocks = letter(found)
    if out:
        data = to_docx(blocks, date.today()) if out.suffix.lower() == ".docx" else to_text(blocks).encode()
        _write(out, data)
    if as_json:
        typer.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=1))
    elif not out:
        typer.echo(to_text(blocks), nl=False)


def _read(name: str) -> str:
    try:
        data = sys.stdin.buffer.read(LARGEST) if name == "-" else Path(name).read_bytes()[:LARGEST]
    except FileNotFoundError as error:
        raise HimitsuError("no_such_file", file=name) from error
    except OSError as error:
        raise HimitsuError("cannot_open", file=name, reason=type(error).__name__) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise HimitsuError("undecodable", file=name, reason="UTF-8") from error


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise HimitsuError("cannot_open", file=str(path), reason=type(error).__name__) from error
