"""The units of measurement that reports use, in Chinese and English, under one key each.

``UNITS`` is the whole table. A row holds the key, the words for it in both languages with their factor to the key's
base unit, and how strictly it compares:

* ``strict``: physical units, money, shares: equal only to itself (kW is never kWh);
* ``soft``: people and visits: equal to itself, and to a number in English whose noun the reader does not know
  (37名省领导, "37 provincial leaders");
* ``count``: things that are counted: 家, 个, 项, 座 and "enterprises", "projects" are one family;
* ``time``: lengths of time.

Knows nothing of numerals, hedges or sentences.

>>> ZH_UNITS["万亩"[1:]], EN_UNITS["kilowatts"], EN_UNITS["gw"]
(('mu', Decimal('1')), ('kW', Decimal('1')), ('kW', Decimal('1000000')))
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal

Strictness = Literal["strict", "soft", "count", "time"]

# key, strictness, Chinese words, English words (singular; plurals are made below). "word*1000" carries a factor.
UNITS: Final[tuple[tuple[str, Strictness, str, str], ...]] = (
    ("%", "strict", "% ％ 个%", "% ％ percent per-cent pct"),
    ("‰", "strict", "‰", "‰"),
    ("pp", "strict", "个百分点 百分点 个百分比点 个基点*0.01", "percentage-point pp basis-point*0.01"),
    ("mu", "strict", "亩", "mu"),
    ("hectare", "strict", "公顷", "hectare ha"),
    ("km2", "strict", "平方公里 平方千米", "square-kilometer square-kilometre sq-km km2 km²"),
    ("m2", "strict", "平方米 平米 平方", "square-meter square-metre sq-m m2 m²"),
    ("m3", "strict", "立方米 立方 方", "cubic-meter cubic-metre m3 m³"),
    ("km", "strict", "公里 千米 km", "kilometer kilometre km"),
    ("m", "strict", "米", "meter metre m"),
    ("cm", "strict", "厘米 cm", "centimeter centimetre cm"),
    ("mm", "strict", "毫米 mm", "millimeter millimetre mm"),
    ("μm", "strict", "微米", "micrometer micrometre micron"),
    ("nm", "strict", "纳米 nm", "nanometer nanometre nm"),
    ("inch", "strict", "英寸", "inch"),
    (
        "t",
        "strict",
        "吨标准煤 吨标煤 吨",
        "tonnes-of-standard-coal tons-of-standard-coal metric-ton tonne ton",
    ),
    ("kg", "strict", "公斤 千克 kg", "kilogram kilogramme kg"),
    ("jin", "strict", "斤", "jin"),
    ("g", "strict", "克", "gram"),
    (
        "kW",
        "strict",
        "千瓦 兆瓦*1000 吉瓦*1000000 kW MW*1000 GW*1000000",
        "kilowatt kw megawatt*1000 mw*1000 gigawatt*1000000 gw*1000000 terawatt*1000000000",
    ),
    (
        "kWh",
        "strict",
        "千瓦时 千瓦·时 度电 兆瓦时*1000 吉瓦时*1000000 kWh MWh*1000 GWh*1000000",
        "kilowatt-hour kwh megawatt-hour*1000 mwh*1000 gigawatt-hour*1000000 gwh*1000000 twh*1000000000"
        " terawatt-hour*1000000000",
    ),
    ("kV", "strict", "千伏 kV KV", "kilovolt kv"),
    ("kVA", "strict", "千伏安 kVA", "kilovolt-ampere kva"),
    ("yuan", "strict", "元人民币 元", "yuan rmb cny renminbi"),
    ("usd", "strict", "美元", "us-dollar dollar usd"),
    ("eur", "strict", "欧元", "euro eur"),
    ("hkd", "strict", "港元 港币", "hong-kong-dollar hkd"),
    ("degree", "strict", "℃ °C 摄氏度 度", "degree ℃ °c degrees-celsius"),
    (
        "μg/m3",
        "strict",
        "微克/立方米 微克每立方米",
        "micrograms-per-cubic-meter micrograms-per-cubic-metre μg/m3 μg/m³",
    ),
    ("TEU", "strict", "标准箱 标箱 TEU", "teu twenty-foot-equivalent-unit"),
    ("Pflops", "strict", "PFLOPS PF P EFLOPS*1000", "pflops petaflops eflops*1000 exaflops*1000"),
    ("magnitude", "strict", "", "magnitude"),
    ("household", "strict", "户次 户", "household family home"),
    ("person-time", "soft", "人次 人·次", "person-time visit trip tourist-visit visitor-trip tourist-trip"),
    (
        "person",
        "soft",
        "人份 人 名 位",
        "people person resident official leader worker student teacher farmer herder"
        " graduate individual member expert volunteer doctor nurse official cadre employee",
    ),
    (
        "entity",
        "count",
        "家",
        "enterprise company firm business institution hospital agency organization organisation",
    ),
    (
        "place",
        "count",
        "处 座 所 省市区 省区市 省份 省 市州 市县 市 县区 县市 县 州 区 村 乡 镇 个县 栋 间 站",
        "province county village township town city school park reservoir station base",
    ),
    (
        "item",
        "count",
        "个 项 件 条 套 台 列 批次 批 种 大类 大 类 辆次 辆 艘 架 只 头 株 棵 张 部 本 册 场次 场 次 轮 "
        "支 份 笔 宗 对 颗 枚 款 篇 首 幅 组 片 块 封 步 层 方面 床 班 趟 艘次 架次 则 例 尊 匹 羽 尾 粒 根 盏",
        "project item measure policy piece set telescope train batch site case regulation bill law product zone "
        "vehicle place",
    ),
    ("times", "strict", "倍", "fold"),
    ("multiple", "strict", "", ""),
    ("minute", "time", "分钟", "minute min"),
    ("second", "time", "秒", "seconds sec"),
    ("hour", "time", "个小时 小时", "hour"),
    ("workday", "time", "个工作日 工作日", "working-day workday business-day"),
    ("day", "time", "天", "day"),
    ("week", "time", "周 个星期 星期", "week"),
    ("month", "time", "个月", "month"),
    ("quarter", "time", "个季度", ""),
    ("year", "time", "年时间 年", "year"),
    ("age", "strict", "周岁 岁", "years-old year-old years-of-age"),
    ("anniversary", "strict", "周年", "anniversary"),
)

STRICTNESS: Final[dict[str, Strictness]] = {key: strictness for key, strictness, _, _ in UNITS} | {"": "count"}

SCALES_ZH: Final[dict[str, Decimal]] = {
    "万亿": Decimal(10) ** 12,
    "千亿": Decimal(10) ** 11,
    "百亿": Decimal(10) ** 10,
    "十亿": Decimal(10) ** 9,
    "亿": Decimal(10) ** 8,
    "千万": Decimal(10) ** 7,
    "百万": Decimal(10) ** 6,
    "十万": Decimal(10) ** 5,
    "万": Decimal(10) ** 4,
    "千": Decimal(1000),
    "百": Decimal(100),
}
SCALES_EN: Final[dict[str, Decimal]] = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
    "mn": Decimal(10) ** 6,
    "bn": Decimal(10) ** 9,
    "tn": Decimal(10) ** 12,
}

Unit = tuple[str, Decimal]  # key and factor


def _split(word: str) -> tuple[str, Decimal]:
    name, _, factor = word.partition("*")
    return name, Decimal(factor or 1)


def _chinese() -> dict[str, Unit]:
    table: dict[str, Unit] = {}
    for key, _, words, _ in UNITS:
        for word in words.split():
            name, factor = _split(word)
            table.setdefault(name, (key, factor))
    return table


def plural(word: str) -> str:
    """The plural of an English unit: ``kilowatt-hour`` -> ``kilowatt-hours``, ``family`` -> ``families``.

    >>> [plural(word) for word in ("county", "inch", "tonne", "people")]
    ['counties', 'inches', 'tonnes', 'peoples']
    """
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "ch", "x")) else "s")


def _english() -> dict[str, Unit]:
    table: dict[str, Unit] = {}
    for key, _, _, words in UNITS:
        for word in words.split():
            name, factor = _split(word)
            name = name.replace("-", " ")
            table.setdefault(name, (key, factor))
            if len(name) > 2 and name.isascii():
                table.setdefault(plural(name), (key, factor))
    return table


ZH_UNITS: Final[dict[str, Unit]] = _chinese()
EN_UNITS: Final[dict[str, Unit]] = _english()  # words of a unit separated by one space
