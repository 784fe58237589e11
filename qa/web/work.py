"""Questions at work: the Answerer is synchronous, so it runs in threads, with a queue, a time limit and a stop."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event as Flag
from typing import TypeVar

from qa.settings import Settings
from qa.web import metrics
from qa.web.errors import Busy, TooSlow

T = TypeVar("T")

PING_SECONDS = 15.0
"""A silent stream says something this often, so that proxies keep it open."""


class Desk:
    """`threads` questions are worked on at once, `waiting` may queue, and each has `max_seconds`."""

    def __init__(self, settings: Settings) -> None:
        self._threads = settings.threads
        self._pool: ThreadPoolExecutor | None = None
        self._places = settings.threads + settings.waiting
        self._taken = 0
        self._seconds = settings.max_seconds

    async def run(self, work: Callable[[], T]) -> T:
        """What `work` returns. Raises `Busy`, `TooSlow`, or what `work` raises."""
        future = self._submit(work)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), self._seconds)
        except TimeoutError:
            raise self._too_slow() from None

    def stream(self, work: Callable[[], Iterator[T]]) -> AsyncGenerator[T | None, None]:
        """The items of the iterator that `work` makes, as they come; None where nothing came for a while.

        When the consumer goes away, the iterator is stopped at its next item and closed. Raises `Busy` at once, and
        while it is read what `run` raises.
        """
        loop = asyncio.get_running_loop()
        items: asyncio.Queue[tuple[T] | None] = asyncio.Queue()
        stop = Flag()

        def produce() -> None:
            iterator = work()
            try:
                for item in iterator:
                    if stop.is_set():
                        break
                    loop.call_soon_threadsafe(items.put_nowait, (item,))
            finally:
                if close := getattr(iterator, "close", None):
                    close()

        future = self._submit(produce)
        future.add_done_callback(lambda _: loop.call_soon_threadsafe(items.put_nowait, None))
        return self._items(items, future, stop)

    async def _items(
        self, items: "asyncio.Queue[tuple[T] | None]", future: "Future[None]", stop: Flag
    ) -> AsyncGenerator[T | None, None]:
        deadline = time.monotonic() + self._seconds
        try:
            while True:
                left = deadline - time.monotonic()
                if left <= 0:
                    raise self._too_slow()
                try:
                    wait = min(left, PING_SECONDS)
                    item = await asyncio.wait_for(items.get(), wait) if items.empty() else items.get_nowait()
                except TimeoutError:
                    yield None
                    continue
                if item is None:
                    break
                yield item[0]
            future.result()  # raises what `work` raised
        finally:
            stop.set()
            future.cancel()

    def close(self) -> None:
        """Finishes what runs, drops what waits."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _submit(self, work: Callable[[], T]) -> "Future[T]":
        if self._taken >= self._places:
            metrics.turned_away.labels(why="busy").inc()
            raise Busy("too many questions are waiting", "try again in a few seconds")
        loop = asyncio.get_running_loop()
        if self._pool is None:
            self._pool = ThreadPoolExecutor(self._threads, thread_name_prefix="answer")
        self._taken += 1
        metrics.running.inc()
        future = self._pool.submit(work)
        future.add_done_callback(lambda _: loop.call_soon_threadsafe(self._leave))
        return future

    def _leave(self) -> None:
        self._taken -= 1
        metrics.running.dec()

    def _too_slow(self) -> TooSlow:
        return TooSlow(f"the answer took longer than {self._seconds:g} s", "ask again, or something shorter")
