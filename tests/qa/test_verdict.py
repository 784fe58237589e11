"""Yes, no, not yet: only where the cited words settle it."""

from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from documents.corpus import bundled
from qa import gate, question, verdict
from qa.answer import Citation, Sentence
from qa.answerer import Answerer, known
from qa.content import Content, Word
from qa.settings import Settings

DOCUMENT = bundled().documents[0]


@pytest.fixture(scope="module")
def real(real_home: Path) -> Answerer:
    return Answerer.open(Settings(home=real_home, generator="extractive"))


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("长篇小说《雪山大地》获得茅盾文学奖了吗？", "茅盾文学奖"),
        ("居民消费价格上涨了0.5%吗？", "上涨0.5%"),
        ("2023年生产总值增长了5.3%吗？", "增长5.3%"),
        ("城乡收入差距缩小了吗？", "收入差距继续缩小"),
        ("李家峡电站扩机工程投运了吗？", "李家峡电站扩机工程投运"),
        ("Did the novel Land of Snowy Mountains win the Mao Dun Literature Prize?", "Mao Dun Literature Prize"),
        ("Did consumer prices rise by 0.5 percent in 2023?", "rose by 0.5 percent"),
        ("Did the income gap between urban and rural residents narrow?", "income gap continued to narrow"),
    ],
)
def test_yes_where_the_cited_words_settle_it(text: str, words: str, real: Answerer) -> None:
    answer = real.ask(text)
    assert answer.text.startswith(verdict.YES[answer.language])
    assert words in answer.text


@pytest.mark.real_model
@pytest.mark.parametrize(
    "text",
    [
        "2023年生产总值增长了8%吗？",
        "居民消费价格下降了吗？",
        "粮食产量下降了吗？",
        "人民群众安全满意度下降了吗？",
        "社会消费品零售总额下降了吗？",
        "Did grain output fall in 2023?",
        "Did tourism revenue fall in 2023?",
        "Did GDP shrink in 2023?",
        "Did consumer prices fall in 2023?",
        "Did the income gap widen?",
    ],
)
def test_never_yes_to_what_the_report_denies(text: str, real: Answerer) -> None:
    answer = real.ask(text)
    assert answer.status == "answered"
    assert not answer.text.startswith(("是", "Yes"))


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("text", "begins", "words"),
    [
        ("第二条特高压外送通道已经建成了吗？", "还没有，", "开工建设"),
        ("茶卡盐湖是5A景区了吗", "还没有，", "创建"),
        ("Has the Xining National Botanical Garden been built?", "Not yet. ", "Botanical Garden"),
        ("Is the Golmud salt lake green industrial park finished?", "Not yet. ", "plan and build"),
        ("去年物价下降了吗？", "没有，", "上涨0.5%"),
        ("西宁机场三期今年能建成吗？", "是的，", "建成西宁机场三期"),
        ("今年会开工建设第二条特高压外送通道吗？", "是的，", "开工建设"),
        ("玛尔挡水电站下闸蓄水了吗", "是的，", "下闸蓄水"),
    ],
)
def test_what_is_under_way_is_not_done_yet(text: str, begins: str, words: str, real: Answerer) -> None:
    answer = real.ask(text)
    assert answer.text.startswith(begins)
    assert words in answer.text


@pytest.mark.real_model
@pytest.mark.parametrize(
    "text",
    [
        "共和机场今年能建成吗？",  # 推进共和机场建设
        "青海理工大学今年能招生吗",  # 力争…获批招生
        "Will Gonghe Airport be opened this year?",
        "Will all 9 townships in Yushu be connected to the main grid this year?",
        "去年失业率上升了吗",  # a rate without a direction, beside prices that rose
        "Did unemployment rise in 2023?",
    ],
)
def test_nothing_is_said_where_the_report_leaves_it_open(text: str, real: Answerer) -> None:
    answer = real.ask(text)
    assert answer.status == "answered"
    assert verdict.bare(answer.text, answer.language) == answer.text


@pytest.mark.parametrize(
    ("text", "language", "up"),
    [
        ("去年物价下降了吗", "zh", False),
        ("收入涨了没有", "zh", True),
        ("目标比去年高吗", "zh", True),
        ("失业率5.5%", "zh", None),
        ("增长的有，下降的也有", "zh", None),
        ("Is the target lower than last year?", "en", False),
        ("Did incomes grow?", "en", True),
        ("What is the rate?", "en", None),
    ],
)
def test_directions(text: str, language: Literal["zh", "en"], up: bool | None) -> None:
    assert verdict.direction(text, language) is up


def test_the_words_before_an_answer_are_taken_off_again() -> None:
    for words in (verdict.YES, verdict.NO, verdict.NOT_SO, verdict.NOT_YET):
        assert verdict.bare(words["zh"] + "全省生产总值增长5.3%。", "zh") == "全省生产总值增长5.3%。"
        assert verdict.bare(words["en"] + "GDP grew by 5.3 percent.", "en") == "GDP grew by 5.3 percent."


def test_the_gate_knows_them_and_no_other_denial() -> None:
    cited = [Citation.of(next(s for s in DOCUMENT.statements if "第二条特高压" in s.text), 1)]
    told = "开工建设第二条特高压外送通道。"
    assert gate.check(Sentence("还没有，" + told, (1,)), cited, "zh", known(DOCUMENT)) == ()
    assert gate.check(Sentence("没有" + told, (1,)), cited, "zh", known(DOCUMENT)) != ()


@pytest.mark.real_model
def test_what_is_said_before_the_question_is_not_asked(real: Answerer) -> None:
    answer = real.ask("我邻居说物价跌了。2023年居民消费价格上涨了0.5%吗？")
    assert answer.text.startswith(verdict.YES["zh"])
    assert "0.5" in answer.text


@pytest.mark.real_model
def test_what_a_word_was_learnt_to_stand_for_settles_nothing(real: Answerer) -> None:
    asked = question.read("2023年生产总值增长了5.3%吗？")
    _, ((item, *_),) = real.weighed(asked, real.corpus.documents[0])
    met, other = Word("生产总值", ("生产总值",), (), 1.0), Word("钱", ("钱",), (), 1.0)
    learnt = replace(other, learnt=("可支配收入",))
    covered = Content((met, learnt)).coverage(item.statement.text)
    assert covered >= verdict.SETTLED
    item = replace(item, coverage=covered)
    assert verdict.of(asked, item, Content((met, learnt))) == ""
    assert verdict.of(asked, item, Content((met, replace(other, zh=("钱", "可支配收入"))))) == verdict.YES["zh"]
