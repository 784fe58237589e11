"""Reads the quantities of a Chinese text. Use `documents.numbers.read`.

One regular expression finds where a numeral begins; `documents.chinese_measures` reads what stands around it. Every
pattern is bounded, so the time is linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Final

from documents.chinese_measures import (
    DASH,
    DIGITS,
    MEASURE,
    NUMERAL,
    SPACE,
    TENTHS,
    hedged,
    measured,
    number,
    patterns,
    share_units,
)
from documents.numerals import ZH_NUMERAL, chinese, digits, roman
from documents.quantity import Quantity, QuantityKind, plain
from documents.units import STRICTNESS, ZH_UNITS

_START: Final = rf"""
  (?P<note>[［\[](?P<note_n>[0-9]{{1,3}})[］\]])
| (?P<plan>(?:十[一二三四五六七八九]|[六七八九](?=五[”"]?(?:普法|规划|计划|时期|期间)))五)
| (?P<years>(?<![0-9])(?P<from>[12][0-9]{{3}}){SPACE}年?{SPACE}{DASH}{SPACE}(?P<to>[12][0-9]{{3}}){SPACE}年)
| (?P<date>(?<![0-9])(?:(?P<year_of>[12][0-9]{{3}}|[一二][{ZH_NUMERAL}]{{3}}){SPACE}年{SPACE})?
    (?P<month>[0-9]{{1,2}}|十[一二]?|[一二三四五六七八九]){SPACE}月(?!球|亮|嫂)份?
    (?:{SPACE}(?P<day>[0-9]{{1,2}}|[一二三]?十?[一二三四五六七八九十]){SPACE}日)?)
| (?P<decade>(?:(?P<century>[0-9]{{2}}){SPACE}世纪{SPACE})?(?P<decade_n>[0-9]{{4}}|[0-9]{{2}}|[二三四五六七八九]十){SPACE}年代)
| (?P<year>(?<![0-9])(?P<year_n>(?:1[0-9]|20)[0-9]{{2}}|[一二][零〇一二三四五六七八九]{{3}}){SPACE}年(?!代))
| (?P<ordinal>第{SPACE}(?P<nth>{NUMERAL}){SPACE}(?:位(?!移)|名(?!录|额))?)(?!时间|产业|方)
| (?P<head>首[个届批家条座台部例架艘款项所支颗])
| (?P<congress>(?P<congress_n>[二三]十[一二三四五六七八九]?|十[一二三四五六七八九])大(?!类|项|行))
| (?P<plenum>(?P<plenum_n>[一二三四五六七])中(?=(?:、[一二三四五六七]中)?全会))
| (?P<session>(?P<session_n>[一二三四五六七八九十]{{1,2}})次(?=(?:、[一二三四五六七八九十]{{1,2}}次){{0,4}}(?:全会|全体会议)))
| (?P<plus>(?P<plus_1>[0-9]+)[+＋](?P<plus_2>[0-9]+|[NXnx])(?:[+＋][0-9NXnx]+){{0,4}})
| (?P<code>(?P<letters>[A-Za-z]{{1,8}})-?(?P<code_n>[0-9]+(?:\.[0-9]+)?)(?![0-9]))
| (?P<roman>(?P<roman_n>[Ⅰ-Ⅻ])[类级型期]?)
| (?P<share>(?P<base>[百千])分之{SPACE}(?P<share_n>{NUMERAL}))
| (?P<part>(?P<whole>{NUMERAL})分之{SPACE}(?P<part_n>{NUMERAL}))
| (?P<slash>(?<![0-9./])(?P<over>[0-9]{{1,2}})/(?P<under>[1-9][0-9]?)(?![0-9./]))
| (?P<half>过半|一半|半数)
| (?P<fold>翻(?:了)?(?P<fold_n>[一两三四])?番)
| (?P<digits>{DIGITS})
| (?P<numeral>[{ZH_NUMERAL}]{{1,24}})
"""


@cache
def _starts() -> dict[str, re.Pattern[str]]:
    return {
        "start": re.compile(_START, re.VERBOSE),
        "measure": re.compile(f"{SPACE}(?:[多余]?(?:{MEASURE}|{TENTHS})|[多余]|以上|左右)"),
        "alone": re.compile(r"[，。；”]|$"),
    }


def read_chinese(text: str) -> list[Quantity]:
    """All quantities of a Chinese text, in order."""
    found: list[Quantity] = []
    position, start = 0, _starts()["start"]
    while match := start.search(text, position):
        quantity = _read_at(text, match)
        position = match.end()
        if quantity is not None:
            found.append(replace(quantity, start=max(quantity.start, found[-1].end if found else 0)))
            position = max(position, quantity.end)
    return [plain(q) for q in share_units(text, found)]


def _read_at(text: str, m: re.Match[str]) -> Quantity | None:
    """The quantity that begins at a match of "start", or None where the characters are no number."""

    def make(value: Decimal, unit: str = "", kind: QuantityKind = "quantity", high: Decimal | None = None) -> Quantity:
        return Quantity(value, high, unit, "", kind, m.start(), m.end())

    match m.lastgroup:
        case "note":
            return make(digits(m["note_n"]), "note", "name")
        case "plan":
            return make(chinese(m["plan"][:-1]), "five-year-plan", "name")
        case "years":
            return _dated(text, make(digits(m["from"]), "year", "year", digits(m["to"])))
        case "decade":  # 20世纪90年代
            century = (int(m["century"]) - 1) * 100 if m["century"] else 0
            return make(number(m["decade_n"]) + century, "decade", "year")
        case "year":
            return _dated(text, make(number(m["year_n"]), "year", "year"))
        case "date":
            return _date(text, m)
        case "ordinal":
            kind: QuantityKind = "rank" if m[0].endswith(("位", "名")) else "ordinal"
            return make(number(m["nth"]), kind=kind)
        case "head":
            return make(Decimal(1), kind="ordinal")
        case "congress" | "plenum" | "session" as name:
            return make(chinese(m[f"{name}_n"]), kind="ordinal")
        case "plus":
            high = digits(m["plus_2"]) if m["plus_2"].isdigit() else None
            return make(digits(m["plus_1"]), "plus", "name", high)
        case "code":
            return make(digits(m["code_n"]), m["letters"].upper(), "name")
        case "roman":
            return hedged(text, make(roman(m["roman_n"]), kind="rank"))
        case "share":
            return hedged(text, make(number(m["share_n"]) / (1 if m["base"] == "百" else 10), "%"))
        case "part":
            return hedged(text, make(100 * number(m["part_n"]) / number(m["whole"]), "%"))
        case "slash":
            return hedged(text, make(100 * digits(m["over"]) / digits(m["under"]), "%"))
        case "half":
            half = hedged(text, make(Decimal(50), "%"))
            return replace(half, hedge="over") if m["half"] == "过半" else half
        case "fold":
            return hedged(text, make(Decimal(2) ** int(chinese(m["fold_n"] or "一")) - 1, "times"))
        case "numeral" if not _is_number(text, m):
            return None
        case _:
            return measured(text, m)


def _is_number(text: str, m: re.Match[str]) -> bool:
    """Whether characters like 十, 三, 一, 千万 stand for a number here: 三批 and 千亿元 do, 一批, 三江源, 千万工程 do not."""
    word, start, end = m[0], *m.span()
    before = text[start - 1 : start]
    if before in ("几", "数", "第") or any(c in "零〇" for c in word):
        return False
    digits_only = all(c not in "十百千万亿" for c in word)
    if word == "一":
        return re.compile("[倍成]").match(text, end) is not None and bool(_starts()["measure"].match(text, end))
    if digits_only and len(word) > 1:
        return False
    if word[0] in "两三四五六七八九十" and patterns()["quoted"].search(text, max(0, start - 14), start):
        return True
    if all(c in "百千万亿" for c in word):
        unit = patterns()["unit"].match(text, end)
        strict = unit is not None and unit["unit"] != "方" and STRICTNESS[ZH_UNITS[unit["unit"]][0]] == "strict"
        hedged = patterns()["before"].search(text, max(0, start - 4), start) is not None
        return strict or hedged or (len(word) > 1 and word[-1] == "亿" and text.startswith("级", end))
    if _starts()["measure"].match(text, end):
        return True
    return len(word) > 1 and before not in ("（", "\n", "") and _starts()["alone"].match(text, end) is not None


def _date(text: str, m: re.Match[str]) -> Quantity | None:
    month = number(m["month"])
    if not 1 <= month <= 12:
        return None
    value, unit = month, "month"
    if m["day"]:
        value, unit = month * 100 + number(m["day"]), "month-day"
    if m["year_of"]:
        value += number(m["year_of"]) * (10000 if m["day"] else 100)
        unit = "date" if m["day"] else "year-month"
    return _dated(text, Quantity(value, None, unit, "", "date", *m.span()))


def _dated(text: str, q: Quantity) -> Quantity:
    """A date with 底 and 前 after it: 12月底前 is ``month-end``, at most."""
    tail = re.compile(f"{SPACE}(底|末)?(?:之前|以前|前(?!三|所|期|后|列|沿|瞻|端|景)){SPACE}|{SPACE}(?:底|末)").match(
        text, q.end
    )
    if tail is None:
        return q
    ends = "底" in tail[0] or "末" in tail[0]
    unit = "month-end" if ends and q.unit == "month" else q.unit
    return replace(
        q,
        unit=unit,
        hedge="at_most" if "前" in tail[0] else "",
        end=q.start + len(text[q.start : tail.end()].rstrip()),
    )
