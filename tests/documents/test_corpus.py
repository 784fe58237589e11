"""Report folders: loaded whole, or refused with one line that says what is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from documents import corpus, editions
from documents.corpus import Corpus, assemble, bundled, load
from documents.document import checksum
from documents.errors import BadReport, UnknownCitation, UnknownReport

TEXT = "政府工作报告\n一、2024年工作回顾\n产业升级。增长5%。\n二、2025年重点工作\n要做好。\n"
META = {
    "id": "test-2025",
    "title": "报告",
    "region": "某地",
    "date": "2025-01-19",
    "source": "文件",
    "licence": "公文",
}


def write(folder: Path, text: str = TEXT, edition: str | None = None, **changes: Any) -> Path:
    """A report folder; a change to None leaves the key out."""
    folder.mkdir(parents=True)
    meta = {**META, "sha256": checksum(text), **changes}
    record = json.dumps({k: v for k, v in meta.items() if v is not None}, ensure_ascii=False)
    (folder / "report.json").write_text(record, encoding="utf-8")
    (folder / "zh.txt").write_text(text, encoding="utf-8")
    if edition is not None:
        (folder / "en.jsonl").write_text(edition, encoding="utf-8")
    return folder


def refusal(folder: Path) -> tuple[str, str]:
    """What is said of the report in `folder`, with the folder's name left out."""
    with pytest.raises(BadReport) as caught:
        load(folder)
    assert caught.value.exit_status == 1
    assert "\n" not in str(caught.value)
    return caught.value.message.replace(str(folder), "FOLDER"), caught.value.hint


def test_a_report_is_loaded(tmp_path: Path) -> None:
    document = load(write(tmp_path / "a", title_en="Report"))
    assert [s.id for s in document.statements] == [
        "test-2025/0.0/0",
        "test-2025/1.0/0",
        "test-2025/1.1/0",
        "test-2025/1.1/1",
        "test-2025/2.0/0",
        "test-2025/2.0/1",
    ]
    assert document.statement("test-2025/1.1/1").text == "增长5%。"
    assert document.title_en == "Report"
    assert document.sha256 == checksum(TEXT)
    assert not document.has_edition
    assert document.sections[2].headings_en == ()


def test_a_heading_over_two_lines_is_one_statement() -> None:
    text = "一、2025年工作\n好。\n附件\n2025年民生实事\n一、就业\n好。\n"
    document = assemble(META, text)
    assert [(s.id, s.text) for s in document.statements][2:4] == [
        ("test-2025/2.0/0", "附件\n2025年民生实事"),
        ("test-2025/2.1.0/0", "一、就业"),
    ]
    assert document.sections[1].headings == ("附件 2025年民生实事",)


def test_missing_files(tmp_path: Path) -> None:
    folder = write(tmp_path / "a")
    (folder / "zh.txt").unlink()
    assert refusal(folder) == (
        "the report in FOLDER cannot be read ([Errno 2] No such file or directory: 'FOLDER/zh.txt')",
        "it needs report.json and zh.txt",
    )
    (folder / "report.json").unlink()
    assert refusal(folder) == (
        "the report in FOLDER cannot be read ([Errno 2] No such file or directory: 'FOLDER/report.json')",
        "it needs report.json and zh.txt",
    )


def test_a_report_json_that_is_not_json(tmp_path: Path) -> None:
    folder = write(tmp_path / "a")
    (folder / "report.json").write_text('{"id": "test', encoding="utf-8")
    assert refusal(folder) == (
        "the report in FOLDER cannot be read (Unterminated string starting at: line 1 column 8 (char 7))",
        "it needs report.json and zh.txt",
    )


def test_a_text_that_is_not_utf_8(tmp_path: Path) -> None:
    folder = write(tmp_path / "a")
    (folder / "zh.txt").write_bytes(TEXT.encode("gb18030"))
    message, hint = refusal(folder)
    assert message.startswith("the report in FOLDER cannot be read ('utf-8' codec can't decode byte")
    assert hint == "it needs report.json and zh.txt"


@pytest.mark.parametrize("id_", ["", "Test-2025", "青海-2024", "a/b", "../a", "-a", "a" * 65, None, 7.5])
def test_an_unusable_id(tmp_path: Path, id_: Any) -> None:
    assert refusal(write(tmp_path / "a", id=id_)) == (
        "FOLDER/report.json has no usable id",
        "an id is lower-case letters, digits and hyphens",
    )


def test_a_record_that_is_a_list(tmp_path: Path) -> None:
    folder = write(tmp_path / "a")
    (folder / "report.json").write_text("[]", encoding="utf-8")
    assert refusal(folder)[0] == "FOLDER/report.json has no usable id"


@pytest.mark.parametrize("sha256", ["0" * 64, None, ""])
def test_a_text_that_is_not_the_one_described(tmp_path: Path, sha256: str | None) -> None:
    assert refusal(write(tmp_path / "a", sha256=sha256)) == (
        "FOLDER/zh.txt is not the text that report.json describes",
        "restore it, or add it anew",
    )


def test_an_incomplete_record(tmp_path: Path) -> None:
    assert refusal(write(tmp_path / "a", title=None, region=["某地"])) == (
        "report.json of test-2025 lacks title, region",
        "see the bundled report's for an example",
    )


