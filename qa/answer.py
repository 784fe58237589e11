"""Answer: what the program says, as one value. Every face (terminal, JSON, HTTP, page) shows this and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from documents.document import Scope, Statement
from documents.language import Language

MISSING: Final[dict[Language, str]] = {"zh": "报告没有说明：{}", "en": "The report does not say: {}"}

Reason = Literal["not_in_report", "other_year", "other_place", "off_topic", "unclear"]


@dataclass(frozen=True, slots=True)
class Citation:
    """The words an answer stands on: `document.text[start:end] == quote`, inside the statement `id`.

    `text_zh` and `text_en` are the whole statement and its English edition, or None.
    """

    marker: int
    id: str
    section: tuple[str, ...]
    section_en: tuple[str, ...]
    scope: Scope
    quote: str
    start: int
    end: int
    text_zh: str
    text_en: str | None

    @classmethod
    def of(cls, statement: Statement, marker: int, span: tuple[int, int] | None = None) -> "Citation":
        """A citation of `statement`, or of the part of it at `span` = (start, end) in the document."""
        start, end = span or (statement.start, statement.start + len(statement.text))
        quote = statement.text[start - statement.start : end - statement.start]
        section = statement.section
        return cls(
            marker, statement.id, section.headings, section.headings_en, section.scope, quote, start, end,
            statement.text, statement.en,
        )  # fmt: skip

    @property
    def report(self) -> str:
        return self.id.split("/", 1)[0]

    def to_json(self) -> dict[str, Any]:
        return {
            "marker": self.marker,
            "id": self.id,
            "report": self.report,
            "section": list(self.section),
            "scope": scope_json(self.scope),
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "text": {"zh": self.text_zh, "en": self.text_en},
        }


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer and the markers of its citations. `computed`: worked out from them, and says so."""

    text: str
    citations: tuple[int, ...]
    computed: bool = False

    @property
    def marked(self) -> str:
        """The sentence with its marks, as in `全省生产总值增长5.3%。[1]`."""
        return self.text + "".join(f"[{marker}]" for marker in self.citations)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An honest no: why, in words for the reader, and the ids of the nearest statements."""

    reason: Reason
    message: str
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What `Answerer.ask` returns. Exactly one of `statements` and `refusal` is filled.

    `unanswered` are the parts of the question that the report does not answer where it answers others: in the JSON where
    there are any. `withheld` are the sentences of a language model that the gate kept back, each with the reasons; not part of the JSON.
    """

    question: str
    language: Language
    statements: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    refusal: Refusal | None = None
    generator: str = "extractive"
    timings_ms: dict[str, float] = field(default_factory=dict)
    id: str | None = None
    unanswered: tuple[str, ...] = ()
    withheld: tuple[tuple[str, str], ...] = ()

    @property
    def status(self) -> Literal["answered", "refused"]:
        return "refused" if self.refusal else "answered"

    @property
    def text(self) -> str:
        """The answer as one string, with marks; or the refusal's message."""
        if self.refusal:
            return self.refusal.message
        return ("" if self.language == "zh" else " ").join(s.marked for s in self.statements)

    @property
    def missing(self) -> str:
        """What the report does not answer of the question, as one line; "" where nothing is missing."""
        return MISSING[self.language].format("；".join(self.unanswered)) if self.unanswered else ""

    def with_id(self, id_: str | None) -> "Answer":
        return replace(self, id=id_)

    def to_json(self) -> dict[str, Any]:
        """The form of design §5."""
        refusal = self.refusal
        return {
            "id": self.id,
            "question": self.question,
            "language": self.language,
            "status": self.status,
            "answer": self.text,
            "statements": [
                {"text": s.text, "citations": list(s.citations), "computed": s.computed} for s in self.statements
            ],
            "citations": [c.to_json() for c in self.citations],
            "refusal": refusal
            and {"reason": refusal.reason, "message": refusal.message, "nearest": list(refusal.nearest)},
            "generator": self.generator,
            "timings_ms": {stage: round(ms, 2) for stage, ms in self.timings_ms.items()},
            **({"unanswered": list(self.unanswered)} if self.unanswered else {}),
        }


def scope_json(scope: Scope) -> dict[str, Any]:
    return {"years": [scope.first, scope.last], "kind": scope.kind}


def statement_json(statement: Statement) -> dict[str, Any]:
    """A statement as `search` and `/api/citations` show it."""
    return {
        "id": statement.id,
        "section": list(statement.section.headings),
        "section_en": list(statement.section.headings_en),
        "scope": scope_json(statement.section.scope),
        "start": statement.start,
        "end": statement.start + len(statement.text),
        "text": {"zh": statement.text, "en": statement.en},
    }


def renumber(
    sentences: Sequence[Sentence], citations: Sequence[Citation]
) -> tuple[Sequence[Sentence], Sequence[Citation]]:
    """The same with markers counted from 1 in the order of first use, and unused citations dropped."""
    order: dict[int, int] = {}
    for sentence in sentences:
        for marker in sentence.citations:
            order.setdefault(marker, len(order) + 1)
    by_marker = {c.marker: c for c in citations}
    kept = tuple(replace(by_marker[old], marker=new) for old, new in order.items())
    moved = tuple(replace(s, citations=tuple(order[m] for m in s.citations)) for s in sentences)
    return moved, kept
