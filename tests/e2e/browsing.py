"""A page of the real server in the real browser, and what no page may ever do."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
Page = sync_api.Page
expect = sync_api.expect

CHROMIUM = Path("/usr/bin/chromium")
HIMITSU = Path(sys.executable).with_name("himitsu")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
STARTS_WITHIN = 240
BOX = "#hn-box textarea"
# What went wrong in the console of each open page.
WRONG: dict[Page, list[str]] = {}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(url: str, **headers: str) -> tuple[int, dict[str, str], str]:
    request = urllib.request.Request(url, headers=headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=10) as reply:  # noqa: S310
            return reply.status, _lower(reply.headers), reply.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, _lower(error.headers), error.read().decode("utf-8", "replace")


def _lower(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def opened(
    base: str, browser: sync_api.Browser, requests: list[str], width: int, height: int, scheme: str
) -> Iterator[Page]:
    """Open a page; afterwards nothing may have gone elsewhere or gone wrong in the console."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        locale="ja-JP",
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    wrong = WRONG[page] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.goto(base)
    page.wait_for_selector(BOX)
    yield page
    # What closing cuts off is no fault of the page's.
    seen = list(WRONG.pop(page))
    context.close()
    assert [url for url in requests if not url.startswith((base, "data:", "blob:"))] == []
    assert seen == [], seen


def reload(page: Page) -> None:
    """Load a page again; what leaving it cuts off (Gradio's open streams) is no fault of the page's."""
    before = len(WRONG[page])
    page.reload()
    page.wait_for_selector(BOX)
    del WRONG[page][before:]


def post(url: str, **headers: str) -> int:
    """Send nothing to an address; return the status."""
    request = urllib.request.Request(url, data=b"", headers=headers, method="POST")  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=10) as reply:  # noqa: S310
            return int(reply.status)
    except urllib.error.HTTPError as error:
        return error.code


def open_tab(page: Page, label: str) -> None:
    """Open a tab by its label; in a narrow window the later ones stand in a menu."""
    tab = page.get_by_role("tab", name=label)
    menu = page.locator("#hn-tabs .overflow-menu > button")
    # The tabs are laid out after the page: until then neither can be seen.
    tab.or_(menu).filter(visible=True).first.wait_for()
    if not tab.count():
        menu.click()
        tab = page.locator("#hn-tabs .overflow-dropdown button", has_text=label)
    tab.click()


@contextmanager
def served(home: Path, **settings: str) -> Iterator[str]:
    """Run `himitsu serve` on a home folder until the block ends; `settings` go to its environment."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is absent")
    port = free_port()
    environment = {**os.environ, "HIMITSU_HOME": str(home), **settings}
    log = (home / "server.log").open("w")
    server = subprocess.Popen(
        [HIMITSU, "serve", "--port", str(port), "--no-open"],
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    url = f"http://127.0.0.1:{port}/"
    deadline = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            if get(f"{url}healthz")[0] == 200:
                break
        except OSError:
            pass
        if server.poll() is not None or time.monotonic() > deadline:
            server.kill()
            pytest.fail(f"the server did not start:\n{(home / 'server.log').read_text()}")
        time.sleep(0.5)
    yield url
    server.terminate()
    try:
        server.wait(15)
    except subprocess.TimeoutExpired:
        server.kill()
    log.close()
