"""When and how to say no. The decision rests on named features of the best evidence, never on a model's mood.

Some questions are recognised by what they are: instructions, chit-chat, questions about the program, questions of no
content (`recognise`). For the rest, features of the evidence are weighed (`features`, `WEIGHTS`): the report does not
answer where their sum says so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final, get_args

from documents.document import Document
from documents.language import Language
from qa import another, asking, expected, other_places, refusing, verdict
from qa.another import ABSENT, HALF
from qa.answer import Reason, Refusal
from qa.evidence import Found, other_years
from qa.facets import UNKNOWN, Facet, apart
from qa.question import Question
from qa.spans import SHORT_ASKS

WEIGHTS: Final[Mapping[str, float]] = {
    "lacks_place": 6.14,
    "lacks_where": 2.07,
    "lacks_organisation": 5.38,
    "lacks_day": 7.78,
    "lacks_members": 7.7,
    "lacks_meaning": 7.09,
    "lacks_figure": 6.86,
    "hit": -5.63,
    "elsewhere": 24.06,
    "parts": -1.02,
    "role": 6.91,
    "within": 6.42,
    "nation": 4.93,
    "apply": 6.34,
    "date_absent": 6.87,
    "unit": 6.48,
    "figure_absent": 2.2,
    "stray": 3.15,
    "subject_absent": 3.68,
    "name_absent": 0.96,
    "year": 9.56,
    "place": 4.69,
    "place_other": 5.53,
    "forecast": 3.54,
}
"""Log-odds of "the report does not answer" per unit of each feature, fitted as `python -m benchmarks.refusals --fit` does,
from indexes of the other reports that were kept from before (docs/log.md). Which way a feature speaks is given, not fitted:
words that the evidence lacks would else speak for answering, since people ask in words of their own."""

BIAS: Final = -0.79
THRESHOLD: Final = 0.4
"""Refuse at this probability and above: 0.90 of the unanswerable questions of the choosing files are refused there and 0.013 of
the answerable, at 0.45 0.89 and 0.011 (`python -m benchmarks.refusals`); others ask other questions."""

NEAREST: Final = 3
OFF_TOPIC: Final = 0.5
QUITE_OFF_TOPIC: Final = 0.8
"""Off the topic is what so large a share of its nearest questions is that no report answers: the lower share where the
evidence holds hardly any of its words (`HARDLY`)."""
HARDLY: Final = 0.15
WELL_FOUND: Final = 8.9
"""Evidence that was found with this score is of what was asked, whatever it is called: 95 in 100 of the choosing files'
answerable questions are found with less, and 95 in 100 off the topic with less than 5.2."""
HELD: Final = 0.4
"""A statement that holds such a share of the question's content is of the thing asked about."""


def judge(
    question: Question,
    facets: Sequence[Facet],
    ranked: Sequence[Sequence[Found]],
    document: Document,
    place_words: Collection[str],
) -> Refusal | None:
    """The refusal, or None where the evidence answers."""
    reason = recognise(question, facets, document)
    if reason is None and ranked and all(ranked):
        if probability(features(question, facets, ranked, document, place_words)) < THRESHOLD:
            return None
        reason = why(question, facets, ranked, document)
    return refusal(reason or "not_in_report", question.language, document, ranked)


def recognise(question: Question, facets: Sequence[Facet], document: Document) -> Reason | None:
    """A reason that the question's own words give, whatever the evidence."""
    text = question.text.lower()
    if any(p[question.spoken].search(text) for p in (refusing.ORDERS, refusing.SELF)):
        return "off_topic"
    if not any(facet.content.words or facet.focus.words for facet in facets) and question.asks not in (
        "compare",
        "list",
    ):
        return "other_place" if other_places.named(question, (), document) else "unclear"
    words = [word for facet in facets for word in facet.content.words]
    if words and not any(word.known for word in words):
        return "unclear"
    nothing_known = len(words) <= 1 and all(word.weight >= UNKNOWN for word in words)
    if nothing_known and not question.focus and asking.POINTS_BACK[question.spoken].search(text):
        return "unclear"
    if refusing.OPINION[question.spoken].search(text):
        return "not_in_report"
    return None


