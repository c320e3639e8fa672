"""Where the language model is, and whether text may go there."""

from __future__ import annotations

import re
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
PORTS = 65_536
# How Ollama names the models that its server on this machine passes on to a cloud: gpt-oss:120b-cloud.
RELAYED = re.compile(r":(.*-)?cloud$", re.I)


@dataclass(frozen=True)
class Endpoint:
    """A model's server, as it may be shown. `local`: on this machine, so that no text leaves it."""

    url: str
    model: str
    host: str
    local: bool


def endpoint_of(settings: Settings) -> Endpoint | None:
    """Return where the model is, None where none is set.

    Raises HimitsuError: the address cannot be used ("llm_url"), text would go to another machine without
    leave ("llm_remote", "llm_relayed"), the key would go unencrypted ("llm_key_plain"), or a setting
    beside it does not fit.
    """
    if not settings.llm_url.strip():
        return None
    url = _parsed(settings.llm_url.strip())
    model = settings.llm_model.strip()
    # As it is looked up, not as it is drawn: a Cyrillic letter in a name shows.
    host = url.raw_host.decode("ascii")
    here = is_loopback(host)
    relayed = bool(RELAYED.search(model))
    if settings.llm_remote != "allow":
        if not here:
            raise HimitsuError("llm_remote", host=host)
        if relayed:
            raise HimitsuError("llm_relayed", model=model)
    _fitting(settings)
    if settings.llm_key.get_secret_value().strip() and url.scheme == "http" and not here:
        raise HimitsuError("llm_key_plain", host=host)
    return Endpoint(str(url), model, host, local=here and not relayed)


def _fitting(settings: Settings) -> None:
    key = settings.llm_key.get_secret_value().strip()
    if not (key.isascii() and key.isprintable() and " " not in key):
        raise HimitsuError("llm_key")
    if not settings.llm_model.strip():
        raise HimitsuError("llm_no_name")
    if settings.llm_answer * 2 > settings.llm_context:
        raise HimitsuError("llm_answer_long", answer=settings.llm_answer, context=settings.llm_context)


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
    # Looked for in the text: an empty "@" or "?" leaves no trace in what was read, "%" names a zone.
    odd = any(mark in text for mark in "@?#%\\") or any(c.isspace() for c in text)
    port = 1 if url.port is None else url.port
    if odd or url.scheme not in ("http", "https") or not url.host or not 0 < port < PORTS:
        raise HimitsuError("llm_url")
    return url.copy_with(path=url.path.rstrip("/") or USUAL_PATH)
