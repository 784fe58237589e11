from collections.abc import Sequence

from documents.document import Document
from qa.answer import Refusal
from qa.evidence import Facet, Found
from qa.question import Question


def judge(question: Question, facets: Sequence[Facet], ranked: Sequence[Sequence[Found]], document: Document) -> Refusal | None:
    if not ranked or not ranked[0]:
        return nothing(question, ranked)
    return None


def nothing(question: Question, ranked: Sequence[Sequence[Found]]) -> Refusal:
    return Refusal("not_in_report", "报告没有提到。" if question.language == "zh" else "The report does not say.")
