"""From an exception to one line and an exit status."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable

import pytest
import typer
from typer.main import get_command

from documents.errors import BadReport, Fault, QinghaiQAError, UnknownCitation, WrongUse
from qa import status


def command(raises: BaseException | None) -> object:
    app = typer.Typer(rich_markup_mode=None, add_completion=False)

    @app.command()
    def one() -> None:
        """Does one thing."""
        if raises is not None:
            raise raises

    @app.command()
    def two() -> None: ...

    return get_command(app)


@pytest.mark.parametrize(
    ("raised", "expected", "line"),
    [
        (None, 0, ""),
        (typer.Exit(3), 3, ""),
        (WrongUse("no", "say yes"), 2, "qinghai-qa: no; say yes\n"),
        (UnknownCitation("no", "say yes"), 2, "qinghai-qa: no; say yes\n"),
        (Fault("broken"), 1, "qinghai-qa: broken\n"),
        (BadReport("a\nb\x1b", "c"), 1, "qinghai-qa: a\\nb\\x1b; c\n"),
        (KeyboardInterrupt(), 130, "qinghai-qa: stopped; nothing that was there before is lost\n"),
    ],
)
def test_each_error_has_its_line_and_status(
    capsys: pytest.CaptureFixture[str], raised: BaseException | None, expected: int, line: str
) -> None:
    assert status.of(command(raised), ["one"]) == expected
    assert capsys.readouterr().err == line


def test_what_was_written_is_not_lost_by_leaving() -> None:
    code = "from qa import status; print('said', end=''); status.leave(3)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (3, "said", "")


def test_an_error_of_the_program_itself_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        status.of(command(ZeroDivisionError()), ["one"])


@pytest.fixture
def output_kept() -> Callable[[], None]:
    """`drop_output` redirects the process's own output; this puts it back."""
    kept = os.dup(1)

    def back() -> None:
        os.dup2(kept, 1)
        os.close(kept)

    return back


@pytest.mark.parametrize(
    ("raised", "expected", "line"),
    [
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), 0, ""),
        (
            OSError(errno.ENOSPC, "No space left on device"), 1,
            "qinghai-qa: standard output cannot be used (No space left on device); make room there, or name another place\n",
        ),
        (
            PermissionError(errno.EACCES, "Permission denied", "/x"), 1,
            "qinghai-qa: /x cannot be used (Permission denied); make room there, or name another place\n",
        ),
    ],
)  # fmt: skip
def test_output_that_is_refused(
    capsys: pytest.CaptureFixture[str], output_kept: Callable[[], None], raised: OSError, expected: int, line: str
) -> None:
    try:
        assert status.of(command(raised), ["one"]) == expected
    finally:
        output_kept()
    assert capsys.readouterr().err == line


def test_no_arguments_are_a_wish_for_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert status.of(command(None), []) == 0
    assert capsys.readouterr().out.startswith("Usage: qinghai-qa")


def test_only_what_a_terminal_can_show_is_shown() -> None:
    assert status.plain("省 é 🙂 ok") == "省 é 🙂 ok"
    assert status.plain("a\u202eb\x00\ud800\r\n") == "a\\u202eb\\x00\\ud800\\r\\n"


def test_every_error_says_whose_fault_it_is() -> None:
    def tree(kind: type[QinghaiQAError]) -> list[type[QinghaiQAError]]:
        return [kind, *(deep for child in kind.__subclasses__() for deep in tree(child))]

    for kind in tree(WrongUse):
        assert (kind.exit_status, kind.http_status // 100) == (2, 4)
    for kind in tree(Fault):
        assert (kind.exit_status, kind.http_status // 100) == (1, 5)
