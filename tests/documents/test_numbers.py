"""Quantities: exact readings of every trap, and what is written in either language is read back."""

import itertools
import re
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.numbers import Quantity, find_equal, read, same

ZH_TEXT = Path("documents/reports/qinghai-2024/zh.txt").read_text(encoding="utf-8")

CHINESE = [  # text, value, unit, hedge, kind, what the span covers
    ("完成国土绿化455万亩、", 4550000, "mu", "", "quantity", "455万亩"),
    ("交易额 532.2 亿元、", 53220000000, "yuan", "", "quantity", "532.2 亿元"),
    ("数字经济产业规模超过1100亿元", 110000000000, "yuan", "over", "quantity", "超过1100亿元"),
    ("国家新增1万亿国债项目", 10**12, "yuan", "", "quantity", "1万亿"),
    ("总产值1.5万亿元", 1500000000000, "yuan", "", "quantity", "1.5万亿元"),
    ("力争突破千亿元。", 10**11, "yuan", "over", "quantity", "突破千亿元"),
    ("打造千亿级产业集群", 10**11, "yuan", "", "quantity", "千亿"),
    ("投资1亿3000万元", 130000000, "yuan", "", "quantity", "1亿3000万元"),
    ("1万余名助企联络员", 10000, "person", "over", "quantity", "1万余名"),
    ("1300多家机关", 1300, "entity", "over", "quantity", "1300多家"),
    ("问题5000余项", 5000, "item", "over", "quantity", "5000余项"),
    ("近900项", 900, "item", "nearly", "quantity", "近900项"),
    ("占全国近四成", 40, "%", "nearly", "quantity", "近四成"),
    ("六成五以上", 65, "%", "at_least", "quantity", "六成五以上"),
    ("占比过半。", 50, "%", "over", "quantity", "过半"),
    ("一半以上", 50, "%", "at_least", "quantity", "一半以上"),
    ("增长百分之五", 5, "%", "", "quantity", "百分之五"),
    ("增长５．３％", Decimal("5.3"), "%", "", "quantity", "５．３％"),
    ("提升2.35个百分点", Decimal("2.35"), "pp", "", "quantity", "2.35个百分点"),
    ("增长5%左右；", 5, "%", "about", "quantity", "5%左右"),
    ("均超 26%，", 26, "%", "over", "quantity", "超 26%"),
    ("均增长20%以上。", 20, "%", "at_least", "quantity", "20%以上"),
    ("不低于96%", 96, "%", "at_least", "quantity", "不低于96%"),
    ("不超过3%", 3, "%", "at_most", "quantity", "不超过3%"),
    ("约5万人", 50000, "person", "about", "quantity", "约5万人"),
    ("节约5万元", 50000, "yuan", "", "quantity", "5万元"),
    ("旅游人次增长1.1倍", Decimal("1.1"), "times", "", "quantity", "1.1倍"),
    ("出口增长2倍、", 2, "times", "", "quantity", "2倍"),
    ("增长达3倍", 3, "times", "", "quantity", "3倍"),
    ("是上年的3倍", 3, "multiple", "", "quantity", "3倍"),
    ("翻一番", 1, "times", "", "quantity", "翻一番"),
    ("翻两番", 3, "times", "", "quantity", "翻两番"),
    ("昆仑山750千伏输变电工程", 750, "kV", "", "quantity", "750千伏"),
    ("装机980万千瓦、", 9800000, "kW", "", "quantity", "980万千瓦"),
    ("500千瓦", 500, "kW", "", "quantity", "500千瓦"),
    ("装机120兆瓦", 120000, "kW", "", "quantity", "120兆瓦"),
    ("电量666亿千瓦时", 66600000000, "kWh", "", "quantity", "666亿千瓦时"),
    ("气量40.4亿立方米", 4040000000, "m3", "", "quantity", "40.4亿立方米"),
    ("突破300万人次大关", 3000000, "person-time", "over", "quantity", "突破300万人次"),
    ("新增38家A级景区", 38, "entity", "", "quantity", "38家"),
    ("三批大型基地", 3, "item", "", "quantity", "三批"),
    ("十大类41项", 10, "item", "", "quantity", "十大类"),
    ("十余项改革", 10, "item", "over", "quantity", "十余项"),
    ("四十一项实事", 41, "item", "", "quantity", "四十一项"),
    ("积石山6.2级地震", Decimal("6.2"), "magnitude", "", "quantity", "6.2级"),
    ("9,803户", 9803, "household", "", "quantity", "9,803户"),
    ("提前两年实现", 2, "year", "", "duration", "两年"),
    ("连续11年提升", 11, "year", "", "duration", "11年"),
    ("近三年增长", 3, "year", "", "duration", "三年"),
    ("3年多来", 3, "year", "over", "duration", "3年多"),
    ("震后9小时通信", 9, "hour", "", "duration", "9小时"),
    ("1周内学校", 1, "week", "at_most", "duration", "1周内"),
    ("压缩至2个工作日以内", 2, "workday", "at_most", "duration", "2个工作日以内"),
    ("15分钟健身圈", 15, "minute", "", "duration", "15分钟"),
    ("2024年1月24日", 20240124, "date", "", "date", "2024年1月24日"),
    ("其他项目3月份全面开工", 3, "month", "", "date", "3月份"),
    ("12月底前完成", 12, "month-end", "at_most", "date", "12月底前"),
    ("2023年工作", 2023, "year", "", "year", "2023年"),
    ("二〇二四年", 2024, "year", "", "year", "二〇二四年"),
    ("成立75周年", 75, "anniversary", "", "ordinal", "75周年"),
    ("第二届论坛", 2, "", "", "ordinal", "第二"),
    ("党的二十大精神", 20, "", "", "ordinal", "二十大"),
    ("机场三期航站楼", 3, "", "", "ordinal", "三期"),
    ("全国首个平台", 1, "", "", "ordinal", "首个"),
    ("居全国第3位", 3, "", "", "rank", "第3位"),
    ("Ⅱ类及以上", 2, "", "at_least", "rank", "Ⅱ类及以上"),
    ("青薯 9 号位居", 9, "no", "", "name", "9 号"),
    ("5A 级景区", 5, "A", "", "name", "5A"),
    ("国家4C级自驾", 4, "C", "", "name", "4C"),
    ("5G基站", 5, "G", "", "name", "5G"),
    ("PM2.5浓度", Decimal("2.5"), "PM", "", "name", "PM2.5"),
    ("西部“8”字形", 8, "", "", "name", "8"),
    ("《青春铸剑221》获奖", 221, "", "", "name", "221"),
    ("“十四五”规划", 14, "five-year-plan", "", "name", "十四五"),
    ("“八五”普法", 8, "five-year-plan", "", "name", "八五"),
    ("“三公”经费", 3, "", "", "name", "三"),
    ("“五位一体”格局", 5, "", "", "name", "五位"),
]  # fmt: skip

