"""The ledger: every numeral accounted for, exact figures of the report, and other reports of the genre in small."""

import re
import time
from decimal import Decimal

import pytest

from documents.corpus import assemble, bundled
from documents.figure_search import find, pairs
from documents.figures import Figure, classify, ledger
from documents.indicators import name
from documents.numbers import read

DOCUMENT = bundled().documents[0]
LEDGER = ledger(DOCUMENT)
FIGURES = [f for f in LEDGER if f.is_figure]

EXPECTED = [  # indicator, value, unit, hedge, measure, direction, year, kind
    ("全省生产总值", "5.3", "%", "", "growth", "up", 2023, "result"),
    ("全体居民人均可支配收入", "5.9", "%", "", "growth", "up", 2023, "result"),
    ("城镇调查失业率", "5.5", "%", "", "share", "", 2023, "result"),
    ("居民消费价格", "0.5", "%", "", "growth", "up", 2023, "result"),
    ("国土绿化", "4550000", "mu", "", "level", "", 2023, "result"),
    ("防沙治沙", "1460000", "mu", "", "level", "", 2023, "result"),
    ("退化草原改良", "5260000", "mu", "", "level", "", 2023, "result"),
    ("青海湖裸鲤蕴藏量", "120000", "t", "", "level", "", 2023, "result"),
    ("空气质量优良天数比例", "96.6", "%", "", "share", "", 2023, "result"),
    ("新能源公交车占比", "50", "%", "over", "share", "", 2023, "result"),
    ("机关单位", "1300", "entity", "over", "count", "", 2023, "result"),
    ("装备制造业增加值", "45.3", "%", "", "growth", "up", 2023, "result"),
    ("高技术制造业增加值", "62.2", "%", "", "growth", "up", 2023, "result"),
    (
        "装备制造业、高技术制造业增加值占规模以上工业增加值比重",
        "26",
        "%",
        "over",
        "share",
        "",
        2023,
        "result",
    ),
    ("金融机构存款余额", "3.6", "%", "", "growth", "up", 2023, "result"),
    ("金融机构贷款余额", "7.2", "%", "", "growth", "up", 2023, "result"),
    ("客运量", "1.4", "times", "", "growth", "up", 2023, "result"),
    ("货运量", "16.7", "%", "", "growth", "up", 2023, "result"),
    ("制造业投资", "26.4", "%", "", "growth", "up", 2023, "result"),
    ("电力投资", "7.4", "%", "", "growth", "up", 2023, "result"),
    ("新建普通省道和农村公路", "3600", "km", "", "level", "", 2023, "result"),
    ("高速和一级公路里程", "5000", "km", "over", "level", "", 2023, "result"),
    ("网络购物交易额", "53220000000", "yuan", "", "level", "", 2023, "result"),
    ("网络购物交易额", "11.8", "%", "", "growth", "up", 2023, "result"),
    ("数字经济核心产业增加值", "20", "%", "", "growth", "up", 2023, "result"),
    ("钾肥", "7060000", "t", "", "level", "", 2023, "result"),
    ("钾肥占全国总产量", "77", "%", "at_least", "share", "", 2023, "result"),
    ("碳酸锂", "110000", "t", "", "level", "", 2023, "result"),
    ("碳酸锂", "49.4", "%", "", "growth", "up", 2023, "result"),
    ("新增清洁能源装机", "9800000", "kW", "", "level", "", 2023, "result"),
    ("清洁能源总装机规模", "51000000", "kW", "over", "level", "", 2023, "result"),
    ("新增A级景区", "38", "entity", "", "count", "", 2023, "result"),
    ("旅游总收入", "2", "times", "", "growth", "up", 2023, "result"),
    ("鲢鳙鱼产量占全国", "40", "%", "nearly", "share", "", 2023, "result"),
    ("经营主体开办时间", "2", "workday", "at_most", "duration", "", 2023, "result"),
    ("新认定国家级高新技术企业", "99", "entity", "", "count", "", 2023, "result"),
    ("新认定省级科技型企业", "188", "entity", "", "count", "", 2023, "result"),
    ("太阳能电池出口", "2", "times", "", "growth", "up", 2023, "result"),
    ("锂电池出口", "3.6", "times", "", "growth", "up", 2023, "result"),
    ("城镇居民人均可支配收入", "4.3", "%", "", "growth", "up", 2023, "result"),
    ("农村居民人均可支配收入", "8", "%", "", "growth", "up", 2023, "result"),
    ("集中采购药品耗材价格", "50", "%", "", "growth", "down", 2023, "result"),
    ("居民健康素养", "2.35", "pp", "", "growth", "up", 2023, "result"),
    ("建成运营农村互助养老站点", "131", "item", "", "count", "", 2023, "result"),
    ("集中安置受灾群众", "9803", "household", "", "count", "", 2023, "result"),
    ("集中安置受灾群众", "45218", "person", "", "count", "", 2023, "result"),
    ("积石山地震", "6.2", "magnitude", "", "level", "", 2023, "result"),
    ("修改废止地方性法规", "7", "item", "", "count", "", 2023, "result"),
    ("人大代表建议和政协提案满意率", "100", "%", "", "share", "", 2023, "result"),
    ("全省生产总值", "5", "%", "about", "growth", "up", 2024, "target"),
    ("城镇新增就业", "60000", "person", "at_least", "count", "", 2024, "target"),
    ("农牧区劳动力转移就业", "1060000", "person-time", "at_least", "count", "", 2024, "target"),
    ("居民消费价格", "3", "%", "about", "growth", "up", 2024, "target"),
    ("粮食总产量", "1070000", "t", "at_least", "level", "", 2024, "target"),
    ("清洁能源新增装机", "15000000", "kW", "over", "level", "", 2024, "target"),
    ("光伏制造业产值", "100000000000", "yuan", "over", "level", "", 2024, "target"),
    ("一般性支出和“三公”经费", "10", "%", "at_least", "growth", "down", 2024, "target"),
    ("新培育有进出口实绩的外贸企业", "20", "entity", "", "count", "", 2024, "target"),
    ("困难老年人家庭", "1500", "household", "", "count", "", 2024, "target"),
    ("天然气产量", "5800000000", "m3", "at_least", "level", "", 2024, "target"),
]


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda e: f"{e[0]}-{e[1]}-{e[6]}")
def test_figures_of_the_report(expected):
    indicator, value, unit, hedge, measure, direction, year, kind = expected
    (f,) = [
        f for f in FIGURES
        if f.indicator == indicator and f.value == Decimal(value) and f.kind == kind and f.unit == unit
    ]  # fmt: skip
    assert (f.hedge, f.measure, f.direction, f.first_year, f.year) == (hedge, measure, direction, year, year)


