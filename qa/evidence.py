"""Hits -> evidence: the statements that answer, and in each the words that do.

A statement is weighed by how well it was found, how much of the question's content it covers, whether it holds the
kind of thing that was asked for (a figure of the unit, a date, …), and whether its period is the one asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from documents.document import Statement
from documents.figures import Figure
from documents.language import Language
from documents.statements import LEANS_BACK, clauses
from index import scope
from index.search import Hit
from qa.asking import Asks
from qa.content import Content
from qa.kinds import Want, english_stems
from qa.question import Question
from qa.question import kind as asking_kind

ContentOf = Callable[[str, Language], Content]

CANDIDATES = 24
"""How many hits are weighed."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature counts, in standard deviations of the fused retrieval score.

    Chosen on the choosing half of the questions by `python -m benchmarks.tune`; the reporting half saw none of it.
    """

    coverage: float = 0.7  # of the question's content by the statement and the span, 0 to 1
    focus: float = 6.0  # of what a follow-up adds
    kind: float = 1.5  # the kind of thing asked for is there
    unit: float = 1.0  # and in the unit asked for
    bound: float = 2.0  # of the question's content by the indicator of the figure that answers, 0 to 1
    precise: float = 0.5  # of that indicator by the question's content, 0 to 1
    measure: float = 0.8  # that figure is a growth, a share or a level, as asked
    period: float = 0.5  # agreement of the scope, -1 to 1
    year: float = -2.0  # a year is named, and the statement is of another and does not name it
    qualified: float = -1.1  # the figure is of town or country alone, and neither was asked for
    heading: float = -3.0  # a heading says little
    headings: float = 0.45  # how far the words of the headings above count as the statement's own
    span_kind: float = 0.35  # the same for the span within the statement, in shares of coverage
    span_length: float = 400.0  # characters of a span that cost as much as the whole coverage earns
    span_figure: float = 0.6  # the span holds the figure that answers
    more_score: float = 1.2  # a further statement's score is at most this far below the best one's
    more_coverage: float = 0.45  # and it covers at least this share of what the best one covers
    span_leans: float = 0.25  # a span that begins in the middle of a thought


WEIGHTS = Weights()

SHORT_ASKS: frozenset[Asks] = frozenset({"figure", "date", "place", "name"})
"""Asked for these, the answer is the clause that holds it; asked otherwise, the whole statement."""

SHORT_CHARS = 60
"""Design §5: an answer of one figure, name or date has under 60 Chinese characters."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing to find: its content words, what a follow-up adds to them, what kind of thing, of which period."""

    content: Content
    focus: Content
    asks: Asks
    want: Want
    wish: scope.Wish
    half: bool = False  # whether it asks of town or country


@dataclass(frozen=True, slots=True)
class Found:
    """A statement as evidence. `span` is (start, end) in the document; `en` the English words for it, if there are any."""

    statement: Statement
    score: float
    hit: float
    coverage: float
    span_coverage: float
    fits: bool
    unit: bool
    bound: float
    measure: bool
    figure: Figure | None
    period: float
    dense: float
    span: tuple[int, int]
    en: str | None

    @property
    def english(self) -> tuple[str, ...]:
        """The stems of the statement's English and of the headings above it."""
        section = self.statement.section
        return (*english_stems(self.statement.en or ""), *english_stems(" ".join(section.headings_en)))

    @property
    def quote(self) -> str:
        at = self.statement.start
        return self.statement.text[self.span[0] - at : self.span[1] - at]


def facets(question: Question, content_of: ContentOf, year: int) -> list[Facet]:
    """The things to find for a question: one, or one for each of its parts, or one for each period it compares."""
    language, text = question.spoken, question.search
    focus = content_of(question.focus, language) if question.focus else Content(())
    wish = wished(question, year)
    if both_periods(text, language, year) and not (question.focus and (wish.years or wish.kind)):
        content = content_of(text, language)
        want = Want.of(text, question.asks, language)
        past, ahead = scope.Wish(frozenset({year - 1}), "result", 1.0), scope.Wish(frozenset({year}), "target", 1.0)
        return [Facet(content, focus, question.asks, want, w, bool(_HALF.search(text))) for w in (past, ahead)]
    found = []
    for part in question.parts:
        asks = question.asks if len(question.parts) == 1 else asking_kind(part, language)
        found.append(Facet(content_of(part, language), focus, asks, Want.of(part, asks, language), wish, bool(_HALF.search(text))))
    return found


