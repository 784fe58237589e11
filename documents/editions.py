"""The edition of a report in English, statement by statement: a reference translation, never the canonical text.

`en.jsonl` holds one line a statement, `{"id", "zh", "en"}`. The `zh` of all lines, in order, is the canonical text,
exactly; so the lines are also where the statements are cut.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from documents.errors import BadReport

_ID = re.compile(r"[a-z0-9-]+/[0-9]+(?:\.[0-9]+)*/[0-9]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of the edition; `zh` includes the newlines behind it."""

    id: str
    zh: str
    en: str


def read(path: Path, text: str) -> tuple[Line, ...]:
    """The lines of the edition at `path`. Raises `BadReport` where they do not tile `text`, or an id is not one."""
    lines: list[Line] = []
    seen: set[str] = set()
    at = 0
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            record = json.loads(row)
            line = Line(*(str(record[key]) for key in ("id", "zh", "en")))
        except (ValueError, KeyError, TypeError) as error:
            raise BadReport(f"{path}, line {number} is not a statement ({error})", "mend or remove en.jsonl") from None
        if not text.startswith(line.zh, at) or not line.zh.strip():
            raise BadReport(f"{path}, line {number} ({line.id}) is not the text at {at}", "mend or remove en.jsonl")
        if not _ID.fullmatch(line.id) or line.id in seen:
            raise BadReport(
                f"{path}, line {number} has an unusable or repeated id, {line.id[:80]!r}",
                "mend or remove en.jsonl",
            )
        at += len(line.zh)
        seen.add(line.id)
        lines.append(line)
    if at != len(text):
        raise BadReport(f"{path} ends at {at} of {len(text)} characters", "mend or remove en.jsonl")
    return tuple(lines)
