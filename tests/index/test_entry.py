"""What can be found: statements of reports, and plain texts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from documents import corpus
from index.entry import of_reports, of_texts, region_names

QINGHAI = corpus.bundled().documents[0]


def test_every_statement_is_an_entry_in_order() -> None:
    entries = of_reports([QINGHAI])
    assert [entry.id for entry in entries] == [statement.id for statement in QINGHAI.statements]
    assert [entry.statement for entry in entries] == list(QINGHAI.statements)
    assert {entry.year for entry in entries} == {2024}


def test_an_entry_of_a_report() -> None:
    statement = QINGHAI.statement("qinghai-2024/1.0/4")
    entry = next(entry for entry in of_reports([QINGHAI]) if entry.statement is statement)
    assert (entry.text, entry.translation) == (statement.text, statement.en)
    assert entry.headings == statement.section.headings
    assert entry.translated_headings == statement.section.headings_en
    assert entry.scope == statement.section.scope
    assert entry.regions == ("青海", "Qinghai")


def test_without_the_edition() -> None:
    entries = of_reports([QINGHAI], edition=False)
    assert {(entry.translation, entry.translated_headings) for entry in entries} == {(None, ())}


def test_statements_of_a_passage_share_its_number() -> None:
    numbers = {entry.id: entry.passage for entry in of_reports([QINGHAI])}
    for number, passage in enumerate(QINGHAI.passages):
        assert {numbers[statement.id] for statement in passage.statements} == {number}


@pytest.mark.parametrize(
    ("region", "names"),
    [
        ("青海省", ("青海省", "青海")),
        ("重庆市", ("重庆市", "重庆")),
        ("广西壮族自治区", ("广西壮族自治区", "广西")),
        ("内蒙古自治区", ("内蒙古自治区", "内蒙古")),
        ("青海", ("青海",)),
    ],
)
def test_region_names(region: str, names: tuple[str, ...]) -> None:
    assert region_names(replace(QINGHAI, region=region, region_en=None)) == names


def test_plain_texts() -> None:
    first, second = of_texts([("a", "盐湖", "zh"), ("b", "salt lake", "en")])
    assert (first.id, first.text, first.language, first.passage) == ("a", "盐湖", "zh", 0)
    assert (second.passage, second.scope, second.statement, second.regions) == (1, None, None, ())
    assert of_texts([]) == []
