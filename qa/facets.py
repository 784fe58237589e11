"""Facets: the things to find for a question, one or several, each with its words, its kind and its period."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from documents.language import Language, detect
from index import scope
from qa.asking import Asks
from qa.content import Content
from qa.kinds import Want
from qa.question import Question
from qa.question import kind as asking_kind

SETTING = 0.3
"""What a word of the setting counts beside one of the sentence that asks: with 1 three questions fewer are answered right, with
0.1 as many (docs/log.md)."""
UNKNOWN = 0.999
"""A word of this weight is held by no statement."""

ContentOf = Callable[[str, Language], Content]
"""The content words of a text in a language."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing to find: the words to search for, those of them that are content, what a follow-up adds to these, what
    kind of thing it is, of which period."""

    text: str
    content: Content
    focus: Content
    asks: Asks
    want: Want
    wish: scope.Wish
    half: bool = False  # whether it asks of town or country
    elsewhere: float = 0.0  # how much it is like questions that no government's report answers, 0 to 1
    told: str = ""  # what was told just before, where something else is asked of the same time


def facets(question: Question, content_of: ContentOf, year: int) -> list[Facet]:
    """The things to find for a question: one, or one for each of its parts, or one for each period it compares."""
    language, text = question.spoken, question.search
    focus = content_of(question.focus, language) if question.focus else Content(())
    wish = wished(question, year)
    if both_periods(text, language, year) and not (question.focus and (wish.years or wish.kind)):
        content = content_of(text, language)
        asks: Asks = "figure" if question.asks == "list" and _HOW_MUCH.search(text) else question.asks
        want = wanted(question, text, asks)
        past, ahead = scope.Wish(frozenset({year - 1}), "result", 1.0), scope.Wish(frozenset({year}), "target", 1.0)
        return [Facet(text, content, focus, asks, want, w, asks_half(text)) for w in (past, ahead)]
    found = []
    for part in made_whole(question.parts, language, content_of):
        asks = question.asks if len(question.parts) == 1 else asking_kind(part, language)
        want = wanted(question, part.removeprefix(question.setting), asks)
        own = scope.wished(part, language, year) if len(question.parts) > 1 else wish
        when = own if own.years else wish  # a part that names no year is of the year of the others
        told = "" if scope.named_years(question.focus.lower(), year) else question.told
        content = content_of(part, language)
        if question.setting:
            content = content.lighter(content_of(question.asked, language), SETTING)
        found.append(Facet(part, content, focus, asks, want, when, asks_half(text), told=told))
    return found


def apart(facets: Sequence[Facet]) -> bool:
    """Whether they are parts of a question, each with words of its own; else one thing, or one in two periods."""
    return len({facet.text for facet in facets}) > 1


def made_whole(parts: Sequence[str], language: Language, content_of: ContentOf) -> list[str]:
    """The parts of a question, those that name nothing known with the part before: 打通哪两条高速？起点终点在哪儿？"""
    whole: list[str] = []
    for part in parts:
        known = any(word.weight < UNKNOWN for word in content_of(part, language).words)
        whole.append(part if known or not whole else f"{part} {whole[-1]}")
    return whole


def wanted(question: Question, part: str, asks: Asks) -> Want:
    """The kind of thing asked for by one part of the question."""
    if not question.focus:
        return Want.of(part, asks, question.spoken)
    earlier = question.search[len(question.focus) :]
    return Want.of(earlier, asks, detect(earlier)).after(question.focus, question.spoken)


def wished(question: Question, year: int) -> scope.Wish:
    """The period asked for: a follow-up's own where it names one, else that of the question before it."""
    if question.focus:
        own = scope.wished(question.focus, question.spoken, year)
        earlier = question.search[len(question.focus) :]
        before = scope.wished(earlier, detect(earlier), year)
        for step, pattern in _FROM_THERE[question.spoken]:
            if before.years and pattern.search(question.focus.lower()):
                return replace(own, years=frozenset(y + step for y in before.years))
        if own.years or own.firmness >= 1.0:
            return own
        if question.asks == "date" or not (before.years or before.firmness >= 1.0):
            return own  # when something was or will be is not a matter of the period spoken of before
        return before
    named = scope.named_years(question.search.lower(), year)
    told = named & {year - 1, year}
    if (
        len(named) > 1 and len(told) == 1
    ):  # of several years, or compared with another, the one that the report tells of
        return scope.Wish(told)
    if named and not told and years_joined(question.search):
        return scope.Wish(named)
    return scope.wished(question.search, question.spoken, year)