ENGLISH = [
    ("4.55 million mu of land", 4550000, "mu", "", "quantity", "4.55 million mu"),
    ("over 110 billion yuan", 110000000000, "yuan", "over", "quantity", "over 110 billion yuan"),
    ("RMB 53.22 billion in sales", 53220000000, "yuan", "", "quantity", "RMB 53.22 billion"),
    ("1 trillion yuan", 10**12, "yuan", "", "quantity", "1 trillion yuan"),
    ("a 100-billion-yuan industry", 10**11, "yuan", "", "quantity", "100-billion-yuan"),
    ("US$3 million", 3000000, "usd", "", "quantity", "US$3 million"),
    ("more than 10,000 liaison officers", 10000, "", "over", "quantity", "more than 10,000"),
    ("nearly 900 projects", 900, "item", "nearly", "quantity", "nearly 900 projects"),
    ("nearly 40 percent", 40, "%", "nearly", "quantity", "nearly 40 percent"),
    ("more than half of buses", 50, "%", "over", "quantity", "more than half"),
    ("2.35 percentage points", Decimal("2.35"), "pp", "", "quantity", "2.35 percentage points"),
    ("around 5 percent", 5, "%", "about", "quantity", "around 5 percent"),
    ("96 per cent or more", 96, "%", "at_least", "quantity", "96 per cent or more"),
    ("above 96%", 96, "%", "at_least", "quantity", "above 96%"),
    ("no less than 1.07 million tonnes", 1070000, "t", "at_least", "quantity", "no less than 1.07 million tonnes"),
    ("exceeded the 3 million mark", 3000000, "", "over", "quantity", "exceeded the 3 million"),
    ("at most 3 percent", 3, "%", "at_most", "quantity", "at most 3 percent"),
    ("no more than 3 percent", 3, "%", "at_most", "quantity", "no more than 3 percent"),
    ("a 1.1-fold increase", Decimal("1.1"), "times", "", "quantity", "1.1-fold"),
    ("exports tripled", 2, "times", "", "quantity", "tripled"),
    ("three times the average", 3, "multiple", "", "quantity", "three times"),
    ("increased 3.6 times", Decimal("3.6"), "times", "", "quantity", "3.6 times"),
    ("the 750-kilovolt project", 750, "kV", "", "quantity", "750-kilovolt"),
    ("a 750 kV line", 750, "kV", "", "quantity", "750 kV"),
    ("9.8 GW of capacity", 9800000, "kW", "", "quantity", "9.8 GW"),
    ("66.6 billion kWh", 66600000000, "kWh", "", "quantity", "66.6 billion kWh"),
    ("4.04 billion cubic meters", 4040000000, "m3", "", "quantity", "4.04 billion cubic meters"),
    ("40,000 farming and herding households", 40000, "household", "", "quantity",
     "40,000 farming and herding households"),
    ("37 provincial leaders", 37, "person", "", "quantity", "37 provincial leaders"),
    ("thirty-one policies", 31, "item", "", "quantity", "thirty-one policies"),
    ("two hundred and five schools", 205, "place", "", "quantity", "two hundred and five schools"),
    ("one third", Decimal(100) / 3, "%", "", "quantity", "one third"),
    ("a magnitude 6.2 earthquake", Decimal("6.2"), "magnitude", "", "quantity", "magnitude 6.2"),
    ("a 6.2-magnitude earthquake", Decimal("6.2"), "magnitude", "", "quantity", "6.2-magnitude"),
    ("two years ahead", 2, "year", "", "duration", "two years"),
    ("for 11 consecutive years", 11, "year", "", "duration", "11 consecutive years"),
    ("for the 11th consecutive year", 11, "year", "", "duration", "11th consecutive year"),
    ("nine hours after", 9, "hour", "", "duration", "nine hours"),
    ("within one week", 1, "week", "at_most", "duration", "within one week"),
    ("within two working days", 2, "workday", "at_most", "duration", "within two working days"),
    ("January 24, 2024", 20240124, "date", "", "date", "January 24, 2024"),
    ("started in March", 3, "month", "", "date", "March"),
    ("by the end of December", 12, "month-end", "at_most", "date", "by the end of December"),
    ("in 2023, output", 2023, "year", "", "year", "2023"),
    ("the 75th anniversary", 75, "anniversary", "", "ordinal", "75th anniversary"),
    ("the second forum", 2, "", "", "ordinal", "second"),
    ('the "first agenda item" system', 1, "", "", "ordinal", "first"),
    ("put protection first, and", 1, "", "", "ordinal", "first"),
    ("the twenty-first session", 21, "", "", "ordinal", "twenty-first"),
    ("Class II or above", 2, "", "at_least", "rank", "Class II or above"),
    ("the potato Qingshu No. 9", 9, "no", "", "name", "No. 9"),
    ("5A-level sights", 5, "A", "", "name", "5A"),
    ("the “1+9” series", 1, "plus", "", "name", "1+9"),
    ("the 14th Five-Year Plan", 14, "five-year-plan", "", "name", "14th Five-Year Plan"),
    ("the Three Gorges", 3, "", "", "name", "Three"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "case"), [("zh", c) for c in CHINESE] + [("en", c) for c in ENGLISH])
