"""Reads the quantities of an English text. Use `documents.numbers.read`.

One regular expression finds where a numeral, number word, ordinal or date begins; `documents.english_measures` reads
what stands around it. Every pattern is bounded, so the time is linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Final

from documents.english_measures import (
    DIGITS,
    SCALE,
    WORD,
    ending,
    hedged,
    key_of,
    measured,
    patterns,
    share_units,
)
from documents.numerals import EN_ORDINALS, EN_TENS, digits, english, english_ordinal, roman
from documents.quantity import Quantity, QuantityKind, plain
from documents.units import STRICTNESS

_MONTHS: Final = "january february march april may june july august september october november december".split()
_MONTH: Final = "(?:" + "|".join(month.capitalize() for month in _MONTHS) + ")"
_AND: Final = r"(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=billion))[ ]and[ ]"
_WORDS: Final = (
    rf"\b(?:[Aa]n?[ ](?={SCALE}\b)|{WORD}\b(?:-{WORD}\b)?)"
    rf"(?:(?:{_AND}|[ -]?)(?:{WORD}|{SCALE})\b(?:-{WORD}\b)?){{0,8}}"
)
_ORDINAL: Final = rf"(?i:[0-9]{{1,3}}(?:st|nd|rd|th)|(?:(?:{'|'.join(EN_TENS)})-)?(?:{'|'.join(EN_ORDINALS)}))"
_CURRENCIES: Final = {
    "RMB": "yuan", "CNY": "yuan", "¥": "yuan", "US$": "usd", "USD": "usd", "$": "usd", "HK$": "hkd", "€": "eur",
}  # fmt: skip
_OWNED: Final = re.compile(r"(?:\b(?:the|an?|its|our|their|his|her|this|that)|['’]s?) [\"“‘]?$", re.IGNORECASE)
_PARTS: Final = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "tenth": 10,
}
_FACTORS: Final = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5}

_START: Final = rf"""
  (?P<plan>\b(?P<plan_n>{_ORDINAL})[ ]Five-Year[ ]Plan)
| (?P<years>(?<![\w.,])(?P<between>[Bb]etween[ ])?(?P<from>(?:19|20)[0-9]{{2}})
   (?:[ ]?[-–—][ ]?|[ ](?:to|until|through)[ ]|(?(between)[ ]and[ ]|(?!)))(?P<to>(?:19|20)[0-9]{{2}})(?!\w))
