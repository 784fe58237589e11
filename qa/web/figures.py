"""`/api/figures`: the ledger of a report, filtered, as JSON or CSV, with results and targets of one indicator paired."""

import csv
import functools
import io
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response

from documents.document import Document
from documents.figure_search import find, pairs
from documents.figures import Figure, ledger
from qa.answerer import Answerer
from qa.web import schema
from qa.web.errors import Reply

_COLUMNS = (
    "indicator_zh", "indicator_en", "text_zh", "text_en", "value", "high", "unit", "hedge", "measure", "direction", "first_year",
    "last_year", "kind", "citation", "start", "end",
)  # fmt: skip


def routes(answerer: Answerer) -> APIRouter:
    router = APIRouter(tags=["reports"])
    corpus = answerer.corpus
    known = functools.cache(lambda report: of(corpus.document(report)))  # a report does not change while it is served

    @router.get(
        "/api/figures", summary="The figures of a report",
        responses={200: {"model": schema.Figures, "content": {"text/csv": {}}}, **schema.errors(404, 422)},
    )  # fmt: skip
    def figures(
        q: Annotated[str, Query(description="words of the indicator", max_length=200)] = "",
        year: Annotated[int | None, Query(description="only of this year", ge=1900, le=2200)] = None,
        kind: Annotated[Literal["result", "target", "plan"] | None, Query(description="only these")] = None,
        report: Annotated[schema.ReportId | None, Query()] = None,
        format: Annotated[Literal["json", "csv"], Query(description="how to give them")] = "json",
    ) -> Response:
        """Every number of the report that says how much, with its indicator, year, kind and place."""
        document = corpus.document(report) if report is not None else corpus.documents[0]
        everything = known(document.id)
        found = find(everything, q, year=year, kind=kind)
        if format == "csv":
            headers = {"Content-Disposition": f'attachment; filename="{document.id}-figures.csv"'}
            return Response(as_csv(found), media_type="text/csv", headers=headers)
        paired = [pair for pair in pairs(everything) if pair.result in found or pair.target in found]
        return Reply({
            "report": document.id,
            "figures": [row(f, document) for f in found],
            "pairs": [{"result": row(p.result, document), "target": row(p.target, document)} for p in paired],
        })  # fmt: skip

    return router


def of(document: Document) -> list[Figure]:
    """The entries of the ledger that say how much: dates, names and ordinals are left out."""
    return [figure for figure in ledger(document) if figure.is_figure]


def row(figure: Figure, document: Document) -> dict[str, Any]:
    """A figure; `value` is in the unit's base (455万亩 is 4550000 mu), `text` is as the report has it."""
    section = document.statement(figure.statement_id).section
    return {
        "indicator": {"zh": figure.indicator, "en": figure.indicator_en},
        "text": {"zh": figure.text, "en": figure.text_en},
        "value": float(figure.value), "high": None if figure.high is None else float(figure.high),
        "unit": figure.unit, "hedge": figure.hedge, "measure": figure.measure, "direction": figure.direction,
        "scope": {"years": [figure.first_year, figure.year], "kind": figure.kind},
        "citation": figure.statement_id, "start": figure.start, "end": figure.end,
        "section": list(section.headings), "section_en": list(section.headings_en),
    }  # fmt: skip


def as_csv(figures: list[Figure]) -> str:
    """With a byte order mark, so that spreadsheets read the Chinese; no cell can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for f in figures:
        writer.writerow([
            _plain(f.indicator), _plain(f.indicator_en), _plain(f.text), _plain(f.text_en), f.value, "" if f.high is None else f.high,
            f.unit, f.hedge, f.measure, f.direction, f.first_year, f.year, f.kind, f.statement_id, f.start, f.end,
        ])  # fmt: skip
    return "\ufeff" + out.getvalue()


def _plain(cell: str | None) -> str:
    return f"'{cell}" if cell and cell[0] in "=+-@\t\r" else cell or ""
