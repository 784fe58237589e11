"""Ordinary questions: many, different, and the nearest ten tell what a question is like."""

from pathlib import Path

import numpy as np
import pytest

from documents.corpus import bundled
from index.home import open_index
from index.prototypes import KINDS, NEAREST, Prototypes, listed
from index.search import Index


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_lists_are_long_and_have_no_question_twice(language: str) -> None:
    lists = {kind: listed(f"{kind}.{language}") for kind in KINDS}
    assert all(len(questions) >= 300 for questions in lists.values())
    together = [question for questions in lists.values() for question in questions]
    assert len(set(together)) == len(together)
    assert all(question == question.strip() and question for question in together)


def test_the_share_counts_the_ten_nearest() -> None:
    angles = np.linspace(0, np.pi / 2, 20, dtype=np.float32)
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    likened = Prototypes(vectors, np.arange(20) % 4 == 0)  # 0, 4, 8, 12, 16
    assert NEAREST == 10
    assert likened.share(vectors[0]) == pytest.approx(0.3)  # 0, 4 and 8 of 0 to 9
    assert likened.share(vectors[19]) == pytest.approx(0.2)  # 12 and 16 of 10 to 19


def test_they_are_read_from_what_is_stored() -> None:
    arrays = {"zh.within": np.eye(3, dtype=np.float32), "zh.elsewhere": np.eye(3, dtype=np.float32)[:2]}
    found = Prototypes.all(arrays)
    assert list(found) == ["zh"]
    assert found["zh"].elsewhere.tolist() == [False, False, False, True, True]
    assert Prototypes.all({"zh.within": arrays["zh.within"]}) == {}


@pytest.fixture(scope="module")
def real_index(real_home: Path) -> Index:
    return open_index(real_home, bundled())


@pytest.mark.real_model
@pytest.mark.parametrize(
    ("question", "low", "high"),
    [
        ("今天西宁天气怎么样，要不要带伞", 0.8, 1.0),
        ("How do I fry an egg without burning it?", 0.8, 1.0),
        ("2024年新增就业的目标是多少？", 0.0, 0.2),
        ("小区门口天天堵车，今年政府管不管？", 0.0, 0.3),
        ("What will be done for the elderly?", 0.0, 0.3),
    ],
)
def test_questions_off_the_topic_are_like_others_of_their_kind(
    real_index: Index, question: str, low: float, high: float
) -> None:
    assert low <= real_index.elsewhere(question) <= high