def test_every_numeral_is_accounted_for():
    runs = list(re.finditer(r"[0-9]+(?:[.,][0-9]+)*", DOCUMENT.text))
    assert len(runs) > 150
    assert [m[0] for m in runs if not any(f.start <= m.start() and m.end() <= f.end for f in LEDGER)] == []
    assert [(f.start, f.end) for f in LEDGER] == [(q.start, q.end) for q in read(DOCUMENT.text, "zh")]


def test_spans_are_verbatim_and_in_their_statements():
    for f in LEDGER:
        statement = DOCUMENT.statement(f.statement_id)
        assert DOCUMENT.text[f.start : f.end] == f.text
        assert statement.start <= f.start < f.end <= statement.end
        assert (f.indicator != "") == f.is_figure


def test_numerals_that_are_no_figures_are_classed():
    classed = {(f.text, f.figure_class) for f in LEDGER if not f.is_figure}
    assert {
        ("2024年1月24日", "date"), ("12月底前", "date"), ("第二", "ordinal"), ("75周年", "ordinal"), ("9号", "name"),
        ("1+9", "name"), ("5A", "name"), ("4C", "name"), ("十四五", "name"), ("221", "name"), ("750千伏", "specification"),
        ("三年", "specification"), ("15分钟", "specification"), ("三期", "ordinal"), ("二十大", "ordinal"),
    } <= classed  # fmt: skip


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("亿元以上项目", "specification"), ("3000吨级轮船", "specification"), ("万元GDP能耗", "specification"),
        ("30年来", "date"), ("总量居全国第一", "figure"), ("坚持生态保护第一要务", "ordinal"), ("居全国第2位", "figure"),
        ("“八大行动”", "name"), ("落实八项规定", "name"), ("实现所有乡镇和90%以上行政村通硬化路", "figure"),
    ],
)  # fmt: skip
def test_classes(clause, expected):
    assert classify(clause, read(clause, "zh")[0]) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("城镇和农村常住居民人均可支配收入分别增长5%左右、7%左右",
         [("城镇常住居民人均可支配收入", "growth", "up"), ("农村常住居民人均可支配收入", "growth", "up")]),
        ("生产安全事故起数、死亡人数分别下降16.8%、15.7%",
         [("生产安全事故起数", "growth", "down"), ("死亡人数", "growth", "down")]),
        ("城镇调查失业率、居民消费价格涨幅分别控制在5%和3%以内",
         [("城镇调查失业率", "share", ""), ("居民消费价格", "growth", "up")]),
        ("批发、零售销售额分别增长12.9%、8.4%", [("批发销售额", "growth", "up"), ("零售销售额", "growth", "up")]),
        ("低保、特困人均月标准分别提高到1167元、1937元", [("低保人均月标准", "level", ""), ("特困人均月标准", "level", "")]),
        ("17个重点传统制造业增加值增长8%", [("重点传统制造业增加值", "count", ""), ("重点传统制造业增加值", "growth", "up")]),
        ("外贸出口占全国比重提高到5.5%", [("外贸出口占全国比重", "share", "")]),
        ("新能源装机是上年的3倍", [("新能源装机是上年", "multiple", "")]),
        ("办理人大代表建议246件、政协委员提案330件", [("办理人大代表建议", "count", ""), ("政协委员提案", "count", "")]),
        ("新增博士硕士学位授予单位3个、授权点65个",
         [("新增博士硕士学位授予单位", "count", ""), ("新增授权点", "count", "")]),
        ("全省经营主体达1095.2万户、增长5.9%", [("全省经营主体", "count", ""), ("全省经营主体", "growth", "up")]),
        ("汽车、光伏产品出口表现突出、增长77.6%", [("汽车、光伏产品出口表现突出", "growth", "up")]),
        ("粮食产量突破110万吨", [("粮食产量", "level", "")]),
        ("肉牛屠宰量由全国第11位跃升至第5位", [("肉牛屠宰量", "rank", ""), ("肉牛屠宰量", "rank", "")]),
    ],
)  # fmt: skip
def test_indicators_of_a_clause(clause, expected):
    named, _ = name(clause, read(clause, "zh"))
    assert [(n.indicator, n.measure, n.direction) for n in named] == expected


