"""A web site on this machine that is slow, cuts off, redirects, refuses, and changes its files."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep
from typing import Any

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 400


@dataclass
class Site:
    """What the server answers, and what it was asked."""

    files: dict[str, bytes] = field(default_factory=dict)
    # Status codes to give first, a list a path.
    failures: dict[str, list[int]] = field(default_factory=dict)
    # Bytes after which the connection is cut, a list a path.
    cuts: dict[str, list[int]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    slow: dict[str, float] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    address: str = ""


class Handler(BaseHTTPRequestHandler):
    """Answers for one self.site."""

    site: Site

    def log_message(self, *_: Any) -> None:
        pass

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self.site.asked.append((self.path, self.headers.get("Range", "")))
        self.site.agents.add(self.headers.get("User-Agent", ""))
        self.respond()

    def respond(self) -> None:
        if self.site.failures.get(self.path):
            self.answer(self.site.failures[self.path].pop(0), Retry_After="0")
        elif self.path in self.site.moved:
            self.answer(302, Location=self.site.moved[self.path])
        elif self.path in self.site.files:
            sleep(self.site.slow.get(self.path, 0))
            self.file(self.site.files[self.path])
        else:
            self.answer(404)

    def file(self, body: bytes) -> None:
        tag = f'"{hash(body)}"'
        wanted = self.headers.get("Range", "")
        start = int(wanted[6:-1]) if self.headers.get("If-Range") == tag else 0
        if start >= len(body):
            self.answer(416)
            return
        self.send_response(206 if start else 200)
        self.send_header("ETag", tag)
        self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        cuts = self.site.cuts.get(self.path) or [len(body)]
        self.wfile.write(body[start : cuts.pop(0)])
        self.wfile.flush()
        self.close_connection = True


@contextmanager
def serving(files: dict[str, bytes]) -> Iterator[Site]:
    """A site on a port of its own."""
    found = Site(files=files)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Of", (Handler,), {"site": found}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
