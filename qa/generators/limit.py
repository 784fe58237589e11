"""Limit: until when a generator may go on, and the word to stop before that."""

import threading
import time


class Limit:
    """`seconds` for a whole answer, from now; or less, if it is cancelled. Safe to use from several threads.

    >>> limit = Limit(60)
    >>> limit.over
    False
    >>> limit.cancel()
    >>> limit.over, limit.remaining
    (True, 0.0)
    """

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds
        self._cancelled = threading.Event()

    @property
    def remaining(self) -> float:
        """Seconds that are left."""
        return 0.0 if self._cancelled.is_set() else max(0.0, self._ends - time.monotonic())

    @property
    def over(self) -> bool:
        return self.remaining == 0.0

    def cancel(self) -> None:
        self._cancelled.set()

    def wait(self, seconds: float) -> bool:
        """Waits `seconds`, or until the limit is over. True if there is time left."""
        self._cancelled.wait(min(seconds, self.remaining))
        return not self.over
