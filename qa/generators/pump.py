"""A generator in a thread of its own, so that silence, however it comes about, cannot hold an answer up."""

import queue
import threading
from collections.abc import Generator as PythonGenerator

from documents.errors import GeneratorFault
from qa.generators import Generator, Limit
from qa.prompt import Prompt

AHEAD = 256
"""Pieces that may wait to be read; a generator that is faster waits."""

_TURN = 0.1
"""Seconds after which a waiting side looks at the limit again."""


class OutOfTime(GeneratorFault):
    """The generator's time is up."""


class _Worker(threading.Thread):
    def __init__(self, generator: Generator, prompt: Prompt, limit: Limit) -> None:
        super().__init__(name=f"generator-{generator.name}", daemon=True)
        self.generator, self.prompt, self.limit = generator, prompt, limit
        self.pieces: queue.Queue[str | None] = queue.Queue(AHEAD)
        self.fault: GeneratorFault | None = None
        self.ended = False

    def run(self) -> None:
        try:
            for piece in self.generator.stream(self.prompt, self.limit):
                if not self._put(piece):
                    return
        except GeneratorFault as fault:
            self.fault = fault
        finally:
            self.ended = True
            self._put(None)

    def _put(self, piece: str | None) -> bool:
        while not self.limit.over:
            try:
                self.pieces.put(piece, timeout=_TURN)
                return True
            except queue.Full:
                continue
        return False


def pump(generator: Generator, prompt: Prompt, limit: Limit) -> PythonGenerator[str, None, None]:
    """The text of `generator`, piece by piece. Raises `OutOfTime` when the limit ends first, `GeneratorFault` otherwise.

    Closing the iterator cancels the limit, so that the generator ends too.
    """
    worker = _Worker(generator, prompt, limit)
    worker.start()
    try:
        while True:
            try:
                piece = worker.pieces.get(timeout=min(_TURN, limit.remaining) or 0.001)
            except queue.Empty:
                if limit.over:
                    raise OutOfTime(
                        f"the generator {generator.name} did not finish in time", "raise QINGHAI_QA_GENERATOR_TIMEOUT"
                    ) from None
                continue
            if piece is None:
                break
            yield piece
        if worker.fault is not None:
            raise worker.fault
    finally:
        limit.cancel()