| (?P<decade>\b(?P<decade_n>[0-9]{{4}})[’']?s\b)
| (?P<date>\b(?:(?P<d0>[0-9]{{1,2}})[ ](?P<m0>{_MONTH})(?:,?[ ](?P<y0>[12][0-9]{{3}}))?
   |(?P<m1>{_MONTH})[ ](?P<d1>[0-9]{{1,2}})(?![0-9])(?:,[ ](?P<y1>[12][0-9]{{3}}))?
   |(?P<m2>{_MONTH})(?:,?[ ](?P<y2>[12][0-9]{{3}}))?)\b)
| (?P<plus>(?<![\w.])(?P<plus_1>[0-9]+)\+(?P<plus_2>[0-9]+|[NnXx])(?:\+[0-9NnXx]+){{0,4}})
| (?P<no>\bNos?\.[ ]?(?P<no_n>[0-9]+))
| (?P<money>(?<![A-Za-z])(?P<currency>RMB|CNY|US\$|USD|HK\$|[$¥€])[ ]?(?P<money_n>{DIGITS}))
| (?P<illness>\b[A-Z]{{4,12}}-[0-9]+)
| (?P<code>\b(?P<letters>[A-Za-z]{{1,8}}|[A-Z]{{1,8}}-)(?P<code_n>[0-9]+(?:\.[0-9]+)?))
| (?P<phase>\b(?:Class|Grade|Phase|Category|Type|Level|Stage)[ ](?P<phase_n>[IVX]{{1,5}}|[Ⅰ-Ⅻ]|[0-9]+|{WORD})\b)
| (?P<magnitude>\bmagnitude(?:[ ]of)?[ -](?P<magnitude_n>[0-9](?:\.[0-9])?))
| (?P<part>\b(?P<part_n>(?i:an?(?=[ ]\w+[ ]of[ ])|{WORD}))[ -](?P<whole>third|quarter|fifth|sixth|eighth|tenth)s?\b)
| (?P<half>\b(?<!first[ ])(?<!second[ ])(?:one[ -])?half(?=[ ](?:of|the|its|their)\b|[,.;]|[ ]and\b|$))
| (?P<factor>\b(?i:(?P<factor_n>doubl|tripl|trebl|quadrupl|quintupl)(?:ed|ing))\b)
| (?P<twice>\b(?i:(?P<twice_n>twice|double|triple))(?=[ ](?:as|the[ ](?:level|number|size|amount|average|rate))\b))
| (?P<fold>\b(?P<fold_n>{WORD})fold\b)
| (?P<ordinal>(?<!at[ ])\b(?P<nth>{_ORDINAL})\b(?![ ](?:of[ ]all|and[ ]foremost|time)\b|-(?:hand|class|rate|party|time))
   (?P<running>[ ](?:consecutive|straight|successive)[ ]year|[ ]year[ ](?:running|in[ ]a[ ]row))?
   (?P<jubilee>[ ]anniversary)?)
| (?P<digits>(?<![\w.])(?:{DIGITS}))
| (?P<words>{_WORDS})
"""


@cache
def _start() -> re.Pattern[str]:
    return re.compile(_START, re.VERBOSE)


def read_english(text: str) -> list[Quantity]:
    """All quantities of an English text, in order."""
    found: list[Quantity] = []
    position, start = 0, _start()
    while match := start.search(text, position):
        quantity = _read_at(text, match)
        position = match.end()
        if quantity is not None:
            found.append(replace(quantity, start=max(quantity.start, found[-1].end if found else 0)))
            position = max(position, quantity.end)
    return [plain(q) for q in share_units(text, found)]


def _read_at(text: str, m: re.Match[str]) -> Quantity | None:
    """The quantity that begins at a match of "start", or None where the words are no number."""

    def make(value: Decimal, unit: str = "", kind: QuantityKind = "quantity", high: Decimal | None = None) -> Quantity:
        return Quantity(value, high, unit, "", kind, m.start(), m.end())

    match m.lastgroup:
        case "plan":
            return make(english_ordinal(m["plan_n"]), "five-year-plan", "name")
        case "years":
            return make(digits(m["from"]), "year", "year", digits(m["to"]))
        case "decade":
            return make(digits(m["decade_n"]), "decade", "year")
        case "date":
            return _date(text, m)
        case "plus":
            high = digits(m["plus_2"]) if m["plus_2"].isdigit() else None
            return make(digits(m["plus_1"]), "plus", "name", high)
        case "no":
            return make(digits(m["no_n"]), "no", "name")
        case "illness":
            return None
        case "code":
            return make(digits(m["code_n"]), m["letters"].rstrip("-").upper(), "name")
        case "phase":
            number = m["phase_n"]
            value = (
                digits(number)
                if number.isdigit()
                else roman(number)
                if number[0] in "IVXⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
                else english(number)
            )
            return hedged(text, make(value, kind="rank"))
        case "magnitude":
            return hedged(text, make(digits(m["magnitude_n"]), "magnitude"))
        case "part":
            return hedged(text, make(100 * english(m["part_n"]) / _PARTS[m["whole"]], "%"))
        case "half":
            return hedged(text, make(Decimal(50), "%"))
        case "factor":
            return hedged(text, make(Decimal(_FACTORS[m["factor_n"].lower()] - 1), "times"))
        case "twice":
            return hedged(text, make(Decimal(3 if m["twice_n"].lower() == "triple" else 2), "multiple"))
        case "fold":
            return hedged(text, make(english(m["fold_n"]), "times"))
        case "ordinal" if m["nth"].lower() == "first" and _is_adverb(text, m):
            return None
        case "ordinal" if m["running"]:
            return make(english_ordinal(m["nth"]), "year", "duration")
        case "ordinal":
            return make(english_ordinal(m["nth"]), "anniversary" if m["jubilee"] else "", "ordinal")
        case "words":
            return _in_words(text, m)
        case "money":
            q = measured(text, make(digits(m["money_n"])))
            return replace(q, unit=_CURRENCIES[m["currency"]], kind="quantity")
        case _:
            return measured(text, make(digits(m[0])))


def _is_adverb(text: str, m: re.Match[str]) -> bool:
    """Whether "first" is no number: "was first built", but "the first", "ranks first," are."""
    owned = _OWNED.search(text, max(0, m.start() - 9), m.start())
    return owned is None and text[m.end() : m.end() + 1] not in (",", ".", ";")


def _date(text: str, m: re.Match[str]) -> Quantity | None:
    name = m["m0"] or m["m1"] or m["m2"]
    day, year = m["d0"] or m["d1"], m["y0"] or m["y1"] or m["y2"]
    lead = re.compile(r"\b(?:in|by|of|since|from|until|till|to|before|after|end-|late|early|mid-|every) ?$")
    if name == "May" and not (day or year) and not lead.search(text, max(0, m.start() - 8), m.start()):
        return None
    value, unit = Decimal(_MONTHS.index(name.lower()) + 1), "month"
    if day:
        value, unit = value * 100 + int(day), "month-day"
    if year:
        value, unit = value + int(year) * (10000 if day else 100), "date" if day else "year-month"
    return ending(text, Quantity(value, None, unit, "", "date", *m.span()))


def _in_words(text: str, m: re.Match[str]) -> Quantity | None:
    """Number words: "thirty-one", "a million"; "one" only before a unit, since it is a pronoun too."""
    words = m[0]
    value = english(words)
    if value == 0 or words.lower() in ("hundred", "thousand"):
        return None
    if words.lower() == "one":
        unit = patterns()["unit"].match(text, m.end())
        if unit is None or STRICTNESS[key_of(unit["unit"])[0]] not in ("strict", "time"):
            return None
    q = Quantity(value, None, "", "", "quantity", *m.span())
    if words[0].isupper() and re.compile("[ -][A-Z]").match(text, m.end()):
        return replace(q, kind="name")  # the Three Gorges, Ten Major Actions
    return measured(text, q)
