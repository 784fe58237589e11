"""What stands around an English numeral: scale, unit, hedge, and the kind of quantity they make of it.

Used by `documents.english_numbers`, which finds the numerals. A unit may stand a few words on ("40,000 farming
households", "11 consecutive years"). Every pattern is bounded.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Final

from documents.numerals import EN_WORDS, digits, english
from documents.quantity import HEDGES, Hedge, Quantity, QuantityKind
from documents.units import EN_UNITS, SCALES_EN, STRICTNESS

DIGITS: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
WORD: Final = "(?i:" + "|".join([*sorted(EN_WORDS, key=len, reverse=True), "hundred"]) + ")"
SCALE: Final = "(?i:" + "|".join(SCALES_EN) + ")"
_DASH: Final = r"(?:[ ]?[-–—~][ ]?|[ ]to[ ])"
_BEFORE: Final[tuple[tuple[Hedge, str], ...]] = (
    ("at_most", r"(?:no|not) (?:more|higher|greater|over) than|not (?:to )?exceed(?:ing)?|at (?:the )?most|up to|"
                r"a maximum of|within|under|below|(?:less|fewer|lower) than"),
    ("at_least", r"(?:no|not) (?:less|fewer|lower) than|not below|at least|a minimum of|above"),
    ("over", r"(?:more|higher|greater) than|over|in excess of|upwards of|beyond|"
             r"(?:exceed|surpass|pass|topp?|break|cross)(?:s|es|ed|ing)?(?: through)?(?: the)?|"
             r"(?:broke|breaking|broken)(?: through)?(?: the)?"),
    ("nearly", r"nearly|almost|close to|approaching|just under"),
    ("about", r"about|around|approximately|approx\.|roughly|some|circa|in the (?:region|neighborhood) of"),
)  # fmt: skip
_AFTER: Final[tuple[tuple[Hedge, str], ...]] = (
    ("at_least", r"(?:,? ?or (?:more|above|higher|better|over)|,? and (?:above|more|over|higher))\b"),
    ("at_most", r",? or (?:less|fewer|lower|below|under)\b"),
    ("about", r",? or so\b"),
    ("over", r"-?plus\b|\+(?![0-9])"),
)
_STOP: Final = frozenset(
    "of in on at to for from by with per as than under over into across through that which who is are was were be been "
    "has have had will would or the a an this these those its their he she it we they not respectively".split()
)
_FAR_KEYS: Final = frozenset(("household", "person", "person-time", "entity", "place", "item"))


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The compiled patterns, made on first use."""
    units = "|".join(re.escape(word).replace("\\ ", "[ -]") for word in sorted(EN_UNITS, key=len, reverse=True))
    before, after = ("|".join(f"(?P<{hedge}>{words})" for hedge, words in table) for table in (_BEFORE, _AFTER))
    return {
        "scale": re.compile(rf"[ -]?(?P<scale>{SCALE})\b", re.IGNORECASE),
        "unit": re.compile(rf"[ -]?(?P<unit>{units})(?![A-Za-z0-9'’]|-(?:level|wide|based|run))", re.IGNORECASE),
        "range": re.compile(rf"{_DASH}(?P<high>{DIGITS}|{WORD}(?:-{WORD})?)(?![0-9A-Za-z])"),
        "before": re.compile(rf"\b(?:{before}) (?:a total of )?$", re.IGNORECASE),
        "after": re.compile(f" ?(?:{after})"),
        "letters": re.compile(r"[A-Z]{1,3}(?![A-Za-z0-9])"),
        "word": re.compile(r"[ -](?P<word>[A-Za-z][A-Za-z'’]{0,24})"),
        "times": re.compile(
            r"[ -]times\b(?:(?P<as> (?:as|the|that|what)\b)|(?P<more> (?:more|higher|greater|larger)\b))?"
        ),
    }


def measured(text: str, q: Quantity) -> Quantity:
    """A number with scale, unit and hedge: 1.06 million, 3-5%, 15-minute, 40,000 farming households."""
    known = patterns()
    value, factor, end = _scaled(text, q.value, q.end)
    high: Decimal | None = None
    unit = known["unit"].match(text, end)
    dash = known["range"].match(text, unit.end() if unit else end)
    if dash is not None and not text.endswith(("from ", "From "), 0, q.start):
        top, top_factor, top_end = _scaled(text, _number(dash["high"]), dash.end())
        top_unit = known["unit"].match(text, top_end)
        low = value * top_factor if factor == 1 else value
        if low < top and (unit is None or (top_unit is not None and unit["unit"] == top_unit["unit"])):
            value, high, end, unit = low, top, top_end, top_unit
    q = replace(q, value=value, high=high, end=end)
    if unit is not None:
        q = _in_unit(q, unit["unit"], unit.end())
    elif factor == 1 and high is None and _is_year(text, q):
        return ending(text, replace(q, unit="year", kind="year"))
    elif factor == 1 and (letters := known["letters"].match(text, end)):
        return replace(q, unit=letters[0], kind="name", end=letters.end())
    elif times := known["times"].match(text, end):
        q = replace(q, unit=_factor_unit(text, q.start, times), end=end + len(" times"))
    elif far := _far_unit(text, end):
        q = _in_unit(q, *far)
    return hedged(text, q)


