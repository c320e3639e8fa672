"""The flow of a written answer: extract, choose quotations, let the model write, check, show.

    scribe = Scribe(engine, writer, checker)
    for answer in scribe.answers("…"):   # grows sentence by sentence; the last one is the answer
        ...

Extraction is the floor: without a model, for a refusal, and wherever writing fails in any way, the
extractive answer is the answer.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app import texts
from app import texts_written as own
from app.concluding import Consulted
from app.endpoint import Endpoint
from app.engine import Engine
from app.guard import inspect
from app.llm import Writer, connect
from app.llm_errors import ModelError
from app.model import Answer, Written
from app.settings import Settings
from app.verify.check import Checker
from app.verify.nli import connect_nli
from app.write.compose import LEADS, composed, told
from app.write.faults import loops
from app.write.judge import Judge
from app.write.material import apt, quotations
from app.write.pack import Quotation
from app.write.prompt import messages, rules, said_cannot
from app.write.review import Checks, Judges, Review
from app.write.sentences import Draft, Sentences
from indexer.errors import HimitsuError

logger = logging.getLogger(__name__)

# So many sentences of another language, and nothing else, and the model is not listened to any longer.
FOREIGN = 3
# Models listened to at the same time. llama.cpp and Ollama answer four at once unless told otherwise; of
# what a server would keep waiting, the time would run.
AT_ONCE = 4
# Tokens a character of our prompts costs: Qwen2.5 .74 on the corpus, .83 at worst. Of a vocabulary without
# Japanese (SmolLM2 1.56) a long prompt is refused by the server, and the extractive answer stands.
TOKENS = 1.0


@dataclass(frozen=True)
class Heard:
    """How listening ended: why the extractive answer stands, what is to be known of a written one."""

    failure: str = ""
    sent: bool = True
    warning: str = ""


UNEXPECTED = Heard(own.LEFT["unexpected"])


@dataclass
class Scribe:
    """An engine, the model that writes for it (None where there is none), and what checks the model.

    `judge` and `nli` are asked about what the checker leaves open; None where the settings want none.
    """

    engine: Engine
    writer: Writer | None
    checker: Checks
    judge: Judge | None = None
    nli: Judges | None = None
    turns: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(AT_ONCE), repr=False)

    @property
    def endpoint(self) -> Endpoint | None:
        """Where the model is; None where there is none."""
        return self.writer.endpoint if self.writer else None

    @property
    def writing(self) -> bool:
        """Whether a model is asked to write what the corpus answers."""
        return self.writer is not None

    def prepare(self) -> None:
        """Import in the background what writing needs, so that the first question does not wait for it."""
        if self.writer:
            threading.Thread(target=self.writer.prepare, daemon=True).start()

    def ask(
        self,
        question: str,
        documents: Collection[str] | None = None,
        today: date | None = None,
        history: Sequence[str] = (),
    ) -> Answer:
        """Answer a question. Raises HimitsuError for one that cannot be asked, never for the model."""
        *_, last = self.answers(question, documents, today, history)
        return last

    def answers(
        self,
        question: str,
        documents: Collection[str] | None = None,
        today: date | None = None,
        history: Sequence[str] = (),
    ) -> Iterator[Answer]:
        """Yield the extractive answer, then the written one as it grows; the last one is the answer."""
        day = today or date.today()
        consulted = self.engine.consult(question, documents, day, history)
        self._keep_pastes_here(question, consulted)
        yield consulted.answer
        # What the corpus does not say is not asked of a model.
        if self.writer is None or consulted.answer.status == "refused":
            return
        try:
            yield from self._written(consulted, self.writer, day)
        except Exception:
            # Whatever goes wrong in writing costs no answer. The trace holds no question.
            logger.exception("an answer could not be written")
            failed = _account(Review(self.checker, (), consulted.query), self.writer, UNEXPECTED)
            yield _standing(consulted, failed)

    def _keep_pastes_here(self, question: str, consulted: Consulted) -> None:
        """Raise HimitsuError "llm_pasted" before a paste leaves the machine."""
        if self.endpoint and not self.endpoint.local and (inspect(question) or inspect(consulted.asked)):
            raise HimitsuError("llm_pasted", host=self.endpoint.host)

    def _written(self, consulted: Consulted, writer: Writer, day: date) -> Iterator[Answer]:
        started = time.perf_counter()
        packed = self._packed(consulted, writer)
        review = Review(self.checker, packed, consulted.query, self._judges(writer), apt(consulted))
        heard = Heard(own.LEFT["no_room"], sent=False)
        if packed:
            heard = yield from self._in_turn(consulted, review, writer, day)
        written = _account(review, writer, heard)
        if written.note:
            answer = _standing(consulted, written)
        else:
            answer = self._composed(consulted, review, written, day, LEADS)
        spent = round((time.perf_counter() - started) * 1000, 2)
        yield replace(answer, timings_ms={**consulted.answer.timings_ms, "write": spent})

    def _judges(self, writer: Writer) -> list[Judges]:
        """Return who is asked about what the check leaves open, the cheaper first."""
        judge = self.judge and self.judge.within(writer.seconds)
        return [one for one in (self.nli, judge) if one]

    def _packed(self, consulted: Consulted, writer: Writer) -> list[Quotation]:
        told_already = len(rules("")) + len(consulted.asked) + len(own.NOW_ANSWER)
        room = int((writer.context - writer.answer) / TOKENS) - told_already
        return quotations(self.engine.index, consulted, room)

    def _in_turn(
        self, consulted: Consulted, review: Review, writer: Writer, day: date
    ) -> Generator[Answer, None, Heard]:
        """Listen to the model when fewer than AT_ONCE others do; wait no longer than for an answer."""
        if not self.turns.acquire(timeout=writer.seconds):
            return Heard(texts.error(ModelError("timeout")), sent=False)
        try:
            return (yield from self._listen(consulted, review, writer, day))
        finally:
            self.turns.release()

    def _listen(
        self, consulted: Consulted, review: Review, writer: Writer, day: date
    ) -> Generator[Answer, None, Heard]:
        """Let the model write; yield the answer at every sentence that is shown; return what went wrong."""
        sentences, drafts, warning = Sentences(), list[Draft](), ""
        pieces = writer.stream(messages(consulted.asked, review.quotations), writer.answer)
        try:
            for piece in _and_end(pieces):
                for draft in sentences.end() if piece is None else sentences.feed(piece):
                    drafts.append(draft)
                    if said_cannot(draft.text):
                        continue
                    if loops(drafts):
                        return Heard(own.LEFT["loop"])
                    if review.take(draft):
                        yield self._composed(
                            consulted, review, _account(review, writer, Heard()), day, leads=0
                        )
                    elif review.sentences == review.faults["foreign"] == FOREIGN:
                        return Heard(own.LEFT["foreign"])
        except ModelError as error:
            # As long as was allowed: what came stands.
            if error.kind != "limit" or _emptiness(review, drafts):
                return Heard(texts.error(error), sent=error.kind not in ("unreachable", "certificates"))
            warning = texts.error(error)
        finally:
            pieces.close()
        return Heard(_emptiness(review, drafts), warning=warning)

    def _composed(
        self, consulted: Consulted, review: Review, written: Written, day: date, leads: int
    ) -> Answer:
        return composed(self.engine.index, consulted, review, self.engine.updates, written, day, leads)


def _standing(consulted: Consulted, written: Written) -> Answer:
    """Return the extractive answer, with what came of asking the model."""
    warnings = (*told(written), *consulted.answer.warnings)
    return replace(consulted.answer, written=written, warnings=warnings)


def _and_end(pieces: Iterator[str]) -> Iterator[str | None]:
    """Yield the pieces, and None when there are no more."""
    yield from pieces
    yield None


def _emptiness(review: Review, drafts: Sequence[Draft]) -> str:
    """Return why an answer that came whole leaves nothing to show, "" where it leaves something."""
    if review.said and review.cited:
        return ""
    if not drafts:
        return own.LEFT["empty"]
    if not review.sentences:
        return own.LEFT["cannot"]
    if review.faults["foreign"] == review.sentences:
        return own.LEFT["foreign"]
    if review.aside:
        return own.LEFT["aside"]
    return own.LEFT["unsupported" if review.cited else "uncited"]


def _account(review: Review, writer: Writer, heard: Heard) -> Written:
    """Return what came of asking the model."""
    endpoint = writer.endpoint
    return Written(
        model=endpoint.model,
        host=endpoint.host,
        local=endpoint.local,
        sentences=review.sentences,
        softened=review.softened,
        dropped=review.dropped,
        aside=review.aside,
        share_dropped=round(review.dropped / max(review.sentences, 1), 3),
        note=f"{heard.failure}{own.STANDS}" if heard.failure else "",
        sent=heard.sent,
        warning=heard.warning,
    )


def open_scribe(engine: Engine, settings: Settings) -> Scribe:
    """Return the scribe of the settings. Raises HimitsuError where a model is set that cannot be used."""
    searcher = engine.searcher
    writer = connect(settings)
    judge = Judge(writer) if writer and settings.llm_judge == "on" else None
    nli = connect_nli(settings) if writer else None
    return Scribe(engine, writer, Checker.make(searcher.lexicon), judge, nli)
