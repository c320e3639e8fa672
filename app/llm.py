"""A language model of the user's behind LlamaIndex's LLM interface: text in, pieces of text out."""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from pydantic import SecretStr

from app.endpoint import Endpoint, endpoint_of
from app.settings import Settings
from app.spoken import Spoken

if TYPE_CHECKING:
    import httpx
    from llama_index.core.base.llms.types import ChatResponse

    from app.llm_errors import Kind
    from app.wire import Line

Message = tuple[Literal["system", "user"], str]

# Where a server does not keep to the limit: characters a token (English has 5, Japanese 1.4, the longest
# piece in the digests 12, Qwen2.5), and bytes (llama.cpp sends 270 and the model's name for each).
CHARACTERS = 16
BYTES, HEAD = 2048, 65_536
# Where the client library insists on a key; none is sent.
NO_KEY = "none"


def connect(settings: Settings) -> Writer | None:
    """Return the model of the settings, None where there is none. Nothing is sent, nothing heavy imported.

    Raises HimitsuError as `endpoint_of` does.
    """
    endpoint = endpoint_of(settings)
    if endpoint is None:
        return None
    return Writer(
        endpoint,
        settings.llm_context,
        settings.llm_answer,
        float(settings.llm_timeout),
        float(settings.llm_wait),
        SecretStr(settings.llm_key.get_secret_value().strip()),
        settings.llm_effort,
    )


@dataclass(frozen=True)
class Writer:
    """Writes what it is told to. `context` and `answer` in tokens, `seconds` for a whole answer.

    Each stream has a connection of its own: streams may run side by side, and ending one ends no other.
    """

    endpoint: Endpoint
    context: int
    answer: int
    seconds: float
    wait: float
    key: SecretStr = field(repr=False)
    effort: str = ""

    def prepare(self) -> None:
        """Import what writing needs (some seconds), so that the first question does not wait for it."""
        for name in ("llama_index.llms.openai_like", "openai.resources.chat.completions"):
            import_module(name)
        # Its debug log holds what is asked, where somebody turns it on (OPENAI_LOG).
        logging.getLogger("openai").setLevel(logging.INFO)

    def stream(
        self, messages: Sequence[Message], limit: int | None = None, seconds: float | None = None
    ) -> Generator[str, None, None]:
        """Yield the answer as it comes, without the model's thoughts; `limit` in tokens.

        It is over after `seconds`, or the writer's own where these are fewer. Closing the iterator closes
        the connection, upon which servers stop. Raises ModelError, "limit" and "cut" also after pieces that
        stand.
        """
        from app.llm_errors import expected, failure
        from app.wire import line

        self.prepare()
        limit = min(limit or self.answer, self.answer)
        most = HEAD + limit * BYTES
        seconds = min(seconds or self.seconds, self.seconds)
        with line(self.endpoint, self.key.get_secret_value(), seconds, self.wait, most) as opened:
            try:
                yield from self._heard(opened, messages, limit)
            except expected() as error:
                raise failure(error, opened.wire.ended) from None

    def _heard(self, line: Line, messages: Sequence[Message], limit: int) -> Iterator[str]:
        from app.llm_errors import ModelError, failure

        spoken, finish, reply = Spoken(), "", None
        most = left = limit * CHARACTERS
        for reply in self._replies(line.client, messages, limit):
            finish = _finish(reply) or finish
            text = spoken.hear(reply.delta or "")
            if text:
                yield text
            left -= len(text)
            if left < 0:
                raise ModelError("limit")
        if line.wire.ended and not finish:
            raise failure(EOFError(), line.wire.ended)
        if reply is None:
            raise ModelError("garbage")
        rest = spoken.rest()
        if rest:
            yield rest
        if kind := _wrong(finish, nothing=left == most and not rest):
            raise ModelError(kind)

    def _replies(
        self, client: httpx.Client, messages: Sequence[Message], limit: int
    ) -> Iterator[ChatResponse]:
        from llama_index.core.base.llms.types import ChatMessage
        from llama_index.llms.openai_like import OpenAILike

        model = OpenAILike(
            model=self.endpoint.model,
            # Without one it would go to a cloud.
            api_base=self.endpoint.url,
            api_key=NO_KEY,
            is_chat_model=True,
            context_window=self.context,
            max_tokens=limit,
            # The likeliest word each time: the same question has the same answer.
            temperature=0.0,
            additional_kwargs={"reasoning_effort": self.effort} if self.effort else {},
            # A second try would be a second wait.
            max_retries=0,
            timeout=client.timeout.read,
            reuse_client=True,
            http_client=client,
        )
        yield from model.stream_chat([ChatMessage(role=role, content=text) for role, text in messages])


def _wrong(finish: str, nothing: bool) -> Kind | Literal[""]:
    # Where the length of an answer is not told beforehand, a killed server's looks like one that has come
    # to its end; only the reason of ending tells them apart.
    if not finish:
        return "cut"
    if nothing:
        return "empty"
    return "limit" if finish == "length" else ""


def _finish(reply: ChatResponse) -> str:
    """Return why the answer ended where this reply says so: "stop", "length" ..."""
    choices = getattr(reply.raw, "choices", None)
    return (choices[0].finish_reason or "") if choices else ""
