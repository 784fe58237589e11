"""What kind of thing a question wants: units, measures, nouns, and whether a text holds it."""

import doctest

import pytest

from documents.language import Language
from qa import kinds
from qa.asking import Asks
from qa.kinds import Want

RATES = {"%", "pp", "times", "multiple"}


def test_examples() -> None:
    assert doctest.testmod(kinds).failed == 0


@pytest.mark.parametrize(
    ("text", "language", "units"),
    [
        ("新增了多少亩？", "zh", {"mu"}),
        ("改良了多少万亩退化草原？", "zh", {"mu"}),
        ("生产了多少万吨？", "zh", {"t"}),
        ("投入了多少亿元？", "zh", {"yuan"}),
        ("改善了多少户？", "zh", {"household"}),
        ("新增装机多少万千瓦？", "zh", {"kW"}),
        ("转移了多少人？", "zh", {"person"}),
        ("排名第几？", "zh", {"rank"}),
        ("总量居全国第几？", "zh", {"rank"}),
        ("这是第几次普查？", "zh", {"ordinal"}),
        ("死的人少了多少？", "zh", RATES | {"person"}),
        ("How many for water-saving farming?", "en", set()),
        ("How many of the new villages are finished?", "en", {"place"}),
        ("增长了多少？", "zh", RATES),
        ("占比是多少？", "zh", RATES),
        ("产量是多少？", "zh", set()),
        ("这些岗位一个月能拿多少工资？", "zh", {"yuan"}),
        ("每个人能领多少补贴？", "zh", {"yuan"}),
        ("补贴资金增长了多少？", "zh", RATES),
        ("补贴性培训多少人次？", "zh", {"person-time"}),
        ("经费砍多少？", "zh", RATES | {"yuan"}),
        ("免费培训多少人次？", "zh", {"person-time"}),
        ("补助多少户？", "zh", {"household"}),
        ("门票价格涨了多少？", "zh", RATES | {"yuan"}),
        ("每花一百块钱，有多少用在老人身上？", "zh", RATES),
        ("How much compensation does a family get?", "en", {"yuan"}),
        ("What toll will drivers pay?", "en", {"yuan"}),
        ("What fine do poachers get?", "en", {"yuan"}),
        ("What is the monthly allowance?", "en", {"yuan"}),
        ("How many people get the higher allowance?", "en", {"person"}),
        ("What is the bad-loan ratio?", "en", RATES),
        ("What is the total mileage?", "en", {"km", "m"}),
        ("Below what tonnage must the harvest not fall?", "en", {"t"}),
        ("By how much did budget revenue grow?", "en", set()),
        ("How much investment was brought in?", "en", {"yuan"}),
        ("By how much did wages rise?", "en", RATES | {"yuan"}),
        ("Out of every 100 yuan, how many went on people's lives?", "en", RATES),
        ("How many mu of grassland were improved?", "en", {"mu"}),
        ("How many households were moved?", "en", {"household"}),
        ("How many people were moved?", "en", {"person"}),
        ("How many kilometers of road were built?", "en", {"km"}),
        ("How much money was spent?", "en", {"yuan"}),
        ("How fast did GDP grow?", "en", RATES),
        ("What share of spending was it?", "en", RATES),
        ("How much potash was produced?", "en", set()),
        # words that only look like a unit
        ("今年全省要出多少天然气？", "zh", set()),
        ("一年里有多少天空气好？", "zh", set()),
        ("吸引多少年轻人才？", "zh", set()),
        ("粮食产量要多少亿斤？", "zh", {"jin"}),
        ("翻新了多少个小区？", "zh", set()),
        ("涨水时撤走了多少人？", "zh", {"person"}),
        ("去年绿电发了多少度？", "zh", {"kWh", "degree"}),
        ("How many farmers' co-ops were set up?", "en", set()),
        ("How many of the people's-livelihood projects got done?", "en", {"item"}),
        ("How many day care centers were opened?", "en", {"item"}),
        ("How many projects of national rank?", "en", {"item"}),
        ("How many 5G masts were built?", "en", {"item"}),
        ("By how many times did visits and revenue go up?", "en", RATES),
        ("How many times did the team win?", "en", {"item"}),
        ("What is the installed capacity of the station?", "en", {"kW"}),
        ("How much did installed clean energy capacity grow?", "en", set()),
        ("What was the harvest, in tonnes?", "en", {"t"}),
        ("What does a pound of it fetch?", "en", {"yuan"}),
        ("In how many minutes should people get there?", "en", {"minute"}),
        ("How much of the surface water was clean?", "en", set()),
        ("How long is the list of projects?", "en", set()),
        ("How long is the railway line?", "en", {"km", "m"}),
        ("How many low-rent homes were found?", "en", {"household"}),
        # a share that is asked for in so many words, and a rate that is not wanted
        ("毕业后多少人有工作？我问的是比例", "zh", RATES),
        ("How many clean air days should there be, in percent", "en", RATES),
        ("社会消费品零售总额跌了几个百分点？", "zh", RATES),
        ("出口折合多少亿元？不要增速", "zh", {"yuan"}),
        ("出口多少亿元，增速多少", "zh", {"yuan"} | RATES),
        ("How much investment was there, not the growth rate?", "en", {"yuan"}),
    ],
)
def test_units_asked_for(text: str, language: Language, units: set[str]) -> None:
    assert Want.of(text, "figure", language).units == units


