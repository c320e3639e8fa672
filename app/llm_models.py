"""Which models a server offers: whether it answers at all, without a word of anybody's text."""

from __future__ import annotations

from pydantic import SecretStr

from app.endpoint import Endpoint
from app.llm_errors import MALFORMED, ModelError, failure, of_status
from app.wire import line

# A server that is there lists its models at once; whoever asks is waiting.
SECONDS = 3.0
# Clouds list hundreds, with a page about each.
MOST = 8_000_000


def models(endpoint: Endpoint, key: SecretStr) -> tuple[str, ...]:
    """Return the names that a server lists. Raises ModelError."""
    import httpx

    with line(endpoint, key.get_secret_value().strip(), SECONDS, SECONDS, MOST) as opened:
        try:
            response = opened.client.get(f"{endpoint.url}/models")
        except httpx.HTTPError as error:
            raise failure(error, opened.wire.ended) from None
    if response.status_code != httpx.codes.OK:
        raise of_status(response.status_code)
    try:
        return tuple(str(one["id"]) for one in response.json()["data"])
    except MALFORMED:
        raise ModelError("garbage") from None
