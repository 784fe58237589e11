from collections.abc import Sequence

from documents.document import Document
from index.search import Index
from qa.answer import Refusal
from qa.content import Content
from qa.evidence import Found
from qa.question import Question


def judge(
    question: Question, content: Content, found: Sequence[Found], document: Document, index: Index
) -> Refusal | None:
    if not found:
        return Refusal(
            "not_in_report", "报告没有提到。" if question.language == "zh" else "The report does not say."
        )
    return None