def wished(question: Question, year: int) -> scope.Wish:
    """The period asked for: a follow-up's own where it names one, else that of the question before it."""
    if question.focus:
        own = scope.wished(question.focus, question.spoken, year)
        if own.years or own.firmness >= 1.0:
            return own
        rest = question.search[len(question.focus) :]
        return scope.wished(rest, question.spoken, year)
    return scope.wished(question.search, question.spoken, year)


def both_periods(text: str, language: Language, year: int) -> bool:
    """Whether the question asks for the result and the target side by side.

    >>> both_periods("这两年的目标和完成情况", "zh", 2024), both_periods("2024年的目标", "zh", 2024)
    (True, False)
    """
    if {year - 1, year} <= scope.named_years(text.lower(), year):
        return True
    return bool(_BOTH[language].search(text.lower()))


_HALF = re.compile(r"城[镇市乡里]|农[村牧民]|乡[村下]|牧[区民]|村|\b(?:urban|rural|town|towns|cit(?:y|ies)|countryside|farm|herd|village)", re.I)
_BOTH: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(r"(?:这|近|头)?两年|目标.{0,8}(?:和|与|跟|同|比).{0,8}(?:完成|实际|结果)|(?:完成|实际|结果).{0,8}(?:和|与|跟|同|比).{0,8}(?:目标|计划)"),
    "en": re.compile(
        r"\b(?:both|the two|these two) years\b|\b(?:targets?|goals?|plan(?:ned|s)?)\b.{0,40}\b(?:result|achieved|actual|outcome|reached)"
        r"|\b(?:result|achieved|actual|outcome|reached)\b.{0,40}\b(?:targets?|goals?|planned)\b"
    ),
}


FiguresOf = Callable[[str], Sequence[Figure]]
"""The figures of a statement, by its id."""


def weigh(
    facet: Facet, hits: Sequence[Hit], language: Language, figures_of: FiguresOf, weights: Weights = WEIGHTS
) -> list[Found]:
    """The hits as evidence for one thing, best first. `language` is the answer's."""
    return sorted((_weighed(facet, hit, language, figures_of, weights) for hit in hits), key=lambda f: -f.score)


def _weighed(facet: Facet, hit: Hit, language: Language, figures_of: FiguresOf, weights: Weights) -> Found:
    statement = hit.statement
    figure_value, figure, bound, measure = 0.0, None, 0.0, False
    if facet.asks in ("figure", "compare"):
        figure_value, figure, bound, measure = best_figure(facet, figures_of(statement.id), weights)
    english = english_stems(statement.en or "")
    own = facet.content.met(statement.text, english)
    above = facet.content.met("".join(statement.section.headings), english_stems(" ".join(statement.section.headings_en)))
    coverage = facet.content.share([max(a, weights.headings * b) for a, b in zip(own, above, strict=True)])
    part = best_span(facet, statement, figure, weights)
    fits = part.fits or (bool(facet.want.nouns) and bool(statement.en) and facet.want.met_by_english(statement.en or ""))
    score = hit.score + weights.coverage * (coverage + part.coverage) / 2
    score += weights.kind * fits * (0.5 if facet.want.nouns else 1.0) + weights.unit * part.unit + weights.period * scope.agreement(facet.wish, statement.section.scope)
    score += figure_value
    if other_years(facet.wish, statement):
        score += weights.year
    if facet.focus.words:
        score += weights.focus * facet.focus.coverage(statement.text, english)
    if statement.is_heading:
        score += weights.heading
    short = facet.asks in SHORT_ASKS
    en = statement.en and (best_english(facet, statement.en, weights) if short else statement.en)
    whole = trim(statement, statement.start, statement.start + len(statement.text))
    quoted = part.span if short and language == "zh" else whole
    period = scope.agreement(facet.wish, statement.section.scope)
    return Found(
        statement, score, hit.score, coverage, part.coverage, fits, part.unit, bound, measure, figure, period, hit.parts.get("dense", 0.0), quoted, en or None
    )  # fmt: skip


