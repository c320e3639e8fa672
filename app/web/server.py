"""The local web server: the chat, saved answers, health; nothing leaves this machine."""

from __future__ import annotations

import socket
import sys
import webbrowser
from datetime import date
from urllib.parse import quote

import gradio as gr
import uvicorn
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse, Response
from starlette.middleware.trustedhost import TrustedHostMiddleware

from app import texts, texts_records
from app import texts_web as web
from app.engine import Engine
from app.groups import groups
from app.settings import Settings
from app.tools.notebook import Notebook, record_of
from app.tools.selfcheck_read import LARGEST_FILE
from app.web import assets
from app.web.page import build_page, theme
from app.web.room import Room
from app.web.shelf import MEDIA_TYPES, Offer, Shelf
from app.web.shield import Shield
from app.write.scribe import open_scribe
from indexer.errors import HimitsuError

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


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
        """Return what was offered, as a file."""
        token, _, ending = name.rpartition(".")
        offer = shelf.get(token)
        if offer is None or ending not in offer.makers:
            return PlainTextResponse(web.EXPORT_GONE, 404)
        return _download(offer, ending)

    @app.post("/judge/{token}/{verdict}")
    def judge(token: str, verdict: str) -> Response:
        """Write down what a reader said of a kept answer."""
        offer = shelf.get(token)
        known = next((v for v in texts_records.BUTTONS if v == verdict), None)
        if settings.records == "off" or offer is None or offer.answer is None or known is None:
            return PlainTextResponse(web.EXPORT_GONE, 404)
        try:
            Notebook(settings.home).add(record_of(offer.answer, known, date.today()))
        except HimitsuError as error:
            return PlainTextResponse(texts.error(error), 507)
        return PlainTextResponse(texts_records.THANKS)

    scribe = open_scribe(engine, settings)
    scribe.prepare()
    page = build_page(Room(engine, settings, shelf, scribe), _choices(engine))
    gr.mount_gradio_app(
        app,
        page,
        "/",
        server_name=host,
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=LARGEST_FILE,
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


def _download(offer: Offer, ending: str) -> Response:
    name = quote(f"{offer.stem}.{ending}")
    disposition = f"attachment; filename=\"himitsu.{ending}\"; filename*=UTF-8''{name}"
    headers = {"Content-Disposition": disposition}
    return Response(offer.makers[ending](), media_type=MEDIA_TYPES[ending], headers=headers)


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
