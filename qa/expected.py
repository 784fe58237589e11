"""What a question expects its answer to name, beyond what it says itself: a place, an organisation, a day, the members
of a number that is told, a figure that is not its own. A statement about the right thing that holds none does not answer.

The signs are generous: it is better to take something for a name than to miss one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from documents import numbers, places
from documents.language import Language
from index.words import NAME_TAGS, tag
from qa.asking import Asks
from qa.content import CODE, Word
from qa.facets import Facet
from qa.kinds import Want, quantities
from qa.lexicon import stems

Expected = Literal["place", "where", "organisation", "day", "members", "meaning", "figure"]

_NAMED: Final[frozenset[Asks]] = frozenset({"name", "place", "list", "open"})
_OF: Final[Mapping[Expected, frozenset[Asks]]] = {
    "place": _NAMED,
    "where": _NAMED,
    "organisation": _NAMED,
    "day": frozenset({"date"}),
    "members": frozenset({"name", "list", "place"}),
    "meaning": frozenset({"name", "list", "open", "plan"}),
}
"""What kinds of question may expect it."""

_ASKS: Final[Mapping[Expected, Mapping[Language, re.Pattern[str]]]] = {
    "place": {
        "zh": re.compile(
            r"哪(?:些|[一两二三四五六七八九几]?[个座])?(?:城市|市|县|州|乡镇|乡|镇|村|省份|省|地方|地区|国家|国)(?![级家])"
        ),
        "en": re.compile(
            r"\b(?:which|what) (?:(?!of\b|is\b|are\b|was\b|were\b|did\b|does\b|will\b)\w+ ){0,2}"
            r"(?:cit(?:y|ies)|count(?:y|ies)|towns?|townships?|villages?|prefectures?|districts?|countr(?:y|ies)|provinces?|places?)\b(?!['’]s)"
        ),
    },
    "where": {
        "zh": re.compile(r"(?<![从往])(?<![难卡差花用好错子现]在)哪(?:里|儿)|何处|什么地方"),
        "en": re.compile(r"(?:^|[,;] |\band |\bme |\bknow )(?:exactly )?where\b(?! \w+ and\b)"),
    },
    "organisation": {
        "zh": re.compile(
            r"哪(?:[一几两二三四五些]?[家所个])?(?:公司|企业|单位|集团|机构|大学|高校|学院|医院|银行|厂商|厂家|部门|科研院所)|哪[一几两三]?[家所](?=[\u4e00-\u9fff])"
        ),
        "en": re.compile(
            r"\b(?:which|what) (?:(?!of\b|is\b|are\b|was\b|were\b|did\b|does\b|will\b)\w+ ){0,2}"
            r"(?:compan(?:y|ies)|firms?|universit(?:y|ies)|colleges?(?! graduates| students)|hospitals?|banks?|institut(?:es?|ions?)|contractors?|manufacturers?|developers?|agenc(?:y|ies))\b"
        ),
    },
    "day": {
        "zh": re.compile(r"几月|几号|几日|哪一?天|哪几?个月|什么日子|(?:具体|确切)的?(?:日期|时间|日子)|月份"),
        "en": re.compile(
            r"\b(?:what|which) (?:\w+ )?(?:day|date|month)\b|\b(?:exact|precise) (?:date|day)\b|\bexactly when\b|\bwhen exactly\b"
        ),
    },
    "members": {
        "zh": re.compile(r"分别(?:是|叫|为|有|指)|各(?:是|叫|指)|都(?:叫|是|有)(?:什么|啥|谁|哪)|哪(?:[几些两二三四五六七八九十]|\d+)"),
        "en": re.compile(
            r"\b(?:which|what(?: are| were)?) (?:the |other )*(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b|\bwhich (?:\w+ )?\w+s (?:are|were|will|would|have|did|do|took|came|went|got|won)\b|"
            r"\bname (?:the|all|them|those|each|these)\b|\bwhat are (?:the|all|those|these)\b|\blist (?:of|the|all|them)\b|\bwhat are they\b"
        ),
    },
    "meaning": {
        "zh": re.compile(
            r"指(?:的)?(?:的是|是|代)?(?:什么|啥|哪[几些两二三四五六七八九十])|各(?:是|指)(?!多少|几)|什么意思|含义|具体内容|从第一.{1,8}[写是]|"
            r"(?<=[”」》])(?:分别|具体|都|到底)?(?:是|有|指|包括)(?:什么|啥|哪[几些两二三四五六七八九十])"
        ),
        "en": re.compile(
            r"\bstands? for\b|\b(?:is|are) meant(?: by\b|(?=[?.! ]*$))|\bconsists? of\b|\bmakes? up the\b|\bspell out\b|\bdefinition\b|"
            r"\bwhat (?:exactly )?(?:is|are) (?:the )?[\"“']|\bwhat do .{1,60} (?:refer|stand)\b"
        ),
    },
}  # fmt: skip

_PLACE: Final = re.compile(
    r"[\u4e00-\u9fff]{1,3}(?:自治州|自治县|[州县市镇乡旗湖河江岛港湾山峡滩])|[东西南北]部|(?:东|西)[南北]|位于|地处|境内|沿线|两岸|流域|"
    r"中[尼巴哈蒙俄老越缅吉欧亚美日韩印](?![东小])"
)
_NO_PLACE: Final = re.compile(
    r"(?:^|[全我本各城上入超试示重新县个等和与及乡])(?:[全我本各城上入超试点示范重点新县个等和与及乡村小大多]*)[州县市镇乡]$|城乡|返乡|下乡|城市|超市|上市|城镇|乡镇|县市|都市|门市|股市|集市|夜市|江河|河湖|河山|江山|山水"
)
_ORGANISATION: Final = re.compile(
    r"([\u4e00-\u9fffA-Za-z]{2})(?:公司|集团|大学|学院|医院|银行|研究院|研究所|实验室|科学院|委员会|协会|总局|"
    r"(?<![东西南北中全内外干支本大])部(?![分署门队长落位])|厅|(?<![格布结定变])局(?![面部势限])|厂(?!商|家|区)|油田|学校|中学)"
)
_NO_NAME: Final = re.compile(
    r"国有|央企|企业|民营|外资|上市|龙头|一批|[些个家所类级型的]|高等|中小|公立|三级|二甲|高校|重点|职业|专业|综合|内|干|全|大"
)
_DAY: Final = re.compile(r"[年月][底末]|年初|[上中下]旬|[春夏秋冬][季天节]|[上下]半年|国庆|元旦")
_DATES: Final = frozenset({"date", "year-month", "month-day", "month", "month-end"})
_COUNT: Final = re.compile(
    r"(?:\d+|[一两二三四五六七八九十百]+)(?:余|多)?(?:大类?|个|家|所|项|条|种|座|类|处|名|位|支|台|届|张|片|(?=[省市县区乡村镇国园]))"
)
_EXPLAINED: Final = re.compile(r"[：—]|指|即|包括|就是|[^、，]{1,12}、[^、，]{1,12}、")
_QUOTED: Final = re.compile(r"[《“](.+?)[》”]")
_CAPITALS: Final = 0.6
"""A text of which more words than this begin with a capital is a title: its capitals tell no names."""
_WITHIN: Final = 12
"""So many characters after a number the thing it counts is named."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, and by what words it names things itself: its text, and the Chinese of its content."""

    text: str
    language: Language
    own: tuple[str, ...]

    @classmethod
    def of(cls, facet: Facet, language: Language) -> Asked:
        """A facet's question."""
        meanings = {meaning for word in facet.content.words for meaning in (word.surface, *word.zh) if meaning}
        return cls(facet.text.lower(), language, tuple(meanings))

    def names(self, name: str) -> bool:
        """Whether it says this name itself, or one that holds it or is held by it; what an English word stands for may
        hold more than it says: a land port is no city."""
        own = (word for word in self.own if len(word) > 1)
        return name in self.text or any(word in name or (self.language == "zh" and name in word) for word in own)

    def tells(self, text: str) -> bool:
        """Whether a text holds one of its words."""
        return any(word in text for word in self.own)


