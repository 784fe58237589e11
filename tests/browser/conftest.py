"""A real Chromium on the real page. Every test also asserts: no console error, no request that leaves the machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.visit import Visit
from tests.host import running

CHROMIUM = os.environ.get("QINGHAI_QA_CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

expect.set_options(timeout=10_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    with running() as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, site: str) -> Iterator[Visit]:
    visit = Visit(chromium, site)
    yield visit
    for context in visit.contexts:
        context.close()
    assert visit.faults == []


@pytest.fixture
def visit_to(chromium: Browser) -> Iterator[Callable[[str], Visit]]:
    """The same for a server of the test's own."""
    visits: list[Visit] = []

    def made(site: str) -> Visit:
        visits.append(Visit(chromium, site))
        return visits[-1]

    yield made
    for visit in visits:
        for context in visit.contexts:
            context.close()
        assert visit.faults == []
