"""Turns: a few at once, the others in the order they came."""

from __future__ import annotations

import threading
from collections import deque
from types import TracebackType


class Turns:
    """Lets `at_once` threads in; the rest wait, first come first served.

    A semaphore lets a thread that has just come take the turn of one that was woken; of many users some then wait twice
    as long as others.

    >>> turns = Turns(2)
    >>> with turns: turns.free
    1
    """

    def __init__(self, at_once: int) -> None:
        self.free = at_once
        self._waiting: deque[threading.Lock] = deque()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def __enter__(self) -> None:
        with self._lock:
            if self.free:
                self.free -= 1
                return
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()  # until one that leaves hands its turn over

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self.free += 1