def test_reads_exactly(language, case):
    text, value, unit, hedge, kind, span = case
    q = read(text, language)[0]
    assert (q.value, q.unit, q.hedge, q.kind, text[q.start : q.end]) == (value, unit, hedge, kind, span)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("推出一批政策，这一个项目", "zh"), ("三江源、三门峡、九江、两岸、十堰", "zh"), ("“千万工程”经验", "zh"),
        ("第一时间作出指示", "zh"), ("零碳产业园区", "zh"), ("（二）聚焦构建", "zh"), ("千方百计", "zh"), ("", "zh"),
        ("one of them, for the first time", "en"), ("COVID-19", "en"), ("zero-carbon parks may march on", "en"),
        ("dozens of, hundreds of", "en"), ("first-class hospitals", "en"), ("was first built", "en"), ("", "en"), ("🙂", "en"),
    ],
)  # fmt: skip
def test_not_a_quantity(text, language):
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("集中安置受灾群众9803户45218人", "zh", [(9803, None, "household"), (45218, None, "person")]),
        ("分别增长1.4倍、16.7%", "zh", [("1.4", None, "times"), ("16.7", None, "%")]),
        ("增长3至5%", "zh", [(3, 5, "%")]), ("增长3%-5%", "zh", [(3, 5, "%")]),
        ("3到5年", "zh", [(3, 5, "year")]), ("2—3万吨", "zh", [(20000, 30000, "t")]),
        ("由3%到5%", "zh", [(3, None, "%"), (5, None, "%")]), ("2021—2025年", "zh", [(2021, 2025, "year")]),
        ("3.6、7.2万吨", "zh", [(36000, None, "t"), (72000, None, "t")]),
        ("“1+10”规划", "zh", [(1, 10, "plus")]),
        ("二十届二中全会", "zh", [(20, None, ""), (2, None, "")]),
        ("“两平台、四载体”", "zh", [(2, None, ""), (4, None, "")]),
        ("3 to 5 percent", "en", [(3, 5, "%")]), ("3%–5%", "en", [(3, 5, "%")]), ("3-5 years", "en", [(3, 5, "year")]),
        ("from 3 to 5 percent", "en", [(3, None, "%"), (5, None, "%")]), ("2021-2025", "en", [(2021, 2025, "year")]),
        ("45.3 and 62.2 percent", "en", [("45.3", None, "%"), ("62.2", None, "%")]),
        ("1.5, 2 and 3 million mu", "en", [(1500000, None, "mu"), (2000000, None, "mu"), (3000000, None, "mu")]),
    ],
)  # fmt: skip
def test_reads_lists_and_ranges(text, language, expected):
    found = [(q.value, q.high, q.unit) for q in read(text, language)]
    assert found == [(Decimal(v), None if h is None else Decimal(h), u) for v, h, u in expected]


