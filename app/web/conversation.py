"""From a question to the HTML of its turn, step by step; no Gradio here."""

from __future__ import annotations

import logging
import secrets
import time
from collections import OrderedDict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Protocol

from app import texts
from app import texts_web as web
from app.export.markdown import to_markdown
from app.model import Answer
from app.web.turn import actions_bar, failed, searching, turn
from indexer.errors import HimitsuError

logger = logging.getLogger(__name__)

# Long enough to see the claims arrive, short enough not to be waited for.
PAUSE_SECONDS = 0.08
# Answers kept for saving; the oldest go first, so that memory stays bounded.
KEPT_ANSWERS = 300
# Earlier questions that a follow-up may lean on. Each is understood before the next is asked, so that
# the last one alone nearly always says it all.
REMEMBERED = 3


class Asker(Protocol):
    """What the screen needs of the engine."""

    def ask(
        self, question: str, documents: Collection[str] | None = None, *, history: Sequence[str] = ()
    ) -> Answer:
        """Answer a question from the named documents, or from all, after the earlier questions."""


@dataclass(frozen=True)
class Kept:
    """An answer that can still be saved, and the day it was given."""

    answer: Answer
    day: date


class Shelf:
    """Answers by unguessable token, in memory only: a saved file is made when asked for."""

    def __init__(self, size: int = KEPT_ANSWERS) -> None:
        self._size = size
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._lock = Lock()

    def put(self, answer: Answer, day: date) -> str:
        """Keep an answer; return its token."""
        token = secrets.token_urlsafe(18)
        with self._lock:
            self._kept[token] = Kept(answer, day)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return token

    def get(self, token: str) -> Kept | None:
        """Return what the token stands for, or None."""
        with self._lock:
            return self._kept.get(token)

    def drop(self, tokens: Collection[str]) -> None:
        """Forget answers."""
        with self._lock:
            for token in tokens:
                self._kept.pop(token, None)


@dataclass(frozen=True)
class Turn:
    """A finished turn: its HTML, the token of its answer when there is one, the question understood."""

    html: str
    token: str | None = None
    understood: str = ""


def remembered(turns: Sequence[Turn]) -> list[str]:
    """Return the last questions of a conversation as they were understood, oldest first."""
    return [turn.understood for turn in turns if turn.understood][-REMEMBERED:]


def converse(
    engine: Asker,
    shelf: Shelf,
    question: str,
    documents: Collection[str] | None,
    number: int,
    pause: float = PAUSE_SECONDS,
    history: Sequence[str] = (),
) -> Iterator[Turn]:
    """Yield the turn as it grows; the last one is the finished turn."""
    yield Turn(searching(question, number))
    if documents is not None and not documents:
        yield Turn(failed(question, number, web.NO_DOCUMENT))
        return
    try:
        answer = engine.ask(question, documents, history=history)
        for shown in range(1, len(answer.claims)):
            yield Turn(turn(answer, number, shown=shown))
            time.sleep(pause)
        today = date.today()
        token = shelf.put(answer, today)
        actions = actions_bar(f"t{number}", token, to_markdown(answer, today))
        yield Turn(
            turn(answer, number, actions), token, answer.understood or answer.suggestion or answer.question
        )
    except HimitsuError as error:
        yield Turn(failed(question, number, texts.error(error)))
    except Exception:
        # The reader gets a sentence; the trace goes to the log. The question stays out of the
        # log, because readers paste what they should not.
        logger.exception("a question could not be answered")
        yield Turn(failed(question, number, web.UNEXPECTED))
