"""What of a question the report answers, and what it does not: of two things asked for in one breath, or of two years, the
one that is told is answered, and the other is named as missing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from documents.document import Document
from documents.language import Language
from qa import coordinated, refuse
from qa.answer import Refusal
from qa.coordinated import Thing
from qa.evidence import Found, other_years
from qa.facets import Facet, apart, years_joined
from qa.question import Question

AS_MUCH = 0.25
"""One year is told of the thing asked about where its evidence covers so much of what the other year's does: what shares hardly
a word with the question, where the other year's holds it, is of something else."""

Ranked = Sequence[Sequence[Found]]
Alone = Callable[[], tuple[Sequence[Thing], Sequence[Facet], Ranked] | None]
"""The things of a question that no statement tells of together, with what is found for each alone; None where it asks for one."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is answered, the refusal where nothing is, and the words of the question for what is not answered."""

    facets: Sequence[Facet]
    ranked: Ranked
    refusal: Refusal | None = None
    unanswered: tuple[str, ...] = ()


def judged(
    question: Question,
    facets: Sequence[Facet],
    ranked: Ranked,
    document: Document,
    places: Collection[str],
    alone: Alone,
) -> Judged:
    """What of the question is answered. `places` are the index's, for `refuse.judge`."""
    refusal = refuse.judge(question, facets, ranked, document, places)
    if apart(facets):
        return _of_parts(question, facets, ranked, refusal, document, places)
    if len(facets) == 2:
        return _of_years(question, facets, ranked, refusal)
    covered = {year for s in document.sections for year in (s.scope.first, s.scope.last)}
    others = sorted(years_joined(question.search) - covered)
    if refusal is None and others:
        return Judged(facets, ranked, None, tuple(_year(year, question.language) for year in others))
    return _of_things(question, Judged(facets, ranked, refusal), document, places, alone)


def _of_parts(
    question: Question,
    facets: Sequence[Facet],
    ranked: Ranked,
    refusal: Refusal | None,
    document: Document,
    places: Collection[str],
) -> Judged:
    """Where all of it together is refused, the parts that are answered by themselves."""
    if refusal is None:
        return Judged(facets, ranked)
    each = zip(facets, ranked, strict=True)
    told = [refuse.judge(question, [facet], [found], document, places) is None for facet, found in each]
    if not any(told):
        return Judged(facets, ranked, refusal)
    names = question.parts if len(question.parts) == len(facets) else [facet.text for facet in facets]
    return _kept(facets, ranked, told, names)


def _of_years(question: Question, facets: Sequence[Facet], ranked: Ranked, refusal: Refusal | None) -> Judged:
    """Of one thing in two years, the year that the report tells of."""
    most = max((found[0].coverage for found in ranked if found), default=0.0)
    told = [
        not other_years(f.wish, found[0].statement) and found[0].coverage >= AS_MUCH * most
        for f, found in zip(facets, ranked, strict=True)
        if found
    ]
    if refusal is not None or sum(told) != 1:
        return Judged(facets, ranked, refusal)
    years = ["、".join(_year(y, question.language) for y in sorted(f.wish.years)) for f in facets]
    return _kept(facets, ranked, told, years)


def _year(year: int, language: Language) -> str:
    return f"{year}年" if language == "zh" else str(year)


def _of_things(question: Question, whole: Judged, document: Document, places: Collection[str], alone: Alone) -> Judged:
    """Of things that a question joins by "and", those that are told where the others are not."""
    found = alone() if whole.refusal is None else None
    if found is None:
        return whole
    things, facets, ranked = found
    refused, told = [], []
    for thing, facet, own in zip(things, facets, ranked, strict=True):
        refused.append(refuse.judge(question, [facet], [own], document, places) is not None)
        told.append(not refused[-1] and coordinated.held(thing, own[0]) >= coordinated.MET)
    if not any(told) or not all(t or r for t, r in zip(told, refused, strict=True)):
        return whole
    return _kept(facets, ranked, told, [thing.name for thing in things])


def _kept(facets: Sequence[Facet], ranked: Ranked, told: Sequence[bool], names: Sequence[str]) -> Judged:
    kept = [i for i, held in enumerate(told) if held]
    missing = tuple(name for name, held in zip(names, told, strict=True) if not held)
    return Judged([facets[i] for i in kept], [ranked[i] for i in kept], None, missing)