SAME = [
    ("455万亩", "4.55 million mu"), ("1亿元", "100 million yuan"), ("10亿元", "1 billion yuan"),
    ("1万亿元", "one trillion yuan"), ("增长1.1倍", "increased by 110 percent"), ("增长1.1倍", "a 1.1-fold increase"),
    ("增长2倍", "increased by 200 percent"), ("增长2倍", "tripled"), ("是全国的2倍", "twice the level"),
    ("3000万亩以上", "over 30 million mu"), ("3000万亩以上", "30 million mu or more"), ("1万余名", "more than 10,000"),
    ("近四成", "nearly 40 percent"), ("过半", "over half"), ("5%左右", "about 5 percent"), ("20%以上", "at least 20%"),
    ("2.35个百分点", "2.35 percentage points"), ("37名省领导", "37 provincial leaders"), ("37名", "37"),
    ("8个县", "eight counties"), ("99家企业", "99 enterprises"), ("99家企业", "99"), ("9省市区", "nine provinces"),
    ("980万千瓦", "9.8 million kilowatts"), ("980万千瓦", "9.8 GW"), ("330千伏", "330-kV"), ("300万人次", "3 million"),
    ("9803户", "9,803 households"), ("78900人", "78,900 people"), ("2年", "two-year"), ("1周内", "within one week"),
    ("2个工作日以内", "within 2 working days"), ("12月底前", "by the end of December"), ("3月份", "in March"),
    ("2024年1月24日", "January 24, 2024"), ("75周年", "75th anniversary"), ("第二届", "second"), ("三期", "Phase III"),
    ("Ⅱ类及以上", "Class II or above"), ("“十四五”规划", "14th Five-Year Plan"), ("“1+9”", "“1+9”"),
    ("5A级", "5A"), ("青薯9号", "Qingshu No. 9"), ("6.2级地震", "magnitude 6.2"), ("“三公”经费", "three public"),
    ("十大行动", "ten actions"), ("三批", "three batches"), ("3%至5%", "3 to 5 percent"), ("首个", "the first"),
]  # fmt: skip
DIFFERENT = [
    ("1亿元", "1 billion yuan"), ("455万亩", "455 million mu"), ("5个百分点", "5 percent"), ("5.5%", "5%"),
    ("455万亩", "4.55 million hectares"), ("532亿元", "53.2 billion"), ("增长2倍", "doubled"), ("增长1.1倍", "11 percent"),
    ("5%左右", "5 percent"), ("5%左右", "over 5 percent"), ("近900项", "over 900"), ("近900项", "about 900"),
    ("20%以上", "20 percent"), ("1万余名", "10,000"), ("2个工作日以内", "two working days"), ("666亿千瓦时", "66.6 billion kW"),
    ("9803户", "9,803 people"), ("45218人", "45,218 households"), ("9803户", "9,803"), ("300万人次", "3 million people"),
    ("12万吨", "120,000"), ("两年", "two"), ("2023年", "2,023"), ("12月底前", "in December"), ("3月份", "in April"),
    ("2024年1月24日", "January 25, 2024"), ("第二届", "two"), ("“十四五”规划", "15th Five-Year Plan"), ("“1+9”", "“1+10”"),
    ("3%至5%", "3 percent"), ("500万元", "500 US dollars"), ("2天内", "within two weeks"), ("Ⅱ类及以上", "Class III or above"),
]  # fmt: skip


