"""The page of figures: filters, sorting, results beside targets, export, sources."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from documents.corpus import bundled
from qa import ledger
from tests.browser.visit import DESK, PHONE, Visit
from tests.host import GDP_ID

FIGURES = ledger.of(bundled().documents[0])


def rows(page: Page) -> list[str]:
    return page.locator(".ledger tbody .open-figure").all_inner_texts()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_ledger_is_whole(visit: Visit, size: tuple[int, int]) -> None:
    page = visit.page("/figures", size=size)
    expect(page.locator(".ledger tbody tr")).to_have_count(len(FIGURES))
    assert rows(page) == [f.indicator for f in FIGURES]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_filters_narrow_it_down(visit: Visit) -> None:
    page = visit.page("/figures")
    page.locator(".kind-filter [data-value=target]").click()
    targets = [f for f in FIGURES if f.kind == "target"]
    expect(page.locator(".ledger tbody tr")).to_have_count(len(targets))
    expect(page.locator(".count")).to_have_text(f"{len(targets)} / {len(FIGURES)} 项")
    page.locator(".year-filter").select_option("2023")
    expect(page.locator(".nothing")).to_be_visible()
    page.locator(".kind-filter [data-value='']").click()
    page.locator(".words-filter").fill("居民消费价格")
    expect(page.locator(".ledger tbody tr")).to_have_count(1)
    assert rows(page) == ["居民消费价格"]
    expect(page.locator(".ledger .number")).to_have_text("0.5%")


def test_columns_sort_both_ways_and_back(visit: Visit) -> None:
    page = visit.page("/figures")
    expect(page.locator(".ledger tbody tr")).to_have_count(len(FIGURES))
    before = rows(page)
    head = page.locator("th.indicator[scope=col]")
    head.locator("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    up = rows(page)
    assert sorted(up) == sorted(before)
    assert up != before
    head.locator("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert rows(page)[0] == up[-1]
    head.locator("button").click()
    expect(head).to_have_attribute("aria-sort", "none")
    assert rows(page) == before


def test_results_stand_beside_targets_with_a_chart(visit: Visit) -> None:
    page = visit.page("/figures")
    page.locator(".view-filter [data-value=pairs]").click()
    row = page.locator(".pairs tbody tr", has_text="居民消费价格")
    expect(row.locator(".number")).to_have_text(["0.5%", "3%左右"])
    chart = page.locator(".chart svg").first
    expect(chart).to_be_visible()
    assert "居民消费价格: 0.5%, 3%左右" in (chart.get_attribute("aria-label") or "")


def test_what_is_shown_is_exported(visit: Visit) -> None:
    page = visit.page("/figures")
    page.locator(".kind-filter [data-value=target]").click()
    with page.expect_download() as started:
        page.get_by_role("button", name="导出 CSV").click()
    text = Path(started.value.path()).read_text(encoding="utf-8-sig")
    exported = list(csv.DictReader(io.StringIO(text)))
    targets = [f for f in FIGURES if f.kind == "target"]
    assert [(r["indicator_zh"], r["text_zh"], r["citation"]) for r in exported] == [
        (f.indicator, f.text, f.statement_id) for f in targets
    ]


def test_a_figure_opens_at_its_place(visit: Visit) -> None:
    page = visit.page("/figures")
    page.locator(".open-figure").first.click()
    expect(page.locator(".reader mark")).to_have_text(FIGURES[0].text)
    expect(page.locator(".reader .current")).to_have_attribute("data-id", GDP_ID)
    expect(page.locator(".ledger")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).to_have_url(f"{visit.site}/figures")
    expect(page.locator(".open-figure").first).to_be_focused()


def test_the_tabs_lead_there_and_back(visit: Visit) -> None:
    page = visit.page()
    page.get_by_role("link", name="数据").click()
    expect(page.locator(".ledger")).to_be_visible()
    expect(page.get_by_role("link", name="数据")).to_have_attribute("aria-current", "page")
    page.go_back()
    expect(page.locator("#question")).to_be_visible()


def test_the_figures_by_keyboard(visit: Visit) -> None:
    page = visit.page("/figures")
    expect(page.locator(".ledger tbody tr")).to_have_count(len(FIGURES))
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('words-filter')"):
            break
    page.keyboard.type("居民消费价格")
    expect(page.locator(".ledger tbody tr")).to_have_count(2)
    for _ in range(14):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('open-figure')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".reader mark")).to_have_text("0.5%")
    page.keyboard.press("Escape")
    expect(page.locator(".open-figure").first).to_be_focused()
