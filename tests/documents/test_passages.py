"""Passages: consecutive statements of one section, divided evenly."""

from hypothesis import given
from hypothesis import strategies as st

from documents.corpus import bundled
from documents.document import Scope, Section, Statement
from documents.passages import PASSAGE_CHARS, group

SCOPE = Scope(2024, 2024, "target")


def statements(path: str, lengths: list[int], en: str | None = None) -> list[Statement]:
    """The statements of one section, of these lengths."""
    section = Section(path, ("一",), SCOPE, 0, sum(lengths), titled=False)
    return [Statement(f"r/{path}/{n}", section, n, 0, size, "甲" * size, en) for n, size in enumerate(lengths, 1)]


def test_no_statements_no_passages() -> None:
    assert group([]) == ()


def test_a_short_section_is_one_passage() -> None:
    (passage,) = group(statements("1.1", [40, 60, 50], en="Yes."))
    assert passage.id == "r/1.1/1-3"
    assert passage.section.path == "1.1"
    assert [s.number for s in passage.statements] == [1, 2, 3]
    assert passage.text == "甲" * 150
    assert passage.en == "Yes. Yes. Yes."


def test_a_long_section_is_divided_evenly() -> None:
    passages = group(statements("1.1", [65] * 8))  # 520 characters: two passages, not one and a crumb
    assert [p.id for p in passages] == ["r/1.1/1-4", "r/1.1/5-8"]


def test_no_passage_crosses_a_section() -> None:
    passages = group([*statements("1.1", [20]), *statements("1.2", [20])])
    assert [p.id for p in passages] == ["r/1.1/1-1", "r/1.2/1-1"]


def test_without_an_edition_a_passage_has_no_english() -> None:
    assert group(statements("1.1", [5]))[0].en is None


def test_one_statement_longer_than_a_passage() -> None:
    assert [p.id for p in group(statements("1.1", [900]))] == ["r/1.1/1-1"]
    assert [p.id for p in group(statements("1.1", [10, 900, 10]))] == ["r/1.1/1-2", "r/1.1/3-3"]


def test_the_bundled_report_s_passages_hold_every_statement_once() -> None:
    document = bundled().documents[0]
    assert [s.id for p in document.passages for s in p.statements] == [s.id for s in document.statements]
    assert document.passages[0].id == "qinghai-2024/0.0/0-4"
    assert max(len(p.text) for p in document.passages) < 2 * PASSAGE_CHARS
    assert all(s.section is p.section for p in document.passages for s in p.statements)


@given(st.lists(st.lists(st.integers(0, 400), min_size=1, max_size=12), max_size=4))
def test_any_sections_are_divided_into_runs(sections: list[list[int]]) -> None:
    every = [s for n, sizes in enumerate(sections) for s in statements(f"1.{n}", sizes)]
    passages = group(every)
    assert [s.id for p in passages for s in p.statements] == [s.id for s in every]
    assert all(p.statements for p in passages)
