"""JSON lines in, JSON lines out: many questions in one run. A line that is wrong costs only itself."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from documents.errors import WrongUse
from qa.status import tell

if TYPE_CHECKING:
    from qa.answerer import Answerer

Emit = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: its number from 1, and its record, or why there is none."""

    number: int
    record: dict[str, Any]
    error: str = ""


def read_lines(path: Path) -> Iterator[Line]:
    """The lines of a file, or, as they come, of standard input where `path` is `-`. Blank lines are passed over.

    Raises `WrongUse` at once where the file cannot be read.
    """
    if str(path) == "-":
        return _lines(sys.stdin.buffer)
    try:
        return _lines(path.read_bytes().split(b"\n"))
    except OSError as error:
        raise WrongUse(
            f"{path} cannot be read ({error.strerror})", "name a file of JSON lines, or - for standard input"
        ) from None


def _lines(raw: Iterable[bytes]) -> Iterator[Line]:
    for number, line in enumerate(raw, start=1):
        text = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if text.strip():
            yield read_line(number, text)


def read_line(number: int, raw: bytes) -> Line:
    """One line, read and looked at.

    >>> read_line(7, b'{"query": "x"}')
    Line(number=7, record={}, error='no object with a "question"')
    """
    try:
        record = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return Line(number, {}, "not text in UTF-8")
    except json.JSONDecodeError as error:
        return Line(number, {}, f"not JSON ({error.msg}, column {error.colno})")
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets thousands deep
        return Line(number, {}, "not JSON that can be read")
    if not isinstance(record, dict) or not isinstance(record.get("question"), str):
        return Line(number, {}, 'no object with a "question"')
    history = record.get("history") or []
    turns = isinstance(history, list) and all(
        isinstance(t, dict) and t.get("role") in ("user", "assistant") and isinstance(t.get("content"), str)
        for t in history
    )
    if not turns:
        return Line(number, {}, '"history" is not a list of {"role", "content"}')
    if record.get("lang", "auto") not in ("auto", "zh", "en", None):
        return Line(number, {}, '"lang" is not auto, zh or en')
    return Line(number, record)


def answer_lines(
    lines: Iterable[Line], answerer: "Answerer", lang: str, report: str | None, emit: Emit
) -> tuple[int, int]:
    """Emits one answer a line, in order, with the same id. Returns how many lines there were, and how many failed.

    Those that fail are told on standard error, with their number. Raises what is not the line's own fault.
    """

    def one(record: dict[str, Any]) -> Any:
        asked = record.get("lang") or lang
        answer = answerer.ask(record["question"], record.get("history") or (), asked, report)
        return answer.to_json() | {"id": record.get("id")}

    return _each(lines, one, emit)


def search_lines(
    lines: Iterable[Line], answerer: "Answerer", k: int, report: str | None, emit: Emit
) -> tuple[int, int]:
    """As `answer_lines`, with hits in place of answers."""

    def one(record: dict[str, Any]) -> Any:
        return {"id": record.get("id"), "hits": answerer.search(record["question"], k, report)}

    return _each(lines, one, emit)


def _each(lines: Iterable[Line], one: Callable[[dict[str, Any]], Any], emit: Emit) -> tuple[int, int]:
    read = failed = 0
    for line in lines:
        read += 1
        problem = line.error
        if not problem:
            try:
                emit(one(line.record))
                continue
            except WrongUse as error:
                problem = str(error)
        failed += 1
        tell(f"line {line.number}: {problem}", WrongUse.exit_status)
    return read, failed
