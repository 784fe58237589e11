"""Entries -> what is kept of them: clauses, counts, levels, tables."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.language import Language
from index.build import HEADING_WEIGHT, count, of_entries, views_of
from index.clauses import clauses
from index.entry import Entry, of_texts
from index.prototypes import listed
from index.search import Index
from tests.fakes import FakeEncoder

PAIR = [
    Entry("1", "盐湖产业兴旺。", "zh", 0, ("一、产业",), "The salt lakes thrive.", ("I. Industry",)),
    Entry(
        "2", "牦牛存栏增加，草原恢复，", "zh", 0, ("一、产业",), "Yaks increase, grassland recovers.", ("I. Industry",)
    ),
    Entry("3", "新建铁路。", "zh", 1, ("二、交通",)),
]


@pytest.fixture(scope="module")
def pair() -> Index:
    return of_entries(PAIR, FakeEncoder())


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("", "zh", [""]),
        ("省", "zh", ["省"]),
        ("碳酸锂11万吨、增长49.4%，卤水提锂技术国际领先，好。", "zh", ["碳酸锂11万吨、增长49.4%，", "卤水提锂技术国际领先，好。"]),
        ("牦牛存栏不断增加；草原退化得到控制。", "zh", ["牦牛存栏不断增加；", "草原退化得到控制。"]),
        ("The herds of yaks keep increasing, and degraded grassland recovers.", "en",
         ["The herds of yaks keep increasing,", "and degraded grassland recovers."]),
        ("Yes, 4,550,000 mu of it.", "en", ["Yes, 4,550,000 mu of it."]),
    ],
)  # fmt: skip
def test_clauses(text: str, language: Language, expected: list[str]) -> None:
    assert clauses(text, language) == expected


@given(st.text(alphabet="青海盐湖，。；5%", max_size=60))
def test_clauses_lose_nothing_but_leading_marks(text: str) -> None:
    kept = "".join(clauses(text, "zh"))
    assert [char for char in kept if char not in "，。；"] == [char for char in text if char not in "，。；"]


def test_counts_hold_words_of_the_dictionaries_and_phrases() -> None:
    assert count("碳酸锂", "zh", ()) == {"碳酸": 1, "酸锂": 1, "碳酸锂": 1, "碳": 1, "酸": 1, "锂": 1}
    assert count("盐湖盐湖", "zh", ())["盐湖"] == 2
    assert count("salt lakes of the salt lake", "en", {"salt_lake"}) == {"salt": 2, "lake": 2, "salt_lake": 2}
    assert count("salt lake", "en", ()) == {"salt": 1, "lake": 1}
    assert count("", "zh", ()) == {}


def test_views_are_the_texts_and_their_translations() -> None:
    assert [(view.owner, view.text, view.headings, view.passage) for view in views_of(PAIR, "zh")] == [
        (number, entry.text, entry.headings, entry.passage) for number, entry in enumerate(PAIR)
    ]
    assert [(view.owner, view.text, view.headings) for view in views_of(PAIR, "en")] == [
        (0, "The salt lakes thrive.", ("I. Industry",)),
        (1, "Yaks increase, grassland recovers.", ("I. Industry",)),
    ]


def test_what_is_encoded_under_which_headings(pair: Index) -> None:
    encoder, arrays = FakeEncoder(), pair.data.arrays
    expected = {
        "zh.own": ["一、产业。盐湖产业兴旺。", "一、产业。牦牛存栏增加，草原恢复，", "二、交通。新建铁路。"],
        "zh.passage": ["一、产业。盐湖产业兴旺。牦牛存栏增加，草原恢复，", "二、交通。新建铁路。"],
        "zh.part": ["盐湖产业兴旺。", "牦牛存栏增加，草原恢复，", "新建铁路。"],
        "en.own": ["I. Industry. The salt lakes thrive.", "I. Industry. Yaks increase, grassland recovers."],
        "en.passage": ["I. Industry. The salt lakes thrive. Yaks increase, grassland recovers."],
        "en.part": ["The salt lakes thrive.", "Yaks increase, grassland recovers."],
    }
    for name, texts in expected.items():
        vectors = encoder.encode(texts, "passage")
        np.testing.assert_array_equal(arrays[name], vectors)
        np.testing.assert_allclose(np.asarray(arrays[f"{name}.mean"], np.float32), vectors.mean(axis=0), atol=1e-7)
    assert arrays["zh.passage.rows"].tolist() == [0, 0, 1]
    assert arrays["zh.passage.owners"].tolist() == [0, 1, 2]
    assert arrays["en.own.owners"].tolist() == [0, 1]


def test_questions_means_come_from_the_listed(pair: Index) -> None:
    for language in ("zh", "en"):
        vectors = FakeEncoder().encode(listed(language), "query")
        mean = np.asarray(pair.data.arrays[f"{language}.questions.mean"], np.float32)
        np.testing.assert_allclose(mean, vectors.mean(axis=0), atol=1e-6)


def test_ordinary_questions_are_many_and_different() -> None:
    for language in ("zh", "en"):
        questions = listed(language)
        assert len(set(questions)) == len(questions) >= 50
        assert all(question.strip() == question != "" for question in questions)


def test_a_word_of_a_heading_counts_less_and_adds_no_length(pair: Index) -> None:
    words = pair.sides["zh"].words
    number = words.vocabulary["交通"]
    at = slice(words.starts[number], words.starts[number + 1])
    assert words.texts[at].tolist() == [2]
    assert words.counts[at].tolist() == pytest.approx([HEADING_WEIGHT])
    assert words.lengths[2] == len(["新建", "建铁", "铁路"])


def test_without_an_english_text_there_is_no_english_side(region: Index, english: Index, pair: Index) -> None:
    assert list(region.sides) == ["zh"]
    assert list(english.sides) == ["en"]
    assert list(pair.sides) == ["zh", "en"]
    assert "passage" not in region.sides["zh"].levels  # each text is its own passage
    assert "bridge.zh.en" not in region.data.strings


def test_the_places_that_the_texts_name_are_kept() -> None:
    index = of_entries(of_texts([("a", "推动格尔木资源开发", "zh")]), FakeEncoder())
    assert index.places == {"格尔木"}


def test_progress_counts_every_text() -> None:
    steps: list[tuple[str, int, int]] = []
    of_entries(of_texts([("a", "省", "zh")]), FakeEncoder(), lambda *step: steps.append(step))
    total = 2 + sum(len(listed(language)) for language in ("zh", "en"))
    assert steps[0] == ("encode", 1, total)
    assert steps[-1] == ("encode", total, total)
    assert [done for _, done, _ in steps] == sorted(done for _, done, _ in steps)


def test_nothing_to_search() -> None:
    empty = of_entries([], FakeEncoder())
    assert empty.sides == {}
    assert empty.search("盐湖") == []
