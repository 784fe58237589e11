"""What kind of thing a question wants, and whether a text holds it: a figure, of which unit, or a date."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from documents import numbers
from documents.language import Language
from documents.units import STRICTNESS
from index.words import STOP_ZH, chinese_words, stem
from qa.asking import Asks
from qa.generic import GENERIC_EN, GENERIC_ZH
from qa.lexicon import is_generic, official, stems

_UNIT_ZH = re.compile(
    r"(?:多少|(?<![近前这那晚早头])几)(?:个)?(?!天[然空]|年轻|人[才均]|名[额单])([\u4e00-\u9fff]{1,4})"
)
_UNIT_EN = re.compile(
    r"how many (?!(?:for|of|in|on|at|by|to|from|are|is|were|was|will|did|do|have|has|had|would|can|should|there)\b(?! (?:the|such)\b))(?:(?:new|more|extra|additional|national|such|of the|\d[a-z]) )*((?:[a-z-]+ ?){1,3})"
)
_NOT_COUNTED = re.compile(
    r"\b(?:[a-z]+(?:['’]s?(?:-[a-z]+)?|-[a-z]+(?<!-off))|(?:(?<=many )|(?<=new )|(?<=the )|(?<=more ))"
    r"(?:individual|student|worker|teacher|farmer|herder|resident|family|household|company|village|county|township|school|job|day)) (?=[a-z])"
)
"""What only tells of what kind the counted things are: farmers' co-ops, people-friendly promises, household appliances."""
_CHANGE_ZH = re.compile(r"增长|增速|增幅|同比|环比|[涨跌](?![水潮落])|降幅|下降|下滑|翻(?![新修建译])|变化")
"""增加 and 减少 are left out: they ask for an amount as often as for a rate."""
_LESS_ZH = re.compile(
    r"[少多降涨升](?:了|掉|出)多少|多[花投]了?多少|[砍减压降涨升]掉?多少|(?:增加|减少|提高|降低)了?多少[？?]?$"
)
"""How much less or more: an amount or a rate."""
_LESS_EN = re.compile(
    r"\b(?:price (?:cut|reduction|drop)s?|(?:bring|brought) down|discount|lower(?:ed)?|reduc(?:e|ed|tion))\b"
)
_CHANGE_EN = re.compile(
    r"\b(?:grow|grew|growth|rise|rose|fell|fall|decline|go up|went up|go down|went down|climb|jump|fast|faster|by how much|rate)\w*\b"
)
_SHARE_ZH = re.compile(r"比例|占比|占(?:了)?(?:全|多|几|总)|比重|百分之|率是?多少|几成")
_SHARE_EN = re.compile(r"\b(?:share|proportion|percentage|percent|fraction|rate)\b")
_RATES = frozenset({"%", "pp", "times", "multiple"})
_AS_SHARE: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(r"(?:问|说|要|看|讲)的?是(?:比例|百分比|占比)|(?:百分比|比例|百分之几)[？?。！!]*$"),
    "en": re.compile(r"\b(?:in|as an?|what) per ?cent(?:age)?s?(?=[?.! ]*$|,)"),
}
"""It says itself that a share is wanted, whatever else it counts: how many days, in percent."""
_NO_CHANGE: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(r"(?:不要|不是|不问|而非|别说)(?:增[速幅长]|涨幅|比例)"),
    "en": re.compile(
        r"\b(?:not|rather than|instead of) (?:the )?(?:\w+ )?(?:growth|rate|percentage|change|increase)\b"
    ),
}
"""It says that no rate is wanted."""
_MONEY_ZH = r"工资|月薪|薪水|补贴(?!性)|补助|奖金|津贴|费用|[学电水话保运]费|经费|资金|门票|赔偿|预算|债务?|贷款"
_MEANT: dict[Language, tuple[tuple[re.Pattern[str], frozenset[str]], ...]] = {
    "zh": (
        (re.compile(r"每.{0,3}(?:100|一?百).{0,24}(?:多少|几)"), _RATES),
        (re.compile(r"美元|美金|欧元"), frozenset({"usd"})),
        (re.compile(r"多少钱|几块钱|(?:多少|几)个?[十百千]?亿(?![亩立方千瓦吨人户斤公度条次头只平颗株])|折合人民币|掏(?:多少|几)|补(?:助|贴)?(?:多少|几)(?![户人次])|罚(?:款)?(?:多少|几)|花[了费]?多少|造价|总投资|"
                    r"投资多少|多少(?:万|亿)?元|几(?:万|亿)?元"), frozenset({"yuan"})),
        (re.compile(rf"(?:{_MONEY_ZH})[^，。？增涨长降占率比]{{0,6}}(?:多少|几[十百千万])(?![家个项人户名次张亩吨所套辆条万])|多少的?(?:{_MONEY_ZH})|欠[了着]?.{{0,4}}多少"), frozenset({"yuan"})),
        (re.compile(r"多少(?:万|亿)?(?:个|名)?(?:人|孩子|居民|老人|学生)(?![次均家才])|几(?:个|名)(?:人(?![才均])|孩子|老人|学生)|人口|死了?多少|伤亡|(?:死|遇难|出生).{0,6}(?:多少|几)"), frozenset({"person"})),
        (re.compile(r"多少(?:只|头|匹|条鱼)|几(?:只|头)"), frozenset({"animal"})),
        (re.compile(r"[房单票油均药租]价|价格(?:是|为)?多少|卖多少|工资(?:标准)?(?:是|调|涨)?.{0,3}多少"), frozenset({"yuan"})),
        (re.compile(r"(?:长度|全长|多长(?!时间)|多远|里程)"), frozenset({"km", "m"})),
        (re.compile(r"装机(?:容量)?(?:是|有)?(?:多少|多大)|多少(?:万)?千瓦|多少兆瓦"), frozenset({"kW"})),
        (re.compile(r"时速|速度(?:是|有)?多"), frozenset({"km/h"})),
        (re.compile(r"(?:多少|几)(?:万|亿)*度电?(?![假过])"), frozenset({"kWh", "degree"})),
        (re.compile(r"(?:排(?:在|名|到|进|名在)?|全国|世界|全球|全省)(?:全国|全世界|全球|世界)?(?:第几|老几)|第几[名位]|排名|名次|位次"), frozenset({"rank"})),
        (re.compile(r"(?<![排名国界球省])第几(?![名位])"), frozenset({"ordinal"})),
        (re.compile(r"(?:多深|深度|海拔|多高(?=的)|水深)"), frozenset({"m"})),
        (re.compile(r"平方公里|(?:占地|湖面|建筑)?面积(?:是|有)?(?:多少|多大)"), frozenset({"mu", "km2", "m2", "hectare"})),
    ),
    "en": (
        (re.compile(r"\bout of (?:every|each) (?:100|hundred)\b"), _RATES),
        (re.compile(r"\b(?:dollars?|usd|euros?)\b"), frozenset({"usd"})),
        (re.compile(r"\b(?:megawatts?|mw|gw|gigawatts?)\b|^(?!.*\b(?:gr[eo]w\w*|r[io]se|increase\w*|share|per ?cent\w*)\b).*\binstalled (?:\w+ ){0,3}capacity\b"), frozenset({"kW"})),
        (re.compile(r"\b(?:top speed|speed limit|km/h)\b"), frozenset({"km/h"})),
        (re.compile(r"\btonnage\b|\bin (?:metric )?ton(?:ne)?s(?=[?.! ]*$|,)"), frozenset({"t"})),
        (re.compile(r"\bmileage\b"), frozenset({"km", "m"})),
        (re.compile(r"\bratio\b|\bhow many times\b(?=.*\b(?:go up|went up|gr[eo]w\w*|increas\w+|r[io]se\w*|jump\w*|expand\w*|multipl\w+|climb\w*)\b)"), _RATES),
        (re.compile(r"^(?!.*\bhow many\b).*(?:\bturnover\b(?! rate)|\b(?:pension|allowance|premium|admission)s?(?=[?.! ]*$|,)|"
                    r"\b(?:what|which)\b.{1,30}\b(?:fees?|fines?|allowances?|pensions?)\b(?! (?:polic|reform|system|plan)|[- ]particle))"), frozenset({"yuan"})),
        (re.compile(r"(?<!national )(?<!provincial )(?<!the )\brank(?:ed|s)?\b|\branking\b|\b(?:which|what) place\b"), frozenset({"rank"})),
        (re.compile(r"\b(?:by )?how many (?:percentage )?points\b"), frozenset({"%", "pp", "item"})),
        (re.compile(r"\b(?:house|home|housing|property|flat|apartment|ticket|average|unit) prices?\b|(?<![-\w])rents?\b"), frozenset({"yuan"})),
        (re.compile(r"\b(?:price tag|(?:the|total) (?:bill|tab) (?:for|of)|fines?(?![- ]particle)|subsid(?:y|ies) per|billions? of yuan|how many (?:hundred )?(?:billion|million) yuan)\b"), frozenset({"yuan"})),
        (re.compile(r"\bhow long (?:is|are|was|were|will) (?:the|this|that)\b(?=.{0,60}\b(?:road|rail|line|bridge|tunnel|river|canal|route|track|pipe|express|highway|trail|wall|border|coast|corridor|section|stretch|metro|link|network))"
                    r"(?!.{0,80}\b(?:take|last|wait|run|campaign|action|plan|drive|programme|program)\b)"), frozenset({"km", "m"})),
        (re.compile(r"\bhow much (?:money|does .{1,60} cost|did .{1,60} cost|will .{1,60} cost|is .{1,40} worth)|\bcosts?\b|\bin (?:yuan|rmb|money)\b|\bprice of\b|"
                    r"\b(?:wages?|salar(?:y|ies)|tolls?|tuition|fares?|owe|fetch|take home|sell for)\b|\b(?:what|entry|entrance|admission) fees?\b|\b(?:at )?what price\b|\b(?:total|whole|overall|what) budget\b(?! (?:revenue|expenditure))|"
                    r"\bhow much (?:(?!do\b|does\b|did\b|will\b|is\b|was\b|has\b|have\b|of\b)\w+ ){0,2}(?:compensation|funding|funds|subsid(?:y|ies)|aid|debt|investment|revenue)\b|"
                    r"\b(?:how much|what) (?:do|does|did|will|can|must|should) (?:[\w'’-]+ ){1,8}?(?:pay|earn|pledge|charge|receive|get paid)\b"), frozenset({"yuan"})),
        (re.compile(r"\bhow many (?:(?!(?:for|with|to|by|in|should|must|will|would|can|could|do|does|did|are|were|have|has)\b)\w+ ){0,2}(?:people|babies|children|residents|persons|inhabitants|deaths|"
            r"victims|students)\b(?!['’-])|\bpopulation\b|\bdeath toll\b|"
                    r"\bhow many .{0,20}\b(?:died|die|killed|born)\b"), frozenset({"person"})),
        (re.compile(r"\bhow many (?:(?!tons|tonnes|for|of)\w+ ){0,2}(?:antelopes?|leopards?|yaks?|sheep|animals|birds|gazelles?|fish)\b"), frozenset({"animal"})),
        (re.compile(r"\blength of\b"), frozenset({"km", "m"})),
        (re.compile(r"\bhow (?:deep|tall) (?!.{0,20}\b(?:cut|reduction|decline|fall|drop|slump))|\b(?:depth|altitude|elevation)\b"), frozenset({"m"})),
        (re.compile(r"^(?!.*\bhow many\b).*\b(?:area (?:of|is|was|were|are|will|covered|under|planted|sown)|(?:what|large an|big an|total|land|floor|surface|planted|sown|planting|sowing) area|acreage|"
                    r"surface(?! water))\b"), frozenset({"mu", "km2", "m2", "hectare"})),
    ),
}  # fmt: skip
"""What the words of a question mean in units, where no measure word is named."""
_WHEN = re.compile(r"[年月日]|之前|以前|年内|提前|年底|连夜|期间|第一时间")
_NOUN_ZH = re.compile(
    r"(?:哪[一两二三四五六七八九十几些]?(?:[个种条座家部所位处支]|项(?!目))?|什么|啥)(?:[\u4e00-\u9fff]{1,6}的)?([\u4e00-\u9fff]{1,4})"
)
_NOUN_EN = re.compile(
    r"\b(?:which|what(?=(?: [a-z-]+){1,4} (?:is|are|was|were|do|does|did|will|would|has|have|had|can|could|should|won)\b))"
    r"(?: (?:two|three|four|five|six|other|new|kind of|type of|kinds of|types of))? (?!(?:is|are|was|were|do|does|did|will|would|has|have|had|can|could|should|of|in|on)\b)([a-z]+)\b(?! (?:is|are|was|were) the\b)"
)
_IN_WORDS = re.compile(r"[与和同][\u4e00-\u9fff]{2,8}同步|同步增长|过半|占一半|翻了?[一两二三四五六七八九十]?番|持平")
"""A figure that is given in words: 与经济增长同步, 占比过半."""
_SAME = {"usd": "yuan", "anniversary": "age", "workday": "day"}
"""A unit that does where another is asked for: dollars for money, an anniversary for an age."""
_TITLED: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(r"叫(?:什么|啥|个什么)|名字|什么名|啥名|名称|书名|片名|全名"),
    "en": re.compile(r"\b(?:called|named|the name of|what name|title[ds]?|nicknamed?|slogan)\b"),
}
_TITLE = re.compile(r"[“《]")
"""What something is called, asked for and told."""
_PLACES = frozenset({"rank", "ordinal"})
"""Kinds of quantity that have no unit: a place among others, and which time it is."""
_PLACED = re.compile(
    r"[前首](?:列|茅|位)|前[一二两三四五六七八九十百\d]+(?!年|个?月|[季天])|第一|领先|倒数|末位|排名(?:第)?\d+位|连冠|[冠亚季]军|(?:全国|全球|世界)最"
)
"""A place among others given in words."""
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]+(?:[)）、．]|是)")
"""What begins so is told to be the how-manieth."""
_NAMED = re.compile(r"[一二三四五六七八九十百两\d][大条项个]$")


