"""The `himitsu` command. Heavy libraries are imported by the commands that use them."""

from __future__ import annotations

import os

# Before any library reads them: no telemetry, and no hub unless a hub model is asked for.
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app import texts, texts_diagnose
from app.commands import diagnose
from app.commands import guard as guarding
from app.commands.compare import compare
from app.commands.incident import incident
from app.commands.records import records
from app.commands.reply import reply
from app.commands.revisions import revisions
from app.commands.selfcheck import selfcheck
from app.commands.seminar import seminar
from app.settings import Settings, load_settings
from indexer.errors import HimitsuError

if TYPE_CHECKING:
    from app.engine import Engine

cli = typer.Typer(
    help=f"{texts.NAME}：{texts.PURPOSE}",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Document = Annotated[list[str] | None, typer.Option("--document", "-d", help="資料のIDで絞り込む（複数可）")]
AsJson = Annotated[bool, typer.Option("--json", help="JSONで出力する")]
After = Annotated[
    list[str] | None, typer.Option("--after", help="直前までの質問。続きの質問として答える（複数可、古い順）")
]
Batch = Annotated[Path | None, typer.Option(help='1行に1つ {"id", "question"} を書いたファイル')]


def say(text: str) -> None:
    """Print a line for the user."""
    typer.echo(text)


def main() -> None:
    """Run the command; a failure is one sentence on standard error, exit status 1.

    What nobody foresaw is written to `error.log` in the home folder, never to the screen.
    """
    try:
        cli()
    except HimitsuError as exc:
        typer.echo(texts.error(exc), err=True)
        sys.exit(1)
    except Exception as exc:
        typer.echo(texts.UNEXPECTED.format(kind=type(exc).__name__, file=_log()), err=True)
        sys.exit(1)


def _log() -> Path:
    """Write the current exception to the log; returns its path."""
    import traceback

    try:
        path = load_settings().home / "error.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(traceback.format_exc(), "utf-8")
    except (HimitsuError, OSError):
        path = Path(tempfile.gettempdir()) / "himitsu-error.log"
        path.write_text(traceback.format_exc(), "utf-8")
    return path


@cli.command()
def ask(
    question: Annotated[str, typer.Argument(help="質問")] = "",
    as_json: AsJson = False,
    batch: Batch = None,
    document: Document = None,
    after: After = None,
) -> None:
    """質問に、出典つきで答える。"""
    from app.batch import read_batch
    from app.engine import Engine

    if not batch:
        guarding.warn(question)
    engine = Engine.open(load_settings())
    if batch:
        for row in read_batch(batch):
            history = row["history"] or after or ()
            answer = _guarded(_asking(engine, document, history), row["question"])
            say(json.dumps({"id": row["id"], **answer}, ensure_ascii=False))
        return
    found = engine.ask(question, document, history=after or ())
    if as_json:
        say(json.dumps(found.to_dict(), ensure_ascii=False, indent=1))
    else:
        from app.show import answer_text

        say(answer_text(found))


@cli.command()
def search(
    question: Annotated[str, typer.Argument(help="質問")] = "",
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="件数")] = 10,
    as_json: AsJson = False,
    batch: Batch = None,
    document: Document = None,
) -> None:
    """質問に近い箇所を、順位をつけて示す。"""
    from app.batch import read_batch
    from app.engine import Engine

    if not batch:
        guarding.warn(question)
    engine = Engine.open(load_settings())
    if batch:
        for row in read_batch(batch):
            found = _guarded(lambda q: _found(engine, q, k, document), row["question"])
            say(json.dumps({"id": row["id"], "question": row["question"], **found}, ensure_ascii=False))
        return
    found = _found(engine, question, k, document)
    if as_json:
        say(json.dumps({"id": "", "question": question, **found}, ensure_ascii=False, indent=1))
    else:
        from app.show import results_text

        if found["suggestion"]:
            say(texts.did_you_mean(found["suggestion"]))
        say(results_text(found["results"]))


def _found(engine: Engine, question: str, k: int, documents: list[str] | None) -> dict[str, Any]:
    """Return what `himitsu search --json` tells of a question."""
    results = engine.search(question, k, documents)
    return {"suggestion": engine.spelt(question), "results": results}


