"""HTTP to the language model: to that host alone, with nothing more than is needed, and with an end."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import httpx

from app.endpoint import Endpoint
from app.llm_errors import ModelError

# Of what a library puts on a request. The rest tells of this machine (X-Stainless-…, OpenAI-Project and
# other headers that a client library takes from the environment) or is a key that is not of this server.
NEEDED = ("host", "accept", "content-type", "content-length", "transfer-encoding")
# A server on this machine or in the same house accepts a connection at once.
CONNECT = 10.0

Ended = Literal["", "timeout", "flood"]


class Wire(httpx.BaseTransport):
    """One conversation with a server, over at a deadline whatever the server does.

    A library's timeouts count from byte to byte, so that a server which drips is never late. Here the
    connection is shut when `seconds` are over, and reading ends when `most` bytes are read. `ended` says
    which it was. Connections are not kept: one that its server closed meanwhile would be an error.
    """

    def __init__(self, key: str, seconds: float, most: int, tls: bool) -> None:
        # Without TLS no certificates are read, and none would do.
        self._inner = httpx.HTTPTransport(
            verify=_certificates() if tls else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
            limits=httpx.Limits(max_keepalive_connections=0),
        )
        self._key, self._most = key, most
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._expire)
        self._timer.daemon = True
        self.ended: Ended = ""
        self._timer.start()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request with the headers that are needed, and count what comes back."""
        headers = {name: request.headers[name] for name in NEEDED if name in request.headers}
        headers |= {"User-Agent": "himitsu", "Accept-Encoding": "identity"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        bare = httpx.Request(
            request.method,
            request.url,
            headers=headers,
            stream=request.stream,
            extensions={**request.extensions, "trace": self._watch},
        )
        response = self._inner.handle_request(bare)
        assert isinstance(response.stream, httpx.SyncByteStream)  # noqa: S101
        response.stream = _Counted(response.stream, self)
        return response

    def count(self, size: int, read: int) -> int:
        """Add to what was read; ends the conversation where it is too much."""
        if read + size > self._most:
            self.ended = self.ended or "flood"
            raise httpx.ReadError("more than an answer can be")
        return read + size

    def _watch(self, event: str, info: Mapping[str, Any]) -> None:
        """Take hold of the connection when it is made, so that it can be shut from outside."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            with self._lock:
                self._socket = info["return_value"].get_extra_info("socket")
                if self.ended:
                    self._shut()

    def _expire(self) -> None:
        with self._lock:
            self.ended = self.ended or "timeout"
            self._shut()

    def _shut(self) -> None:
        if self._socket is not None:
            with contextlib.suppress(OSError):
                # Of the plain socket: a TLS one's own would first change what the reader is reading with.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def close(self) -> None:
        """End the conversation; the server sees its connection closed."""
        self._timer.cancel()
        self._inner.close()


class _Counted(httpx.SyncByteStream):
    def __init__(self, inner: httpx.SyncByteStream, wire: Wire) -> None:
        self._inner, self._wire = inner, wire

    def __iter__(self) -> Iterator[bytes]:
        read = 0
        for piece in self._inner:
            read = self._wire.count(len(piece), read)
            yield piece

    def close(self) -> None:
        self._inner.close()


def _certificates() -> ssl.SSLContext:
    """Return whom TLS trusts; SSL_CERT_FILE may name a company's own.

    Raises ModelError "certificates" where that file cannot be read, before anything is sent.
    """
    try:
        return httpx.create_ssl_context()
    except OSError:  # no such file, or (ssl.SSLError) one without certificates
        raise ModelError("certificates") from None


@dataclass(frozen=True)
class Line:
    """A wire and httpx's client on it."""

    wire: Wire
    client: httpx.Client


@contextlib.contextmanager
def line(endpoint: Endpoint, key: str, seconds: float, wait: float, most: int) -> Iterator[Line]:
    """Open a conversation: `seconds` in all, `wait` seconds from byte to byte, `most` bytes to read.

    Raises ModelError "certificates".
    """
    wire = Wire(key, seconds, most, tls=endpoint.url.startswith("https:"))
    timeout = httpx.Timeout(wait, connect=min(CONNECT, wait))
    # No proxy of the environment, no other address than the endpoint's: they would see the text.
    with httpx.Client(transport=wire, trust_env=False, follow_redirects=False, timeout=timeout) as client:
        yield Line(wire, client)
