"""`himitsu seminar`: slides, handout and questions for a topic, an audience and a number of minutes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from app import texts_seminar as say
from indexer.errors import HimitsuError

AUDIENCES = "対象者：executives（経営層）・managers（管理職）・staff（一般社員）・overseas（海外拠点）"


def seminar(
    topic: Annotated[str, typer.Option(help="テーマ（自由な言葉、または --topics で見られるテーマ）")] = "",
    audience: Annotated[str, typer.Option(help=AUDIENCES)] = "staff",
    minutes: Annotated[int, typer.Option(help="時間（15〜120分）")] = 30,
    out: Annotated[
        Path | None, typer.Option(help="保存先。.pptx（スライド）・.docx（配布資料）・.csv（確認問題）")
    ] = None,
    seed: Annotated[int, typer.Option(help="確認問題の選び方と並びを変える番号")] = 1,
    topics: Annotated[bool, typer.Option("--topics", help="すぐ使えるテーマを一覧にする")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSONで出力する")] = False,
) -> None:
    """研修素材（スライド・配布資料・確認問題）を、収録資料の引用だけで作る。"""
    from app.engine import Engine
    from app.export.seminar_files import ENDINGS, makers
    from app.settings import load_settings
    from app.tools.seminar import Order
    from app.tools.seminar_build import build
    from app.tools.seminar_data import load_seminar

    data = load_seminar()
    if topics:
        for ready in data.topics.values():
            typer.echo(f"{ready.id}\t{ready.title}")
        return
    ending = out.suffix.lower().removeprefix(".") if out else ""
    if out and ending not in ENDINGS:
        raise HimitsuError("seminar_ending", file=out.name)
    # Also by the name that the tab shows.
    named = {one.label: one.id for one in data.audiences.values()}
    made = build(Engine.open(load_settings()), Order(topic, named.get(audience, audience), minutes, seed))
    if out:
        _write(out, makers(made, date.today())[ending]())
        typer.echo(say.SAID_WRITTEN.format(file=out), err=as_json)
    if as_json:
        typer.echo(json.dumps(made.to_dict(), ensure_ascii=False, indent=1))
    elif not out:
        from app.show_seminar import seminar_text

        typer.echo(seminar_text(made))


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise HimitsuError("cannot_open", file=path, reason=error.strerror) from error
