"""A visitor of the page, and what visitors do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page, expect

PHONE, DESK = (390, 844), (1440, 900)
OTHER_YEAR = {"zh": "2019年青海省生产总值增长了多少？", "en": "How much did Qinghai's GDP grow in 2019?"}


@dataclass
class Visit:
    """Pages of one visitor, and what went wrong in them."""

    browser: Browser
    site: str
    faults: list[str] = field(default_factory=list)
    contexts: list[Any] = field(default_factory=list)
    allowed: tuple[str, ...] = ()
    """Parts of console errors that the test provokes."""

    def page(self, path: str = "/", size: tuple[int, int] = DESK, language: str = "zh", **context: Any) -> Page:
        """A page of a new visitor, opened at `path`."""
        made = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale={"zh": "zh-CN", "en": "en-GB"}[language],
            reduced_motion="reduce", base_url=self.site, permissions=["clipboard-read", "clipboard-write"], **context,
        )  # fmt: skip
        self.contexts.append(made)
        page = made.new_page()
        page.on("console", lambda message: self._console(message.type, message.text))
        page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        page.on("request", lambda request: self._request(request.url))
        page.goto(path)
        return page

    def _console(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not any(part in text for part in self.allowed):
            self.faults.append(f"console {kind}: {text}")

    def _request(self, url: str) -> None:
        if not url.startswith((self.site, "blob:", "data:", "about:")):
            self.faults.append(f"request to {url}")


def ask(page: Page, question: str) -> None:
    """Types a question, sends it, and waits until its answer is whole."""
    field = page.locator("#question")
    field.fill(question)
    field.press("Enter")
    expect(page.locator(".turn").last.locator(".actions, .refusal, .error").first).to_be_visible()