def years_joined(text: str) -> set[int]:
    """The years that a question joins by "and": it asks the same of each. Not those that it compares with.

    >>> sorted(years_joined("2022年和2023年GDP增速分别是多少")), sorted(years_joined("2023年GDP比2022年增长多少"))
    ([2022, 2023], [])
    """
    return {int(year) for match in _YEARS_JOINED.finditer(text) for year in re.findall(r"20\d\d", match.group())}


def both_periods(text: str, language: Language, year: int) -> bool:
    """Whether the question asks for the result and the target side by side.

    >>> both_periods("这两年的目标和完成情况", "zh", 2024), both_periods("2024年的目标", "zh", 2024)
    (True, False)
    """
    if {year - 1, year} <= scope.named_years(text.lower(), year):
        return True
    return bool(_BOTH[language].search(text.lower()))


def asks_half(text: str) -> bool:
    """Whether a text speaks of town or of country alone.

    >>> asks_half("农村居民人均可支配收入"), asks_half("全体居民人均可支配收入")
    (True, False)
    """
    return bool(_HALF.search(text)) and not _BOTH_HALVES.search(text)


_HALF = re.compile(
    r"城[镇市乡里]|农[村牧民]|乡[村下]|牧[区民]|村|\b(?:urban|rural|town|towns|cit(?:y|ies)|countryside|farm|herd|village)",
    re.I,
)
_BOTH_HALVES = re.compile(
    r"城乡|城[镇市里].{0,4}[农乡][村下里].{0,3}(?:都|一起|合|加)|全体|"
    r"\b(?:town|urban|cit(?:y|ies))s? and (?:country|rural|village)s?\b.{0,12}\b(?:together|combined|alike|overall)\b",
    re.I,
)
_YEARS_JOINED = re.compile(
    r"20\d\d年?(?:(?:[和与及跟、]|以及)20\d\d年?)+|\b20\d\d(?:(?:, | and |, and )(?:in |for )?20\d\d)+", re.I
)
_HOW_MUCH = re.compile(r"多少|(?<!哪)几|\bhow (?:much|many)\b")
_FROM_THERE: dict[Language, tuple[tuple[int, re.Pattern[str]], ...]] = {
    "zh": (
        (1, re.compile(r"次年|第二年|下一年|后一年|来年|明年")),
        (-1, re.compile(r"(?<![比较])(?:前一年|上一年)|再往前")),
    ),
    "en": (
        (1, re.compile(r"\b(?:following|next|coming|subsequent) year|\byear after\b")),
        (
            -1,
            re.compile(
                r"\b(?<!on the )(?<!from the )(?<!over the )(?<!than the )(?:(?:previous|preceding|prior) year|year before)\b"
            ),
        ),
    ),
}
"""Years counted from the one that the question before spoke of."""
_BOTH: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(
        r"(?:这|近|头)?两年|目标.{0,8}(?:和|与|跟|同|比).{0,8}(?:完成|实际|结果)|(?:完成|实际|结果).{0,8}(?:和|与|跟|同|比).{0,8}(?:目标|计划)|"
        r"(?:比|较|[和跟与同])(?:去年|上年|上一年)(?!同期)(?:的?.{0,8}比)?(?!.{0,8}(?:增长|上升|上涨|下降|提高|增加|[减涨升降][了少]?(?:多少|几))).{0,8}(?:[高低多少快慢大小]|怎么样|如何|差)"
    ),
    "en": re.compile(
        r"\b(?:both|the two|these two) years\b|\b(?:targets?|goals?|plan(?:ned|s)?)\b.{0,40}\b(?:result|achieved|actual|outcome|reached)"
        r"|\b(?:result|achieved|actual|outcome|reached)\b.{0,40}\b(?:targets?|goals?|planned)\b"
        r"|\b(?:higher|lower|more|less|fewer|bigger|larger|smaller)\b.{0,40}\b(?:than|compared with|compared to) (?:in )?last year"
    ),
}
