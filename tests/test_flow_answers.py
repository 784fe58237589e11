"""Conversations as people have them, with the real model: right figures, in either language, each opened at its words."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from documents.corpus import bundled
from qa.answer import Answer
from qa.answerer import Answerer
from qa.settings import Settings

pytestmark = pytest.mark.real_model

DOCUMENT = bundled().documents[0]


@pytest.fixture(scope="module")
def real(real_home: Path) -> Answerer:
    return Answerer.open(Settings(home=real_home, generator="extractive"))


def converse(real: Answerer, questions: Sequence[str]) -> list[Answer]:
    """The answers to questions asked one after another, with all that was said before as history."""
    history: list[dict[str, str]] = []
    answers = []
    for text in questions:
        answer = real.ask(text, history)
        history += [{"role": "user", "content": text}, {"role": "assistant", "content": answer.text}]
        answers.append(answer)
    return answers


def test_a_conversation_in_chinese(real: Answerer) -> None:
    growth, target, jobs, income, place, prize = converse(
        real,
        [
            "2023年生产总值增长多少？",
            "那2024年呢？",
            "城镇新增就业的目标是多少？",
            "2023年城镇居民人均可支配收入增长了多少？",
            "甘肃呢？",
            "哪部小说获得了茅盾文学奖？",
        ],
    )
    assert growth.text == "全省生产总值增长5.3%。[1]"
    assert "全省生产总值增长5%左右" in target.text
    assert target.citations[0].scope.kind == "target"
    assert "城镇新增就业6万人以上" in jobs.text
    assert "4.3%" in income.text
    assert place.refusal is not None
    assert place.refusal.reason == "other_place"
    assert "《雪山大地》获茅盾文学奖" in prize.text
    assert {a.language for a in (growth, target, jobs, income, place, prize)} == {"zh"}


def test_a_conversation_in_english(real: Answerer) -> None:
    growth, target, income, rural, year, prize = converse(
        real,
        [
            "How much did GDP grow in 2023?",
            "And for 2024?",
            "How much did the income of urban residents grow in 2023?",
            "And the rural figure?",
            "And in 2019?",
            "Which novel won the Mao Dun Literature Prize?",
        ],
    )
    assert "Provincial GDP grew by 5.3 percent" in growth.text
    assert "provincial GDP will grow by around 5 percent" in target.text
    assert "4.3 percent and 8 percent respectively" in income.text
    assert "8 percent" in rural.text
    assert year.refusal is not None
    assert year.refusal.reason == "other_year"
    assert "Land of Snowy Mountains" in prize.text
    assert {a.language for a in (growth, target, income, rural, year, prize)} == {"en"}


def test_a_conversation_that_changes_its_language(real: Answerer) -> None:
    english, chinese = converse(real, ["How much did GDP grow in 2023?", "那2024年呢？"])
    assert english.language == "en"
    assert chinese.language == "zh"
    assert "全省生产总值增长5%左右" in chinese.text


@pytest.mark.parametrize(
    ("chinese", "english", "words"),
    [
        ("2023年青海省生产总值增长了多少？", "How much did Qinghai's GDP grow in 2023?", "全省生产总值增长5.3%"),
        ("2024年生产总值的目标是多少？", "What is the GDP growth target for 2024?", "全省生产总值增长5%左右"),
        ("2023年生产钾肥多少吨？", "How much potash was produced in 2023?", "全年生产钾肥706万吨"),
        ("哪部小说获得了茅盾文学奖？", "Which novel won the Mao Dun Literature Prize?", "《雪山大地》获茅盾文学奖"),
        ("哪个乡今年能通上大电网？", "Which township will be connected to the power grid this year?", "天峻县苏里乡"),
        (
            "损毁住房重建什么时候完成？",
            "When will the rebuilding of damaged homes be finished?",
            "12月底前完成损毁住房重建",
        ),
        (
            "2023年新增了多少清洁能源装机？",
            "How much clean energy capacity was added in 2023?",
            "新增清洁能源装机980万千瓦",
        ),
        (
            "2023年城镇调查失业率是多少？",
            "What was the surveyed urban unemployment rate in 2023?",
            "城镇调查失业率5.5%",
        ),
    ],
)
def test_both_languages_stand_on_the_same_words(chinese: str, english: str, words: str, real: Answerer) -> None:
    one, two = real.ask(chinese), real.ask(english)
    assert (one.language, two.language) == ("zh", "en")
    assert words in one.text
    assert one.citations[0].id == two.citations[0].id
    cited = two.citations[0]
    assert words in DOCUMENT.text[cited.start : cited.end] == cited.quote
    assert cited.text_en is not None
    assert two.statements[0].text in cited.text_en


def test_from_a_question_to_the_open_page_and_on_from_there(real: Answerer) -> None:
    answer = real.ask("这两年生产总值的目标和完成情况比一比")
    past, ahead, gap = answer.statements
    assert "5.3%" in past.text
    assert "5%左右" in ahead.text
    assert "0.3个百分点" in gap.text
    assert gap.computed
    for citation in answer.citations:
        statement = real.corpus.statement(citation.id)
        assert statement.text == citation.text_zh
        assert citation.quote in statement.text
        assert DOCUMENT.at(citation.start) == statement
        assert statement.section.headings == citation.section


def test_what_is_offered_with_a_refusal_can_be_opened_and_asked_about(real: Answerer) -> None:
    no = real.ask("2025年全省生产总值增长目标是多少？")
    assert no.refusal is not None
    nearest = [real.corpus.statement(id_) for id_ in no.refusal.nearest]
    assert any("全省生产总值增长5%左右" in s.text for s in nearest)
    yes = real.ask("2024年全省生产总值增长目标是多少？")
    assert yes.citations[0].id in no.refusal.nearest
