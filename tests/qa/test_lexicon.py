"""Known words: what names nothing, everyday words at their longest, stems of English as it is written."""

import doctest

import pytest

from documents.language import Language
from qa import lexicon
from qa.lexicon import everyday_words, is_generic, names_nothing, stems


def test_examples() -> None:
    assert doctest.testmod(lexicon).failed == 0


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("今年的目标是多少？", "zh", True),
        ("多少？", "zh", True),
        ("2024年", "zh", True),
        ("完成得怎么样？", "zh", True),
        ("？？？", "zh", True),
        ("", "zh", True),
        ("粮食呢？", "zh", False),
        ("GDP", "zh", False),
        ("And the target for this year?", "en", True),
        ("How much?", "en", True),
        ("the plan for next year", "en", True),
        ("in 2024", "en", True),
        ("yaks", "en", False),
        ("GDP?", "en", False),
        ("粮食?", "en", False),
    ],
)
def test_whether_a_question_has_a_subject(text: str, language: Language, expected: bool) -> None:
    assert is_generic(text, language) is expected


def test_everyday_words_come_first_and_the_rest_is_cut_into_words() -> None:
    assert everyday_words("老百姓在增收") == ["老百姓", "在", "增收"]
    assert everyday_words("") == []


def test_stems_keep_stop_words_and_numbers() -> None:
    assert stems("The novel's prizes, 4,550 mu of land-greening") == [
        "the", "novel", "prize", "4550", "mu", "of", "land", "green",
    ]  # fmt: skip
    assert stems("") == []


def test_an_everyday_word_that_begins_inside_a_word_ends_inside_it() -> None:
    assert everyday_words("产量减少了吗") == ["产量", "减少", "了", "吗"]


@pytest.mark.parametrize("word", ["两条", "这份", "那边", "一样", "各", "其他", "每次"])
def test_words_that_point_or_count_name_nothing(word: str) -> None:
    assert names_nothing(word)


@pytest.mark.parametrize("word", ["高速", "终点", "停车", "天气", "粮食", "冬季"])
def test_words_that_may_be_a_subject(word: str) -> None:
    assert not names_nothing(word)


def test_words_written_as_one_are_taken_apart() -> None:
    assert stems("families who've left doesn't we'll Qinghai's people’s") == [
        "famili", "who", "left", "doe", "we", "qinghai", "peopl",
    ]  # fmt: skip
