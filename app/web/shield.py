"""What stands between Gradio and the browser: security headers and a cleaned page.

Gradio sends no such headers, declares its page English and names an image on GitHub in it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.assets import HEAD

# Scripts: our files and the page's own inline scripts by nonce, so that an event handler inside
# injected HTML cannot run. Gradio compiles its HTML templates, hence unsafe-eval; Svelte sets
# style attributes, hence unsafe-inline for styles alone.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'nonce-{nonce}' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Never used: the proxy fetches addresses for a page, the run history keeps conversations.
CLOSED = ("/gradio_api/proxy=", "/gradio_api/runs", "/monitoring")
# Takes files (a saved self-check) and judgements of answers from this page alone. Every browser of today
# says where a request is from; a form on a page elsewhere could otherwise send one without being asked.
OURS, FROM_HERE = ("/gradio_api/upload", "/judge/"), {"same-origin", "none"}
CACHED = ("/assets/", "/static/", "/svelte/")
SOCIAL = re.compile(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*/>')
SCRIPT = re.compile(r"<script(?=[\s>])")


def clean_page(page: str, nonce: str) -> str:
    """Return Gradio's page in Japanese, with our head, without outside addresses."""
    page = page.replace('lang="en"', 'lang="ja"', 1)
    page = SOCIAL.sub("", page)
    page = page.replace("</head>", f"{HEAD}</head>", 1)
    return SCRIPT.sub(f'<script nonce="{nonce}"', page)


class Shield:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its response back with the headers on it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        reply = _Reply(send, scope["path"])
        if scope["path"].startswith(CLOSED) or _is_foreign(scope):
            await PlainTextResponse("Not Found", 404)(scope, receive, reply.send)
            return
        await self._app(_uncompressed(scope), receive, reply.send)


def _is_foreign(scope: Scope) -> bool:
    """Whether a page elsewhere sends what only ours may send."""
    site = Headers(scope=scope).get("sec-fetch-site", "none")
    return bool(scope["path"].startswith(OURS) and site not in FROM_HERE)


def _uncompressed(scope: Scope) -> Scope:
    """Ask Gradio for plain text where we are going to read a page."""
    if "text/html" not in Headers(scope=scope).get("accept", ""):
        return scope
    kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": kept}


class _Reply:
    """One response: headers at once; a page is collected, cleaned and sent whole."""

    def __init__(self, send: Send, path: str) -> None:
        self._send = send
        self._path = path
        self._nonce = secrets.token_urlsafe(16)
        self._start: MutableMapping[str, Any] | None = None
        self._page = bytearray()

    async def send(self, message: Message) -> None:
        """Take one message of the application."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            self._protect(headers)
            is_page = headers.get("content-type", "").startswith("text/html")
            if is_page and "content-encoding" not in headers:
                self._start = message
                return
        elif message["type"] == "http.response.body" and self._start is not None:
            self._page += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_page(self._start)
            return
        await self._send(message)

    def _protect(self, headers: MutableHeaders) -> None:
        for name, value in HEADERS.items():
            headers[name] = value
        headers["Content-Security-Policy"] = POLICY.format(nonce=self._nonce)
        if not self._path.startswith(CACHED):
            headers["Cache-Control"] = "no-store"

    async def _send_page(self, start: MutableMapping[str, Any]) -> None:
        page = clean_page(self._page.decode("utf-8"), self._nonce).encode("utf-8")
        MutableHeaders(scope=start)["content-length"] = str(len(page))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": page})
