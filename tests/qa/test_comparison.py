"""Two figures side by side: worked out, said to be, and only where unit, measure and hedges allow."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from documents.corpus import bundled
from documents.figures import Figure
from qa import comparison, gate, ledger
from qa.answerer import Answerer, known
from qa.comparison import Side, alike, difference
from qa.settings import Settings

DOCUMENT = bundled().documents[0]


@pytest.fixture(scope="module")
def real(real_home: Path) -> Answerer:
    return Answerer.open(Settings(home=real_home, generator="extractive"))


def figure(indicator: str, text: str) -> Figure:
    """That figure of the report."""
    return next(f for f in ledger.of(DOCUMENT) if f.indicator == indicator and f.text == text)


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("这两年生产总值的目标和完成情况比一比", "2023年全省生产总值实际5.3%，2024年目标5%左右，按此计算，低约0.3个百分点。"),
        ("清洁能源新增装机2024年目标比2023年多多少？", "2023年新增清洁能源装机实际980万千瓦，2024年目标1500万千瓦以上，按此计算，多520万千瓦以上。"),
        ("民生实事今年比去年多几项？", "2023年民生实事实际41项，2024年目标44项，按此计算，多3项。"),
        ("高校毕业生就业率目标比去年高还是低？", "2023年高校毕业生登记就业率实际90%，2024年目标85%以上，按此计算，其下限低5个百分点。"),
        ("今年改善农牧民居住条件的户数和去年比怎么样？", "2023年改善农牧民居住条件实际4万户，2024年目标4万户，按此计算，两者相同。"),
        ("城镇和农村居民收入增速差多少？", "按以上数字计算，4.3%比8%低3.7个百分点。"),
        ("锂电池和太阳能电池出口哪个涨得多？", "按以上数字计算，3.6倍比2倍高1.6倍。"),
        (
            "Compare GDP growth in 2023 with the target for 2024.",
            "5.3 percent was the 2023 result, around 5 percent is the 2024 target: computed from these, the difference is about 0.3 percentage points (less).",
        ),
        (
            "How many more livelihood projects are there in 2024 than in 2023?",
            "41 items was the 2023 result, 44 items is the 2024 target: computed from these, the difference is 3 items (more).",
        ),
        (
            "Which grew faster, urban or rural incomes?",
            "Computed from these figures, the difference between 4.3 percent and 8 percent is 3.7 percentage points.",
        ),
    ],
)  # fmt: skip
def test_a_difference_is_worked_out_and_says_so(text: str, told: str, real: Answerer) -> None:
    answer = real.ask(text)
    assert [s.computed for s in answer.statements] == [False] * (len(answer.statements) - 1) + [True]
    gap = answer.statements[-1]
    assert gap.text == told
    assert gate.check(gap, answer.citations, answer.language, known(DOCUMENT)) == ()


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("空气质量目标比去年高吗？", "没有，"),
        ("居民收入是不是比GDP涨得快？", "是的，"),
        ("Is the 2024 GDP target higher than 2023 growth?", "No. "),
        ("Is the 2024 GDP target lower than 2023 growth?", "Yes. "),
    ],
)
def test_a_comparison_settles_yes_or_no(text: str, begins: str, real: Answerer) -> None:
    answer = real.ask(text)
    assert answer.text.startswith(begins)
    assert answer.statements[-1].computed


@pytest.mark.real_model
@pytest.mark.parametrize(
    "text",
    [
        "2023年登记就业率与2024年寄递物流综合服务站设置率相比",  # not the same thing
        "今年国土绿化目标比去年多了还是少了？",  # 国土绿化 and 国土绿化及生态修复治理
    ],
)
def test_no_difference_of_two_different_things(text: str, real: Answerer) -> None:
    assert [s.computed for s in real.ask(text).statements] == [False, False]


GDP = figure("全省生产总值", "5.3%")
TARGET = figure("全省生产总值", "5%左右")


def hedged(figure: Figure, hedge: Any, value: str) -> Figure:
    return replace(figure, quantity=replace(figure.quantity, hedge=hedge, value=Decimal(value)))


@pytest.mark.parametrize(
    ("base", "subject", "told"),
    [
        (GDP, TARGET, "低约0.3个百分点"),
        (GDP, hedged(TARGET, "at_least", "6"), "高0.7个百分点以上"),
        (GDP, hedged(TARGET, "at_least", "5"), "其下限低0.3个百分点"),
        (GDP, hedged(TARGET, "", "5.3"), "，两者相同。"),
        (GDP, hedged(TARGET, "about", "5.3"), "，两者大致相同。"),
        (GDP, replace(GDP, start=0), "按以上数字计算，两者相同。"),  # of two things in one year
        (hedged(GDP, "over", "5.3"), hedged(TARGET, "", "6"), None),  # from more than 5.3 to 6
        (hedged(GDP, "over", "5.3"), hedged(TARGET, "over", "6"), None),
        (GDP, hedged(TARGET, "at_most", "6"), None),
    ],
)
def test_over_and_about_are_kept_and_bound_what_can_be_said(base: Figure, subject: Figure, told: str | None) -> None:
    sentence = difference("zh", Side(base, 1), Side(subject, 2))
    assert (sentence is None) == (told is None)
    assert told is None or (sentence is not None and told in sentence.text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("新增清洁能源装机", "清洁能源新增装机", True),
        ("居民消费价格", "居民消费价格涨幅", True),
        ("民生支出占比", "一般性支出压减", False),
        ("国土绿化", "国土绿化及生态修复治理", False),
    ],
)
def test_alike(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same
    assert alike(other, one) is same


def test_units_without_words_are_not_spoken_of() -> None:
    odd = replace(GDP, quantity=replace(GDP.quantity, unit="Pflops"))
    assert difference("zh", Side(odd, 1), Side(odd, 2)) is None
    assert comparison.difference("en", Side(odd, 1), Side(odd, 2)) is None
