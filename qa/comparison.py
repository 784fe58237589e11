"""Two figures side by side: which is more, and by how much. Worked out here, from figures of the ledger that stand in the
words cited, and said to be; only where unit and measure agree, and only as far as "over" and "about" allow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from documents.figures import Figure
from documents.language import Language
from qa import coordinated, verdict
from qa.answer import Citation, Sentence
from qa.compose import Draft
from qa.evidence import FiguresOf
from qa.facets import ContentOf, Facet, apart
from qa.kinds import english_stems
from qa.question import Question, compares

ALIKE: Final = 0.6
ALIKE_OF_LONGER: Final = 0.45
"""Two indicators are of one thing where they share so much of the pairs of characters of the shorter and of the longer:
国土绿化 has 3 of the 10 of 国土绿化及生态修复治理, which is more than greening; 居民消费价格 has 5 of the 7 of 居民消费价格涨幅."""
_BEYOND: Final = frozenset({"over", "at_least"})
_ROUGH: Final = frozenset({"about", "nearly"})


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two figures, and the mark of the citation that it stands in."""

    figure: Figure
    marker: int


def added(
    question: Question, facets: Sequence[Facet], drafted: Draft, figures_of: FiguresOf, content_of: ContentOf
) -> Draft:
    """The draft with the difference of the two figures that the question compares, and whether they settle it."""
    if not drafted.sentences or not compares(question):
        return drafted
    found = sides(question, facets, drafted.citations, figures_of, content_of)
    if found is None:
        return drafted
    told = difference(question.language, *found)
    if told is None:
        return drafted
    first, *rest = drafted.sentences
    if question.settles and (word := settled(question, *found)):
        first = replace(first, text=word + verdict.bare(first.text, question.language))
    return Draft((first, *rest, told), drafted.citations)


def sides(
    question: Question,
    facets: Sequence[Facet],
    citations: Sequence[Citation],
    figures_of: FiguresOf,
    content_of: ContentOf,
) -> tuple[Side, Side] | None:
    """The two figures: one thing's in two periods, or two things'; None where there are not two to compare."""
    cited = {c.marker: [Side(f, c.marker) for f in figures_of(c.id) if _stands(f, c)] for c in citations}
    if len(facets) == 2 and not apart(facets):
        first, second = next(iter(cited.values())), list(cited.values())[-1]
        pairs = [(a, b) for a in first for b in second if _comparable(a, b) and _of_one_thing(a, b)]
        pairs = [(a, b) for a, b in pairs if a.figure.year < b.figure.year]
    else:
        things = coordinated.compared(question, content_of)
        if len(things) != 2:
            return None
        every = [side for held in cited.values() for side in held]
        first, second = ([s for s in every if _covers(thing, s) >= coordinated.MET] for thing in things)
        pairs = [(b, a) for a in first for b in second if a.figure is not b.figure and _comparable(a, b)]
        pairs = [(b, a) for b, a in pairs if _covers(things[0], a) >= _covers(things[0], b)]
        pairs = [(b, a) for b, a in pairs if _covers(things[1], b) >= _covers(things[1], a)]
    return max(pairs, key=lambda pair: _worth(facets, *pair), default=None)


def _worth(facets: Sequence[Facet], base: Side, subject: Side) -> tuple[float, bool]:
    """How well both are what the question asks for; of those that are alike, figures that differ."""
    return sum(_fit(facets, side) for side in (base, subject)), base.figure.value != subject.figure.value


def _stands(figure: Figure, citation: Citation) -> bool:
    return figure.is_figure and citation.start <= figure.start and figure.end <= citation.end


def _comparable(a: Side, b: Side) -> bool:
    one, other = a.figure, b.figure
    if (one.unit, one.measure) != (other.unit, other.measure) or one.high is not None or other.high is not None:
        return False
    return one.measure != "count" or _counted(one) == _counted(other)


def _counted(figure: Figure) -> str:
    """The measure word of something counted: 类 of 十大类, 项 of 44项."""
    return figure.text.rstrip("以上左右余多内")[-1:]


def _of_one_thing(a: Side, b: Side) -> bool:
    return alike(a.figure.indicator, b.figure.indicator) and a.figure.direction == b.figure.direction


def _covers(thing: coordinated.Thing, side: Side) -> float:
    figure = side.figure  # of two things told in one breath the English is the same: urban and rural residents
    content = thing.content.known  # town and country are learnt to mean each other: they stand together
    return content.coverage(figure.indicator) or content.coverage("", english_stems(figure.indicator_en or ""))


def _fit(facets: Sequence[Facet], side: Side) -> float:
    """How well a figure is what the question asks for."""
    facet, figure = facets[0], side.figure
    covered = facet.content.coverage(figure.indicator + figure.text, english_stems(figure.indicator_en or ""))
    return covered + 0.5 * (not facet.want.units or facet.want.accepts(figure.unit))


def alike(one: str, other: str) -> bool:
    """Whether two indicators are of the same thing: they share most of their pairs of characters.

    >>> alike("新增清洁能源装机", "清洁能源新增装机"), alike("民生支出占比", "一般性支出压减"), alike("国土绿化", "国土绿化及生态修复治理")
    (True, False, False)
    """
    pairs = sorted(({text[i : i + 2] for i in range(len(text) - 1)} for text in (one, other)), key=len)
    shared = len(pairs[0] & pairs[1])
    return shared >= ALIKE * max(1, len(pairs[0])) and shared >= ALIKE_OF_LONGER * len(pairs[1])


