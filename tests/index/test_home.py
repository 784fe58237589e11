"""The home folder: builds what is missing once, whoever asks at the same time, and survives every interruption."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from documents.corpus import bundled
from documents.errors import IndexFault, ModelFault
from index import storage
from index.encoder import Encoder
from index.entry import Entry, of_reports, of_texts
from index.home import KEEP, index_of, open_index, status
from index.progress import Progress, silent
from index.saved import Data
from index.search import Index
from tests.fakes import FakeEncoder
from tests.index.conftest import TEXTS

Start = Callable[..., subprocess.Popen[str]]

PROGRAM = """
import sys, time
from pathlib import Path
from documents.errors import QinghaiQAError
from index import storage
from index.home import index_of
from tests.fakes import FakeEncoder
from tests.index.conftest import TEXTS

def build(entries, encoder, progress):
    for step in range(10):
        progress("encode", step, 10)
        time.sleep(0.05)
    return storage.load(Path(sys.argv[2]), entries, encoder)

def tell(stage, done, total):
    print(stage, done, total, flush=True)

try:
    index = index_of(Path(sys.argv[1]), TEXTS, FakeEncoder(), tell, build=build)
    print("found", index.search("生产总值")[0].entry.id)
except QinghaiQAError as error:
    print("fault", error)
"""


class Builder:
    """Builds at once, from what another build made; remembers how often."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.count = 0

    def __call__(self, entries: Sequence[Entry], encoder: Encoder, progress: Progress) -> Index:
        self.count += 1
        return Index(entries, self.data, encoder)


@pytest.fixture
def build(built: Index) -> Builder:
    return Builder(built.data)


