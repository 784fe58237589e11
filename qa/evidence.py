"""Hits -> evidence: the statements that answer, and in each the words that do.

A statement is weighed by how well it was found, how much of the question's content it covers, whether it holds the
kind of thing that was asked for (a figure of the unit, a date, …), and whether its period is the one asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from documents import numbers
from documents.document import Statement
from documents.statements import LEANS_BACK, clauses
from index import scope
from index.search import Hit
from qa.content import Content, stems
from qa.question import Asks, Question

CANDIDATES = 30
"""How many hits are weighed."""

# Weights of the features, in units of one standard deviation of the fused retrieval score. Chosen on the choosing
# half of the questions by `python -m benchmarks.answers --fit`.
W_COVERAGE = 4.0
W_FOCUS = 6.0
W_KIND = 1.2
W_PERIOD = 1.0
W_HEADING = -3.0

SHORT_ASKS: frozenset[Asks] = frozenset({"figure", "date", "place", "name"})
"""Asked for these, the answer is the clause that holds it; asked otherwise, the whole statement."""

SHORT_CHARS = 60
"""Design §5: an answer of one figure, name or date has under 60 Chinese characters."""


@dataclass(frozen=True, slots=True)
class Found:
    """A statement as evidence. `span` is (start, end) in the document; `en` the English words for it, if there are any."""

    statement: Statement
    score: float
    coverage: float
    fits: bool
    period: float
    dense: float
    span: tuple[int, int]
    en: str | None

    @property
    def quote(self) -> str:
        at = self.statement.start
        return self.statement.text[self.span[0] - at : self.span[1] - at]


def weigh(
    question: Question, content: Content, focus: Content, hits: Sequence[Hit], wish: scope.Wish, year: int
) -> list[Found]:
    """The hits as evidence, best first. Shape: as many as `hits`."""
    found = []
    for hit in hits:
        statement = hit.statement
        english = english_stems(statement.en or "")
        headings = "".join(statement.section.headings)
        coverage = max(
            content.coverage(statement.text, english),
            0.9 * content.coverage(statement.text + headings, english),
        )
        span, en, fits, span_coverage = best_span(question, content, focus, statement)
        period = scope.agreement(wish, statement.section.scope)
        score = hit.score + W_COVERAGE * (coverage + span_coverage) / 2 + W_KIND * fits + W_PERIOD * period
        if focus.words:
            score += W_FOCUS * focus.coverage(statement.text, english)
        if statement.is_heading:
            score += W_HEADING
        found.append(Found(statement, score, coverage, fits, period, hit.parts.get("dense", 0.0), span, en))
    return sorted(found, key=lambda f: -f.score)


def best_span(
    question: Question, content: Content, focus: Content, statement: Statement
) -> tuple[tuple[int, int], str | None, bool, float]:
    """The part of the statement that answers best: its (start, end) in the document, the English for it, whether it
    holds the kind of thing asked for, and its coverage."""
    whole = (statement.start, statement.start + len(statement.text))
    short = question.asks in SHORT_ASKS
    best = None
    pieces = [
        (a + statement.start, b + statement.start) for a, b in clauses(statement.text, 0, len(statement.text))
    ]
    for i in range(len(pieces)):
        for j in range(i, len(pieces)):
            start, end = trim(statement, pieces[i][0], pieces[j][1])
            text = statement.text[start - statement.start : end - statement.start]
            if j > i and len(text) > SHORT_CHARS * 1.5:
                break
            coverage = content.coverage(text) + 1.5 * (focus.coverage(text) if focus.words else 0.0)
            fits = holds(question.asks, text)
            value = coverage + 0.35 * fits - len(text) / 400 - 0.25 * bool(LEANS_BACK.match(text) and i)
            if best is None or value > best[0] + 1e-9:
                best = (value, (start, end), fits, coverage)
    assert best is not None
    _, span, fits, coverage = best
    if not short:
        span = whole
    en = statement.en and best_english(question, content, focus, statement.en, short)
    return span, en, fits, min(1.0, coverage)


def trim(statement: Statement, start: int, end: int) -> tuple[int, int]:
    """The span without the comma, semicolon or stop behind it."""
    text = statement.text
    while end > start and text[end - statement.start - 1] in "，；。！？;,":
        end -= 1
    return start, end


def best_english(question: Question, content: Content, focus: Content, text: str, short: bool) -> str:
    """The sentence of the English edition that answers, or all of it."""
    sentences = re.split(r"(?<=[.!?])[”\"’)]*\s+(?=[A-Z“\"‘(])", text)
    if not short or len(sentences) == 1:
        return text

    def value(sentence: str) -> float:
        own = english_stems(sentence)
        return (
            content.coverage("", own)
            + (focus.coverage("", own) if focus.words else 0)
            + 0.35 * holds_en(question.asks, sentence)
        )

    return max(sentences, key=value)


def holds(asks: Asks, text: str) -> bool:
    """Whether a Chinese text holds the kind of thing asked for; True where the kind cannot be seen from the words."""
    if asks == "figure":
        return any(q.kind in ("quantity", "rank", "ordinal", "duration") for q in quantities(text))
    if asks == "date":
        return any(q.kind in ("date", "year", "duration") for q in quantities(text)) or bool(
            _WHEN.search(text)
        )
    return True


def holds_en(asks: Asks, text: str) -> bool:
    if asks in ("figure", "date"):
        return bool(re.search(r"\d|\bpercent\b", text))
    return True


_WHEN = re.compile(r"[年月日]|之前|以前|年内|提前|年底|连夜|期间|第一时间")


@lru_cache(maxsize=8192)
def quantities(text: str) -> tuple[numbers.Quantity, ...]:
    return tuple(numbers.read(text, "zh"))


@lru_cache(maxsize=8192)
def english_stems(text: str) -> tuple[str, ...]:
    return tuple(stems(text)) if text else ()
