"""Sentences that state something worked out: the result must follow from two cited figures, and the sentence say so."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from documents.language import Language
from documents.numbers import Quantity, same
from qa.checks.mentions import Reading, comparable
from qa.checks.source import Cited, Source, figures

SAYS_SO: Final = {
    "zh": re.compile(r"计算|算得|算出|相差|合计|共计|测算|共"),
    "en": re.compile(
        r"\b(?:computed|calculated|calculation|works out|worked out|in all|in total|a total of)\b",
        re.IGNORECASE,
    ),
}
_FLOOR: Final = re.compile(r"下限|\bfloor\b")
_MORE: Final = {
    "zh": re.compile(r"[高多快长](?:出|了|于)?|增加|提高|上升|扩大"),
    "en": re.compile(r"\b(?:higher|more|above|faster|larger|greater|up|increase[ds]?|rose|rise)\b", re.IGNORECASE),
}
_LESS: Final = {
    "zh": re.compile(r"[低少慢](?:出|了|于)?|减少|下降|缩小"),
    "en": re.compile(r"\b(?:lower|less|fewer|below|slower|smaller|down|decrease[ds]?|fell|fall)\b", re.IGNORECASE),
}


def results(sentence: Reading, sources: Sequence[Source], count: int) -> frozenset[int]:
    """Where the figures begin that the sentence works out from two cited ones (or that count its items or citations)."""
    cited = [c for c in figures(sources, sentence.language) if c.mention.quantity.kind == "quantity"]
    own = [m.quantity for m in sentence.mentions]
    stated = [q for q in own if any(same(q, c.mention.quantity) and not c.mention.quoted for c in cited)]
    found = set()
    for q in own:
        if q in stated:
            continue
        if _counts(q, sentence, count) or any(
            _follows(q, a, b, sentence) for a, b in combinations(_distinct(cited), 2)
        ):
            found.add(q.start)
    return frozenset(found)


def says_so(text: str, language: Language) -> bool:
    """Whether the sentence says that it is worked out."""
    return bool(SAYS_SO[language].search(text))


def _distinct(cited: Sequence[Cited]) -> list[Cited]:
    kept: list[Cited] = []
    for c in cited:
        if not any(c.mention.quantity == k.mention.quantity and c.source is k.source for k in kept):
            kept.append(c)
    return kept


def _counts(q: Quantity, sentence: Reading, count: int) -> bool:
    """Whether the figure is how many things the sentence lists or cites."""
    if q.unit not in ("", "item", "entity", "place", "person") or q.hedge:
        return False
    items = 1 + len(re.findall(r"[；;、]", sentence.text))
    return q.value in (count, items, len(sentence.mentions) - 1)


def _follows(q: Quantity, a: Cited, b: Cited, sentence: Reading) -> bool:
    x, y = a.mention.quantity, b.mention.quantity
    if x.high is not None or y.high is not None or not comparable(x, y) or x.unit != y.unit:
        return False
    if (a.mention.move is None) != (b.mention.move is None):
        return False
    difference = abs(x.value - y.value)
    if x.unit == "%" and q.unit in ("pp", "%"):
        right = q.unit == "pp" and q.value == difference
    elif q.unit == x.unit:
        right = _equal(q.value, difference) or _equal(q.value, x.value + y.value)
    else:
        right = q.unit in ("times", "multiple") and bool(x.value and y.value) and _ratio(q.value, x.value, y.value)
    return right and _hedged(q, x, y, bool(_FLOOR.search(sentence.text))) and _ordered(q, a, b, sentence)


def _equal(a: Decimal, b: Decimal) -> bool:
    return abs(a - b) <= Decimal("0.000001") * max(abs(a), abs(b), Decimal(1))


def _ratio(value: Decimal, x: Decimal, y: Decimal) -> bool:
    """Whether `value` is one over the other, rounded to the places that `value` shows."""
    exponent = Decimal(1).scaleb(int(value.as_tuple().exponent)) if value else Decimal(1)
    return any(abs(a / b - value) <= exponent / 2 for a, b in ((x, y), (y, x)))


def _hedged(q: Quantity, x: Quantity, y: Quantity, of_floor: bool) -> bool:
    """A result from a hedged figure is hedged, but for one that is said to be of the floor of "at least" so much."""
    return (
        bool(q.hedge) or not (x.hedge or y.hedge) or bool(of_floor and {x.hedge, y.hedge} <= {"", "over", "at_least"})
    )


def _ordered(q: Quantity, a: Cited, b: Cited, sentence: Reading) -> bool:
    """Whether "higher" or "lower" agrees with the order in which the sentence names the two years or figures."""
    language, text = sentence.language, sentence.text
    start, end = sentence.clause(q.start)
    around = text[max(start, q.start - 14) : q.start] if language == "zh" else text[start:end]
    more, less = _MORE[language].search(around), _LESS[language].search(around)
    if bool(more) == bool(less):
        return True
    first = _first_named(a, b, sentence)
    if first is None:
        return True
    second = b if first is a else a
    rises = first.mention.quantity.value > second.mention.quantity.value
    return rises if more else not rises


def _first_named(a: Cited, b: Cited, sentence: Reading) -> Cited | None:
    """Which of the two is compared with the other: the one whose year stands nearest before the comparing word's 比/than,
    else the later of two figures in "from … to …"; None where the sentence does not say."""
    text = sentence.text
    than = re.search(r"比(?![例重率])|than|较", text)
    years = [(q.start, int(q.value)) for q in sentence.quantities if q.kind == "year"]
    if than is None:
        return None
    before = [year for at, year in years if at < than.start()]
    after = [year for at, year in years if at > than.start()]
    subject = before[-1] if before else None
    for one, other in ((a, b), (b, a)):
        if one.source.scope == other.source.scope:
            return None
        if subject is not None and one.source.scope.first <= subject <= one.source.scope.last:
            return one
        if subject is None and after and other.source.scope.first <= after[0] <= other.source.scope.last:
            return one
    return None
