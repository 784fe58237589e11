"""What amounts a text states, and which one a question asks for.

A question for a number of kilometres is answered where kilometres are counted. A preference like `index.scope`, and as
little a filter: `fit` is 1 where the unit asked for stands, less where only some other number does.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from documents.language import Language
from documents.numbers import read
from documents.units import EN_UNITS, STRICTNESS, ZH_UNITS

GROWTH = frozenset({"%", "pp", "times", "multiple"})
TIMES = frozenset(key for key, strictness in STRICTNESS.items() if strictness == "time")
COUNTS = frozenset(key or "number" for key, kind in STRICTNESS.items() if kind in ("count", "soft")) | {"household"}
ANY: frozenset[str] = frozenset({"any"})
RELATED, OTHER = 0.8, 0.5
"""Fit of a count of other things than those asked for, and of any other number."""

_ASKING_ZH = re.compile(r"(?:多少|(?<![十百哪这那好])几)(?![年乎经])")
_SCALE_ZH = re.compile(r"[十百千万亿个]*")
_GROWTH_ZH = re.compile(
    r"(?:增长|上涨|下降|提高|增加|涨|降|升|减少|扩大)[了到至幅]?(?:多少|几)(?!个?[亩人户家吨座项])|[增涨降]幅|增速|百分之几|几个百分点"
)
_SHARE_ZH = re.compile(r"比例|占比|比重|占.{0,6}(?:多少|几成|几)|[^效]率(?:是|为|达|要|有|多|能|会|$|？|\?)|几成")
_TIME_ZH = re.compile(r"多久|多长时间|几(?:天|周|小时|个月|分钟|年时间)|多少(?:天|小时|个月|分钟|个工作日)")
_SIZE_ZH = re.compile(r"多少|多大|多高|多长|多远|规模|第几|(?<![十百哪这那好])几(?=[个家项座条处人户万亿])")
_MONEY_ZH = re.compile(r"多少(?:钱|资金)|花[了费]多少|值多少|[金余]额|多少(?:万|亿)?元")

_ASKING_EN = re.compile(
    r"\bhow many((?: (?!(?:is|are|was|were|did|do|does|has|have|had|will|would|can|this|in|to|at|for|by|on) )"
    r"[a-z-]+){1,5})"
)
_GROWTH_EN = re.compile(
    r"\b(?:how (?:much|fast|quickly|strongly|far)|by what|by how|how many times|what (?:was|is|were|are) the)\b.*"
    r"\b(?:grow|grew|growth|increas|rise|rose|risen|climb|jump|fall|fell|declin|drop|expand|up|down|faster)"
)
_SHARE_EN = re.compile(r"\b(?:share|percent|percentage|proportion|fraction|rate|ratio|per cent)\b")
_TIME_EN = re.compile(r"\bhow (?:long|soon|quickly|many (?:days|weeks|months|hours|minutes|years))\b")
_MONEY_EN = re.compile(
    r"\bhow much (?:money|funding|investment|capital|tax)|\bcosts?\b|\bworth\b|\bvalue of\b|\bspent\b|\bbalance\b"
)
_SIZE_EN = re.compile(
    r"\b(?:how (?:many|much|large|big|high|wide|great)|what (?:was|is|were|are) the (?:\w+ )*"
    r"(?:area|size|output|total|number|amount|length|value|capacity|mileage|target|figure|volume))\b"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """Units asked for, of `documents.units`; `ANY` for some number; none where no amount is asked for."""

    units: frozenset[str] = frozenset()

    def fit(self, stated: Set[str]) -> float:
        """How well a text that states these units answers, 0..1; 0 where no amount is asked for.

        >>> Amount(frozenset({"km"})).fit({"km", "%"}), Amount(frozenset({"km"})).fit({"%"}), Amount().fit({"%"})
        (1.0, 0.5, 0.0)
        """
        if not self.units or not stated:
            return 0.0
        if self.units == ANY or self.units & stated:
            return 1.0
        return RELATED if self.units & COUNTS and stated & COUNTS else OTHER


def asked(question: str, language: Language) -> Amount:
    """The amount that a plain question asks for.

    >>> asked("新建了多少公里农村公路？", "zh").units, asked("How many kilometres of roads were built?", "en").units
    (frozenset({'km'}), frozenset({'km'}))
    """
    return Amount(_chinese(question) if language == "zh" else _english(question.lower()))


def stated(text: str, language: Language) -> frozenset[str]:
    """The units of the amounts in a text; `number` for a bare one.

    >>> sorted(stated("新建农村公路3600公里，增长4.7%", "zh"))
    ['%', 'km']
    """
    return frozenset(q.unit or "number" for q in read(text, language) if q.kind in ("quantity", "duration"))


def _chinese(text: str) -> frozenset[str]:
    if _MONEY_ZH.search(text):
        return frozenset({"yuan"})
    if _TIME_ZH.search(text):
        return TIMES
    if _GROWTH_ZH.search(text):
        return GROWTH
    for match in _ASKING_ZH.finditer(text):
        rest = text[match.end() : match.end() + 8]
        scale = _SCALE_ZH.match(rest)
        # 多少千瓦 and 几个百分点 are units as they stand, 多少万亩 and 几个县 are behind a scale.
        for start in range(scale.end() + 1 if scale else 1):
            for end in range(min(len(rest), start + 6), start, -1):
                if rest[start:end] in ZH_UNITS and rest[start:end] != "个":
                    return frozenset({ZH_UNITS[rest[start:end]][0]})
    if _SHARE_ZH.search(text):
        return frozenset({"%"})
    return ANY if _SIZE_ZH.search(text) else frozenset()


def _english(text: str) -> frozenset[str]:
    if _MONEY_EN.search(text):
        return frozenset({"yuan"})
    if _TIME_EN.search(text):
        return TIMES
    match = _ASKING_EN.search(text)
    if match:
        words = match.group(1).split()
        for start in range(len(words)):
            for end in range(min(len(words), start + 3), start, -1):
                unit = EN_UNITS.get(" ".join(words[start:end]))
                if unit:
                    return frozenset({unit[0]})
        return COUNTS
    if _SHARE_EN.search(text):
        return frozenset({"%"})
    if _GROWTH_EN.search(text):
        return GROWTH
    return ANY if _SIZE_EN.search(text) else frozenset()