def _asking(
    engine: Engine, documents: list[str] | None, history: Sequence[str]
) -> Callable[[str], dict[str, Any]]:
    """Return what answers one line of a batch."""
    return lambda question: engine.ask(question, documents, history=history).to_dict()


def _guarded(work: Any, question: str) -> dict[str, Any]:
    """Run one line of a batch; a refused input is reported in its place, the rest goes on."""
    try:
        found: dict[str, Any] = work(question)
    except HimitsuError as exc:
        return {"question": question, "error": texts.error(exc)}
    return found


@cli.command()
def index() -> None:
    """資料から索引を作る。"""
    from app.manage import build_index

    manifest = build_index(load_settings())
    counts = manifest.counts
    say(texts.INDEXED.format(**counts, generation=manifest.generation))


@cli.command()
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
        say(line)
    for line in outcome.failures:
        typer.echo(line, err=True)
    if outcome.changed or not is_current(settings):
        manifest = build_index(settings)
        say(texts.INDEXED.format(**manifest.counts, generation=manifest.generation))
    if outcome.failures:
        raise typer.Exit(1)


@cli.command()
def remove(keys: Annotated[list[str], typer.Argument(help="資料ID・ファイル名・ハッシュの先頭")]) -> None:
    """追加した資料を消し、索引を作り直す。"""
    from app.manage import build_index, remove_files

    settings = load_settings()
    for line in remove_files(settings, keys):
        say(line)
    try:
        manifest = build_index(settings)
    except HimitsuError as exc:
        if exc.key != "nothing_to_index":
            raise
        say(texts.EMPTY_INDEX)
        return
    say(texts.INDEXED.format(**manifest.counts, generation=manifest.generation))


@cli.command()
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
    outcome = fetch_files(settings, ids or [], load_catalog(), say=say)
    if outcome.changed or (outcome.lines and not is_current(settings)):
        manifest = build_index(settings)
        say(texts.INDEXED.format(**manifest.counts, generation=manifest.generation))
    if outcome.failures:
        raise typer.Exit(1)


@cli.command()
def docs(as_json: AsJson = False) -> None:
    """収録・追加した資料の一覧。"""
    from app.manage import list_documents
    from app.show import documents_text

    rows = list_documents(load_settings())
    say(json.dumps(rows, ensure_ascii=False, indent=1) if as_json else documents_text(rows))


@cli.command()
def serve(
    host: Annotated[str | None, typer.Option(help="待ち受けるアドレス（既定は127.0.0.1）")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="ポート番号")] = None,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="ブラウザーを開く")] = False,
) -> None:
    """チャットを開く。"""
    from app.manage import ensure_index

    settings: Settings = load_settings()
    ensure_index(settings)
    # After the index: importing the chat takes hub models offline.
    from app.web.server import serve as run

    run(settings, host or settings.host, port or settings.port, open_browser)


@cli.command()
def doctor() -> None:
    """導入・モデル・索引・フォントを調べ、直し方を示す。"""
    from app.doctor import examine

    checks = examine(load_settings())
    for check in checks:
        say(f"{'OK' if check.ok else 'NG'}  {check.name}: {check.detail}")
    if not all(check.ok for check in checks):
        raise typer.Exit(1)


cli.command()(compare)
cli.command()(revisions)
cli.command()(records)
cli.command()(incident)
cli.command()(selfcheck)
cli.command()(guarding.guard)
cli.command()(reply)
cli.command(name="diagnose", help=texts_diagnose.HELP)(diagnose.run)
cli.command()(seminar)

curation = typer.Typer(help="資料のデータを確かめる（資料を増やす人へ）。", no_args_is_help=True)
cli.add_typer(curation, name="corpus")


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
        say(line)
    if not clean:
        raise typer.Exit(1)


evaluation = typer.Typer(help="品質を測る。", no_args_is_help=True)
cli.add_typer(evaluation, name="eval")


@evaluation.command()
def collection(
    passages: Annotated[Path, typer.Option(help='{"id","title","text"} の行')],
    queries: Annotated[Path, typer.Option(help='{"qid","question","gold"} の行')],
) -> None:
    """外部の検索課題を、製品と同じ索引と融合で採点する。"""
    from eval.collections import run

    say(run(passages, queries, load_settings()))


if __name__ == "__main__":
    main()
