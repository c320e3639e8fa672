"""Commands of curators: is the corpus sound, how good is the search."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from app.settings import load_settings

curation = typer.Typer(help="資料のデータを確かめる（資料を増やす人へ）。", no_args_is_help=True)


@curation.command()
def check(
    sources: Annotated[
        Path | None, typer.Option(help="原文のフォルダー。数字・日付・条番号と文の一致も確かめる")
    ] = None,
    today: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="期限を判断する日（既定は今日）")
    ] = None,
) -> None:
    """要約・チェックリスト・窓口・目録の誤りを調べる。"""
    from app.corpus import report

    lines, clean = report(today.date() if today else date.today(), sources)
    for line in lines:
        typer.echo(line)
    if not clean:
        raise typer.Exit(1)


evaluation = typer.Typer(help="品質を測る。", no_args_is_help=True)


@evaluation.command()
def collection(
    passages: Annotated[Path, typer.Option(help='{"id","title","text"} の行')],
    queries: Annotated[Path, typer.Option(help='{"qid","question","gold"} の行')],
) -> None:
    """外部の検索課題を、製品と同じ索引と融合で採点する。"""
    from eval.collections import run

    typer.echo(run(passages, queries, load_settings()))