@pytest.mark.parametrize("date", ["2025年1月19日", "2025-02-30", ""])
def test_a_date_that_is_none(tmp_path: Path, date: str) -> None:
    assert refusal(write(tmp_path / "a", date=date)) == (
        f"report.json of test-2025 has the date {date!r}",
        "a date looks like 2024-01-24",
    )


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_text(tmp_path: Path, text: str) -> None:
    assert refusal(write(tmp_path / "a", text)) == ("zh.txt of test-2025 is empty", "add the report anew")


@pytest.mark.parametrize("text", ["甲。\n\n乙。\n", "\n甲。\n", "甲。"])
def test_a_text_that_was_never_healed(tmp_path: Path, text: str) -> None:
    assert refusal(write(tmp_path / "a", text)) == (
        "zh.txt of test-2025 is not one paragraph a line",
        "add the report anew",
    )


def edition(*lines: tuple[str, str, str]) -> str:
    return "".join(
        json.dumps(dict(zip(("id", "zh", "en"), line, strict=True)), ensure_ascii=False) + "\n" for line in lines
    )


WHOLE = [
    ("test-2025/0.0/0", "政府工作报告\n", "Report"),
    ("test-2025/1.0/0", "一、2024年工作回顾\n", "I. Review of 2024"),
    ("test-2025/1.1/0", "产业升级。", "Better industry."),
    ("test-2025/1.1/1", "增长5%。\n", "Growth was 5%."),
    ("test-2025/2.0/0", "二、2025年重点工作\n", "II. Tasks for 2025"),
    ("test-2025/2.0/1", "要做好。\n", "We shall do well."),
]


def test_an_edition_gives_the_cuts_and_the_english(tmp_path: Path) -> None:
    finer = [
        *WHOLE[:3],
        ("test-2025/1.1/1", "增长", "Growth"),
        ("test-2025/1.1/2", "5%。\n", "of 5%."),
        *WHOLE[4:],
    ]
    document = load(write(tmp_path / "a", edition=edition(*finer)))
    assert [(s.text, s.en) for s in document.statements][3:5] == [("增长", "Growth"), ("5%。", "of 5%.")]
    assert document.sections[2].headings_en == ("I. Review of 2024", "Better industry")
    assert document.has_edition


@pytest.mark.parametrize("changed", ["other/1.1/1", "test-2025/1.2/1", "test-2025/2.0/2"])
def test_an_edition_s_line_out_of_place(tmp_path: Path, changed: str) -> None:
    lines = [(changed, zh, en) if id_ == "test-2025/1.1/1" else (id_, zh, en) for id_, zh, en in WHOLE]
    assert refusal(write(tmp_path / "a", edition=edition(*lines))) == (
        f"line {changed} of en.jsonl does not stand in its section",
        "mend or remove en.jsonl",
    )


def test_an_edition_that_does_not_tile_the_text(tmp_path: Path) -> None:
    with pytest.raises(BadReport, match=r"en\.jsonl ends at \d+ of \d+ characters; mend or remove en\.jsonl"):
        load(write(tmp_path / "short", edition=edition(*WHOLE[:-1])))
    with pytest.raises(BadReport, match=r"line 3 \(test-2025/1\.1/1\) is not the text at"):
        load(write(tmp_path / "gap", edition=edition(*WHOLE[:2], *WHOLE[3:])))


def test_a_folder_of_reports(tmp_path: Path) -> None:
    write(tmp_path / "b", id="second-2025")
    write(tmp_path / "a", id="first-2025")
    write(tmp_path / ".adding-x", id="unfinished-2025")
    (tmp_path / "notes").mkdir()
    reports = Corpus.load(tmp_path)
    assert [d.id for d in reports.documents] == ["first-2025", "second-2025"]
    assert reports.document("second-2025") is reports.documents[1]
    assert reports.statement("second-2025/1.1/1").text == "增长5%。"


def test_a_folder_without_reports(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(BadReport) as caught:
            Corpus.load(folder)
        assert str(caught.value) == f"{folder} holds no report; a report is a folder with report.json and zh.txt"


def test_two_reports_with_one_id(tmp_path: Path) -> None:
    write(tmp_path / "a")
    write(tmp_path / "b")
    with pytest.raises(BadReport) as caught:
        Corpus.load(tmp_path)
    assert str(caught.value) == f"two reports in {tmp_path} have the id test-2025; give one another id"


def test_an_unknown_report_and_an_unknown_citation() -> None:
    with pytest.raises(UnknownReport) as report:
        bundled().document("gansu-2024")
    assert str(report.value) == "no report has the id 'gansu-2024'; known: qinghai-2024"
    for citation in ("gansu-2024/1.0/1", "", "qinghai-2024", "x" * 300):
        with pytest.raises(UnknownCitation) as unknown:
            bundled().statement(citation)
        assert unknown.value.message == f"no statement has the id {citation[:80]!r}"
        assert unknown.value.hint == "ids look like qinghai-2024/0.0/0"


def test_the_edition_s_lines_are_the_bundled_report_s_statements() -> None:
    document = bundled().documents[0]
    lines = editions.read(corpus.BUNDLED / "qinghai-2024" / "en.jsonl", document.text)
    assert [(line.id, line.zh, line.en) for line in lines] == [
        (s.id, document.text[s.start : s.end], s.en) for s in document.statements
    ]


def test_the_bundled_reports_are_loaded_once() -> None:
    assert bundled() is bundled()
