"""Errors a user can act on.

Each carries a message key and the values that fill it; the Japanese sentence lives in
`app.texts`, so that wording stays in one catalogue and this package stays free of it.
"""

from __future__ import annotations


class HimitsuError(Exception):
    """Base of all expected failures: `key` names the sentence, `values` fill it."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(f"{key}: {values}" if values else key)
        self.key = key
        self.values = values


class Unreadable(HimitsuError):
    """A file that gives no usable text (encrypted, scanned, truncated, too large ...)."""


class IndexUnusable(HimitsuError):
    """A generation that is missing, damaged, or made with other settings."""


class ModelUnavailable(HimitsuError):
    """The embedding model cannot be loaded."""


class CorpusInvalid(HimitsuError):
    """A corpus file breaks its format; `values` name the file and the place."""
