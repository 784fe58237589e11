"""Document: offsets, ids, checksums."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.corpus import bundled
from documents.document import checksum
from documents.errors import UnknownCitation


def test_the_bundled_report() -> None:
    document = bundled().documents[0]
    assert document.id == "qinghai-2024"
    assert document.region == "青海"
    assert document.date == datetime.date(2024, 1, 24)
    assert len(document.sections) == 60
    assert len(document.statements) == 394
    assert document.has_edition


def test_every_statement_stands_at_its_offsets() -> None:
    document = bundled().documents[0]
    for statement in document.statements:
        assert document.text[statement.start : statement.start + len(statement.text)] == statement.text
        assert document.text[statement.start : statement.end].rstrip() == statement.text
        assert statement.text


def test_statements_tile_each_section_in_order() -> None:
    document = bundled().documents[0]
    for section in document.sections:
        own = [s for s in document.statements if s.section is section]
        assert "".join(document.text[s.start : s.end] for s in own) == document.text[section.start : section.end]
        first = 0 if section.titled else 1
        assert [s.number for s in own] == list(range(first, first + len(own)))
        assert [s.id for s in own] == [f"qinghai-2024/{section.path}/{s.number}" for s in own]
        assert [s.is_heading for s in own] == [s.number == 0 for s in own]


def test_a_statement_by_its_id() -> None:
    statement = bundled().documents[0].statement("qinghai-2024/2.3.1/0")
    assert statement.text == "千方百计拓展有效投资空间。"
    assert statement.report == "qinghai-2024"
    assert statement.is_heading
    assert statement.section.headings[-1] == "千方百计拓展有效投资空间"


@pytest.mark.parametrize("citation", ["", "x", "qinghai-2024/9.9/1", "qinghai-2024/1.0/99", "青海/1.0/1", "😀" * 200])
def test_an_unknown_id(citation: str) -> None:
    with pytest.raises(UnknownCitation) as caught:
        bundled().documents[0].statement(citation)
    assert caught.value.message == f"no statement has the id {citation[:80]!r}"
    assert caught.value.hint == "ids look like qinghai-2024/0.0/0"
    assert caught.value.http_status == 404
    assert caught.value.exit_status == 2


def test_the_statement_at_an_offset() -> None:
    document = bundled().documents[0]
    assert document.at(0).id == "qinghai-2024/0.0/0"
    assert document.at(len(document.text) - 1) is document.statements[-1]
    for offset in (-1, len(document.text)):
        with pytest.raises(IndexError):
            document.at(offset)


@given(st.integers(0, 17000))
def test_any_offset_has_its_statement(offset: int) -> None:
    document = bundled().documents[0]
    offset %= len(document.text)
    statement = document.at(offset)
    assert statement.start <= offset < statement.end


def test_a_checksum() -> None:
    assert checksum("青海\n") == "b3633ef4c02dd2523442b9ba825d70465f2d0f6977d77cdd5dcacc4e9524db0c"
    assert checksum("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
