"""Originals from their official addresses: resumed, retried, polite, and checked before they count.

Nothing here knows the library: an address and a folder go in, a checked file comes out.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from indexer.errors import HimitsuError
from indexer.read.limits import MEBIBYTE

AGENT = "himitsu"
# Larger than any document of the catalogue; a longer answer is not one of them.
LARGEST = 100 * MEBIBYTE
# Worth another try: the server is busy, or fails for the moment.
BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
# First bytes of what may be kept, with the suffix to keep it under.
KINDS = ((b"%PDF-", ".pdf"), (b"<?xml", ".xml"))
PRESENTED = "application/pdf, application/xml;q=0.9"
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Pace:
    """How patient and how polite: seconds, and tries an address.

    One second between requests to a host, as crawlers that name no other delay keep it.
    """

    between: float = 1.0
    timeout: float = 30.0
    tries: int = 4
    backoff: float = 1.0
    longest_wait: float = 60.0


class FetchFailed(HimitsuError):
    """A document that could not be brought; the key names the sentence."""


@dataclass
class Fetcher:
    """Downloads over one client. `folder` keeps unfinished files, so that a later run resumes them."""

    folder: Path
    pace: Pace = field(default_factory=Pace)
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def fetch(self, address: str, name: str, progress: Progress = lambda done, total: None) -> Path:
        """Download an address to `folder/name` with the suffix of its kind; returns the path.

        Raises FetchFailed: robots_forbid, unreachable(reason), http_status(status),
        too_large(limit), cut_short(reason), not_a_document(kind).
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f"{name}.part"
        with self._client() as client:
            if not self._allowed(client, address):
                raise FetchFailed("robots_forbid", address=address)
            self._retried(lambda: self._bring(client, address, part, progress))
        kind = _kind(part)
        if kind is None:
            shown = "HTML" if b"<html" in part.read_bytes()[:2048].lower() else "?"
            self._drop(part)
            raise FetchFailed("not_a_document", address=address, kind=shown)
        target = self.folder / f"{name}{kind}"
        part.rename(target)
        _tag(part).unlink(missing_ok=True)
        return target

    @contextmanager
    def _client(self) -> Iterator[httpx.Client]:
        headers = {"User-Agent": AGENT, "Accept": PRESENTED}
        with httpx.Client(follow_redirects=True, timeout=self.pace.timeout, headers=headers) as client:
            yield client

    def _retried(self, work: Callable[[], None]) -> None:
        """Try again after a growing wait while the failure may pass."""
        for attempt in range(1, self.pace.tries + 1):
            try:
                work()
                return
            except (httpx.RemoteProtocolError, httpx.ReadError) as error:
                failure = FetchFailed("cut_short", reason=type(error).__name__)
            except httpx.HTTPError as error:
                failure = FetchFailed("unreachable", reason=type(error).__name__)
            except FetchFailed as error:
                if not error.values.get("again"):
                    raise
                failure = error
            if attempt < self.pace.tries:
                asked = float(str(failure.values.get("wait") or 0))
                time.sleep(min(self.pace.longest_wait, max(asked, self.pace.backoff * 2 ** (attempt - 1))))
        raise failure

    def _bring(self, client: httpx.Client, address: str, part: Path, progress: Progress) -> None:
        """One request: the whole file, or what is missing of an unfinished one that has not changed."""
        self._wait(address)
        with client.stream("GET", address, headers=_resume(part)) as response:
            if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
                self._drop(part)  # longer than the file is now: another version
                raise FetchFailed("http_status", status=response.status_code, again=True)
            _check(response)
            tag = response.headers.get("etag") or response.headers.get("last-modified", "")
            resumed = response.status_code == httpx.codes.PARTIAL_CONTENT
            held = part.stat().st_size if resumed else 0
            length = int(response.headers.get("content-length") or 0)
            wanted = held + length if length else 0
            _tag(part).write_text(json.dumps({"tag": tag}), "utf-8")
            with part.open("ab" if resumed else "wb") as file:
                for chunk in response.iter_bytes():
                    held += file.write(chunk)
                    if held > LARGEST:
                        break
                    progress(held, wanted)
        if held > LARGEST:
            self._drop(part)
            raise FetchFailed("too_large", limit=LARGEST // MEBIBYTE)
        if wanted and held < wanted and "content-encoding" not in response.headers:
            raise FetchFailed("cut_short", reason=f"{held}/{wanted}", again=True)

    def _allowed(self, client: httpx.Client, address: str) -> bool:
        """Ask robots.txt once a host: absent allows, a server that fails forbids (RFC 9309)."""
        parts = urlsplit(address)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._robots:
            rules = RobotFileParser()

            def ask() -> None:
                self._wait(address)
                response = client.get(f"{host}/robots.txt")
                if response.status_code in BUSY:
                    raise FetchFailed("http_status", status=response.status_code, again=True)
                text = response.text if response.is_success and "html" not in _type(response) else ""
                rules.parse(text.splitlines())

            self._retried(ask)
            self._robots[host] = rules
        return self._robots[host].can_fetch(AGENT, address)

    def _wait(self, address: str) -> None:
        """Leave a host its pause between two requests."""
        host = urlsplit(address).netloc
        since = time.monotonic() - self._last.get(host, float("-inf"))
        time.sleep(max(0.0, self.pace.between - since))
        self._last[host] = time.monotonic()

    def _drop(self, part: Path) -> None:
        part.unlink(missing_ok=True)
        _tag(part).unlink(missing_ok=True)


def _tag(part: Path) -> Path:
    """Where the version of an unfinished file is noted."""
    return part.with_name(f"{part.name}.json")


def _resume(part: Path) -> dict[str, str]:
    """Headers that ask for the rest of an unfinished file, if it is still the same version."""
    try:
        tag = str(json.loads(_tag(part).read_text("utf-8"))["tag"])
        size = part.stat().st_size
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    # A weak validator cannot vouch for single bytes.
    if not size or not tag or tag.startswith("W/"):
        return {}
    return {"Range": f"bytes={size}-", "If-Range": tag, "Accept-Encoding": "identity"}


def _check(response: httpx.Response) -> None:
    if response.is_success:
        return
    wait = response.headers.get("retry-after", "")
    raise FetchFailed(
        "http_status",
        status=response.status_code,
        again=response.status_code in BUSY,
        wait=wait if wait.isdigit() else "",
    )


def _type(response: httpx.Response) -> str:
    return str(response.headers.get("content-type", "")).lower()


def _kind(path: Path) -> str | None:
    """Return the suffix for a file by its first bytes; None for what is no document."""
    with path.open("rb") as file:
        head = file.read(1024).lstrip(b"\xef\xbb\xbf \r\n\t")
    return next((suffix for magic, suffix in KINDS if head.startswith(magic)), None)
