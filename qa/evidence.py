"""Hits -> evidence: the statements that answer, and in each the words that do.

A statement is weighed by how well it was found, how much of the question's content it covers, whether it holds the
kind of thing that was asked for (a figure of the unit, a date, …), and whether its period is the one asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from documents import numbers
from documents.document import Statement
from documents.figures import Figure
from documents.language import Language, detect
from index import scope
from index.search import Hit
from qa.content import Content
from qa.facets import Facet, apart, asks_half
from qa.kinds import english_stems, told_in_words
from qa.spans import SHORT_ASKS, best_english, best_span, trim
from qa.weights import WEIGHTS, Weights

CANDIDATES = 12
"""How many hits are weighed."""
TOGETHER = 6
PARTS = 3
"""So many of the best for each of so many parts of a question are looked at together."""
OF_YEAR = 0.4
"""A statement of the year that a follow-up asks for need only cover such a share of what one of another year does, which the
question before asked for; and it may be twice as far behind as a further statement."""
OWN = 0.8
"""One statement counts as told for two parts where it holds so much of each of what the best for that part holds: two kinds
of model villages are told in two."""


@dataclass(frozen=True, slots=True)
class Found:
    """A statement as evidence. `span`, what is quoted, and `clause`, what answers best, are (start, end) in the document;
    `en` the English words for it, if there are any."""

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
    clause: tuple[int, int]
    en: str | None

    @property
    def english(self) -> frozenset[str]:
        """The stems of the statement's English and of the headings above it."""
        section = self.statement.section
        return english_stems(self.statement.en or "") | english_stems(" ".join(section.headings_en))

    @property
    def quote(self) -> str:
        return self._words(self.span)

    @property
    def answering(self) -> str:
        """The words of the clause that answers best."""
        return self._words(self.clause)

    def nearest(self, content: Content) -> str:
        """Of the words that answer, those between two stops that hold most of the content."""
        return max(re.split(r"[，；。]", self.answering), key=content.coverage)

    def _words(self, span: tuple[int, int]) -> str:
        at = self.statement.start
        return self.statement.text[span[0] - at : span[1] - at]


_TITLES = re.compile(r"《(.+?)》")

FiguresOf = Callable[[str], Sequence[Figure]]
"""The figures of a statement, by its id."""


def weigh(
    facet: Facet, hits: Sequence[Hit], language: Language, figures_of: FiguresOf, weights: Weights = WEIGHTS
) -> list[Found]:
    """The hits as evidence for one thing, best first. `language` is the answer's.

    What a follow-up adds is met by the very words where some hit holds them all, else by what they stand for too.
    """
    said = facet.focus.as_said
    if said.words and any(said.coverage(h.statement.text, english_stems(h.statement.en or "")) > 0.99 for h in hits):
        facet = replace(facet, focus=said)
    ranked = sorted((_weighed(facet, hit, language, figures_of, weights) for hit in hits), key=lambda f: -f.score)
    return of_its_year(facet, ranked, weights)


def of_its_year(facet: Facet, ranked: list[Found], weights: Weights) -> list[Found]:
    """The evidence with the best of the year asked for first, where the best of all is of another year and says no more of
    what is asked: of another year, it could only be refused. As far behind as a further statement may be."""
    if not ranked or not other_years(facet.wish, ranked[0].statement):
        return ranked
    first = ranked[0]
    share, reach = (OF_YEAR, 2 * weights.more_score) if facet.focus.words else (1.0, weights.more_score)
    for found in ranked[1:]:
        if first.score - found.score > reach:
            break
        if found.coverage >= share * first.coverage and not other_years(facet.wish, found.statement):
            return [found, *(f for f in ranked if f is not found)]
    return ranked


def weigh_all(
    facets: Sequence[Facet],
    hits: Sequence[Sequence[Hit]],
    language: Language,
    figures_of: FiguresOf,
    weights: Weights = WEIGHTS,
) -> list[list[Found]]:
    """The evidence for everything asked, `hits[i]` for `facets[i]`; for parts of one question chosen together."""
    ranked = [weigh(facet, own, language, figures_of, weights) for facet, own in zip(facets, hits, strict=True)]
    return together(ranked, weights) if apart(facets) else ranked


def together(ranked: Sequence[Sequence[Found]], weights: Weights = WEIGHTS) -> list[list[Found]]:
    """The evidence for the parts of one question, chosen together: what is asked in one breath is often told in one
    statement, or in the next. Each part's choice is put first, the rest is left in its order."""
    if not all(ranked):
        return [list(found) for found in ranked]
    most = [max(f.coverage for f in found[:TOGETHER]) for found in ranked[:PARTS]]

    def worth(chosen: Sequence[Found]) -> float:
        own = [f.coverage >= OWN * best for f, best in zip(chosen, most, strict=True)]
        near = sum(_near(a, b) for i, (a, b) in enumerate(pairwise(chosen)) if own[i] and own[i + 1])
        return sum(f.score for f in chosen) + weights.near * near

    first = max(product(*(found[:TOGETHER] for found in ranked[:PARTS])), key=worth)
    chosen = [*first, *(found[0] for found in ranked[PARTS:])]
    return [[one, *(f for f in found if f is not one)] for one, found in zip(chosen, ranked, strict=True)]


