"""Citations: the report opens at the quoted words, is walked, shared, copied, closed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from documents.corpus import bundled
from qa.answer import Citation
from tests.browser.visit import DESK, PHONE, Visit, ask
from tests.host import GDP_EN, GDP_ID, GDP_ZH, answerer

STATEMENTS = bundled().documents[0].statements
AT = next(i for i, s in enumerate(STATEMENTS) if s.id == GDP_ID)


def quoted() -> Citation:
    return answerer().ask(GDP_ZH).citations[0]


def opened(visit: Visit, **options: object) -> Page:
    """A page with the citation of the answer open."""
    page = visit.page(**options)  # type: ignore[arg-type]
    ask(page, GDP_ZH)
    page.locator(".reply .cite").first.click()
    expect(page.locator(".reader mark")).to_be_visible()
    return page


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_highlighted_words_are_the_quote_and_in_sight(visit: Visit, size: tuple[int, int]) -> None:
    page = opened(visit, size=size)
    mark = page.locator(".reader mark")
    expect(mark).to_have_text(quoted().quote)
    expect(mark).to_be_in_viewport()
    expect(page.locator(".reader .current")).to_have_attribute("data-id", GDP_ID)
    expect(page.locator(".reader .trail .scope")).to_have_text("2023 结果")
    expect(page.locator(".reader .trail .path")).to_have_text("一、2023年工作回顾")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    covers = page.evaluate("document.querySelector('.reader').getBoundingClientRect().width === innerWidth")
    assert covers == (size == PHONE)
    assert page.locator("main").evaluate("e => e.inert") == (size == PHONE)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_link_opens_the_same_view_for_somebody_else(visit: Visit, size: tuple[int, int]) -> None:
    link = opened(visit).url
    assert link == f"{visit.site}/c/{GDP_ID}#{quoted().start}-{quoted().end}"
    other = visit.page(link.removeprefix(visit.site), size=size)
    expect(other.locator(".reader mark")).to_have_text(quoted().quote)
    expect(other.locator(".reader mark")).to_be_in_viewport()
    plain = visit.page(f"/c/{GDP_ID}", size=size)
    expect(plain.locator(".reader mark")).to_have_text(STATEMENTS[AT].text)


def test_an_english_answer_shows_the_chinese_words_beside_the_english(visit: Visit) -> None:
    page = visit.page(language="en")
    ask(page, GDP_EN)
    citation = answerer().ask(GDP_EN).citations[0]
    expect(page.locator(".sources .quote").first).to_have_text(citation.quote)
    page.locator(".reply .cite").first.click()
    expect(page.locator(".reader mark")).to_have_text(citation.quote)
    row = page.locator(".reader .current")
    expect(row.locator("[lang='en']")).to_have_text(citation.text_en or "")
    page.get_by_role("button", name="English", exact=True).click()
    expect(row).to_have_text(citation.text_en or "")
    page.get_by_role("button", name="中文", exact=True).last.click()
    expect(row).to_have_text(citation.text_zh)
    expect(page.locator(".reader mark")).to_have_text(citation.quote)


def test_previous_and_next_are_a_key_away(visit: Visit) -> None:
    page = opened(visit)
    current = page.locator(".reader .current")
    page.keyboard.press("j")
    expect(current).to_have_attribute("data-id", STATEMENTS[AT + 1].id)
    expect(page.locator(".reader mark")).to_have_text(STATEMENTS[AT + 1].text)
    expect(page).to_have_url(f"{visit.site}/c/{STATEMENTS[AT + 1].id}")
    page.keyboard.press("k")
    page.keyboard.press("ArrowLeft")
    expect(current).to_have_attribute("data-id", STATEMENTS[AT - 1].id)
    page.locator(".step-next").click()
    expect(current).to_have_attribute("data-id", GDP_ID)
    expect(page.locator(".reader .place")).to_have_text(f"第 {AT + 1} / {len(STATEMENTS)} 句")


def test_letters_typed_in_the_box_are_not_keys_of_the_report(visit: Visit) -> None:
    page = opened(visit)
    page.locator("#question").type("jk")
    expect(page.locator(".reader .current")).to_have_attribute("data-id", GDP_ID)
    assert page.locator("#question").input_value() == "jk"


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("way", ["Escape", "button", "back"])
def test_closing_goes_back_to_the_mark(visit: Visit, way: str, size: tuple[int, int]) -> None:
    page = opened(visit, size=size)
    if way == "Escape":
        page.keyboard.press("Escape")
    elif way == "button":
        page.get_by_role("button", name="关闭原文").click()
    else:
        page.go_back()
    expect(page.locator(".reader")).to_be_hidden()
    expect(page).to_have_url(f"{visit.site}/")
    expect(page.locator(".reply .cite").first).to_be_focused()


def test_forward_opens_it_again(visit: Visit) -> None:
    page = opened(visit)
    page.go_back()
    expect(page.locator(".reader")).to_be_hidden()
    page.go_forward()
    expect(page.locator(".reader mark")).to_have_text(quoted().quote)


@pytest.mark.parametrize(
    ("format_", "begins"),
    [("text", "“"), ("gb7714", "青海省人民政府. "), ("bibtex", "@techreport{"), ("link", "http://127.0.0.1:")],
)
def test_a_citation_is_copied(visit: Visit, format_: str, begins: str) -> None:
    page = opened(visit)
    page.get_by_role("button", name="复制引文").click()
    page.locator(f".menu-item[data-format={format_}]").click()
    expect(page.locator("#toast")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(begins)
    assert re.search(GDP_ID.replace("/", "[-/]"), copied)


def test_a_citation_that_does_not_exist_is_said(visit: Visit) -> None:
    visit.allowed = ("404",)
    page = visit.page("/c/qinghai-2024/9.9/9")
    expect(page.locator(".reader [role=alert]")).to_have_text("报告里没有这处引文")
    page.goto("/c/nowhere-1999/1.0/1")
    expect(page.locator(".reader [role=alert]")).to_have_text("报告里没有这处引文")
    page.keyboard.press("Escape")
    expect(page.locator(".reader")).to_be_hidden()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_everything_by_keyboard(visit: Visit, size: tuple[int, int]) -> None:
    page = visit.page(size=size)
    page.keyboard.press("Tab") if not page.locator("#question").evaluate("e => e === document.activeElement") else None
    expect(page.locator("#question")).to_be_focused()
    page.keyboard.type(GDP_ZH)
    page.keyboard.press("Enter")
    expect(page.locator(".actions")).to_be_visible()
    page.keyboard.press("Shift+Tab")  # copy
    for _ in range(6):
        if page.evaluate("document.activeElement.classList.contains('cite')"):
            break
        page.keyboard.press("Shift+Tab")
    expect(page.locator(".cite").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".reader mark")).to_have_text(quoted().quote)
    expect(page.locator(".report")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".reader .current")).to_have_attribute("data-id", STATEMENTS[AT + 1].id)
    page.keyboard.press("Escape")
    expect(page.locator(".cite").first).to_be_focused()


def test_the_language_switch_keeps_the_place(visit: Visit) -> None:
    page = opened(visit)
    page.get_by_role("button", name="Switch to English").click()
    expect(page.locator(".reader .current")).to_have_attribute("data-id", GDP_ID)
    expect(page.locator(".reader .trail .scope")).to_have_text("2023 result")
