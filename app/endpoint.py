"""Where the language model is, and whether text may go there."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING

from app.settings import Settings
from indexer.errors import HimitsuError

if TYPE_CHECKING:
    import httpx

# This machine and nothing else: 0.0.0.0, mapped and abbreviated addresses (127.1, 0x7f.1) are read
# differently by different programs, names other than localhost are somebody's to point elsewhere.
LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
# Where OpenAI-compatible servers keep the interface; Ollama's users often leave it out.
USUAL_PATH = "/v1"


@dataclass(frozen=True)
class Endpoint:
    """A model's server, as it may be shown. `local`: on this machine, so that no text leaves it."""

    url: str
    model: str
    host: str
    local: bool


def endpoint_of(settings: Settings) -> Endpoint | None:
    """Return where the model is, None where none is set.

    Raises HimitsuError: the address cannot be used ("llm_url"), is of another machine without leave
    ("llm_remote"), would carry the key unencrypted ("llm_key_plain"), or a setting beside it does not fit.
    """
    if not settings.llm_url.strip():
        return None
    url = _parsed(settings.llm_url.strip())
    # As it is looked up, not as it is drawn: a Cyrillic letter in a name shows.
    host = url.raw_host.decode("ascii")
    local = is_loopback(host)
    if not local and settings.llm_remote != "allow":
        raise HimitsuError("llm_remote", host=host)
    key = settings.llm_key.get_secret_value().strip()
    if key and not (key.isascii() and key.isprintable() and " " not in key):
        raise HimitsuError("llm_key")
    if key and url.scheme == "http" and not local:
        raise HimitsuError("llm_key_plain", host=host)
    if not settings.llm_model.strip():
        raise HimitsuError("llm_no_name")
    if settings.llm_answer * 2 > settings.llm_context:
        raise HimitsuError("llm_answer_long", answer=settings.llm_answer, context=settings.llm_context)
    return Endpoint(str(url), settings.llm_model.strip(), host, local)


def is_loopback(host: str) -> bool:
    """Whether a URL's host is this machine for every program that reads it."""
    if host == "localhost":
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return any(address in network for network in LOOPBACK)


def _parsed(text: str) -> httpx.URL:
    """Read the address with the parser that the requests use: two parsers may differ on a host."""
    import httpx

    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise HimitsuError("llm_url") from error
    # "@", "?" and "#" are looked for in the text: empty ones leave no trace in what was read.
    odd = any(mark in text for mark in "@?#\\") or any(c.isspace() for c in text)
    if url.scheme not in ("http", "https") or not url.host or odd:
        raise HimitsuError("llm_url")
    return url.copy_with(path=url.path.rstrip("/") or USUAL_PATH)
