"""Questions -> vectors: as the embedding model gives them, and drawn towards the answers of their precedents."""

from __future__ import annotations

from index.asked import Asked
from index.encoder import Encoder
from index.precedents import Precedents
from index.vectors import Floats

KEPT = 64
"""How many questions' vectors are kept: one is looked at from several sides."""


class Queries:
    """Vectors (d,) of questions, of unit length."""

    def __init__(self, encoder: Encoder, precedents: Precedents | None = None, pull: float = 0.0) -> None:
        self.encoder = encoder
        self.precedents = precedents
        self._pull = pull
        self._plain: dict[str, Floats] = {}
        self._drawn: dict[tuple[str, str], Floats] = {}

    def plain(self, asked: Asked) -> Floats:
        """As the model gives it."""
        known = self._plain.get(asked.core)
        if known is None:
            known = self.encoder.encode([asked.core], "query")[0]
            _trim(self._plain)
            self._plain[asked.core] = known
        return known

    def drawn(self, asked: Asked) -> Floats:
        """Drawn towards the answers of its precedents, where there are any."""
        if self.precedents is None:
            return self.plain(asked)
        key = (asked.core, asked.language)
        known = self._drawn.get(key)
        if known is None:
            known = self.precedents.draw(self.plain(asked), asked.language, self._pull)
            _trim(self._drawn)
            self._drawn[key] = known
        return known


def _trim(kept: dict[str, Floats] | dict[tuple[str, str], Floats]) -> None:
    if len(kept) >= KEPT:
        kept.clear()
