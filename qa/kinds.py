"""What kind of thing a question wants, and whether a text holds it: a figure, of which unit, or a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from documents import numbers
from documents.language import Language
from qa.asking import Asks
from qa.content import stems

_UNIT_ZH = re.compile(r"(?:多少|几)(?:个)?([\u4e00-\u9fff]{1,4})")
_UNIT_EN = re.compile(r"how many (?:(?:new|more|extra|additional|national|such|of the) )*((?:[a-z-]+ ?){1,3})")
_CHANGE_ZH = re.compile(r"增长|增速|增幅|涨|降|增加了?多少|提高|上升|下滑|减少|变化")
_CHANGE_EN = re.compile(r"\b(?:grow|grew|growth|increase|rise|rose|fell|fall|decline|change|up|down|climb|jump|faster?|rate)\w*\b")
_SHARE_ZH = re.compile(r"比例|占比|占(?:了)?(?:全|多|几|总)|比重|百分之|率是?多少|几成")
_SHARE_EN = re.compile(r"\b(?:share|proportion|percentage|percent|fraction|rate)\b")
_WHEN = re.compile(r"[年月日]|之前|以前|年内|提前|年底|连夜|期间|第一时间")
_RATES = frozenset({"%", "pp", "times", "multiple"})


@dataclass(frozen=True, slots=True)
class Want:
    """The kind asked for; `units` are the units that would do, empty where any would."""

    asks: Asks
    units: frozenset[str] = frozenset()

    @classmethod
    def of(cls, text: str, asks: Asks, language: Language) -> Want:
        """What `text` wants.

        >>> sorted(Want.of("新增了多少亩？", "figure", "zh").units), sorted(Want.of("What share?", "figure", "en").units)
        (['mu'], ['%', 'multiple', 'pp', 'times'])
        """
        if asks not in ("figure", "compare"):
            return cls(asks)
        units: set[str] = set()
        words = text.lower()
        if language == "zh":
            for match in _UNIT_ZH.finditer(text):
                units.update(_units_of(match.group(1)))
            if not units and (_CHANGE_ZH.search(text) or _SHARE_ZH.search(text)):
                units.update(_RATES)
        else:
            for match in _UNIT_EN.finditer(words):
                units.update(q.unit for q in numbers.read("3 " + match.group(1), "en") if q.unit)
            if not units and not re.search(r"how (?:many|much|large|big)", words):
                if _CHANGE_EN.search(words) or _SHARE_EN.search(words):
                    units.update(_RATES)
        return cls(asks, frozenset(units))

    def met_by(self, text: str) -> tuple[bool, bool]:
        """(the kind is there, it is there in the unit asked for), for a Chinese text."""
        if self.asks == "date":
            return any(q.kind in ("date", "year", "duration") for q in quantities(text)) or bool(_WHEN.search(text)), False
        if self.asks not in ("figure", "compare"):
            return False, False
        held = [q for q in quantities(text) if q.kind in ("quantity", "rank", "duration")]
        return bool(held), bool(self.units) and any(q.unit in self.units for q in held)

    def met_by_english(self, text: str) -> bool:
        return self.asks in ("figure", "date", "compare") and bool(re.search(r"\d|\bpercent\b", text))


def _units_of(words: str) -> set[str]:
    """The units that the characters after 多少 or 几 may begin with: 万亩的 -> {"mu"}."""
    for size in range(len(words), 0, -1):
        read = numbers.read("3" + words[:size], "zh")
        if len(read) == 1 and read[0].unit and read[0].end == size + 1:
            return {read[0].unit}
    return set()


@lru_cache(maxsize=8192)
def quantities(text: str) -> tuple[numbers.Quantity, ...]:
    return tuple(numbers.read(text, "zh"))


@lru_cache(maxsize=8192)
def english_stems(text: str) -> tuple[str, ...]:
    return tuple(stems(text)) if text else ()
