"""Years and kinds that questions ask for: pairs that differ in one word, both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.document import Kind, Scope
from documents.language import Language
from index.scope import NO_WISH, Wish, agreement, named_years, wished

REACHED, PLANNED = Scope(2023, 2023, "result"), Scope(2024, 2024, "target")


def wish(*years: int, kind: Kind | None = None, firmness: float = 0.0) -> Wish:
    return Wish(frozenset(years), kind, firmness)


@pytest.mark.parametrize(
    ("question", "language", "years"),
    [
        ("去年旅游收入是多少", "zh", {2023}),
        ("今年旅游收入是多少", "zh", {2024}),
        ("明年旅游收入是多少", "zh", {2025}),
        ("前年旅游收入是多少", "zh", {2022}),
        ("2023年旅游收入是多少", "zh", {2023}),
        ("2024年旅游收入是多少", "zh", {2024}),
        ("24年旅游收入是多少", "zh", {2024}),
        ("二〇二三年旅游收入是多少", "zh", {2023}),
        ("这两年旅游收入是多少", "zh", set()),
        ("近年旅游收入是多少", "zh", set()),
        ("旅游收入是多少", "zh", set()),
        ("2023年和2024年旅游收入", "zh", set()),
        ("tourism revenue last year", "en", {2023}),
        ("tourism revenue this year", "en", {2024}),
        ("tourism revenue next year", "en", {2025}),
        ("TOURISM REVENUE LAST YEAR", "en", {2023}),
        ("tourism revenue in 2023", "en", {2023}),
        ("tourism revenue in 2024", "en", {2024}),
        ("tourism revenue by the end of this year", "en", {2024}),
        ("tourism revenue in both years", "en", set()),
        ("tourism revenue in 2023 and 2024", "en", set()),
        ("tourism revenue", "en", set()),
        # one language's words in the other's question
        ("tourism revenue 去年", "en", {2023}),
    ],
)
def test_years_seen_from_a_report_of_2024(question: str, language: Language, years: set[int]) -> None:
    assert wished(question, language, 2024) == wish(*years)


@pytest.mark.parametrize(
    ("question", "language", "kind", "firmness"),
    [
        ("新增就业目标是多少", "zh", "target", 1.0),
        ("已经建成多少公里", "zh", "result", 1.0),
        ("计划建成多少公里", "zh", "target", 1.0),
        ("新建了多少公里铁路", "zh", "result", 0.5),
        ("要新建多少公里铁路", "zh", "target", 0.5),
        ("停车位会不会多一些", "zh", "target", 0.5),
        ("停车位能多一些吗？", "zh", "target", 0.5),
        ("停车位多一些吗？", "zh", None, 0.0),
        ("能告诉我停车位有多少吗？", "zh", None, 0.0),
        ("能不能告诉我停车位有多少？", "zh", None, 0.0),
        ("我想知道停车位有多少", "zh", None, 0.0),
        ("怎么让停车容易一点", "zh", "target", 0.5),
        ("新机场什么时候建成？", "zh", "target", 0.5),
        ("新机场什么时候建成的？", "zh", None, 0.0),
        ("现在停车位有多少", "zh", "result", 0.5),
        ("人大会议的思想是什么", "zh", None, 0.0),
        ("How is parking supposed to get easier?", "en", "target", 1.0),
        ("新建多少公里铁路", "zh", None, 0.0),
        ("打算怎么做", "zh", "target", 1.0),
        ("取得什么成绩", "zh", "result", 1.0),
        ("How much did tourism earn?", "en", "result", 0.5),
        ("How much will tourism earn?", "en", "target", 1.0),
        ("How much does tourism earn?", "en", None, 0.0),
        ("What is the planned growth?", "en", "target", 1.0),
        ("What is the actual growth?", "en", "result", 1.0),
        ("What is the growth?", "en", None, 0.0),
        ("What was the growth?", "en", "result", 0.5),
        ("What was the growth planned?", "en", "target", 1.0),
    ],
)
def test_kinds_differ_by_one_word(question: str, language: Language, kind: Kind | None, firmness: float) -> None:
    assert wished(question, language, 2024) == wish(kind=kind, firmness=firmness)


def test_years_are_the_reports_never_the_clocks() -> None:
    assert [wished("去年的产量", "zh", year).years for year in (2020, 2025)] == [{2019}, {2024}]
    assert [wished("output last year", "en", year).years for year in (2020, 2025)] == [{2019}, {2024}]


@pytest.mark.parametrize(
    "text", ["增长20.24%", "2024万吨", "2024亩", "新建2023公里", "2024 km of road", "2023 tons", "2023人", "120245", ""]
)
def test_numbers_that_are_no_years(text: str) -> None:
    assert named_years(text, 2024) == frozenset()


def test_a_year_beside_an_amount() -> None:
    assert wished("2023年新建2000公里公路", "zh", 2024) == wish(2023)
    assert wished("2000 km of road in 2023", "en", 2024) == wish(2023)


@pytest.mark.parametrize(
    ("asked", "reached", "planned"),
    [
        (NO_WISH, 0.0, 0.0),
        (wish(2023), 1.0, -1.0),
        (wish(2024), -1.0, 1.0),
        (wish(kind="target", firmness=0.5), -0.5, 0.5),
        (wish(kind="result", firmness=1.0), 1.0, -1.0),
        (wish(2023, kind="target", firmness=1.0), 1.0, -1.0),  # what was planned for 2023: the year counts
        (wish(2019), -1.0, -1.0),
    ],
)
def test_agreement(asked: Wish, reached: float, planned: float) -> None:
    assert (agreement(asked, REACHED), agreement(asked, PLANNED)) == (reached, planned)


def test_a_scope_of_several_years_holds_each() -> None:
    five = Scope(2018, 2022, "result")
    assert [agreement(wish(year), five) for year in (2017, 2018, 2020, 2022, 2023)] == [-1.0, 1.0, 1.0, 1.0, -1.0]


@given(st.text(), st.sampled_from(["zh", "en"]), st.integers(2000, 2050))
def test_any_question_has_at_most_one_year(question: str, language: Language, year: int) -> None:
    found = wished(question, language, year)
    assert len(found.years) <= 1
    assert found.kind is None or found.firmness > 0
    for scope in (REACHED, PLANNED):
        assert -1.0 <= agreement(found, scope) <= 1.0


@given(st.integers(1990, 2099), st.integers(2000, 2050))
def test_years_in_figures(named: int, year: int) -> None:
    assert named_years(f"{named}年产量", year) == named_years(f"output in {named}?", year) == {named}
