"""The page's own files, served by us: Gradio would rewrite the style sheet's selectors."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, Response

HERE = Path(__file__).parent
FILES = {
    "style.css": "text/css",
    "tools.css": "text/css",
    "stream.js": "text/javascript",
    "keys.js": "text/javascript",
    "page.js": "text/javascript",
    "selfcheck.js": "text/javascript",
}
# Relative, so that a proxy may serve the page under a path of its own.
HEAD = (
    '<link rel="stylesheet" href="himitsu/style.css">'
    '<link rel="stylesheet" href="himitsu/tools.css">'
    '<script src="himitsu/stream.js"></script>'
    '<script src="himitsu/keys.js"></script>'
    '<script src="himitsu/page.js" defer></script>'
    '<script src="himitsu/selfcheck.js" defer></script>'
)

router = APIRouter()


@router.get("/himitsu/{name}")
def asset(name: str) -> Response:
    """Return one of the page's files."""
    if name not in FILES:
        return Response(status_code=404)
    return FileResponse(HERE / name, media_type=FILES[name])
