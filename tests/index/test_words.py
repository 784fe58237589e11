"""Terms of texts and questions: exact lists, and spellings that must meet in one stem."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.words import STOP_EN, STOP_ZH, chinese_words, han_terms, is_word, latin_words, pieces, stem, terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("  \n", []),
        ("🙂\ud800", []),
        ("省", ["省"]),
        ("的", []),
        ("碳酸锂11万吨", ["碳酸", "酸锂", "碳酸锂", "11万", "吨"]),
        ("钾肥和碳酸锂产量", ["钾肥", "肥和", "和碳", "碳酸", "酸锂", "碳酸锂", "锂产", "产量"]),
        ("5.3%、1.5亿、4,550,000", ["5.3%", "1.5亿", "4550000"]),
        ("２０２３年ＧＤＰ", ["2023", "年", "gdp"]),
        ("盐湖 salt lakes", ["盐湖", "salt", "lake"]),
        ("GDP grew by 5.3% in 2023", ["gdp", "grew", "5.3%", "2023"]),
        ("What is there for us?", []),
    ],
)
def test_terms_in_order(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organisations", "organization"),
        ("modernised", "modernize"),
        ("organising", "organizing"),
        ("analyse", "analyzes"),
        ("labour", "labor"),
        ("colours", "color"),
        ("centre", "centers"),
        ("kilometres", "kilometer"),
        ("km", "kilometers"),
        ("catalogue", "catalogs"),
        ("programme", "programs"),
        ("tonnes", "ton"),
        ("plough", "plow"),
        ("travelled", "traveling"),
        ("fuelled", "fuel"),
        ("fulfilled", "fulfil"),
        ("yaks", "yak"),
        ("cities", "city"),
        # a doubled l that is no British habit
        ("rolling", "roll"),
        ("skilled", "skills"),
        ("drilling", "drill"),
        ("installed", "install"),
        ("calling", "call"),
    ],
)
def test_spellings_meet_in_one_stem(one: str, other: str) -> None:
    assert terms(one, "en") == terms(other, "en")
    assert terms(one.upper(), "en") == terms(one, "en")


@pytest.mark.parametrize(
    ("one", "other"),
    [("filled", "file"), ("rolling", "role"), ("hour", "hor"), ("rise", "rize"), ("governance", "government")],
)
def test_words_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_latin_runs_are_opened() -> None:
    assert latin_words("qinghai's") == latin_words("qinghai’s") == ["qinghai"]
    assert latin_words("u.s.") == ["us"]
    assert latin_words("low-carbon") == ["low", "carbon"]
    assert latin_words("example.com") == ["example", "com"]
    assert latin_words("r&d") == ["r&d"]


def test_pieces_are_half_width_and_lower_case() -> None:
    assert list(pieces("ＧＤＰ增长５.３％, R&D")) == [
        ("latin", "gdp"),
        ("han", "增长"),
        ("number", "5.3%"),
        ("latin", "r&d"),
    ]


def test_lone_characters_count_where_they_are_words() -> None:
    assert chinese_words("建高速路") == ["建", "高速路"]
    assert han_terms("建高速路") == ["建", "建高", "高速", "速路", "高速路"]
    assert is_word("高速路")
    assert not is_word("销费")


@given(st.text())
def test_any_text_has_terms_without_blanks_and_stop_words(text: str) -> None:
    found = terms(text)
    assert all(term and not term.isspace() and term not in STOP_ZH for term in found)
    assert found == terms(text) == terms(f" {text}\n")


@given(st.text(alphabet="青海省盐湖的了5%万 kmabc", max_size=20))
def test_terms_of_two_sentences_are_those_of_each(text: str) -> None:
    assert terms(f"{text}。{text}") == terms(text) * 2


@given(st.sampled_from(sorted(STOP_EN)))
def test_stop_words_are_no_terms(word: str) -> None:
    assert terms(word.capitalize(), "en") == []