def test_years_and_plans_that_the_words_name():
    text = (
        "一、2024年工作回顾\n2024年粮食产量110万吨。“十四五”以来累计新增装机500万千瓦。\n"
        "二、2025年重点工作\n地区生产总值增长5%左右。到2027年，产值达到1000亿元，企业达到50家。"
        "比2020年增长10%。“十五五”时期，新增就业30万人。去年出口20亿元。\n"
    )
    meta = {"id": "x-2025", "title": "x", "region": "x", "date": "2025-01-15", "source": "", "licence": ""}
    found = [f for f in ledger(assemble(meta, text)) if f.is_figure]
    assert [(f.text, f.first_year, f.year, f.kind) for f in found] == [
        ("110万吨", 2024, 2024, "result"), ("500万千瓦", 2021, 2024, "result"), ("5%左右", 2025, 2025, "target"),
        ("1000亿元", 2027, 2027, "plan"), ("50家", 2027, 2027, "plan"), ("10%", 2025, 2025, "target"),
        ("30万人", 2026, 2030, "plan"), ("20亿元", 2024, 2024, "result"),
    ]  # fmt: skip


def test_pairs_set_results_beside_targets():
    found = {p.result.indicator: (p.result.text, p.target.text) for p in pairs(LEDGER)}
    assert found == {
        "全省生产总值": ("5.3%", "5%左右"), "城镇调查失业率": ("5.5%", "5.5%左右"), "居民消费价格": ("0.5%", "3%左右"),
        "长江、黄河干流、澜沧江出省境断面水质": ("Ⅱ类及以上", "Ⅱ类及以上"), "空气质量优良天数比例": ("96.6%", "96%以上"),
        "大型风电光伏基地": ("三批", "三批"), "新增清洁能源装机": ("980万千瓦", "突破1500万千瓦"),
        "改善农牧民居住条件": ("4万户", "4万户"), "高校毕业生登记就业率": ("90%", "85%以上"), "民生实事": ("41项", "44项"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "kind", "expected"),
    [
        ("粮食", None, ["107万吨以上"]), ("grain", "target", ["107万吨以上", "665万亩以上"]),
        ("居民消费价格", "result", ["0.5%"]), ("consumer prices", "target", ["3%左右"]), ("物价", "result", ["0.5%"]),
        ("旅游收入", None, ["2倍"]), ("registered employment rate of college graduates", "result", ["90%"]),
        ("unemployment", None, ["5.5%", "5.5%左右"]), ("火星登陆", None, []), ("submarines", None, []),
    ],
)  # fmt: skip
def test_find(query, kind, expected):
    assert [f.text for f in find(LEDGER, query, kind=kind)][: max(1, len(expected))] == expected


def test_find_all_of_a_year():
    assert find(LEDGER, "", year=2024, kind="target") == [f for f in FIGURES if f.kind == "target"]
    assert find(LEDGER, "", year=1999) == []


def test_english_is_the_number_of_the_edition():
    named = {f.indicator: f for f in FIGURES if f.kind == "result"}
    got = named["城镇调查失业率"]
    assert (got.indicator_en, got.text_en) == ("surveyed urban unemployment rate", "5.5 percent")
    assert named["国土绿化"].text_en == "4.55 million mu"
    missing = [f.text for f in FIGURES if f.text_en is None]
    assert missing == []


@pytest.mark.parametrize("piece", ["的", "、", "增长", "分别", "5%", "达到到", "“"])
def test_a_hostile_clause_takes_no_time(piece):
    clause = piece * (3000 // len(piece)) + "增长5%"
    started = time.perf_counter()
    name(clause, read(clause, "zh"))
    assert time.perf_counter() - started < 2


def test_the_ledger_is_quick():
    started = time.perf_counter()
    assert isinstance(ledger(DOCUMENT)[0], Figure)
    assert time.perf_counter() - started < 2
