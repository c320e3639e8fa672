"""Commands for the documents and their index."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from app import texts
from app.settings import load_settings
from indexer.errors import HimitsuError


def index() -> None:
    """資料から索引を作る。"""
    from app.manage import build_index

    manifest = build_index(load_settings())
    counts = manifest.counts
    typer.echo(texts.INDEXED.format(**counts, generation=manifest.generation))


def add(
    paths: Annotated[
        list[Path], typer.Argument(help="PDF・Word・HTML・Markdown・テキストのファイルかフォルダー")
    ],
    document: Annotated[
        str, typer.Option(help="カタログの資料IDを指定する（省略すると自動で見分ける）")
    ] = "",
    keep: Annotated[
        bool, typer.Option("--keep", help="同じ資料の前のファイルを、旧版として残す（改訂を比べるため）")
    ] = False,
) -> None:
    """資料の原文を追加し、索引を作り直す。"""
    from app.manage import add_files, build_index, is_current

    settings = load_settings()
    outcome = add_files(settings, paths, document, keep=keep)
    for line in outcome.lines:
        typer.echo(line)
    for line in outcome.failures:
        typer.echo(line, err=True)
    if outcome.changed or not is_current(settings):
        manifest = build_index(settings)
        typer.echo(texts.INDEXED.format(**manifest.counts, generation=manifest.generation))
    if outcome.failures:
        raise typer.Exit(1)


def remove(keys: Annotated[list[str], typer.Argument(help="資料ID・ファイル名・ハッシュの先頭")]) -> None:
    """追加した資料を消し、索引を作り直す。"""
    from app.manage import build_index, remove_files

    settings = load_settings()
    for line in remove_files(settings, keys):
        typer.echo(line)
    try:
        manifest = build_index(settings)
    except HimitsuError as exc:
        if exc.key != "nothing_to_index":
            raise
        typer.echo(texts.EMPTY_INDEX)
        return
    typer.echo(texts.INDEXED.format(**manifest.counts, generation=manifest.generation))


def fetch(
    ids: Annotated[
        list[str] | None, typer.Argument(help="資料ID（省略すると、取得できるものすべて）")
    ] = None,
) -> None:
    """公式サイトから資料の原文を取得し、索引を作り直す（ネットワークを使う）。"""
    from app.manage import build_index, is_current
    from app.originals import fetch_files
    from indexer.catalog import load_catalog

    settings = load_settings()
    outcome = fetch_files(settings, ids or [], load_catalog(), say=typer.echo)
    if outcome.changed or (outcome.lines and not is_current(settings)):
        manifest = build_index(settings)
        typer.echo(texts.INDEXED.format(**manifest.counts, generation=manifest.generation))
    if outcome.failures:
        raise typer.Exit(1)


def docs(as_json: Annotated[bool, typer.Option("--json", help="JSONで出力する")] = False) -> None:
    """収録・追加した資料の一覧。"""
    from app.manage import list_documents
    from app.show import documents_text

    rows = list_documents(load_settings())
    typer.echo(json.dumps(rows, ensure_ascii=False, indent=1) if as_json else documents_text(rows))