@dataclass(frozen=True, slots=True)
class Want:
    """The kind asked for; `units` are the units that would do, empty where any would; `titled`: what something is called."""

    asks: Asks
    units: frozenset[str] = frozenset()
    measure: str = ""
    nouns: tuple[str, ...] = ()
    titled: bool = False

    @classmethod
    def of(cls, text: str, asks: Asks, language: Language) -> Want:
        """What `text` wants."""
        units = cls._units(text, asks, language)
        measure = _measure(text, language, units) if asks in ("figure", "compare") else ""
        nouns = _nouns(text, language) if asks in ("name", "place", "list") else ()
        titled = asks == "name" and _TITLED[language].search(text.lower()) is not None
        return cls(asks, units, measure, nouns, titled)

    def after(self, focus: str, language: Language) -> Want:
        """What a follow-up wants, where this is what the question before it wanted: the same measure, where it names none,
        in any unit; not its acres where the follow-up speaks of tonnes, nor its novel where it speaks of an opera.

        >>> before = Want.of("产量目标 粮油播种面积是多少", "figure", "zh")
        >>> sorted(before.units), sorted(before.after("产量目标", "zh").units)
        (['hectare', 'km2', 'm2', 'mu'], [])
        """
        own = self._units(focus, self.asks, language)
        nouns = self.nouns if is_generic(focus, language) else _nouns(focus, language)
        return replace(self, units=own, measure=_measure(focus, language, own) or self.measure, nouns=nouns)

    @classmethod
    def _units(cls, text: str, asks: Asks, language: Language) -> frozenset[str]:
        """The units that would do.

        >>> sorted(Want.of("新增了多少亩？", "figure", "zh").units), sorted(Want.of("What share?", "figure", "en").units)
        (['mu'], ['%', 'multiple', 'pp', 'times'])
        """
        if asks not in ("figure", "compare"):
            return frozenset()
        units: set[str] = set()
        words = _NO_CHANGE[language].sub("", text.lower())
        if _AS_SHARE[language].search(words):
            return _RATES
        for pattern, meant in _MEANT[language]:
            if pattern.search(words):
                units.update(meant)
        if units:
            change = (_CHANGE_ZH if language == "zh" else _CHANGE_EN).search(words)
            less = (_LESS_ZH if language == "zh" else _LESS_EN).search(words)
            of_money = units == {"yuan"}
            rate = bool(less and (language == "zh" or of_money)) or bool(change and of_money)
            return frozenset(units | (_RATES if rate else set()))
        if language == "zh":
            for match in _UNIT_ZH.finditer(text):
                units.update(_units_of(match.group(1)))
            if units <= {"pp"} and (_CHANGE_ZH.search(text) or _SHARE_ZH.search(text)):
                units.update(_RATES)
        else:
            for match in _UNIT_EN.finditer(_NOT_COUNTED.sub("", words).replace("yrs", "years")):
                units.update(q.unit or "item" for q in numbers.read("3 " + match.group(1), "en"))
                units = units or {"item"}
            rate = bool(_CHANGE_EN.search(words) or _SHARE_EN.search(words))
            if rate and not units and not re.search(r"how (?:many|much|large|big)", words):
                units.update(_RATES)
        return frozenset(units)

    def met_by(self, text: str) -> tuple[bool, bool]:
        """(the kind is there, it is there in the unit asked for), for a Chinese text."""
        if self.asks == "date":
            return any(q.kind in ("date", "year", "duration") for q in quantities(text)) or bool(
                _WHEN.search(text)
            ), False
        if self.titled and _TITLE.search(text):
            return True, False
        if self.nouns:
            return any(noun in text for noun in self.nouns), False
        if self.asks not in ("figure", "compare"):
            return False, False
        if self.units and self.units <= _PLACES:
            placed = "rank" in self.units and _PLACED.search(text) is not None
            placed = placed or any(q.kind in _PLACES for q in quantities(text))
            placed = placed or ("ordinal" in self.units and _NUMBERED.match(text) is not None)
            return placed, placed
        held = [q for q in quantities(text) if q.kind in ("quantity", "rank", "duration") or q.unit == "anniversary"]
        if self.units and all(_counts(unit) for unit in self.units):
            held += [q for q in quantities(text) if q.kind == "name" and _NAMED.search(text[q.start : q.end])]
        animals = "animal" in self.units and any(text[q.end - 1] in "头只匹" for q in held)
        in_words = _IN_WORDS.search(text) is not None
        rate = in_words and (not self.units or bool(self.units & _RATES))
        return bool(held) or in_words, rate or animals or any(self.accepts(q.unit) for q in held)

    def accepts(self, unit: str) -> bool:
        """Whether a quantity in `unit` would do: the unit asked for, or one counted thing for another."""
        if unit in self.units or _SAME.get(unit) in self.units:
            return True
        if "person" in self.units:
            return unit in ("person-time", "household", "")
        return _counts(unit) and any(_counts(u) for u in self.units)

    def met_by_english(self, text: str) -> bool:
        if self.nouns:
            own = english_stems(text)
            return any(noun in own for noun in self.nouns)
        return self.asks in ("figure", "date", "compare") and bool(re.search(r"\d|\bpercent\b", text))


