"""The command line: what each command prints, and one clear line with the right status for every mistake."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from qa import cli
from qa.terminal import NOTE_EN
from tests.host import GDP_EN, GDP_ID, GDP_ZH, answerer

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parents[2]
EMPTY = "qinghai-qa: the question is empty; type a question, such as: 2023年青海省生产总值增长了多少？\n"
TEXT = "政府工作报告\n——2025年1月19日在四川省第十四届人民代表大会第三次会议上\n\n" + (
    "一、2024年工作回顾\n\n全省地区生产总值增长5.7%。粮食产量726.8亿斤。\n\n"
    "二、2025年工作安排\n\n地区生产总值增长5.5%以上。粮食产量稳定在715亿斤以上。\n\n" + "要真抓实干，务求实效。" * 20
)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in this process, with the fake encoder in place of the real one: (status, output, errors)."""
    monkeypatch.setattr(cli, "opened", lambda settings, report=None: answerer())
    return lambda *arguments: _run(capsys, arguments)


@pytest.fixture
def plain(capsys: pytest.CaptureFixture[str]) -> Run:
    """The same for commands that need no encoder, or must fail before they load one."""
    return lambda *arguments: _run(capsys, arguments)


def _run(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    out, errors = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return ended.value.code, out, errors


def process(*arguments: str | bytes, **more: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qa.cli", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, timeout=120, **more)  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["ask"], "ask needs either a question or --jsonl FILE; try: " + cli.EXAMPLE),
        (["ask", "x", "--jsonl", "y"], "ask needs either a question or --jsonl FILE; try: " + cli.EXAMPLE),
        (["ask", "x", "y"], "Got unexpected extra argument(s) (y); type: qinghai-qa ask --help"),
        (
            ["ask", "x", "--lang", "fr"],
            "Invalid value for '--lang': 'fr' is not one of 'auto', 'zh', 'en'; type: qinghai-qa ask --help",
        ),
        (["ask", "--jsonl"], "Option '--jsonl' requires an argument; type: qinghai-qa --help"),
        (["search"], "search needs either a query or --jsonl FILE; try: qinghai-qa search 清洁能源装机"),
        (
            ["search", "x", "--k", "0"],
            "Invalid value for '--k': Input should be greater than or equal to 1; type: qinghai-qa search --help",
        ),
        (["cite"], "Missing argument 'citation_id'; type: qinghai-qa cite --help"),
        (["answer"], "No such command 'answer'; type: qinghai-qa --help"),
        (["--nope"], "No such option: --nope; type: qinghai-qa --help"),
        (["figures", "--report", "x"], "no report has the id 'x'; known: qinghai-2024"),
        (["ask", "x", "--report", "x"], "no report has the id 'x'; known: qinghai-2024"),
        (
            ["cite", "qinghai-2024/9.9/9"],
            "no statement has the id 'qinghai-2024/9.9/9'; ids look like qinghai-2024/0.0/0",
        ),
        (["cite", "\x1b[31m\n"], r"no statement has the id '\x1b[31m\n'; ids look like qinghai-2024/0.0/0"),
        (
            ["add", "x.txt"],
            "there is no folder for reports of your own; name one, which may be new: export QINGHAI_QA_REPORTS=~/reports",
        ),
    ],
)
def test_wrong_use_is_one_line_and_status_2(plain: Run, arguments: list[str], line: str) -> None:
    assert plain(*arguments) == (2, "", f"qinghai-qa: {line}\n")


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize("question", ["", " ", "\t\n", "　", "\x00\x07\x1b"])
def test_an_empty_question(plain: Run, command: str, question: str) -> None:
    assert plain(command, question) == (2, "", EMPTY)


@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_question_that_is_too_long(plain: Run, command: str) -> None:
    assert plain(command, "省" * 2001) == (
        2, "", "qinghai-qa: the question has 2001 characters; ask in at most 2000\n",
    )  # fmt: skip


def test_a_question_of_2000_characters_is_answered_or_refused(run: Run) -> None:
    status, out, errors = run("ask", GDP_ZH + "省" * (2000 - len(GDP_ZH)), "--json")
    assert (status, errors) == (0, "")
    assert json.loads(out)["status"] in ("answered", "refused")


def test_control_characters_in_a_question_change_nothing(run: Run) -> None:
    status, out, _ = run("ask", "2023年\x07青海省\x1b[31m生产总值\u202e增长了多少？")
    assert status == 0
    assert GDP_ID in out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_half_a_character_on_the_command_line() -> None:
    done = process("ask", "2023年".encode()[:-1] + b"\xff")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "qinghai-qa: the question is not valid text (it holds half a character); type it again as plain text\n"
    )


