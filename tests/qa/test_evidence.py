"""Which statements answer, and which of their words: spans, periods, follow-ups, several things in one question."""

import doctest
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from documents.corpus import bundled
from documents.document import Statement
from documents.language import Language
from index.scope import NO_WISH, Wish
from qa import evidence, question
from qa import facets as facets_module
from qa.answerer import Answerer
from qa.content import Content, Word
from qa.evidence import Found, other_years
from qa.facets import Facet, both_periods, wished
from qa.settings import Settings
from qa.spans import trim
from qa.weights import Weights

DOCUMENT = bundled().documents[0]
STOPS = "，；。！？;,"


@pytest.fixture(scope="module")
def real(real_home: Path) -> Answerer:
    return Answerer.open(Settings(home=real_home, generator="extractive"))


def statement(words: str) -> Statement:
    return next(s for s in DOCUMENT.statements if words in s.text)


def said(*contents: str) -> list[dict[str, str]]:
    return [{"role": "user", "content": content} for content in contents]


def weighed(real: Answerer, text: str, *before: str) -> tuple[list[Facet], list[list[Found]]]:
    return real.weighed(question.read(text, said(*before)), DOCUMENT)


def placed(template: Found, words: str, score: float) -> Found:
    return replace(template, statement=statement(words), score=score, figure=None)


@pytest.mark.real_model
def test_parts_of_a_question_are_chosen_together(real: Answerer) -> None:
    _, ((template, *_),) = weighed(real, "2023年生产总值增长了多少？")
    best, both = placed(template, "新增38家A级景区", 5.0), placed(template, "完成国土绿化455万亩", 4.5)
    near, far = placed(template, "完成国土绿化455万亩", 5.0), placed(template, "改造城镇老旧小区住房2.75万套", 5.2)
    one, other = evidence.together([[best, both], [far, near]], Weights(near=1.0))
    assert one == [both, best]  # 4.5 + 5.0 + 1.0 for one statement, against 5.0 + 5.2
    assert other == [near, far]
    apart = evidence.together([[best, both], [far, near]], Weights(near=0.5))
    assert [own[0] for own in apart] == [best, far]
    assert evidence.together([[best], []]) == [[best], []]
    same = [replace(found, figure=template.figure) for found in (both, near)]
    assert template.figure is not None
    again = evidence.together([[best, same[0]], [far, same[1]]], Weights(near=1.0))
    assert [own[0] for own in again] == [best, far]  # two things are asked: one figure is not told for both


def no_content(text: str, language: Language) -> Content:
    return Content(())


def things(text: str, history: Sequence[dict[str, str]] = ()) -> list[Facet]:
    return facets_module.facets(question.read(text, history), no_content, 2024)


def test_examples() -> None:
    assert doctest.testmod(evidence).failed == 0
    assert doctest.testmod(facets_module).failed == 0


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("2023年和2024年的增速", "zh", True),
        ("去年多少，今年目标多少？", "zh", True),
        ("这两年的目标和完成情况", "zh", True),
        ("目标和实际结果差多少？", "zh", True),
        ("2024年的目标", "zh", False),
        ("去年增长多少？", "zh", False),
        ("growth in 2023 and 2024", "en", True),
        ("last year's result and this year's target", "en", True),
        ("How does the target compare with the actual outcome?", "en", True),
        ("the target for 2024", "en", False),
        ("How much did it grow last year?", "en", False),
    ],
)
def test_whether_both_periods_are_asked_for(text: str, language: Language, expected: bool) -> None:
    assert both_periods(text, language, 2024) is expected


@pytest.mark.parametrize(
    "text", ["2023年和2024年生产总值增速相比如何？", "Compare GDP growth in 2023 with the target for 2024."]
)
def test_both_periods_are_two_things_to_find(text: str) -> None:
    past, ahead = things(text)
    assert past.wish == Wish(frozenset({2023}), "result", 1.0)
    assert ahead.wish == Wish(frozenset({2024}), "target", 1.0)
    assert past.asks == ahead.asks == "compare"


def test_several_questions_are_as_many_things_to_find_each_of_its_kind() -> None:
    asked = question.read("今年和美乡村建多少个，由谁负责？")
    found = facets_module.facets(asked, lambda text, _: Content((Word(text, (text,), (), 0.5),)), 2024)
    assert [f.asks for f in found] == ["figure", "name"]
    assert [f.text for f in found] == ["今年和美乡村建多少个", "由谁负责"]
    assert all(f.wish.years == {2024} for f in found)


def test_a_part_that_names_nothing_known_is_asked_with_the_part_before() -> None:
    found = things("今年和美乡村建多少个，由谁负责？")
    assert [f.text for f in found] == ["今年和美乡村建多少个", "由谁负责 今年和美乡村建多少个"]


@pytest.mark.parametrize("text", ["2023年生产总值增长了多少？", "How much potash was produced?", "今年如何促进就业？"])
def test_one_question_is_one_thing_to_find(text: str) -> None:
    assert len(things(text)) == 1


