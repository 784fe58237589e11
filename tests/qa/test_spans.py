"""Spans: how far pieces of a text are behind the one nearest the question."""

from __future__ import annotations

import pytest

from documents.document import Scope, Section, Statement
from documents.statements import clauses
from index.clauses import located
from index.scope import Wish
from qa.content import Content, Word
from qa.facets import Facet
from qa.kinds import Want
from qa.spans import best_span, distances
from qa.weights import WEIGHTS

TEXT = "新建农村公路三千六百公里，实现高速公路里程突破五千公里规划目标，西宁机场三期主体完工。"


def test_distances_are_those_of_the_clauses_they_overlap() -> None:
    pieces = clauses(TEXT, 0, len(TEXT))
    assert [TEXT[a:b][:2] for a, b in pieces] == ["新建", "实现", "西宁"]
    assert pieces == located(TEXT, "zh")
    assert distances(TEXT, "zh", pieces, [0.25, 0.5, 0.75]) == [0.5, 0.25, 0.0]
    whole = [(pieces[0][0], pieces[1][1]), pieces[2]]  # two clauses in one piece: the nearer counts
    assert distances(TEXT, "zh", whole, [0.25, 0.5, 0.75]) == [0.25, 0.0]


@pytest.mark.parametrize("cosines", [[], [0.5], [0.1, 0.2, 0.3, 0.4]])
def test_without_the_cosines_of_all_clauses_none_is_behind(cosines: list[float]) -> None:
    assert distances(TEXT, "zh", clauses(TEXT, 0, len(TEXT)), cosines) == [0.0, 0.0, 0.0]


def test_a_span_does_not_end_before_its_predicate() -> None:
    text = "每一项成绩的取得，最根本在于党的领导，环境持续改善。"
    section = Section("1.0", ("一",), Scope(2023, 2023, "result"), 0, len(text), False)
    asked = Content((Word("成绩", ("成绩",), (), 1.0),))
    facet = Facet("?", asked, Content(()), "name", Want("name"), Wish())
    start, end = best_span(facet, Statement("r/1.0/1", section, 1, 0, len(text), text), None, WEIGHTS).span
    assert text[start:end] == "每一项成绩的取得，最根本在于党的领导"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("好，很好。", "很好"),  # all of it is short: something is said all the same
        ("好。", "好"),
        ("现在，我代表省人民政府报告工作。", "我代表省人民政府报告工作"),
    ],
)
def test_no_clause_of_three_characters_is_said_where_there_is_more(text: str, said: str) -> None:
    section = Section("1.0", ("一",), Scope(2023, 2023, "result"), 0, len(text), False)
    nothing = Content(())
    facet = Facet("?", nothing, nothing, "open", Want("open"), Wish())
    start, end = best_span(facet, Statement("r/1.0/1", section, 1, 0, len(text), text), None, WEIGHTS).span
    assert said in text[start:end]
    assert end - start >= min(4, len(text.rstrip("。")))
