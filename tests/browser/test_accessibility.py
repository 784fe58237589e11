"""axe-core on every state of the page, light and dark: nothing serious."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.visit import DESK, OTHER_YEAR, PHONE, Visit, ask
from tests.host import GDP_ZH


def empty(page: Page) -> None:
    expect(page.locator(".suggestion").first).to_be_visible()


def answer(page: Page) -> None:
    ask(page, GDP_ZH)


def citation(page: Page) -> None:
    ask(page, GDP_ZH)
    page.locator(".reply .cite").first.click()
    expect(page.locator(".reader mark")).to_be_visible()


def side_by_side(page: Page) -> None:
    citation(page)
    page.locator("[data-mode=both]").first.click()
    expect(page.locator(".reader .pair.current")).to_be_visible()


def refusal(page: Page) -> None:
    ask(page, OTHER_YEAR["zh"])
    expect(page.locator(".refusal .source").first).to_be_visible()


def figures(page: Page) -> None:
    page.get_by_role("link", name="数据").click()
    expect(page.locator(".ledger tbody tr").first).to_be_visible()


def pairs(page: Page) -> None:
    figures(page)
    page.locator(".view-filter [data-value=pairs]").click()
    expect(page.locator(".chart").first).to_be_visible()


def about(page: Page) -> None:
    page.get_by_role("button", name="菜单").click()
    page.get_by_role("button", name="关于").click()
    expect(page.locator("dialog .about-reports li").first).to_be_visible()


STATES = [empty, answer, citation, side_by_side, refusal, figures, pairs, about]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(visit: Visit, state: Callable[[Page], None], scheme: str) -> None:
    page = visit.page(size=PHONE if scheme == "dark" else DESK, color_scheme=scheme)
    state(page)
    found = Axe().run(page).response["violations"]
    serious = [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found if v["impact"] in ("serious", "critical")]
    assert serious == []