@pytest.mark.parametrize(("zh", "en"), SAME)
def test_same(zh, en):
    a, b = read(zh, "zh")[0], read(en, "en")[0]
    assert same(a, b)
    assert same(b, a)
    assert same(a, a)


@pytest.mark.parametrize(("zh", "en"), DIFFERENT)
def test_different(zh, en):
    a, b = read(zh, "zh")[0], read(en, "en")[0]
    assert not same(a, b)
    assert not same(b, a)


def test_find_equal_takes_the_first_that_agrees():
    candidates = read("分别增长45.3%和62.2%，62.2亿元", "zh")
    assert find_equal(read("62.2 percent", "en")[0], candidates) is candidates[1]
    assert find_equal(read("62.3 percent", "en")[0], candidates) is None


def test_every_digit_of_the_report_is_read():
    quantities = read(ZH_TEXT, "zh")
    runs = list(re.finditer(r"[0-9]+(?:[.,][0-9]+)*", ZH_TEXT))
    assert len(runs) > 150
    assert [m[0] for m in runs if not any(q.start <= m.start() and m.end() <= q.end for q in quantities)] == []


def test_spans_are_in_order_and_apart():
    quantities = read(ZH_TEXT, "zh")
    assert all(a.end <= b.start < b.end for a, b in itertools.pairwise(quantities))


