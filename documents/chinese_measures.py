"""What stands around a Chinese numeral: scale, unit, hedge, and the kind of quantity they make of it.

Used by `documents.chinese_numbers`, which finds the numerals. Every pattern is bounded.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Final

from documents.numerals import ZH_NUMERAL, chinese, digits
from documents.quantity import HEDGES, Hedge, Quantity, QuantityKind
from documents.units import SCALES_ZH, STRICTNESS, ZH_UNITS

SPACE: Final = r"[ \u3000\u00a0]?"  # the report has a stray space around half of its figures
DIGITS: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9０-９]+)(?:[.．][0-9０-９]+)?"
NUMERAL: Final = rf"(?:{DIGITS}|[{ZH_NUMERAL}]{{1,24}})"
DASH: Final = r"(?:-|－|—{1,2}|–|~|～|至|到)"
_BEFORE: Final[tuple[tuple[Hedge, str], ...]] = (
    ("at_least", "不低于|不少于|不小于|至少|最少|最低"),
    ("at_most", "不超过|不超|不高于|不多于|不大于|最多|至多|最高|低于|少于|小于|不足|未超过|不到"),
    ("over", "突破了?|破(?=[百千万亿])|超过了?|超|逾|多于|高于|大于|跨越|跨过|迈过|跃上|站上"),
    ("nearly", "将近|接近|(?<![附临最靠就邻相新])近"),
    ("about", "大约|约为|约合|约占|大概|(?<![节集签制契合条大])约"),
)
_AFTER: Final[tuple[tuple[Hedge, str], ...]] = (
    ("about", "左右|上下"),
    ("at_least", "及?以上|及其以上"),
    ("at_most", "以内|之内|及?以下"),
)
# the first character of a longer word, not a measure word: 2300万省外劳动力
_LONGER: Final = {
    "省": "外内级", "市": "场民", "县": "域级", "户": "籍用外", "人": "民才均口大工", "部": "门分署", "名": "单牌录",
    "场": "景地馆所", "所": "有属", "家": "庭", "条": "件", "项": "目", "方": "面案式向法", "元": "素", "位": "置于居",
}  # fmt: skip
# what may follow a numeral in characters (三批, 十大, 两年): not every unit, since 三门峡, 九江, 两岸 are no quantities
MEASURE: Final = (
    "个(?!别|人|体|性)|项|批|年(?!级|货|画)|大(?!学|会|都|湖|洲|洋|道|连|家|庆|理|同|通|兴|足|厂)|次|条|位|名|家(?!渠)|座|"
    "所|省|市(?!场|民)|县|区|国(?!演义)|类|种|套|件|方面|步|支|周|天|小时|分钟|倍|张|台(?!河|山)|辆|列|艘|轮|篇|户|"
    "人(?!民|大)|亩|吨|公里|米|元(?!组|素|化|里|宵|旦|首)|层|场|处|州|乡|岁|级|期(?!货|间|限)|届"
)
TENTHS: Final = "成(?!立|为|功|员|果|就|本|品|熟|长|套|群|交|效|都|色|分|绩|型)"


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The compiled patterns, made on first use."""
    units = "|".join(
        re.escape(word) + (f"(?![{_LONGER[word]}])" if word in _LONGER else "")
        for word in sorted(ZH_UNITS, key=len, reverse=True)
    )
    scales = "|".join(f"{word}(?![瓦伏米克兆卡帕赫])" if word[-1] in "千百" else word for word in SCALES_ZH)
    before, after = ("|".join(f"(?P<{hedge}>{words})" for hedge, words in table) for table in (_BEFORE, _AFTER))
    return {
        "scale": re.compile(rf"{SPACE}(?P<more>[多余])?(?P<scale>{scales})?(?P<more2>[多余])?"),
        "minor": re.compile(r"(?:[0-9]{1,4}(?:\.[0-9]+)?(?=[千万])|[0-9]{4}(?![0-9.]))"),
        "unit": re.compile(rf"{SPACE}(?P<unit>(?:{units})(?<![A-Za-z](?=[A-Za-z])))"),
        "range": re.compile(rf"{SPACE}{DASH}{SPACE}(?P<high>{NUMERAL})"),
        "tenths": re.compile(rf"{SPACE}{TENTHS}(?P<half>半|五)?"),
        "special": re.compile(
            rf"{SPACE}(?P<word>周年|世纪|号|级|届|期(?![货间限])|强(?!度|劲|化|力|烈|势|大)|日(?![均产常]))"
        ),
        "letters": re.compile(r"[A-Za-z]{1,6}(?![A-Za-z])"),
        "inside": re.compile("(?P<at_most>内)(?![容部地外涵蒙需河生在])"),
        "before": re.compile(f"(?:{before}){SPACE}$"),
        "after": re.compile(f"{SPACE}(?:{after})"),
        "quoted": re.compile(r"《[^《》]{0,30}$|[“「\"‘](?:[两三四五六七八九十][^“”「」]{1,10}、)?$"),
        "money": re.compile("级|(?:超长期|特别)?国债|专项债|产业"),
        "factor": re.compile(r"(?P<growth>增长|增加|增|提高|提升|上升|上涨|扩大|翻)|是|为|达|到|至|相当于"),
    }


