"""One real server and one real browser for all screens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import ARGUMENTS, CHROMIUM, Page, opened, served, sync_api


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own, on an index of its own."""
    with served(tmp_path_factory.mktemp("home")) as url:
        yield url


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
