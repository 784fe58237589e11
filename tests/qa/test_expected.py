"""What an answer must name beside what the question says: each kind on a statement that holds it and one that does not."""

from __future__ import annotations

import pytest

from documents.language import Language
from index.scope import NO_WISH
from qa import expected
from qa.content import Content, Word
from qa.facets import Facet
from qa.kinds import Want
from qa.question import kind

PLACES = frozenset({"云岭", "格桑"})


def facet(text: str, language: Language, words: str) -> Facet:
    """The facet of a question whose content is `words`, in Chinese."""
    content = Content(tuple(Word(word, (word,), (), 1.0) for word in words.split()))
    asks = kind(text, language)
    return Facet(text, content, Content(()), asks, Want.of(text, asks, language), NO_WISH)


def lacks(text: str, language: Language, words: str, statement: str) -> set[str]:
    return set(expected.lacking(facet(text, language, words), language, statement, statement, PLACES))


@pytest.mark.parametrize(
    ("missed", "language", "question", "words", "without", "held"),
    [
        ("place", "zh", "新机场建在哪个县？", "新机场", "新机场开工建设", "新机场在临江县开工建设"),
        ("place", "zh", "首座氢能站落在哪个城市？", "首座 氢能站", "首座氢能站建成", "云岭首座氢能站建成"),
        ("place", "zh", "云岭的氢能站落在哪个城市？", "云岭 氢能站", "云岭氢能站建成", "云岭氢能站落户兰州"),
        ("place", "en", "Which countries buy the most solar cells?", "太阳能电池", "太阳能电池出口增长2倍", "太阳能电池出口德国增长2倍"),
        ("where", "zh", "火车都开到哪里去了？", "班列", "开行班列154列", "开行至加德满都、格桑的班列154列"),
        ("where", "en", "Where was the hydrogen station built?", "氢能站", "氢能站建成", "氢能站在格桑建成"),
        ("organisation", "zh", "光伏项目是哪家公司建的？", "光伏项目", "光伏项目建成投产", "华光公司光伏项目建成投产"),
        ("organisation", "zh", "路桥公司并进了哪家集团？", "路桥公司", "路桥公司完成重组", "交控集团整合路桥公司"),
        ("organisation", "en", "Which university trains the doctors?", "医生", "培养医生300名", "海川大学培养医生300名"),
        ("day", "zh", "地震是几月几号发生的？", "地震", "面对去年发生的地震", "面对12月18日发生的地震"),
        ("day", "en", "On what date does the bridge open?", "大桥", "大桥年内通车", "大桥年底通车"),
        ("members", "zh", "试点的8个县分别是哪些？", "试点 县", "在8个县开展试点", "在临江、海川等8个县开展试点"),
        ("members", "zh", "除了临江，还有哪几个县试点？", "临江 试点 县", "在临江等8个县开展试点", "在临江、海川等8个县开展试点"),
        ("members", "en", "Which eight counties are in the pilot?", "试点", "在8个县开展试点", "在临江、海川等8个县开展试点"),
        ("members", "en", "Which villages were chosen for the pilot?", "村 试点", "在8个村开展试点", "在临江、海川等8个村开展试点"),
        ("meaning", "zh", "“五化”指什么？", "五化", "深化“五化”工作", "“五化”是指绿化、美化等"),
        ("meaning", "zh", "“五化”都包括哪几项？", "五化", "深化“五化”工作", "绿化、美化、亮化、净化、文化“五化”并举"),
        ("meaning", "en", 'What does the "five turns" stand for?', "五化", "深化“五化”工作", "深化“五化”，即绿化、美化等"),
        ("figure", "zh", "新增的38家景区里有几家收门票？", "景区 门票", "新增38家景区", "新增38家景区、其中5家收取门票"),
        ("figure", "en", "Of the 38 new sights, how many are free?", "景区", "新增38家景区", "新增38家景区、其中12家免费"),
    ],
)  # fmt: skip
def test_what_is_missed(missed: str, language: Language, question: str, words: str, without: str, held: str) -> None:
    assert missed in lacks(question, language, words, without)
    assert missed not in lacks(question, language, words, held)


@pytest.mark.parametrize(
    ("language", "question", "words", "statement"),
    [
        ("zh", "农村居民收入增长多少？", "农村居民收入", "农村居民人均可支配收入增长8%"),
        ("en", "What share of villages has a clinic?", "村", "村卫生室覆盖率达98%"),
        ("en", "What proportion of college graduates found work?", "毕业生", "高校毕业生就业率90%"),
        ("zh", "哪两座水电站要发电？", "水电站", "推动三批风电基地并网，建成羊湾、青石水电站"),
        ("zh", "今年有哪些就业措施？", "就业 措施", "实施就业优先行动"),
        ("zh", "改革要从哪里下手？", "改革", "推动要素市场化改革"),
        ("zh", "难在哪儿？", "难", "不少群众就业难"),
        ("zh", "两项目标各是多少？", "目标", "粮食产量107万吨以上"),
        ("en", "What class is the water of the rivers where they leave the province?", "水质", "出省断面水质保持在Ⅱ类"),
    ],
)
def test_nothing_is_missed_where_nothing_is_expected(
    language: Language, question: str, words: str, statement: str
) -> None:
    assert lacks(question, language, words, statement) == set()


def test_the_region_of_the_report_is_no_place_in_it() -> None:
    asked = facet("In which city is the new university?", "en", "大学")
    for statement, missed in (("云岭大学建成", {"place"}), ("云岭大学在格桑建成", set())):
        assert expected.lacking(asked, "en", statement, statement, PLACES, "云岭") == missed


def test_an_english_word_names_no_more_than_it_says() -> None:
    assert lacks("Where is the land port?", "en", "格桑陆港", "建设格桑陆港") == set()
    assert lacks("格桑陆港建在哪里？", "zh", "格桑陆港", "建设格桑陆港") == {"where"}


@pytest.mark.parametrize(
    ("text", "language", "words", "named"),
    [
        ("Does Tesla plan a factory?", "en", ("tesla", "factori"), ["tesla"]),
        ("Tesla: does it plan a factory?", "en", ("tesla", "factori"), []),  # a sentence begins so
        ("Does Tesla Plan A Factory", "en", ("tesla", "factori"), []),  # a title
        ("Was it built? Tesla builds a factory", "en", ("tesla", "factori"), []),
        ("How many 5G masts are there?", "en", ("5G", "mast"), ["5G"]),
        ("5G基站有多少？", "zh", ("5G", "基站"), ["5G"]),
        ("玛尔挡水电站装机多大？", "zh", ("玛尔挡", "水电站", "装机"), ["玛尔挡"]),
    ],
)
def test_names(text: str, language: Language, words: tuple[str, ...], named: list[str]) -> None:
    chinese = language == "zh"
    content = Content(
        tuple(Word(word, (word,) if chinese else ("",), () if chinese else ((word,),), 1.0) for word in words)
    )
    asks = kind(text, language)
    asked = Facet(text, content, Content(()), asks, Want.of(text, asks, language), NO_WISH)
    assert [word.surface for word in expected.names(asked, language)] == named
