"""The page in Firefox: asking, following up, a refusal, citations and their links, figures; nothing in the console."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from documents.corpus import bundled
from qa import ledger
from tests.browser.firefox import Firefox, firefox
from tests.browser.visit import DESK, OTHER_YEAR, PHONE
from tests.host import GDP_EN, GDP_ID, GDP_ZH, answerer

ENTER = "\ue007"
QUESTION = {"zh": GDP_ZH, "en": GDP_EN}
FOLLOW_UP = {"zh": "那2024年呢？", "en": "And for 2024?"}
FITS = "() => document.documentElement.scrollWidth <= innerWidth"
MARKED = "() => document.querySelector('.reader mark')?.textContent"


@pytest.fixture
def window(tmp_path: Path, site: str, language: str) -> Iterator[Firefox]:
    with firefox(tmp_path / "profile", site, {"zh": "zh-CN", "en": "en-GB"}[language]) as opened:
        yield opened
        assert opened.faults == []


def ask(window: Firefox, question: str) -> str:
    """Types a question, sends it, and waits until its answer is whole. Returns what the page says."""
    turns = window.run("() => document.querySelectorAll('.turn').length")
    window.run("() => document.querySelector('#question').focus()")
    window.press(*question, ENTER)
    last = f"document.querySelectorAll('.turn')[{turns}]"
    window.wait(f"() => {last}?.querySelector('.actions, .refusal, .error')?.className")
    return str(window.run(f"() => {last}.querySelector('.reply').innerText"))


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_conversation(window: Firefox, language: str, size: tuple[int, int]) -> None:
    window.open("/", size)
    assert window.run("() => document.documentElement.lang") == {"zh": "zh-Hans", "en": "en"}[language]
    first = answerer().ask(QUESTION[language])
    assert first.statements[0].text in ask(window, QUESTION[language])
    history = [{"role": "user", "content": QUESTION[language]}, {"role": "assistant", "content": first.text}]
    assert answerer().ask(FOLLOW_UP[language], history).statements[0].text in ask(window, FOLLOW_UP[language])
    refusal = answerer().ask(OTHER_YEAR[language]).refusal
    assert refusal is not None
    assert refusal.message in ask(window, OTHER_YEAR[language])
    assert window.run(FITS)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_citation_opens_at_the_quoted_words(window: Firefox, language: str, size: tuple[int, int]) -> None:
    window.open("/", size)
    ask(window, QUESTION[language])
    window.run("() => document.querySelector('.reply .cite').click()")
    citation = answerer().ask(QUESTION[language]).citations[0]
    assert window.wait(MARKED) == citation.quote
    assert window.run(FITS)
    link = window.run("() => location.pathname + location.hash")
    assert link == f"/c/{GDP_ID}#{citation.start}-{citation.end}"
    window.open("/figures", size)
    window.open(link, size)
    assert window.wait(MARKED) == citation.quote


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("language", ["zh"])
def test_the_figures(window: Firefox, size: tuple[int, int]) -> None:
    figures = ledger.of(bundled().documents[0])
    rows = "() => [...document.querySelectorAll('.ledger tbody .open-figure')].map(e => e.textContent)"
    window.open("/figures", size)
    assert window.wait(rows) == [figure.indicator for figure in figures]
    assert window.run(FITS)
    window.run("() => document.querySelector('.kind-filter [data-value=target]').click()")
    assert window.run(rows) == [figure.indicator for figure in figures if figure.kind == "target"]
    window.run("() => document.querySelector('.view-filter [data-value=pairs]').click()")
    assert window.wait("() => document.querySelector('.chart svg')?.getBoundingClientRect().width > 0")
