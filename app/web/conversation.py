"""From a question to the HTML of its turn, step by step; no Gradio here."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app import texts
from app import texts_web as web
from app import texts_written as own
from app.export.docx import to_docx
from app.export.markdown import to_markdown
from app.guard import inspect
from app.model import Answer
from app.tools.notebook import Notebook, record_of
from app.web.records_html import feedback_bar
from app.web.shelf import Offer, Shelf
from app.web.turn import actions_bar, failed, searching, turn
from indexer.errors import HimitsuError

logger = logging.getLogger(__name__)

# Long enough to see the claims arrive, short enough not to be waited for.
PAUSE_SECONDS = 0.08
# Earlier questions that a follow-up may lean on. Each is understood before the next is asked, so that
# the last one alone nearly always says it all.
REMEMBERED = 3


class Asker(Protocol):
    """What the screen needs of the scribe."""

    @property
    def writing(self) -> bool:
        """Whether a language model is asked to write what the corpus answers."""

    def answers(
        self, question: str, documents: Collection[str] | None = None, *, history: Sequence[str] = ()
    ) -> Iterator[Answer]:
        """Answer a question from the named documents, or from all, after the earlier questions.

        Yields the extractive answer, and a written one as it grows; the last one is the answer.
        """


def offer_of(answer: Answer, day: date) -> Offer:
    """Return an answer as files."""
    return Offer(
        web.FILE_STEM.format(date=day.isoformat()),
        {"md": lambda: to_markdown(answer, day).encode("utf-8"), "docx": lambda: to_docx(answer, day)},
        answer,
    )


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
    scribe: Asker,
    shelf: Shelf,
    question: str,
    documents: Collection[str] | None,
    number: int,
    pause: float = PAUSE_SECONDS,
    history: Sequence[str] = (),
    notebook: Notebook | None = None,
) -> Iterator[Turn]:
    """Yield the turn as it grows; the last one is the finished turn.

    What could not be answered goes into the notebook, where there is one and the question is no paste.
    """
    yield Turn(searching(question, number))
    if documents is not None and not documents:
        yield Turn(failed(question, number, web.NO_DOCUMENT))
        return
    try:
        grown = scribe.answers(question, documents, history=history)
        answer = next(grown)
        if scribe.writing and answer.status != "refused":
            yield _writing(answer, number)
            for answer in grown:
                yield _writing(answer, number)
        else:
            for shown in range(1, len(answer.claims)):
                yield Turn(turn(answer, number, shown=shown))
                time.sleep(pause)
        today = date.today()
        if notebook and answer.status != "answered" and not inspect(question):
            _write_down(notebook, answer, today)
        token = shelf.put(offer_of(answer, today))
        actions = actions_bar(f"t{number}", token, to_markdown(answer, today))
        if notebook:
            actions += feedback_bar(token)
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


def _writing(answer: Answer, number: int) -> Turn:
    """Return the turn while a model writes: what stands so far, and that more may come."""
    return Turn(turn(answer, number, shown=len(answer.claims), status=own.WRITING))


def _write_down(notebook: Notebook, answer: Answer, day: date) -> None:
    """Keep a question without an answer; what cannot be kept must not cost the reader the answer."""
    try:
        notebook.add(record_of(answer, "refused", day))
    except HimitsuError:
        logger.exception("a record could not be written")
