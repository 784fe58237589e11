"""Evidence -> sentences. Every sentence is verbatim: the report's own words, or its English edition's."""

from collections.abc import Sequence

from documents.document import Document
from qa.answer import Citation, Sentence
from qa.content import Content
from qa.evidence import Found
from qa.question import Question


def answer(
    question: Question, content: Content, found: Sequence[Found], document: Document
) -> tuple[list[Sentence], list[Citation]]:
    sentences, citations = [], []
    for marker, item in enumerate(found[:1], start=1):
        citations.append(Citation.of(item.statement, marker, item.span))
        sentences.append(Sentence(words(question, item), (marker,)))
    return sentences, citations


def words(question: Question, item: Found) -> str:
    """What is said of one piece of evidence, in the asker's language."""
    if question.language == "en":
        return item.en or f"The report says, in Chinese: “{item.quote}”."
    return item.quote + "。"