def names(facet: Facet, language: Language) -> list[Word]:
    """The words of a question's content that are proper names: in English by their capitals, in Chinese by rjieba, where
    the word stands for nothing but itself; and codes.

    Example: Tesla in "Does Tesla plan a factory?", 玛尔挡 in 玛尔挡水电站装机多少, 5G in "How many 5G masts are there?"
    """
    words = facet.content.words
    codes = [w for w in words if CODE.fullmatch(w.surface)]
    if language == "zh":
        return codes + [
            w
            for w in words
            if len(w.zh) == 1
            and not w.learnt
            and len(w.surface) > 1
            and tag(w.surface) in NAME_TAGS
            and w.surface != "中国"
        ]
    capital = {stem for name in _capitals(facet.text) for stem in stems(name)}
    return codes + [w for w in words if not capital.isdisjoint(w.surface.split())]


def _capitals(text: str) -> list[str]:
    """The English words that begin with a capital though no sentence begins there."""
    found = list(re.finditer(r"[A-Za-z][\w'’-]*", text))
    capitals = [m for m in found if m.group()[0].isupper()]
    if len(capitals) > _CAPITALS * len(found):
        return []
    inside = [m.group() for m in capitals if not re.search(r"(?:^|[.?!:]) *[\"“'(]*$", text[: m.start()])]
    return [name for name in inside if len(name) > 2 and not re.match(r"(?:China|Chinese|[A-Z]-)", name)]