def test_stray_spaces_change_nothing():
    spaced = re.sub(r"(?<=[0-9])(?=[\u4e00-\u9fff%])", " ", ZH_TEXT)
    before, after = read(ZH_TEXT, "zh"), read(spaced, "zh")
    assert [(q.value, q.unit, q.hedge, q.kind) for q in before] == [(q.value, q.unit, q.hedge, q.kind) for q in after]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "piece", ["1", "1,", "十", "1 and ", "1+", "a1", "《", "three ", "2024年", "1万", "第", "hundred "]
)
def test_time_is_linear(piece, language):
    text = piece * (30_000 // len(piece))
    started = time.perf_counter()
    read(text, language)
    assert time.perf_counter() - started < 3


def test_a_report_is_read_at_once():
    read("1", "zh")
    started = time.perf_counter()
    read(ZH_TEXT, "zh")
    assert time.perf_counter() - started < 0.2


# --- what is written is read back -------------------------------------------------------------------------------------

ZH_SCALES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
EN_SCALES = {"": 1, " thousand": 10**3, " million": 10**6, " billion": 10**9, " trillion": 10**12}
UNITS = [("%", "%", " percent"), ("个百分点", "pp", " percentage points"), ("亩", "mu", " mu"), ("元", "yuan", " yuan"),
         ("千瓦", "kW", " kilowatts"), ("千瓦时", "kWh", " kWh"), ("吨", "t", " tonnes"), ("公里", "km", " kilometers"),
         ("立方米", "m3", " cubic meters"), ("户", "household", " households"), ("人", "person", " people")]  # fmt: skip
HEDGES = [("", "", "", ""), ("", "左右", "around ", ""), ("", "以上", "at least ", ""), ("超过", "", "more than ", ""),
          ("近", "", "nearly ", ""), ("不超过", "", "no more than ", ""), ("", "以上", "", " or more")]  # fmt: skip
numbers = st.one_of(
    st.integers(1, 9999).map(Decimal),
    st.decimals("0.01", "999.99", places=2).map(lambda d: d.normalize()).filter(lambda d: d % 1 != 0),
)


def written(d: Decimal) -> str:
    return format(d, "f")


@given(
    numbers,
    st.sampled_from(sorted(ZH_SCALES)),
    st.sampled_from(UNITS),
    st.sampled_from(HEDGES),
    st.booleans(),
)
def test_chinese_read_back(number, scale, unit, hedge, spaced):
    space = " " if spaced else ""
    text = f"达到{hedge[0]}{written(number)}{space}{scale}{unit[0]}{hedge[1]}，"
    (q,) = read(text, "zh")
    assert (q.value, q.unit, q.high) == (number * ZH_SCALES[scale], unit[1], None)
    assert text[q.start : q.end] == text[2:-1]


@given(
    numbers,
    st.sampled_from(sorted(EN_SCALES)),
    st.sampled_from(UNITS),
    st.sampled_from(HEDGES),
    st.booleans(),
)
def test_english_read_back(number, scale, unit, hedge, grouped):
    digits = f"{number:,f}" if grouped else written(number)
    text = f"came to {hedge[2]}{digits}{scale}{unit[2]}{hedge[3]}."
    (q,) = read(text, "en")
    assert (q.value, q.unit, q.high) == (number * EN_SCALES[scale], unit[1], None)
    assert text[q.start : q.end] == text[8:-1]


@given(numbers, st.sampled_from(sorted(ZH_SCALES)), st.sampled_from(UNITS), st.sampled_from(HEDGES))
def test_both_languages_agree(number, scale, unit, hedge):
    value = number * ZH_SCALES[scale]
    (zh,) = read(f"{hedge[0]}{written(number)}{scale}{unit[0]}{hedge[1]}", "zh")
    (en,) = read(f"{hedge[2]}{value:,f}{unit[2]}{hedge[3]}", "en")
    assert same(zh, en)
    assert zh.unit == en.unit


@given(
    numbers,
    numbers,
    st.sampled_from(UNITS),
    st.sampled_from(UNITS),
    st.sampled_from(HEDGES),
    st.sampled_from(HEDGES),
)
def test_agreement_means_equal(a, b, unit_a, unit_b, hedge_a, hedge_b):
    (zh,) = read(f"{hedge_a[0]}{written(a)}{unit_a[0]}{hedge_a[1]}", "zh")
    (en,) = read(f"{hedge_b[2]}{written(b)}{unit_b[2]}{hedge_b[3]}", "en")
    family = {"超过": "以上"}
    hedges = [family.get(h[0] or h[1], h[0] or h[1]) for h in (hedge_a, hedge_b)]
    assert same(zh, en) == (a == b and unit_a == unit_b and hedges[0] == hedges[1])


def zh_words(n: int) -> str:
    """A whole number below 10^8 in characters, by another way than the reader's."""
    if n >= 10**4:
        rest = n % 10**4
        return zh_words(n // 10**4) + "万" + (("零" if rest < 1000 else "") + zh_words(rest) if rest else "")
    digits = "零一二三四五六七八九"
    out, zero = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // power % 10
        if digit:
            out += ("零" if zero and out else "") + digits[digit] + name
        zero = not digit
    return out.removeprefix("一") if 10 <= n < 20 else out


ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen \
eighteen nineteen".split()
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def en_words(n: int) -> str:
    for size, name in ((10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if n >= size:
            rest = f" {en_words(n % size)}" if n % size else ""
            return f"{en_words(n // size)} {name}{rest}"
    if n < 20:
        return ONES[n]
    return TENS[n // 10 - 2] + (f"-{ONES[n % 10]}" if n % 10 else "")


@given(st.integers(2, 10**8 - 1))
def test_number_words_read_back(n):
    (en,) = read(f"{en_words(n)} tonnes", "en")
    assert (en.value, en.unit) == (n, "t")
    if "零" not in zh_words(n):
        (zh,) = read(f"{zh_words(n)}吨", "zh")
        assert (zh.value, zh.unit) == (n, "t")


@given(st.integers(2000, 2099), st.integers(1, 12), st.integers(1, 28))
def test_dates_agree(year, month, day):
    names = "January February March April May June July August September October November December".split()
    (zh,) = read(f"{year}年{month}月{day}日", "zh")
    (en,) = read(f"{names[month - 1]} {day}, {year}", "en")
    assert zh.value == year * 10000 + month * 100 + day
    assert same(zh, en)


@given(st.text(max_size=60), st.sampled_from(["zh", "en"]))
def test_any_text_is_read(text, language):
    for q in read(text, language):
        assert isinstance(q, Quantity)
        assert 0 <= q.start < q.end <= len(text)
        assert q.value.is_finite()