def _nouns(text: str, language: Language) -> tuple[str, ...]:
    """The thing asked for by what or which, as it would stand in the answer: 哪个乡 -> 乡; which prize -> its stem.

    >>> _nouns("今年哪个乡能接上大电网？", "zh"), _nouns("Which prize did the novel win?", "en")
    (('乡',), ('prize',))
    """
    if language == "zh":
        heads = [run[0] if run[0] in "州县市区乡镇村国" else chinese_words(run)[0] for run in _NOUN_ZH.findall(text)]
        found = [word for word in heads if word not in GENERIC_ZH and word not in STOP_ZH]
        return tuple(dict.fromkeys(meaning for word in found for meaning in (word, *official().get(word, ()))))
    words = [w for w in _NOUN_EN.findall(text.lower()) if stem(w) not in GENERIC_EN]
    return tuple(dict.fromkeys(stem(w) for w in words))


def _measure(text: str, language: Language, units: frozenset[str]) -> str:
    """`growth` or `share`, where the words tell: 涨了多少, what share; "" where they do not.

    >>> _measure("物价涨了多少", "zh", frozenset()), _measure("How much lithium was made?", "en", frozenset())
    ('growth', '')
    """
    words = text.lower()
    if units and not units & _RATES:
        return ""  # the unit says enough
    part = re.search(r"占|比重|\bshare\b|\bproportion\b|\bfraction\b", words)
    if (_CHANGE_ZH if language == "zh" else _CHANGE_EN).search(words) and not part:
        return "growth"
    return "share" if (_SHARE_ZH if language == "zh" else _SHARE_EN).search(words) else ""


def told_in_words(text: str) -> str:
    """What a figure that is given in words is of; "" where there is none.

    >>> told_in_words("居民收入增长与经济增长同步"), told_in_words("居民收入增长5%")
    ('居民收入增长', '')
    """
    return _IN_WORDS.sub("", text) if _IN_WORDS.search(text) else ""


def _counts(unit: str) -> bool:
    return STRICTNESS.get(unit) in ("count", "soft") or unit == "household"


def _units_of(words: str) -> set[str]:
    """The units that the characters after 多少 or 几 may begin with: 万亩的 -> {"mu"}."""
    for size in range(len(words), 0, -1):
        read = numbers.read("3" + words[:size], "zh")
        if len(read) == 1 and read[0].unit and read[0].end == size + 1:
            return {read[0].unit}
    return set()


@lru_cache(maxsize=8192)
def quantities(text: str) -> tuple[numbers.Quantity, ...]:
    return tuple(numbers.read(text, "zh"))


@lru_cache(maxsize=8192)
def english_stems(text: str) -> frozenset[str]:
    return frozenset(stems(text))
