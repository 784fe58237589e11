"""The whole way with the real model, as a user goes it: processes, their output, their status, and their accidents."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.real_model

ROOT = Path(__file__).parents[1]
Ask = Callable[..., subprocess.CompletedProcess[str]]
RUN = "import sys; from qa.cli import main; main(sys.argv[1:])"
HEAVY = {"torch", "transformers", "sentence_transformers", "sklearn", "scipy", "onnx", "fastapi"}
TEXT = "政府工作报告\n——2025年1月19日在四川省第十四届人民代表大会第三次会议上\n\n" + (
    "一、2024年工作回顾\n\n全省地区生产总值增长5.7%。城镇新增就业104万人。\n\n"
    "二、2025年工作安排\n\n地区生产总值增长5.5%以上。城镇新增就业85万人以上。\n\n" + "要真抓实干，务求实效。" * 12
)


def command(home: Path, *arguments: str, code: str = RUN, **environment: str) -> subprocess.CompletedProcess[str]:
    """`qinghai-qa` with these arguments in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, encoding="utf-8", cwd=ROOT, timeout=280,
        env={**os.environ, "QINGHAI_QA_HOME": str(home), **environment},
    )  # fmt: skip


@pytest.fixture(scope="module")
def home(real_home: Path) -> Path:
    """A home folder with model and index."""
    built = command(real_home, "index")
    assert built.returncode == 0, built.stderr
    return real_home


def first_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[0]


def test_a_result_and_a_target_are_told_apart(home: Path) -> None:
    result = json.loads(command(home, "ask", "2023年青海省生产总值增长了多少？", "--json").stdout)
    assert "5.3%" in result["answer"]
    assert [c["id"].split("/")[1][0] for c in result["citations"]] == ["1"]
    target = json.loads(command(home, "ask", "2024年生产总值的预期目标是多少？", "--json").stdout)
    assert "5%左右" in target["answer"]
    assert [c["id"].split("/")[1][0] for c in target["citations"]] == ["2"]


def test_an_english_question_is_answered_in_english_over_chinese_words(home: Path) -> None:
    answer = json.loads(command(home, "ask", "How long is the new road network built in 2023?", "--json").stdout)
    assert "3,600 kilometers" in answer["answer"]
    assert (answer["language"], answer["status"]) == ("en", "answered")
    assert "3600公里" in answer["citations"][0]["quote"]


def test_a_question_imports_nothing_heavy_and_reaches_for_no_network(home: Path) -> None:
    code = (
        "import socket, sys\n"
        "def refuse(*_): raise AssertionError('the network')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from qa.cli import main\n"
        "try: main(['ask', '2023年青海省生产总值增长了多少？'])\n"
        "finally: print(*sys.modules, file=sys.stderr)\n"
    )
    done = command(home, code=code)
    assert "5.3%" in first_line(done)
    loaded = {name.split(".")[0] for name in done.stderr.split()}
    assert "onnxruntime" in loaded
    assert not loaded & HEAVY


def test_the_fast_way_is_taken_from_cold(home: Path) -> None:
    began = time.perf_counter()
    first_line(command(home, "ask", "2023年青海省生产总值增长了多少？"))
    assert time.perf_counter() - began < 20  # importing torch and the like takes longer; scripts/bench tells the figure


def test_questions_from_standard_input(home: Path) -> None:
    lines = '{"id": 1, "question": "2023年青海省生产总值增长了多少？"}\nnonsense\n{"id": 2, "question": "And 2024?"}\n'
    done = subprocess.run(
        [sys.executable, "-m", "qa.cli", "ask", "--jsonl", "-"], input=lines, capture_output=True, text=True, encoding="utf-8",
        cwd=ROOT, timeout=120, env={**os.environ, "QINGHAI_QA_HOME": str(home)},
    )  # fmt: skip
    assert done.returncode == 2
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1, 2]
    assert "line 2: not JSON" in done.stderr


class Own:
    """A home with the real model and a small report of the user's own, so that its index is built in seconds."""

    def __init__(self, folder: Path, real_home: Path) -> None:
        self.home = folder / "home"
        self.home.mkdir()
        (self.home / "models").symlink_to(real_home / "models")
        self.reports = folder / "reports"
        (folder / "sichuan.txt").write_text(TEXT, encoding="utf-8")
        assert self("add", str(folder / "sichuan.txt")).returncode == 0

    def __call__(self, *arguments: str, code: str = RUN) -> subprocess.CompletedProcess[str]:
        return command(self.home, *arguments, code=code, QINGHAI_QA_REPORTS=str(self.reports))

    def ask(self) -> subprocess.CompletedProcess[str]:
        return self("ask", "2024年全省地区生产总值增长了多少？")

    @property
    def indexes(self) -> list[Path]:
        return sorted(path for path in (self.home / "indexes").iterdir() if path.name != ".lock")


