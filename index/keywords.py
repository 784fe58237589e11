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

    def counted(self, group: Group) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The texts that hold a member of the group, ascending, and the weighted count in each."""
        ids = [(self.vocabulary[term], weight) for term, weight in group.members if term in self.vocabulary]
        if not ids:
            return np.empty(0, np.int32), np.empty(0, np.float32)
        parts = [(self.texts[self.starts[t] : self.starts[t + 1]], t, weight) for t, weight in ids]
        if len(parts) == 1:
            found, t, weight = parts[0]
            return found, self.counts[self.starts[t] : self.starts[t + 1]] * np.float32(weight)
        tf = np.zeros(len(self.lengths), np.float32)
        for found, t, weight in parts:
            tf[found] += self.counts[self.starts[t] : self.starts[t + 1]] * np.float32(weight)
        texts = np.flatnonzero(tf).astype(np.int32)
        return texts, tf[texts]

    def idf(self, frequency: int) -> float:
        """ln(1 + (N - df + 0.5) / (df + 0.5)): a term of no text gets the highest."""
        return float(np.log1p((len(self.lengths) - frequency + 0.5) / (frequency + 0.5)))

    def scores(self, groups: Sequence[Group]) -> NDArray[np.float32]:
        """BM25 of every text: shape (n,), 0 where no group is met."""
        total = np.zeros(len(self.lengths), np.float32)
        norm = K1 * (1 - B + B * self.lengths / max(float(self.lengths.mean()), 1e-9)) if len(total) else total
        for group in groups:
            texts, tf = self.counted(group)
            if len(texts):
                total[texts] += group.weight * self.idf(len(texts)) * tf * (K1 + 1) / (tf + norm[texts])
        return total
