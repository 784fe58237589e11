"""Figures of another thing than the one that was asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.language import Language
from qa import refusing
from qa.answerer import Answerer
from qa.settings import Settings


@pytest.fixture(scope="module")
def real(real_home: Path) -> Answerer:
    return Answerer.open(Settings(home=real_home, generator="extractive"))


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("asked", "told", "words"),
    [
        # all there are, and those that were added
        ("冷湖天文观测基地现在总共有多少台望远镜？", "冷湖天文观测基地新引进了多少台望远镜？", "8台"),
        ("What is the total number of telescopes at Lenghu?", "How many new telescopes did Lenghu get?", "8 new"),
        # the whole province, and one place in it
        ("2023年全省总共接待了多少人次的游客？", "2023年青海湖接待了多少人次的游客？", "300万人次"),
        (
            "How many tourist visits did the whole of Qinghai province receive in 2023?",
            "How many tourist visits did Qinghai Lake receive in 2023?",
            "3 million",
        ),
        # a part of something, and all of it
        ("清洁能源总装机里，光伏占了多少万千瓦？", "清洁能源总装机是多少万千瓦？", "5100万千瓦"),
        (
            "Of Qinghai's installed clean-energy capacity, how much is solar?",
            "How large is Qinghai's installed clean-energy capacity?",
            "51 million kilowatts",
        ),
        # the growth of one thing, and the level of another
        ("2023年钾肥产量同比增长多少？", "2023年碳酸锂产量同比增长多少？", "49.4%"),
        (
            "By how much did potash output rise in 2023?",
            "By how much did lithium carbonate output rise in 2023?",
            "49.4",
        ),
        ("招商引资到位资金2023年同比增加了多少？", "招商引资到位资金2023年是多少？", "568亿元"),
    ],
)
def test_the_figure_of_another_thing_is_no_answer(asked: str, told: str, words: str, real: Answerer) -> None:
    refused, answered = real.ask(asked), real.ask(told)
    assert refused.refusal is not None
    assert answered.refusal is None
    assert words in answered.text


@pytest.mark.parametrize(
    ("text", "language", "all_of_them"),
    [
        ("基地现在有多少台望远镜？", "zh", True),
        ("基地总共有多少台？", "zh", True),
        ("新的望远镜一共有多少台？", "zh", False),
        ("一共开了多少列？", "zh", False),
        ("what is the total number of schools?", "en", True),
        ("how many schools are there now?", "en", True),
        ("what is the total number of new schools?", "en", False),
        ("how many schools were built?", "en", False),
    ],
)
def test_all_there_are(text: str, language: Language, all_of_them: bool) -> None:
    assert bool(refusing.STOCK[language].search(text)) is all_of_them


@pytest.mark.parametrize(
    ("text", "language", "part"),
    [
        ("总装机里，光伏占了多少？", "zh", "光伏"),
        ("贷款当中，绿色贷款占几成？", "zh", "绿色贷款"),
        ("湖里湟鱼有多少吨？", "zh", None),
        ("2023年里空气好的日子占多少？", "zh", None),
        ("城里有多少学校？", "zh", None),
        ("of the total, how much is solar?", "en", "solar"),
        ("out of the new jobs, how many are rural jobs?", "en", "rural jobs"),
        ("how many of the schools are new?", "en", None),
    ],
)
def test_a_part_of_something(text: str, language: Language, part: str | None) -> None:
    found = refusing.PART_OF[language].search(text)
    assert (found and found[1]) == part
