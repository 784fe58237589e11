"""A list of targets, whole and counted: the report's own list of its main ones, or all that the ledger has of a subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from documents.document import Document, Statement
from documents.figures import Figure
from documents.language import Language
from qa.answer import Citation, Sentence
from qa.compose import Draft, said
from qa.facets import Facet
from qa.question import Question
from qa.spans import trim
from qa.vocabulary import stems

LONGEST: Final = 12
"""More statements than these are no answer: they are a table, which `qinghai-qa figures` shows."""

OF_THE_SUBJECT: Final = 0.6
"""A figure is of the subject where its indicator covers this share of the question's content."""

_TARGETS: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"目标|指标"),
    "en": re.compile(r"\b(?:targets?|goals?|objectives?)\b", re.I),
}
_INTRODUCES: Final = re.compile(r"目标(?:任务)?(?:是|为|如下)?[:：]|目标(?:是|为)")
_COUNT: Final[dict[Language, str]] = {
    "zh": "按以上计算，共{n}条。",
    "en": "Computed from the above, {n} in all.",
}


def draft(question: Question, facet: Facet, document: Document, figures: Sequence[Figure]) -> Draft | None:
    """The list of targets that the question asks for; None where it asks for none, or there are too few or too many."""
    if facet.asks != "list" or not _TARGETS[question.spoken].search(question.text):
        return None
    chosen = of_subject(facet, document, figures) if facet.content.words else main_targets(facet, document)
    if not 2 <= len(chosen) <= LONGEST:
        return None
    sentences, citations = [], []
    for marker, statement in enumerate(chosen, start=1):
        span = trim(statement, statement.start, statement.start + len(statement.text))
        citations.append(Citation.of(statement, marker, span))
        quote = statement.text[: span[1] - statement.start]
        sentences.append(Sentence(said(question.language, quote, statement.en), (marker,)))
    count = _COUNT[question.language].format(n=len(chosen))
    sentences.append(Sentence(count, tuple(range(1, len(chosen) + 1)), computed=True))
    return Draft(tuple(sentences), tuple(citations))


def main_targets(facet: Facet, document: Document) -> list[Statement]:
    """The sentence in which the report lists its main targets of the year asked for: 主要预期目标是：…；…；…。"""
    statements = document.statements
    for at, statement in enumerate(statements):
        if _INTRODUCES.search(statement.text) and _in_scope(facet, statement):
            found = [statement]
            while not found[-1].text.endswith("。") and at + len(found) < len(statements):
                found.append(statements[at + len(found)])
            return found
    return []


def of_subject(facet: Facet, document: Document, figures: Sequence[Figure]) -> list[Statement]:
    """The statements whose figures are targets of the subject, in the report's order."""
    ids = {
        figure.statement_id
        for figure in figures
        if figure.kind == "target"
        and facet.content.coverage(figure.indicator, stems(figure.indicator_en or "")) >= OF_THE_SUBJECT
    }
    return [s for s in document.statements if s.id in ids and _in_scope(facet, s)]


def _in_scope(facet: Facet, statement: Statement) -> bool:
    scope = statement.section.scope
    return scope.kind == "target" and all(scope.first <= year <= scope.last for year in facet.wish.years)
