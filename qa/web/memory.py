"""Answers that were given lately, given again: what many people ask is worked out once.

Only answers of the extractive generator, which says the same to the same words; kept in this process, never on disk.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from qa.answer import Answer
from qa.answerer import Answerer, Event
from qa.settings import Settings
from qa.web import metrics

Key = tuple[object, ...]


class Memory:
    """An Answerer that remembers its last `size` answers (0: none). Safe to use from several threads."""

    def __init__(self, answerer: Answerer, settings: Settings) -> None:
        self._answerer = answerer
        self._size = settings.remember
        self._usual = settings.generator
        self._known: OrderedDict[Key, tuple[Event, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def ask(self, **asked: Any) -> Answer:
        """As `Answerer.ask`, with keywords only."""
        for event in self._remembered(asked):
            if event.answer is not None:
                return event.answer
        answer = self._answerer.ask(**asked)
        self._keep(asked, (*_retold(answer), Event("done", answer=answer)))
        return answer

    def stream(self, **asked: Any) -> Iterator[Event]:
        """As `Answerer.stream`, with keywords only."""
        if known := self._remembered(asked):
            yield from known
            return
        told: list[Event] = []
        for event in self._answerer.stream(**asked):
            told.append(event)
            yield event
        self._keep(asked, told)

    def _remembered(self, asked: dict[str, Any]) -> tuple[Event, ...]:
        """The events of the answer, timed anew; () where there are none."""
        began = time.perf_counter()
        key = self._key(asked)
        with self._lock:
            events = self._known.get(key, ()) if key else ()
            if not events:
                return ()
            self._known.move_to_end(key)
        metrics.remembered.inc()
        *before, last = events
        assert last.answer is not None
        total = {"total": (time.perf_counter() - began) * 1000}
        return (*before, replace(last, answer=replace(last.answer, timings_ms=total)))

    def _keep(self, asked: dict[str, Any], events: Sequence[Event]) -> None:
        key = self._key(asked)
        if not key or not events or events[-1].answer is None:
            return
        with self._lock:
            self._known[key] = tuple(events)
            while len(self._known) > self._size:
                self._known.popitem(last=False)

    def _key(self, asked: dict[str, Any]) -> Key:
        if not self._size or (asked.get("generator") or self._usual) != "extractive":
            return ()
        history = tuple((turn["role"], turn["content"]) for turn in asked.get("history", ()))
        return (asked["question"], history, asked.get("language", "auto"), asked.get("report"))


def _retold(answer: Answer) -> Iterator[Event]:
    """What a stream tells of a whole answer before its end."""
    yield Event("status", "search")
    by_marker = {c.marker: c for c in answer.citations}
    for sentence in answer.statements:
        yield Event("statement", sentence=sentence, citations=tuple(by_marker[m] for m in sentence.citations))
