"""What a tool's tab may use."""

from __future__ import annotations

from dataclasses import dataclass

from app.engine import Engine
from app.settings import Settings
from app.web.shelf import Shelf


@dataclass(frozen=True)
class Room:
    """The engine that answers, the settings, and the shelf of files to save."""

    engine: Engine
    settings: Settings
    shelf: Shelf
