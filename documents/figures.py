"""The ledger of figures: every number of a report, what it is about, of which year, and where it stands.

Every numeral gets an entry; those that are no figures (dates, ordinals, names such as 青薯9号 and 1+9, specifications
such as 750千伏) are classed as such. The indicators are the report's own words, shortened by rules of the genre;
nothing is looked up by report. `documents.figure_search` finds and pairs the entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from documents import figure_english, periods
from documents.document import Document, Section, Statement
from documents.indicators import Carry, Direction, Measure, Named, name
from documents.numbers import read
from documents.periods import FigureKind
from documents.quantity import Hedge, Quantity, same

FigureClass = Literal["figure", "date", "ordinal", "name", "specification"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a report; ``document.text[start:end] == text``, the number with its unit and hedge.

    ``indicator`` is what it is about (居民消费价格), ``measure`` what is given of it (level, growth, share ...),
    ``direction`` of a growth "up" or "down". ``first_year`` and ``year`` are the first and last year it speaks of,
    ``kind`` whether it is a result, a target for the year, or part of a longer plan. ``text_en`` is the number in the
    English edition. Only entries of class "figure" have an indicator; see ``is_figure``.
    """

    indicator: str
    quantity: Quantity
    measure: Measure
    direction: Direction
    first_year: int
    year: int
    kind: FigureKind
    figure_class: FigureClass
    statement_id: str
    start: int
    end: int
    text: str
    indicator_en: str | None = None
    text_en: str | None = None

    @property
    def is_figure(self) -> bool:
        return self.figure_class == "figure"

    @property
    def value(self) -> Decimal:
        """In the unit's base: 455万亩 is 4550000."""
        return self.quantity.value

    @property
    def high(self) -> Decimal | None:
        """The upper end of a range, else None."""
        return self.quantity.high

    @property
    def unit(self) -> str:
        """A key of `documents.units`."""
        return self.quantity.unit

    @property
    def hedge(self) -> Hedge:
        return self.quantity.hedge


_STOPS: Final = frozenset("，。；：！？\n")
_ENDS: Final = frozenset("。；！？\n")
_OPEN, _CLOSE = "“‘（《〈【(", "”’）》〉】)"
_SPECIFIED: Final = frozenset(("kV", "kVA", "inch", "nm", "μm", "mm"))
_PROGRAMME: Final = re.compile(r"^[^，。；、]{0,8}?(?:行动|计划|规划|攻坚|方案|圈|疫情|普法|禁渔)")
_FIXED: Final = re.compile("^规定")  # 八项规定
_BEST: Final = re.compile("(?:全国|世界|全球|全省|西部|西北|国内|中部|东部|东北|沿海|位|居|排名|排|列)$")


def ledger(document: Document) -> list[Figure]:
    """Every numeral of ``document``, in order.

    >>> from documents.corpus import bundled
    >>> grown = next(f for f in ledger(bundled().documents[0]) if f.is_figure)
    >>> grown.indicator, str(grown.value), grown.unit, grown.measure, grown.year, grown.kind
    ('全省生产总值', '5.3', '%', 'growth', 2023, 'result')
    """
    return [figure for section in document.sections for figure in of_section(document, section)]


def of_section(document: Document, section: Section) -> Iterator[Figure]:
    """The numerals of one section of ``document``, in order; what is carried over is never carried past a section."""
    text, scope = document.text, section.scope
    places = _Places(tuple(s for s in document.statements if s.section.path == section.path))
    quantities = read(text[section.start : section.end], "zh")
    carry, period = Carry(), periods.of_scope(scope)
    for start, end in _clauses(text, section.start, section.end):
        offset = start - section.start
        inside = [
            replace(q, start=q.start - offset, end=q.end - offset)
            for q in quantities
            if offset <= q.start < end - section.start
        ]
        clause = text[start:end]
        period = periods.narrowed(period, clause, inside, scope, document.date.year)
        classes = [classify(clause, q) for q in inside]
        counted = [q for q, c in zip(inside, classes, strict=True) if c == "figure"]
        named, carry = name(clause, counted, carry) if counted else ([], carry)
        names = iter(named)
        for q, figure_class in zip(inside, classes, strict=True):
            n = next(names) if figure_class == "figure" else Named("", "level", "")
            moved = replace(q, start=start + q.start, end=start + q.end)
            where, text_en, indicator_en = places.look_up(moved, n.indicator)
            yield Figure(
                n.indicator, moved, n.measure, n.direction, period.first, period.last, period.kind, figure_class,
                where.id, moved.start, moved.end, clause[q.start : q.end], indicator_en, text_en,
            )  # fmt: skip
        if text[end - 1] in _ENDS:
            carry = Carry()
            period = period if text[end - 1] == "；" else periods.of_scope(scope)


