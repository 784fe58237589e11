"""Folders that appear whole or not at all, one maker at a time, and errors in one line."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from documents.errors import IndexFault, ModelFault
from index.atomic import explained, locked, replacing, require_space
from index.progress import silent


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_folder_appears_at_the_end_only(tmp_path: Path) -> None:
    target = tmp_path / "x"
    with replacing(target) as new:
        (new / "a").write_text("1", encoding="utf-8")
        assert not target.exists()
    assert names(tmp_path) == ["x"]
    assert names(target) == ["a"]


@pytest.mark.parametrize("failure", [KeyboardInterrupt, OSError, ModelFault])
def test_failed_work_leaves_the_former_folder_and_no_trace(tmp_path: Path, failure: type[BaseException]) -> None:
    target = tmp_path / "x"
    target.mkdir()
    (target / "old").write_text("old", encoding="utf-8")

    def fail() -> None:
        with replacing(target) as new:
            (new / "half").write_text("h", encoding="utf-8")
            raise failure("no")

    with pytest.raises(failure):
        fail()
    assert names(tmp_path) == ["x"]
    assert names(target) == ["old"]


def test_a_former_folder_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "x"
    target.mkdir()
    (target / "old").write_text("old", encoding="utf-8")
    with replacing(target) as new:
        (new / "new").write_text("new", encoding="utf-8")
    assert names(tmp_path) == ["x"]
    assert names(target) == ["new"]


def test_what_a_killed_process_left_is_removed(tmp_path: Path) -> None:
    code = (
        "import os, pathlib, sys; from index.atomic import replacing\n"
        "with replacing(pathlib.Path(sys.argv[1])): os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "x")], check=False)
    assert len(names(tmp_path)) == 1
    with locked(tmp_path, silent):
        assert names(tmp_path) == [".lock"]


def test_a_second_process_waits_for_the_first(tmp_path: Path) -> None:
    code = (
        "import pathlib, sys; from index.atomic import locked\n"
        "tell = lambda *args: print(args[0], flush=True)\n"
        "with locked(pathlib.Path(sys.argv[1]), tell): print('in', flush=True)"
    )
    with locked(tmp_path, silent):
        other = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        assert other.stdout is not None
        assert other.stdout.readline() == "wait for another process\n"
        time.sleep(0.1)
        assert other.poll() is None
    assert other.communicate(timeout=30)[0] == "in\n"


def said(error: OSError, fault: type[ModelFault] | type[IndexFault] = IndexFault) -> tuple[str, str]:
    with pytest.raises(fault) as caught, explained(fault, Path("/home/x")):
        raise error
    return caught.value.message, caught.value.hint


def test_a_full_disk_is_told_from_one_that_may_not_be_written() -> None:
    assert said(OSError(errno.ENOSPC, "No space left on device")) == (
        "no space left on the disk that holds /home/x",
        "free some space, or set QINGHAI_QA_HOME to a folder on another disk, and run the same again",
    )
    assert said(PermissionError(errno.EACCES, "Permission denied"), ModelFault) == (
        "/home/x cannot be written to (Permission denied)",
        "set QINGHAI_QA_HOME to a folder you may write to, and run the same again",
    )
    assert said(OSError(errno.EIO, "Input/output error")) == (
        "/home/x cannot be used (Input/output error)",
        "set QINGHAI_QA_HOME to another folder, and run the same again",
    )


def test_other_errors_pass() -> None:
    with pytest.raises(KeyError), explained(IndexFault, Path("x")):
        raise KeyError(1)


def test_a_home_under_a_file_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    home = tmp_path / "file" / "home"
    with pytest.raises(IndexFault) as caught, explained(IndexFault, home), locked(home, silent):
        pass
    assert caught.value.message == f"{home} cannot be written to ({os.strerror(errno.ENOTDIR)})"


def test_space_is_asked_for_beforehand(tmp_path: Path) -> None:
    require_space(tmp_path, 0)
    with pytest.raises(OSError, match="No space left") as caught:
        require_space(tmp_path, 10**9)
    assert caught.value.errno == errno.ENOSPC
