"""Places that a question asks about and the report does not: another province, a county that what answers does not name.

What a question says of places in passing is left aside: where the asker lives, the capital as the central government, what
is excepted, whom something is done with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from documents import divisions, places
from documents.document import Document
from index.words import NAME_TAGS, chinese_words, is_word, tag
from qa import refusing
from qa.evidence import Found
from qa.question import Question

_HOW = re.compile(r"多[大少久长高远快]")
"""Words that ask how: 治多大面积 does not name 治多."""


@dataclass(frozen=True, slots=True)
class Named:
    """A place that a question names: as it says it, and in Chinese and English as far as it is known. `strict` where a text
    names it only with its rank, or in a row of names."""

    said: str
    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    strict: bool = False


def named(question: Question, best: Sequence[Found], document: Document) -> list[str]:
    """Places named in the question that are neither the report's region nor in the evidence, if there is any."""
    statements = [found.statement for found in best]
    held = "".join(text for s in statements for text in (s.text, *s.section.headings))
    english = " ".join((s.en or "").lower() for s in statements)
    text = _of_own(question, document) or question.sought
    text = text.replace(document.region, "，")  # 青海东部 names no 海东
    text = refusing.EXCEPT.sub("", refusing.CENTRAL.sub("", text))
    own = (document.region, document.region_en or document.region)
    away = (
        place.said
        for place in _places(text, document.region)
        if not any(
            zh in own[0] or own[0] in zh or places.names_it(zh, held, document.region, place.strict) for zh in place.zh
        )
        and not any(en.lower() in english or en == own[1] for en in place.en)
    )
    return list(dict.fromkeys(away))


def _places(text: str, region: str) -> Iterator[Named]:
    """The places that a text names, the country left out."""
    for place in places.named(text):
        if place.zh != "中国":
            yield Named(place.zh if place.zh in text else place.en, (place.zh,), (place.en,))
    for zh in divisions.ranked(text, region):
        yield Named(zh, (zh,), strict=True)
    for zh in _towns(text):
        yield Named(zh, (zh,), strict=True)
    own = divisions.of_province(region)
    for en in places.ranked_en(text):
        yield Named(en, tuple(d.zh for d in own if en in d.en), (en,), strict=True)
    for division in divisions.named_en(text, region):
        said = next(en for en in division.en if en in text)
        yield Named(said, (division.zh,), division.en)
    bare = [division for division in own if not division.apart and division.zh in text]
    starts = {0, *accumulate(len(word) for word in chinese_words(text))} if bare else set()
    for division in bare:
        at = text.index(division.zh)
        end = at + len(division.zh)
        if {at, end} <= starts and not _HOW.match(text, end - 1):
            yield Named(division.zh, (division.zh,), division.en)


def _towns(text: str) -> Iterator[str]:
    """The towns and townships that a Chinese text names, without their rank: a proper name and the rank as a word of its own,
    or both as one word that no dictionary has."""
    words = chinese_words(text)
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        if (
            word in ("镇", "乡")
            and len(before) > 1
            and not before.endswith("族")
            and _is_name(before)
            and not after.startswith(("镇", "乡", "村"))
        ):
            yield before
        elif (
            len(word) > 2
            and word[-1] in "镇乡"
            and not is_word(word[-2:])
            and not word.endswith("族乡")
            and _is_name(word)
        ):
            yield word[:-1]


def _is_name(word: str) -> bool:
    return tag(word) in NAME_TAGS if is_word(word) else re.fullmatch("[\u4e00-\u9fff]+", word) is not None


def _of_own(question: Question, document: Document) -> str:
    """The question from the clause on that names the report's own region: what was named before is beside the point. "" where
    none does."""
    clauses = refusing.CLAUSE.split(question.sought)
    own = (document.region, document.region_en or document.region)
    of_own = (
        refusing.OWN[question.spoken].search(c.lower()) or any(name.lower() in c.lower() for name in own)
        for c in clauses
    )
    first = next((at for at, named in enumerate(of_own) if named), len(clauses))
    return "，".join(clauses[first:])


def of_region(name: str, document: Document) -> bool:
    """Whether a place that is named is one of the report's own region, as far as the report names it or the list of
    divisions does."""
    if any(name == division.zh or name in division.en for division in divisions.of_province(document.region)):
        return True
    far = any(name in (place.zh, place.en) and place.kind != "city" for place in places.load())
    english = any(name.lower() in (s.en or "").lower() for s in document.statements) if name.isascii() else False
    return not far and (english or places.names_it(name, document.text, document.region))


def in_passing(question: Question, others: Sequence[str]) -> bool:
    """Whether another place is only whom something is done with, or where the asker lives."""
    text = question.text
    for name in others:
        text = text.replace(name, "PLACE")
    return question.asks != "compare" and bool(refusing.WITH_OTHERS[question.spoken].search(text))