def lacking(
    facet: Facet, language: Language, text: str, clause: str, place_words: Collection[str], region: str = ""
) -> frozenset[Expected]:
    """What the question expects of an answer and a Chinese statement does not hold beside what the question says itself.

    A place is looked for in the clause that answers, the rest in the whole `text`. `place_words`: words of the reports
    that name a place (`index.search.Index.places`). The `region` that the whole report is about is no place in it.

    Example: asked 新机场建在哪个县, 新机场开工 lacks "place", and 新机场在临江县开工 lacks nothing.
    """
    asked = Asked.of(facet, language)
    missed = {
        kind
        for kind, patterns in _ASKS.items()
        if facet.asks in _OF[kind]
        and patterns[language].search(asked.text)
        and not (
            any(not asked.names(place) for place in _places(clause if kind == "place" else text, place_words, region))
            if kind in ("place", "where")
            else _HELD[kind](asked, text)
        )
    }
    if facet.asks == "figure" and _only_own_figures(asked, facet.want, text):
        missed.add("figure")
    return frozenset(missed)


def _places(text: str, place_words: Collection[str], region: str) -> list[str]:
    """The places that a Chinese text names, the country and the region left out."""
    named = [place.zh for place in places.named(text)]
    named += [word for word in place_words if word in text]
    named += [m.group() for m in _PLACE.finditer(text) if not _NO_PLACE.search(m.group())]
    return [name for name in named if name not in ("中国", region, f"{region}省")]


def _organisation(asked: Asked, text: str) -> bool:
    return any(not _NO_NAME.search(m[1]) and not asked.names(m[1]) for m in _ORGANISATION.finditer(text))


def _day(asked: Asked, text: str) -> bool:
    return bool(_DAY.search(text)) or any(q.kind in _DATES for q in quantities(text))


def _members(asked: Asked, text: str) -> bool:
    """Whether a text that tells how many of the things asked for there are also names some that the question does not."""
    if any(not asked.names(name) for name in _QUOTED.findall(text)):
        return True
    own = {quantity.value for quantity in numbers.read(asked.text, asked.language)}
    counted = [
        (clause, count)
        for clause in re.split(r"[，；。]", text)
        for count in _COUNT.finditer(clause)
        if asked.tells(clause[count.end() : count.end() + _WITHIN])
        or any(q.value in own for q in quantities(clause) if q.start <= count.start() < q.end)
    ]
    return not counted or any(_lists(asked, clause, count) for clause, count in counted)


def _meaning(asked: Asked, text: str) -> bool:
    """Whether a text explains a term, or tells what belongs to it."""
    return bool(_EXPLAINED.search(text))


def _lists(asked: Asked, clause: str, count: re.Match[str]) -> bool:
    """Whether a clause lists things before their number (湟源、祁连等8个县) or after what they are."""
    before, after = clause[: count.start()].removesuffix("等"), clause[count.end() :]
    if "、" in before or re.search(r"[和与及][\u4e00-\u9fff]{2,6}$", before):
        items = re.split(r"[、和与及]", before)
        return any(item and not asked.names(item[-2:]) for item in items[1:] or items)
    return bool(re.search(r"[：—]|、[^、]{1,12}、", after))


def _only_own_figures(asked: Asked, want: Want, text: str) -> bool:
    """Whether every figure of the text that would do is one that the question says itself."""
    own = {quantity.value for quantity in numbers.read(asked.text, asked.language)}
    told = [q for q in quantities(text) if q.kind in ("quantity", "rank", "ordinal", "duration")]
    fit = [q for q in told if not want.units or want.accepts(q.unit)]
    return bool(fit) and all(q.value in own for q in fit)


_HELD: Final[Mapping[Expected, Callable[[Asked, str], bool]]] = {
    "organisation": _organisation,
    "day": _day,
    "members": _members,
    "meaning": _meaning,
}