def _number(text: str) -> Decimal:
    return digits(text) if text[0].isdigit() else english(text)


def _scaled(text: str, value: Decimal, end: int) -> tuple[Decimal, Decimal, int]:
    factor = Decimal(1)
    while scale := patterns()["scale"].match(text, end):
        factor, end = factor * SCALES_EN[scale["scale"].lower()], scale.end()
    return value * factor, factor, end


def key_of(word: str) -> tuple[str, Decimal]:
    return EN_UNITS[word.lower().replace("-", " ")]


def _in_unit(q: Quantity, word: str, end: int) -> Quantity:
    key, factor = key_of(word)
    kind: QuantityKind = "duration" if STRICTNESS[key] == "time" else "quantity"
    high = None if q.high is None else q.high * factor
    return replace(q, value=q.value * factor, high=high, unit=key, kind=kind, end=end)


def _far_unit(text: str, end: int) -> tuple[str, int] | None:
    """The noun up to four words on that says what is counted, not beyond a preposition, verb or another plural."""
    for _ in range(4):
        word = patterns()["word"].match(text, end)
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


def _is_year(text: str, q: Quantity) -> bool:
    """Whether four digits are a year: "in 2023", not "more than 2000 firms" ("over", "within" say nothing)."""
    if re.fullmatch("(?:1[0-9]|20)[0-9]{2}", text[q.start : q.end]) is None:
        return False
    if q.value < 1900 and not re.compile(r"\b(?:[Ii]n|[Ss]ince|[Ff]rom|[Bb]y) $").search(
        text, max(0, q.start - 6), q.start
    ):
        return False
    hedge = patterns()["before"].search(text, max(0, q.start - 32), q.start)
    return hedge is None or hedge[0].strip().lower() in ("over", "above", "under", "below", "within", "up to")


def _factor_unit(text: str, start: int, times: re.Match[str]) -> str:
    """``multiple`` for "three times the", ``times`` for growth by a factor, "" for three occasions."""
    if times["as"]:
        return "multiple"
    grew = re.compile(r"\b(?:gr[eo]w|increas|r[io]se|up\b|expand|climb|higher|surg|soar|jump)")
    return "times" if times["more"] or grew.search(text, max(0, start - 48), start) else ""


def hedged(text: str, q: Quantity) -> Quantity:
    """The quantity with the hedge before or after it, widened over it."""
    before = patterns()["before"].search(text, max(0, q.start - 40), q.start)
    after = patterns()["after"].match(text, q.end)
    hedge = next((HEDGES[m.lastgroup] for m in (before, after) if m is not None), q.hedge)
    return replace(q, hedge=hedge, start=before.start() if before else q.start, end=after.end() if after else q.end)


def share_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """Bare numbers of a list take scale and unit of the last: "45.3 and 62.2 percent", "1.5, 2 and 3 million mu"."""
    shared = False
    for i in range(len(found) - 2, -1, -1):
        q, following = found[i], found[i + 1]
        between = text[q.end : following.start]
        joined = between in (" and ", " or ", " to ") or (shared and between in (", ", ", and "))
        number = re.compile(DIGITS).match(text, following.start)
        shared = (
            joined and not q.unit and q.kind == "quantity" and number is not None and bool(following.unit)
            and following.kind in ("quantity", "duration") and STRICTNESS.get(following.unit) in ("strict", "time")
        )  # fmt: skip
        if shared and number is not None:
            factor = following.value / digits(number[0]) if following.value else Decimal(1)
            found[i] = replace(q, value=q.value * factor, unit=following.unit, kind=following.kind)
    return found


def ending(text: str, q: Quantity) -> Quantity:
    """A date or year with "by the end of" before it."""
    lead = re.compile(r"(?P<by>\b(?:[Bb]y|[Bb]efore) )?(?P<end>(?:the |year-)?\bend(?: of |-))?$")
    m = lead.search(text, max(0, q.start - 18), q.start)
    if m is None or m.start() == q.start:
        return q
    unit = "month-end" if m["end"] and q.unit == "month" else q.unit
    return replace(q, unit=unit, hedge="at_most" if m["by"] else "", start=m.start())
