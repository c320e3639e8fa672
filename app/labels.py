"""How a citation is named to a reader, on the screen and in a file."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from app import texts, texts_web
from app.model import Citation

MONTH = re.compile(r"(\d{4})-(\d{1,2})(?:-\d{1,2})?")
YEAR = re.compile(r"\d{4}")
SINGLE_PAGE = re.compile(r"\d+")
NOT_IN_AN_ADDRESS = re.compile(r"[\s<>\"'`\\{}|^\x00-\x1f\x7f]")


def safe_url(url: str) -> str | None:
    """Return `url` if a reader may follow it: http(s), a host, no odd character; else None."""
    url = url.strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    followable = parts.scheme in {"http", "https"} and parts.netloc
    return url if followable and not NOT_IN_AN_ADDRESS.search(url) else None


def authority_label(authority: str) -> str:
    """Return the Japanese name of a level of authority."""
    return texts.AUTHORITY.get(authority, texts_web.OTHER_AUTHORITY)


def kind_label(kind: str) -> str:
    """Return 原文 or 要約; anything unknown is not passed off as the original."""
    return texts.KIND.get(kind, texts.KIND["digest"])


def edition_label(edition: str) -> str:
    """Return 2025-05 as 2025年5月版; wording that is already Japanese stays as it is."""
    if match := MONTH.fullmatch(edition):
        return texts_web.EDITION_MONTH.format(year=match[1], month=int(match[2]))
    if YEAR.fullmatch(edition):
        return texts_web.EDITION_YEAR.format(year=edition)
    return edition


def pages_label(pages: str) -> str:
    """Return p.57 for one page, pp.57-58 for more, nothing for none."""
    if not pages:
        return ""
    template = texts_web.ONE_PAGE if SINGLE_PAGE.fullmatch(pages) else texts_web.PAGES
    return template.format(pages=pages)


def place_label(citation: Citation) -> str:
    """Return the section and the pages of a citation."""
    return " ".join(part for part in (citation.section, pages_label(citation.pages)) if part)
