"""The local web server: the chat, saved answers, health; nothing leaves this machine."""

from __future__ import annotations

import socket
import sys
import webbrowser
from io import BytesIO
from urllib.parse import quote

import gradio as gr
import uvicorn
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse, Response
from starlette.middleware.trustedhost import TrustedHostMiddleware

from app import texts
from app import texts_web as web
from app.engine import Engine
from app.export.docx import to_docx
from app.export.markdown import to_markdown
from app.groups import groups
from app.settings import Settings
from app.web import assets
from app.web.chat import build_chat, theme
from app.web.conversation import Kept, Shelf
from app.web.shield import Shield
from indexer.errors import HimitsuError

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
LARGEST_UPLOAD = "1mb"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class PortUnusable(HimitsuError):
    """The address is taken or not ours to take."""


def create_app(engine: Engine, settings: Settings, host: str) -> FastAPI:
    """Return the application: our routes first, Gradio below them."""
    shelf = Shelf()
    app = FastAPI(title=texts.NAME, docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(assets.router)

    @app.get("/healthz")
    def health() -> dict[str, str]:
        """Say that the server answers."""
        return {"status": "ok"}

    @app.get("/export/{name}")
    def export(name: str) -> Response:
        """Return a kept answer as a file."""
        token, _, kind = name.rpartition(".")
        kept = shelf.get(token)
        if kept is None or kind not in {"md", "docx"}:
            return PlainTextResponse(web.EXPORT_GONE, 404)
        return _download(kept, kind)

    chat = build_chat(engine, _choices(engine), shelf, settings.longest_question)
    gr.mount_gradio_app(
        app,
        chat,
        "/",
        server_name=host,
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=LARGEST_UPLOAD,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=theme(),
    )
    if host in LOOPBACK:
        # A page elsewhere must not reach the local server under a name of its own.
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=sorted(LOOPBACK | {"[::1]"}))
    app.add_middleware(Shield)
    return app


def serve(settings: Settings, host: str, port: int, open_browser: bool) -> None:
    """Open the index and serve the chat until interrupted."""
    engine = Engine.open(settings)
    listening = _listen(host, port)
    url = f"http://{_named(host)}:{listening.getsockname()[1]}/"
    config = uvicorn.Config(
        create_app(engine, settings, host),
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
    )
    # The socket listens already: a browser that comes early waits instead of failing.
    sys.stderr.write(f"{web.READY.format(url=url)}\n")
    if open_browser:
        webbrowser.open(url)
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def _choices(engine: Engine) -> list[tuple[str, str]]:
    # Ids hold no comma: the chat takes a group apart again.
    return [(label, ",".join(ids)) for label, ids in groups(engine.documents())]


def _download(kept: Kept, kind: str) -> Response:
    if kind == "md":
        body, media_type = to_markdown(kept.answer, kept.day).encode("utf-8"), "text/markdown"
    else:
        buffer = BytesIO()
        to_docx(kept.answer, buffer, kept.day)
        body, media_type = buffer.getvalue(), WORD_TYPE
    name = quote(f"{web.FILE_STEM.format(date=kept.day.isoformat())}.{kind}")
    disposition = f"attachment; filename=\"answer.{kind}\"; filename*=UTF-8''{name}"
    return Response(body, media_type=media_type, headers={"Content-Disposition": disposition})


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise PortUnusable("port_in_use", host=host, port=port) from error
    return listening


def _named(host: str) -> str:
    return f"[{host}]" if ":" in host else host
