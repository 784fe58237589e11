"""Canonical text -> section tree, with number paths, heading paths and scopes.

The shape is the genre's: parts (一、…, or a short line that names a year and a task), points （一）… that start
anew in each part, topics that open a paragraph with a short first sentence or stand on a line of their own. Paths
count them: `2.3.1` is part 2, point 3, topic 1; `2.3.0` and `2.0` are what stands before the first topic; `0.0` what
stands before the first part. Topics of a part without points are `1.1`, topics before the first point `1.0.1`.
A paragraph without a topic that follows topics has a number of its own and the headings above it. Appendices (附件,
名词解释) are parts, numbered on; the items 一、… of their lists are points.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from documents import headings
from documents.document import Scope, Section
from documents.headings import heading
from documents.scopes import paragraph_scope, part_scope


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
    part_scope: Scope | None = None
    pointed: bool = False  # whether the part has points
    numbered: bool = False  # whether they open with （一）
    inline: bool = False  # whether the open topic's heading and text share one paragraph
    greeted: bool = False  # whether the line before was 各位代表！ alone
    appendix: bool = False
    open: _Open | None = None

    def begin(self, offset: int, title: str | None) -> None:
        """Closes the open section at `offset` and opens the next one."""
        if self.open is not None:
            o = self.open
            self.done.append(Section(o.path, o.headings, o.scope, o.start, offset, o.titled))
        above = tuple(t for t in (self.part_title, self.point_title) if t)
        own = (title,) if title and title not in above else ()
        deep = self.point or (self.pointed and self.topic)
        numbers = [self.part, self.point, self.topic] if deep else [self.part, self.topic]
        path = ".".join(map(str, numbers))
        self.open = _Open(path, above + own, self.scope, offset, title is not None)

    def begin_part(self, offset: int, title: str, scope: Scope, lines: Sequence[str]) -> None:
        self.part, self.point, self.topic = self.part + 1, 0, 0
        self.part_title, self.point_title = title, ""
        self.part_scope = self.scope = scope
        self.numbered = any(map(headings.is_point, lines))
        self.pointed = self.numbered or any(map(headings.ordinal, lines))
        self.inline = self.greeted = False
        self.begin(offset, title)

    def begin_point(self, offset: int, title: str | None) -> None:
        self.point, self.topic, self.inline = self.point + 1, 0, False
        self.point_title = title or ""
        self.begin(offset, title)

    def begin_topic(self, offset: int, title: str | None, inline: bool = True) -> None:
        self.topic, self.inline = self.topic + 1, inline
        self.begin(offset, title)


def outline(text: str, year: int) -> tuple[Section, ...]:
    """The sections of a canonical `text`, tiling it in order. `year` is the year of the report's date.

    >>> [s.path for s in outline("一、2023年工作回顾\\n过去一年好。\\n——产业有新貌。增长5%。\\n", 2024)]
    ['1.0', '1.1']
    """
    lines = text.removesuffix("\n").split("\n") if text else []
    parts = headings.parts(lines)
    state = _Outline(year, Scope(year, year, "result"))
    offset = i = 0
    while i < len(lines):
        filled = _read_heading(state, lines, i, offset, parts)
        if not filled:
            _read_paragraph(state, lines[i], lines[i + 1] if i + 1 < len(lines) else "", offset)
            filled = 1
        offset += sum(len(line) + 1 for line in lines[i : i + filled])
        i += filled
    if state.open is None:
        return ()
    state.begin(len(text), None)
    return tuple(state.done)


def _read_heading(state: _Outline, lines: Sequence[str], i: int, offset: int, parts: dict[int, int]) -> int:
    """Begins a part or an appendix where line `i` is the heading of one; how many lines that heading fills, or 0."""
    if state.part and (filled := headings.appendix(lines, i)):
        state.appendix = True
        title = heading(" ".join(lines[i : i + filled]))
        state.begin_part(offset, title, Scope(state.year, state.year, "target"), ())
        return filled
    if not (filled := parts.get(i, 0)) or state.appendix:
        return 0
    title = heading("".join(lines[i : i + filled]))
    rest = lines[i + filled : min((j for j in parts if j > i), default=len(lines))]
    scope = part_scope(title, "".join(rest), state.year, first=state.part == 0)
    state.begin_part(offset, title, scope, rest)
    return filled


def _read_paragraph(state: _Outline, body: str, following: str, offset: int) -> None:
    if not state.part:
        if state.open is None:
            state.begin(offset, heading(body) if len(body) <= headings.LINE_CHARS else None)
    elif state.appendix:
        if title := headings.point(body) or headings.item(body):
            state.begin_point(offset, heading(title))
    else:
        greeted, state.greeted = state.greeted, headings.is_greeting(body)
        moved = _move(state, body)
        if title := headings.point(body) or ("" if state.numbered else headings.ordinal(body)):
            state.begin_point(offset, heading(title))
        elif title := headings.topic(body, following):
            state.begin_topic(offset, heading(title), inline=len(body) > len(title))
        elif state.point and moved is not None and headings.is_lead_in(body):
            state.begin_point(offset, None)  # the list that follows is the part's, not the point's
        elif moved or (not greeted and _stands_alone(state, body)):
            state.begin_topic(offset, None)


def _move(state: _Outline, body: str) -> bool | None:
    """Sets the scope that the paragraph names; None where it names none, else whether it differs from the one before.

    In a look back it holds until another is named; in a plan, for the paragraph.
    """
    assert state.part_scope is not None
    before = state.scope
    named = paragraph_scope(body, state.part_scope.kind, state.year)
    if named is not None or state.part_scope.kind == "target":
        state.scope = named or state.part_scope
    return None if named is None and state.scope == before else state.scope != before


def _stands_alone(state: _Outline, body: str) -> bool:
    """Whether a paragraph without a topic is a section: it follows a topic's paragraph, or turns to the audience."""
    return bool(state.topic and state.inline) or (bool(state.point or state.topic) and headings.is_address(body))


def heading_en(title: str) -> str:
    """An English heading as it is shown: without the final stop."""
    return title.strip().rstrip(".")
