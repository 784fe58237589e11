"""The figures of a report as people and programs want them: filtered, as a table, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any, Literal

from documents.corpus import Corpus
from documents.document import Document, Section
from documents.figure_search import Pair, find, pairs
from documents.figures import Figure, of_section
from documents.periods import FigureKind

Format = Literal["table", "json", "csv"]
COLUMNS = (
    "indicator_zh", "indicator_en", "text_zh", "text_en", "value", "high", "unit", "hedge", "measure", "direction", "first_year",
    "last_year", "kind", "citation", "start", "end",
)  # fmt: skip


_read: dict[tuple[str, str, str], tuple[Figure, ...]] = {}


def of(document: Document) -> tuple[Figure, ...]:
    """The entries of the ledger that say how much: dates, names and ordinals are left out."""
    return tuple(figure for section in document.sections for figure in _of_section(document, section))


def of_statement(document: Document, statement_id: str) -> list[Figure]:
    """The figures of one statement. Raises what `Document.statement` raises."""
    section = document.statement(statement_id).section
    return [figure for figure in _of_section(document, section) if figure.statement_id == statement_id]


def _of_section(document: Document, section: Section) -> tuple[Figure, ...]:
    """Read once, when the first is asked for: a question needs a few sections, and a cold one should not wait for all."""
    key = (document.id, document.sha256, section.path)
    if key not in _read:
        _read[key] = tuple(figure for figure in of_section(document, section) if figure.is_figure)
    return _read[key]


def figures_of(
    corpus: Corpus,
    query: str | None,
    year: int | None = None,
    kind: FigureKind | None = None,
    report: str | None = None,
) -> list[tuple[Document, Figure]]:
    """The figures that fit, of one report or of all, each with its document. Raises `UnknownReport`."""
    documents = [corpus.document(report)] if report else corpus.documents
    return [(d, figure) for d in documents for figure in find(of(d), query or "", year=year, kind=kind)]


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


def pair_row(pair: Pair, document: Document) -> dict[str, Any]:
    return {"result": row(pair.result, document), "target": row(pair.target, document)}


def paired(document: Document, among: Sequence[Figure]) -> list[Pair]:
    """Results beside the targets of the same indicator, where one of the two is among the figures."""
    chosen = set(among)
    return [pair for pair in pairs(of(document)) if pair.result in chosen or pair.target in chosen]


def as_csv(figures: Sequence[Figure]) -> str:
    """With a byte order mark, so that spreadsheets read the Chinese; no cell can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for f in figures:
        writer.writerow([
            _plain(f.indicator), _plain(f.indicator_en), _plain(f.text), _plain(f.text_en), f.value, "" if f.high is None else f.high,
            f.unit, f.hedge, f.measure, f.direction, f.first_year, f.year, f.kind, f.statement_id, f.start, f.end,
        ])  # fmt: skip
    return "\ufeff" + out.getvalue()


def _plain(cell: str | None) -> str:
    return f"'{cell}" if cell and cell[0] in "=+-@\t\r" else cell or ""


def print_figures(found: Sequence[tuple[Document, Figure]], form: Format) -> None:
    """Prints the figures; a table for people, where results and targets of one indicator stand in one row."""
    if form == "json":
        documents = {d.id: d for d, _ in found}
        figures = {id_: [f for d, f in found if d.id == id_] for id_ in documents}
        pairs_ = [pair_row(p, d) for id_, d in documents.items() for p in paired(d, figures[id_])]
        print(json.dumps({"figures": [row(f, d) for d, f in found], "pairs": pairs_}, ensure_ascii=False))
    elif form == "csv":
        print(as_csv([f for _, f in found]), end="")
    else:
        from qa.figure_table import show

        show(found)
