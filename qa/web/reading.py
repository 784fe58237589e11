"""What the answers stand on: citations, reports, search."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import PlainTextResponse, Response

from documents.document import Document
from qa import cite
from qa.answer import scope_json, statement_json
from qa.answerer import Answerer
from qa.question import check
from qa.web import schema
from qa.web.errors import Reply
from qa.web.work import Desk

_CSL = "application/vnd.citationstyles.csl+json"
_MEDIA = {"text": "text/plain", "gb7714": "text/plain", "bibtex": "application/x-bibtex", "csl": _CSL}


def routes(answerer: Answerer, desk: Desk) -> APIRouter:
    router = APIRouter(tags=["reports"])
    corpus = answerer.corpus
    first = corpus.documents[0]

    @router.get(
        "/api/citations/{citation_id:path}", summary="Look up a citation",
        responses={
            200: {"model": schema.Looked, "content": {"text/plain": {}, "application/x-bibtex": {}, _CSL: {}}},
            **schema.errors(404, 422),
        },
    )  # fmt: skip
    async def citation(
        citation_id: Annotated[str, Path(description="report/section/number", examples=[first.statements[0].id])],
        context: Annotated[int, Query(ge=0, le=cite.MAX_CONTEXT, description="neighbours on either side")] = 0,
        format: Annotated[cite.Format, Query(description="how to give it")] = "json",
    ) -> Response:
        """The statement, its section and scope, its neighbours, and ways to cite it."""
        if format == "json":
            return Reply(cite.to_json(cite.lookup(corpus, citation_id, context)))
        return PlainTextResponse(cite.render(corpus, citation_id, context, format) + "\n", media_type=_MEDIA[format])

    @router.get(
        "/api/reports", summary="List the reports", responses={200: {"model": schema.Reports}, **schema.errors()}
    )
    async def reports() -> Reply:
        return Reply({"reports": [head(d) for d in corpus.documents]})

    @router.get(
        "/api/reports/{report_id}", summary="A whole report: its sections and statements",
        responses={200: {"model": schema.WholeReport}, **schema.errors(404)},
    )  # fmt: skip
    async def report(report_id: Annotated[str, Path(examples=[first.id])]) -> Reply:
        return Reply(whole(corpus.document(report_id)), headers={"Cache-Control": "private, max-age=300"})

    @router.get(
        "/api/search", summary="Find statements",
        responses={200: {"model": schema.Hits}, **schema.errors(404, 422, 503, 504)},
    )  # fmt: skip
    async def search(
        q: Annotated[str, Query(description="words in Chinese or English", examples=["清洁能源装机"])],
        k: Annotated[int, Query(ge=1, le=100, description="how many")] = 10,
        report: Annotated[schema.ReportId | None, Query()] = None,
    ) -> Reply:
        """The statements that fit, best first."""
        check(q)
        if report is not None:
            corpus.document(report)
        return Reply({"id": None, "hits": await desk.run(lambda: answerer.search(q, k, report))})

    return router


def head(document: Document) -> dict[str, Any]:
    return {
        "id": document.id, "title": document.title, "title_en": document.title_en, "region": document.region,
        "region_en": document.region_en, "date": document.date.isoformat(), "source": document.source,
        "licence": document.licence, "sha256": document.sha256, "statements": len(document.statements),
        "has_edition": document.has_edition,
    }  # fmt: skip


def whole(document: Document) -> dict[str, Any]:
    """The report as the reader pane shows it: each section with its statements, in the order of the text."""
    sections = [
        {
            "path": s.path, "headings": list(s.headings), "headings_en": list(s.headings_en), "scope": scope_json(s.scope),
            "start": s.start, "end": s.end,
            "statements": [statement(t, document.text) for t in document.statements if t.section.path == s.path],
        }
        for s in document.sections
    ]  # fmt: skip
    return {**head(document), "sections": sections}


def statement(given: Any, text: str) -> dict[str, Any]:
    """A statement, with whether a paragraph ends behind it."""
    shown = statement_json(given)
    return {
        "id": given.id, "number": given.number, "start": shown["start"], "end": shown["end"], "text": shown["text"],
        "ends_paragraph": "\n" in text[shown["end"] : given.end],
    }  # fmt: skip
