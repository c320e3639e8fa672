"""One real server and one real browser for all screens."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator

import pytest
from browsing import ARGUMENTS, CHROMIUM, HIMITSU, STARTS_WITHIN, Page, free_port, get, opened, sync_api


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own, on an index of its own."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is absent")
    home = tmp_path_factory.mktemp("home")
    port = free_port()
    environment = {**os.environ, "HIMITSU_HOME": str(home)}
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


@pytest.fixture(scope="session")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def requests() -> list[str]:
    """Every address that the page asked for."""
    return []


@pytest.fixture
def page(base: str, browser: sync_api.Browser, requests: list[str]) -> Iterator[Page]:
    yield from opened(base, browser, requests, 1280, 900, "light")
