"""Counties, districts and towns that a question names and the report does not, and words that are no places."""

from pathlib import Path

import pytest

from documents import divisions, places
from documents.corpus import bundled
from qa import other_places
from qa.answerer import Answerer
from qa.question import read
from qa.settings import Settings

DOCUMENT = bundled().documents[0]
ENGLISH = {"州": "Prefecture", "市": "City", "县": "County", "区": "District"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("称多县今年要修路吗？", ["称多"]),
        ("泽库今年有什么安排？", ["泽库"]),
        ("湟中区今年有什么项目？", ["湟中"]),
        ("平安区的学校", ["平安"]),
        ("What is planned for Zeku?", ["Zeku"]),
        ("Is there money for Zadoi?", ["Zadoi"]),
        ("Any roads for Dari County?", ["Dari"]),
        ("听说茅台镇要扩建", ["茅台"]),
        ("义乌市的外贸", ["义乌"]),
        ("和平区有什么项目", []),  # a district of other provinces, called by a word
        ("今年乡下的路打算修多长？", []),
        ("城镇居民收入、小城镇建设、边境乡镇", []),
        ("脱贫县和穷县", []),
        ("平安青海建设得怎么样？", []),
        ("互助养老站建多少个？", []),
        ("今年治多大面积的沙？", []),
        ("环境复杂多变，名称多久公布？", []),
        ("省里除了西宁还想扶哪座城？", []),
        ("How is the guide for tourists?", []),
    ],
)
def test_places_that_nothing_found_names(text: str, names: list[str]) -> None:
    assert other_places.named(read(text), (), DOCUMENT) == names


@pytest.fixture(scope="module")
def real(real_home: Path) -> Answerer:
    return Answerer.open(Settings(home=real_home, generator="extractive"))


@pytest.mark.real_model
@pytest.mark.parametrize(
    "text",
    [
        "称多县今年要修路吗？",
        "共和县的光伏装机是多少？",
        "泽库今年有什么安排？",
        "我们泽库县的牧民今年有补贴吗？",
        "Any projects in Chengduo this year?",  # not Chengdu mistyped
        "What does the plan hold for Guinan?",
        "海淀区今年GDP目标是多少",
    ],
)
def test_a_county_that_the_report_does_not_name_is_not_answered_by_the_province(text: str, real: Answerer) -> None:
    answer = real.ask(text)
    assert answer.refusal is not None
    assert answer.refusal.reason == "other_place"


@pytest.mark.real_model
@pytest.mark.parametrize("text", ["我是泽库人，今年农村养老金涨不涨？", "去拉萨那条铁道上跑动车了吗？"])
def test_where_one_is_from_or_goes_is_not_asked_about(text: str, real: Answerer) -> None:
    assert real.ask(text).refusal is None


PHRASES = ("{}今年有什么安排？", "{}2023年有哪些成绩", "What is planned for {}?", "What did the report say about {}?")


@pytest.mark.real_model
@pytest.mark.parametrize("phrase", PHRASES)
def test_every_division_of_the_province_is_told_of_or_refused(phrase: str, real: Answerer) -> None:
    for division in divisions.of_province("青海"):
        chinese = not phrase.isascii()
        name = division.zh + division.rank if chinese else f"{division.en[-1]} {ENGLISH[division.rank]}"
        answer = real.ask(phrase.format(name))
        if places.names_it(division.zh, DOCUMENT.text, "青海"):  # and is asked about in a year that says nothing of it
            told = any(places.names_it(division.zh, c.text_zh, "青海") for c in answer.citations)
            assert told or answer.refusal is not None, f"{name}: {answer.text}"
        else:
            assert answer.refusal is not None, f"{name}: {answer.text}"
            assert answer.refusal.reason == "other_place", name
