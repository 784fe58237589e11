"""Stand-ins for the models: pure functions of their text, so that tests can assert exact numbers and ranks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal
from zlib import crc32

import numpy as np
from numpy.typing import NDArray


class FakeEncoder:
    """Hashed character bigrams: texts that share bigrams are near, whatever their language.

    Lower-cased text between two boundary signs, each bigram counted in one of 256 buckets, the counts scaled to
    unit length. Query and passage are encoded alike. Also the empty text has a vector (its two boundary signs).

    Example: ``FakeEncoder().encode(["增长5.3%"], "query").shape == (1, 256)``
    """

    name = "fake"
    dimension = 256

    def encode(self, texts: Sequence[str], role: Literal["query", "passage"]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            signs = f"\x02{text.lower()}\x03"
            for first, second in pairwise(signs):
                row[crc32((first + second).encode("utf-8", "surrogatepass")) % self.dimension] += 1.0
            row /= np.linalg.norm(row)
        return vectors