def difference(language: Language, base: Side, subject: Side) -> Sentence | None:
    """How far the second figure is from the first; None where "over" and "about" leave it open."""
    one, other = base.figure, subject.figure
    more, amount = _order(one, other), _amount(abs(one.value - other.value), one.unit, language)
    names = [_said(figure, language) for figure in (one, other)]
    if more is None or amount is None or None in names:
        return None
    hedges = {one.hedge, other.hedge}
    floor = bool(hedges & _BEYOND) and not more
    say = _SAY[language]
    rough, beyond = say.about if hedges & _ROUGH else "", say.over if hedges & _BEYOND and more else ""
    word = say.words[one.unit in _RATES][more]
    same = one.value == other.value
    told = say.same.format(nearly=say.nearly if rough else "") if same else ""
    told = told or say.apart.format(hedge=rough, beyond=beyond, gap=amount, word=word)
    if one.year != other.year:
        kinds = [say.target if figure.kind == "target" else say.result for figure in (one, other)]
        text = say.years.format(
            one=one.year, other=other.year, indicator=one.indicator, base=names[0], subject=names[1], kind_one=kinds[0], kind_other=kinds[1],
            floor=say.floor if floor else "", told=told,
        )  # fmt: skip
    else:
        of = say.things_same if same else say.things
        text = of.format(base=names[0], subject=names[1], told=told, gap=amount, hedge=rough, beyond=beyond)
    return Sentence(text, tuple(sorted({base.marker, subject.marker})), computed=True)


def settled(question: Question, base: Side, subject: Side) -> str:
    """Yes or no, where the question asks whether one figure is more than the other, or less; "" otherwise."""
    more = _order(base.figure, subject.figure)
    asked = verdict.direction(question.text, question.spoken)
    if more is None or asked is None:
        return ""
    yes = base.figure.value != subject.figure.value and asked == more
    return (verdict.YES if yes else verdict.no(question))[question.language]


def _order(one: Figure, other: Figure) -> bool | None:
    """Whether the second is more than the first (False also where they are the same); None where it cannot be told. A later
    target of "at least" so much counts by its floor."""
    if "at_most" in (one.hedge, other.hedge) or one.hedge in _BEYOND:
        return None
    if other.hedge in _BEYOND and (one.hedge or (other.value <= one.value and other.kind != "target")):
        return None
    return other.value > one.value


_RATES: Final = frozenset({"%", "pp", "times", "multiple"})
_ZH_UNITS: Final = {
    "mu": "亩", "kW": "千瓦", "item": "项", "person": "人", "person-time": "人次", "yuan": "元", "t": "吨", "household": "户",
    "km": "公里", "entity": "家", "place": "个", "times": "倍", "": "个", "m3": "立方米", "kWh": "千瓦时",
}  # fmt: skip
_EN_UNITS: Final = {
    "mu": "mu", "kW": "kilowatts", "item": "items", "person": "people", "person-time": "person-times", "yuan": "yuan", "t": "tonnes",
    "household": "households", "km": "kilometers", "entity": "", "place": "", "times": "times", "": "", "m3": "cubic meters", "kWh": "kilowatt-hours",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Words:
    """How a difference is told in a language."""

    years: str
    things: str
    things_same: str
    apart: str
    same: str
    result: str
    target: str
    floor: str
    nearly: str
    about: str
    over: str
    words: tuple[tuple[str, str], tuple[str, str]]


_SAY: Final[dict[Language, _Words]] = {
    "zh": _Words(
        "{one}年{indicator}{kind_one}{base}，{other}年{kind_other}{subject}，按此计算，{floor}{told}。",
        "按以上数字计算，{subject}比{base}{told}。", "按以上数字计算，{told}。",
        "{word}{hedge}{gap}{beyond}", "两者{nearly}相同", "实际", "目标", "其下限", "大致", "约", "以上", (("少", "多"), ("低", "高")),
    ),
    "en": _Words(
        "{base} was the {one} {kind_one}, {subject} is the {other} {kind_other}: computed from these, {floor}{told}.",
        "Computed from these figures, the difference between {subject} and {base} is {beyond}{hedge}{gap}.",
        "Computed from these figures, {told}.",
        "the difference is {beyond}{hedge}{gap} ({word})", "the two are {nearly}the same", "result", "target", "for its floor, ", "about ", "about ", "over ",
        (("less", "more"), ("less", "more")),
    ),
}  # fmt: skip


def _said(figure: Figure, language: Language) -> str | None:
    """A figure with its hedge: 5%左右, around 5 percent; None where its unit has no words here."""
    amount = _amount(figure.value, figure.unit, language, share=True)
    if amount is None:
        return None
    if language == "zh":
        after = {"about": "左右", "over": "以上", "at_least": "以上"}.get(figure.hedge, "")
        return ("近" if figure.hedge == "nearly" else "") + amount + after
    before = {"about": "around ", "over": "over ", "at_least": "at least ", "nearly": "nearly "}
    return before.get(figure.hedge, "") + amount


def _amount(value: Decimal, unit: str, language: Language, share: bool = False) -> str | None:
    """An amount in words: 0.3个百分点 (or, a ``share``, 0.3%), 5.2 million kilowatts; None for a unit that has none."""
    if unit in ("%", "pp"):
        if share and unit == "%":
            return f"{value.normalize():f}%" if language == "zh" else f"{value.normalize():f} percent"
        return f"{value.normalize():f}个百分点" if language == "zh" else f"{value.normalize():f} percentage points"
    name = (_ZH_UNITS if language == "zh" else _EN_UNITS).get(unit)
    if name is None:
        return None
    if language == "zh":
        large = value >= 10000
        return f"{(value / 10000 if large else value).normalize():f}{'万' if large else ''}{name}"
    large = value >= 1_000_000
    return f"{(value / 1_000_000 if large else value).normalize():,f}{' million' if large else ''} {name}".rstrip()
