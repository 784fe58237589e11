"""JSON lines in, JSON lines out: many questions in one run. A line that is wrong costs only itself."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from documents.errors import QinghaiQAError, WrongUse

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
    """The lines of a file, or of standard input where `path` is `-`. Raises `WrongUse` where it cannot be read."""
    try:
        text = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise WrongUse(
            f"{path} cannot be read ({error.strerror})", "name a file of JSON lines, or - for standard input"
        ) from None
    for number, raw in enumerate(text.removeprefix(b"\xef\xbb\xbf").splitlines(), start=1):
        if raw.strip():
            yield _line(number, raw)


def _line(number: int, raw: bytes) -> Line:
    try:
        record = json.loads(raw.decode("utf-8"))
    except ValueError as error:
        return Line(number, {}, f"not JSON in UTF-8 ({error})")
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
) -> int:
    """Emits one answer a line, in order, with the same id; returns how many lines failed. Those are told on stderr."""

    def one(record: dict[str, Any]) -> Any:
        asked = record.get("lang") or lang
        answer = answerer.ask(record["question"], record.get("history") or (), asked, report)
        return answer.with_id(record.get("id")).to_json()

    return _each(lines, one, emit)


def search_lines(lines: Iterable[Line], answerer: "Answerer", k: int, report: str | None, emit: Emit) -> int:
    """As `answer_lines`, with hits in place of answers."""

    def one(record: dict[str, Any]) -> Any:
        return {"id": record.get("id"), "hits": answerer.search(record["question"], k, report)}

    return _each(lines, one, emit)


def _each(lines: Iterable[Line], one: Callable[[dict[str, Any]], Any], emit: Emit) -> int:
    failed = 0
    for line in lines:
        problem = line.error
        if not problem:
            try:
                emit(one(line.record))
                continue
            except WrongUse as error:
                problem = str(error)
            except QinghaiQAError:
                raise
        failed += 1
        print(f"qinghai-qa: line {line.number}: {problem}", file=sys.stderr)
    return failed
