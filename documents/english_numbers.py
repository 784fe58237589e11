"""Reads the quantities of an English text. Use `documents.numbers.read`.

One regular expression finds where a numeral, number word, ordinal or date begins; then scale, unit and hedge are read
around it. A unit may stand a few words on ("40,000 farming households", "11 consecutive years"). Every pattern is
bounded, so the time is linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Final

from documents.numerals import EN_ORDINALS, EN_TENS, EN_WORDS, digits, english, english_ordinal, roman
from documents.quantity import Hedge, Quantity, QuantityKind, plain
from documents.units import EN_UNITS, SCALES_EN, STRICTNESS

_MONTHS: Final = (
    "january february march april may june july august september october november december".split()
)
_MONTH: Final = "(?:" + "|".join(month.capitalize() for month in _MONTHS) + ")"
_D: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_WORD: Final = "(?i:" + "|".join([*sorted(EN_WORDS, key=len, reverse=True), "hundred"]) + ")"
_SCALE: Final = "(?i:" + "|".join(SCALES_EN) + ")"
_AND: Final = r"(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=billion))[ ]and[ ]"
_WORDS: Final = (
    rf"\b(?:[Aa]n?[ ](?={_SCALE}\b)|{_WORD}\b(?:-{_WORD}\b)?)"
    rf"(?:(?:{_AND}|[ -]?)(?:{_WORD}|{_SCALE})\b(?:-{_WORD}\b)?){{0,8}}"
)
_ORDINAL: Final = rf"(?i:[0-9]{{1,3}}(?:st|nd|rd|th)|(?:(?:{'|'.join(EN_TENS)})-)?(?:{'|'.join(EN_ORDINALS)}))"
_PARTS: Final = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
_FACTORS: Final = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5}
_DASH: Final = r"(?:[ ]?[-–—~][ ]?|[ ]to[ ])"

_START: Final = rf"""
  (?P<plan>\b(?P<plan_n>{_ORDINAL})[ ]Five-Year[ ]Plan)
| (?P<years>(?<![\w.,])(?P<from>(?:19|20)[0-9]{{2}})[ ]?[-–—][ ]?(?P<to>(?:19|20)[0-9]{{2}})(?!\w))
| (?P<date>\b(?:(?P<d0>[0-9]{{1,2}})[ ](?P<m0>{_MONTH})(?:,?[ ](?P<y0>[12][0-9]{{3}}))?
   |(?P<m1>{_MONTH})[ ](?P<d1>[0-9]{{1,2}})(?![0-9])(?:,[ ](?P<y1>[12][0-9]{{3}}))?
   |(?P<m2>{_MONTH})(?:,?[ ](?P<y2>[12][0-9]{{3}}))?)\b)
| (?P<plus>(?<![\w.])(?P<plus_1>[0-9]+)\+(?P<plus_2>[0-9]+|[NnXx])(?:\+[0-9NnXx]+){{0,4}})
| (?P<no>\bNos?\.[ ]?(?P<no_n>[0-9]+))
| (?P<money>(?<![A-Za-z])(?P<currency>RMB|CNY|US\$|USD|HK\$|[$¥€])[ ]?(?P<money_n>{_D}))
| (?P<illness>\b[A-Z]{{4,12}}-[0-9]+)
| (?P<code>\b(?P<letters>[A-Za-z]{{1,8}}|[A-Z]{{1,8}}-)(?P<code_n>[0-9]+(?:\.[0-9]+)?))
| (?P<phase>\b(?:Class|Grade|Phase|Category|Type|Level|Stage)[ ](?P<phase_n>[IVX]{{1,5}}|[Ⅰ-Ⅻ]|[0-9]+|{_WORD})\b)
| (?P<magnitude>\bmagnitude(?:[ ]of)?[ -](?P<magnitude_n>[0-9](?:\.[0-9])?))
| (?P<part>\b(?P<part_n>(?i:an?(?=[ ]\w+[ ]of[ ])|{_WORD}))[ -](?P<whole>third|quarter|fifth|sixth|eighth|tenth)s?\b)
| (?P<half>\b(?<!first[ ])(?<!second[ ])(?:one[ -])?half(?=[ ](?:of|the|its|their)\b|[,.;]|[ ]and\b|$))
| (?P<factor>\b(?i:(?P<factor_n>doubl|tripl|trebl|quadrupl|quintupl)(?:ed|ing))\b)
| (?P<twice>\b(?i:(?P<twice_n>twice|double|triple))(?=[ ](?:as|the[ ](?:level|number|size|amount|average|rate))\b))
| (?P<fold>\b(?P<fold_n>{_WORD})fold\b)
| (?P<ordinal>(?<!at[ ])\b(?P<nth>{_ORDINAL})\b(?![ ](?:of[ ]all|and[ ]foremost|time)\b|-(?:hand|class|rate|party|time))
   (?P<running>[ ](?:consecutive|straight|successive)[ ]year|[ ]year[ ](?:running|in[ ]a[ ]row))?
   (?P<jubilee>[ ]anniversary)?)
