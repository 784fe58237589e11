"""Answers that are remembered: the same as new ones, for the same words only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from qa.answer import Answer
from qa.answerer import Event
from qa.settings import Settings
from qa.web.memory import Memory
from tests.host import GDP_EN, GDP_ZH, answerer


class Counted:
    """The real Answerer; `asked` counts what reached it."""

    def __init__(self) -> None:
        self.asked = 0

    def ask(self, **given: Any) -> Answer:
        self.asked += 1
        return answerer().ask(**given)

    def stream(self, **given: Any) -> Iterator[Event]:
        self.asked += 1
        yield from answerer().stream(**given)


def made(**settings: Any) -> tuple[Counted, Memory]:
    counted = Counted()
    return counted, Memory(counted, Settings(**settings))  # type: ignore[arg-type]


def untimed(answer: Answer | None) -> dict[str, Any]:
    assert answer is not None
    return {**answer.to_json(), "timings_ms": {}}


@pytest.mark.parametrize("question", [GDP_ZH, GDP_EN])
def test_the_same_words_are_answered_once_whoever_asks(question: str) -> None:
    counted, memory = made()
    first = memory.ask(question=question)
    told = list(memory.stream(question=question))
    assert untimed(memory.ask(question=question)) == untimed(first) == untimed(told[-1].answer)
    assert [e.sentence for e in told if e.sentence] == list(first.statements)
    known = {c.marker for e in told for c in e.citations}
    assert known == {c.marker for c in first.citations}
    assert counted.asked == 1


def test_a_stream_is_remembered_as_it_was_told() -> None:
    counted, memory = made()
    told = list(memory.stream(question=GDP_ZH))
    again = list(memory.stream(question=GDP_ZH))
    assert again[:-1] == told[:-1]
    assert untimed(again[-1].answer) == untimed(told[-1].answer)
    assert counted.asked == 1


def test_a_stream_that_is_left_is_not_remembered() -> None:
    counted, memory = made()
    next(memory.stream(question=GDP_ZH))
    memory.ask(question=GDP_ZH)
    assert counted.asked == 2


def test_other_words_history_language_or_report_are_other_questions() -> None:
    counted, memory = made()
    history = [{"role": "user", "content": GDP_EN}]
    for given in ({}, {"history": history}, {"language": "en"}, {"report": "qinghai-2024"}):
        memory.ask(question=GDP_ZH, **given)  # type: ignore[arg-type]
    memory.ask(question=GDP_ZH + " ")
    assert counted.asked == 5


def test_what_was_asked_longest_ago_is_forgotten() -> None:
    counted, memory = made(remember=2)
    for question in (GDP_ZH, GDP_EN, GDP_ZH, "粮食产量是多少？", GDP_ZH):
        memory.ask(question=question)
    assert counted.asked == 3
    memory.ask(question=GDP_EN)
    assert counted.asked == 4


@pytest.mark.parametrize("settings", [{"remember": 0}, {"generator": "openai"}])
def test_nothing_is_remembered_where_that_is_off_or_a_language_model_speaks(settings: dict[str, Any]) -> None:
    counted, memory = made(**settings)
    memory.ask(question=GDP_ZH)
    memory.ask(question=GDP_ZH)
    assert counted.asked == 2
