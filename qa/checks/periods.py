"""Years and kinds that a text names: 2023年, last year, 去年; 目标, 将, will, reached. And whether a citation bears them.

A report speaks of years by its own date: where a citation looks back (`result`), "last year" is its year; where it
looks ahead (`target`), "this year" is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from documents.document import Kind, Scope
from documents.language import Language
from documents.numbers import Quantity

Relative = Literal["last", "this", "next"]


@dataclass(frozen=True, slots=True)
class Marker:
    """A word that names a time: exactly one of `year`, `relative` and `kind` is set. `word` is as it stands,
    `beside` the word next to one that names a kind, `before` the two characters that make one word with it (规划目标)."""

    start: int
    end: int
    word: str
    year: int | None = None
    relative: Relative | None = None
    kind: Kind | None = None
    beside: str = ""
    before: str = ""


_ZH: Final = re.compile(
    r"(?P<last>去年|上年|上一年|过去一年|前一年)|(?P<this>今年|本年|年内)|(?P<next>明年|来年|下一年)"
    r"|(?P<target>目标|预期|预计|计划(?!单列)|力争|拟(?=[^定])|打算|将(?!军|领|士|近|来)|(?<=[年度，])要(?!求|素|点))"
    r"|(?P<result>已(?!婚)|实际|完成了|实现了|达到了|增长了|下降了|建成了|新增了|开工了|成效|结果)"
)
_EN: Final = re.compile(
    r"\b(?:(?P<last>last year|(?:the )?previous year|(?:the )?past year|(?:the )?year before)|(?P<this>this year)|(?P<next>next year)"
    r"|(?P<target>will|shall|targets?|targeted|targeting|goals?|plans? (?:to|for|is|says|calls|sets?)|"
    r"planned|planning to|plans(?= \w)|aims?|aimed|aiming|expected|expects?|projected|forecast|intends?|"
    r"intended|seeks?|strives?|is to|are to|going to|to be|set to|due to be)"
    r"|(?P<result>was|were|had|did|rose|fell|grew|shrank|dropped|declined|increased|decreased|reached|achieved|completed|exceeded|"
    r"surpassed|opened|built|added|created|trained|finished|delivered|recorded|posted|stood|expanded|launched|produced|totall?ed|hit|"
    r"renovated|established|improved|already|climbed|cut|reduced|raised|recovered|received|won|became|attracted|"
    r"(?:has|have)(?: been| already|(?= \w+ed\b))|came|went|saw|took|met|kept|maintained|resettled|signed|issued|relocated|generated))\b"
)
_NOT_FINITE: Final = re.compile(
    r"\b(?:be|been|being|to|is|are|get|newly|will|the|an?|of|not)\s+$|\b(?:get|getting|keep|see|make|having)\b[^,;.:]*$|"
    r"\bbe\b[^.;:]*(?:\band|\bor|,)\s+(?:\w+ly\s+)?$"
)


def read(text: str, language: Language, quantities: Sequence[Quantity]) -> list[Marker]:
    """Every marker of `text`, in order. `quantities` are those of `text`; the years among them are markers.

    >>> from documents.numbers import read as quantities
    >>> [(m.word, m.year or m.relative or m.kind) for m in read("2023年增长5.3%，今年目标5%", "zh", quantities("2023年", "zh"))]
    [('2023年', 2023), ('今年', 'this'), ('目标', 'target')]
    """
    found = [m for q in quantities if (m := _of_quantity(text, q))]
    plain = text if language == "zh" else text.lower()
    for match in (_ZH if language == "zh" else _EN).finditer(plain):
        group, (start, end) = match.lastgroup, match.span()
        if group in ("target", "result"):
            if group == "result" and language == "en" and _not_finite(plain, start):
                continue
            kind: Kind = "target" if group == "target" else "result"
            claims = language == "en" or plain[end : end + 1] in "是为：:" or start < 2
            before = "" if claims else plain[start - 2 : start]
            found.append(
                Marker(start, end, match.group(), kind=kind, beside=neighbours(plain, start, end), before=before)
            )
        else:
            relative: Relative = "last" if group == "last" else "this" if group == "this" else "next"
            found.append(Marker(start, end, match.group(), relative=relative))
    return sorted(found, key=lambda m: m.start)


def _of_quantity(text: str, q: Quantity) -> Marker | None:
    word = text[q.start : q.end]
    if q.kind == "year" and 1900 <= q.value <= 2100:
        return Marker(q.start, q.end, word, year=int(q.value))
    if q.kind == "date" and q.unit in ("date", "year-month"):
        return Marker(q.start, q.end, word, year=int(str(int(q.value))[:4]))
    return None


def _not_finite(plain: str, start: int) -> bool:
    return bool(_NOT_FINITE.search(plain[max(0, start - 80) : start]))


def bears(marker: Marker, scope: Scope, years: frozenset[int], text: str) -> bool:
    """Whether a citation bears the marker, by its scope or its words.

    `years` are those that stand in the cited text, `text` is the text in the marker's language, lower-cased. A word
    that names a kind must stand there before the same word: 目标任务完成 does not bear 目标是.
    """
    if marker.year is not None:
        return scope.first <= marker.year <= scope.last or marker.year in years
    if marker.relative is not None:
        return marker.relative == ("last" if scope.kind == "result" else "this") or marker.word.lower() in text
    if marker.kind == scope.kind:
        return True
    at = text.find(marker.word)
    while at >= 0:
        if neighbours(text, at, at + len(marker.word)) == marker.beside:
            return True
        if marker.before and text[:at].endswith(marker.before):
            return True
        at = text.find(marker.word, at + 1)
    return False


def neighbours(text: str, start: int, end: int) -> str:
    """What stands behind the word at `start`..`end`: a word of Latin letters or one character; before it, if nothing."""
    behind = re.match(r"\s*([a-z0-9]+|[^\W_])", text[end : end + 24])
    if behind:
        return behind.group(1)
    before = re.search(r"([a-z0-9]+|[^\W_])\s*$", text[max(0, start - 24) : start])
    return "<" + before.group(1) if before else ""


def governing(markers: Sequence[Marker], start: int, end: int, clause: tuple[int, int]) -> tuple[Marker, ...]:
    """The markers that say when the figure at `start`..`end` holds: of each sort the nearest one.

    Those in its own clause come first, the ones before it preferred; then those before the clause; then any.
    A clause that names its own time takes no kind from another.
    """
    chosen: list[Marker] = []
    dated = any(m.kind is None and clause[0] <= m.start < clause[1] for m in markers)
    for time in (True, False):
        sort = [m for m in markers if (m.kind is None) == time and not (start <= m.start < end)]
        inside = [m for m in sort if clause[0] <= m.start < clause[1]]
        before = [m for m in sort if m.start < clause[0]]
        if inside:
            chosen.append(min(inside, key=lambda m: start - m.end if m.end <= start else 2 + m.start - end))
        elif before and (time or not dated):
            chosen.append(before[-1])
        elif sort and time:
            chosen.append(sort[0])
    return tuple(chosen)
