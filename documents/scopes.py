"""Which years a part or a paragraph speaks of, and whether it looks back or ahead.

Years are relative to the year of the report's date, never to the clock: in a report of January 2024, 去年 is 2023.
"""

import re

from documents.document import Kind, Scope

_YEAR = re.compile(r"(20\d\d)年")
_BACK = re.compile(r"回顾|过去|[年以]来的?|成就|成绩|成效|完成情况|去年")
_AHEAD = re.compile(r"目标|任务|安排|重点|要求|打算|计划|部署|今后|未来|今年|奋斗|建议")
_SPAN_BACK = re.compile(r"过去[五5]年|[五5]年来|这[五5]年|本届政府任期|本届政府[五5]年")
_SPAN_AHEAD = re.compile(r"(?:今后|未来)[五5]年|今后一个时期")
_PLAN = re.compile(r"“?十([一二三四五六七八九])五”?(?:规划)?(?:时期|期间|以来|[和与及、]20)")
_PAST_YEAR = re.compile(r"^(?:各位代表[！!，：]?)?(?:过去一年|一年来)")
_ONE_YEAR = re.compile(r"^(?:各位代表[！!，：]?)?(?:过去一年|一年来|去年|全年)")

_ADDRESS = re.compile(r"^(?:各位代表[！!，：]?)?(?:回顾|回首|回望|总结|展望)?")
_OPENING = 10
"""A paragraph that speaks of a run of years says so within its first so many characters, behind `_ADDRESS`."""


def part_scope(title: str, text: str, year: int, first: bool) -> Scope:
    """The scope of a part with this heading and `text`; `first` where no part stands before it.

    >>> part_scope("一、2023年工作回顾", "", 2024, True), part_scope("二、牢记使命", "今年是关键一年。", 2024, False)
    (Scope(first=2023, last=2023, kind='result'), Scope(first=2024, last=2024, kind='target'))
    """
    if span := _span(title, year):
        return span
    years = [int(y) for y in _YEAR.findall(title)]
    if years:
        back = max(years) < year or (bool(_BACK.search(title)) and not _AHEAD.search(title))
        return Scope(min(years), max(years), "result" if back else "target")
    return _single(_looks(title, text, year, first), year)


def paragraph_scope(body: str, kind: Kind, year: int) -> Scope | None:
    """The scope that a paragraph of a part of this `kind` names for itself; None where it names none.

    >>> paragraph_scope("过去五年，我们攻坚克难。", "result", 2023)
    Scope(first=2018, last=2022, kind='result')
    """
    if kind == "result" and (_ONE_YEAR.match(body) or body.startswith(f"{year - 1}年")):
        return _single("result", year)
    if kind == "target" and _PAST_YEAR.match(body):
        return _single("result", year)
    if kind == "target" and body.startswith(("今年", f"{year}年")):
        return _single("target", year)
    span = _span(_ADDRESS.sub("", body, count=1)[:_OPENING], year)
    return span if span and span.kind == kind else None


def _span(text: str, year: int) -> Scope | None:
    """The run of years that `text` names: five years back or ahead, or those of a five-year plan."""
    if plan := _PLAN.search(text):
        first = 2011 + 5 * ("二三四五六七八九".find(plan[1]))
        return Scope(first, first + 4, "result" if first + 4 < year else "target")
    if _SPAN_BACK.search(text):
        return Scope(year - 5, year - 1, "result")
    if _SPAN_AHEAD.search(text):
        return Scope(year, year + 4, "target")
    return None


def _looks(title: str, text: str, year: int, first: bool) -> Kind:
    """Back or ahead: by the words of the heading, then by the years of the text, then by the part's place."""
    back, ahead = bool(_BACK.search(title)), bool(_AHEAD.search(title))
    if back != ahead:
        return "result" if back else "target"
    before = len(re.findall(rf"{year - 1}年|去年|一年来|过去一年", text))
    now = len(re.findall(rf"{year}年|今年|明年", text))
    if first and before != now:
        return "result" if before > now else "target"
    return "result" if first else "target"


def _single(kind: Kind, year: int) -> Scope:
    at = year - 1 if kind == "result" else year
    return Scope(at, at, kind)
