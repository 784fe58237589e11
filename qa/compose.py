"""Evidence -> sentences. Every sentence is verbatim, the report's own words or its English edition's, but for a yes or
no before it (`qa.verdict`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.document import Document
from documents.language import Language
from qa import verdict
from qa.answer import Citation, Sentence
from qa.evidence import Found
from qa.facets import Facet, apart
from qa.question import Question
from qa.spans import SHORT_ASKS, trim
from qa.weights import WEIGHTS, Weights

MORE = {"list": 3, "plan": 2, "reason": 2, "open": 2}
"""Asked for these, an answer may have this many statements; design §5 allows about 300 characters or 180 words."""

CLAUSE_SAYS = 0.9
"""Where yes or no is said, the clause that holds so much of what the statement does is quoted alone."""
MORE_CHARS = {"zh": 300, "en": 1100}


@dataclass(frozen=True, slots=True)
class Draft:
    """Sentences and citations before the gate."""

    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]


def draft(
    question: Question,
    facets: Sequence[Facet],
    ranked: Sequence[Sequence[Found]],
    document: Document,
    weights: Weights = WEIGHTS,
) -> Draft:
    """The answer that stands on the best evidence for each facet. `ranked[i]` belongs to `facets[i]`, best first."""
    chosen = merge([found[0] for found in ranked if found], parts=apart(facets))
    if len(facets) == 1 and facets[0].asks in MORE:
        chosen = further(question, facets[0], ranked[0], document, weights)
    elif len(facets) == 1 and facets[0].asks in SHORT_ASKS and not question.settles:
        chosen = tied(ranked[0], weights)
    said = (
        verdict.of(question, chosen[0], facets[0].content)
        if question.settles and len(chosen) == 1 and len(facets) == 1
        else ""
    )
    if said and chosen[0].span_coverage >= CLAUSE_SAYS * chosen[0].coverage:
        chosen = [replace(chosen[0], span=chosen[0].clause)]
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for marker, item in enumerate(chosen, start=1):
        citations.append(Citation.of(item.statement, marker, item.span))
        sentences.append(Sentence(words(question.language, item), (marker,)))
    if said:
        sentences[0] = replace(sentences[0], text=said + sentences[0].text)
    return Draft(tuple(sentences), tuple(citations))


def merge(chosen: Sequence[Found], parts: bool = False) -> list[Found]:
    """Each statement once, with a span that holds all that was chosen in it, in the order of first choice; all of it
    where the same words were chosen for two `parts` of a question: one of them they do not answer.
    """
    merged: dict[str, Found] = {}
    for item in chosen:
        before = merged.get(item.statement.id)
        if before is None:
            merged[item.statement.id] = item
        else:
            span = (min(before.span[0], item.span[0]), max(before.span[1], item.span[1]))
            english = item.en if before.en == item.en else item.statement.en
            if parts and before.span == item.span:
                statement = item.statement
                span = trim(statement, statement.start, statement.start + len(statement.text))
            merged[item.statement.id] = replace(before, span=span, en=english)
    return list(merged.values())


def further(
    question: Question, facet: Facet, ranked: Sequence[Found], document: Document, weights: Weights
) -> list[Found]:
    """The best statement and those near it in score that cover as much or were found better, in the report's order."""
    best = ranked[0]
    chosen = [best]
    size = len(words(question.language, best))
    reach = weights.more_plan if facet.asks == "plan" else weights.more_score
    if facet.asks == "reason":
        chosen += rest_of_sentence(best, document)
    for item in ranked[1:]:
        if len(chosen) >= MORE[facet.asks] or item.score < best.score - reach:
            break
        size += len(words(question.language, item))
        covered = item.coverage >= weights.more_coverage * best.coverage or item.hit > best.hit
        if (
            covered
            and not item.statement.is_heading
            and size <= MORE_CHARS[question.language]
            and item.period >= best.period
        ):
            chosen.append(item)
    return sorted(merge(chosen), key=lambda f: f.statement.start)


def tied(ranked: Sequence[Found], weights: Weights) -> list[Found]:
    """The best statement, and the next where it is so near in score that either may be meant: both are told then."""
    best, following = ranked[0], ranked[1:2]
    return [
        best,
        *(
            item
            for item in following
            if best.score - item.score < weights.tie
            and not item.statement.is_heading
            and item.fits >= best.fits
            and item.unit >= best.unit
            and item.period >= best.period
        ),
    ]


def rest_of_sentence(item: Found, document: Document) -> list[Found]:
    """The next statement, where it goes on with the sentence of this one: a reason or a purpose often stands there."""
    own = item.statement
    if own.text.endswith(("。", "！", "？", "；")):
        return []
    following = [s for s in document.statements if s.section == own.section and s.number == own.number + 1]
    whole = [trim(s, s.start, s.start + len(s.text)) for s in following]
    return [replace(item, statement=s, span=w, clause=w, en=s.en) for s, w in zip(following, whole, strict=True)]


def words(language: Language, item: Found) -> str:
    """What is said of one piece of evidence, in the asker's language."""
    return said(language, item.quote, item.en)


def said(language: Language, quote: str, en: str | None) -> str:
    """A quote as a sentence of the answer: itself, or its English, or itself in an English frame."""
    if language == "zh":
        return quote + "。"
    return en or f"The report says, in Chinese: “{quote}”."
