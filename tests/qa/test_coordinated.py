"""Questions for several things: where they are taken apart, and that what is told in one place is left whole."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from documents.language import Language
from qa import coordinated
from qa.answerer import Answerer
from qa.content import Content, Word
from qa.coordinated import things
from qa.settings import Settings


@pytest.fixture(scope="module")
def real(real_home: Path) -> Answerer:
    return Answerer.open(Settings(home=real_home, generator="extractive"))


def test_examples() -> None:
    assert doctest.testmod(coordinated).failed == 0


@pytest.mark.parametrize(
    ("text", "language", "alone"),
    [
        ("去年减税和招商引资各有多少？", "zh", ["去年减税各有多少？", "去年招商引资各有多少？"]),
        ("2024年GDP和物价的目标是多少？", "zh", ["2024年GDP的目标是多少？", "2024年物价的目标是多少？"]),
        ("去年改造了多少小区和食堂？", "zh", ["去年改造了多少小区？", "去年改造了多少食堂？"]),
        (
            "机场、铁路和公路投资多少？",
            "zh",
            ["机场多少？", "铁路多少？", "公路投资多少？"],
        ),  # a head said once is the last one's
        (
            "今年要建多少个车站、码头、机场？",
            "zh",
            ["今年要建多少个车站？", "今年要建多少个码头？", "今年要建多少个机场？"],
        ),
        ("和美乡村建多少个？", "zh", []),
        ("今年和去年的产量是多少？", "zh", []),
        (
            "How much did output and exports grow in 2023?",
            "en",
            ["How much did output grow in 2023?", "How much did exports grow in 2023?"],
        ),
        (
            "How many schools for towns and for villages are planned?",
            "en",
            ["How many schools for towns are planned?", "How many schools for villages are planned?"],
        ),
        (
            "What were the growth rates of trade & tourism?",
            "en",
            ["What was the growth rate of trade?", "What was the growth rate of tourism?"],
        ),
        ("How many schools were built and how many closed?", "en", []),
        ("How many schools were built?", "en", []),
        ("Bread and butter and jam: how much?", "en", []),
    ],
)
def test_things_asked_for_together(text: str, language: Language, alone: list[str]) -> None:
    assert [thing.question for thing in things(text, language)] == alone


def test_things_differ_by_the_words_that_no_other_has() -> None:
    def content(*words: str) -> Content:
        return Content(tuple(Word(word, (word,), (), 1.0) for word in words))

    found = coordinated.own([content("乡村", "产业"), content("乡村", "治理")])
    assert [[word.surface for word in one.words] for one in found] == [["产业"], ["治理"]]


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("2023年规上工业增加值和社会消费品零售总额增长多少？", {"1.2/5", "1.2/15"}),
        ("今年粮食产量和城镇新增就业的目标是多少？", {"2.0/12", "2.0/9"}),
        ("How many model villages for rural industry and for rural governance are planned?", {"2.5.2/5", "2.5.3/4"}),
        ("How much did industrial value added and retail sales grow in 2023?", {"1.2/5", "1.2/15"}),
        ("What were the growth rates of GDP and of foreign trade in 2023?", {"1.0/4", "1.4/11"}),
        ("2024年要建多少个乡村产业示范村、高原和美乡村、乡村治理示范村？", {"2.5.2/5", "2.5.3/2", "2.5.3/4"}),
        (
            "How many model villages for rural industry, how many harmonious and beautiful villages and how many model villages for rural governance are planned?",
            {"2.5.2/5", "2.5.3/2", "2.5.3/4"},
        ),
        # told in one place
        ("制造业和电力投资增长多少？", {"1.2/11"}),
        ("钾肥和碳酸锂的产量是多少？", {"1.3/2"}),
        ("How much did urban and rural incomes grow?", {"1.6/5"}),
        ("How much did manufacturing and power investment grow?", {"1.2/11"}),
    ],
)
def test_things_that_are_told_apart_are_all_told(text: str, ids: set[str], real: Answerer) -> None:
    answer = real.ask(text)
    assert answer.refusal is None
    assert {citation.id.split("/", 1)[1] for citation in answer.citations} == ids
