"""`himitsu selfcheck`: files to fill in, sums, comparison, the draft of an application."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app import texts
from app import texts_selfcheck as said
from app.settings import load_settings
from indexer.errors import HimitsuError

if TYPE_CHECKING:
    from app.tools.selfcheck import Tally
    from app.tools.selfcheck_compare import Comparison
    from app.tools.selfcheck_desk import Desk
    from app.tools.selfcheck_items import Catalogue
    from app.tools.selfcheck_menu import Suggestion
    from app.tools.selfcheck_read import Reading

Written = Annotated[Path | None, typer.Option("--new", help="記入用の空のExcelを書き出すファイル")]
Chosen = Annotated[
    list[str] | None,
    typer.Option("--checklist", help="--new に入れるチェックリストのID（複数可、省略すると全部）"),
]


def selfcheck(
    file: Annotated[Path | None, typer.Argument(help="記入した自己点検のExcel")] = None,
    new: Written = None,
    checklist: Chosen = None,
    compare: Annotated[Path | None, typer.Option(help="比べる以前のExcel")] = None,
    application: Annotated[
        Path | None, typer.Option(help="ジェトロの申請の下書きを書き出すExcelのファイル")
    ] = None,
    country: Annotated[
        str, typer.Option(help="支援を受ける国・地域（中国本土・タイ・ベトナム・インドネシア）")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="JSONで出力する")] = False,
) -> None:
    """自己点検のExcelを作る、集計する、以前のものと比べる、ジェトロの申請の下書きを作る。"""
    if new:
        _new(new, checklist or [])
        return
    if file is None or bool(application) != bool(country):
        raise HimitsuError("selfcheck_usage" if file is None else "selfcheck_country_missing")
    outcome = _outcome(file, compare, application, country)
    if as_json:
        typer.echo(json.dumps(outcome.plain(), ensure_ascii=False, indent=1))
    else:
        typer.echo("\n".join(outcome.lines()))


def _new(path: Path, checklists: list[str]) -> None:
    from app.engine import Engine
    from app.export.selfcheck_book import to_book
    from app.tools.selfcheck import new_check
    from app.tools.selfcheck_desk import Desk

    desk = Desk(Engine.open(load_settings()))
    check = new_check(desk.catalogue, checklists or list(desk.catalogue.checklists))
    _write(path, to_book(check, desk.catalogue, date.today(), desk.cite))
    typer.echo(said.WROTE.format(file=path, count=len(check.marks)))


def _outcome(file: Path, compare: Path | None, application: Path | None, country: str) -> Outcome:
    from app.tools.selfcheck_compare import compare as compared
    from app.tools.selfcheck_items import load_catalogue

    catalogue = load_catalogue()
    reading = _read(file, catalogue)
    moves = older = suggestion = None
    if compare:
        older = _read(compare, catalogue)
        moves = compared(older.check, reading.check, older.lost)
    if application:
        from app.engine import Engine
        from app.export.selfcheck_application import to_application
        from app.tools.selfcheck_desk import Desk

        desk: Desk = Desk(Engine.open(load_settings()))
        suggestion = desk.suggest(reading.check, country)
        _write(application, to_application(desk, reading.check, country, date.today()))
    return Outcome(catalogue, reading, older, moves, suggestion, application)


def _read(path: Path, catalogue: Catalogue) -> Reading:
    from app.tools.selfcheck_read import read_check

    if not path.is_file():
        raise HimitsuError("no_such_file", file=path)
    try:
        return read_check(path.read_bytes(), catalogue, path.name)
    except OSError as error:
        raise HimitsuError("cannot_open", file=path, reason=error.strerror) from error


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise HimitsuError("cannot_open", file=path, reason=error.strerror) from error


@dataclass(frozen=True)
class Outcome:
    """What the command found."""

    catalogue: Catalogue
    reading: Reading
    older: Reading | None
    moves: Comparison | None
    suggestion: Suggestion | None
    application: Path | None

    def lines(self) -> list[str]:
        """Return it as lines for a terminal."""
        from app.tools.selfcheck import chapters, tally

        check = self.reading.check
        whole = tally(check)
        found = [f"{said.OVERALL}：{said.ratio(whole)}　{said.counts(whole)}{said.excluded(whole)}"]
        for chapter in chapters(check, self.catalogue):
            part = tally(check, chapter.keys)
            name = said.CHAPTER_PAGE.format(title=chapter.title, name=chapter.name)
            found.append(f"・{name}：{said.counts(part)}{said.excluded(part)}")
        found += [f"※ {problem.sentence}" for problem in self.reading.problems]
        return [*found, *self._moved(), *self._suggested(), f"※ {said.NOT_JUDGED}"]

    def _moved(self) -> list[str]:
        from app.tools.selfcheck_compare import WAYS

        if self.moves is None or self.older is None:
            return []
        found = ["", said.compared(self.older.check.day)]
        for way in WAYS:
            for move in self.moves.of(way):
                item = self.catalogue.items.get(move.key)
                text = item.text if item else move.text or move.key
                before = said.STATUS[move.before] if way != "new" else ""
                after = said.STATUS[move.after] if way != "gone" else ""
                found.append(f"・{said.DIRECTIONS[way]}：{text}（{before}→{after}）")
        return [*found, said.SAME.format(count=self.moves.unchanged), *self._older_problems()]

    def _older_problems(self) -> list[str]:
        return [f"※ {problem.sentence}" for problem in self.older.problems] if self.older else []

    def _suggested(self) -> list[str]:
        found = self.suggestion
        if found is None:
            return []
        left = found.limit - found.total
        told = said.PROPOSED.format(
            country=found.country.name, total=found.total, limit=found.limit, left=left
        )
        rows = [
            f"・{line.item.name}：{said.HOURS.format(hours=line.hours)}" for line in found.lines if line.hours
        ]
        wrote = said.WROTE_APPLICATION.format(file=self.application, total=found.total, limit=found.limit)
        return ["", told, *rows, f"※ {said.BY_US}", wrote]

    def plain(self) -> dict[str, Any]:
        """Return it as the JSON object of `--json`."""
        from app.tools.selfcheck import chapters, tally, to_plain

        check = self.reading.check
        return {
            **to_plain(check),
            "total": _numbers(tally(check)),
            "chapters": [
                {"checklist": c.checklist, "name": c.name, **_numbers(tally(check, c.keys))}
                for c in chapters(check, self.catalogue)
            ],
            "problems": [{"row": p.row, "text": p.sentence} for p in self.reading.problems],
            "comparison": self._comparison(),
            "suggestion": self._suggestion(),
            "notice": texts.NOT_ADVICE,
        }

    def _comparison(self) -> dict[str, Any] | None:
        if self.moves is None:
            return None
        moves = [
            {"item": m.key, "direction": m.direction, "before": m.before, "after": m.after}
            for m in self.moves.moves
        ]
        return {"moves": moves, "unchanged": self.moves.unchanged}

    def _suggestion(self) -> dict[str, Any] | None:
        found = self.suggestion
        if found is None:
            return None
        lines = [
            {
                "menu": line.item.name,
                "hours": line.hours,
                "gaps": list(line.gaps),
                "section": str(line.item.section),
            }
            for line in found.lines
        ]
        return {"country": found.country.name, "total": found.total, "limit": found.limit, "lines": lines}


def _numbers(tally: Tally) -> dict[str, int]:
    counts = {
        status or "unanswered": tally.counts.get(status, 0) for status in ("done", "part", "todo", "", "none")
    }
    return {**counts, "counted": tally.counted}