@pytest.mark.parametrize("asks", ["name", "date", "place", "list", "plan", "reason", "yesno", "open"])
def test_only_figures_have_units_and_measures(asks: Asks) -> None:
    want = Want.of("增长了多少亩，占多少？", asks, "zh")
    assert (want.units, want.measure) == (frozenset(), "")


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("增速居全国第1位", True),
        ("增速居全国第五", True),
        ("总量列全国前十", True),
        ("连续三年居全国前列", True),
        ("增长5.3%", False),
        ("前三季度增长5.3%", False),
        ("前两个月增长5.3%", False),
    ],
)
def test_a_place_among_others_is_no_other_figure(text: str, met: bool) -> None:
    assert Want.of("增速排全国第几？", "figure", "zh").met_by(text) == (met, met)


@pytest.mark.parametrize(
    ("text", "language", "measure"),
    [
        ("物价涨了多少？", "zh", "growth"),
        ("旅游总收入增速是多少？", "zh", "growth"),
        ("民生支出占比是多少？", "zh", "share"),
        ("占全国的比重是多少？", "zh", "share"),
        ("产量是多少？", "zh", ""),
        ("新增了多少万亩？", "zh", ""),
        ("How fast did GDP grow?", "en", "growth"),
        ("What share of spending was it?", "en", "share"),
        ("How much potash was produced?", "en", ""),
    ],
)
def test_measures_asked_for(text: str, language: Language, measure: str) -> None:
    assert Want.of(text, "figure", language).measure == measure


@pytest.mark.parametrize(
    ("text", "language", "asks", "first"),
    [
        ("哪部小说得奖？", "zh", "name", "小说"),
        ("哪个乡今年能接上大电网？", "zh", "place", "乡"),
        ("什么平台建成了？", "zh", "name", "平台"),
        ("哪些企业入驻？", "zh", "list", "企业"),
        ("Which prize did the novel win?", "en", "name", "prize"),
        ("Which counties were chosen?", "en", "place", "counti"),
        ("What kind of telescope was added?", "en", "list", "telescop"),
    ],
)
def test_nouns_asked_for(text: str, language: Language, asks: Asks, first: str) -> None:
    assert Want.of(text, asks, language).nouns[0] == first


@pytest.mark.parametrize(
    ("text", "language"), [("谁来了？", "zh"), ("Who came?", "en"), ("什么情况？", "zh"), ("Which projects?", "en")]
)
def test_who_and_words_that_say_nothing_are_no_nouns(text: str, language: Language) -> None:
    assert Want.of(text, "name", language).nouns == ()


@pytest.mark.parametrize(
    ("question", "text", "met"),
    [
        ("改良了多少亩？", "退化草原改良526万亩", (True, True)),
        ("改良了多少吨？", "退化草原改良526万亩", (True, False)),
        ("改良了多少亩？", "荒漠化和沙化土地面积双下降", (False, False)),
        ("上涨了多少？", "居民消费价格上涨0.5%", (True, True)),
        ("上涨了多少？", "全年生产钾肥706万吨", (True, False)),
        ("增长了多少？", "旅游总收入增长2倍", (True, True)),
        ("建了多少所？", "建成运营56个社区养老服务站点", (True, True)),  # one counted thing for another
        ("引进外资多少钱？", "实际使用外资50亿美元", (True, True)),
        ("过了多少岁生日？", "成立75周年", (True, True)),
        ("养了多少头牛？", "肉牛80万头", (True, True)),
        ("办手续要多少天？", "压缩至2个工作日以内", (True, True)),
        ("有几条大战略？", "持续实施“十大战略”", (True, True)),
        ("收入翻了几番？", "翻了七番以上", (True, True)),
        ("是报告的第几部分？", "（四）扛牢首要担当", (True, True)),
    ],
)
def test_whether_a_text_holds_a_figure_of_the_unit(question: str, text: str, met: tuple[bool, bool]) -> None:
    assert Want.of(question, "figure", "zh").met_by(text) == met


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("12月底前完成损毁住房重建及搬迁工作", True),
        ("其他项目3月份全面开工", True),
        ("2天内受损道路全部实现正常通行", True),
        ("196名受伤群众连夜得到及时转运救治", True),
        ("建设300个高原和美乡村", False),
    ],
)
def test_whether_a_text_holds_a_date(text: str, held: bool) -> None:
    assert Want("date").met_by(text) == (held, False)


def test_whether_a_text_holds_the_noun() -> None:
    want = Want.of("哪个乡今年能接上大电网？", "place", "zh")
    assert want.met_by("年内实现天峻县苏里乡电网延伸覆盖") == (True, False)
    assert want.met_by("天然气产量保持在58亿立方米以上") == (False, False)
    english = Want.of("Which prize did the novel win?", "name", "en")
    assert english.met_by_english("The novel won the Mao Dun Literature Prize.")
    assert not english.met_by_english("Premier Li Qiang went to the front line.")


def test_what_something_is_called_is_told_in_quotation_marks() -> None:
    want = Want.of("新来的望远镜叫什么名字？", "name", "zh")
    assert want.met_by("“墨子”开启巡天观测") == (True, False)
    assert want.met_by("新引进8台天文望远镜") == (False, False)


def test_a_question_for_a_name_asks_for_no_kind() -> None:
    assert Want.of("谁看望了受灾群众？", "name", "zh").met_by("震后9小时") == (False, False)
