"""How long work tells how far it is: one callback, which the command line draws and a server logs.

Example: ``progress("quantise", 3, 5)`` says that step 3 of 5, the quantising, begins; ``done == total`` is the end.
"""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called with a stage (a few English words), the steps done, and the steps in all (0: not known)."""

    def __call__(self, stage: str, done: int, total: int, /) -> None: ...


def silent(stage: str, done: int, total: int, /) -> None:
    """The callback that shows nothing."""
