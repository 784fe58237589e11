"""One run of the command line: from its arguments to its exit status. Whatever goes wrong ends in one line."""

import contextlib
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import typer

from documents.errors import QinghaiQAError

STOPPED = 130
"""What shells give a command that Ctrl-C ended."""


def of(command: Any, arguments: Sequence[str]) -> int:
    """Runs `command` (what `typer.main.get_command` makes of an application); without arguments, its help."""
    try:
        code = _ended(command, arguments)
        sys.stdout.flush()
        return code
    except typer.TyperException as error:
        return tell(wrong_use(error), error.exit_code)
    except QinghaiQAError as error:
        return tell(str(error), error.exit_status)
    except KeyboardInterrupt:
        return tell("stopped; nothing that was there before is lost", STOPPED)
    except BrokenPipeError:  # whoever reads the pipe has seen enough
        drop_output()
    except OSError as error:
        drop_output()
        where = error.filename or "standard output"
        return tell(f"{where} cannot be used ({error.strerror or error}); make room there, or name another place", 1)
    return 0


def _ended(command: Any, arguments: Sequence[str]) -> int:
    """The exit status of a command that ends without an error."""
    try:
        with command.make_context("qinghai-qa", list(arguments) or ["--help"]) as context:
            command.invoke(context)
    except typer.Exit as ended:
        return ended.exit_code
    return 0


def wrong_use(error: typer.TyperException) -> str:
    """What typer says of wrong arguments, on one line, with what to type next."""
    said = error.format_message().replace("Value error, ", "").rstrip(".")
    path = getattr(getattr(error, "ctx", None), "command_path", "qinghai-qa")
    return f"{said}; type: {path} --help"


def tell(line: str, status: int) -> int:
    """Says one line on standard error, whatever it holds, and returns the status."""
    print(f"qinghai-qa: {plain(line)}", file=sys.stderr)
    return status


def plain(line: str) -> str:
    r"""`line` as a terminal can show it: what would move the cursor or end the line is spelt out.

    >>> plain("no report 'a\nb'")
    "no report 'a\\nb'"
    """
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in line)


def drop_output() -> None:
    """What is still to be written has no reader: it goes nowhere, quietly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def leave(status: int) -> NoReturn:
    """Ends the process without taking its vocabularies and models apart one object at a time, which takes a seventh as
    long as a whole question from cold. Nothing is lost: `of` has written what there is to write, and every command has
    closed what it opened."""
    with contextlib.suppress(OSError):  # after an error, which has been told
        sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
