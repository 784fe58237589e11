"""The figures as a table in a terminal: an indicator a row, its result beside its target, each with its citation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from documents.document import Document
from documents.figures import Figure
from qa.ledger import paired
from qa.terminal import console

MEASURES = {"growth": "增长 growth", "share": "占比 share", "multiple": "倍数 multiple"}
"""What is given of an indicator, where that is not plain from the value and its unit."""

DOWN = "下降 decline"


@dataclass(frozen=True, slots=True)
class Row:
    """Figures of one indicator: what was reached, and what is planned."""

    results: tuple[Figure, ...]
    targets: tuple[Figure, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.results + self.targets


def rows(document: Document, figures: Sequence[Figure]) -> Iterator[Row]:
    """The figures in their order, each once; a result takes along the targets of its indicator, and a target its result."""
    result_of = {pair.target: pair.result for pair in paired(document, figures) if pair.result in figures}
    told: set[Figure] = set()
    for figure in figures:
        if figure in told:
            continue
        result = figure if figure.kind == "result" else result_of.get(figure)
        targets = tuple(f for f in figures if result is not None and result_of.get(f) == result)
        row = Row(() if result is None else (result,), targets if result is not None else (figure,))
        told.update(row.figures)
        yield row


def show(found: Sequence[tuple[Document, Figure]]) -> None:
    """Prints the table, readable from 80 columns on: no citation is broken."""
    out = console()
    if not found:
        out.print(Text("没有这样的数字。/ There is no such figure.", style="yellow"))
        return
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 1, 0))
    longest = max(len(f.statement_id) for _, f in found)
    table.add_column("指标 indicator", overflow="fold", ratio=1 if out.width < 120 else None)
    table.add_column("完成 result", overflow="fold", min_width=longest)
    table.add_column("目标 target", overflow="fold", min_width=longest)
    for document in dict.fromkeys(d for d, _ in found):
        for row in rows(document, [f for d, f in found if d is document]):
            table.add_row(_indicator(row.figures[0]), _cell(row.results), _cell(row.targets))
    out.print(table)
    out.print(Text(f"{len(found)} 个数字 / figures", style="dim"))


def _indicator(figure: Figure) -> Text:
    measure = DOWN if figure.direction == "down" else MEASURES.get(figure.measure, "")
    lines = [Text(figure.indicator), Text(figure.indicator_en or "", style="dim italic"), Text(measure, style="dim")]
    return Text("\n").join(line for line in lines if line.plain)


def _cell(figures: Sequence[Figure]) -> Text:
    return Text("\n").join(_figure(figure) for figure in figures)


def _figure(figure: Figure) -> Text:
    years = str(figure.year) if figure.first_year == figure.year else f"{figure.first_year}–{figure.year}"
    plan = "规划 plan" if figure.kind == "plan" else ""
    lines = [
        Text.assemble((figure.text, "bold"), ("  " + f"{years} {plan}".strip(), "magenta")),
        Text(figure.text_en or "", style="dim italic"),
        Text(figure.statement_id, style="cyan"),
    ]
    return Text("\n").join(line for line in lines if line.plain)