def number(text: str) -> Decimal:
    """A numeral in digits or in characters."""
    return chinese(text) if text[0] in ZH_NUMERAL else digits(text)


def measured(text: str, m: re.Match[str]) -> Quantity:
    """A numeral with scale, unit and hedge: 1万余名, 3至5%, 750千伏, 近四成, 5A."""
    known = patterns()
    value, factor, end, more = _scaled(text, m[0], m.end())
    high: Decimal | None = None
    unit = known["unit"].match(text, end)
    dash = known["range"].match(text, unit.end() if unit else end)
    if dash is not None and text[m.start() - 1 : m.start()] not in ("从", "由"):
        top, top_factor, top_end, more_top = _scaled(text, dash["high"], dash.end())
        top_unit = known["unit"].match(text, top_end)
        low = value * top_factor if factor == 1 else value
        if top_unit is not None and low < top and (unit is None or unit["unit"] == top_unit["unit"]):
            value, high, end, more = low, top, top_end, more_top
    q = _with_unit(text, Quantity(value, high, "", "", "quantity", m.start(), end))
    if text.startswith(("多", "余"), q.end) and (q.kind == "duration" or q.unit == "times"):  # 3年多
        more, q = True, replace(q, end=q.end + 1)
    return replace(hedged(text, q), hedge="over") if more else hedged(text, q)


def _scaled(
    text: str, numeral: str, end: int, below: Decimal = Decimal("Infinity")
) -> tuple[Decimal, Decimal, int, bool]:
    """Value, scale, end and whether 多 or 余 stands in it, of a numeral that ends at ``end``: 1亿3000万, 1300多."""
    value, factor, more = number(numeral), Decimal(1), False
    tail = patterns()["scale"].match(text, end)
    if tail is None or not (tail["scale"] or tail["more"]):
        return value, factor, end, more
    factor = SCALES_ZH[tail["scale"]] if tail["scale"] else factor
    value, end, more = value * factor, tail.end(), bool(tail["more"] or tail["more2"])
    minor = patterns()["minor"].match(text, end) if 10000 <= factor < below else None
    if minor is not None:
        rest, _, end, more = _scaled(text, minor[0], minor.end(), factor)
        value += rest
    return value, factor, end, more


