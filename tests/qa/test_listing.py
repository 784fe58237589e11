"""Lists of targets: the report's own list whole, those of one subject, counted, and nothing where none is asked for."""

from pathlib import Path

import pytest

from documents.corpus import bundled
from index.scope import Wish
from qa import gate, listing, question
from qa.answerer import Answerer, known
from qa.content import Content
from qa.facets import Facet
from qa.kinds import Want
from qa.settings import Settings

DOCUMENT = bundled().documents[0]


@pytest.fixture(scope="module")
def real(real_home: Path) -> Answerer:
    return Answerer.open(Settings(home=real_home, generator="extractive"))


def listed(real: Answerer, text: str) -> list[str] | None:
    asked = question.read(text)
    facet = real.weighed(asked, DOCUMENT)[0][0]
    draft = listing.draft(asked, facet, DOCUMENT)
    if draft is None:
        return None
    assert not any(gate.check(s, draft.citations, asked.language, known(DOCUMENT)) for s in draft.sentences)
    *said, count = draft.sentences
    assert count.computed
    assert str(len(said)) in count.text
    assert [s.citations for s in said] == [(i,) for i in range(1, len(said) + 1)]
    return [c.id.removeprefix("qinghai-2024/") for c in draft.citations]


@pytest.mark.real_model
@pytest.mark.parametrize(
    "text", ["2024年的主要预期目标有哪些？", "列出今年所有目标", "What are the main targets for 2024?", "List all the targets for this year."]
)  # fmt: skip
def test_the_main_targets_are_the_reports_own_list(real: Answerer, text: str) -> None:
    assert listed(real, text) == [f"2.0/{number}" for number in range(8, 15)]


@pytest.mark.real_model
@pytest.mark.parametrize(
    "text",
    [
        "政府承认自己存在哪些问题？",
        "青海面临的问题和短板是什么",
        "别光说好的，报告自己认了哪些不足？",
        "报告自曝家丑那段，都承认了哪些短板？",
        "光听好话不行，省长自己承认青海还有哪些短板？",
        "What shortcomings does the government own up to?",
        "Enough good news: what shortcomings does the governor himself admit to?",
        "what problems does qinghai face",
        "What are the weaknesses of Qinghai's development?",
        "2024年青海面临哪些困难？",
    ],
)
def test_what_the_report_says_is_lacking(real: Answerer, text: str) -> None:
    answer = real.ask(text)
    assert [c.id.removeprefix("qinghai-2024/") for c in answer.citations] == [f"1.10/{n}" for n in range(1, 6)]


@pytest.mark.real_model
def test_after_another_question_only_the_governments_own_are_meant(real: Answerer) -> None:
    before = [{"role": "user", "content": "今年教育有哪些安排？"}, {"role": "assistant", "content": "…"}]
    own = real.ask("政府自己承认还有哪些短板？", before)
    assert own.citations[0].id == "qinghai-2024/1.10/1"
    its = real.ask("那有什么困难呢？", before)
    assert "qinghai-2024/1.10/2" not in [c.id for c in its.citations]


@pytest.mark.parametrize(
    "text",
    [
        "停车难的问题怎么解决？",
        "协调解决了多少企业反馈的问题？",
        "What problems do parents have?",
        "The river was dirty by the time it left the province. What went wrong?",
    ],
)
def test_problems_of_something_are_no_shortcomings_of_the_report(text: str) -> None:
    asked = question.read(text)
    facet = Facet(text, Content(()), Content(()), asked.asks, Want(asked.asks), Wish())
    assert listing.shortcomings(asked, facet, DOCUMENT) is None


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("2024年为啥特别要紧？", "2.0/1"),
        ("今年为什么特别重要", "2.0/1"),
        ("去年是不平凡的一年，为什么这么说？", "1.0/1"),
        ("Why is 2024 billed as such a big year?", "2.0/1"),
        ("What makes this year so important?", "2.0/1"),
    ],
)
def test_what_makes_a_year_one_to_remember(real: Answerer, text: str, statement: str) -> None:
    assert [c.id.removeprefix("qinghai-2024/") for c in real.ask(text).citations] == [statement]


@pytest.mark.parametrize(
    "text", ["为什么2024年要特别重视粮食？", "Why does the park matter this year?", "今年的重要工作有哪些？", "2025年为什么特别重要？"]
)  # fmt: skip
def test_what_makes_something_else_important_is_another_question(text: str) -> None:
    asked = question.read(text)
    years = frozenset({2025}) if "2025" in text else frozenset({2024})
    facet = Facet(text, Content(()), Content(()), asked.asks, Want(asked.asks), Wish(years))
    assert listing.of_the_year(asked, facet, DOCUMENT) is None


@pytest.mark.real_model
@pytest.mark.parametrize("text", ["2024年就业方面有哪些目标？", "What are all the employment targets for 2024?"])
def test_targets_of_one_subject_come_from_the_ledger(real: Answerer, text: str) -> None:
    found = listed(real, text)
    assert found is not None
    assert {"2.0/9", "2.7.1/2"} <= set(found)


@pytest.mark.real_model
@pytest.mark.parametrize(
    "text", ["2024年生产总值的目标是多少？", "2025年的主要目标有哪些？", "哪些公园在建？", "Which targets are there for penguins?"]
)  # fmt: skip
def test_no_list_where_none_is_asked_for_or_there_is_none(real: Answerer, text: str) -> None:
    assert listed(real, text) is None


@pytest.mark.real_model
def test_another_province_is_refused_before_any_list(real: Answerer) -> None:
    answer = real.ask("甘肃省2024年的主要预期目标有哪些？")
    assert answer.refusal is not None
    assert answer.refusal.reason == "other_place"


@pytest.mark.real_model
@pytest.mark.parametrize(
    "text", ["总结一下这份报告", "这份报告讲了什么？", "Summarize the report.", "What is this report about?"]
)
def test_a_summary_is_the_headings_of_parts_and_sections(real: Answerer, text: str) -> None:
    answer = real.ask(text)
    assert answer.refusal is None
    assert [c.id.removeprefix("qinghai-2024/") for c in answer.citations] == [
        *(f"1.{n}/0" for n in range(7)), "2.0/0", *(f"2.{n}.0/0" for n in range(1, 9)), *(f"3.{n}/0" for n in range(6)),
    ]  # fmt: skip
    assert all(DOCUMENT.text[c.start : c.end] == c.quote and not c.quote.startswith("—") for c in answer.citations)


@pytest.mark.real_model
def test_a_summary_of_a_year_has_the_headings_of_that_year(real: Answerer) -> None:
    ids = [c.id.removeprefix("qinghai-2024/") for c in real.ask("总结一下2023年的工作").citations]
    assert ids == [f"1.{n}/0" for n in range(7)]


@pytest.mark.real_model
@pytest.mark.parametrize("text", ["总结教育方面的内容", "总结一下甘肃省的报告", "Summarize the plans for schools."])
def test_a_summary_of_something_is_no_outline(real: Answerer, text: str) -> None:
    assert not any(c.id.endswith(".0/0") for c in real.ask(text).citations)
