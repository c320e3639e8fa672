"""What every reader returns: pages of text, and the headings the format itself declares."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One page. `label` is the printed page number ("" where the format has none)."""

    label: str
    text: str


@dataclass(frozen=True)
class Heading:
    """A heading declared by the file (PDF outline): `page` is a 0-based index into pages."""

    level: int
    title: str
    page: int


@dataclass(frozen=True)
class Reading:
    """A file as text. Lines of `pages` are as extracted; structure is recovered later.

    Readers of structured formats (Markdown, HTML, Word) write headings as `# `, `## ` ...,
    list items as `- ` and table rows as tab-separated lines, so one recovery serves all.
    `warnings` are message keys with values, e.g. `("page_disagreement", {"page": "3"})`.
    """

    pages: tuple[Page, ...]
    headings: tuple[Heading, ...] = ()
    title: str = ""
    warnings: tuple[tuple[str, dict[str, str]], ...] = ()