@pytest.fixture
def start(built: Index, tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """Starts a process that opens the index over `TEXTS` and takes half a second to build it."""
    stored = tmp_path / "stored"
    stored.mkdir()
    storage.save(built, stored)

    def started(home: Path, before: str = "") -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", before + PROGRAM, str(home), str(stored)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )

    return started


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def indexes(home: Path) -> list[Path]:
    return [path for path in (home / "indexes").iterdir() if path.name != ".lock"]


def test_built_once_then_loaded(home: Path, built: Index, build: Builder) -> None:
    for _ in range(2):
        index = index_of(home, TEXTS, FakeEncoder(), build=build)
        assert build.count == 1
        for question in ("生产总值", "jobs", "就业"):
            assert index.search(question) == built.search(question)


def test_other_texts_make_another_index_and_keep_the_first(home: Path, build: Builder) -> None:
    index_of(home, TEXTS, FakeEncoder(), build=build)
    index_of(home, TEXTS[:1], FakeEncoder(), build=build)
    assert len(indexes(home)) == build.count == 2
    index_of(home, TEXTS, FakeEncoder(), build=build)
    assert build.count == 2


def test_the_oldest_indexes_go(home: Path, build: Builder) -> None:
    many = [of_texts([("a", f"{number}年", "zh")]) for number in range(KEEP + 3)]
    for texts in many:
        index_of(home, texts, FakeEncoder(), build=build)
    assert len(indexes(home)) == KEEP
    index_of(home, many[-1], FakeEncoder(), build=build)
    assert build.count == KEEP + 3


def test_a_damaged_index_is_an_error_until_repaired(home: Path, build: Builder) -> None:
    index_of(home, TEXTS, FakeEncoder(), build=build)
    (folder,) = indexes(home)
    (folder / "zh.own.npy").write_bytes(b"")
    for _ in range(2):
        with pytest.raises(IndexFault, match="missing or cut short") as caught:
            index_of(home, TEXTS, FakeEncoder(), build=build)
        assert caught.value.hint == "type: qinghai-qa index"
    index_of(home, TEXTS, FakeEncoder(), repair=True, build=build)
    assert (indexes(home), build.count) == ([folder], 2)
    for repair in (False, True):
        index = index_of(home, TEXTS, FakeEncoder(), repair=repair, build=build)
        assert index.search("就业")[0].entry.id == "b"
    assert build.count == 2


def test_a_foreign_folder_in_its_place_is_an_error_and_stays(home: Path, build: Builder) -> None:
    index_of(home, TEXTS, FakeEncoder(), build=build)
    (folder,) = indexes(home)
    shutil.rmtree(folder)
    folder.mkdir()
    (folder / "diary.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(IndexFault, match="is not a complete index") as caught:
        index_of(home, TEXTS, FakeEncoder(), build=build)
    assert "\n" not in str(caught.value)
    assert (folder / "diary.txt").read_text(encoding="utf-8") == "dear"


def test_a_whole_index_in_a_home_that_cannot_be_written_is_used(home: Path, build: Builder) -> None:
    index_of(home, TEXTS, FakeEncoder(), build=build)
    (home / "indexes" / ".lock").unlink()
    (home / "indexes" / ".lock").mkdir()  # whoever locks now fails
    index_of(home, TEXTS, FakeEncoder(), build=build)
    with pytest.raises(IndexFault, match="cannot be written to"):
        index_of(home, TEXTS[:1], FakeEncoder(), build=build)
    assert build.count == 1


def test_a_home_under_a_file_is_one_clear_line(tmp_path: Path, build: Builder) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(IndexFault) as caught:
        index_of(tmp_path / "file" / "home", TEXTS, FakeEncoder(), build=build)
    assert str(caught.value) == (
        f"{tmp_path}/file/home cannot be written to (Not a directory); "
        "set QINGHAI_QA_HOME to a folder you may write to, and run the same again"
    )
    with pytest.raises(ModelFault, match="cannot be written to"):
        open_index(tmp_path / "file" / "home", bundled())


def test_two_processes_at_once_end_with_one_good_index(home: Path, start: Start) -> None:
    outputs = [process.communicate(timeout=60) for process in [start(home), start(home)]]
    assert [error for _, error in outputs] == ["", ""]
    assert [out.splitlines()[-1] for out, _ in outputs] == ["found a", "found a"]
    assert sorted("encode" in out for out, _ in outputs) == [False, True]
    assert len(indexes(home)) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_build_stopped_in_the_middle_leaves_the_last_good_index(
    home: Path, start: Start, build: Builder, number: signal.Signals
) -> None:
    index_of(home, TEXTS[:1], FakeEncoder(), build=build)
    good = indexes(home)
    process = start(home)
    assert process.stdout is not None
    assert process.stdout.readline() == "encode 0 10\n"
    process.send_signal(number)
    process.communicate(timeout=60)
    assert process.returncode == -number
    if number == signal.SIGINT:
        assert indexes(home) == good
    index_of(home, TEXTS[:1], FakeEncoder(), build=build)
    assert build.count == 1
    index_of(home, TEXTS, FakeEncoder(), build=build)
    assert len(indexes(home)) == 2


def test_a_disk_that_fills_up_while_building_leaves_no_trace(home: Path, start: Start) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (900, 900))\n"
    out, error = start(home, limit).communicate(timeout=60)
    assert error == ""
    assert out.splitlines()[-1] == (
        f"fault no space left on the disk that holds {home}; free some space, or set QINGHAI_QA_HOME to "
        "a folder on another disk, and run the same again"
    )
    assert indexes(home) == []


def test_status_tells_missing_ready_and_damaged_apart(home: Path, build: Builder) -> None:
    corpus = bundled()
    found = status(home, corpus)
    assert (found.model.state, found.index.state) == ("missing", "missing")
    assert found.entries == len(corpus.documents[0].statements)
    assert not home.exists()

    class Named(FakeEncoder):
        name = found.model.name

    storage_folder = Path(found.index.folder)
    with pytest.raises(KeyError, match="no build"):
        index_of(home, of_reports(corpus.documents), Named(), build=_fail)
    assert not storage_folder.exists()
    storage_folder.mkdir()
    storage.save(build(of_reports(corpus.documents), Named(), silent), storage_folder)
    found = status(home, corpus)
    assert (found.model.state, found.index.state, found.index.problem) == ("missing", "ready", None)
    assert found.index.bytes > 1000
    (storage_folder / "manifest.json").unlink()
    found = status(home, corpus)
    assert found.index.state == "damaged"
    assert found.index.problem is not None
    assert "type: qinghai-qa index" in found.index.problem
    assert json.loads(json.dumps(found.to_json()))["index"]["state"] == "damaged"
    assert str(found).splitlines()[0] == f"home     {home}"


def _fail(entries: Sequence[Entry], encoder: Encoder, progress: Progress) -> Index:
    raise KeyError("no build")


@pytest.mark.real_model
def test_the_real_index_opens_and_answers(real_home: Path) -> None:
    index = open_index(real_home, bundled())
    hits = index.search("2023年青海省生产总值增长了多少？")
    assert "全省生产总值增长5.3%" in hits[0].statement.text
    found = status(real_home, bundled())
    assert (found.model.state, found.index.state) == ("ready", "ready")
    assert index.encoder.name == found.model.name
