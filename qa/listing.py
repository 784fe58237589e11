"""Answers that are whole lists: the main targets, all targets of a subject, counted; the report's outline in its headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from documents.document import Document, Statement
from documents.figures import Figure
from documents.language import Language
from qa import asking, ledger, refusing
from qa.answer import Citation, Sentence
from qa.compose import Draft, said
from qa.facets import Facet
from qa.lexicon import is_generic, stems
from qa.question import Question
from qa.spans import trim

LONGEST: Final = 12
"""More statements than these are no answer: they are a table, which `qinghai-qa figures` shows."""

OF_THE_SUBJECT: Final = 0.6
"""A figure is of the subject where its indicator covers this share of the question's content."""

_TARGETS: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"目标|指标"),
    "en": re.compile(r"\b(?:targets?|goals?|objectives?)\b", re.I),
}
_INTRODUCES: Final = re.compile(r"目标(?:任务)?(?:是|为|如下)?[:：]|目标(?:是|为)")
_ADMITS: Final = re.compile(r"清醒[地的]?(?:认识|看)到")
_IS_A_YEAR: Final = re.compile(
    r"(?:20\d\d年|[今去]年|这一年|过去(?:的)?一年)[，,]?[也正又]?是(?!.{0,12}目标(?:是|为|：))"
)
_YEAR: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"20\d\d年?|[今去]年|这一?年|年头|十二个月|一年"),
    "en": re.compile(r"\b20\d\d\b|\byear\b"),
}
_PROMISES: Final = re.compile(r"对此|对于?这些|为此|针对|我们(?:一定|要|将|必须)|我们.{0,6}(?:正视|直面)")
_COUNT: Final[dict[Language, str]] = {
    "zh": "按以上计算，共{n}条。",
    "en": "Computed from the above, {n} in all.",
}


def draft(question: Question, facet: Facet, document: Document) -> Draft | None:
    """The list of targets that the question asks for; None where it asks for none, or there are too few or too many."""
    if facet.asks not in ("list", "open", "plan") or not _TARGETS[question.spoken].search(question.text):
        return None
    chosen = of_subject(facet, document, ledger.of(document)) if facet.content.words else main_targets(facet, document)
    if not 2 <= len(chosen) <= LONGEST:
        return None
    listed = _listed(chosen, question.language)
    count = _COUNT[question.language].format(n=len(chosen))
    counted = Sentence(count, tuple(range(1, len(chosen) + 1)), computed=True)
    return Draft((*listed.sentences, counted), listed.citations)


def outline(question: Question, facet: Facet, document: Document) -> Draft | None:
    """The headings of the report's parts and their sections, of the years asked for, where a summary is asked for."""
    asked = asking.SUMMARY[question.spoken].search(question.text)
    if not asked or not is_generic(asking.SUMMARY[question.spoken].sub(" ", question.text), question.spoken):
        return None
    chosen = [s for s in document.statements if s.is_heading and _is_high(s) and _is_of(facet, s)]
    return _listed(chosen, question.language) if chosen else None


def shortcomings(question: Question, facet: Facet, document: Document) -> Draft | None:
    """What the report says is wrong or lacking, where the question asks for that and for nothing special: reports have a
    passage for it, which begins 我们也清醒地看到, and says at its end that all this will be mended."""
    language = question.spoken
    if not asking.SHORTCOMINGS[language].search(question.text):
        return None
    if question.focus and not asking.OF_GOVERNMENT[language].search(question.text):
        return None  # of what was spoken of before
    own = (c for c in refusing.CLAUSE.split(question.text) if asking.OF_GOVERNMENT[language].search(c))
    clause = next((c for c in own if asking.SHORTCOMINGS[language].search(c)), question.text)
    rest = asking.SHORTCOMINGS[language].sub(" ", clause)
    if not is_generic(asking.ADMITTING[language].sub(" ", rest), language):
        return None
    statements = document.statements
    for at, statement in enumerate(statements):
        scope = statement.section.scope
        now = {scope.last, document.date.year}  # it is told of the year behind, and is so at the report's date
        if _ADMITS.search(statement.text) and scope.kind == "result" and facet.wish.years <= now:
            rest_of_passage = [s for s in statements[at + 1 :] if s.section == statement.section]
            further = takewhile(lambda s: not _PROMISES.match(s.text), rest_of_passage)
            return _listed([statement, *further][:LONGEST], question.language)
    return None


def of_the_year(question: Question, facet: Facet, document: Document) -> Draft | None:
    """What the report says the year asked about is, where the question asks what makes it one to remember: 今年是…之年."""
    language = question.spoken
    text = question.text.lower()
    if not asking.OF_THE_YEAR[language].search(text) or not _YEAR[language].search(text):
        return None
    rest = text.replace(document.region, "").replace((document.region_en or document.region).lower(), "")
    for beside in (asking.OF_THE_YEAR[language], _YEAR[language], asking.AS_TOLD[language]):
        rest = beside.sub(" ", rest)
    if question.focus or re.search(r"\w", rest):
        return None
    years = facet.wish.years or {document.date.year}
    for statement in document.statements:
        scope = statement.section.scope
        told = _IS_A_YEAR.match(statement.text)
        if told and scope.first == scope.last and {scope.last} == set(years):
            return _listed([statement], question.language)
    return None


def _listed(chosen: Sequence[Statement], language: Language) -> Draft:
    """A sentence and a citation for each statement."""
    sentences, citations = [], []
    for marker, statement in enumerate(chosen, start=1):
        dashes = len(statement.text) - len(statement.text.lstrip("—"))  # before a heading
        start, end = trim(statement, statement.start + dashes, statement.start + len(statement.text))
        citations.append(Citation.of(statement, marker, (start, end)))
        quote = statement.text[start - statement.start : end - statement.start]
        sentences.append(Sentence(said(language, quote, statement.en), (marker,)))
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
    subject = facet.focus if facet.focus.words else facet.content
    ids = {
        figure.statement_id
        for figure in figures
        if figure.kind == "target"
        and subject.coverage(figure.indicator, stems(figure.indicator_en or "")) >= OF_THE_SUBJECT
    }
    return [s for s in document.statements if s.id in ids and _in_scope(facet, s)]


def _in_scope(facet: Facet, statement: Statement) -> bool:
    return statement.section.scope.kind == "target" and _is_of(facet, statement)


def _is_of(facet: Facet, statement: Statement) -> bool:
    """Whether a statement speaks of all the years asked for."""
    scope = statement.section.scope
    return all(scope.first <= year <= scope.last for year in facet.wish.years)


def _is_high(heading: Statement) -> bool:
    """Whether a heading is of a part (1.0) or of a section in one (1.2, 2.3.0), not of the cover (0.0) or of a topic."""
    numbers = [number for number in heading.section.path.split(".") if number != "0"]
    return 1 <= len(numbers) <= 2