@pytest.mark.parametrize(
    ("text", "half"),
    [("城镇居民收入增长多少？", True), ("农村的收入增长多少？", True), ("居民收入增长多少？", False),
     ("把城里乡下都算上，收入增长多少？", False), ("Taking town and country together, how much did incomes grow?", False),
     ("How much did rural incomes grow?", True), ("How much did incomes grow?", False)],
)  # fmt: skip
def test_whether_town_or_country_is_meant(text: str, half: bool) -> None:
    assert things(text)[0].half is half


@pytest.mark.parametrize(
    ("words", "told", "again"),
    [
        ("1天内供电线路全部恢复通电", "1天内就恢复了。", True),
        ("2天内受损道路全部实现正常通行", "1天内就恢复了。", False),
        ("碳酸锂11万吨、增长49.4%", "11万吨。", False),
        ("居民消费价格上涨0.5%", "It was 0.5 percent.", True),
        ("长篇小说《雪山大地》获茅盾文学奖", "《雪山大地》。", True),
        ("原创歌剧《青春铸剑221》获奖", "《雪山大地》。", False),
        ("收入差距继续缩小", "缩小了。", False),
        ("1天内供电线路全部恢复通电", "", False),
    ],
)
def test_what_was_told_just_before(words: str, told: str, again: bool) -> None:
    facet = replace(things("路呢？")[0], told=told)
    assert evidence.told_before(facet, words) is again


def test_what_was_told_matters_to_a_follow_up_of_the_same_time() -> None:
    before = [*said("停的电多久恢复？"), {"role": "assistant", "content": "1天内。"}]
    assert things("路又是多久抢通的？", before)[0].told == "1天内。"
    assert things("那2024年呢？", before)[0].told == ""
    assert things("2023年粮食产量是多少？", before)[0].told == ""


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("2023年生产总值增长多少？", "那2024年呢？", {2024}),
        ("2024年城镇居民收入的目标是多少？", "农村的呢？", {2024}),
        ("2023年生产总值增长多少？", "失业率呢？", {2023}),
        ("How much did GDP grow in 2023?", "And for 2024?", {2024}),
        ("How much did GDP grow in 2023?", "And the unemployment rate?", {2023}),
    ],
)
def test_a_follow_up_keeps_the_period_unless_it_names_one(before: str, text: str, expected: set[int]) -> None:
    assert wished(question.read(text, said(before)), 2024).years == expected


def test_no_period_asked_for() -> None:
    assert wished(question.read("盐湖产业"), 2024) == NO_WISH


def test_years_that_a_statement_knows_nothing_of() -> None:
    result, aside = statement("全省生产总值增长5.3%"), statement("2024年1月24日")
    assert other_years(Wish(frozenset({2023})), result) == set()
    assert other_years(Wish(frozenset({2025})), result) == {2025}
    assert other_years(Wish(frozenset({2024})), aside) == set()  # it names the year


