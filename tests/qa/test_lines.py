"""JSON lines: which lines are read, what is wrong with the others, and that a line costs only itself."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from documents.errors import Fault, UnknownReport, WrongUse
from qa.lines import Line, answer_lines, read_line, read_lines, search_lines
from tests.host import GDP_ID, GDP_ZH, answerer


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        (b"{", "not JSON (Expecting property name enclosed in double quotes, column 2)"),
        (b"\xff\xfe", "not text in UTF-8"),
        (b"[" * 100_000, "not JSON that can be read"),
        (b'{"question": ' + b"9" * 5000 + b"}", "not JSON that can be read"),
        (b"[]", 'no object with a "question"'),
        (b"null", 'no object with a "question"'),
        (b'{"question": 5}', 'no object with a "question"'),
        (b'{"question": "x", "history": "y"}', '"history" is not a list of {"role", "content"}'),
        (b'{"question": "x", "history": [{"role": "system", "content": ""}]}', '"history" is not a list of {"role", "content"}'),
        (b'{"question": "x", "history": [{"role": "user"}]}', '"history" is not a list of {"role", "content"}'),
        (b'{"question": "x", "lang": "fr"}', '"lang" is not auto, zh or en'),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_line(raw: bytes, error: str) -> None:
    assert read_line(3, raw) == Line(3, {}, error)


@pytest.mark.parametrize(
    "record",
    [
        {"question": "x"},
        {"id": None, "question": "", "history": None, "lang": None},
        {"id": 7, "question": "x", "history": [{"role": "user", "content": "y"}], "lang": "en", "more": []},
    ],
)
def test_what_is_right(record: dict[str, Any]) -> None:
    assert read_line(1, json.dumps(record).encode()) == Line(1, record)


def test_blank_lines_and_a_byte_order_mark_are_passed_over_and_numbers_are_the_files(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    file.write_bytes(b'\xef\xbb\xbf{"question": "a"}\r\n\r\n  \n{"question": "b\\n\xe2\x80\xa8"}')
    assert list(read_lines(file)) == [Line(1, {"question": "a"}), Line(4, {"question": "b\n\u2028"})]


def test_standard_input_is_read_as_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO(b'{"question": "a"}\n{"question": "b"}\n')
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(stream))
    lines = read_lines(Path("-"))
    assert next(lines).record == {"question": "a"}
    assert stream.tell() <= len(b'{"question": "a"}\n{"question": "b"}\n')
    assert [line.record["question"] for line in lines] == ["b"]


def test_a_file_that_is_not_there_is_told_before_anything_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="cannot be read"):
        read_lines(tmp_path / "missing")


def test_each_answer_comes_at_once_with_its_id(capsys: pytest.CaptureFixture[str]) -> None:
    told: list[Any] = []
    lines = [
        Line(1, {"id": ["any", "value"], "question": GDP_ZH}),
        Line(2, {}, "not JSON"),
        Line(3, {"question": "那2024年呢？", "history": [{"role": "user", "content": GDP_ZH}]}),
    ]
    assert answer_lines(lines, answerer(), "auto", None, told.append) == (3, 1)
    assert [answer["id"] for answer in told] == [["any", "value"], None]
    assert told[0]["citations"][0]["id"] == GDP_ID
    assert told[1]["citations"][0]["scope"]["years"] == [2024, 2024]
    assert capsys.readouterr().err == "qinghai-qa: line 2: not JSON\n"


def test_a_lines_language_wins_over_the_flag() -> None:
    told: list[Any] = []
    lines = [Line(1, {"question": GDP_ZH}), Line(2, {"question": GDP_ZH, "lang": "zh"})]
    answer_lines(lines, answerer(), "en", None, told.append)
    assert [answer["language"] for answer in told] == ["en", "zh"]


def test_what_is_not_the_lines_fault_ends_the_run() -> None:
    class Broken:
        def search(self, *_: object) -> None:
            raise Fault("the disk is gone")

    with pytest.raises(Fault, match="the disk is gone"):
        search_lines([Line(1, {"question": "x"})], Broken(), 3, None, print)  # type: ignore[arg-type]


def test_searching_an_unknown_report_is_told_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert issubclass(UnknownReport, WrongUse)
    assert answer_lines([Line(1, {"question": GDP_ZH})], answerer(), "auto", "x", print) == (1, 1)
    assert capsys.readouterr().err == "qinghai-qa: line 1: no report has the id 'x'; known: qinghai-2024\n"
