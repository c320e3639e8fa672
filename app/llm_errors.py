"""Why a model's answer did not come: one kind for each thing that a user can do about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from indexer.errors import HimitsuError

if TYPE_CHECKING:
    from app.wire import Ended

Kind = Literal[
    "certificates",  # the certificates of the environment cannot be read; nothing was sent
    "unreachable",  # no server there
    "timeout",  # too long for the first piece, between two, or in all
    "status",  # an error of the server; the detail is its number
    "busy",  # asked to come again later: loading, or too many questions
    "redirect",  # sent elsewhere, where nothing was sent
    "refused_key",  # key missing or wrong
    "no_model",  # the server has no such model, or no such path
    "too_long",  # more than the model's context
    "cut",  # the connection ended before the answer did
    "garbage",  # not what such a server says
    "empty",  # an answer without text
    "limit",  # as long as was allowed: the pieces that came stand, the last sentence may not be whole
]
STATUS: dict[int, Kind] = {
    401: "refused_key",
    403: "refused_key",
    404: "no_model",
    413: "too_long",
    429: "busy",
    503: "busy",
}
# What servers write of a prompt above the context: OpenAI "context_length_exceeded", llama.cpp
# "exceed_context_size_error", vLLM "maximum context length", LM Studio "when context the overflows" and
# "greater than the context length".
CONTEXT = re.compile(
    r"context[ _](the )?(length|size|window|overflow)|maximum context|prompt is too long", re.I
)
# What a client library raises of an answer that has another form than it should.
MALFORMED = (ValueError, TypeError, AttributeError, LookupError, RecursionError)


class ModelError(HimitsuError):
    """No answer, or none to its end. `detail` is a number of HTTP or "": never words of the server's.

    Servers repeat the prompt in their messages, so none of those is kept; raise it `from None`.
    """

    def __init__(self, kind: Kind, detail: str = "") -> None:
        super().__init__(f"llm_{kind}", detail=detail)
        self.kind: Kind = kind
        self.detail = detail


def expected() -> tuple[type[Exception], ...]:
    """Return what may be raised while a model answers."""
    import httpx
    import openai

    return (openai.OpenAIError, httpx.HTTPError, httpx.StreamError, *MALFORMED)


def failure(error: Exception, ended: Ended) -> ModelError:
    """Return what an exception of the libraries means to the user; `ended` is the wire's."""
    import httpx

    if ended:
        return ModelError("timeout" if ended == "timeout" else "limit")
    if isinstance(error, httpx.HTTPError | httpx.StreamError):
        return _of_wire(error)
    import openai

    if isinstance(error, openai.APIStatusError):
        return of_status(error.status_code, error.body)
    if isinstance(error, openai.APIConnectionError) and isinstance(error.__cause__, httpx.HTTPError):
        return _of_wire(error.__cause__)
    if isinstance(error, openai.APIError):
        # Told within a stream that had begun well.
        code = error.body.get("code") if isinstance(error.body, dict) else None
        return of_status(code if isinstance(code, int) else 200, error.body)
    return ModelError("garbage")


def _of_wire(error: Exception) -> ModelError:
    import httpx

    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return ModelError("unreachable")
    if isinstance(error, httpx.TimeoutException):
        return ModelError("timeout")
    # Of a protocol error, h11 says "without sending" where the other side went away, and what was odd
    # where it spoke something else.
    odd = isinstance(error, httpx.RemoteProtocolError) and "without sending" not in str(error)
    return ModelError("garbage" if odd else "cut")


def of_status(status: int, body: Any = None) -> ModelError:
    """Return what an HTTP status means, and the error object that came with it."""
    if isinstance(body, dict):
        body = " ".join(str(body.get(name, "")) for name in ("code", "type", "message"))
    # LM Studio sends a bare text.
    if isinstance(body, str) and CONTEXT.search(body):
        return ModelError("too_long", str(status))
    if 300 <= status < 400:
        return ModelError("redirect", str(status))
    return ModelError(STATUS.get(status, "status"), str(status))
