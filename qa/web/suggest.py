"""`/api/suggestions`: questions to start with, made from the report's own figures and headings, and tried first.

Only what the program answers from the very place a question was made from is suggested.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Query

from documents.document import Document
from documents.figures import Figure
from documents.language import Language
from qa.answerer import Answerer
from qa.ledger import of
from qa.web import schema
from qa.web.errors import Reply
from qa.web.work import Desk

Candidate = tuple[str, str]
"""A question, and the beginning of the citation id that its answer must have."""

TRIES = 6
"""Candidates of one kind that are tried before it is given up."""

_COUNTABLE = re.compile(r"(?:量|额|规模|里程|面积|收入|价格|比重|占比|比例|率)$")
_HEADING_CHARS = {"zh": 15, "en": 70}


def routes(answerer: Answerer, desk: Desk) -> APIRouter:
    router = APIRouter(tags=["reports"])
    ready: dict[tuple[str, str], list[str]] = {}

    @router.get(
        "/api/suggestions", summary="Questions to start with",
        responses={200: {"model": schema.Suggestions}, **schema.errors(404, 422, 503, 504)},
    )  # fmt: skip
    async def suggestions(
        language: Annotated[Language, Query(description="the questions' language")] = "zh",
        report: Annotated[schema.ReportId | None, Query()] = None,
    ) -> Reply:
        document = answerer.corpus.document(report) if report is not None else answerer.corpus.documents[0]
        key = (document.id, language)
        if key not in ready:
            ready[key] = await desk.run(lambda: chosen(answerer, document, language))
        return Reply({"questions": ready[key]})

    return router


def chosen(answerer: Answerer, document: Document, language: Language) -> list[str]:
    """Up to six questions: a figure reached, one aimed at, one counted, three topics of different parts."""
    figures = [f for f in of(document) if language == "zh" or f.indicator_en]
    topics = list(_topics(document, language))
    third = max(1, len(topics) // 3)
    kinds: list[Iterator[Candidate]] = [
        _about(figures, language, lambda f: f.kind == "result" and f.measure == "growth" and f.direction == "up"),
        _about(figures, language, lambda f: f.kind == "target" and f.measure == "growth"),
        _about(figures, language, lambda f: f.kind == "result" and f.measure != "growth" and _is_countable(f)),
        *(iter(topics[start : start + third]) for start in (0, third, 2 * third)),
    ]
    found: list[str] = []
    for candidates in kinds:
        for question, place in islice(candidates, TRIES):
            answer = answerer.ask(question, language=language, report=document.id)
            if question not in found and any(c.id.startswith(place) for c in answer.citations):
                found.append(question)
                break
    return found


def _is_countable(figure: Figure) -> bool:
    """Whether `…是多少` can be asked of the indicator as it stands."""
    return bool(_COUNTABLE.search(figure.indicator)) and len(figure.indicator) <= 12


def _about(figures: list[Figure], language: Language, fits: Callable[[Figure], bool]) -> Iterator[Candidate]:
    """Questions for the figures that fit."""
    for f in filter(fits, figures):
        yield (_ask_zh if language == "zh" else _ask_en)(f), f.statement_id


def _ask_zh(f: Figure) -> str:
    if f.kind == "target":
        return f"{f.year}年{f.indicator}的目标是多少？"
    return f"{f.year}年{f.indicator}{'增长了多少' if f.measure == 'growth' else '是多少'}？"


def _ask_en(f: Figure) -> str:
    if f.kind == "target":
        return f"What is the {f.year} target for {f.indicator_en}?"
    return (
        f"How much did {f.indicator_en} grow in {f.year}?"
        if f.measure == "growth"
        else f"What was the {f.indicator_en} in {f.year}?"
    )


def _topics(document: Document, language: Language) -> Iterator[Candidate]:
    """Questions for the short headings of what is planned, in the order of the report."""
    for section in document.sections:
        headings: Any = section.headings if language == "zh" else section.headings_en
        if section.scope.kind != "target" or not section.titled or len(section.headings) < 3 or not headings:
            continue
        heading = headings[-1]
        if len(heading) <= _HEADING_CHARS[language]:
            asked = (
                f"在“{heading}”方面有哪些安排？"
                if language == "zh"
                else f"What is planned for “{heading[0].lower()}{heading[1:]}”?"
            )
            yield asked, f"{document.id}/{section.path}/"
