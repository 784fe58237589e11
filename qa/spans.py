"""Spans: the part of a statement that answers, in Chinese by clauses, in English by sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from documents.document import Statement
from documents.figures import Figure
from documents.language import Language
from documents.statements import LEANS_BACK, clauses
from index.clauses import located
from qa.asking import Asks
from qa.facets import Facet
from qa.kinds import english_stems
from qa.weights import Weights

SHORT_ASKS: frozenset[Asks] = frozenset({"figure", "date", "place", "name"})
"""Asked for these, the answer is the clause that holds it; asked otherwise, the whole statement."""

_GOES_ON = re.compile(r"(?:最?根本|最?关键|主要|首先|正是|也)?(?:在于|得益于|源于|归功于|离不开)")
"""A clause that begins so says of the one before it what was to be said."""

LEAST_CHARS = 4
"""No shorter clause is said by itself: 现在."""
SHORT_CHARS = 60
"""Design §5: an answer of one figure, name or date has under 60 Chinese characters."""


def best_span(
    facet: Facet, statement: Statement, figure: Figure | None, weights: Weights, cosines: Sequence[float] = ()
) -> Span:
    """The run of clauses of the statement that answers best. ``cosines``: how near the question its clauses are
    (`Hit.clauses`).

    Clauses are read one by one; a run meets a word as well as the best of its clauses does.
    """
    text = statement.text
    pieces = _clauses(text)
    whole = facet.content.met(text)
    read = [_Clause.of(facet, text[a:b], whole) for a, b in pieces]
    behind = distances(text, "zh", pieces, cosines)
    first, last = trim(statement, statement.start, statement.start + len(text))
    least = min(LEAST_CHARS, last - first)
    best: tuple[float, Span] | None = None
    for i in range(len(pieces)):
        met, focus, fits, unit = [0.0] * len(facet.content.words), 0.0, False, False
        for j in range(i, len(pieces)):
            start, end = trim(statement, statement.start + pieces[i][0], statement.start + pieces[j][1])
            if j > i and end - start > SHORT_CHARS * 1.2:
                break
            met = [max(m, n) for m, n in zip(met, read[j].met, strict=True)]
            if end - start < least:
                continue
            focus, fits, unit = max(focus, read[j].focus), fits or read[j].fits, unit or read[j].unit
            coverage = facet.content.share(met)
            value = coverage + 1.5 * focus + weights.span_kind * (fits + unit) - (end - start) / weights.span_length
            if figure and start <= figure.start and figure.end <= end:
                value += weights.span_figure
            if i and LEANS_BACK.match(text, pieces[i][0]):
                value -= weights.span_leans
            if j + 1 < len(pieces) and _GOES_ON.match(text, pieces[j + 1][0]):
                value -= weights.span_open
            value -= weights.span_near * min(behind[i : j + 1])
            if best is None or value > best[0] + 1e-9:
                best = (value, Span((start, end), coverage, fits, unit))
    assert best is not None  # a statement has a clause
    return best[1]


@lru_cache(maxsize=1 << 13)
def _clauses(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(clauses(text, 0, len(text)))


@lru_cache(maxsize=1 << 13)
def _parts(text: str, language: Language) -> tuple[tuple[int, int], ...]:
    return tuple(located(text, language))


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a statement: (start, end) in the document, its coverage of the content, whether it holds the kind of
    thing asked for, and whether in the unit asked for."""

    span: tuple[int, int]
    coverage: float
    fits: bool
    unit: bool


@dataclass(frozen=True, slots=True)
class _Clause:
    """What one clause holds of what a facet wants."""

    met: list[float]
    focus: float
    fits: bool
    unit: bool

    @classmethod
    def of(cls, facet: Facet, text: str, whole: Sequence[float]) -> _Clause:
        """``whole``: how well the statement meets each content word; what it does not meet its clauses do not."""
        fits, unit = facet.want.met_by(text)
        focus = facet.focus.coverage(text) if facet.focus.words else 0.0
        met = [w.met_by(text, ()) if held else 0.0 for w, held in zip(facet.content.words, whole, strict=True)]
        return cls(met, focus, fits, unit)


def distances(
    text: str, language: Language, pieces: Sequence[tuple[int, int]], cosines: Sequence[float]
) -> list[float]:
    """How far each of the (start, end) `pieces` of `text` is behind the one nearest the question, in cosine; 0 for all
    where that is not known. ``cosines`` are of the clauses of `index.clauses`."""
    parts = _parts(text, language)
    if len(parts) != len(cosines) or len(pieces) == 1:
        return [0.0] * len(pieces)
    near = [
        max((c for (start, end), c in zip(parts, cosines, strict=True) if start < b and a < end), default=-1.0)
        for a, b in pieces
    ]
    return [float(max(near) - c) for c in near]


ADDS = 0.2
"""A further English sentence is said where it meets so large a share of the question that the best one does not."""


_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’)]*\s+(?=[A-Z“\"‘(])")


def best_english(facet: Facet, text: str, weights: Weights, cosines: Sequence[float] = ()) -> str:
    """The sentence of the English edition that answers, with those that meet what it does not; all of it where it is one.
    ``cosines``: how near the question its clauses are."""
    bounds = _sentences(text)
    sentences = [text[a:b].rstrip() for a, b in bounds]
    if len(sentences) == 1:
        return text
    behind = distances(text, "en", bounds, cosines)
    stems = [english_stems(sentence) for sentence in sentences]
    met = [facet.content.met("", own) for own in stems]

    def value(i: int) -> float:
        focus = facet.focus.coverage("", stems[i]) if facet.focus.words else 0.0
        return (
            facet.content.share(met[i])
            + 1.5 * focus
            + weights.span_kind * facet.want.met_by_english(sentences[i])
            - weights.span_near * behind[i]
        )

    best = max(range(len(sentences)), key=value)
    chosen, held = {best}, met[best]
    for i in range(len(sentences)):
        both = [max(m, n) for m, n in zip(held, met[i], strict=True)]
        if facet.content.words and facet.content.share(both) >= facet.content.share(held) + ADDS:
            chosen.add(i)
            held = both
    return " ".join(sentences[i] for i in sorted(chosen))


def english_sentences(text: str) -> list[str]:
    """The sentences of an English text."""
    return [text[a:b].rstrip() for a, b in _sentences(text)]


def _sentences(text: str) -> list[tuple[int, int]]:
    return list(pairwise([0, *(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]))


def trim(statement: Statement, start: int, end: int) -> tuple[int, int]:
    """The span without the comma, semicolon or stop behind it."""
    text = statement.text
    while end > start and text[end - statement.start - 1] in "，；。！？：;,:":
        end -= 1
    return start, end
