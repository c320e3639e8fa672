"""What readers said of answers, and what could not be answered: kept on this machine, for curators."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Literal, get_args

from app.model import Answer
from indexer.errors import HimitsuError
from indexer.library import write_atomic

Verdict = Literal["useful", "wrong", "source", "refused"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
NAME = "records.jsonl"
# A line is about a kilobyte; more than this many is no list that anybody reads.
LARGEST = 5_000
_LOCK = Lock()


@dataclass(frozen=True)
class Record:
    """One answer as a reader judged it, or ("refused") a question without an answer."""

    day: str
    verdict: Verdict
    question: str
    understood: str
    answer: str
    sources: tuple[str, ...]


def record_of(answer: Answer, verdict: Verdict, day: date) -> Record:
    """Return what is kept of an answer: no passage, only where it stands."""
    sources = tuple(f"{c.title}「{c.section}」" for c in answer.citations)
    return Record(day.isoformat(), verdict, answer.question, answer.understood, answer.answer, sources)


class Notebook:
    """The records of one home folder, a line each."""

    def __init__(self, home: Path) -> None:
        self.path = home / NAME

    def add(self, record: Record) -> None:
        """Write a record, unless it stands there already. Raises HimitsuError "records_unwritable"."""
        with _LOCK:
            known = self.read()
            if record in known:
                return
            self._write([*known, record][-LARGEST:])

    def read(self) -> list[Record]:
        """Return all records, oldest first; a line that cannot be read is passed over."""
        try:
            # Not splitlines, for which a line also ends at marks that may stand in a question.
            lines = self.path.read_text("utf-8").split("\n")
        except FileNotFoundError:
            return []
        except (OSError, UnicodeDecodeError) as error:
            raise HimitsuError("records_unreadable", path=self.path) from error
        return [record for line in lines if (record := _read(line))]

    def clear(self) -> None:
        """Delete all records. Raises HimitsuError "records_unwritable"."""
        with _LOCK:
            try:
                self.path.unlink(missing_ok=True)
            except OSError as error:
                raise HimitsuError("records_unwritable", path=self.path) from error

    def _write(self, records: Iterable[Record]) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(
                self.path, "".join(json.dumps(asdict(r), ensure_ascii=False) + "\n" for r in records)
            )
        except OSError as error:
            raise HimitsuError("records_unwritable", path=self.path) from error


def _read(line: str) -> Record | None:
    try:
        stored = json.loads(line)
        record = Record(**{**stored, "sources": tuple(stored["sources"])})
    except (ValueError, TypeError, KeyError):
        return None
    return record if record.verdict in VERDICTS else None