def test_spans_lose_the_stop_behind_them_and_nothing_else() -> None:
    one = statement("空气质量优良天数比例96.6%")
    whole = (one.start, one.start + len(one.text))
    start, end = trim(one, *whole)
    assert one.text[-1] in STOPS
    assert (start, end) == (one.start, one.start + len(one.text.rstrip(STOPS)))
    assert trim(one, start, end) == (start, end)
    assert trim(one, start, start) == (start, start)


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("2023年青海省生产总值增长了多少？", "全省生产总值增长5.3%"),
        ("全体居民人均可支配收入增长了多少？", "全体居民人均可支配收入增长5.9%"),
        ("青海去年居民消费价格上涨了多少？", "居民消费价格上涨0.5%"),
        ("2023年招商引资到位资金多少亿元？", "招商引资到位资金568亿元"),
        ("2023年新增减税降费及退税缓费多少亿元？", "新增减税降费及退税缓费73.6亿元"),
        ("青海今年粮食产量的目标是多少？", "粮食总产量保持在107万吨以上"),
        ("今年粮油播种面积是多少万亩？", "粮油播种面积稳定在665万亩以上"),
        ("2024年天然气产量目标是多少？", "天然气产量保持在58亿立方米以上"),
        ("2024年老百姓的收入预计涨多少？", "全体居民人均可支配收入增长与经济增长同步"),
        ("2024年的经济增长目标定在多少？", "今年发展的主要预期目标是：全省生产总值增长5%左右"),
        ("震后多久通信基站全部抢通？", "震后9小时通信基站和光缆全部抢通"),
        ("损毁住房重建什么时候完成？", "12月底前完成损毁住房重建及搬迁工作"),
        ("哪部小说获得了茅盾文学奖？", "以我省牧民生活变迁为题材的长篇小说《雪山大地》获茅盾文学奖"),
    ],
)
def test_asked_for_a_figure_a_date_or_a_name_the_words_are_the_clause_that_holds_it(
    text: str, quote: str, real: Answerer
) -> None:
    _, ranked = weighed(real, text)
    assert ranked[0][0].quote == quote


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("How much did Qinghai's GDP grow in 2023?", "全省生产总值增长5.3%"),
        ("What is the GDP growth target for 2024?", "全省生产总值增长5%左右"),
        ("How much potash was produced?", "全年生产钾肥706万吨"),
        ("Which novel won the Mao Dun Literature Prize?", "《雪山大地》"),
        ("When will the rebuilding of damaged homes be finished?", "12月底前完成损毁住房重建"),
        ("Who visited the people hit by the earthquake?", "李强总理"),
    ],
)
def test_english_questions_find_the_statement_and_its_english(text: str, words: str, real: Answerer) -> None:
    _, ranked = weighed(real, text)
    best = ranked[0][0]
    assert words in best.statement.text
    assert best.en
    assert best.en in (best.statement.en or "")


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("text", "year", "other"),
    [
        ("2023年城镇调查失业率是多少？", "城镇调查失业率5.5%", "控制在5.5%左右"),
        ("2023年改善农牧民居住条件多少户？", "城镇4.56万户", "300个高原和美乡村"),
        ("2024年改善农牧民居住条件多少户？", "300个高原和美乡村", "城镇4.56万户"),
        ("2024年高校毕业生登记就业率的目标是多少？", "85%以上", "登记就业率90%"),
        ("What is the air quality target for 2024?", "达到96%以上", "96.6%"),
        ("What was the air quality rate in 2023?", "96.6%", "达到96%以上"),
    ],
)
def test_of_the_same_words_in_both_years_the_year_asked_for_comes_first(
    text: str, year: str, other: str, real: Answerer
) -> None:
    _, ranked = weighed(real, text)
    order = [found.statement.text for found in ranked[0]]
    right = next(i for i, words in enumerate(order) if year in words)
    wrong = next((i for i, words in enumerate(order) if other in words), len(order))
    assert right == 0 < wrong


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("before", "text", "words"),
    [
        ("2023年生产总值增长多少？", "那2024年呢？", "全省生产总值增长5%左右"),
        ("城镇居民人均可支配收入增长了多少？", "农村的呢？", "城乡居民人均可支配收入分别增长4.3%、8%"),
        ("制造业投资增长了多少？", "电力投资呢？", "制造业、电力投资分别增长26.4%和7.4%"),
        ("新增多少清洁能源装机？", "那今年呢？", "清洁能源新增装机突破1500万千瓦"),
        ("高校毕业生登记就业率是多少？", "今年的目标是多少？", "高校毕业生登记就业率保持在85%以上"),
        ("钾肥产量是多少？", "碳酸锂呢？", "碳酸锂11万吨"),
        ("损毁住房重建有什么安排？", "这个项目什么时候完成？", "12月底前完成损毁住房重建及搬迁工作"),
    ],
)
def test_a_follow_up_is_answered_for_what_it_adds(before: str, text: str, words: str, real: Answerer) -> None:
    _, ranked = weighed(real, text, before)
    assert words in ranked[0][0].quote


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("before", "text", "words"),
    [
        ("How much did GDP grow in 2023?", "And for 2024?", "全省生产总值增长5%左右"),
        ("How much did the income of urban residents grow?", "And the rural figure?", "分别增长4.3%、8%"),
        ("How much clean energy capacity was added in 2023?", "And this year?", "突破1500万千瓦"),
        ("How much potash was produced?", "What about lithium carbonate?", "碳酸锂11万吨"),
    ],
)
def test_an_english_follow_up_is_answered_for_what_it_adds(before: str, text: str, words: str, real: Answerer) -> None:
    _, ranked = weighed(real, text, before)
    assert words in ranked[0][0].statement.text


@pytest.mark.real_model
@pytest.mark.parametrize(
    "text",
    [
        "2023年青海省生产总值增长了多少？",
        "今年对教育有哪些安排？",
        "谁看望了受灾群众？",
        "为什么收入差距缩小？",
        "损毁住房重建什么时候完成？",
        "2023年和2024年空气质量相比如何？",
        "How will consumption be promoted in 2024?",
        "Which places were named demonstration areas?",
    ],
)
def test_every_span_stands_in_its_statement_and_ends_without_a_stop(text: str, real: Answerer) -> None:
    _, ranked = weighed(real, text)
    assert ranked
    for found in (f for order in ranked for f in order):
        start, end = found.span
        assert found.statement.start <= start < end <= found.statement.start + len(found.statement.text)
        assert DOCUMENT.text[start:end] == found.quote
        assert found.quote in found.statement.text
        assert found.quote[-1] not in STOPS
    for order in ranked:
        assert [f.score for f in order] == sorted((f.score for f in order), reverse=True)
        assert len({f.statement.id for f in order}) == len(order)


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("before", "text", "words"),
    [
        ("How many livelihood projects were completed in 2023?", "And how many are lined up for 2024?", "44"),
        ("2023年新增了多少清洁能源装机？", "2024年打算再新增多少？", "1500万千瓦"),
        ("2023年建成了多少农村互助养老站点？", "那2024年村里的还要建多少个？", "100个"),
    ],
)
def test_a_follow_up_for_another_year_is_told_of_that_year(before: str, text: str, words: str, real: Answerer) -> None:
    answer = real.ask(text, [{"role": "user", "content": before}])
    assert words in answer.text
    assert {c.scope.first for c in answer.citations} == {2024}