def test_help_is_instant_because_nothing_heavy_is_loaded() -> None:
    code = "import sys\nfrom qa import cli\ntry: cli.main(['--help'])\nexcept SystemExit: pass\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60)
    loaded = {name.split(".")[0] for name in done.stderr.split()}
    assert "typer" in loaded
    assert not loaded & {
        "numpy",
        "rich",
        "pydantic",
        "torch",
        "fastapi",
        "onnxruntime",
        "faiss",
        "opencc",
        "rjieba",
        "index",
    }
    for command in ("ask", "search", "cite", "figures", "chat", "index", "add", "serve"):
        assert f"\n  {command}" in done.stdout


def test_no_arguments_show_the_help(plain: Run) -> None:
    status, out, errors = plain()
    assert (status, errors) == (0, "")
    assert out.startswith("Usage: qinghai-qa [OPTIONS] COMMAND")


def test_ask_shows_the_answer_and_its_citation(run: Run) -> None:
    status, out, errors = run("ask", GDP_ZH)
    assert (status, errors) == (0, "")
    first, blank, mark, words, *_ = out.splitlines()
    assert "5.3%" in first
    assert first.endswith("[1]")
    assert blank == ""
    assert mark == f"[1] {GDP_ID}  一、2023年工作回顾  2023年完成情况"
    assert words.startswith("    全省生产总值增长5.3%")


def test_ask_in_english_says_whose_english_it_is(run: Run) -> None:
    _, out, _ = run("ask", GDP_EN)
    assert out.splitlines()[0].startswith("Provincial GDP grew by 5.3 percent")
    assert "2023 result" in out
    assert "全省生产总值增长5.3%" in out
    assert out.splitlines()[-1] == NOTE_EN


def test_the_language_can_be_chosen(run: Run) -> None:
    assert run("ask", GDP_ZH, "--lang", "en")[1].startswith("Provincial GDP grew by 5.3 percent")


def test_ask_as_json(run: Run) -> None:
    status, out, _ = run("ask", GDP_ZH, "--json")
    answer = json.loads(out)
    assert (status, answer["status"], answer["language"], answer["id"]) == (0, "answered", "zh", None)
    assert set(answer) == {
        "id", "question", "language", "status", "answer", "statements", "citations", "refusal", "generator", "timings_ms",
    }  # fmt: skip
    (cited,) = answer["citations"]
    document = answerer().corpus.documents[0]
    assert document.text[cited["start"] : cited["end"]] == cited["quote"]


def test_a_refusal_is_no_failure_and_offers_the_nearest_statements(run: Run) -> None:
    status, out, errors = run("ask", "四川省2023年生产总值增长了多少？", "--json")
    assert (status, errors) == (0, "")
    refused = json.loads(out)
    assert (refused["status"], refused["refusal"]["reason"]) == ("refused", "other_place")
    _, shown, _ = run("ask", "四川省2023年生产总值增长了多少？")
    assert shown.splitlines()[0] == refused["answer"]
    nearest = refused["refusal"]["nearest"][0]
    at = shown.splitlines().index(nearest)
    assert shown.splitlines()[at + 1].strip() == answerer().corpus.statement(nearest).text


def test_search(run: Run) -> None:
    status, out, _ = run("search", "全省生产总值增长5.3%", "--k", "3", "--json")
    found = json.loads(out)
    assert (status, found["id"], len(found["hits"])) == (0, None, 3)
    assert found["hits"][0]["id"] == GDP_ID
    assert set(found["hits"][0]) >= {"id", "score", "section", "scope", "start", "end", "text"}
    _, shown, _ = run("search", "全省生产总值增长5.3%", "--k", "3")
    assert shown.splitlines()[0].startswith(f" 1. {GDP_ID}  ")


def test_jsonl_in_order_with_the_same_ids_and_a_bad_line_costs_only_itself(run: Run, tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "question": GDP_ZH}),
        '{"id": "b", "question": ',
        "",
        json.dumps({"id": "c"}),
        json.dumps({"id": "d", "question": " "}),
        json.dumps({"id": "e", "question": "\ud800"}),
        json.dumps({"id": 6, "question": GDP_ZH, "lang": "en"}),
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    status, out, errors = run("ask", "--jsonl", str(file))
    answers = [json.loads(line) for line in out.splitlines()]
    assert [(a["id"], a["language"]) for a in answers] == [("a", "zh"), (6, "en")]
    assert status == 2
    assert errors.splitlines() == [
        "qinghai-qa: line 2: not JSON (Expecting value, column 25)",
        'qinghai-qa: line 4: no object with a "question"',
        "qinghai-qa: line 5: the question is empty; type a question, such as: 2023年青海省生产总值增长了多少？",
        "qinghai-qa: line 6: the question is not valid text (it holds half a character); type it again as plain text",
        "qinghai-qa: 4 of 6 lines could not be used, see above; the others were",
    ]


def test_search_jsonl(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps({"id": "a", "question": "生产总值"}), encoding="utf-8")
    status, out, errors = run("search", "--jsonl", str(file), "--k", "2")
    assert (status, errors) == (0, "")
    assert [(line["id"], len(line["hits"])) for line in map(json.loads, out.splitlines())] == [("a", 2)]


