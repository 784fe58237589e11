"""The shapes of the API for OpenAPI, with examples. Requests are read with these; replies are only described by them."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from qa.answer import Reason
from qa.question import MAX_CHARS

Lang = Literal["auto", "zh", "en"]
ReportId = Annotated[str, Field(description="only this report", max_length=64)]


class Turn(BaseModel):
    """One turn of the conversation so far."""

    role: Literal["user", "assistant"]
    content: str


class Ask(BaseModel):
    """A question. Of a long history only the latest turns are read."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"question": "去年生产总值增长了多少？"},
                {
                    "question": "And what is the target for this year?",
                    "history": [
                        {"role": "user", "content": "How much did GDP grow last year?"},
                        {"role": "assistant", "content": "GDP grew by 5.3 percent.[1]"},
                    ],
                    "language": "en",
                },
            ]
        }
    )

    question: str = Field(description=f"in Chinese or English, at most {MAX_CHARS} characters")
    history: list[Turn] = Field(default=[], description="the conversation so far, oldest turn first")
    language: Lang = Field(default="auto", description="the answer's language; auto is the question's")
    report: ReportId | None = Field(default=None, description="only this report")
    generator: Literal["extractive", "openai", "transformers"] | None = Field(
        default=None, description="who phrases the answer; unset: the server's setting"
    )


class Scope(BaseModel):
    """What a statement speaks of."""

    years: list[int] = Field(description="first and last year", min_length=2, max_length=2)
    kind: Literal["result", "target"]


class Text(BaseModel):
    zh: str
    en: str | None = Field(description="the reference translation, if there is one")


class Citation(BaseModel):
    """The words a sentence stands on: `text[start:end]` of the report's canonical text is `quote`."""

    marker: int
    id: str
    report: str
    section: list[str]
    scope: Scope
    quote: str
    start: int
    end: int
    text: Text


class Sentence(BaseModel):
    text: str
    citations: list[int] = Field(description="markers")
    computed: bool = Field(description="worked out from the citations")


class Refusal(BaseModel):
    reason: Reason
    message: str
    nearest: list[str] = Field(description="citation ids")


class Answer(BaseModel):
    """Exactly one of `statements` and `refusal` is filled. Where the report answers only some parts of the question, the others
    are listed in `unanswered`."""

    model_config = ConfigDict(extra="allow")

    id: str | None
    question: str
    language: Literal["zh", "en"]
    status: Literal["answered", "refused"]
    answer: str
    statements: list[Sentence]
    citations: list[Citation]
    refusal: Refusal | None
    generator: str
    timings_ms: dict[str, float]


class Statement(BaseModel):
    id: str
    section: list[str]
    section_en: list[str]
    scope: Scope
    start: int
    end: int
    text: Text


class ReportHead(BaseModel):
    id: str
    title: str
    title_en: str | None
    date: str
    source: str


class Looked(Statement):
    """A citation, its neighbours, and the ways to cite it."""

    report: ReportHead
    before: list[Statement]
    after: list[Statement]
    previous: str | None
    next: str | None
    cite: dict[str, Any]


class Report(ReportHead):
    region: str
    region_en: str | None
    licence: str
    sha256: str
    statements: int = Field(description="how many")
    has_edition: bool = Field(description="whether there is a reference translation")


class ReportStatement(BaseModel):
    id: str
    number: int = Field(description="0 is the section's own heading")
    start: int
    end: int
    text: Text
    ends_paragraph: bool


class Section(BaseModel):
    path: str
    headings: list[str]
    headings_en: list[str]
    scope: Scope
    start: int
    end: int
    statements: list[ReportStatement]


class WholeReport(ReportHead):
    model_config = ConfigDict(extra="allow")
    sections: list[Section]


class Reports(BaseModel):
    reports: list[Report]


class Hit(Statement):
    model_config = ConfigDict(extra="allow")
    score: float


class Hits(BaseModel):
    id: str | None
    hits: list[Hit]


class FigureScope(BaseModel):
    years: list[int] = Field(description="first and last year", min_length=2, max_length=2)
    kind: Literal["result", "target", "plan"]


class Name(BaseModel):
    zh: str
    en: str | None


class Figure(BaseModel):
    """A number of a report; `text[start:end]` of the report is `text.zh`."""

    indicator: Name
    text: Name
    value: float = Field(description="in the unit's base: 455万亩 is 4550000 mu")
    high: float | None = Field(description="upper end of a range")
    unit: str
    hedge: str
    measure: str
    direction: str
    scope: FigureScope
    citation: str
    start: int
    end: int
    section: list[str]
    section_en: list[str]


class FigurePair(BaseModel):
    result: Figure
    target: Figure


class Figures(BaseModel):
    report: str
    figures: list[Figure]
    pairs: list[FigurePair] = Field(description="results and targets of the same indicator")


class Suggestions(BaseModel):
    questions: list[str]


class ErrorDetail(BaseModel):
    code: str
    message: str
    hint: str
    request_id: str


class Error(BaseModel):
    error: ErrorDetail


_MEANING = {
    400: "malformed", 401: "no valid API key", 404: "no such thing", 408: "the body did not arrive in time",
    413: "the body is too large", 422: "empty, too long or of the wrong shape", 429: "too many requests",
    503: "busy, or the model or index is at fault", 504: "the answer took too long",
}  # fmt: skip


def errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that may fail in these ways, besides those that any route may."""
    return {status: {"model": Error, "description": _MEANING[status]} for status in sorted({*statuses, 401, 429})}


ASKING = errors(400, 404, 408, 413, 422, 503, 504)