def _with_unit(text: str, q: Quantity) -> Quantity:
    """The unit that follows a number, and the kind it makes of it."""
    known = patterns()
    tenths = known["tenths"].match(text, q.end)
    if tenths is not None:
        half = 5 if tenths["half"] else 0
        high = None if q.high is None else q.high * 10 + half
        return replace(q, value=q.value * 10 + half, high=high, unit="%", end=tenths.end())
    if q.value >= 10**8 and known["money"].match(text, q.end):  # 1万亿国债, 千亿级产业
        return replace(q, unit="yuan")
    special = known["special"].match(text, q.end)
    if special is not None:
        return _special(text, q, special)
    unit = known["unit"].match(text, q.end)
    if unit is not None:
        key, factor = ZH_UNITS[unit["unit"]]
        if unit["unit"] == "度" and q.value >= 10000:
            key = "kWh"
        elif key == "times" and _is_multiple(text, q.start):
            key = "multiple"
        quoted = known["quoted"].search(text, max(0, q.start - 30), q.start)
        coined = STRICTNESS[key] in ("count", "soft") or (STRICTNESS[key] != "time" and text[q.start] in ZH_NUMERAL)
        if quoted and coined:  # “三个最大”, “五位一体”, “三度一色”
            return replace(q, kind="name", end=unit.end())
        kind: QuantityKind = "duration" if STRICTNESS[key] == "time" else "quantity"
        high = None if q.high is None else q.high * factor
        return replace(q, value=q.value * factor, high=high, unit=key, kind=kind, end=unit.end())
    letters = known["letters"].match(text, q.end)
    if letters is not None:
        return replace(q, unit=letters[0].upper(), kind="name", end=letters.end())
    if (
        re.fullmatch("(?:19|20)[0-9]{2}", text[q.start : q.end])
        and q.high is None
        and text[q.end : q.end + 1] not in "、和"
    ):
        return replace(q, unit="year", kind="year")  # 2025上合组织国家电影节
    if known["quoted"].search(text, max(0, q.start - 30), q.start) or text.startswith("热线", q.end):
        return replace(q, kind="name")
    return q


def _special(text: str, q: Quantity, m: re.Match[str]) -> Quantity:
    """Words after a number that are no units: 9号, 6.2级, 三期, 十四届, 24日, 75周年, 500强."""
    word, end = m["word"], m.end()
    if word == "级" and (q.value % 1 or re.compile("(?:强烈)?(?:地震|强震|余震)").match(text, end)):
        return replace(q, unit="magnitude", end=end)
    if word == "级" and re.compile(r"[省市州县乡村镇]{2}[ ]?$").search(text, max(0, q.start - 4), q.start):
        return replace(q, end=end)  # 市县乡三级: three levels
    if word in ("号", "强"):
        return replace(q, unit="no" if word == "号" else "top", kind="name", end=end)
    if word == "日":
        inside = text.startswith(("内", "以内", "之内"), end)
        return replace(q, unit="day" if inside else "day-of-month", kind="duration" if inside else "date", end=end)
    if word == "周年":
        return replace(q, unit="anniversary", kind="ordinal", end=end)
    return replace(q, kind="rank" if word == "级" else "ordinal", end=end)


def _is_multiple(text: str, start: int) -> bool:
    """Whether N倍 is a factor (是上年的3倍, 达到3倍) and not growth by it (增长3倍)."""
    clause = max(text.rfind(mark, max(0, start - 40), start) for mark in "，。；！？\n：")
    multiple = grown = False
    for m in patterns()["factor"].finditer(text, max(clause + 1, start - 40), start):
        multiple = not m["growth"] and (m[0] != "达" or not grown)  # 增长达3倍 is growth
        grown = grown or bool(m["growth"])
    return multiple


def hedged(text: str, q: Quantity) -> Quantity:
    """The quantity with the hedge before or after it, widened over it."""
    known = patterns()
    before = known["before"].search(text, max(0, q.start - 5), q.start)
    after = known["after"].match(text, q.end)
    if before is not None and before.lastgroup == "nearly" and q.unit == "year":
        before = None  # 近三年 is the last three years
    if after is None and q.kind == "duration":
        after = known["inside"].match(text, q.end)
    hedge = next((HEDGES[m.lastgroup] for m in (before, after) if m is not None), q.hedge)
    return replace(q, hedge=hedge, start=before.start() if before else q.start, end=after.end() if after else q.end)


def share_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """Bare numbers of a list take scale and unit of the next one: 3.6、7.2万吨, 2023、2024年."""
    for i in range(len(found) - 2, -1, -1):
        q, following = found[i], found[i + 1]
        if q.unit or q.kind != "quantity" or not text[q.start].isdigit():
            continue
        first = re.compile(DIGITS).match(text, following.start)
        joined = text[q.end : following.start].strip() in ("、", "和", "与")
        if not joined or first is None or following.kind not in ("quantity", "year", "duration"):
            continue
        factor = following.value / digits(first[0]) if following.value else Decimal(1)
        if following.unit and (factor > 1 or STRICTNESS.get(following.unit) != "count"):
            found[i] = replace(q, value=q.value * factor, unit=following.unit, kind=following.kind)
    return found
