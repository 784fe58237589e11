"""The English name of an indicator: from the glossary, else from the words of the English edition around the number.

>>> from documents.numbers import read
>>> line = "The surveyed urban unemployment rate was 5.5 percent, and consumer prices rose by 0.5 percent."
>>> from_edition(line, read(line, "en"), 1)
'consumer prices'
>>> from_glossary("装备制造业增加值")
'value added of equipment manufacturing'
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Final

from documents import glossary
from documents.quantity import Quantity
from documents.units import STRICTNESS

_LINKS: Final = "的"
_NEW: Final = re.compile(r"^(新增|新建|累计|全省|全区|全市)")
_PREFIXES: Final = {"新增": "new ", "新建": "new ", "累计": "", "全省": "", "全区": "", "全市": ""}
_BREAK: Final = re.compile(r"[;:]\s|\.\s|,\s(?:and|but)\s|,\s")
_VERB: Final = re.compile(
    r"\b(?:was|were|is|are|will|grew|rose|fell|built|took|gave|held|made|met|brought|began|led|\w+ed)\b"
)
_OPENING: Final = re.compile(
    r"^(?:and|but|while|with|respectively|each|as well as|in all|all|we|also|will|have|the|an?|"
    r"through coordination|over the whole year|strive for|complet(?:e|ing|ed)|reach(?:ed)?|keep|bring)\b[ ,]*",
    re.IGNORECASE,
)
_CLOSING: Final = re.compile(
    r"(?:[ ,]+(?:all|both|each|will|would|to|has|have|had|continued?|also|on average|steadily|stable|gr[eo]w|r[io]se|f[ae]ll|"
    r"increase[ds]?|decrease[ds]?|reduced?|raised?|cut|was|were|is|are|be|been|reach(?:e[ds])?|exceed(?:ed|s|ing)?|"
    r"account(?:ed|ing)? for|amount(?:ed|ing)? to|st(?:and|ood)|number|kept|keep|remain(?:ed)?|recovered|came|went|"
    r"by|at|to|of|on|for|in|with|from|within|the|an?|and|as|worth|up|down|another|additional))+$",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(r"^[ -]*(?:of |in |for |to )?(?P<words>[^,;:.(]+)")
_LIST: Final = re.compile(r",? and |, ")
_NUMBER: Final = re.compile(
    r"^.*?(?:[0-9]|\b(?:half|two|three|four|five|six|seven|eight|nine|ten))[0-9,.]*(?: (?:million|billion|trillion))?"
)
_OWN: Final = re.compile(r" (?:of|for|in|with|to)\b[^,;.]*?(?:,| and ) ?(?:and |accounting )?|[^,;.]*? and ")
_GENERIC: Final = re.compile(r"^(?:an? )?(?:increase|decrease|rise|fall|total|number)?s?$", re.IGNORECASE)


@functools.cache
def _terms() -> dict[str, str]:
    return {term.zh: term.en for term in glossary.load()}


@functools.cache
def from_glossary(indicator: str) -> str | None:
    """An indicator that the glossary's terms make up entirely, as "head of modifier"; else None."""
    terms = _terms()
    if indicator in terms:
        return terms[indicator]
    prefix = ""
    while new := _NEW.match(indicator):
        prefix, indicator = prefix + _PREFIXES[new[1]], indicator[new.end() :]
    parts: list[str] = []
    at = 0
    while at < len(indicator):
        if indicator[at] in _LINKS:
            at += 1
            continue
        size = next((n for n in range(len(indicator) - at, 1, -1) if indicator[at : at + n] in terms), 0)
        if not size:
            return None
        parts.append(terms[indicator[at : at + size]])
        at += size
    return prefix + " of ".join(reversed(parts)) if 0 < len(parts) <= 3 else None


def from_edition(line: str, quantities: Sequence[Quantity], at: int) -> str | None:
    """The words of an English statement that say what its ``at``-th quantity is; None where there are none.

    A list with "respectively" gives the words of the whole list.
    """
    q = quantities[at]
    first = at
    while (
        first
        and "respectively" in line[q.end :]
        and _LIST.fullmatch(line[quantities[first - 1].end : quantities[first].start])
    ):
        first -= 1
    start = quantities[first - 1].end if first else 0
    stop = quantities[at + 1].start if at + 1 < len(quantities) else len(line)
    before = line[start : quantities[first].start]
    if first and (own_end := _OWN.match(before)):  # what belongs to the number before
        before = before[own_end.end() :]
    before = _last_clause(before)
    while opening := _OPENING.match(before):
        before = before[opening.end() :]
    before = _CLOSING.sub("", " " + before).strip()
    counted = q.kind == "quantity" and STRICTNESS.get(q.unit, "count") in ("count", "soft")
    own = _NUMBER.sub("", line[q.start : q.end]) if counted or q.unit == "household" else ""
    after = _AFTER.match(own + line[q.end : stop])
    words = after["words"].strip() if after and (counted or len(before.split()) < 2) else ""
    words = re.sub(r"(?: and| were| was| are| will be)(?: \w+){0,2}$", "", words)
    found = " ".join(part for part in (before, words) if part)
    return None if _GENERIC.match(found) else found


def _last_clause(text: str) -> str:
    """What follows the last break: a stop, or a comma behind words with a verb (not one within a list of nouns)."""
    start = 0
    for m in _BREAK.finditer(text):
        if m[0] != ", " or _VERB.search(text, start, m.start()) or not text[start : m.start()].strip():
            start = m.end()
    return text[start:].strip()
