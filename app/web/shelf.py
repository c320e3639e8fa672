"""Files that can be saved from the screen: made when asked for, kept in memory alone."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from threading import Lock

from app.model import Answer

# Offers kept; the oldest go first, so that memory stays bounded.
KEPT = 300
OFFICE = "application/vnd.openxmlformats-officedocument."
MEDIA_TYPES: Mapping[str, str] = {
    "md": "text/markdown",
    "csv": "text/csv",
    "json": "application/json",
    "html": "text/html",
    "txt": "text/plain",
    "docx": f"{OFFICE}wordprocessingml.document",
    "xlsx": f"{OFFICE}spreadsheetml.sheet",
    "pptx": f"{OFFICE}presentationml.presentation",
}


@dataclass(frozen=True)
class Offer:
    """What can be saved: a file name without its ending, and by ending what makes the file.

    `answer` is what a reader may judge, None where there is no answer.
    """

    stem: str
    makers: Mapping[str, Callable[[], bytes]]
    answer: Answer | None = None


class Shelf:
    """Offers by unguessable token, in memory only."""

    def __init__(self, size: int = KEPT) -> None:
        self._size = size
        self._kept: OrderedDict[str, Offer] = OrderedDict()
        self._lock = Lock()

    def put(self, offer: Offer) -> str:
        """Keep an offer; return its token."""
        token = secrets.token_urlsafe(18)
        with self._lock:
            self._kept[token] = offer
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return token

    def get(self, token: str) -> Offer | None:
        """Return what the token stands for, or None."""
        with self._lock:
            return self._kept.get(token)

    def drop(self, tokens: Collection[str]) -> None:
        """Forget offers."""
        with self._lock:
            for token in tokens:
                self._kept.pop(token, None)
