"""Amounts that questions ask for and texts state."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.language import Language
from index.amounts import ANY, COUNTS, GROWTH, OTHER, RELATED, TIMES, Amount, asked, stated

NONE: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("新建了多少公里农村公路？", {"km"}),
        ("完成国土绿化多少万亩", {"mu"}),
        ("新增清洁能源装机多少千瓦", {"kW"}),
        ("改善了几户农牧民的居住条件？", {"household"}),
        ("认定了几家高新技术企业？", {"entity"}),
        ("减税降费多少亿元", {"yuan"}),
        ("网购花了多少钱", {"yuan"}),
        ("生产总值增长了多少？", GROWTH),
        ("城镇调查失业率是多少？", {"%"}),
        ("财政支出用于民生的比例", {"%"}),
        ("通信多久恢复的？", TIMES),
        ("几天内通路？", TIMES),
        ("旅游市场规模多大", ANY),
        ("哪几个地方入选了？", NONE),
        ("有哪些举措？", NONE),
        ("近几年的变化", NONE),
        ("", NONE),
    ],
)
def test_asked_in_chinese(question: str, units: frozenset[str]) -> None:
    assert asked(question, "zh").units == units


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("How many kilometres of roads were built?", {"km"}),
        ("How many new rural households got better homes?", {"household"}),
        ("How many companies were certified?", {"entity"}),
        ("How many telescopes were brought in?", {"item"}),
        ("How many antelopes are there?", COUNTS),
        ("Into how many areas is this year's work divided?", COUNTS),
        ("How much money was saved in taxes?", {"yuan"}),
        ("What was the value of online shopping?", {"yuan"}),
        ("By how much did GDP grow?", GROWTH),
        ("What share of spending goes on livelihoods?", {"%"}),
        ("How long did it take to restore power?", TIMES),
        ("What is the target for grain output?", ANY),
        ("Which wetland was listed?", NONE),
        ("How will schools be improved?", NONE),
        ("", NONE),
    ],
)
def test_asked_in_english(question: str, units: frozenset[str]) -> None:
    assert asked(question, "en").units == units


@pytest.mark.parametrize(
    ("text", "language", "units"),
    [
        ("新建农村公路3600公里，增长4.7%", "zh", {"km", "%"}),
        ("3,600 kilometers of rural roads, up 4.7 percent", "en", {"km", "%"}),
        ("震后9小时通信基站全部抢通", "zh", {"hour"}),
        ("2023年工作回顾", "zh", NONE),
        ("青薯9号", "zh", NONE),
        ("", "zh", NONE),
        ("🙂\ud800", "en", NONE),
    ],
)
def test_stated(text: str, language: Language, units: frozenset[str]) -> None:
    assert stated(text, language) == units


def test_fit() -> None:
    assert Amount(frozenset({"km"})).fit({"km", "%"}) == 1.0
    assert Amount(frozenset({"km"})).fit({"%"}) == OTHER
    assert Amount(frozenset({"entity"})).fit({"item"}) == RELATED
    assert Amount(ANY).fit({"%"}) == 1.0
    assert Amount(ANY).fit(NONE) == 0.0
    assert Amount().fit({"%"}) == 0.0


@given(st.text(), st.sampled_from(["zh", "en"]))
def test_any_text_can_be_read(text: str, language: Language) -> None:
    amount = asked(text, language)
    assert 0.0 <= amount.fit(stated(text, language)) <= 1.0