def other_years(wish: scope.Wish, statement: Statement) -> set[int]:
    """The years asked for that neither the statement's scope nor its words know."""
    span = statement.section.scope
    return {y for y in wish.years if not span.first <= y <= span.last and str(y) not in statement.text}


def best_figure(facet: Facet, figures: Sequence[Figure], weights: Weights) -> tuple[float, Figure | None, float, bool]:
    """(what it is worth, the figure of a statement that answers best, the coverage of the question by its indicator,
    whether it is of the measure and in the unit asked for)."""
    best: tuple[float, Figure | None, float, bool] = (0.0, None, 0.0, False)
    for figure in figures:
        english = english_stems(figure.indicator_en or "")
        precise = facet.content.precision(figure.indicator)
        bound = facet.content.coverage(figure.indicator + figure.text, english)
        if facet.focus.words:
            bound = (bound + 2 * facet.focus.coverage(figure.indicator + figure.text, english)) / 3
        measure = facet.want.measure in ("", figure.measure) or figure.measure == "multiple"
        measure = measure and (not facet.want.units or facet.want.accepts(figure.unit))
        value = weights.bound * bound + weights.measure * measure + weights.precise * precise
        if _HALF.search(figure.indicator) and not facet.half:
            value += weights.qualified
        if best[1] is None or value > best[0] + 1e-9:
            best = (value, figure, bound, measure)
    return best


def best_span(facet: Facet, statement: Statement, figure: Figure | None, weights: Weights) -> Span:
    """The run of clauses of the statement that answers best.

    Clauses are read one by one; a run meets a word as well as the best of its clauses does.
    """
    text = statement.text
    pieces = clauses(text, 0, len(text))
    read = [_Clause.of(facet, text[a:b]) for a, b in pieces]
    best: tuple[float, Span] | None = None
    for i in range(len(pieces)):
        met, focus, fits, unit = [0.0] * len(facet.content.words), 0.0, False, False
        for j in range(i, len(pieces)):
            start, end = trim(statement, statement.start + pieces[i][0], statement.start + pieces[j][1])
            if j > i and end - start > SHORT_CHARS * 1.2:
                break
            met = [max(m, n) for m, n in zip(met, read[j].met, strict=True)]
            focus, fits, unit = max(focus, read[j].focus), fits or read[j].fits, unit or read[j].unit
            coverage = facet.content.share(met)
            value = coverage + 1.5 * focus + weights.span_kind * (fits + unit) - (end - start) / weights.span_length
            if figure and start <= figure.start and figure.end <= end:
                value += weights.span_figure
            if i and LEANS_BACK.match(text, pieces[i][0]):
                value -= weights.span_leans
            if best is None or value > best[0] + 1e-9:
                best = (value, Span((start, end), coverage, fits, unit))
    assert best is not None  # a statement has a clause
    return best[1]


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
    def of(cls, facet: Facet, text: str) -> _Clause:
        fits, unit = facet.want.met_by(text)
        focus = facet.focus.coverage(text) if facet.focus.words else 0.0
        return cls(facet.content.met(text), focus, fits, unit)


def best_english(facet: Facet, text: str, weights: Weights) -> str:
    """The sentence of the English edition that answers, or all of it where it is one."""
    sentences = re.split(r"(?<=[.!?])[”\"’)]*\s+(?=[A-Z“\"‘(])", text)
    if len(sentences) == 1:
        return text

    def value(sentence: str) -> float:
        own = english_stems(sentence)
        focus = facet.focus.coverage("", own) if facet.focus.words else 0.0
        return facet.content.coverage("", own) + 1.5 * focus + weights.span_kind * facet.want.met_by_english(sentence)

    return max(sentences, key=value)


def trim(statement: Statement, start: int, end: int) -> tuple[int, int]:
    """The span without the comma, semicolon or stop behind it."""
    text = statement.text
    while end > start and text[end - statement.start - 1] in "，；。！？;,":
        end -= 1
    return start, end
