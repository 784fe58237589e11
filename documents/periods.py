"""Which years a figure speaks of, and whether it is a result, a target, or part of a longer plan.

The section's scope decides, unless the words before the figure name another year (到2027年, 去年, “十五五”).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from documents.document import Scope
from documents.quantity import Quantity

FigureKind = Literal["result", "target", "plan"]

_BASE: Final = re.compile(r"(?:比|较|与|同|相比|相较)$")  # 比2020年增长: the year is what is compared with
_PLAN_BEGINS: Final = 1951  # the n-th five-year plan begins in 1951 + 5n: the 14th in 2021
_RELATIVE: Final = re.compile("去年|上年(?!同期)|今年|明年")
_OFFSET: Final = {"去年": -1, "上年": -1, "今年": 0, "明年": 1}


@dataclass(frozen=True, slots=True)
class Period:
    """First and last year, and the kind."""

    first: int
    last: int
    kind: FigureKind


def of_scope(scope: Scope) -> Period:
    """The period of a section: a target over several years is a longer plan."""
    longer = scope.kind == "target" and scope.last > scope.first
    return Period(scope.first, scope.last, "plan" if longer else scope.kind)


def narrowed(period: Period, clause: str, named: Sequence[Quantity], scope: Scope, year: int) -> Period:
    """The period that a clause's own words give, else ``period``.

    ``named`` are the years and plans read in the clause (offsets are the clause's), ``year`` is that of the report.

    >>> from documents.numbers import read
    >>> clause = "到2027年产值达到1000亿元"
    >>> narrowed(Period(2024, 2024, "target"), clause, read(clause, "zh"), Scope(2024, 2024, "target"), 2024)
    Period(first=2027, last=2027, kind='plan')
    """
    for q in named:
        if q.kind == "year" and q.unit == "year" and not _is_base(clause, q):
            first, last = int(q.value), int(q.high or q.value)
            if clause.startswith(("以来", "以后"), q.end):
                last = max(first, period.last)
            period = _kind(first, last, scope, year)
        elif q.unit == "five-year-plan" and scope.kind == "target" and _sets_period(clause, q):
            first = _PLAN_BEGINS + 5 * int(q.value)
            period = Period(first, first + 4, "plan")
        elif q.unit == "five-year-plan" and clause.startswith(("以来", "”以来"), q.end):
            period = Period(_PLAN_BEGINS + 5 * int(q.value), scope.last, "result")
    relative = _RELATIVE.search(clause)
    if relative is not None and not _BASE.search(clause[: relative.start()]):
        there = year + _OFFSET[relative[0]]
        period = _kind(there, there, scope, year)
    return period


def _is_base(clause: str, q: Quantity) -> bool:
    return bool(_BASE.search(clause[: q.start])) or clause.startswith(("相比", "为基期", "年初"), q.end)


def _sets_period(clause: str, q: Quantity) -> bool:
    """Whether a plan is the time of what follows (“十五五”时期, “十四五”末) and not the name of a document."""
    return bool(re.compile("”?(?:时期|期间|末|以来)").match(clause, q.end))


def _kind(first: int, last: int, scope: Scope, year: int) -> Period:
    if last < year:
        return Period(first, last, "result")
    if scope.kind == "result":
        return Period(first, last, "result" if last <= scope.last else "plan" if last > year else "target")
    return Period(first, last, "plan" if last > scope.last or first != last else "target")
