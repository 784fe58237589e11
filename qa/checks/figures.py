"""Every figure of a sentence against those it cites: value, unit and hedge, then period, direction, and what it is of.

Each test narrows the cited figures that may bear the sentence's; the first that leaves none names what is wrong.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from documents.language import Language
from documents.numbers import Quantity, same
from qa.checks import across, periods
from qa.checks.mentions import Mention, Reading, comparable, own_words
from qa.checks.periods import Marker
from qa.checks.source import Cited, Source, figures

MARGIN: Final = 0.2
"""How much better (share of the figure's own words) another cited figure may fit before this one is taken for its."""

CROSSED: Final = 0.7
"""Weight of a word that stands on the other side of the cited figure: "4.55 million mu of greening", "greening of …"."""

NEAR: Final = 0.4
"""Weight of a word that stands elsewhere in the cited clause."""

LISTED: Final = 0.02
"""The same between two figures of one 分别 list, where the words that tell the items apart may be few."""

_AGAIN: Final = re.compile(
    r"\s*[(（]\s*(?:or\s+|即|i\.e\.,?\s+)?|,?\s*(?:or|i\.e\.,?)\s+(?:by\s+)?|，?即(?:增长|下降)?"
)
_PAUSE: Final = re.compile(r"[，；。、]|[,;.]\s")
_ADDED: Final = {
    "zh": re.compile(r"新增|净增|再增"),
    "en": re.compile(r"\b(?:new(?! energy)|newly|added?|adding|additional)\b", re.IGNORECASE),
}
_ADDS: Final = {
    "zh": re.compile(r"[新增加添多扩建创再]"),
    "en": re.compile(
        r"\b(?:new|newly|add\w*|extra|more|another|further|increas\w*|r[io]se\w*|gr[eo]w\w*|expan\w*|creat\w*|buil\w*|construct\w*|up)\b",
        re.IGNORECASE,
    ),
}
"""Words that say that a figure is an addition: strict where it is cited, lenient where it is said."""
_STRAY: Final = re.compile(r"[^\W\d]?(?P<digits>\d+)[^\W\d]?")

Fault = tuple[str, str]  # kind and detail


def check(
    sentence: Reading,
    sources: Sequence[Source],
    markers: Sequence[Marker],
    skip: frozenset[int] = frozenset(),
) -> list[Fault]:
    """The faults of the figures in `sentence`; `skip` holds the starts of those that are worked out."""
    language = sentence.language
    cited = list(figures(sources, language))
    faults: list[Fault] = []
    again = _said_again(sentence)
    if not any(c.native for c in cited):
        again |= across.verbatim(sentence, [s.zh.text for s in sources])
    for mention in sentence.mentions:
        if mention.quantity.start not in skip and mention.quantity.start not in again:
            fault = _fault(sentence, mention, cited, markers, language)
            if fault:
                faults.append(fault)
    return faults or _out_of_order(sentence, cited, skip | again)


def _said_again(sentence: Reading) -> frozenset[int]:
    """Where figures begin that only say the one before in another unit: 9.8 million kW (9.8 GW)."""
    return frozenset(
        b.quantity.start
        for a, b in pairwise(sentence.mentions)
        if _AGAIN.fullmatch(sentence.text, a.quantity.end, b.quantity.start)
        and b.quantity.hedge in ("", a.quantity.hedge)
        and same(replace(a.quantity, hedge=""), replace(b.quantity, hedge=""))
    )


def _meant(mention: Mention, shown: str) -> Quantity:
    """The figure as it is meant: "3.6 times" by itself answers how much something grew."""
    if shown.endswith(" times") and not mention.own and mention.move is None:
        return replace(mention.quantity, unit="times")
    return mention.quantity


def _out_of_order(sentence: Reading, cited: Sequence[Cited], skip: frozenset[int]) -> list[Fault]:
    """A fault where figures that have no words of their own (45.3%和62.2%) do not stand in the order of the citations."""
    bare = [
        m for m in sentence.mentions if not m.own and m.quantity.kind == "quantity" and m.quantity.start not in skip
    ]
    if len(bare) < 2:
        return []
    at = 0
    native = [c for c in cited if c.native]
    for mention in bare:
        shown = sentence.text[mention.quantity.start : mention.quantity.end].strip()
        q = _meant(mention, shown)
        found = next((i for i in range(at, len(native)) if same(q, native[i].mention.quantity)), None)
        if found is None:
            return [("binding", f"{shown} is out of the order of its citations")]
        at = found + 1
    return []


def _fault(
    sentence: Reading, mention: Mention, cited: Sequence[Cited], markers: Sequence[Marker], language: Language
) -> Fault | None:
    q = mention.quantity
    shown = sentence.text[q.start : q.end].strip()
    q = _meant(mention, shown)
    equal = [c for c in cited if same(q, c.mention.quantity) and _not_a_saying(mention, c.mention)]
    equal = [c for c in equal if c.native] or equal
    if not equal:
        return "quantity", f"{shown} stands in none of its citations"
    named = periods.governing(markers, q.start, q.end, sentence.clause(q.start)) if markers else ()
    timely = [c for c in equal if all(_bears(m, c.source, language) for m in named)]
    if not timely:
        wrong = next((m for m in named if not any(_bears(m, c.source, language) for c in equal)), named[0])
        return ("kind" if wrong.kind else "year"), f"{shown} is not cited for {wrong.word!r}"
    moved = [c for c in timely if q.kind == "name" or _moves_alike(mention, c)]
    if not moved:
        return "direction", f"{shown} does not move that way in its citation"
    added = q.kind == "quantity" and all(c.native and _adds(c) and len(mention.own & c.mention.own) > 1 for c in moved)
    if added and not _ADDS[language].search(sentence.text):
        return "binding", f"{shown} is what was added in its citation, not all there is"
    if q.kind in ("quantity", "duration") and not _belongs(sentence, mention, moved, cited, named, language):
        return "binding", f"{shown} is a figure of something else in its citation"
    return None


def _adds(cited: Cited) -> bool:
    """Whether the cited figure says how much was added: 新增清洁能源装机980万千瓦."""
    before = _PAUSE.split(cited.reading.text[: cited.mention.quantity.start])[-1]
    return bool(_ADDED[cited.reading.language].search(before))


def _not_a_saying(mention: Mention, cited: Mention) -> bool:
    """Whether a cited figure may bear the sentence's: one that is part of a saying bears only its like."""
    return not cited.quoted or mention.quoted or bool(mention.own & cited.own)


def _bears(marker: Marker, source: Source, language: Language) -> bool:
    return periods.bears(marker, source.scope, source.years, source.text(language))


def _moves_alike(mention: Mention, cited: Cited) -> bool:
    """Whether the words of rising and falling at the two figures agree; a plain level is not a change."""
    mine, its = mention.move, cited.mention.move
    if mine is None:
        return not (mention.level and its is not None and not cited.mention.move_to and not cited.mention.level)
    if its is None:
        return not cited.native or cited.mention.quantity.unit == "pp"
    if mine.denied or mine.way != its.way:
        return False
    return mention.move_to == cited.mention.move_to or not cited.native


def _belongs(
    sentence: Reading,
    mention: Mention,
    moved: Sequence[Cited],
    cited: Sequence[Cited],
    named: Sequence[Marker],
    language: Language,
) -> bool:
    """Whether no other cited figure of the same sort fits the sentence's words better than one of the same value."""
    native = [c for c in moved if c.native]
    if not native:
        peers = [c for c in cited if all(_bears(m, c.source, language) for m in named)]
        return language == "zh" or across.belongs(sentence, mention, moved, peers)
    if not mention.own:
        return True
    peers = [c for c in cited if c.native]
    weights = own_words([c.mention for c in peers])
    best, its = max(((_affinity(mention, c, weights), c) for c in native), key=lambda pair: pair[0])
    return not any(
        _affinity(mention, c, weights) > best + (LISTED if its.mention.listed and c.mention.listed else MARGIN)
        for c in peers
        if comparable(c.mention.quantity, mention.quantity)
        and not same(c.mention.quantity, mention.quantity)
        and all(_bears(m, c.source, language) for m in named)
    )


def _affinity(mention: Mention, cited: Cited, weights: dict[str, int]) -> float:
    """Which share of the sentence's own words for the figure are the cited figure's own; rare ones count more.

    Words that are no cited figure's own say nothing about which it is.
    """
    its = cited.mention
    near = _near(cited)
    sides = ((mention.left, its.left, its.right), (mention.right, its.right, its.left))
    whole = got = 0.0
    for mine, there, beyond in sides:
        for word in mine & weights.keys():
            weight = 1.0 / weights[word]
            whole += weight
            got += weight * (1.0 if word in there else CROSSED if word in beyond else NEAR if word in near else 0.0)
    return got / whole if whole else 1.0


def _near(cited: Cited) -> frozenset[str]:
    start, end = cited.reading.clause(cited.mention.quantity.start)
    return words_between(cited.reading, start, end)


def words_between(reading: Reading, start: int, end: int) -> frozenset[str]:
    return frozenset(t.word for t in reading.tokens if start <= t.start and t.end <= end)


def stray_digits(sentence: Reading, texts: Iterable[str]) -> list[Fault]:
    """Digits that are part of no quantity, with the letters they touch, that stand in no cited text."""
    cited = "\n".join(texts)
    faults: list[Fault] = []
    for match in _STRAY.finditer(sentence.text):
        read = any(q.start <= match.start("digits") < q.end for q in sentence.quantities)
        shown = match.group().lower()
        first, last = "(?<!\\d)" * shown[0].isdigit(), "(?!\\d)" * shown[-1].isdigit()
        if not read and not re.search(first + re.escape(shown) + last, cited):
            faults.append(("quantity", f"{match.group()} stands in none of its citations"))
    return faults
