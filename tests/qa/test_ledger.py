"""The figures as people and programs want them: rows, CSV, JSON, and the table with results beside targets."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from rich.cells import cell_len

from documents.corpus import bundled
from documents.document import Document
from documents.errors import UnknownReport
from documents.figures import Figure
from documents.figures import ledger as ledger_of
from qa import figure_table, ledger
from qa.ledger import COLUMNS, as_csv, figures_of, pair_row, paired, print_figures, row


@pytest.fixture
def document() -> Document:
    return bundled().documents[0]


def named(figures: list[tuple[Document, Figure]]) -> list[tuple[str, str]]:
    return [(f.indicator, f.text) for _, f in figures]


def test_only_what_says_how_much_is_listed_and_read_once(document: Document) -> None:
    figures = ledger.of(document)
    assert all(figure.is_figure for figure in figures)
    assert all(again is figure for again, figure in zip(ledger.of(document), figures, strict=True))
    assert figures == tuple(figure for figure in ledger_of(document) if figure.is_figure)
    for figure in figures:
        assert document.text[figure.start : figure.end] == figure.text


def test_figures_are_found_in_both_languages_and_narrowed_down() -> None:
    corpus = bundled()
    assert ("粮食总产量", "107万吨以上") in named(figures_of(corpus, "粮食"))
    assert named(figures_of(corpus, "grain", kind="target")) == [
        ("粮食总产量", "107万吨以上"),
        ("粮油播种面积", "665万亩以上"),
    ]
    assert figures_of(corpus, "grain", year=1990) == []
    assert len(figures_of(corpus, None, report="qinghai-2024")) == len(figures_of(corpus, ""))
    with pytest.raises(UnknownReport, match="known: qinghai-2024"):
        figures_of(corpus, None, report="x")


def test_a_row(document: Document) -> None:
    _, figure = figures_of(bundled(), "粮食总产量")[0]
    found = row(figure, document)
    assert found["value"] == 1_070_000
    assert (found["unit"], found["hedge"], found["high"]) == ("t", "at_least", None)
    assert found["text"] == {"zh": "107万吨以上", "en": "1.07 million tonnes or more"}
    assert found["scope"] == {"years": [2024, 2024], "kind": "target"}
    assert document.text[found["start"] : found["end"]] == "107万吨以上"
    assert document.statement(found["citation"]).start <= found["start"]


def test_results_and_targets_of_an_indicator_are_paired(document: Document) -> None:
    gdp = [f for _, f in figures_of(bundled(), "全省生产总值")]
    (pair,) = paired(document, gdp)
    both = pair_row(pair, document)
    assert (both["result"]["text"]["zh"], both["target"]["text"]["zh"]) == ("5.3%", "5%左右")


def test_csv_can_be_opened_in_a_spreadsheet(document: Document) -> None:
    figures = list(ledger.of(document))
    text = as_csv(figures)
    assert text.startswith("\ufeffindicator_zh,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(figures)
    assert rows[0]["text_zh"] == figures[0].text


@pytest.mark.parametrize("sign", "=+-@\t\r")
def test_no_cell_can_be_taken_for_a_formula(document: Document, sign: str) -> None:
    figure = replace(ledger.of(document)[0], indicator=f"{sign}HYPERLINK(1)")
    (only,) = csv.DictReader(io.StringIO(as_csv([figure]).removeprefix("\ufeff"), newline=""))
    assert only["indicator_zh"] == f"'{sign}HYPERLINK(1)"


def test_json_holds_figures_and_pairs(capsys: pytest.CaptureFixture[str]) -> None:
    print_figures(figures_of(bundled(), "全省生产总值"), "json")
    found = json.loads(capsys.readouterr().out)
    assert [f["text"]["zh"] for f in found["figures"]] == ["5.3%", "5%左右"]
    assert [p["target"]["text"]["zh"] for p in found["pairs"]] == ["5%左右"]


def test_the_table_has_every_figure_once_and_results_beside_targets(document: Document) -> None:
    figures = list(ledger.of(document))
    rows = list(figure_table.rows(document, figures))
    told = [f for row in rows for f in row.figures]
    assert sorted(told, key=lambda f: f.start) == sorted(figures, key=lambda f: f.start)
    (gdp,) = [row for row in rows if row.figures[0].indicator == "全省生产总值"]
    assert ([f.text for f in gdp.results], [f.text for f in gdp.targets]) == (["5.3%"], ["5%左右"])


def test_a_target_without_its_result_stands_alone(document: Document) -> None:
    targets = [f for f in ledger.of(document) if f.kind == "target"]
    rows = list(figure_table.rows(document, targets))
    assert all(row.results == () for row in rows)
    assert len(rows) == len(targets)


def test_the_table_is_readable_at_80_columns(
    document: Document, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    figures = figures_of(bundled(), None)
    print_figures(figures, "table")
    out = capsys.readouterr().out
    assert max(cell_len(line) for line in out.splitlines()) <= 80
    for _, figure in figures:
        assert figure.statement_id in out, "a citation is never broken"
    assert out.splitlines()[-1] == f"{len(figures)} 个数字 / figures"


def test_a_growth_is_told_from_a_level(capsys: pytest.CaptureFixture[str]) -> None:
    print_figures(figures_of(bundled(), "全省生产总值"), "table")
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["全省生产总值", "5.3%", "2023", "5%左右", "2024"] in lines
    assert ["增长", "growth", "qinghai-2024/1.0/4", "qinghai-2024/2.0/8"] in lines
