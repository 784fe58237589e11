"""Canonical text -> section tree, with number paths, heading paths and scopes.

The shape is the genre's: parts (一、…, or a short line that names a year and a task), points （一）… that start
anew in each part, topics that open a paragraph with a short first sentence. Paths count them: `2.3.1` is part 2,
point 3, topic 1; `2.3.0` and `2.0` are what stands before the first topic; `0.0` what stands before the first part.
A paragraph without a topic that follows topics has a number of its own and the headings above it.
"""

import re
from dataclasses import dataclass, field

from documents.clean import DASHES
from documents.document import Kind, Scope, Section

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_PART = re.compile(rf"^第?{_NUMERAL}(?:、|部分[：:]?)\s*\S.{{1,38}}$")
_PART_UNNUMBERED = re.compile(
    r"^(?:(?:20\d\d年|今年|过去一年|过去五年|五年来|一年来|\d{4}年和过去五年)[^，。；：]{0,22}"
    r"(?:回顾|安排|任务|重点工作|主要工作|总体要求|目标|打算)|工作回顾|目标任务)。?$"
)
_POINT = re.compile(rf"^[（(]{_NUMERAL}[）)]")
_FIRST_SENTENCE = re.compile(r"^[^。！？；：!?]*。")
_ADDRESS = re.compile(r"^(?:各位代表|同志们)")
_DASHED = re.compile(rf"^[{DASHES}]{{1,3}}")
_YEAR = re.compile(r"(20\d\d)年")
_SPAN_BACK = re.compile(r"过去五年|五年来|这五年|本届政府任期")
_SPAN_AHEAD = re.compile(r"今后五年|未来五年|今后一个时期")

TOPIC_CHARS = 30
"""A topic is a first sentence no longer than this, without a comma; dashes before it allow one comma."""

LINE_CHARS = 40
"""A heading on a line of its own is no longer than this."""


@dataclass(slots=True)
class _Open:
    """The section being read."""

    path: str
    headings: tuple[str, ...]
    scope: Scope
    start: int
    titled: bool


@dataclass(slots=True)
class _Outline:
    year: int
    scope: Scope
    done: list[Section] = field(default_factory=list)
    part: int = 0
    point: int = 0
    topic: int = 0
    part_title: str = ""
    point_title: str = ""
    inline: bool = False  # whether the open topic's heading and text share one paragraph
    open: _Open | None = None

    def begin(self, offset: int, title: str | None) -> None:
        """Closes the open section at `offset` and opens the next one."""
        if self.open is not None:
            o = self.open
            self.done.append(Section(o.path, o.headings, o.scope, o.start, offset, o.titled))
        above = tuple(t for t in (self.part_title, self.point_title) if t)
        own = (title,) if title and title not in above else ()
        numbers = [self.part, self.point, self.topic] if self.point else [self.part, self.topic]
        path = ".".join(map(str, numbers))
        self.open = _Open(path, above + own, self.scope, offset, title is not None)


def outline(text: str, year: int) -> tuple[Section, ...]:
    """The sections of a canonical `text`, tiling it in order. `year` is the year of the report's date.

    >>> [s.path for s in outline("一、2023年工作回顾\\n过去一年好。\\n——产业有新貌。增长5%。\\n", 2024)]
    ['1.0', '1.1']
    """
    state = _Outline(year, Scope(year, year, "result"))
    offset = 0
    lines = text.splitlines(keepends=True)
    for i, line in enumerate(lines):
        body = line.rstrip("\n")
        following = lines[i + 1].rstrip("\n") if i + 1 < len(lines) else ""
        _read_line(state, body, following, offset)
        offset += len(line)
    if state.open is None:
        return ()
    state.begin(offset, None)
    return tuple(state.done)


