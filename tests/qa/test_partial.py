"""Of what is asked in one breath, what the report tells is answered and what it does not is named."""

from pathlib import Path

import pytest

from documents.language import Language
from qa.answer import Answer
from qa.answerer import Answerer
from qa.settings import Settings


@pytest.fixture(scope="module")
def real(real_home: Path) -> Answerer:
    return Answerer.open(Settings(home=real_home, generator="extractive"))


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("text", "told", "missing"),
    [
        ("粮食总产量目标多少？火星探测器什么时候发射？", "107万吨", ("火星探测器什么时候发射",)),
        ("今年GDP和汽车产量的目标是多少？", "5%左右", ("汽车产量",)),
        ("三公经费今年要压减多少，去年压了多少？", "10%以上", ("2023年",)),
        ("玉树有几个乡还没通大电网？分别是哪几个乡？", "9个", ("分别是哪几个乡",)),
        ("2023年生产总值增长了多少，2022年粮食产量是多少？", "5.3%", ("2022年粮食产量是多少",)),
        ("2022年和2023年GDP增速分别是多少", "5.3%", ("2022年",)),
        ("What was GDP growth in 2022 and 2023?", "5.3 percent", ("2022",)),
    ],
)
def test_what_is_told_is_answered_and_the_rest_is_named(
    text: str, told: str, missing: tuple[str, ...], real: Answerer
) -> None:
    answer = real.ask(text)
    assert answer.status == "answered"
    assert told in answer.text
    assert answer.unanswered == missing
    assert answer.to_json()["unanswered"] == list(missing)


@pytest.mark.real_model
@pytest.mark.parametrize(
    "text",
    [
        "2023年退化草原改良多少亩，防沙治沙多少亩？",
        "今年粮食产量和城镇新增就业的目标是多少？",
        "外贸进出口总值多少亿元，增长多少",  # the second asks of the same
        "2023年生产总值增长了多少？",
        "2023年GDP比2022年增长多少",  # growth over the year before
    ],
)
def test_nothing_is_missing_where_all_is_told(text: str, real: Answerer) -> None:
    answer = real.ask(text)
    assert answer.status == "answered"
    assert answer.unanswered == ()
    assert "unanswered" not in answer.to_json()


@pytest.mark.parametrize(
    ("language", "line"),
    [("zh", "报告没有说明：汽车产量；小麦"), ("en", "The report does not say: 汽车产量；小麦")],
)
def test_what_is_missing_in_words(language: Language, line: str) -> None:
    assert Answer("?", language, unanswered=("汽车产量", "小麦")).missing == line
    assert Answer("?", language).missing == ""


@pytest.mark.real_model
def test_where_nothing_is_told_it_is_a_refusal(real: Answerer) -> None:
    for text in ("火星探测器什么时候发射？世界杯谁赢了？", "2021年和2022年GDP增速分别是多少"):
        answer = real.ask(text)
        assert answer.status == "refused"
        assert answer.unanswered == ()


@pytest.mark.real_model
def test_of_several_years_no_other_year_is_told(real: Answerer) -> None:
    assert real.ask("2023年GDP比2022年增长多少").text == "全省生产总值增长5.3%。[1]"
