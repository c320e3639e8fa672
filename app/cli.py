"""The `himitsu` command. Heavy libraries are imported by the commands that use them."""

from __future__ import annotations

import os

# Before any library reads them: no telemetry, and no hub unless a hub model is asked for.
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import json
import logging
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app import texts, texts_diagnose, texts_written
from app.commands import diagnose, documents
from app.commands import guard as guarding
from app.commands.compare import compare
from app.commands.curation import curation, evaluation
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
    from app.write.scribe import Scribe

cli = typer.Typer(
    help=f"{texts.NAME}：{texts.PURPOSE}",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Document = Annotated[list[str] | None, typer.Option("--document", "-d", help="資料のIDで絞り込む（複数可）")]
AsJson = Annotated[bool, typer.Option("--json", help="JSONで出力する")]
Extractive = Annotated[bool, typer.Option("--extractive", help="言語モデルに書かせず、資料の文だけで答える")]
After = Annotated[
    list[str] | None, typer.Option("--after", help="直前までの質問。続きの質問として答える（複数可、古い順）")
]
Batch = Annotated[Path | None, typer.Option(help='1行に1つ {"id", "question"} を書いたファイル')]


def say(text: str) -> None:
    """Print a line for the user."""
    typer.echo(text)


# So many bytes of log, some two hundred traces, and it begins anew.
LONGEST_LOG = 1_000_000


class ErrorLog(logging.Handler):
    """What our packages log, in `error.log`; without a handler Python would print it to the screen."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record down."""
        _log(self.format(record))


def main() -> None:
    """Run the command; a failure is one sentence on standard error, exit status 1.

    What nobody foresaw is written to `error.log` in the home folder, never to the screen.
    """
    kept = ErrorLog()
    kept.setFormatter(logging.Formatter("%(asctime)s %(name)s: %(message)s"))
    for package in ("app", "indexer"):
        logging.getLogger(package).addHandler(kept)
    try:
        cli()
    except HimitsuError as exc:
        typer.echo(texts.error(exc), err=True)
        sys.exit(1)
    except Exception as exc:
        path = _log(traceback.format_exc())
        typer.echo(texts.UNEXPECTED.format(kind=type(exc).__name__, file=path), err=True)
        sys.exit(1)


def _log(text: str) -> Path:
    """Add a text to the log; returns its path."""
    try:
        path = load_settings().home / "error.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        _add(path, text)
    except (HimitsuError, OSError):
        path = Path(tempfile.gettempdir()) / "himitsu-error.log"
        _add(path, text)
    return path


def _add(path: Path, text: str) -> None:
    more = path.exists() and path.stat().st_size < LONGEST_LOG
    with path.open("a" if more else "w", encoding="utf-8") as file:
        file.write(f"{text.rstrip()}\n")


@cli.command()
def ask(
    question: Annotated[str, typer.Argument(help="質問")] = "",
    as_json: AsJson = False,
    batch: Batch = None,
    document: Document = None,
    after: After = None,
    extractive: Extractive = False,
) -> None:
    """質問に、出典つきで答える。"""
    from app.batch import read_batch
    from app.engine import Engine
    from app.write.scribe import open_scribe

    if not batch:
        guarding.warn(question)
    settings = load_settings()
    if extractive:
        settings = settings.model_copy(update={"llm_url": ""})
    scribe = open_scribe(Engine.open(settings), settings)
    if scribe.endpoint and not scribe.endpoint.local:
        typer.echo(texts_written.SENDS.format(**asdict(scribe.endpoint)), err=True)
    if batch:
        for row in read_batch(batch):
            history = row["history"] or after or ()
            answer = _guarded(_asking(scribe, document, history), row["question"])
            say(json.dumps({"id": row["id"], **answer}, ensure_ascii=False))
        return
    found = scribe.ask(question, document, history=after or ())
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
    scribe: Scribe, documents: list[str] | None, history: Sequence[str]
) -> Callable[[str], dict[str, Any]]:
    """Return what answers one line of a batch."""
    return lambda question: scribe.ask(question, documents, history=history).to_dict()


def _guarded(work: Any, question: str) -> dict[str, Any]:
    """Run one line of a batch; a refused input is reported in its place, the rest goes on."""
    try:
        found: dict[str, Any] = work(question)
    except HimitsuError as exc:
        return {"question": question, "error": texts.error(exc)}
    return found


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


cli.command()(documents.index)
cli.command()(documents.add)
cli.command()(documents.remove)
cli.command()(documents.fetch)
cli.command()(documents.docs)
cli.command()(compare)
cli.command()(revisions)
cli.command()(records)
cli.command()(incident)
cli.command()(selfcheck)
cli.command()(guarding.guard)
cli.command()(reply)
cli.command(name="diagnose", help=texts_diagnose.HELP)(diagnose.run)
cli.command()(seminar)
cli.add_typer(curation, name="corpus")
cli.add_typer(evaluation, name="eval")

if __name__ == "__main__":
    main()