def _read_line(state: _Outline, body: str, following: str, offset: int) -> None:
    if _is_part(body):
        state.part, state.point, state.topic = state.part + 1, 0, 0
        state.part_title, state.point_title = heading(body), ""
        state.scope = part_scope(body, state.year, state.scope if state.part > 1 else None)
        state.inline = False
        state.begin(offset, state.part_title)
    elif state.part and _POINT.match(body) and (title := _leading_title(body, 70)):
        state.point, state.topic, state.inline = state.point + 1, 0, False
        state.point_title = heading(title)
        state.begin(offset, state.point_title)
    elif state.part and (title := topic(body, following)):
        state.topic, state.inline = state.topic + 1, len(body) > len(title)
        state.begin(offset, heading(title))
    elif state.open is None:
        state.begin(offset, heading(body) if len(body) <= LINE_CHARS else None)
    elif state.topic and state.inline:
        state.topic += 1
        state.begin(offset, None)
    _look_at_span(state, body)


def _look_at_span(state: _Outline, body: str) -> None:
    """A paragraph that says it speaks of five years does, whatever its part says."""
    if state.open is None or not state.part:
        return
    first = body[:30]
    if state.scope.kind == "result" and _SPAN_BACK.search(first):
        state.open.scope = Scope(state.year - 5, state.year - 1, "result")
    elif _SPAN_AHEAD.search(first):
        state.open.scope = Scope(state.year, state.year + 4, "target")


def _is_part(body: str) -> bool:
    short = len(body) <= LINE_CHARS and not any(mark in body[:-1] for mark in "。；")
    return short and bool(_PART.match(body) or _PART_UNNUMBERED.match(body))


def _leading_title(body: str, longest: int) -> str:
    """The first sentence of `body`, or all of a short line without a full stop; "" where neither is short enough."""
    match = _FIRST_SENTENCE.match(body)
    title = match.group() if match else body
    return title if len(title) <= longest else ""


def topic(body: str, following: str) -> str:
    """The topic that opens this paragraph, or stands on this line for the paragraphs below; "" where there is none.

    >>> topic("——安全保障实现新加强。全省风险可控。", ""), topic("今年，增长5%。全部完成。", "")
    ('——安全保障实现新加强。', '')
    """
    if _ADDRESS.match(body) or (
        re.search(r"\d", body[:TOPIC_CHARS].split("。")[0]) and not _DASHED.match(body)
    ):
        return ""
    dashed = bool(_DASHED.match(body))
    title = _leading_title(body, TOPIC_CHARS + (15 if dashed else 0))
    if not title or title.count("，") > (1 if dashed else 0):
        return ""
    if title.endswith("。") and len(body) > len(title):
        return title
    alone = title == body and len(body) <= TOPIC_CHARS and body[-1] not in "：:！!？?；，"
    return title if alone and len(following) > 2 * len(body) and not _is_part(following) else ""


def heading(title: str) -> str:
    """A heading as it is shown: without dashes before it and the stop after it."""
    return _DASHED.sub("", title).strip().rstrip("。：:")


def part_scope(title: str, year: int, before: Scope | None) -> Scope:
    """The scope that a part's heading announces; `before` is the scope of the part before it.

    >>> part_scope("一、2023年工作回顾", 2024, None)
    Scope(first=2023, last=2023, kind='result')
    """
    years = [int(y) for y in _YEAR.findall(title)]
    back = bool(re.search(r"回顾|过去|来的|成就|完成情况", title))
    ahead = bool(re.search(r"目标|任务|安排|重点|要求|打算|计划|建设|今后|未来", title))
    kind: Kind = "result" if back or (not ahead and before is None) else "target"
    if _SPAN_BACK.search(title):
        return Scope(year - 5, year - 1, "result")
    if _SPAN_AHEAD.search(title):
        return Scope(year, year + 4, "target")
    if years:
        return Scope(min(years), max(years), kind)
    return Scope(year - 1, year - 1, kind) if kind == "result" else Scope(year, year, kind)


def heading_en(title: str) -> str:
    """An English heading as it is shown: without the final stop."""
    return title.strip().rstrip(".")