def features(
    question: Question,
    facets: Sequence[Facet],
    ranked: Sequence[Sequence[Found]],
    document: Document,
    place_words: Collection[str],
) -> dict[str, float]:
    """The features of the worst-answered facet, each about 0 to 1; most speak for refusing, `hit` against.

    What such a question expects beside its own words and the evidence lacks (`qa.expected`; `place_words` are the index's
    `places`): `lacks_…`. How well the evidence was found: `hit`. How like the question is to those that no report answers, as
    far as the evidence does not hold its words and was not found well: `elsewhere`. Whether it has several `parts`. Kinds of
    question that reports do not answer (`qa.refusing`). What is asked for and not there: a date, a figure, its unit; a figure that is of something else (`qa.another`): `stray`, `subject_absent`,
    `name_absent`; the year; the place, one that the report does not name or (`place_other`) one of its own that the evidence
    does not.
    """
    # Of one thing in two periods, one is an answer.
    weakest = (min if apart(facets) else max)(
        range(len(ranked)),
        key=lambda i: (
            not other_years(facets[i].wish, ranked[i][0].statement),
            ranked[i][0].coverage + ranked[i][0].dense,
        ),
    )
    facet, best = facets[weakest], ranked[weakest][0]
    met = facet.content.met(best.statement.text + "".join(best.statement.section.headings), best.english)
    words, weight = facet.content.words, max(1.0, facet.content.weight)
    absent_share = sum(word.weight for word, m in zip(words, met, strict=True) if m < ABSENT) / weight
    said = f"{best.statement.text} {(best.statement.en or '').lower()}"
    lacks = expected.lacking(facet, question.spoken, best.statement.text, best.answering, place_words, document.region)
    if facet.asks == "figure" and another.of_a_part(question, facet, best, place_words):
        lacks |= {"figure"}
    short = facet.asks in SHORT_ASKS
    undated = facet.asks == "date" and not best.fits and not _done(question, facet, best)
    subject = about(ranked[weakest])
    others = other_places.named(question, [found[0] for found in ranked], document)
    denied = _denied(question, facet, best)
    away = [name for name in others if not other_places.of_region(name, document)]
    return {
        **{f"lacks_{kind}": float(kind in lacks) for kind in get_args(expected.Expected)},
        "hit": best.hit / 10,
        "elsewhere": max(0.0, facet.elsewhere - 0.5) * absent_share * max(0.0, 1 - best.hit / WELL_FOUND),
        "parts": float(len(facets) > 1),
        "role": float(facet.asks in ("name", "list") and _asked_without(refusing.ROLE, question, said)),
        "within": float(_asked_without(refusing.PERIOD_WITHIN if short else refusing.QUARTER, question, said)),
        "nation": float(_asked_without(refusing.NATION, question, said)),
        "apply": float(_asked_without(refusing.APPLY, question, said)),
        "date_absent": float(undated),
        "unit": float(
            facet.asks == "figure"
            and ((bool(facet.want.units) and not subject.unit) or another.only_others_grow(facet, best, document))
        ),
        "figure_absent": float(facet.asks == "figure" and not best.fits and not denied),
        "stray": 1.0 - best.bound if facet.asks == "figure" and not denied else 0.0,
        "subject_absent": float(
            facet.asks == "figure"
            and len(facets) == 1
            and another.subject_absent(*another.of_asked(words, met, question))
        ),
        "name_absent": float(facet.asks == "figure" and another.names_absent(facet, question.spoken, best, document)),
        "year": float(bool(other_years(facet.wish, best.statement))),
        "place": float(bool(away) and (short or not other_places.in_passing(question, away))),
        "place_other": float(bool(others) and not away and (short or not other_places.in_passing(question, others))),
        "forecast": float(bool(refusing.FORECAST[question.spoken].search(question.asked.lower()))),
    }


def _done(question: Question, facet: Facet, found: Found) -> bool:
    """Whether it asks when something is done, and the evidence says of that thing that it is: in the year that it speaks of."""
    asked = refusing.DONE[question.spoken].search(question.text.lower())
    return asked is not None and refusing.DONE["zh"].search(found.nearest(facet.content)) is not None


def _denied(question: Question, facet: Facet, found: Found) -> bool:
    """Whether it asks how far something fell of which the evidence says that it rose, or the other way round: that is the
    answer, whether it holds a figure or none."""
    asked = verdict.direction(question.asked, question.spoken)
    told = verdict.direction(found.nearest(facet.content), "zh")
    return asked is not None and told is not None and asked != told and found.coverage >= HALF


def about(ranked: Sequence[Found]) -> Found:
    """The best evidence; where it holds no word of the question and another statement many (`HELD`), that one: it is of the
    thing asked about, though it may not hold what was asked."""
    best, most = ranked[0], max(ranked, key=lambda found: found.coverage)
    return most if not best.coverage and most.coverage >= HELD else best


def _asked_without(patterns: Mapping[Language, re.Pattern[str]], question: Question, said: str) -> bool:
    """Whether the question asks for something of this kind that the evidence does not name in the same words."""
    match = patterns[question.spoken].search(question.asked.lower())
    return match is not None and match.group() not in said


def probability(values: Mapping[str, float]) -> float:
    """Of "the report does not answer": the logistic function of the weighted sum."""
    return 1 / (1 + math.exp(-(BIAS + sum(WEIGHTS.get(name, 0.0) * value for name, value in values.items()))))


def why(question: Question, facets: Sequence[Facet], ranked: Sequence[Sequence[Found]], document: Document) -> Reason:
    """The reason to give where the evidence does not answer."""
    best = about(ranked[0])
    if other_places.named(question, [best, *(found[0] for found in ranked[1:])], document):
        return "other_place"
    covered = {year for s in document.sections for year in (s.scope.first, s.scope.last)}
    if any(facet.wish.years - covered for facet in facets):
        return "other_year"
    unlike = facets[0].elsewhere >= (OFF_TOPIC if best.coverage < HARDLY else QUITE_OFF_TOPIC)
    return "off_topic" if unlike else "not_in_report"


def refusal(reason: Reason, language: Language, document: Document, ranked: Sequence[Sequence[Found]]) -> Refusal:
    """The refusal in words, with the nearest statements where there is something near."""
    scopes = [s.scope for s in document.sections]
    years = sorted({s.first for s in scopes} | {s.last for s in scopes})
    joined = "、".join(map(str, years)) if language == "zh" else " and ".join(map(str, years))
    region = document.region if language == "zh" else document.region_en or document.region
    message = refusing.MESSAGES[reason][language].format(years=joined, region=region)
    near = [] if reason in ("unclear", "off_topic") or not ranked else ranked[0]
    return Refusal(reason, message, tuple(f.statement.id for f in near if not f.statement.is_heading)[:NEAREST])


def nothing(question: Question, document: Document, ranked: Sequence[Sequence[Found]]) -> Refusal:
    """Where the gate let no sentence out."""
    return refusal("not_in_report", question.language, document, ranked)