def _near(one: Found, other: Found) -> float:
    """1 for the same statement, half for the next one of its section or the one before, else 0: also where both would be
    answered by the same figure, since two things are asked."""
    a, b = one.statement, other.statement
    if a.id == b.id:
        return float(one.figure is None or one.figure != other.figure)
    return 0.5 if a.section == b.section and abs(a.number - b.number) == 1 else 0.0


def _weighed(facet: Facet, hit: Hit, language: Language, figures_of: FiguresOf, weights: Weights) -> Found:
    statement = hit.statement
    figure_value, figure, bound, measure = 0.0, None, 0.0, False
    if facet.asks in ("figure", "compare"):
        figure_value, figure, bound, measure = best_figure(facet, figures_of(statement.id), weights)
    english = english_stems(statement.en or "")
    own = facet.content.met(statement.text, english)
    above = facet.content.met(
        "".join(statement.section.headings), english_stems(" ".join(statement.section.headings_en))
    )
    coverage = facet.content.share([max(a, weights.headings * b) for a, b in zip(own, above, strict=True)])
    part = best_span(facet, statement, figure, weights, hit.clauses.get("zh", ()))
    of_words = told_in_words(statement.text) if facet.asks == "figure" and figure is None and part.unit else ""
    if of_words:
        bound = facet.content.coverage(of_words, english)
        figure_value = weights.bound * bound + weights.measure
    fits = part.fits or (
        bool(facet.want.nouns) and bool(statement.en) and facet.want.met_by_english(statement.en or "")
    )
    period = scope.agreement(facet.wish, statement.section.scope)
    score = hit.score + weights.coverage * (coverage + part.coverage) / 2
    score += (
        weights.kind * fits * (0.5 if facet.want.nouns else weights.date if facet.asks == "date" else 1.0)
        + weights.unit * part.unit
        + weights.period * (period - hit.parts["scope"])
    )
    score += figure_value
    if other_years(facet.wish, statement):
        score += weights.year
    if facet.focus.words:
        focus = facet.focus.coverage(statement.text, english)
        if figure:
            of_figure = facet.focus.coverage(figure.indicator + figure.text, english_stems(figure.indicator_en or ""))
            focus = (focus + of_figure) / 2
        score += weights.focus * focus
        if told_before(
            facet,
            figure.text if figure else statement.text[part.span[0] - statement.start : part.span[1] - statement.start],
        ):
            score += weights.told
    if statement.is_heading:
        score += weights.heading
    short = facet.asks in SHORT_ASKS or facet.asks == "compare"
    en = statement.en and (
        best_english(facet, statement.en, weights, hit.clauses.get("en", ())) if short else statement.en
    )
    whole = trim(statement, statement.start, statement.start + len(statement.text))
    quoted = part.span if short and language == "zh" else whole
    return Found(
        statement, score, hit.score, coverage, part.coverage, fits, part.unit, bound, measure, figure, period, hit.parts.get("dense", 0.0), quoted, part.span, en or None
    )  # fmt: skip


def told_before(facet: Facet, words: str) -> bool:
    """Whether all figures, or else all titles, of some words of the report stand in what was told just before: who goes on
    to ask of something else does not ask for them again."""
    if not facet.told:
        return False
    held = [q for q in numbers.read(words, "zh") if q.kind in ("quantity", "duration", "rank")]
    before = numbers.read(facet.told, detect(facet.told)) if held else []
    titles = _TITLES.findall(words)
    if held:
        return all(numbers.find_equal(q, before) for q in held)
    return bool(titles) and all(title in facet.told for title in titles)


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
        moved = ("增长" if figure.direction == "up" else "下降") if figure.measure == "growth" else ""
        bound = facet.content.coverage(figure.indicator + moved + figure.text, english)
        if facet.focus.words:
            bound = (bound + 2 * facet.focus.coverage(figure.indicator + figure.text, english)) / 3
        measure = facet.want.measure in ("", figure.measure) or figure.measure == "multiple"
        placed = figure.measure == "rank" and "rank" in facet.want.units
        measure = measure and (not facet.want.units or placed or facet.want.accepts(figure.unit))
        value = weights.bound * bound + weights.measure * measure + weights.precise * precise
        if asks_half(figure.indicator) and not facet.half:
            value += weights.qualified
        if best[1] is None or value > best[0] + 1e-9:
            best = (value, figure, bound, measure)
    return best
