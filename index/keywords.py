"""BM25 over postings, with groups of synonyms that count as one term.

    score(d) = sum over groups g of  w_g * idf(g) * tf * (k1 + 1) / (tf + k1 * (1 - b + b * |d| / avg|d|))
    idf(g)   = ln(1 + (N - df(g) + 0.5) / (df(g) + 0.5))

where tf is the weighted sum of the counts of the group's members in d, and df the number of texts that hold any member
(Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, eq. 3.15; the idf is Lucene's,
which is never negative). Knows nothing about languages or words: a term is any string.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

K1 = 1.2
B = 0.75
_NONE = (np.zeros(0, np.int64), np.zeros(0), np.zeros(0, np.int64))


@dataclass(frozen=True, slots=True)
class Group:
    """One thing the question asks for, and the terms any of which names it, each with a weight in (0, 1]."""

    surface: str
    members: tuple[tuple[str, float], ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Keywords:
    """Postings of n texts: for term t, `texts[starts[t]:starts[t+1]]` are the texts that hold it, `counts` how often."""

    vocabulary: Mapping[str, int]
    starts: NDArray[np.int64]
    texts: NDArray[np.int32]
    counts: NDArray[np.float32]
    lengths: NDArray[np.float32]

    @classmethod
    def build(cls, texts: Sequence[Mapping[str, float]], lengths: Sequence[float]) -> "Keywords":
        """From each text's terms and their (possibly weighted) counts, and each text's length in terms."""
        vocabulary: dict[str, int] = {}
        postings: list[list[tuple[int, float]]] = []
        for number, counts in enumerate(texts):
            for term, count in counts.items():
                if term not in vocabulary:
                    vocabulary[term] = len(postings)
                    postings.append([])
                postings[vocabulary[term]].append((number, count))
        flat = [pair for posting in postings for pair in posting]
        return cls(
            vocabulary,
            np.cumsum([0, *(len(posting) for posting in postings)], dtype=np.int64),
            np.array([text for text, _ in flat], dtype=np.int32),
            np.array([count for _, count in flat], dtype=np.float32),
            np.array(lengths, dtype=np.float32),
        )

    def counted(self, groups: Sequence[Group]) -> NDArray[np.float64]:
        """How often each text holds members of each group, weighted: shape (groups, n)."""
        size = len(self.lengths)
        held = [
            (term, weight, row * size)
            for row, group in enumerate(groups)
            for member, weight in group.members
            if (term := self.vocabulary.get(member)) is not None
        ]
        terms, weights, rows = (np.array(column) for column in zip(*held, strict=True)) if held else _NONE
        begins = self.starts[terms]
        postings = self.starts[terms + 1] - begins
        ends = np.cumsum(postings)
        # The numbers of all these postings: one term's after the other's, each from its beginning on.
        at = np.arange(ends[-1] if held else 0) + np.repeat(begins - (ends - postings), postings)
        cells = self.texts[at] + np.repeat(rows, postings)
        counts = self.counts[at] * np.repeat(weights, postings).astype(np.float32)
        flat = np.bincount(cells, counts, len(groups) * size)
        return np.asarray(flat.reshape(len(groups), size), dtype=np.float64)

    def idf(self, frequency: NDArray[np.intp]) -> NDArray[np.float64]:
        """ln(1 + (N - df + 0.5) / (df + 0.5)): a term of no text gets the highest."""
        return np.asarray(np.log1p((len(self.lengths) - frequency + 0.5) / (frequency + 0.5)))

    def scores(self, groups: Sequence[Group]) -> NDArray[np.float32]:
        """BM25 of every text: shape (n,), 0 where no group is met."""
        if not len(self.lengths) or not groups:
            return np.zeros(len(self.lengths), np.float32)
        size = len(self.lengths)
        counts = self.counted(groups).ravel()
        held = np.flatnonzero(counts)  # few: most texts hold no member of most groups
        rows, texts, tf = held // size, held % size, counts[held]
        weights = np.array([group.weight for group in groups])
        weights *= self.idf(np.bincount(rows, minlength=len(groups)))
        norm = K1 * (1 - B + B * self.lengths[texts] / max(float(self.lengths.mean()), 1e-9))
        return np.bincount(texts, weights[rows] * tf * (K1 + 1) / (tf + norm), size).astype(np.float32)
