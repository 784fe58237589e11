"""`/api/figures`: the ledger of a report, filtered, as JSON or CSV, with results and targets of one indicator paired."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response

from documents.figure_search import find
from qa import ledger
from qa.answerer import Answerer
from qa.web import schema
from qa.web.errors import Reply


def routes(answerer: Answerer) -> APIRouter:
    router = APIRouter(tags=["reports"])
    corpus = answerer.corpus

    @router.get(
        "/api/figures", summary="The figures of a report",
        responses={200: {"model": schema.Figures, "content": {"text/csv": {}}}, **schema.errors(404, 422)},
    )  # fmt: skip
    def figures(
        q: Annotated[str, Query(description="words of the indicator, in Chinese or English", max_length=200)] = "",
        year: Annotated[int | None, Query(description="only of this year", ge=1900, le=2200)] = None,
        kind: Annotated[Literal["result", "target", "plan"] | None, Query(description="only these")] = None,
        report: Annotated[schema.ReportId | None, Query()] = None,
        format: Annotated[Literal["json", "csv"], Query(description="how to give them")] = "json",
    ) -> Response:
        """Every number of the report that says how much, with its indicator, year, kind and place."""
        document = corpus.document(report) if report is not None else corpus.documents[0]
        found = find(ledger.of(document), q, year=year, kind=kind)
        if format == "csv":
            headers = {"Content-Disposition": f'attachment; filename="{document.id}-figures.csv"'}
            return Response(ledger.as_csv(found), media_type="text/csv", headers=headers)
        return Reply({
            "report": document.id,
            "figures": [ledger.row(f, document) for f in found],
            "pairs": [ledger.pair_row(pair, document) for pair in ledger.paired(document, found)],
        })  # fmt: skip

    return router
