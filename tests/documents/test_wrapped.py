"""Lines of a page joined to paragraphs: what was wrapped comes back, what was not stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.clean import clean
from documents.corpus import bundled
from documents.wrapped import cells, unwrap


def wrap(text: str, width: int, indent: str) -> str:
    """`text` as a page shows it: lines of `width` cells, no mark of punctuation at the beginning of a line."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        line = indent if len(paragraph) > width // 2 else ""
        for char in paragraph:
            if cells(line + char) > width and char not in "，。；：、”）》！？%":
                lines.append(line)
                line = ""
            line += char
        lines.append(line)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("width", [56, 60, 72])
def test_an_indented_report_comes_back(width: int) -> None:
    text = bundled().documents[0].text
    wrapped = wrap(text, width, "　　")
    assert len(wrapped.splitlines()) > 300
    assert unwrap(wrapped) == text


@pytest.mark.parametrize("width", [56, 60, 72])
def test_a_report_without_indents_mostly_comes_back(width: int) -> None:
    text = bundled().documents[0].text
    found = unwrap(wrap(text, width, "")).splitlines()
    paragraphs = set(text.splitlines())
    assert sum(line in paragraphs for line in found) / len(found) > 0.85
    assert "".join(found) == text.replace("\n", "")


def test_text_whose_lines_are_paragraphs_stays_as_it_is() -> None:
    text = bundled().documents[0].text
    assert unwrap(text) == text
    assert unwrap("甲。\n\n乙。\n") == "甲。\n\n乙。\n"
    assert unwrap("") == ""


def test_headings_begin_a_line() -> None:
    lines = [
        "各项事业全面推进，全省经济持续向好",
        "（一）聚焦产业，加力推进高质量发展。",
        "——生态保护展现新作为，持续向好向",
    ]
    assert unwrap("\n".join(lines), wrapped=True).splitlines() == lines


def test_latin_words_keep_their_space() -> None:
    assert unwrap("the quality of the\nlake is good", wrapped=True) == "the quality of the lake is good"


def test_widths() -> None:
    assert [cells(line) for line in ("", "省", "a5%", "，。", "😀", "增长5%")] == [0, 2, 3, 4, 2, 6]


@given(st.text(alphabet="甲乙，。\n 　一、a", max_size=120), st.booleans() | st.none())
def test_no_character_is_lost(text: str, wrapped: bool | None) -> None:
    def bare(lines: str) -> str:
        return "".join(lines.split())

    assert bare(unwrap(text, wrapped)) == bare(text)
    assert clean(unwrap(text, wrapped)) == clean(clean(unwrap(text, wrapped)))