@pytest.fixture(scope="module")
def own(real_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Own:
    made = Own(tmp_path_factory.mktemp("own"), real_home)
    assert "5.7%" in first_line(made.ask())
    return made


def test_a_report_of_ones_own_is_answered_and_cited(own: Own) -> None:
    answer = json.loads(own("ask", "2025年城镇新增就业的目标是多少？", "--json").stdout)
    assert "85万人以上" in answer["answer"]
    assert answer["citations"][0]["id"].startswith("sichuan-2025/2.0/")


@pytest.mark.parametrize("harm", ["cut short", "foreign", "no manifest"])
def test_a_damaged_index_is_told_and_index_mends_it(own: Own, harm: str) -> None:
    (folder,) = own.indexes
    if harm == "cut short":
        with (folder / "strings.json").open("r+b") as file:
            file.truncate(10)
        told = f"a file of the index is missing or cut short: {folder / 'strings.json'}"
    elif harm == "foreign":
        shutil.rmtree(folder)
        folder.mkdir()
        (folder / "manifest.json").write_text('{"kind": "diary"}', encoding="utf-8")
        told = f"{folder} holds no index"
    else:
        (folder / "manifest.json").unlink()
        told = f"{folder} is not a complete index: its manifest.json cannot be read"
    for _ in range(2):
        done = own.ask()
        assert (done.returncode, done.stdout, done.stderr) == (1, "", f"qinghai-qa: {told}; type: qinghai-qa index\n")
    assert "damaged" in own("index", "--status").stdout
    mended = own("index")
    assert (mended.returncode, "damaged" in mended.stdout) == (0, False)
    assert "5.7%" in first_line(own.ask())
    assert own.indexes == [folder]


@pytest.fixture
def another(own: Own, tmp_path: Path) -> Iterator[None]:
    """One report more, so that the next command must build another index."""
    folder = own.reports / "another-2025"
    shutil.copytree(own.reports / "sichuan-2025", folder)
    about = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    (folder / "report.json").write_text(json.dumps({**about, "id": folder.name}), encoding="utf-8")
    yield
    shutil.rmtree(folder)


@pytest.mark.usefixtures("another")
def test_ctrl_c_in_mid_build_is_one_line_and_the_last_good_index_stays(own: Own) -> None:
    good = own.indexes
    environment = {**os.environ, "QINGHAI_QA_HOME": str(own.home), "QINGHAI_QA_REPORTS": str(own.reports)}
    with subprocess.Popen(
        [sys.executable, "-m", "qa.cli", "ask", "x"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        env=environment, start_new_session=True,
    ) as running:  # fmt: skip
        deadline = time.monotonic() + 120
        while own.indexes == good and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.3)
        running.send_signal(signal.SIGINT)
        out, errors = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, "")
    assert errors.splitlines()[-1] == "qinghai-qa: stopped; nothing that was there before is lost"
    assert "Traceback" not in errors
    assert own.indexes == good


@pytest.mark.usefixtures("another")
def test_a_disk_that_fills_up_in_mid_build_is_one_line_and_the_last_good_index_stays(own: Own) -> None:
    good = own.indexes
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000)); "
    done = own("index", code=limit + RUN)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1] == (
        f"qinghai-qa: no space left on the disk that holds {own.home}; free some space, or set QINGHAI_QA_HOME to a "
        "folder on another disk, and run the same again"
    )
    assert own.indexes == good


def test_the_good_index_answers_after_the_accidents(own: Own) -> None:
    assert "5.7%" in first_line(own.ask())


def test_a_home_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    home = tmp_path / "file" / "home"
    for arguments in (["ask", "x"], ["index"], ["search", "x"], ["chat"], ["serve", "--port", "0"]):
        done = command(home, *arguments)
        assert (done.returncode, done.stdout, done.stderr) == (
            1, "", f"qinghai-qa: {home} cannot be written to (Not a directory); set QINGHAI_QA_HOME to a folder you may "
            "write to, and run the same again\n",
        )  # fmt: skip
    assert command(home, "index", "--status").returncode == 0


def test_a_disk_that_is_too_small_for_the_model(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if (
        os.geteuid()
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], check=False).returncode
    ):
        pytest.skip("a small disk can be mounted by root only")
    try:
        done = command(disk / "home", "ask", "x")
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1].startswith(
        f"qinghai-qa: no space left on the disk that holds {disk / 'home'}; "
    )
