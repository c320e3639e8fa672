"""What a tool's tab may use."""

from __future__ import annotations

from dataclasses import dataclass

from app.engine import Engine
from app.settings import Settings
from app.web.shelf import Shelf
from app.write.scribe import Scribe


@dataclass(frozen=True)
class Room:
    """The engine, the scribe around it for the chat, the settings, and the shelf of files to save."""

    engine: Engine
    settings: Settings
    shelf: Shelf
    scribe: Scribe