| (?P<digits>(?<![\w.])(?:{_D}))
| (?P<words>{_WORDS})
"""
_BEFORE: Final[tuple[tuple[Hedge, str], ...]] = (
    ("at_most", r"(?:no|not) (?:more|higher|greater|over) than|not (?:to )?exceed(?:ing)?|at (?:the )?most|up to|"
                r"a maximum of|within|under|below|(?:less|fewer|lower) than"),
    ("at_least", r"(?:no|not) (?:less|fewer|lower) than|not below|at least|a minimum of|above"),
    ("over", r"(?:more|higher|greater) than|over|in excess of|upwards of|beyond|"
             r"(?:exceed|surpass|pass|topp?|break|cross)(?:s|es|ed|ing)?(?: through)?(?: the)?|"
             r"(?:broke|breaking|broken)(?: through)?(?: the)?"),
    ("nearly", r"nearly|almost|close to|approaching|just under"),
    ("about", r"about|around|approximately|roughly|some|circa|in the (?:region|neighborhood) of"),
)  # fmt: skip
_AFTER: Final[tuple[tuple[Hedge, str], ...]] = (
    ("at_least", r"(?:,? ?or (?:more|above|higher|better|over)|,? and (?:above|more|over|higher))\b"),
    ("at_most", r",? or (?:less|fewer|lower|below|under)\b"),
    ("about", r",? or so\b"),
    ("over", r"-?plus\b|\+(?![0-9])"),
)
_CURRENCIES: Final = {"RMB": "yuan", "CNY": "yuan", "¥": "yuan", "US$": "usd", "USD": "usd", "$": "usd", "HK$": "hkd",
                      "€": "eur"}  # fmt: skip
_STOP: Final = frozenset(
    "of in on at to for from by with per as than under over into across through that which who is are was were be been "
    "has have had will would or the a an this these those its their he she it we they not respectively".split()
)
_FAR_KEYS: Final = frozenset(("household", "person", "person-time", "entity", "place", "item"))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    units = "|".join(
        re.escape(word).replace("\\ ", "[ -]") for word in sorted(EN_UNITS, key=len, reverse=True)
    )
    before, after = (
        "|".join(f"(?P<{hedge}>{words})" for hedge, words in table) for table in (_BEFORE, _AFTER)
    )
    return {
        "start": re.compile(_START, re.VERBOSE),
        "scale": re.compile(rf"[ -]?(?P<scale>{_SCALE})\b", re.IGNORECASE),
        "unit": re.compile(rf"[ -]?(?P<unit>{units})(?![A-Za-z0-9'’])", re.IGNORECASE),
        "range": re.compile(rf"{_DASH}(?P<high>{_D})(?![0-9])"),
        "before": re.compile(rf"\b(?:{before}) (?:a total of )?$", re.IGNORECASE),
        "after": re.compile(f" ?(?:{after})"),
        "letters": re.compile(r"[A-Z]{1,3}(?![A-Za-z0-9])"),
        "word": re.compile(r"[ -](?P<word>[A-Za-z][A-Za-z'’]{0,24})"),
        "times": re.compile(r"[ -]times\b(?:(?P<as> (?:as|the|that|what)\b)|(?P<more> (?:more|higher|greater|larger)\b))?"),
    }


def read_english(text: str) -> list[Quantity]:
    """All quantities of an English text, in order."""
    found: list[Quantity] = []
    position, start = 0, _patterns()["start"]
    while match := start.search(text, position):
        quantity = _read_at(text, match)
        position = match.end()
        if quantity is not None:
            found.append(replace(quantity, start=max(quantity.start, found[-1].end if found else 0)))
            position = max(position, quantity.end)
    return [plain(q) for q in _share_units(text, found)]


def _read_at(text: str, m: re.Match[str]) -> Quantity | None:
    """The quantity that begins at a match of "start", or None where the words are no number."""

    def make(value: Decimal, unit: str = "", kind: QuantityKind = "quantity", high: Decimal | None = None) -> Quantity:
        return Quantity(value, high, unit, "", kind, m.start(), m.end())

    match m.lastgroup:
        case "plan":
            return make(english_ordinal(m["plan_n"]), "five-year-plan", "name")
        case "years":
            return make(digits(m["from"]), "year", "year", digits(m["to"]))
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
            value = digits(number) if number.isdigit() else roman(number) if number[0] in "IVXⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ" else english(number)
            return _hedged(text, make(value, kind="rank"))
        case "magnitude":
            return _hedged(text, make(digits(m["magnitude_n"]), "magnitude"))
        case "part":
            return _hedged(text, make(100 * english(m["part_n"]) / _PARTS[m["whole"]], "%"))
        case "half":
            return _hedged(text, make(Decimal(50), "%"))
        case "factor":
            return _hedged(text, make(Decimal(_FACTORS[m["factor_n"].lower()] - 1), "times"))
        case "twice":
            return _hedged(text, make(Decimal(3 if m["twice_n"].lower() == "triple" else 2), "multiple"))
        case "fold":
            return _hedged(text, make(english(m["fold_n"]), "times"))
        case "ordinal" if m["running"]:
            return make(english_ordinal(m["nth"]), "year", "duration")
        case "ordinal":
            return make(english_ordinal(m["nth"]), "anniversary" if m["jubilee"] else "", "ordinal")
        case "words":
            return _in_words(text, m)
        case "money":
            q = _measured(text, make(digits(m["money_n"])))
            return replace(q, unit=_CURRENCIES[m["currency"]], kind="quantity")
        case _:
            return _measured(text, make(digits(m[0])))


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
    return _ending(text, Quantity(value, None, unit, "", "date", *m.span()))


def _ending(text: str, q: Quantity) -> Quantity:
    """A date or year with "by the end of" before it."""
    lead = re.compile(r"(?P<by>\b(?:[Bb]y|[Bb]efore) )?(?P<end>(?:the |year-)?\bend(?: of |-))?$")
    m = lead.search(text, max(0, q.start - 18), q.start)
    if m is None or m.start() == q.start:
        return q
    unit = "month-end" if m["end"] and q.unit == "month" else q.unit
    return replace(q, unit=unit, hedge="at_most" if m["by"] else "", start=m.start())


def _in_words(text: str, m: re.Match[str]) -> Quantity | None:
    """Number words: "thirty-one", "a million"; "one" only before a unit, since it is a pronoun too."""
    words = m[0]
    value = english(words)
    if value == 0 or words.lower() in ("hundred", "thousand"):
        return None
    if words.lower() == "one":
        unit = _patterns()["unit"].match(text, m.end())
        if unit is None or STRICTNESS[_key(unit["unit"])[0]] not in ("strict", "time"):
            return None
    q = Quantity(value, None, "", "", "quantity", *m.span())
    if words[0].isupper() and re.compile("[ -][A-Z]").match(text, m.end()):
        return replace(q, kind="name")  # the Three Gorges, Ten Major Actions
    return _measured(text, q)


def _measured(text: str, q: Quantity) -> Quantity:
    """A number with scale, unit and hedge: 1.06 million, 3-5%, 15-minute, 40,000 farming households."""
    patterns = _patterns()
    numeral = text[q.start : q.end]
    value, factor, end = _scaled(text, q.value, q.end)
    high: Decimal | None = None
    unit = patterns["unit"].match(text, end)
    dash = patterns["range"].match(text, unit.end() if unit else end)
    if dash is not None and not text.endswith(("from ", "From "), 0, q.start):
        top, top_factor, top_end = _scaled(text, digits(dash["high"]), dash.end())
        top_unit = patterns["unit"].match(text, top_end)
        low = value * top_factor if factor == 1 else value
        if low < top and (unit is None or (top_unit is not None and unit["unit"] == top_unit["unit"])):
            value, high, end, unit = low, top, top_end, top_unit
    q = replace(q, value=value, high=high, end=end)
    if unit is not None:
        q = _in_unit(q, unit["unit"], unit.end())
    elif factor == 1 and high is None and re.fullmatch("(?:19|20)[0-9]{2}", numeral) and not _is_amount(text, q):
        return _ending(text, replace(q, unit="year", kind="year"))
    elif factor == 1 and (letters := patterns["letters"].match(text, end)):
        return replace(q, unit=letters[0], kind="name", end=letters.end())
    elif times := patterns["times"].match(text, end):
        q = replace(q, unit=_factor_unit(text, q.start, times), end=end + len(" times"))
    elif far := _far_unit(text, end):
        q = _in_unit(q, *far)
    return _hedged(text, q)


def _scaled(text: str, value: Decimal, end: int) -> tuple[Decimal, Decimal, int]:
    factor = Decimal(1)
    while scale := _patterns()["scale"].match(text, end):
        factor, end = factor * SCALES_EN[scale["scale"].lower()], scale.end()
    return value * factor, factor, end


def _key(word: str) -> tuple[str, Decimal]:
    return EN_UNITS[word.lower().replace("-", " ")]


def _in_unit(q: Quantity, word: str, end: int) -> Quantity:
    key, factor = _key(word)
    kind: QuantityKind = "duration" if STRICTNESS[key] == "time" else "quantity"
    high = None if q.high is None else q.high * factor
    return replace(q, value=q.value * factor, high=high, unit=key, kind=kind, end=end)


def _far_unit(text: str, end: int) -> tuple[str, int] | None:
    """The noun up to four words on that says what is counted, not beyond a preposition, verb or another plural."""
    for _ in range(4):
        word = _patterns()["word"].match(text, end)
        if word is None or word["word"].lower() in _STOP:
            return None
        name, end = word["word"].lower(), word.end()
        key = EN_UNITS.get(name, ("", Decimal(1)))[0]
        plural = name.endswith("s") or name in ("people", "personnel")
        if plural and (key in _FAR_KEYS or STRICTNESS.get(key) == "time"):
            return name, end
        if name.endswith("s") and not name.endswith(("ss", "us", "is", "ous")):
            return None
    return None


def _is_amount(text: str, q: Quantity) -> bool:
    """Whether four digits that look like a year are an amount: "more than 2000 ..." ("over", "within" say nothing)."""
    hedge = _patterns()["before"].search(text, max(0, q.start - 32), q.start)
    return hedge is not None and hedge[0].strip().lower() not in ("over", "above", "under", "below", "within", "up to")


def _factor_unit(text: str, start: int, times: re.Match[str]) -> str:
    """``multiple`` for "three times the", ``times`` for growth by a factor, "" for three occasions."""
    if times["as"]:
        return "multiple"
    grew = re.compile(r"\b(?:gr[eo]w|increas|r[io]se|up\b|expand|climb|higher|surg|soar|jump)")
    return "times" if times["more"] or grew.search(text, max(0, start - 48), start) else ""


def _hedged(text: str, q: Quantity) -> Quantity:
    """The quantity with the hedge before or after it, widened over it."""
    before = _patterns()["before"].search(text, max(0, q.start - 40), q.start)
    after = _patterns()["after"].match(text, q.end)
    hedge = next((m.lastgroup for m in (before, after) if m is not None), None) or q.hedge
    return replace(
        q, hedge=hedge, start=before.start() if before else q.start, end=after.end() if after else q.end
    )


def _share_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """Bare numbers of a list take scale and unit of the last: "45.3 and 62.2 percent", "1.5, 2 and 3 million mu"."""
    shared = False
    for i in range(len(found) - 2, -1, -1):
        q, following = found[i], found[i + 1]
        between = text[q.end : following.start]
        joined = between in (" and ", " or ", " to ") or (shared and between in (", ", ", and "))
        number = re.compile(_D).match(text, following.start)
        shared = (
            joined and not q.unit and q.kind == "quantity" and number is not None and bool(following.unit)
            and following.kind in ("quantity", "duration") and STRICTNESS.get(following.unit) in ("strict", "time")
        )  # fmt: skip
        if shared and number is not None:
            factor = following.value / digits(number[0]) if following.value else Decimal(1)
            found[i] = replace(q, value=q.value * factor, unit=following.unit, kind=following.kind)
    return found
