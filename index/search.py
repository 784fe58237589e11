"""Question -> statements, best first.

    question ─ normalise, language ┬─ vector, centred ── each level of each language ─┐
                                   └─ groups of terms ── BM25 in each language ───────┴─ fused, scope preferred ─ hits
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from documents.document import Statement
from documents.language import Language, detect, normalise
from index import fusion
from index.encoder import Encoder
from index.entry import Entry
from index.keywords import Group, Keywords
from index.vectors import Floats, Vectors, centred
from index.words import terms

LANGUAGES: tuple[Language, ...] = ("zh", "en")
LEVELS = ("own", "passage", "part")
WEIGHTS: Mapping[str, float] = {"dense": 0.8, "words": 0.2}


@dataclass(frozen=True, slots=True)
class Data:
    """All that is saved of an index: plain arrays and plain lists of strings, by name."""

    arrays: Mapping[str, NDArray[np.generic]]
    strings: Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found. `parts` says what its score is made of; `parts["dense"]` is a centred cosine, -1..1."""

    entry: Entry
    score: float
    parts: Mapping[str, float]

    @property
    def statement(self) -> Statement:
        """The statement of a report that was found. Raises `LookupError` where plain texts were searched."""
        if self.entry.statement is None:
            raise LookupError(f"{self.entry.id} is not a statement of a report")
        return self.entry.statement


@dataclass(frozen=True, slots=True)
class Side:
    """What is searched in one language: the entries' own texts, or their translations."""

    keywords: Keywords
    levels: Mapping[str, Vectors]


class Index:
    """Entries with all that is needed to search them. `data` is made by `index.build`, kept by `index.storage`."""

    def __init__(self, entries: Sequence[Entry], data: Data, encoder: Encoder) -> None:
        self.entries = tuple(entries)
        self.data = data
        self.encoder = encoder
        self.sides: dict[Language, Side] = {
            language: _side(data, language) for language in LANGUAGES if f"{language}.words" in data.strings
        }

    def search(self, question: str, k: int = 10, report: str | None = None) -> list[Hit]:
        """The k best entries for `question`, in either language, best first; of one report only if `report` names it.

        >>> index.search("2023年生产总值增长了多少？")[0].statement.id   # doctest: +SKIP
        'qinghai-2024/1.0/3'
        """
        plain = normalise(question)
        if not plain or not self.entries:
            return []
        language = detect(plain)
        dense = self._dense(plain, language)
        words = self._words(plain, language)
        total = fusion.fuse({"dense": dense, "words": words}, WEIGHTS)
        if report is not None:
            outside = [e.statement is None or e.statement.report != report for e in self.entries]
            total[np.array(outside)] = -np.inf
        return [
            Hit(self.entries[i], float(total[i]), {"dense": float(dense[i]), "words": float(words[i])})
            for i in fusion.best(total, k)
            if np.isfinite(total[i])
        ]

    def terms(self, question: str) -> list[Group]:
        """What the question asks for: groups of terms of its own language."""
        plain = normalise(question)
        return groups(plain, detect(plain))

    def _dense(self, question: str, language: Language) -> Floats:
        """Centred cosines, shape (n,): the mean over levels, of the better language."""
        vector = self.encoder.encode([question], "query")
        mean = np.asarray(self.data.arrays[f"{language}.questions"], dtype=np.float32)
        query = centred(vector, mean)[0]
        sides = []
        for side in self.sides.values():
            scores = [level.scores(query, len(self.entries)) for level in side.levels.values()]
            sides.append(np.mean(scores, axis=0, dtype=np.float32))
        return np.asarray(np.max(sides, axis=0), dtype=np.float32)

    def _words(self, question: str, language: Language) -> Floats:
        """BM25, shape (n,)."""
        side = self.sides.get(language)
        if side is None:
            return np.zeros(len(self.entries), np.float32)
        return side.keywords.scores(groups(question, language))


def groups(question: str, language: Language) -> list[Group]:
    """One group for every term of the question, in its own language."""
    return [Group(term, ((term, 1.0),)) for term in dict.fromkeys(terms(question, language))]


def _side(data: Data, language: Language) -> Side:
    arrays = data.arrays
    keywords = Keywords(
        {term: number for number, term in enumerate(data.strings[f"{language}.words"])},
        np.asarray(arrays[f"{language}.words.starts"], dtype=np.int64),
        np.asarray(arrays[f"{language}.words.texts"], dtype=np.int32),
        np.asarray(arrays[f"{language}.words.counts"], dtype=np.float32),
        np.asarray(arrays[f"{language}.words.lengths"], dtype=np.float32),
    )
    levels = {
        level: Vectors.build(
            np.asarray(arrays[f"{language}.{level}"], dtype=np.float32),
            np.asarray(arrays[f"{language}.{level}.rows"], dtype=np.int32),
            np.asarray(arrays[f"{language}.{level}.owners"], dtype=np.int32),
        )
        for level in LEVELS
        if f"{language}.{level}" in arrays
    }
    return Side(keywords, levels)