@pytest.mark.parametrize(("name", "why"), [("missing", "No such file or directory"), (".", "Is a directory")])
def test_a_file_of_questions_that_cannot_be_read(plain: Run, tmp_path: Path, name: str, why: str) -> None:
    path = tmp_path / name
    assert plain("ask", "--jsonl", str(path)) == (
        2, "", f"qinghai-qa: {path} cannot be read ({why}); name a file of JSON lines, or - for standard input\n",
    )  # fmt: skip


def test_cite_says_that_the_chinese_prevails(plain: Run) -> None:
    status, out, _ = plain("cite", GDP_ID, "--context", "1")
    assert status == 0
    assert "“全省生产总值增长5.3%" in out
    assert out.splitlines()[-1] == NOTE_EN
    assert json.loads(plain("cite", GDP_ID, "--format", "json")[1])["id"] == GDP_ID
    assert plain("cite", GDP_ID, "--format", "bibtex")[1].startswith("@techreport{qinghai-2024-1.0-4,")


def test_figures_in_every_form(plain: Run) -> None:
    status, out, _ = plain("figures", "grain", "--kind", "target", "--format", "json")
    assert status == 0
    assert [f["text"]["zh"] for f in json.loads(out)["figures"]] == ["107万吨以上", "665万亩以上"]
    _, out, _ = plain("figures", "--year", "2023", "--format", "csv")
    rows = list(csv.DictReader(out.removeprefix("\ufeff").splitlines()))
    assert {row["last_year"] for row in rows} == {"2023"}
    assert "粮食总产量" in plain("figures", "粮食")[1]
    assert plain("figures", "月球")[1] == "没有这样的数字。/ There is no such figure.\n"


def test_a_wrong_setting_is_named(plain: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QINGHAI_QA_PORT", "many")
    status, _, errors = plain("figures")
    assert status == 2
    assert errors.startswith("qinghai-qa: QINGHAI_QA_PORT is not right: ")
    assert len(errors.splitlines()) == 1


def test_a_report_of_ones_own(plain: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QINGHAI_QA_REPORTS", str(tmp_path / "reports"))
    file = tmp_path / "sichuan.txt"
    file.write_text(TEXT, encoding="utf-8")
    status, out, errors = plain("add", str(file))
    assert (status, errors) == (0, "")
    assert out.splitlines()[0] == "sichuan-2025  四川省人民政府工作报告（2025年）, 四川, 2025-01-19"
    assert "2024 result        一、2024年工作回顾" in out.splitlines()
    assert "2025 target        二、2025年工作安排" in out.splitlines()
    status, _, errors = plain("add", str(file))
    assert (status, errors) == (
        2, f"qinghai-qa: {tmp_path / 'reports'} holds a report sichuan-2025 already; give another --id, or --replace it\n",
    )  # fmt: skip
    assert plain("add", str(file), "--replace", "--title", "甲", "--region", "乙", "--date", "2024-05-06")[0] == 0
    status, out, _ = plain("add", str(file), "--id", "other", "--title", "甲", "--region", "乙", "--date", "2024-05-06")
    assert (status, out.splitlines()[0]) == (0, "other  甲, 乙, 2024-05-06")
    assert plain("add", str(file), "--date", "yesterday")[0] == 2
    assert "“全省地区生产总值增长5.7%。”" in plain("cite", "sichuan-2025/1.0/1")[1]


def test_a_file_that_is_no_report(plain: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QINGHAI_QA_REPORTS", str(tmp_path / "reports"))
    (tmp_path / "short.txt").write_text("短", encoding="utf-8")
    assert plain("add", str(tmp_path / "short.txt")) == (
        2, "", "qinghai-qa: short.txt holds 2 characters of text, too few for a report; name the file of a report\n",
    )  # fmt: skip
    status, _, errors = plain("add", str(tmp_path / "missing.txt"))
    assert status in (1, 2)
    assert len(errors.splitlines()) == 1
    assert plain("figures")[2].startswith(f"qinghai-qa: {tmp_path / 'reports'} holds no report")


@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_a_reader_that_has_seen_enough_ends_the_command_quietly(form: str) -> None:
    command = [sys.executable, "-m", "qa.cli", "figures", "--format", form]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_output_that_cannot_be_written_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "qa.cli", "figures"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, timeout=60)
    assert (done.returncode, done.stderr) == (
        1, "qinghai-qa: standard output cannot be used (No space left on device); make room there, or name another place\n",
    )  # fmt: skip


def test_a_port_that_is_taken(run: Run) -> None:
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        status, _, errors = run("serve", "--port", str(port))
    assert status == 1
    assert errors.splitlines()[-1] == (
        f"qinghai-qa: 127.0.0.1:{port} cannot be had (Address already in use); try another --port or --host"
    )