class _Places:
    """The statements of a section, with the quantities of their English, each of which is given out once."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = statements
        self.english: dict[str, list[Quantity]] = {}
        self.given: dict[str, set[int]] = {s.id: set() for s in statements}

    def look_up(self, q: Quantity, indicator: str) -> tuple[Statement, str | None, str | None]:
        """The statement that holds ``q``, the number in English, and the indicator in English ("" stays None)."""
        where = next(s for s in self.statements if s.start <= q.start < s.end)
        if where.id not in self.english:
            self.english[where.id] = read(where.en, "en") if where.en else []
        there, given = self.english[where.id], self.given[where.id]
        free = [i for i, en in enumerate(there) if i not in given and same(q, en)]
        name_en = figure_english.from_glossary(indicator) if indicator else None
        if not free or where.en is None:
            return where, None, name_en
        given.add(free[0])
        found = there[free[0]]
        if indicator and name_en is None:
            name_en = figure_english.from_edition(where.en, there, free[0])
        return where, where.en[found.start : found.end], name_en


def classify(clause: str, q: Quantity) -> FigureClass:
    """What a numeral of a clause is: a figure, or part of a date, an order, a name, a specification.

    >>> [classify(line, read(line, "zh")[0]) for line in ("750千伏工程", "第二届论坛", "青薯9号", "三年行动", "8台")]
    ['specification', 'ordinal', 'name', 'specification', 'figure']
    """
    before, after = clause[: q.start], clause[q.end :]
    if q.kind in ("date", "year"):
        return "date"
    levels = not q.unit and clause[q.end - 1 : q.end] == "级"  # 市县乡三级
    if q.kind == "name" or levels or _FIXED.match(after) or _is_quoted(clause, q):
        return "name"
    if q.kind == "ordinal":
        return "figure" if clause[q.start] == "第" and _BEST.search(before) and _stands_alone(after) else "ordinal"
    if q.kind == "rank":
        known = clause[q.start] == "第" or (_stands_alone(after) and clause[q.start] in "ⅠⅡⅢⅣⅤⅥ")
        return "figure" if known else "ordinal"
    if q.kind == "duration" and after.startswith(("来", "以来", "间")):
        return "date"
    if q.unit != "%" and _is_attribute(clause[q.start : q.end], after):
        return "specification"
    if q.unit in _SPECIFIED or (q.kind == "duration" and _PROGRAMME.match(after)):
        return "specification"
    if not q.unit and re.match("[.．]", after) and not before.strip():
        return "ordinal"  # the number of a note
    return "figure"


def _is_attribute(number: str, after: str) -> bool:
    """Whether a number only says which kind of thing is meant: 亿元以上项目, 3000吨级, 万元GDP."""
    if after.startswith("级"):
        return True
    noun = after[:1].isalnum() and not after.startswith(("的", "和", "及"))
    return noun and (number.endswith("以上") or number[0] in "万亿")


def _stands_alone(after: str) -> bool:
    return not after or after[0] in "，。；、的"


def _is_quoted(clause: str, q: Quantity) -> bool:
    """Whether a number in characters stands in a quoted name: “碳达峰十大行动”."""
    opened = max(clause.rfind(mark, 0, q.start) for mark in "“《「")
    closed = max(clause.rfind(mark, 0, q.start) for mark in "”》」")
    return opened > closed and not any(c.isdigit() for c in clause[q.start : q.end])


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between commas and stops that stand outside quotes and brackets, each with its stop."""
    depth = 0
    for i in range(start, end):
        if text[i] in _OPEN:
            depth += 1
        elif text[i] in _CLOSE:
            depth = max(0, depth - 1)
        if text[i] == "\n":
            depth = 0
        if (text[i] in _STOPS and not depth) or i + 1 == end:
            yield start, i + 1
            start = i + 1
